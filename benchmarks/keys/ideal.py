"""The ideal annotator: who knows the gold, and looks at every suggestion once, in text order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from annotator.model.checks import extent
from annotator.model.ids import ItemId
from annotator.model.items import Mention, SanctionsReference
from benchmarks.keys import names, quotes, references
from benchmarks.keys.compare import differences, name_of, unlike, wanted_name
from benchmarks.keys.hands import Count, Hands
from benchmarks.keys.pairing import pair
from benchmarks.keys.seat import Seat, Stuck
from benchmarks.keys.strokes import ENTER, letter, typed
from benchmarks.keys.wanted import (
    Place,
    Wanted,
    WantedArticle,
    WantedMention,
    WantedQuote,
    place_of,
)

_STEPS = 60
"""Corrections of one item at most, so that what cannot be reached comes to an end."""
_ROUNDS = 2
"""How often the article is gone through; the second time for what was missed."""


@dataclass(frozen=True, slots=True)
class Replay:
    """What it took to bring one article to its gold.

    Attributes:
        unlike: what does not equal the gold at the end, by name.
        stuck: what no keys led to, by name.
        finished: whether the article counts as finished.
    """

    name: str
    quotes: int
    count: Count
    unlike: Counter[str]
    stuck: Counter[str]
    finished: bool


def annotate(hands: Hands, wanted: WantedArticle) -> Replay:
    """Bring the open article to what is wanted, and finish it."""
    hands.start()
    work = _Work(Seat(hands, wanted))
    for _ in range(_ROUNDS):
        work.go_through()
        if not differences(work.seat):
            break
    unlike = differences(work.seat)
    finished = _finish(work.seat)
    return Replay(wanted.name, wanted.quotes, hands.count, unlike, work.stuck, finished)


def _finish(seat: Seat) -> bool:
    """Finish; where something stays open that the gold leaves open, a letter says why."""
    session = seat.session
    seat.hands.to_text()
    if session.open_points():
        seat.hands.do_in_question("finish", letter("d"), (*typed("x"), ENTER))
    else:
        seat.hands.do("finish", letter("d"))
    return session.annotation.state.status == "done"


class _Work:
    def __init__(self, seat: Seat) -> None:
        self.seat = seat
        self.stuck: Counter[str] = Counter()

    def go_through(self) -> None:
        """What is there and what is missing, in text order."""
        seat = self.seat
        items = [
            item
            for item, _ in seat.session.shown_items()
            if seat.wanted.references or not isinstance(item, SanctionsReference)
        ]
        wanted = seat.wanted.items
        pairs = pair(items, wanted)
        turns: list[tuple[Place, str, Callable[[], None]]] = []
        for item in items:
            one = wanted[pairs[item.id]] if item.id in pairs else None
            turns.append((extent(item), name_of(item), self._turn(item.id, one)))
        for number, one in enumerate(wanted):
            if number not in pairs.values():
                turns.append((place_of(one), wanted_name(one), self._making(one)))
        for _, name, turn in sorted(turns, key=lambda one: one[0]):
            before = seat.hands.count.keys
            try:
                turn()
            except Stuck as why:
                self.stuck[str(why)] += 1
            seat.hands.count.by_item[name] += seat.hands.count.keys - before

    def _turn(self, item_id: ItemId, one: Wanted | None) -> Callable[[], None]:
        return lambda: self._settle(item_id, one)

    def _making(self, one: Wanted) -> Callable[[], None]:
        return lambda: self._make(one)

    def _settle(self, item_id: ItemId, one: Wanted | None) -> None:
        """Decide on what is there: accept, correct, or reject it."""
        seat = self.seat
        if one is None:
            if seat.item(item_id) is not None:
                seat.go_to(item_id)
                seat.hands.do("reject", letter("x"))
            return
        if not self._waits(item_id) and not self._wrong(item_id, one):
            return
        seat.go_to(item_id)
        try:
            self._correct(item_id, one)
        finally:
            done = isinstance(one, WantedMention) and self._everywhere(item_id)
            if not done and self._waits(item_id):
                seat.hands.to_text()
                seat.hands.do("accept", letter("a"))

    def _waits(self, item_id: ItemId) -> bool:
        found = self.seat.session.find(item_id)
        return found is not None and found[1] is not None

    def _wrong(self, item_id: ItemId, one: Wanted) -> bool:
        item = self.seat.item(item_id)
        return item is None or bool(unlike(self.seat, item, one))

    def _make(self, one: Wanted) -> None:
        """Make what is missing, unless something else has made it by now."""
        seat = self.seat
        if isinstance(one, WantedMention):
            if any(_is_at(item, one) for item, _ in seat.session.shown_items()):
                return
            made = names.make(seat, one)
        elif isinstance(one, WantedQuote):
            made = quotes.make(seat, one)
        else:
            made = references.make(seat, one)
        self._correct(made, one)
        if isinstance(one, WantedMention):
            self._everywhere(made)

    def _correct(self, item_id: ItemId, one: Wanted) -> None:
        for _ in range(_STEPS):
            if self._fix(item_id, one) is None:
                return
        raise Stuck("correction without end")

    def _fix(self, item_id: ItemId, one: Wanted) -> str | None:
        if isinstance(one, WantedQuote):
            return quotes.fix(self.seat, item_id, one)
        if isinstance(one, WantedMention):
            return names.fix(self.seat, item_id, one)
        return references.fix(self.seat, item_id, one)

    def _everywhere(self, item_id: ItemId) -> bool:
        return names.everywhere(self.seat, item_id, waiting=self._waits(item_id))


def _is_at(item: object, one: WantedMention) -> bool:
    return isinstance(item, Mention) and (item.span.start, item.span.end) == one.place
