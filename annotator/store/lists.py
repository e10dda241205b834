"""The user's official lists: editions taken in whole or not at all, entries looked up by id.

One file a person, beside the settings, never in a project: a project keeps the entries that its
annotations link to.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from annotator.model.list_editions import EditionReport, ListEdition, StoredEntry
from annotator.model.listed import ListedEntry
from annotator.model.name_index import NameFolding
from annotator.store.list_codec import from_body
from annotator.store.list_edition import EDITION, write_edition
from annotator.store.list_file import ListFile, never
from annotator.store.list_names import Indexing, StoredNames, bump
from annotator.store.list_spool import Duplicates, Progress, Spool
from annotator.store.list_trouble import damaged
from annotator.store.repositories.journal import now

_FIND = f"""
SELECT entry.body, entry.withdrawn,
       {", ".join("edition." + one for one in EDITION.split(", "))}
FROM entry JOIN edition ON edition.number = entry.edition
"""


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
                f"SELECT {EDITION} FROM edition WHERE number IN"
                " (SELECT max(number) FROM edition GROUP BY list) ORDER BY list"
            ).fetchall()
        return tuple(ListEdition(*row) for row in rows)

    def history(self, list_id: str) -> tuple[ListEdition, ...]:
        """Every edition of a list that was imported, the newest first."""
        with self._file.reading() as connection:
            rows = connection.execute(
                f"SELECT {EDITION} FROM edition WHERE list = ? ORDER BY number DESC", (list_id,)
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
        duplicates: Duplicates = "refuse",
        progress: Progress | None = None,
        cancelled: Callable[[], bool] | None = None,
        check: Callable[[EditionReport], None] | None = None,
    ) -> EditionReport:
        """Take in an edition of a list: afterwards all of it is there, or nothing has changed.

        Entries that it no longer has are marked as withdrawn, never deleted. The entries are read
        before the file is locked; others can search meanwhile. Memory does not grow with the list.

        Args:
            edition: the file; `imported` and `count` are filled in.
            entries: all entries of the list, read one after the other.
            duplicates: what to do where an id comes twice; `merge` joins what both say.
            progress: told from time to time.
            cancelled: asked from time to time.
            check: told what the edition changes before anything is changed; what it raises undoes
                the import.

        Raises:
            ListRefused: there is no entry at all, one of another list, without a name, or an id
                that comes twice.
            Cancelled: `cancelled` said so; nothing was kept.
            ListsTrouble: disk or database fail; nothing was kept.
        """
        say, stop = progress or _silent, cancelled or never
        if current := self._current(edition):
            return EditionReport(current, known=True)
        with self._file.apart() as connection:
            spool = Spool(connection, self.path, edition, duplicates)
            spool.fill(entries, say, stop)
            edition = replace(edition, imported=edition.imported or now(), count=spool.count)
            with self._file.turn(connection, stop):
                if current := self._current(edition):  # another process was faster
                    return EditionReport(current, known=True)
                report = write_edition(
                    connection, edition, spool, self._folding, say, stop, check or _content
                )
                bump(connection)
        return report

    def _current(self, edition: ListEdition) -> ListEdition | None:
        """The current edition of the list, if it was read from the same bytes."""
        newest = self.history(edition.list)[:1]
        return next((one for one in newest if one.sha256 == edition.sha256), None)

    def remove_list(self, list_id: str) -> int:
        """Forget a list with its editions; how many entries went.

        Projects keep what their annotations link to.
        """
        with self._file.writing() as connection:
            Indexing(connection).remove("SELECT number FROM entry WHERE list = ?", (list_id,))
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


def _content(_report: EditionReport) -> None:
    pass


def _silent(_step: str, _done: int, _of: int) -> None:
    pass
