"""The order in which a person walks through an article: quotes, open things, all items."""

from __future__ import annotations

from collections.abc import Sequence

from annotator.model.checks import OpenPoint, extent
from annotator.model.ids import ItemId
from annotator.model.items import Item, Quote
from annotator.services.annotating import Session


def quotes_in_order(session: Session) -> tuple[ItemId, ...]:
    """Quotes and suggested quotes by place; quotation marks that quote nobody are left out."""
    found = [
        item
        for item, _ in session.shown_items()
        if isinstance(item, Quote) and item.kind != "scare"
    ]
    return _in_order(found)


def items_in_order(session: Session) -> tuple[ItemId, ...]:
    """Every item and suggestion by place."""
    return _in_order([item for item, _ in session.shown_items()])


def _in_order(items: Sequence[Item]) -> tuple[ItemId, ...]:
    return tuple(item.id for item in sorted(items, key=lambda one: (*extent(one), one.id)))


def beside(
    order: Sequence[ItemId], session: Session, selected: ItemId | None, caret: int, step: int
) -> ItemId | None:
    """The item before (-1) or after (+1) the selected one, or the caret; the ends wrap around."""
    if not order:
        return None
    if selected in order:
        return order[(order.index(selected) + step) % len(order)]
    places = [
        (extent(found[0])[0], item_id) for item_id in order if (found := session.find(item_id))
    ]
    after = [item_id for start, item_id in places if start >= caret]
    before = [item_id for start, item_id in places if start < caret]
    if step > 0:
        return after[0] if after else order[0]
    return before[-1] if before else order[-1]


def next_open(
    points: Sequence[OpenPoint],
    place: int,
    selected: ItemId | None,
    current: OpenPoint | None,
    step: int,
) -> OpenPoint | None:
    """The open point before or after a place, wrapping around; None if nothing is open.

    Args:
        points: what is open, in text order.
        place: where to start from, in code points.
        selected: the selected item.
        current: the open point that was gone to last, if the person is still there.
        step: +1 for the next, -1 for the one before.
    """
    if not points:
        return None
    own = [
        n
        for n, point in enumerate(points)
        if point == current or (selected is not None and point.item == selected)
    ]
    if own:
        return points[(own[-1 if step > 0 else 0] + step) % len(points)]
    if step > 0:
        return next((point for point in points if point.start >= place), points[0])
    return next((point for point in reversed(points) if point.start < place), points[-1])
