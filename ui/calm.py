"""Calm: keep Python's collector of garbage off the objects of a long article while it is worked on.

A full collection looks at every object. With the items, marks and cards of a book that takes a few
tenths of a second, in the midst of a key press, and finds nothing: they are freed by themselves.
"""

from __future__ import annotations

import gc

LONG = 2_000
"""Items from which an article counts as long."""


class Calm:
    """Leaves what is there when a long article is open out of collections, until it is left."""

    def __init__(self) -> None:
        """Leave the collector as it is."""
        self.kept = False

    def hush(self) -> None:
        """A long article is coming: nothing is collected until it is there, or another is."""
        gc.disable()

    def follow(self, items: int) -> None:
        """Another article is open, or none.

        Args:
            items: how many it shows; few give everything back to the collector.
        """
        if self.kept:
            gc.unfreeze()
        self.kept = items >= LONG
        if self.kept:
            gc.freeze()  # without a collection before, which would be the very stall
        gc.enable()
