"""The user's official lists, opened with the folding that the search compares names by."""

from __future__ import annotations

from pathlib import Path

from annotator.model.list_editions import (
    EditionReport,
    EntryName,
    ListEdition,
    NamedEntries,
    StoredEntry,
    merged,
)
from annotator.sanctions.folding import FOLDING
from annotator.settings import config_place
from annotator.store.list_spool import Progress
from annotator.store.list_trouble import ListRefused, ListsTrouble
from annotator.store.lists import ListStore
from annotator.store.trouble import Cancelled

__all__ = [
    "Cancelled",
    "EditionReport",
    "EntryName",
    "ListEdition",
    "ListRefused",
    "ListStore",
    "ListsTrouble",
    "NamedEntries",
    "Progress",
    "StoredEntry",
    "lists_file",
    "merged",
    "open_lists",
]


def lists_file() -> Path:
    """Where the lists of this person are: beside the settings; the file need not be there."""
    return config_place() / "lists.sqlite"


def open_lists(path: Path | None = None) -> ListStore:
    """Open the lists of this person, or begin them where there are none yet.

    Names are folded anew first if another version of the program folded them: not for the window's
    thread.

    Args:
        path: another file than `lists_file()`.

    Raises:
        ListsTrouble: the file is not ours, newer, damaged or out of reach.
    """
    return ListStore.open(path or lists_file(), FOLDING)
