"""Makes and opens project files: checked, locked, brought to the newest tables, or left alone."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import insert

from annotator.identifiers import new_id
from annotator.model.message import EnvironmentTrouble, msg
from annotator.store import files
from annotator.store.lock import Lock
from annotator.store.migrate import HEAD, upgrade
from annotator.store.repositories.journal import now
from annotator.store.tables import ProjectRow
from annotator.store.trouble import FolderClosed, ProjectInUse, told
from annotator.store.unit_of_work import Store, needs_log, use_wal


@dataclass(frozen=True, slots=True)
class OpenFile:
    """A project file that is open; `lock` is None if it can only be read."""

    store: Store
    lock: Lock | None

    def close(self) -> None:
        """Close the file, then let others have it."""
        self.store.close()
        if self.lock is not None:
            self.lock.release()


def create_file(path: Path, name: str, language: str, scheme: str) -> None:
    """Make a new project file; it appears whole or not at all.

    Raises:
        UserError: a file of that name is there.
        EnvironmentTrouble: the folder is missing, read-only, full or on a network.
    """
    files.refuse_network(path)
    with files.made_whole(path) as draft:
        with closing(sqlite3.connect(draft, isolation_level=None)) as connection:
            connection.execute(f"PRAGMA application_id={files.APPLICATION_ID}")
        upgrade(draft)
        store = Store(draft)
        row = {"id": new_id(), "name": name, "replica": new_id(), "created": now()}
        with store.writing() as writing:
            writing.execute(insert(ProjectRow), {**row, "language": language, "scheme": scheme})
        store.close()


def open_file(path: Path, annotator: str, *, to_read: bool = False) -> OpenFile:
    """Open a project file: for writing if that can be, else for reading only.

    Args:
        path: the file.
        annotator: who opens it, for the message that the next one gets.
        to_read: nothing is to be written, so that it may be open somewhere else, too.

    Raises:
        GuillemetError: it is no project, in use, newer, damaged or out of reach; it was not
            written to.
    """
    path = path.resolve()  # one lock for all names that a file goes by
    files.recognise(path)
    if not files.is_writable(path):
        return _open_to_read(path)
    try:
        with told(path):
            lock = Lock(path, annotator)
    except FolderClosed:
        return _open_to_read(path)
    except ProjectInUse:
        if not (to_read and needs_log(path)):  # without the log, none could read beside a writer
            raise
        return _open_to_read(path)
    try:
        _bring_up(path)
    except BaseException:
        lock.release()
        raise
    return OpenFile(Store(path), lock)


def _open_to_read(path: Path) -> OpenFile:
    if files.inspect(path) != HEAD:
        raise EnvironmentTrouble(msg("store.old_read_only", path=str(path)))
    return OpenFile(Store(path, read_only=True), None)


def _bring_up(path: Path) -> None:
    revision = files.inspect(path)
    with told(path):
        if revision != HEAD:
            files.back_up(path, revision)
            upgrade(path)
        use_wal(path)
