"""Taking an end of a span in hand: which part of the item, which end, until it is let go."""

from __future__ import annotations

from dataclasses import dataclass

from annotator.model.ids import ItemId
from annotator.model.items import Item
from annotator.services.annotating import Part, parts
from annotator.services.annotating.places import End


@dataclass(frozen=True, slots=True)
class Taken:
    """The end that the arrow keys move now."""

    item: ItemId
    part: Part
    end: End


def take(item: Item, end: End, now: Taken | None, focused: Part | None) -> Taken | None:
    """Take an end; the same key again takes that end of the item's next part.

    The first one taken is that of the part looked at, or the outermost end of the main spans.
    """
    all_parts = [part for part, _ in parts(item)]
    if not all_parts:
        return None
    if now is not None and now.item == item.id and now.end == end and now.part in all_parts:
        return Taken(item.id, all_parts[(all_parts.index(now.part) + 1) % len(all_parts)], end)
    if focused in all_parts:
        return Taken(item.id, focused, end)
    main = [part for part in all_parts if part.role in ("mention", "segment", "reference")]
    return Taken(item.id, main[0] if end == "start" else main[-1], end)
