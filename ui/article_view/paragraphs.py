"""Paragraphs: the marks of an article by paragraph. No Qt: may be made on any thread."""

from __future__ import annotations

import re
from bisect import bisect_right

from ui.presenters.marks import Mark


class Paragraphs:
    """Which marks lie in which paragraph of a text, a paragraph being a line.

    Attributes:
        marks: all of them, as they were given.
    """

    def __init__(self, text: str = "") -> None:
        """Start with no marks."""
        self.marks: tuple[Mark, ...] = ()
        self._starts = [0, *(found.end() for found in re.finditer("\n", text))]
        self._known: dict[int, Mark] = {}
        self._by_number: dict[int, list[Mark]] = {}

    def show(self, marks: tuple[Mark, ...]) -> set[int]:
        """Take other marks; the numbers of the paragraphs that look different now.

        Marks that are the same objects as before are not looked at.
        """
        old, new = self._known, {id(mark): mark for mark in marks}
        gone = frozenset(mark for key, mark in old.items() if key not in new)
        come = frozenset(mark for key, mark in new.items() if key not in old)
        gone, come = gone - come, come - gone
        self.marks, self._known = marks, new
        touched = {number for mark in gone | come for number in self._numbers(mark)}
        for number in touched:
            left = [mark for mark in self._by_number.get(number, ()) if mark not in gone]
            self._by_number[number] = left
        for mark in come:
            for number in self._numbers(mark):
                self._by_number[number].append(mark)
        for number in touched:
            self._by_number[number].sort(key=lambda mark: (mark.start, -mark.end, mark.item))
        return touched

    def of(self, number: int) -> list[Mark]:
        """The marks of a paragraph, the outermost first."""
        return self._by_number.get(number, [])

    def near(self, point: int) -> tuple[Mark, ...]:
        """The marks of the paragraph that holds a code point."""
        return tuple(self.of(bisect_right(self._starts, point) - 1))

    def _numbers(self, mark: Mark) -> range:
        first = bisect_right(self._starts, mark.start) - 1
        last = bisect_right(self._starts, max(mark.start, mark.end - 1)) - 1
        return range(first, last + 1)
