"""Spans: bring the pieces, cues and other places of an item to where they are wanted."""

from __future__ import annotations

from annotator.model.ids import ItemId
from annotator.model.items import Item
from annotator.model.text import Span
from annotator.services.annotating import Part, parts
from annotator.services.annotating.places import End, Role, stepped
from benchmarks.keys.pairing import shared
from benchmarks.keys.routes import end_moves
from benchmarks.keys.seat import Seat, Stuck
from benchmarks.keys.strokes import BACKSPACE, Strokes, again, letter
from benchmarks.keys.wanted import Place
from ui.presenters import ends

_ADD = {"segment": ("piece", "p"), "cue": ("cue", "v"), "source": ("source", "S")}
_TAKE: dict[End, str] = {"start": "w", "end": "e"}


def fix(seat: Seat, item_id: ItemId, role: Role, wanted: tuple[Place, ...]) -> bool:
    """Take one step towards these places; False if they are right already.

    What is too much goes first, then what is too long: pieces that overlap become one.

    Raises:
        Stuck: no keys lead there.
    """
    item = seat.item(item_id)
    now = places(item, role) if item else ()
    if tuple(sorted(place for _, place in now)) == tuple(sorted(wanted)):
        return False
    pairs = _paired(now, wanted)
    missing = [one for one in wanted if one not in pairs.values()]
    surplus = [part for part, _ in now if part not in pairs]
    if item is None:
        raise Stuck(role)
    if role == "source" and missing:
        _add(seat, role, missing[0])
    elif surplus and (role != "segment" or len(now) > 1):
        _remove(seat, item, surplus[0])
    elif not _adjust(seat, item, now, pairs):
        _add(seat, role, missing[0])
    return True


def places(item: Item, role: Role) -> tuple[tuple[Part, Place], ...]:
    """The parts of an item in one role."""
    return tuple((part, (span.start, span.end)) for part, span in parts(item) if part.role == role)


def _paired(now: tuple[tuple[Part, Place], ...], wanted: tuple[Place, ...]) -> dict[Part, Place]:
    """Parts by the wanted place with which they have most in common."""
    found = sorted(
        ((shared([place], [one]), part, one) for part, place in now for one in wanted),
        key=lambda one: -one[0],
    )
    pairs: dict[Part, Place] = {}
    for common, part, one in found:
        if common and part not in pairs and one not in pairs.values():
            pairs[part] = one
    return pairs


def _adjust(
    seat: Seat, item: Item, now: tuple[tuple[Part, Place], ...], pairs: dict[Part, Place]
) -> bool:
    """Move one end of a part that is not where it should be; False if all are."""
    shrink: list[tuple[Part, End]] = []
    grow: list[tuple[Part, End]] = []
    for part, (start, stop) in now:
        if part in pairs and start != pairs[part][0]:
            (shrink if start < pairs[part][0] else grow).append((part, "start"))
        if part in pairs and stop != pairs[part][1]:
            (shrink if stop > pairs[part][1] else grow).append((part, "end"))
    if not (shrink or grow):
        return False
    part, end = (shrink or grow)[0]
    moves = _moves(seat, item, dict(now), part, end, pairs[part])
    other = None if shrink or part.role not in _ADD else _by_selection(seat, pairs[part])
    if moves is None and other is None:
        raise Stuck(f"{part.role} {end}")
    cost = other if other is not None else len(moves or ()) + 1
    if moves is not None and len(moves) <= cost:
        seat.hands.to_text()
        seat.hands.do("end", moves)
    else:
        _add(seat, part.role, pairs[part])
    return True


def _by_selection(seat: Seat, place: Place) -> int | None:
    """How many keys it takes to select the whole part anew and add it; None if none do."""
    try:
        return seat.route(place, free=False).keys + 1
    except Stuck:
        return None


def _moves(
    seat: Seat, item: Item, now: dict[Part, Place], part: Part, end: End, wanted: Place
) -> Strokes | None:
    """The keys that take an end in hand and move it."""
    start, stop = now[part]
    text = seat.session.article.text

    def step(place: int, by: int, by_word: bool) -> int:
        span = Span.of(text, *((place, stop) if end == "start" else (start, place)))
        moved = stepped(text, span, end, by, "word" if by_word else "character")
        return moved[0] if end == "start" else moved[1]

    before = max((one[1] for one in now.values() if one[1] <= start), default=0)
    after = min((one[0] for one in now.values() if one[0] >= stop), default=len(text))
    which = 0 if end == "start" else 1
    arrows = end_moves((start, stop)[which], wanted[which], step, (before, after))
    take = _take(seat, item, part, end)
    return None if arrows is None or take is None else take + arrows


def _take(seat: Seat, item: Item, part: Part, end: End) -> Strokes | None:
    """The presses of E or W until the end of this part is in hand."""
    taken, focused = seat.desk.taken, seat.desk.part
    if taken is not None and (taken.item, taken.part, taken.end) == (item.id, part, end):
        return ()
    for n in range(1, len(parts(item)) + 2):
        taken = ends.take(item, end, taken, focused)
        if taken is None:
            return None
        if taken.part == part:
            return again(letter(_TAKE[end])[0], n)
        focused = taken.part
    return None


def _add(seat: Seat, role: Role, place: Place) -> None:
    action, key = _ADD[role]
    seat.select(place)
    seat.give(action, letter(key))


def _remove(seat: Seat, item: Item, part: Part) -> None:
    """Take an end of a part in hand, and the part away."""
    ways = [keys for end in _TAKE if (keys := _take(seat, item, part, end)) is not None]
    if not ways:
        raise Stuck(f"{part.role} removed")
    seat.hands.to_text()
    seat.hands.do("remove", (*min(ways, key=len), BACKSPACE))
