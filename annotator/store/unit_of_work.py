"""Connections to one project file: reading, and one transaction for everything that a change is."""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any
from urllib.request import pathname2url

from sqlalchemy import Connection, Engine, QueuePool, create_engine, event

from annotator.model.message import EnvironmentTrouble, msg
from annotator.store.mapping import dumps
from annotator.store.trouble import ReadOnlyProject, TurnTaken, told

BUSY_SECONDS = 5.0
"""How long a statement waits for another program that has the file locked; ours take turns."""

LOG_BYTES = 64 * 1024 * 1024
"""Length that the write-ahead log is cut back to after a large import."""


class Store:
    """The connections to one project file.

    Writers of this process take turns; readers see the last finished state and wait for nobody.
    """

    def __init__(self, path: Path, *, read_only: bool = False) -> None:
        """Make the engine; nothing is opened yet."""
        self.path = path
        self.read_only = read_only
        self._turn = threading.Lock()
        self._file = path.stat()
        self._engine = _engine(path, read_only)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees one state of the project throughout.

        Raises:
            GuillemetError: disk or database fail.
        """
        with told(self.path), self._engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def writing(self, patience: float = -1) -> Iterator[Connection]:
        """One transaction: durable when the block ends, undone if it raises.

        Args:
            patience: seconds to wait for another writer of this process; -1 waits for its end.

        Raises:
            ReadOnlyProject: the project was opened for reading only.
            TurnTaken: another writer took longer than `patience`.
            GuillemetError: disk or database fail, or the file is no longer in its place.
        """
        if self.read_only:
            raise ReadOnlyProject(msg("store.read_only", path=str(self.path)))
        with self._my_turn(patience), told(self.path), self._engine.connect() as connection:
            self._look_for_file()
            connection = connection.execution_options(guillemet_begin="BEGIN IMMEDIATE")
            with connection.begin():
                yield connection

    @contextmanager
    def _my_turn(self, patience: float) -> Iterator[None]:
        if not self._turn.acquire(timeout=patience):
            raise TurnTaken(msg("store.turn_taken"))
        try:
            yield
        finally:
            self._turn.release()

    def _look_for_file(self) -> None:
        """Refuse to write into a file that was moved or deleted: nobody would find it again."""
        try:
            there = os.path.samestat(self.path.stat(), self._file)
        except FileNotFoundError:
            there = False
        if not there:
            raise EnvironmentTrouble(msg("store.gone", path=str(self.path)))

    def close(self) -> None:
        """Close every connection; the last one folds the write-ahead log into the file."""
        self._engine.dispose()


def connect(path: Path, *, read_only: bool = False, immutable: bool = False) -> sqlite3.Connection:
    """A bare connection with transactions under our control and foreign keys on.

    Args:
        path: the file; it must exist.
        read_only: open it for reading.
        immutable: promise that nobody writes, so that no file beside it is needed.
    """
    mode = "mode=ro&immutable=1" if immutable else "mode=ro" if read_only else "mode=rw"
    address = f"file:{pathname2url(str(path.absolute()))}?{mode}"
    connection = sqlite3.connect(
        address, uri=True, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False
    )
    try:
        connection.execute("PRAGMA foreign_keys=ON")
        connection.execute("PRAGMA synchronous=FULL")
        connection.execute(f"PRAGMA journal_size_limit={LOG_BYTES}")
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def use_wal(path: Path) -> None:
    """Switch the file to a write-ahead log, which network folders cannot have.

    Raises:
        EnvironmentTrouble: the folder does not allow it.
    """
    with closing(connect(path)) as connection:
        (mode,) = connection.execute("PRAGMA journal_mode=WAL").fetchone()
        if mode != "wal":
            raise EnvironmentTrouble(msg("store.network", path=str(path)))


def needs_log(path: Path) -> bool:
    """Whether a write-ahead log lies beside the file: somebody writes, or broke off."""
    return path.with_name(path.name + "-wal").exists()


def _engine(path: Path, read_only: bool) -> Engine:
    def opened() -> sqlite3.Connection:
        return connect(path, read_only=read_only, immutable=read_only and not needs_log(path))

    engine = create_engine("sqlite://", creator=opened, json_serializer=dumps, poolclass=QueuePool)
    event.listen(engine, "begin", _begin)
    return engine


def _begin(connection: Connection) -> None:
    options: dict[str, Any] = dict(connection.get_execution_options())
    connection.exec_driver_sql(options.get("guillemet_begin", "BEGIN"))
