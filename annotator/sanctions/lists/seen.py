"""Seen: which ids of a file have come already, in some twenty bytes an id."""

from __future__ import annotations

from array import array

_FIRST = 1 << 12
_FULL = 0.6  # share of the places that are taken before there are more
_EMPTY = 0
_BITS = (1 << 64) - 1


class Seen:
    """A set of words that keeps 64 bits of each: an id in a set of Python takes ten times as much.

    Whoever is told that a word has come before must make sure: two words may share their bits.
    """

    def __init__(self) -> None:
        """Nothing has come."""
        self._places = array("Q", bytes(8 * _FIRST))
        self._count = 0

    def __len__(self) -> int:
        """How many words have come."""
        return self._count

    def add(self, word: str) -> bool:
        """Note a word; whether it was new."""
        if self._count > _FULL * len(self._places):
            self._grow()
        if not self._put(self._places, (hash(word) & _BITS) or 1):
            return False
        self._count += 1
        return True

    def _put(self, places: array[int], mark: int) -> bool:
        last = len(places) - 1
        at = mark & last
        while (found := places[at]) != _EMPTY:
            if found == mark:
                return False
            at = (at + 1) & last
        places[at] = mark
        return True

    def _grow(self) -> None:
        larger = array("Q", bytes(16 * len(self._places)))
        for mark in self._places:
            if mark != _EMPTY:
                self._put(larger, mark)
        self._places = larger
