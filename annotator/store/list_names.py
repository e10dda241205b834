"""The index of the names on all lists: full text over words and sounds (FTS5)."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from annotator.model.name_index import IndexedName, NameFolding
from annotator.store.list_file import ListFile

_SHORTEST_PREFIX = 2  # letters; one letter begins too many words
_AT_ONCE = 10_000
"""Names that are indexed in one go."""
_COLUMNS = "name.number, entry.id, name.text, name.kind, name.place, name.norm, name.key"

_VOCABULARY = """
CREATE VIRTUAL TABLE IF NOT EXISTS temp.vocabulary USING fts5vocab ('main', 'name_search', 'col')
"""


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

    def vocabulary(self) -> dict[str, int]:
        """Every key in the index, with how many names have it."""
        with self._file.reading() as connection:
            connection.execute(_VOCABULARY)
            rows = connection.execute("SELECT term, doc FROM temp.vocabulary WHERE col = 'key'")
            return dict(rows.fetchall())

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


class Indexing:
    """Keeps the index in step with the names, within a transaction of the caller.

    The index writes a piece of its own for every statement: many names at once cost a third of what
    they cost one by one.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Use a connection with a transaction begun."""
        self._connection = connection
        self._indexed = self._last()

    def remove(self, entries: str, values: Sequence[str] = ()) -> None:
        """Remove all names of some entries, which a query gives, before others are added."""
        self._connection.execute(
            "INSERT INTO name_search (name_search, rowid, norm, key)"
            f" SELECT 'delete', number, norm, key FROM name WHERE entry IN ({entries})",
            values,
        )
        self._connection.execute(f"DELETE FROM name WHERE entry IN ({entries})", values)
        self._indexed = self._last()

    def keep_up(self) -> None:
        """Index the names that were added, if they are many."""
        if self._last() - self._indexed >= _AT_ONCE:
            self.finish()

    def finish(self) -> None:
        """Index all names that were added."""
        last = self._last()
        if last > self._indexed:
            self._connection.execute(
                "INSERT INTO name_search (rowid, norm, key)"
                " SELECT number, norm, key FROM name WHERE number > ? ORDER BY number",
                (self._indexed,),
            )
            self._indexed = last

    def _last(self) -> int:
        (found,) = self._connection.execute("SELECT coalesce(max(number), 0) FROM name").fetchone()
        return int(found)


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
