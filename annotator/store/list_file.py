"""The file of the user's lists: made, recognised, and used by several processes at once."""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from annotator.model.message import EnvironmentTrouble, msg
from annotator.store import files
from annotator.store.list_trouble import ListsTrouble, damaged, told
from annotator.store.trouble import Cancelled
from annotator.store.unit_of_work import BUSY_SECONDS, connect

APPLICATION_ID = 0x4775694C  # "GuiL", in the header of every file of lists
SCHEMA = 2
PATIENCE_SECONDS = 60.0
"""How long a writer waits for another process that is importing a list."""

_INSTRUCTIONS = 20_000
"""Of SQLite's machine, between two questions whether to stop: a millisecond or two."""
_CACHE_KILOBYTES = 16_384
"""Memory for the pages of a file that is being imported into; what is beyond goes to the disk."""
_WAIT_MILLISECONDS = 100
"""Of one try for the turn to write, after which is asked whether to stop."""

_TABLES = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE edition (
    number INTEGER PRIMARY KEY,
    list TEXT NOT NULL,
    file_name TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    published TEXT NOT NULL,
    imported TEXT NOT NULL,
    count INTEGER NOT NULL
);
CREATE INDEX edition_list ON edition (list, number);
CREATE TABLE entry (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    list TEXT NOT NULL,
    name TEXT NOT NULL,
    body TEXT NOT NULL,
    digest TEXT NOT NULL,
    edition INTEGER NOT NULL REFERENCES edition (number),
    withdrawn TEXT NOT NULL DEFAULT ''
);
CREATE INDEX entry_list ON entry (list);
CREATE TABLE name (
    number INTEGER PRIMARY KEY,
    entry INTEGER NOT NULL REFERENCES entry (number) ON DELETE CASCADE,
    place INTEGER NOT NULL,
    text TEXT NOT NULL,
    kind TEXT NOT NULL,
    norm TEXT NOT NULL,
    key TEXT NOT NULL
);
CREATE INDEX name_entry ON name (entry, place);
CREATE TABLE reference (
    scheme TEXT NOT NULL,
    value TEXT NOT NULL,
    entry INTEGER NOT NULL REFERENCES entry (number) ON DELETE CASCADE,
    PRIMARY KEY (scheme, value, entry)
) WITHOUT ROWID;
CREATE INDEX reference_entry ON reference (entry);
CREATE VIRTUAL TABLE name_search USING fts5 (
    norm, key, content='name', content_rowid='number',
    tokenize="unicode61 remove_diacritics 0", prefix='2 3 4'
);
"""
_STEPS = {
    1: "DROP TRIGGER name_added; DROP TRIGGER name_removed;",
}
"""What brings a file of older tables to the next, by the version that it has.

