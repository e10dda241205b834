"""The row of an open card that lists the other mentions of whom the item is about."""

from __future__ import annotations

from annotator.model.items import Item, anchor
from ui.margin.choices import ItemOpened
from ui.presenters.card_context import Context, line
from ui.presenters.card_values import Entry, Row

SHOWN = 5
"""Mentions that are listed at most; the row says how many there are."""


def chain_rows(context: Context, item: Item, full: Entry | None = None) -> tuple[Row, ...]:
    """The mentions of the item's chain but itself, the nearest ones; no row if there is none.

    Args:
        context: what the card is made from.
        item: that the card is of.
        full: the full name that a short one is tied to; it is always among those listed.
    """
    others = [one for one in context.session.chain(item.id) if one.id != item.id]
    if not others:
        return ()
    place, first = anchor(item), full.press if full is not None else None
    near = sorted(
        others, key=lambda one: (ItemOpened(one.id) != first, abs(one.span.start - place))
    )[:SHOWN]
    near.sort(key=lambda one: one.span.start)
    entries = tuple(
        full
        if full is not None and first == ItemOpened(one.id)
        else Entry(
            line(one.span.text, 40),
            detail=context.say(f"margin.form.{one.form}").lower(),
            press=ItemOpened(one.id),
        )
        for one in near
    )
    left = len(others) - len(near)
    detail = context.say("chains.more", n=left) if left else ""
    title, key = context.say("chains.row"), context.keys.get("chain", "")
    return (Row("chain", title, detail=detail, key=key, entries=entries, editable=False),)
