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
SCHEMA = 1
PATIENCE_SECONDS = 60.0
"""How long a writer waits for another process that is importing a list."""

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
CREATE TRIGGER name_added AFTER INSERT ON name BEGIN
    INSERT INTO name_search (rowid, norm, key) VALUES (new.number, new.norm, new.key);
END;
CREATE TRIGGER name_removed AFTER DELETE ON name BEGIN
    INSERT INTO name_search (name_search, rowid, norm, key)
    VALUES ('delete', old.number, old.norm, old.key);
END;
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
        with self._turn, told(self.path), self._connection() as connection:
            _begin(connection, cancelled)
            try:
                yield connection
            except BaseException:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise
            connection.execute("COMMIT")

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
    connection.execute("PRAGMA busy_timeout=250")
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
            for statement in _statements():
                connection.execute(statement)
            connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
            connection.execute(f"PRAGMA user_version={SCHEMA}")
        connection.execute("COMMIT")
    if version > SCHEMA:
        raise ListsTrouble(msg("lists_store.newer", path=str(path), version=version, known=SCHEMA))


def _statements() -> Iterator[str]:
    """The statements of `_TABLES` one by one: `executescript` would end our transaction."""
    statement = ""
    for line in _TABLES.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
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
