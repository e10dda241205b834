"""Compare: what of the gold an annotation does not say, and what it says too much."""

from __future__ import annotations

from collections import Counter

from annotator.model.items import Item, Mention, Quote, SanctionsReference
from benchmarks.keys.pairing import pair
from benchmarks.keys.quotes import speaker_right
from benchmarks.keys.seat import Seat
from benchmarks.keys.spans import places
from benchmarks.keys.wanted import Wanted, WantedMention, WantedQuote, WantedReference


def differences(seat: Seat) -> Counter[str]:
    """What is not equal to the gold, counted by its name: "cue", "missing quote"."""
    items = [one for one in seat.session.annotation.items if _compared(seat, one)]
    wanted = seat.wanted.items
    pairs = pair(items, wanted)
    found: Counter[str] = Counter()
    for item in items:
        if item.id in pairs:
            found.update(unlike(seat, item, wanted[pairs[item.id]]))
        else:
            found[f"needless {name_of(item)}"] += 1
    for number, one in enumerate(wanted):
        if number not in pairs.values():
            found[f"missing {wanted_name(one)}"] += 1
    return found


def _compared(seat: Seat, item: Item) -> bool:
    if isinstance(item, SanctionsReference):
        return seat.wanted.references
    return not isinstance(item, Mention) or item.form == "name"


def name_of(item: Item) -> str:
    """What sort of item it is."""
    if isinstance(item, Quote):
        return "quote"
    return "mention" if isinstance(item, Mention) else "reference"


def wanted_name(one: Wanted) -> str:
    """What sort of item is wanted."""
    if isinstance(one, WantedQuote):
        return "quote"
    return "mention" if isinstance(one, WantedMention) else "reference"


def unlike(seat: Seat, item: Item, one: Wanted) -> list[str]:
    """What an item does not say as it is wanted, by name."""
    if isinstance(item, Quote) and isinstance(one, WantedQuote):
        return _unlike_quote(seat, item, one)
    if isinstance(item, Mention) and isinstance(one, WantedMention):
        pairs = [
            ("mention", (item.span.start, item.span.end) == one.place),
            ("label", item.label == one.label),
        ]
    elif isinstance(item, SanctionsReference) and isinstance(one, WantedReference):
        links = {link.entry for link in item.links}
        pairs = [
            ("reference", bool(item.span) and (item.span.start, item.span.end) == one.place),  # type: ignore[union-attr]  # it has one
            ("reference kind", item.kind == one.kind),
            ("status", item.status == one.status),
            ("hedged", item.hedged == one.hedged),
            ("link", links == set(one.links) and item.nil_reason == one.nil),
        ]
    else:
        return ["kind"]
    return [name for name, same in pairs if not same]


def _unlike_quote(seat: Seat, item: Quote, one: WantedQuote) -> list[str]:
    pairs = [("kind", item.kind == one.kind), ("piece", _at(item, "segment") == one.pieces)]
    if one.kind != "scare":
        source = (one.source,) if one.source else ()
        known_by = item.speakers[0].known_by if item.speakers else None
        pairs += [
            ("cue", _at(item, "cue") == one.cues),
            ("source", _at(item, "source") == source),
            ("speaker", speaker_right(seat, item, one)),
            ("known by", one.known_by in (None, known_by)),
            ("claim", item.claim_type == one.claim),
            ("second claim", item.claim_secondary == one.second),
        ]
    return [name for name, same in pairs if not same]


def _at(item: Quote, role: str) -> tuple[tuple[int, int], ...]:
    return tuple(sorted(place for _, place in places(item, role)))  # type: ignore[arg-type]  # one of the roles
