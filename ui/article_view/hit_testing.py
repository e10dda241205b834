"""What a click means: the smallest mark under it; again at the same marks, the next larger."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from annotator.model.ids import ItemId
from ui.presenters.marks import Mark

POINTED = ("antecedent", "addressee", "chain")
"""Marks of the selected item at places that belong to others."""


def marks_at(marks: Iterable[Mark], point: int) -> tuple[Mark, ...]:
    """The smallest mark of each item on a code point, the smallest of all first."""
    found = sorted(
        (mark for mark in marks if mark.start <= point < mark.end and mark.kind not in POINTED),
        key=lambda mark: (mark.end - mark.start, mark.kind, mark.start, mark.item),
    )
    return tuple({mark.item: mark for mark in reversed(found)}.values())[::-1]


@dataclass
class Clicks:
    """Remembers the last click, so that the next one on the same marks goes on."""

    items: tuple[ItemId, ...] = ()
    item: ItemId | None = None

    def selected(self, item: ItemId | None) -> None:
        """An item is selected now; if another way than a click led there, a click begins anew."""
        if item != self.item:
            self.items, self.item = (), None

    def choose(self, marks: Iterable[Mark], point: int) -> Mark | None:
        """The mark that a click on a code point chooses; None where there is none."""
        found = marks_at(marks, point)
        items = tuple(mark.item for mark in found)
        again = items == self.items and self.item in items
        number = (items.index(self.item) + 1) % len(items) if again and self.item else 0
        self.items, self.item = items, items[number] if items else None
        return found[number] if found else None
