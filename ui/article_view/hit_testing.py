"""What a click means: the smallest mark under it; again at the same place, the next larger."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from annotator.model.ids import ItemId
from ui.presenters.marks import Mark


def items_at(marks: Iterable[Mark], point: int) -> tuple[ItemId, ...]:
    """The items with a mark on a code point, the one with the smallest mark first."""
    found = sorted(
        (mark.end - mark.start, mark.start, mark.item)
        for mark in marks
        if mark.start <= point < mark.end and mark.kind != "source"
    )
    return tuple(dict.fromkeys(item for _, _, item in found))


@dataclass
class Clicks:
    """Remembers the last click, so that the next one at the same place goes on."""

    point: int = -1
    item: ItemId | None = None

    def choose(self, marks: Iterable[Mark], point: int) -> ItemId | None:
        """The item that a click on a code point chooses; None where there is no mark."""
        found = items_at(marks, point)
        if not found:
            self.point, self.item = point, None
            return None
        again = self.point == point and self.item in found
        place = (found.index(self.item) + 1) % len(found) if again and self.item else 0
        self.point, self.item = point, found[place]
        return self.item
