"""What was found in the article: corners around each find, a box around the present one.

No band and no rule looks like this, so a find is never taken for a mark, and needs no colour.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen, QTextBlock

from ui.article_view.document import Pages
from ui.article_view.geometry import Strip
from ui.article_view.page import Page
from ui.theme import Theme

CORNER = 4.0
"""Length of a corner's sides, in pixels."""

Finds = tuple[tuple[int, int], ...]


class FoundMarks:
    """The finds in the shown text; only those in sight are placed and painted."""

    def __init__(self, page: Page, pages: Pages) -> None:
        """Start with none."""
        self._page, self._pages = page, pages
        self._finds: Finds = ()
        self._starts: list[int] = []
        self._current = -1

    def show(self, finds: Finds, current: int) -> None:
        """Show finds in text order, one of them as the present one (-1: none)."""
        self._finds, self._current = finds, current
        self._starts = [start for start, _end in finds]

    def paint(self, painter: QPainter, blocks: Iterable[QTextBlock], theme: Theme) -> None:
        """Paint the finds of some paragraphs, in document coordinates."""
        if not self._finds:
            return
        for block in blocks:
            first = self._pages.point(block.position())
            last = self._pages.point(block.position() + block.length())
            place = bisect_left(self._starts, first)
            while place < len(self._finds) and self._starts[place] < last:
                self._paint(painter, place, theme)
                place += 1

    def _paint(self, painter: QPainter, place: int, theme: Theme) -> None:
        current = place == self._current
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for strip in self._page.strips_of(*self._finds[place]):
            box = strip.rect.adjusted(-2.5, -1.5, 2.5, 1.5)
            if current:
                painter.fillRect(box, theme.colour("accent", 46))
                painter.setPen(QPen(theme.colour("accent"), 2.0))
                painter.drawRect(box)
            else:
                painter.setPen(QPen(theme.colour("accent"), 1.6))
                painter.drawPath(_corners(box, strip))


def _corners(box: QRectF, strip: Strip) -> QPainterPath:
    """The corners at both ends; none where the find goes on in another line."""
    path = QPainterPath()
    ends = [(box.left(), 1.0)] if strip.first else []
    ends += [(box.right(), -1.0)] if strip.last else []
    for x, inwards in ends:
        for y, down in ((box.top(), 1.0), (box.bottom(), -1.0)):
            path.moveTo(QPointF(x + inwards * CORNER, y))
            path.lineTo(QPointF(x, y))
            path.lineTo(QPointF(x, y + down * CORNER))
    return path
