"""Write a file or a folder whole or not at all: beside the target, then put in its place."""

from __future__ import annotations

import errno
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from annotator.model.message import EnvironmentTrouble, Message, msg

_FULL = {errno.ENOSPC, errno.EFBIG, errno.EDQUOT}
_FORBIDDEN = {errno.EACCES, errno.EPERM, errno.EROFS}


@contextmanager
def replacing_file(target: Path) -> Iterator[Path]:
    """A path to write to; when the block ends well it takes the place of `target`.

    Raises:
        EnvironmentTrouble: the disk is full, the folder read-only or not there; nothing is left
            behind and an earlier `target` is as it was.
    """
    with _told(target), _beside(target) as folder:
        fresh = folder / target.name
        yield fresh
        _to_disk(fresh)
        fresh.replace(target)
        _to_disk(target.parent)


@contextmanager
def replacing_folder(target: Path) -> Iterator[Path]:
    """A folder to write into; when the block ends well it takes the place of `target`.

    No system renames one folder over another, so there are two steps; a process that is killed
    between them leaves the earlier folder, whole, in the hidden one beside the target.

    Raises:
        EnvironmentTrouble: as for files.
    """
    with _told(target), _beside(target) as folder:
        fresh, old = folder / target.name, folder / "old"
        fresh.mkdir()
        yield fresh
        for path in sorted(fresh.iterdir()):
            _to_disk(path)
        if target.exists():
            target.rename(old)
        try:
            fresh.rename(target)
        except OSError:
            if old.exists():
                old.rename(target)
            raise
        _to_disk(target.parent)


@contextmanager
def _beside(target: Path) -> Iterator[Path]:
    """A hidden folder beside the target, gone afterwards: renaming never crosses a disk."""
    folder = Path(tempfile.mkdtemp(prefix=f".{target.name[:40]}-", dir=target.parent))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _to_disk(path: Path) -> None:
    """Wait until a file or, where the system can, a folder is on the disk."""
    if path.is_dir() and os.name == "nt":
        return  # Windows cannot open a folder to flush it
    handle = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def _told(target: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise EnvironmentTrouble(_sentence(error, target)) from error


def _sentence(error: OSError, target: Path) -> Message:
    folder = str(target.parent)
    if error.errno in _FULL:
        return msg("export.disk_full", folder=folder, target=target.name)
    if error.errno in _FORBIDDEN:
        return msg("export.read_only", folder=folder, target=target.name)
    if error.errno in {errno.ENOENT, errno.ENOTDIR}:
        return msg("export.no_folder", folder=folder, target=target.name)
    why = error.strerror or str(error)
    return msg("export.cannot_write", target=target.name, folder=folder, why=why)
