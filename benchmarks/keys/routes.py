"""Routes: the fewest keys from where the caret is to a place, or to a selection."""

from __future__ import annotations

import heapq
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from PySide6.QtGui import QTextCursor

from annotator.model.quotation_marks import MARKS
from annotator.model.text import words
from benchmarks.keys.strokes import ALT, CTRL, NONE, SHIFT, Key, Stroke, Strokes, again
from benchmarks.keys.wanted import Place
from ui.article_view import moving
from ui.article_view.view import ArticleView

_OPERATIONS = {
    Key.Key_Up: QTextCursor.MoveOperation.Up,
    Key.Key_Down: QTextCursor.MoveOperation.Down,
    Key.Key_Home: QTextCursor.MoveOperation.StartOfLine,
    Key.Key_End: QTextCursor.MoveOperation.EndOfLine,
}
_LINES = (Key.Key_Up, Key.Key_Down)
_ENDS = (Key.Key_Home, Key.Key_End)
_RUN = 12
"""How many lines are gone up or down at once at most."""
_SIDES = {Key.Key_Left: -1, Key.Key_Right: 1}
_LINE = 160
"""Code points around a stretch in which every caret is tried: more than a line."""
_REACH = 40
"""Code points of the longest word that a selection may begin in the middle of."""


@dataclass(frozen=True, slots=True)
class Route:
    """Keys that lead somewhere; `start` is the strokes of the source that it begins with."""

    start: Strokes
    strokes: Strokes

    @property
    def keys(self) -> int:
        """How many presses, those of the source included."""
        return len(self.start) + len(self.strokes)


@dataclass(frozen=True, slots=True)
class Source:
    """Where a route may begin, and what leads there."""

    strokes: Strokes
    caret: int


class _Node(NamedTuple):
    """A caret (`anchor` -1), or a selection from `anchor` to `head`.

    Attributes:
        run: going up or down by lines is possible still. The caret remembers where in the line it
            was, so how many lines are gone is decided in one step, and before all others.
    """

    head: int
    anchor: int = -1
    exact: bool = False
    run: bool = False


_Best = dict[_Node, tuple[int, _Node | None, Strokes]]
"""What it costs to reach a node, from which other, and by which keys."""


