"""One writer at a time: a lock of the operating system, which dies with its process.

The lock is held on a file beside the project, `NAME.guillemet.lock`, which also says who holds it.
The lock is what counts, never the file: one that a crash left behind locks nobody out.
"""

from __future__ import annotations

import json
import os
import sys
from dataclasses import dataclass
from pathlib import Path

from annotator.model.message import msg
from annotator.store.trouble import ProjectInUse

if sys.platform == "win32":
    import msvcrt

    _FAR = 1 << 30  # a locked byte cannot be read by others: lock one far behind the words

    def _try_lock(handle: int) -> bool:
        os.lseek(handle, _FAR, os.SEEK_SET)
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _try_lock(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


@dataclass(frozen=True, slots=True)
class Holder:
    """Who has a project open."""

    name: str
    process: int


class Lock:
    """The right to write to one project; held from the making of this object to `release`.

    Attributes:
        broke_off: whether the one before us left without releasing it.
    """

    def __init__(self, project: Path, name: str) -> None:
        """Take the lock.

        Args:
            project: the project file.
            name: who asks, for the message that the next one gets.

        Raises:
            ProjectInUse: somebody else holds it; the message names them.
            OSError: the lock file cannot be made.
        """
        self.path = lock_path(project)
        self._handle = _locked(self.path)
        if self._handle is None:
            holder = read_holder(project)
            raise ProjectInUse(
                msg("store.in_use", path=str(project), name=holder.name, process=holder.process)
            )
        self.broke_off = os.fstat(self._handle).st_size > 0
        try:
            _sign(self._handle, Holder(name, os.getpid()))
        except OSError:
            self.release()
            raise

    def release(self) -> None:
        """Give the lock back; a second call does nothing."""
        if self._handle is None:
            return
        handle, self._handle = self._handle, None
        if sys.platform == "win32":
            os.close(handle)  # Windows deletes no open file
            self.path.unlink(missing_ok=True)
        else:
            self.path.unlink(missing_ok=True)
            os.close(handle)


def lock_path(project: Path) -> Path:
    """The file that the lock of `project` is held on."""
    return project.with_name(project.name + ".lock")


def read_holder(project: Path) -> Holder:
    """Who holds the lock, as far as the lock file says."""
    try:
        data = json.loads(lock_path(project).read_text("utf-8"))
        return Holder(str(data["name"]), int(data["process"]))
    except (OSError, ValueError, KeyError, TypeError):
        return Holder("?", 0)  # it is just being written, or is gone again


def _sign(handle: int, holder: Holder) -> None:
    """Write into the locked file who holds it."""
    os.ftruncate(handle, 0)
    os.lseek(handle, 0, os.SEEK_SET)
    os.write(handle, json.dumps({"name": holder.name, "process": holder.process}).encode())


def _locked(path: Path) -> int | None:
    """A locked handle of the file that is at `path`, or None if somebody else holds it.

    The holder before us deletes the file as it leaves; a lock on the deleted one is worth
    nothing, hence the second look.
    """
    while True:
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
        if not _try_lock(handle):
            os.close(handle)
            return None
        if _is_at(handle, path):
            return handle
        os.close(handle)


def _is_at(handle: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(handle), path.stat())
    except FileNotFoundError:
        return False
