"""Spool: the entries of an edition on their way in, on disk and apart from the lists themselves.

Of a list of any length only a handful of entries is in memory. The tables are temporary: they
belong to one connection, lock nobody out and are gone with it, also when the program is killed.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable
from itertools import islice
from pathlib import Path
from typing import Literal

from annotator.model.list_editions import ListEdition, merged
from annotator.model.listed import ListedEntry
from annotator.model.message import msg
from annotator.store.list_codec import digest, from_body, to_body
from annotator.store.list_trouble import ListRefused, told
from annotator.store.trouble import Cancelled

Progress = Callable[[str, int, int], None]
"""Told the step (`read`, then `save`), how many entries are done and how many there are (0: not
known)."""
Duplicates = Literal["refuse", "merge"]
"""What to do where an id comes twice; `merge` joins what both say."""

STEP = 200
"""Entries between two looks at whether somebody wants to stop."""
_TABLE = """
CREATE TEMP TABLE incoming (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    digest TEXT NOT NULL,
    body TEXT NOT NULL
)
"""
_ADD = """
INSERT INTO temp.incoming (id, name, digest, body) VALUES (?, ?, ?, ?) ON CONFLICT (id) DO NOTHING
"""


class Spool:
    """Takes entries in, checked and in their order.

    Attributes:
        count: entries that are there.
        names: names that they have.
    """

    def __init__(
        self,
        connection: sqlite3.Connection,
        path: Path,
        edition: ListEdition,
        duplicates: Duplicates,
    ) -> None:
        """Use a connection that nobody else uses, for one edition.

        Args:
            connection: to be closed afterwards, with which the entries are gone.
            path: the file of the lists, for sentences.
            edition: whose entries come.
            duplicates: what to do where an id comes twice.
        """
        self.count = 0
        self.names = 0
        self._connection = connection
        self._path = path
        self._edition = edition
        self._duplicates = duplicates

    def fill(self, entries: Iterable[ListedEntry], say: Progress, stop: Callable[[], bool]) -> None:
        """Take all entries in.

        Raises:
            ListRefused: there is no entry at all, one of another list, without a name, or an id
                that comes twice.
            Cancelled: `stop` said so.
            ListsTrouble: the disk is full or fails.
        """
        with told(self._path):
            self._connection.execute("PRAGMA temp_store=FILE")
            self._connection.execute(_TABLE)
            self._connection.execute("BEGIN")
        coming = iter(entries)
        done = 0
        while part := self._part(coming, done, say, stop):
            with told(self._path):  # an error of the entries' file is not one of ours
                for entry in part:
                    self._take(entry)
            done += len(part)
        with told(self._path):
            self._connection.execute("COMMIT")
        if not self.count:
            raise ListRefused(msg("lists_store.no_entries", file=self._edition.file_name))

    def _part(
        self, coming: Iterable[ListedEntry], done: int, say: Progress, stop: Callable[[], bool]
    ) -> list[ListedEntry]:
        if stop():
            raise Cancelled
        say("read", done, self._edition.count)
        return list(islice(coming, STEP))

    def _take(self, entry: ListedEntry) -> None:
        _check(entry, self._edition.list)
        self.names += len(entry.names)
        body = to_body(entry)
        row = (entry.id, entry.names[0].text, digest(body), body)
        if self._connection.execute(_ADD, row).rowcount:
            self.count += 1
        elif self._duplicates == "merge":
            self._merge(entry)
        else:
            raise ListRefused(msg("lists_store.double", list=entry.list, key=entry.key))

    def _merge(self, entry: ListedEntry) -> None:
        (body,) = self._connection.execute(
            "SELECT body FROM temp.incoming WHERE id = ?", (entry.id,)
        ).fetchone()
        known = from_body(body)
        whole = merged(known, entry)
        self.names += len(whole.names) - len(known.names) - len(entry.names)
        body = to_body(whole)
        self._connection.execute(
            "UPDATE temp.incoming SET digest = ?, body = ? WHERE id = ?",
            (digest(body), body, entry.id),
        )


def _check(entry: ListedEntry, list_id: str) -> None:
    if entry.list != list_id:
        raise ListRefused(msg("lists_store.other_list", list=list_id, other=entry.list))
    if not entry.key or not entry.names or not entry.names[0].text.strip():
        raise ListRefused(msg("lists_store.no_name", list=list_id, key=entry.key))
