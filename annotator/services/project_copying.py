"""Copying a project file, open or not, as a copy of its own."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from annotator.identifiers import new_id
from annotator.store import files


def copy_project(source: Path, target: Path) -> None:
    """Copy a project file, open or not, to a new one, which is checked before it appears.

    Raises:
        GuillemetError: there is a file at `target`, the copy is damaged, or cannot be written.
    """
    files.copy(source, files.with_suffix(target), _new_replica)


def _new_replica(connection: sqlite3.Connection) -> None:
    """A copy counts its changes by itself."""
    connection.execute("UPDATE project SET replica = ?", (new_id(),))
