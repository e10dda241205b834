"""The index of the names on all lists: full text over words and sounds (FTS5)."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence

from annotator.model.name_index import IndexedName, NameFolding
from annotator.store.list_file import ListFile

_SHORTEST_PREFIX = 2  # letters; one letter begins too many words
_IN = 500  # numbers in one statement
_COLUMNS = "name.number, entry.id, name.text, name.kind, name.place, name.norm, name.key"


class StoredNames:
    """Candidates for a query, out of the file (`annotator.model.name_index.NameIndex`)."""

    def __init__(self, file: ListFile, folding: NameFolding) -> None:
        """Use an open file."""
        self._file = file
        self._folding = folding

    def generation(self) -> int:
        """Grows with every edition that is added and every list that is removed."""
        with self._file.reading() as connection:
            return int(_meta(connection, "generation") or 0)

    def candidates(
        self, words: Sequence[str], keys: Sequence[str], limit: int
    ) -> list[IndexedName]:
        """Names with words that begin like one of `words` or sound like one of `keys`."""
        expression = match_expression(words, keys)
        if not expression:
            return []
        with self._file.reading() as connection:
            rows = connection.execute(
                f"SELECT {_COLUMNS} FROM name_search JOIN name ON name.number = name_search.rowid"
                " JOIN entry ON entry.number = name.entry WHERE name_search MATCH ?"
                " ORDER BY bm25(name_search) LIMIT ?",
                (expression, limit),
            ).fetchall()
        return [IndexedName(*row) for row in rows]

    def all_keys(self) -> tuple[list[int], list[str]]:
        """Numbers and keys of all names."""
        with self._file.reading() as connection:
            rows = connection.execute("SELECT number, key FROM name ORDER BY number").fetchall()
        return [row[0] for row in rows], [row[1] for row in rows]

    def names(self, numbers: Iterable[int]) -> list[IndexedName]:
        """The names with these numbers, in their order; those that are gone are left out."""
        wanted = list(dict.fromkeys(numbers))
        rows: dict[int, IndexedName] = {}
        with self._file.reading() as connection:
            for start in range(0, len(wanted), _IN):
                part = wanted[start : start + _IN]
                found = connection.execute(
                    f"SELECT {_COLUMNS} FROM name JOIN entry ON entry.number = name.entry"
                    f" WHERE name.number IN ({','.join('?' * len(part))})",
                    part,
                )
                rows |= {row[0]: IndexedName(*row) for row in found}
        return [rows[number] for number in wanted if number in rows]

    def renew(self) -> bool:
        """Fold all names anew where another version folded them; whether that was needed."""
        with self._file.reading() as connection:
            if _meta(connection, "folding") == self._folding.version:
                return False
        with self._file.writing() as connection:
            if _meta(connection, "folding") == self._folding.version:
                return False  # another process was faster
            rows = connection.execute("SELECT number, text FROM name").fetchall()
            connection.executemany(
                "UPDATE name SET norm = ?, key = ? WHERE number = ?",
                [(*self._folding.fold(text), number) for number, text in rows],
            )
            connection.execute("INSERT INTO name_search (name_search) VALUES ('rebuild')")
            _keep(connection, "folding", self._folding.version)
            bump(connection)
        return True


def match_expression(words: Sequence[str], keys: Sequence[str]) -> str:
    """The FTS5 expression for folded words and sounds; every one quoted, never parsed as syntax."""
    parts = [
        f"norm : {_quoted(word)}" + (" *" if len(word) >= _SHORTEST_PREFIX else "")
        for word in dict.fromkeys(words)
        if word
    ]
    parts += [f"key : {_quoted(key)}" for key in dict.fromkeys(keys) if key]
    return " OR ".join(parts)


def _quoted(word: str) -> str:
    return '"' + word.replace('"', '""').replace("\0", " ") + '"'


def bump(connection: sqlite3.Connection) -> None:
    """Note in a transaction that other names are indexed than before."""
    _keep(connection, "generation", str(int(_meta(connection, "generation") or 0) + 1))


def _meta(connection: sqlite3.Connection, name: str) -> str:
    row = connection.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
    return str(row[0]) if row else ""


def _keep(connection: sqlite3.Connection, name: str, value: str) -> None:
    connection.execute("INSERT OR REPLACE INTO meta (name, value) VALUES (?, ?)", (name, value))
