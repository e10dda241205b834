"""Which files a choice of files and folders means, and which importer reads a file."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from annotator.importers.base import Importer

_HEAD = 4096
"""Bytes of a file that importers look at to recognise it."""


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file to import; `name` is how reports call it: with its folder below what was chosen."""

    path: Path
    name: str


def found_files(paths: Iterable[Path]) -> Iterator[FoundFile]:
    """The chosen files, and all files below chosen folders in the order of their names.

    Hidden files and folders are passed over; links to folders are not followed. A path that does
    not exist is given as it is: reading it says so.
    """
    for path in paths:
        if path.is_dir():
            yield from _below(path)
        else:
            yield FoundFile(path, plain_name(path.name))


def _below(folder: Path) -> Iterator[FoundFile]:
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if not name.startswith("."):
                path = Path(place) / name
                yield FoundFile(path, plain_name(path.relative_to(folder).as_posix()))


def plain_name(name: str) -> str:
    """A file's name that can be stored and shown: bytes that are no UTF-8 become question marks."""
    return name.encode("utf-8", errors="replace").decode("utf-8")


def importer_for(path: Path, importers: Mapping[str, Importer]) -> Importer | None:
    """The first importer that recognises the file; none does a pipe or a device.

    Raises:
        OSError: it cannot be opened.
    """
    if path.exists() and not path.is_file():
        return None
    with path.open("rb") as handle:
        head = handle.read(_HEAD)
    return next((one for one in importers.values() if one.recognises(path, head)), None)
