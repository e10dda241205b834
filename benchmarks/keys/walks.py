"""Walks: the fewest keys of walking that lead to an item, or near a place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from annotator.model.checks import OpenPoint, extent
from annotator.model.ids import ItemId
from annotator.model.items import SanctionsReference
from annotator.services.annotating import Session
from benchmarks.keys.routes import Source
from benchmarks.keys.strokes import SHIFT, SPACE, Key, Stroke, Strokes, again
from ui.presenters import walk
from ui.presenters.desk import Desk

FAR = 60
"""How often one key of walking is pressed at most."""
NEAR = 6
"""The same where one only comes nearer to a place."""


@dataclass(frozen=True, slots=True)
class _State:
    """Where a walk is: what the desk and the caret know."""

    selected: ItemId | None
    point: OpenPoint | None
    caret: int


_OPEN = {SPACE: 1, Stroke(Key.Key_Space, SHIFT): -1}
_QUOTES = {Stroke("j"): 1, Stroke("k"): -1}
_ITEMS = {Stroke("J", SHIFT): 1, Stroke("K", SHIFT): -1}
WALKS = (*_OPEN, *_QUOTES, *_ITEMS)


def to_item(desk: Desk, wanted: ItemId) -> Strokes | None:
    """The keys that select an item; None if no walk reaches it."""
    found = [
        again(stroke, n)
        for stroke in WALKS
        for n, state in enumerate(_steps(desk, stroke, FAR), 1)
        if state.selected == wanted
    ]
    return min(found, key=len, default=None)


def nearer(desk: Desk) -> Iterator[Source]:
    """Where some walking leads the caret; another item, or none, is selected then."""
    for stroke in WALKS:
        for n, state in enumerate(_steps(desk, stroke, NEAR), 1):
            yield Source(again(stroke, n), state.caret)


def _steps(desk: Desk, stroke: Stroke, n: int) -> Iterator[_State]:
    session = desk.session
    if session is None:
        return
    order = _order(session, stroke)
    state = _State(desk.selected, desk.point, desk.view.caret())
    for _ in range(n):
        following = _step(session, stroke, order, state)
        if following is None:
            return
        state = following
        yield state


def _order(session: Session, stroke: Stroke) -> tuple[ItemId, ...]:
    if stroke in _QUOTES:
        return walk.quotes_in_order(session)
    return walk.items_in_order(session) if stroke in _ITEMS else ()


def _step(
    session: Session, stroke: Stroke, order: tuple[ItemId, ...], now: _State
) -> _State | None:
    if stroke in _OPEN:
        found = session.find(now.selected)
        place = extent(found[0])[0] if found else now.caret
        points, step = session.open_points(), _OPEN[stroke]
        point = walk.next_open(points, place, now.selected, now.point, step)
        if point is None:
            return None
        if point.item is None:
            return _State(None, point, point.start)
        return _State(point.item, None, _start(session, point.item))
    step = (_QUOTES | _ITEMS)[stroke]
    reached = walk.beside(order, session, now.selected, now.caret, step)
    return _State(reached, None, _start(session, reached)) if reached else None


def _start(session: Session, item_id: ItemId) -> int:
    found = session.find(item_id)
    item = found[0] if found else None
    if isinstance(item, SanctionsReference) and item.span is None and item.quotes:
        found = session.find(item.quotes[0])
    return extent(found[0])[0] if found else 0
