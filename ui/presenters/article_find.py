"""ArticleFind: finding in the open article. No Qt: a view shows what it says."""

from __future__ import annotations

from bisect import bisect_left
from typing import Protocol

from annotator.model.message import GuillemetError, Message, msg
from annotator.services.text_search import MOST, Found, Searchable, Sought


class FindView(Protocol):
    """What finding needs of the window."""

    def caret(self) -> int:
        """Where one is in the text, in code points."""

    def show_found(self, finds: Found, current: int) -> None:
        """Mark the finds in the text, one of them as the present one (-1: none)."""

    def show_find(self, start: int, end: int) -> None:
        """Select a find in the text and scroll to it."""

    def say_finds(self, message: Message | None, *, trouble: bool) -> None:
        """Say how many there are, or what is wrong; None says nothing."""


class ArticleFind:
    """What is sought in the open article, and which find is the present one."""

    def __init__(self, view: FindView) -> None:
        """Start with nothing sought."""
        self._view = view
        self._text = Searchable("")
        self._sought = Sought("")
        self.finds: Found = ()
        self.current = -1

    def follow(self, text: str) -> None:
        """Search another text; the same again costs nothing."""
        if text == self._text.text:
            return
        self._text = Searchable(text)
        self.current = -1
        if self._search():
            self._show()

    def seek(self, sought: Sought) -> None:
        """Seek something else; the first find at or after the present one is shown."""
        place = self.finds[self.current][0] if self.current >= 0 else self._view.caret()
        self._sought, self.current = sought, -1
        if not self._search():
            return
        if self.finds:
            self._go(self._at(place))
        else:
            self._show()

    def step(self, by: int) -> None:
        """Go to the next (+1) or previous (-1) find from where one is, round the ends."""
        if not self.finds:
            return
        start, end = self.finds[self.current] if self.current >= 0 else (-1, -1)
        caret = self._view.caret()
        if self.current >= 0 and start <= caret <= end:
            number = self.current + by
        else:
            number = self._at(caret) + (0 if by > 0 else -1)
        self._go(number % len(self.finds))

    def leave(self) -> None:
        """Show no finds any more; what was sought is sought again with the next step."""
        self._view.show_found((), -1)

    def come(self) -> None:
        """Show the finds again."""
        if self._search():
            self._show()

    def _at(self, place: int) -> int:
        """The number of the first find that ends after a place, or of the first of all."""
        number = bisect_left([end for _start, end in self.finds], place + 1)
        return number if number < len(self.finds) else 0

    def _search(self) -> bool:
        """Whether the search went well; else why not is said."""
        try:
            self.finds = self._text.find(self._sought)
        except GuillemetError as error:
            self.finds = ()
            self._view.say_finds(error.message, trouble=True)
            self._view.show_found((), -1)
            return False
        if self.current >= len(self.finds):
            self.current = -1
        self._view.say_finds(None, trouble=False)
        return True

    def _go(self, number: int) -> None:
        self.current = number
        self._show()
        self._view.show_find(*self.finds[number])

    def _show(self) -> None:
        self._view.show_found(self.finds, self.current)
        if not self._sought.words.strip():
            self._view.say_finds(None, trouble=False)
        elif self.finds:
            name = "finding.most" if len(self.finds) >= MOST else "finding.place"
            counted = msg(name, place=self.current + 1, count=len(self.finds))
            self._view.say_finds(counted, trouble=False)
        else:
            self._view.say_finds(msg("finding.none"), trouble=True)
