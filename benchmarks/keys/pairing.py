"""Pairing: which suggested or own item is to become which wanted one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from annotator.model.ids import ItemId
from annotator.model.items import Item, Mention, Quote, SanctionsReference
from benchmarks.keys.wanted import Place, Wanted, WantedMention, WantedQuote


def pieces_of(item: Item) -> tuple[Place, ...]:
    """The main places of an item."""
    if isinstance(item, Quote):
        return tuple((span.start, span.end) for span in item.segments)
    return ((item.span.start, item.span.end),) if item.span else ()


def wanted_pieces(one: Wanted) -> tuple[Place, ...]:
    """The main places of what is wanted."""
    return one.pieces if isinstance(one, WantedQuote) else (one.place,)


def shared(first: Iterable[Place], second: Iterable[Place]) -> int:
    """How many code points two sets of places have in common."""
    other = tuple(second)
    return sum(
        max(0, min(end, stop) - max(start, begin)) for start, end in first for begin, stop in other
    )


def pair(items: Sequence[Item], wanted: Sequence[Wanted]) -> dict[ItemId, int]:
    """Items by the number of the wanted one that they are nearest to, each used once.

    Only what overlaps is paired; what has most in common, and least beside it, goes first.
    """
    found = [
        (_likeness(item, one), number, item.id)
        for number, one in enumerate(wanted)
        for item in items
        if _alike(item, one) and shared(pieces_of(item), wanted_pieces(one))
    ]
    pairs: dict[ItemId, int] = {}
    for _, number, item_id in sorted(found, key=lambda one: (-one[0], one[1], one[2])):
        if item_id not in pairs and number not in pairs.values():
            pairs[item_id] = number
    return pairs


def _alike(item: Item, one: Wanted) -> bool:
    if isinstance(one, WantedQuote):
        return isinstance(item, Quote)
    kind = Mention if isinstance(one, WantedMention) else SanctionsReference
    return isinstance(item, kind) and item.span is not None


def _likeness(item: Item, one: Wanted) -> float:
    mine, theirs = pieces_of(item), wanted_pieces(one)
    common = shared(mine, theirs)
    whole = sum(end - start for start, end in (*mine, *theirs)) - common
    return common / whole
