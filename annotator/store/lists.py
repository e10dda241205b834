"""The user's official lists: editions taken in whole or not at all, entries looked up by id.

One file a person, beside the settings, never in a project: a project keeps the entries that its
annotations link to.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from annotator.model.list_editions import (
    EditionReport,
    EntryName,
    ListEdition,
    StoredEntry,
    merged,
)
from annotator.model.listed import ListedEntry
from annotator.model.message import msg
from annotator.model.name_index import NameFolding
from annotator.store.list_codec import digest, from_body, to_body
from annotator.store.list_file import ListFile, never
from annotator.store.list_names import StoredNames, bump
from annotator.store.list_trouble import ListRefused, damaged, told
from annotator.store.repositories.journal import now
from annotator.store.trouble import Cancelled

Progress = Callable[[str, int, int], None]
"""Told the step (`read`, then `save`), how many entries are done and how many there are (0: not
known)."""

_STEP = 200
_EDITION = "list, file_name, sha256, published, imported, count"
_FIND = f"""
SELECT entry.body, entry.withdrawn,
       {", ".join("edition." + one for one in _EDITION.split(", "))}
FROM entry JOIN edition ON edition.number = entry.edition
"""


@dataclass(frozen=True, slots=True)
class _Prepared:
    """An entry ready to be written."""

    entry: ListedEntry
    body: str
    digest: str
    names: tuple[tuple[str, str], ...]  # norm and key of each name


class ListStore:
    """The lists of one person.

    Attributes:
        path: the file.
        names: the index of all names.
    """

    def __init__(self, file: ListFile, folding: NameFolding) -> None:
        """Use an open file; `open` is the way in."""
        self.path = file.path
        self.names = StoredNames(file, folding)
        self._file = file
        self._folding = folding

    @classmethod
    def open(cls, path: Path, folding: NameFolding) -> ListStore:
        """Open the lists, or begin them where there is no file yet.

        Names that were folded by another version are folded anew first (some 10 s for 100,000).

        Raises:
            ListsTrouble: the file is not ours, newer, damaged or out of reach.
        """
        store = cls(ListFile(path), folding)
        store.names.renew()
        return store

    def close(self) -> None:
        """Close the file; what runs at the moment ends first."""
        self._file.close()

    def editions(self) -> tuple[ListEdition, ...]:
        """The current edition of every list, by list."""
        with self._file.reading() as connection:
            rows = connection.execute(
                f"SELECT {_EDITION} FROM edition WHERE number IN"
                " (SELECT max(number) FROM edition GROUP BY list) ORDER BY list"
            ).fetchall()
        return tuple(ListEdition(*row) for row in rows)

    def history(self, list_id: str) -> tuple[ListEdition, ...]:
        """Every edition of a list that was imported, the newest first."""
        with self._file.reading() as connection:
            rows = connection.execute(
                f"SELECT {_EDITION} FROM edition WHERE list = ? ORDER BY number DESC", (list_id,)
            ).fetchall()
        return tuple(ListEdition(*row) for row in rows)

    def entry(self, entry_id: str) -> StoredEntry | None:
        """The entry with this id, withdrawn or not; None if no list has it."""
        return self.entries((entry_id,)).get(entry_id)

    def entries(self, ids: Iterable[str]) -> dict[str, StoredEntry]:
        """The entries with these ids; those that no list has are left out.

        Raises:
            ListsTrouble: the file is damaged.
        """
        found: dict[str, StoredEntry] = {}
        with self._file.reading() as connection, self._readable():
            for entry_id in dict.fromkeys(ids):
                row = connection.execute(_FIND + "WHERE entry.id = ?", (entry_id,)).fetchone()
                if row:
                    found[entry_id] = StoredEntry(from_body(row[0]), ListEdition(*row[2:]), row[1])
        return found

    def entries_of(self, list_id: str) -> Iterator[StoredEntry]:
        """Every entry of a list in the order of the list, withdrawn ones too, a part at a time."""
        with self._file.reading() as connection, self._readable():
            rows = connection.execute(
                _FIND + "WHERE entry.list = ? ORDER BY entry.number", (list_id,)
            )
            for row in rows:
                yield StoredEntry(from_body(row[0]), ListEdition(*row[2:]), row[1])

    def same_references(self, ids: Iterable[str]) -> dict[str, frozenset[str]]:
        """For entries, the others that give the same number of a register: perhaps one subject."""
        with self._file.reading() as connection:
            return {
                one: frozenset(row[0] for row in connection.execute(_SAME, (one,)))
                for one in dict.fromkeys(ids)
            }

    @contextmanager
    def _readable(self) -> Iterator[None]:
        try:
            yield
        except ValueError as error:
            raise damaged(self.path) from error

    def add_edition(
        self,
        edition: ListEdition,
        entries: Iterable[ListedEntry],
        *,
        duplicates: Literal["refuse", "merge"] = "refuse",
        progress: Progress | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> EditionReport:
        """Take in an edition of a list: afterwards all of it is there, or nothing has changed.

        Entries that it no longer has are marked as withdrawn, never deleted. The entries are read
        before the file is locked; others can search meanwhile.

        Args:
            edition: the file; `imported` and `count` are filled in.
            entries: all entries of the list.
            duplicates: what to do where an id comes twice; `merge` joins what both say.
            progress: told from time to time.
            cancelled: asked from time to time.

        Raises:
            ListRefused: there is no entry at all, one of another list, without a name, or an id
                that comes twice.
            Cancelled: `cancelled` said so; nothing was kept.
            ListsTrouble: disk or database fail; nothing was kept.
        """
        say, stop = progress or _silent, cancelled or never
        if current := self._current(edition):
            return EditionReport(current, known=True)
        found = _read(edition, entries, duplicates == "merge", say, stop)
        with told(self.path):
            prepared = self._prepared(found, stop)
        edition = replace(edition, imported=edition.imported or now(), count=len(prepared))
        with self._file.writing(stop) as connection:
            report = _write(connection, edition, prepared, say, stop)
            bump(connection)
        return report

    def _current(self, edition: ListEdition) -> ListEdition | None:
        """The current edition of the list, if it was read from the same bytes."""
        newest = self.history(edition.list)[:1]
        return next((one for one in newest if one.sha256 == edition.sha256), None)

    def _prepared(
        self, found: Mapping[str, ListedEntry], stop: Callable[[], bool]
    ) -> dict[str, _Prepared]:
        prepared: dict[str, _Prepared] = {}
        for done, (one, entry) in enumerate(found.items()):
            if done % _STEP == 0:
                _go_on(stop)
            body = to_body(entry)
            names = tuple(self._folding.fold(name.text) for name in entry.names)
            prepared[one] = _Prepared(entry, body, digest(body), names)
        return prepared

    def remove_list(self, list_id: str) -> int:
        """Forget a list with its editions; how many entries went.

        Projects keep what their annotations link to.
        """
        with self._file.writing() as connection:
            gone = connection.execute("DELETE FROM entry WHERE list = ?", (list_id,)).rowcount
            connection.execute("DELETE FROM edition WHERE list = ?", (list_id,))
            bump(connection)
        return gone


_SAME = """
SELECT DISTINCT other.id
FROM entry JOIN reference ON reference.entry = entry.number
JOIN reference AS met ON met.scheme = reference.scheme AND met.value = reference.value
JOIN entry AS other ON other.number = met.entry
WHERE entry.id = ? AND other.number <> entry.number
"""


def _silent(_step: str, _done: int, _of: int) -> None:
    pass


def _go_on(stop: Callable[[], bool]) -> None:
    if stop():
        raise Cancelled


def _read(
    edition: ListEdition,
    entries: Iterable[ListedEntry],
    merge: bool,
    say: Progress,
    stop: Callable[[], bool],
) -> dict[str, ListedEntry]:
    """The entries of an edition by id, checked."""
    found: dict[str, ListedEntry] = {}
    for done, entry in enumerate(entries):
        if done % _STEP == 0:
            _go_on(stop)
            say("read", done, edition.count)
        _check(entry, edition.list)
        if (known := found.get(entry.id)) is None:
            found[entry.id] = entry
        elif merge:
            found[entry.id] = merged(known, entry)
        else:
            raise ListRefused(msg("lists_store.double", list=edition.list, key=entry.key))
    if not found:
        raise ListRefused(msg("lists_store.no_entries", file=edition.file_name))
    return found


def _check(entry: ListedEntry, list_id: str) -> None:
    if entry.list != list_id:
        raise ListRefused(msg("lists_store.other_list", list=list_id, other=entry.list))
    if not entry.key or not entry.names or not entry.names[0].text.strip():
        raise ListRefused(msg("lists_store.no_name", list=list_id, key=entry.key))


def _write(
    connection: sqlite3.Connection,
    edition: ListEdition,
    prepared: Mapping[str, _Prepared],
    say: Progress,
    stop: Callable[[], bool],
) -> EditionReport:
    """Bring the tables from the edition before to this one."""
    before = connection.execute(
        "SELECT published FROM edition WHERE list = ? ORDER BY number DESC LIMIT 1", (edition.list,)
    ).fetchone()
    there = {
        row[0]: row[1:]
        for row in connection.execute(
            "SELECT id, number, digest, withdrawn, name FROM entry WHERE list = ?", (edition.list,)
        )
    }
    number = connection.execute(
        f"INSERT INTO edition ({_EDITION}) VALUES (?, ?, ?, ?, ?, ?)",
        (
            *(edition.list, edition.file_name, edition.sha256, edition.published),
            *(edition.imported, edition.count),
        ),
    ).lastrowid
    added: list[EntryName] = []
    changed: list[EntryName] = []
    same = 0
    for done, (one, ready) in enumerate(prepared.items()):
        if done % _STEP == 0:
            _go_on(stop)
            say("save", done, len(prepared))
        name = EntryName(one, ready.entry.names[0].text)
        row = there.pop(one, None)
        if row is None:
            added.append(name)
            _names(connection, _added(connection, ready, number), ready)
            continue
        entry, old, withdrawn, _ = row
        (added if withdrawn else changed if old != ready.digest else []).append(name)
        same += old == ready.digest and not withdrawn
        connection.execute(
            "UPDATE entry SET edition = ?, withdrawn = '', body = ?, digest = ?, name = ?"
            " WHERE number = ?",
            (number, ready.body, ready.digest, name.name, entry),
        )
        if old != ready.digest:
            connection.execute("DELETE FROM name WHERE entry = ?", (entry,))
            connection.execute("DELETE FROM reference WHERE entry = ?", (entry,))
            _names(connection, entry, ready)
    gone = [(one, row) for one, row in there.items() if not row[2]]
    connection.executemany(
        "UPDATE entry SET withdrawn = ? WHERE number = ?",
        [(edition.imported, row[0]) for _, row in gone],
    )
    say("save", len(prepared), len(prepared))
    return EditionReport(
        edition,
        older=bool(before and edition.published and edition.published < before[0]),
        added=tuple(added),
        changed=tuple(changed),
        withdrawn=tuple(EntryName(one, row[3]) for one, row in gone),
        same=same,
        names=sum(len(ready.entry.names) for ready in prepared.values()),
    )


def _added(connection: sqlite3.Connection, ready: _Prepared, edition: int | None) -> int | None:
    return connection.execute(
        "INSERT INTO entry (id, list, name, body, digest, edition) VALUES (?, ?, ?, ?, ?, ?)",
        (
            *(ready.entry.id, ready.entry.list, ready.entry.names[0].text),
            *(ready.body, ready.digest, edition),
        ),
    ).lastrowid


def _names(connection: sqlite3.Connection, entry: int | None, ready: _Prepared) -> None:
    connection.executemany(
        "INSERT INTO name (entry, place, text, kind, norm, key) VALUES (?, ?, ?, ?, ?, ?)",
        [
            (entry, place, name.text, name.kind, *folded)
            for place, (name, folded) in enumerate(zip(ready.entry.names, ready.names, strict=True))
        ],
    )
    connection.executemany(
        "INSERT OR IGNORE INTO reference (scheme, value, entry) VALUES (?, ?, ?)",
        [(scheme, value, entry) for scheme, value in _registers(ready.entry)],
    )


def _registers(entry: ListedEntry) -> tuple[tuple[str, str], ...]:
    """The numbers that an entry has in registers, its own list's among them (`un-sc` is `un`)."""
    return ((entry.list.partition("-")[0], entry.key), *entry.references)