The first version kept the index of names in step by triggers: for every name a piece of the index
was written, which took most of the time of an import. `list_names.Indexing` does it now.
"""


def never() -> bool:
    """Nobody wants to stop."""
    return False


class ListFile:
    """Connections to the file; readers wait for nobody, writers take turns across processes."""

    def __init__(self, path: Path) -> None:
        """Make the file if it is missing, else look whether it is ours.

        Raises:
            ListsTrouble: it is another program's, damaged, newer than this program, or out of
                reach.
        """
        self.path = path
        self._idle: list[sqlite3.Connection] = []
        self._guard = threading.Lock()
        self._turn = threading.Lock()
        with told(path):
            path.parent.mkdir(parents=True, exist_ok=True)
            _prepare(path)

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """A connection that sees one state of the lists throughout."""
        with told(self.path), self._connection() as connection:
            connection.execute("BEGIN")
            try:
                yield connection
            finally:
                connection.execute("ROLLBACK")

    @contextmanager
    def writing(self, cancelled: Callable[[], bool] = never) -> Iterator[sqlite3.Connection]:
        """One transaction: durable when the block ends, undone if it raises.

        Args:
            cancelled: asked while another process is writing.

        Raises:
            Cancelled: `cancelled` said so.
            ListsTrouble: another process kept writing for more than `PATIENCE_SECONDS`.
        """
        with told(self.path), self._connection() as connection, self.turn(connection, cancelled):
            yield connection

    @contextmanager
    def turn(
        self, connection: sqlite3.Connection, cancelled: Callable[[], bool] = never
    ) -> Iterator[None]:
        """The same on a connection that one has already, and that `cancelled` can interrupt.

        Raises:
            Cancelled: `cancelled` said so, before the end of a statement even.
            ListsTrouble: another process kept writing for more than `PATIENCE_SECONDS`.
        """
        with self._turn, told(self.path):
            _begin(connection, cancelled)
            connection.set_progress_handler(cancelled, _INSTRUCTIONS)
            try:
                yield
            except BaseException as error:
                connection.set_progress_handler(None, 0)
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                if getattr(error, "sqlite_errorname", "") == "SQLITE_INTERRUPT":
                    raise Cancelled from error
                raise
            connection.set_progress_handler(None, 0)
            connection.execute("COMMIT")

    @contextmanager
    def apart(self) -> Iterator[sqlite3.Connection]:
        """A connection for one import; its temporary tables are gone when the block ends."""
        with told(self.path):
            connection = connect(self.path)
        with closing(connection):
            connection.execute(f"PRAGMA cache_size=-{_CACHE_KILOBYTES}")
            yield connection

    @contextmanager
    def _connection(self) -> Iterator[sqlite3.Connection]:
        with self._guard:
            connection = self._idle.pop() if self._idle else None
        connection = connection or connect(self.path)
        try:
            yield connection
        except BaseException:
            connection.close()
            raise
        with self._guard:
            self._idle.append(connection)

    def close(self) -> None:
        """Close the connections that nobody uses."""
        with self._guard:
            idle, self._idle = self._idle, []
        for connection in idle:
            connection.close()


def _begin(connection: sqlite3.Connection, cancelled: Callable[[], bool]) -> None:
    """Take the turn to write; the busy time-out of the connection is one step of the waiting."""
    end = time.monotonic() + PATIENCE_SECONDS
    connection.execute(f"PRAGMA busy_timeout={_WAIT_MILLISECONDS}")
    while True:
        try:
            connection.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as error:
            if not _is_busy(error) or time.monotonic() > end:
                raise
            if cancelled():
                raise Cancelled from error
        else:
            connection.execute(f"PRAGMA busy_timeout={int(BUSY_SECONDS * 1000)}")
            return


def _is_busy(error: sqlite3.Error) -> bool:
    return getattr(error, "sqlite_errorname", "").startswith("SQLITE_BUSY")


def _prepare(path: Path) -> None:
    if path.is_dir():
        raise damaged(path)
    path.touch()
    with closing(connect(path)) as connection:
        (application,) = connection.execute("PRAGMA application_id").fetchone()
        (tables,) = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        if application not in (0, APPLICATION_ID) or (tables and not application):
            raise damaged(path)  # another program's; left as it is
        _use_log(connection, path)
        _begin(connection, never)
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        if version == 0:
            _run(connection, _TABLES)
            connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
        else:
            for older in range(version, SCHEMA):
                _run(connection, _STEPS[older])
        if version < SCHEMA:
            connection.execute(f"PRAGMA user_version={SCHEMA}")
        connection.execute("COMMIT")
    if version > SCHEMA:
        raise ListsTrouble(msg("lists_store.newer", path=str(path), version=version, known=SCHEMA))


def _run(connection: sqlite3.Connection, statements: str) -> None:
    """Run statements one by one: `executescript` would end our transaction."""
    statement = ""
    for part in statements.split(";"):
        statement += part + ";"
        if sqlite3.complete_statement(statement):
            connection.execute(statement)
            statement = ""


def _use_log(connection: sqlite3.Connection, path: Path) -> None:
    """Use a write-ahead log, but not on a network folder, where one loses data."""
    try:
        files.refuse_network(path)
    except EnvironmentTrouble:
        return
    for wait in (0.05, 0.1, 0.2, 0.4, 0.8, 0.0):  # the switch does not wait by itself
        try:
            connection.execute("PRAGMA journal_mode=WAL").fetchone()
        except sqlite3.OperationalError as error:
            if not _is_busy(error) or not wait:
                raise
            time.sleep(wait)
        else:
            return
