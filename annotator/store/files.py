"""The project as a file: recognised before it is touched, made and copied whole or not at all."""

from __future__ import annotations

import os
import secrets
import sqlite3
import struct
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import psutil

from annotator.model.message import EnvironmentTrouble, UserError, msg
from annotator.store.migrate import HEAD, REVISIONS, revision_of
from annotator.store.trouble import DamagedProject, NewerProject, NotAProject, told
from annotator.store.unit_of_work import connect, needs_log

SUFFIX = ".guillemet"
APPLICATION_ID = 0x4775696C  # "Guil", in the header of every project file
QUICK_CHECK_LIMIT = 64 * 1024 * 1024
"""Bytes up to which the whole file is checked at opening; a larger one is by `Project.check`."""

_MAGIC = b"SQLite format 3\0"
_NETWORK = frozenset(
    {"nfs", "nfs4", "cifs", "smb", "smb2", "smb3", "smbfs", "afpfs", "webdav", "davfs", "ncpfs"}
    | {"fuse.sshfs", "fuse.davfs", "fuse.rclone", "sshfs", "osxfuse.sshfs", "macfuse.sshfs"}
)


def with_suffix(path: Path) -> Path:
    """The path with the extension of project files, which is added if it is missing."""
    return path if path.suffix == SUFFIX else path.with_name(path.name + SUFFIX)


def recognise(path: Path) -> None:
    """Look at a file without a write to it or beside it.

    Raises:
        UserError: there is no such file.
        NotAProject: it is a folder, no database, or another program's database.
        EnvironmentTrouble: it cannot be read, or lies on a network folder.
    """
    if path.is_dir():
        raise NotAProject(msg("store.folder", path=str(path)))
    if not path.exists():
        raise UserError(msg("store.no_file", path=str(path)))
    if not os.access(path, os.R_OK):
        raise EnvironmentTrouble(msg("store.cannot_open", path=str(path)))
    with told(path), path.open("rb") as file:
        head = file.read(100)
    if not head.startswith(_MAGIC) or len(head) < 100:
        raise NotAProject(msg("store.not_a_database", path=str(path)))
    (application,) = struct.unpack(">I", head[68:72])
    if application != APPLICATION_ID:
        raise NotAProject(msg("store.not_a_project", path=str(path)))
    refuse_network(path)


def _promised_size(path: Path) -> int:
    """Bytes that the header says the file has; 0 where the header's count is out of date."""
    with path.open("rb") as file:
        head = file.read(100)
    page, changes = struct.unpack(">H", head[16:18])[0], head[24:28]
    pages, valid_for = struct.unpack(">I", head[28:32])[0], head[92:96]
    return (65536 if page == 1 else page) * pages if changes == valid_for else 0


def inspect(path: Path) -> str:
    """Read a recognised file's revision, and check it whole if it is small; nothing is written.

    The caller holds the lock, or the file cannot be written at all.

    Raises:
        DamagedProject: it is shorter than it says, or the database finds itself broken.
        NewerProject: it was written by a newer version.
    """
    log = needs_log(path)
    with told(path), closing(connect(path, read_only=True, immutable=not log)) as connection:
        size = path.stat().st_size
        if not log and size < _promised_size(path):
            raise DamagedProject(msg("store.damaged", path=str(path)))
        revision = revision_of(connection)
        if size <= QUICK_CHECK_LIMIT:
            (answer,) = connection.execute("PRAGMA quick_check(1)").fetchone()
            if answer != "ok":
                raise DamagedProject(msg("store.damaged", path=str(path)))
    if revision not in REVISIONS:
        raise NewerProject(msg("store.newer", path=str(path), revision=revision, known=HEAD))
    return revision


def is_writable(path: Path) -> bool:
    """Whether the file can be written and others made beside it."""
    return os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)


def refuse_network(path: Path) -> None:
    """Refuse folders of other computers, where a write-ahead log loses data.

    Raises:
        EnvironmentTrouble: the path lies on one.
    """
    mounts = ((one.mountpoint, one.fstype) for one in psutil.disk_partitions(all=True))
    place = str(path.absolute())
    if place.startswith(("\\\\", "//")) or is_network(place, mounts):
        raise EnvironmentTrouble(msg("store.network", path=str(path)))


def is_network(place: str, mounts: Iterable[tuple[str, str]]) -> bool:
    """Whether the deepest of the (mount point, file system) pairs above `place` is a network's."""
    above = [(Path(point), kind) for point, kind in mounts if Path(place).is_relative_to(point)]
    deepest = max(above, key=lambda one: len(one[0].parts), default=(Path(), ""))
    return deepest[1].lower() in _NETWORK


@contextmanager
def made_whole(target: Path) -> Iterator[Path]:
    """A path to make a file at, which appears as `target` when the block ends without error.

    Raises:
        UserError: there is a file at `target` already; it is never overwritten.
        EnvironmentTrouble: the folder is missing, read-only or full; nothing is left behind.
    """
    draft = target.with_name(f".{target.name}.{secrets.token_hex(4)}.tmp")
    if target.exists():
        raise UserError(msg("store.exists", path=str(target)))
    with told(target):
        try:
            draft.open("xb").close()
            yield draft
            _flush(draft)
            _publish(draft, target)
        except FileExistsError as error:
            raise UserError(msg("store.exists", path=str(target))) from error
        finally:
            for ending in ("", "-wal", "-shm", "-journal"):
                draft.with_name(draft.name + ending).unlink(missing_ok=True)


def _publish(draft: Path, target: Path) -> None:
    """Give a finished file its name.

    Raises:
        FileExistsError: another file took the name meanwhile.
    """
    if os.name == "nt":
        draft.rename(target)  # refuses to overwrite there
        return
    try:
        target.hardlink_to(draft)
    except FileExistsError:
        raise
    except OSError:  # a file system without links
        if target.exists():
            raise FileExistsError(str(target)) from None
        draft.replace(target)


def copy(source: Path, target: Path, prepare: Callable[[sqlite3.Connection], None]) -> None:
    """Copy a project, open or not, to a new file, and check the copy.

    Args:
        source: the project.
        target: where to; no file may be there.
        prepare: what to change in the copy before it appears.

    Raises:
        UserError: `target` exists.
        DamagedProject: the copy is not sound.
        EnvironmentTrouble: it cannot be written.
    """
    immutable = not is_writable(source) and not needs_log(source)  # read-only folder
    with (
        made_whole(target) as draft,
        closing(connect(source, read_only=True, immutable=immutable)) as origin,
        closing(sqlite3.connect(draft, isolation_level=None)) as result,
    ):
        origin.backup(result)
        prepare(result)
        result.execute("PRAGMA journal_mode=DELETE")
        (answer,) = result.execute("PRAGMA integrity_check(1)").fetchone()
        if answer != "ok":
            raise DamagedProject(msg("store.damaged", path=str(source)))


def back_up(path: Path, revision: str) -> Path:
    """Copy a project before its tables change, beside it, under a name of its own."""
    stem = path.name.removesuffix(SUFFIX)
    number = 1
    while (target := path.with_name(f"{stem}.backup-{revision}-{number}{SUFFIX}")).exists():
        number += 1
    copy(path, target, lambda _connection: None)
    return target


def _flush(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())
