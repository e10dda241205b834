"""EntryWatch: opens the person's official lists beside the window, for the entries of a project."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject

from annotator.services.entries import EntryBook
from annotator.services.list_store import ListStore, lists_file, open_lists
from ui.workers.latest import Latest


class EntryWatch(QObject):
    """Gives the entry book of the open project the lists, and takes them away at its end.

    Opening may fold all names anew after a change of the program, which takes seconds.
    """

    def __init__(self, failed: Callable[[Any], object], parent: QObject | None = None) -> None:
        """Know no lists yet; `failed` gets the error that a person can be told about."""
        super().__init__(parent)
        self._book: EntryBook | None = None
        self._lists: ListStore | None = None
        self._latest = Latest(failed, self)

    @property
    def busy(self) -> bool:
        """Whether the lists are being opened."""
        return self._latest.busy

    def follow(self, book: EntryBook | None) -> None:
        """Serve the book of another project."""
        if book is not self._book:
            self.stop()
            self._book = book
            self.read()

    def read(self) -> None:
        """Open the lists, if there are any; those that are open may have changed."""
        if self._book is None:
            return
        if self._lists is not None:
            self._book.use_lists(self._lists)
        elif lists_file().exists():
            self._latest.run(open_lists, self._opened)

    def stop(self) -> None:
        """Close the lists; the book goes on without them."""
        self._latest.stop()
        if self._book is not None:
            self._book.use_lists(None)
        if self._lists is not None:
            self._lists.close()
        self._book = self._lists = None

    def _opened(self, lists: ListStore) -> None:
        self._lists, book = lists, self._book
        if book is not None:
            book.use_lists(lists)
            self._latest.run(book.get_ready, lambda _done: None)
