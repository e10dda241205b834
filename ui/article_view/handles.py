"""Handles: the grips at both ends of the selected part, which one the mouse is on, dragging one."""

from __future__ import annotations

from PySide6.QtCore import QPointF

from annotator.model.text import grapheme_end, grapheme_start
from annotator.services.annotating import Part
from annotator.services.annotating.places import End
from ui.article_view import moving
from ui.article_view.hit_testing import POINTED
from ui.article_view.page import Page
from ui.presenters.ends import Taken
from ui.presenters.marks import Mark

REACH = 7.0
"""How near to a grip a press counts, in pixels."""
_SIDE_PARTS = ("cue", "source", *POINTED)


class Handles:
    """Two grips on one mark, or none."""

    def __init__(self, page: Page) -> None:
        """Start with none."""
        self._page = page
        self.mark: Mark | None = None
        self.taken: End | None = None

    def show(self, mark: Mark | None, taken: End | None) -> None:
        """Put grips on a mark; one end may be in hand."""
        self.mark, self.taken = mark, taken

    def points(self) -> tuple[tuple[QPointF, bool], ...]:
        """The grips' centres in document coordinates, and whether each is in hand."""
        strips = self._page.strips_of(self.mark.start, self.mark.end) if self.mark else ()
        if not strips:
            return ()
        start, end = strips[0].rect, strips[-1].rect
        return (
            (QPointF(start.left() - 1, start.top() - 3), self.taken == "start"),
            (QPointF(end.right() + 1, end.bottom() + 4), self.taken == "end"),
        )

    def at(self, place: QPointF) -> End | None:
        """The end whose grip is at a place of the document."""
        ends: tuple[End, End] = ("start", "end")
        for end, (point, _) in zip(ends, self.points(), strict=False):
            gap = point - place
            if abs(gap.x()) <= REACH and abs(gap.y()) <= REACH:
                return end
        return None


def gripped(marks: tuple[Mark, ...], taken: Taken | None, part: Part | None) -> Mark | None:
    """The mark whose ends have grips: the part in hand or looked at, else the first."""
    chosen = [mark for mark in marks if mark.selected]
    wanted = taken.part if taken is not None else part
    named = (mark for mark in chosen if mark.part == wanted and mark.kind not in POINTED)
    main = (mark for mark in chosen if mark.kind not in _SIDE_PARTS)
    return next(named, None) or next(main, None)


def dragged(text: str, mark: Mark, end: End, point: int, *, exact: bool) -> tuple[int, int]:
    """The bounds of a mark after one of its ends was dragged to a code point.

    The end lands on the edge of a word or of a guillemet, with `exact` on that of a character;
    it never passes the other end.
    """
    if end == "start":
        place = (
            grapheme_start(text, point) if exact else moving.nearest_edge(text, point, ends=False)
        )
        return min(place, grapheme_start(text, mark.end - 1)), mark.end
    place = grapheme_end(text, point) if exact else moving.nearest_edge(text, point, ends=True)
    return mark.start, max(place, grapheme_end(text, mark.start + 1))
