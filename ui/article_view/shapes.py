"""Shapes of marks: bands, frames and rules as paths. Geometry only, no colours."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath

from ui.article_view.geometry import Strip

INSET = 2.5
"""How much narrower a nested band is at top and bottom for each level, in pixels."""
PAD = 1.5
"""How far a band reaches beyond the letters, in pixels."""
FIRST_RULE, SECOND_RULE = 1.5, 4.5
"""Distances of the two rules from the bottom of the letters, in pixels."""
RADIUS = 3.0

Shape = Callable[[QPainterPath, Strip], None]
"""Adds a strip to a path."""


def box(strip: Strip, level: int = 0) -> QRectF:
    """The rectangle of a band at a level; never thinner than half a line."""
    inset = min(INSET * level - PAD, strip.rect.height() / 4)
    return strip.rect.adjusted(-PAD, inset, PAD, -inset)


def band(level: int) -> Shape:
    """A filled band, round where the span begins and ends, straight where a line goes on."""

    def add(path: QPainterPath, strip: Strip) -> None:
        rect = box(strip, level)
        path.addRoundedRect(rect, RADIUS, RADIUS)
        half = rect.width() / 2
        if not strip.first:
            path.addRect(QRectF(rect.left(), rect.top(), half, rect.height()))
        if not strip.last:
            path.addRect(QRectF(rect.left() + half, rect.top(), half, rect.height()))

    return add


def frame(level: int = 0) -> Shape:
    """The outline of a band, open where a line goes on."""

    def add(path: QPainterPath, strip: Strip) -> None:
        rect = box(strip, level)
        path.moveTo(rect.topLeft())
        path.lineTo(rect.topRight())
        if strip.last:
            path.lineTo(rect.bottomRight())
        else:
            path.moveTo(rect.bottomRight())
        path.lineTo(rect.bottomLeft())
        if strip.first:
            path.lineTo(rect.topLeft())

    return add


def rule(below: float) -> Shape:
    """A straight rule so many pixels below the letters."""

    def add(path: QPainterPath, strip: Strip) -> None:
        y = strip.rect.bottom() + below
        path.moveTo(strip.rect.left() + 0.5, y)
        path.lineTo(strip.rect.right() - 0.5, y)

    return add


def double_rule(path: QPainterPath, strip: Strip) -> None:
    """Two thin rules, below where a single one would be."""
    rule(SECOND_RULE)(path, strip)
    rule(SECOND_RULE + 2.5)(path, strip)


def wave(path: QPainterPath, strip: Strip) -> None:
    """A wavy rule."""
    y, step = strip.rect.bottom() + FIRST_RULE + 0.5, 3.0
    path.moveTo(strip.rect.left(), y)
    x, side = strip.rect.left(), -2.6
    while x + step <= strip.rect.right():
        path.quadTo(QPointF(x + step / 2, y + side), QPointF(x + step, y))
        x, side = x + step, -side


def distance(one: Strip, other: Strip) -> float:
    """How far two strips are apart, lines counting for much more than pixels along a line."""
    aside = max(one.rect.left() - other.rect.right(), other.rect.left() - one.rect.right(), 0)
    return abs(one.rect.top() - other.rect.top()) * 100 + aside


def link(one: Strip, other: Strip) -> QPainterPath:
    """A thin line in the room below the letters, or a curve from line to line."""
    if abs(one.rect.top() - other.rect.top()) < 1:
        left, right = sorted((one, other), key=lambda strip: strip.rect.left())
        return _bracket(left, right)
    upper, lower = sorted((one, other), key=lambda strip: strip.rect.top())
    start = QPointF(upper.rect.center().x(), upper.rect.bottom() + SECOND_RULE)
    end = QPointF(lower.rect.center().x(), lower.rect.top() - PAD)
    middle = (start.y() + end.y()) / 2
    path = QPainterPath(start)
    path.cubicTo(QPointF(start.x(), middle), QPointF(end.x(), middle), end)
    return path


def _bracket(left: Strip, right: Strip) -> QPainterPath:
    """From the end of one strip to the beginning of the next on the same line."""
    y, tick, inside = left.rect.bottom() + SECOND_RULE + 3, 3.0, 12.0
    start = max(left.rect.left(), left.rect.right() - inside)
    end = min(right.rect.right(), right.rect.left() + inside)
    path = QPainterPath(QPointF(start, y - tick))
    path.lineTo(start, y)
    path.lineTo(end, y)
    path.lineTo(end, y - tick)
    return path
