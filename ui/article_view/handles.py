"""Handles: the grips at both ends of the selected part, and which one the mouse is on."""

from __future__ import annotations

from PySide6.QtCore import QPointF

from annotator.services.annotating.places import End
from ui.article_view.page import Page
from ui.presenters.marks import Mark

REACH = 7.0
"""How near to a grip a press counts, in pixels."""


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
        if self.mark is None:
            return ()
        start = self._page.caret_rect(self.mark.start)
        strips = self._page.strips_of(self.mark.start, self.mark.end)
        if not strips:
            return ()
        end = strips[-1].rect
        return (
            (QPointF(start.left(), start.bottom() + 4), self.taken == "start"),
            (QPointF(end.right(), end.bottom() + 4), self.taken == "end"),
        )

    def at(self, place: QPointF) -> End | None:
        """The end whose grip is at a place of the document."""
        ends: tuple[End, End] = ("start", "end")
        for end, (point, _) in zip(ends, self.points(), strict=False):
            gap = point - place
            if abs(gap.x()) <= REACH and abs(gap.y()) <= REACH:
                return end
        return None
