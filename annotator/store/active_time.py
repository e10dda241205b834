"""The file of a person's active time on this computer: one small SQLite file beside the settings.

It belongs to no project: copies, backups and exports of a project hold nothing of it. Several
windows may write to it at once; each call is a connection of its own.
"""

from __future__ import annotations

import datetime
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path

from annotator.model.ids import ArticleId
from annotator.model.message import EnvironmentTrouble, msg
from annotator.model.pace import Stretch, Sums

PATIENCE = 0.2
"""Seconds that a call waits for another window's."""
_TABLES = (
    "CREATE TABLE IF NOT EXISTS stretch (run TEXT, number INTEGER, start REAL, seconds REAL,"
    " project TEXT, article TEXT, person TEXT, PRIMARY KEY (run, number)) WITHOUT ROWID",
    "CREATE INDEX IF NOT EXISTS ix_stretch ON stretch (person, start)",
    "CREATE TABLE IF NOT EXISTS done (project TEXT, person TEXT, day TEXT, articles INTEGER,"
    " quotes INTEGER, PRIMARY KEY (project, person, day)) WITHOUT ROWID",
)


class ActiveTime:
    """Reads and writes the file; it is made at the first write.

    Every method raises an EnvironmentTrouble with the sentence to show when the file is damaged
    or cannot be written.
    """

    def __init__(self, path: Path) -> None:
        """Name the file; its folder is there."""
        self.path = path

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        try:
            with closing(sqlite3.connect(self.path, timeout=PATIENCE)) as connection, connection:
                connection.execute("PRAGMA synchronous=NORMAL")
                for table in _TABLES:
                    connection.execute(table)
                yield connection
        except sqlite3.Error as error:
            message = msg("pace.file_trouble", file=str(self.path), why=str(error))
            raise EnvironmentTrouble(message) from error

    def put(self, run: str, person: str, stretches: Iterable[Stretch]) -> None:
        """Keep stretches of one run of the program; one that grew takes its own place."""
        rows = [
            (run, one.number, one.start, one.seconds, one.project, one.article, person)
            for one in stretches
        ]
        with self._open() as connection:
            connection.executemany("INSERT OR REPLACE INTO stretch VALUES (?,?,?,?,?,?,?)", rows)

    def stretches(self, person: str, since: float) -> tuple[Stretch, ...]:
        """A person's active time in all projects, from a Unix time on."""
        if not self.path.exists():
            return ()
        with self._open() as connection:
            rows = connection.execute(
                "SELECT number, start, seconds, project, article FROM stretch"
                " WHERE person = ? AND start >= ? ORDER BY start",
                (person, since),
            ).fetchall()
        return tuple(
            Stretch(number, start, seconds, project, ArticleId(article) if article else None)
            for number, start, seconds, project, article in rows
        )

    def keep_done(
        self, project: str, person: str, days: Mapping[datetime.date, tuple[int, int]]
    ) -> None:
        """Keep how many articles and quotes a project counts each day, in place of before."""
        with self._open() as connection:
            connection.execute(
                "DELETE FROM done WHERE project = ? AND person = ?", (project, person)
            )
            connection.executemany(
                "INSERT INTO done VALUES (?,?,?,?,?)",
                [(project, person, day.isoformat(), *counts) for day, counts in days.items()],
            )

    def done_elsewhere(self, project: str, person: str) -> dict[datetime.date, Sums]:
        """What was done each day in all projects but one, as it was last counted there."""
        if not self.path.exists():
            return {}
        with self._open() as connection:
            rows = connection.execute(
                "SELECT day, sum(articles), sum(quotes) FROM done"
                " WHERE person = ? AND project <> ? GROUP BY day",
                (person, project),
            ).fetchall()
        return {
            datetime.date.fromisoformat(day): Sums(articles, quotes)
            for day, articles, quotes in rows
        }

    def erase(self) -> None:
        """Remove the file with all that it holds."""
        try:
            for path in (self.path, self.path.with_name(self.path.name + "-journal")):
                path.unlink(missing_ok=True)
        except OSError as error:
            message = msg("pace.file_trouble", file=str(self.path), why=str(error))
            raise EnvironmentTrouble(message) from error