class Router:
    """Routes in one article as it is laid out now, by the rules of the view's own keys."""

    def __init__(self, view: ArticleView) -> None:
        """Look at the open article."""
        self._view = view
        self.text = view.pages.text
        self._lines: dict[tuple[int, Key], tuple[int, ...]] = {}
        self._carets: dict[int, tuple[tuple[Strokes, int], ...]] = {}
        edges = [*words(self.text), *((n, n + 1) for n, c in enumerate(self.text) if c in MARKS)]
        self._starts = sorted(start for start, _ in edges)
        self._ends = sorted(end for _, end in edges)
        self._selections: dict[_Node, tuple[tuple[Strokes, _Node], ...]] = {}

    def here(self) -> tuple[Source, ...]:
        """Where the caret is; beside a selection, where an arrow would put it."""
        found = self._view.selection()
        if found is None:
            return (Source((), self._view.caret()),)
        left, right = Stroke(Key.Key_Left), Stroke(Key.Key_Right)
        return Source((left,), found[0]), Source((right,), found[1])

    def to_caret(self, sources: Iterable[Source], place: Place, carets: set[int]) -> Route | None:
        """To the nearest of some carets in or beside a stretch."""
        return self._search(
            sources, lambda node: node.anchor < 0 and node.head in carets, place, selecting=False
        )

    def to_selection(self, sources: Iterable[Source], place: Place) -> Route | None:
        """To a selection of exactly this stretch."""

        def there(node: _Node) -> bool:
            if node.anchor < 0:
                return False
            return moving.meant(self.text, node.anchor, node.head, exact=node.exact) == place

        return self._search(sources, there, place, selecting=True)

    def _search(
        self,
        sources: Iterable[Source],
        there: Callable[[_Node], bool],
        place: Place,
        *,
        selecting: bool,
    ) -> Route | None:
        best: _Best = {}
        heap: list[tuple[int, _Node]] = []
        for source in sources:
            node, cost = _Node(source.caret, run=True), len(source.strokes)
            if node not in best or cost < best[node][0]:
                best[node] = (cost, None, source.strokes)
                heapq.heappush(heap, (cost, node))
        while heap:
            cost, node = heapq.heappop(heap)
            if cost > best[node][0]:
                continue
            if there(node):
                return _route(best, node)
            for strokes, following in self._steps(node, place, selecting=selecting):
                more = cost + len(strokes)
                if following not in best or more < best[following][0]:
                    best[following] = (more, node, strokes)
                    heapq.heappush(heap, (more, following))
        return None

    def _steps(
        self, node: _Node, place: Place, *, selecting: bool
    ) -> Iterator[tuple[Strokes, _Node]]:
        if node.anchor < 0:
            away = _away(node.head, place)
            for strokes, caret in self._runs(node.head) if node.run else ():
                if _away(caret, place) < max(_LINE, away):
                    yield strokes, _Node(caret)
            for strokes, caret in self._caret_steps(node.head):
                if _away(caret, place) < max(_LINE, away):
                    yield strokes, _Node(caret)
        if not selecting or (node.anchor < 0 and not _near(node.head, place)):
            return
        for strokes, found in self._selection_steps(node):
            if found.anchor in place and place[0] - 1 <= found.head <= place[1] + 1:
                yield strokes, found

    def _caret_steps(self, caret: int) -> tuple[tuple[Strokes, int], ...]:
        if caret not in self._carets:
            self._carets[caret] = tuple(self._moves(caret))
        return self._carets[caret]

    def _moves(self, caret: int) -> Iterator[tuple[Strokes, int]]:
        for key, step in _SIDES.items():
            yield (Stroke(key),), self._by_word(caret, step, caret)
            yield (Stroke(key, ALT),), moving.by_character(self.text, caret, step)
        for key in _ENDS:
            yield (Stroke(key),), self._by_line(caret, key)[0]
        yield (Stroke(Key.Key_Home, CTRL),), 0
        yield (Stroke(Key.Key_End, CTRL),), len(self.text)

    def _by_word(self, place: int, step: int, anchor: int) -> int:
        """What `moving.by_word` gives, from the words of the whole text found once."""
        at_ends = step > 0 if anchor == place else anchor < place
        edges = self._ends if at_ends else self._starts
        if step > 0:
            n = bisect_right(edges, place)
            found = edges[n] if n < len(edges) else len(self.text)
            return min(found, anchor) if anchor > place else found
        n = bisect_left(edges, place)
        found = edges[n - 1] if n else 0
        return max(found, anchor) if anchor < place else found

    def _runs(self, caret: int) -> Iterator[tuple[Strokes, int]]:
        for key in _LINES:
            for n, reached in enumerate(self._by_line(caret, key), 1):
                yield again(Stroke(key), n), reached

    def _by_line(self, caret: int, key: Key) -> tuple[int, ...]:
        """Where lines up or down lead, one after the other; where the start or end of one is."""
        if (caret, key) not in self._lines:
            cursor = self._view.textCursor()
            cursor.setPosition(self._view.pages.position(caret))
            reached: list[int] = []
            for _ in range(_RUN if key in _LINES else 1):
                if not cursor.movePosition(_OPERATIONS[key]) and reached:
                    break
                reached.append(self._view.pages.point(cursor.position()))
            self._lines[caret, key] = tuple(reached)
        return self._lines[caret, key]

    def _selection_steps(self, node: _Node) -> tuple[tuple[Strokes, _Node], ...]:
        if node not in self._selections:
            self._selections[node] = tuple(self._extensions(node))
        return self._selections[node]

    def _extensions(self, node: _Node) -> Iterator[tuple[Strokes, _Node]]:
        anchor = node.head if node.anchor < 0 else node.anchor
        for key, step in _SIDES.items():
            if node.anchor < 0:
                first = moving.first_word(self.text, node.head, step)
                yield (Stroke(key, SHIFT),), self._extended(*first, exact=False)
            else:
                head = self._by_word(node.head, step, anchor)
                yield (Stroke(key, SHIFT),), self._extended(anchor, head, exact=False)
            head = moving.by_character(self.text, node.head, step)
            yield (Stroke(key, SHIFT | ALT),), self._extended(anchor, head, exact=True)
        for key in _ENDS:
            head = self._by_line(node.head, key)[0]
            yield (Stroke(key, SHIFT),), _Node(head, anchor, run=True)
        for key in _LINES if node.run else ():
            for n, reached in enumerate(self._by_line(node.head, key), 1):
                yield again(Stroke(key, SHIFT), n), _Node(reached, anchor)

    def _extended(self, anchor: int, head: int, *, exact: bool) -> _Node:
        found = moving.meant(self.text, anchor, head, exact=exact)
        if found is not None:
            anchor, head = found if anchor <= head else found[::-1]
        return _Node(head, anchor, exact, run=True)


def _away(caret: int, place: Place) -> int:
    """How far a caret is from a stretch."""
    return max(place[0] - caret, caret - place[1], 0)


def _near(caret: int, place: Place) -> bool:
    """Whether a selection of a stretch can begin at a caret: beside or in its outer words."""
    return any(abs(caret - end) <= _REACH for end in place)


def _route(best: _Best, last: _Node) -> Route:
    back: list[Strokes] = []
    node: _Node | None = last
    while node is not None:
        _cost, node, strokes = best[node]
        back.append(strokes)
    start, *rest = reversed(back)
    return Route(start, tuple(stroke for strokes in rest for stroke in strokes))


def end_moves(
    place: int,
    wanted: int,
    stepped: Callable[[int, int, bool], int],
    limits: Sequence[int],
) -> Strokes | None:
    """The fewest arrows that move an end in hand to where it is wanted; None if none do.

    Args:
        place: where the end is, in code points.
        wanted: where it is to go.
        stepped: the place after a step from a place, to the left or right, by word or character.
        limits: places between which it must stay, so that pieces do not grow into each other.
    """
    before: dict[int, tuple[int, Stroke] | None] = {place: None}
    queue = [place]
    for now in queue:
        if now == wanted:
            break
        for key, step in _SIDES.items():
            for by_word in (True, False):
                following = stepped(now, step, by_word)
                if following not in before and limits[0] <= following <= limits[1]:
                    before[following] = now, Stroke(key, NONE if by_word else ALT)
                    queue.append(following)
    if wanted not in before:
        return None
    back: list[Stroke] = []
    at = before[wanted]
    while at is not None:
        back.append(at[1])
        at = before[at[0]]
    return tuple(reversed(back))
