"""Painting marks: bands behind the words, rules below them. Shape says what, colour helps.

Room for two rules below the letters is in the line height, so nothing here moves the text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QPainter, QPainterPath, QPen

from ui.article_view.geometry import Strip
from ui.article_view.page import Placed
from ui.presenters.marks import Mark
from ui.theme import Theme

INSET = 2.0
"""How much narrower a nested band is at top and bottom for each level, in pixels."""
FIRST_RULE, SECOND_RULE = 1.5, 4.5
"""Distances of the two rules from the bottom of the letters, in pixels."""

_PATTERNS = {
    "dashed": Qt.PenStyle.DashLine,
    "dotted": Qt.PenStyle.DotLine,
}


def paint_bands(painter: QPainter, placed: Iterable[Placed], theme: Theme) -> None:
    """The bands of quotes, outer ones first; a selected quote's is stronger."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for one in placed:
        if one.mark.kind == "quote":
            for strip in one.strips:
                _band(painter, one.mark, strip, theme)
        elif one.mark.kind == "mention" and one.mark.suggested:
            for strip in one.strips:
                _waiting(painter, strip.rect, theme, theme.colour(one.mark.colour))


def _band(painter: QPainter, mark: Mark, strip: Strip, theme: Theme) -> None:
    rect = strip.rect.adjusted(-1, INSET * mark.level - 1, 1, 1 - INSET * mark.level)
    nested = "quote_band_nested" if mark.level else "quote_band"
    role = "quote_band_selected" if mark.selected else nested
    if mark.suggested:
        if mark.selected:
            painter.fillRect(rect, theme.colour(role))
        _waiting(painter, rect, theme, theme.colour("suggestion_outline"))
        return
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour(role))
    painter.drawRoundedRect(rect, 2, 2)
    if mark.selected or mark.level:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme.colour("quote_rule"), 1))
        painter.drawRoundedRect(rect, 2, 2)


def _waiting(painter: QPainter, rect: QRectF, theme: Theme, outline: QColor) -> None:
    """Hatching and a dashed outline: nobody has decided yet."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QBrush(theme.colour("suggestion_hatch", 150), Qt.BrushStyle.BDiagPattern))
    painter.drawRect(rect)
    pen = QPen(outline, 1, Qt.PenStyle.CustomDashLine)
    pen.setDashPattern([3, 3])
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(rect)


def paint_rules(painter: QPainter, placed: Iterable[Placed], theme: Theme, *, labels: bool) -> None:
    """The rules below mentions, cues, sources and references; names of labels where wanted."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    rules: dict[str, Callable[[QPainter, Mark, Strip, Theme], None]] = {
        "mention": _mention,
        "cue": _cue,
        "source": _source,
        "reference": _reference,
        "scare": _scare,
    }
    for one in placed:
        rule = rules.get(one.mark.kind)
        if rule is None:
            continue
        for strip in one.strips:
            rule(painter, one.mark, strip, theme)
        if one.mark.label and (labels or one.mark.selected):
            _label(painter, one, theme)


def _line(painter: QPainter, rect: QRectF, below: float, pen: QPen) -> None:
    painter.setPen(pen)
    y = rect.bottom() + below
    painter.drawLine(QPointF(rect.left() + 0.5, y), QPointF(rect.right() - 0.5, y))


def _mention(painter: QPainter, mark: Mark, strip: Strip, theme: Theme) -> None:
    colour = theme.colour(mark.colour)
    width = 2.4 if mark.selected else 1.6
    if mark.selected:
        painter.setPen(QPen(colour, 1))
        painter.setBrush(theme.colour(mark.colour, 36))
        painter.drawRoundedRect(strip.rect.adjusted(-1, 0, 1, 1), 2, 2)
    if mark.pattern == "wave":
        painter.setPen(QPen(colour, width))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(_wave(strip.rect))
        return
    style = _PATTERNS.get(mark.pattern, Qt.PenStyle.SolidLine)
    _line(painter, strip.rect, FIRST_RULE, QPen(colour, width, style))


def _wave(rect: QRectF) -> QPainterPath:
    y, step = rect.bottom() + FIRST_RULE, 3.0
    path = QPainterPath(QPointF(rect.left(), y))
    x, up = rect.left(), True
    while x + step <= rect.right():
        path.quadTo(QPointF(x + step / 2, y - 2.4 if up else y + 2.4), QPointF(x + step, y))
        x, up = x + step, not up
    return path


def _cue(painter: QPainter, mark: Mark, strip: Strip, theme: Theme) -> None:
    width = 2.2 if mark.selected else 1.4
    pen = QPen(theme.colour("cue"), width, Qt.PenStyle.DotLine)
    _line(painter, strip.rect, FIRST_RULE, pen)


def _source(painter: QPainter, mark: Mark, strip: Strip, theme: Theme) -> None:
    _line(painter, strip.rect, SECOND_RULE, QPen(theme.colour("source"), 3.0))


def _reference(painter: QPainter, mark: Mark, strip: Strip, theme: Theme) -> None:
    style = Qt.PenStyle.DashLine if mark.suggested else Qt.PenStyle.SolidLine
    pen = QPen(theme.colour("reference"), 1.6 if mark.selected else 1.0, style)
    if mark.selected:
        painter.fillRect(strip.rect, theme.colour("reference", 36))
    _line(painter, strip.rect, SECOND_RULE - 1, pen)
    _line(painter, strip.rect, SECOND_RULE + 1.5, pen)


def _scare(painter: QPainter, mark: Mark, strip: Strip, theme: Theme) -> None:
    """Marks that quote nobody: small corners in grey, and no band."""
    style = Qt.PenStyle.DashLine if mark.suggested else Qt.PenStyle.SolidLine
    painter.setPen(QPen(theme.colour("scare"), 1.6 if mark.selected else 1.0, style))
    rect = strip.rect
    if strip.first:
        _corner(painter, rect.bottomLeft(), 1)
    if strip.last:
        _corner(painter, rect.bottomRight(), -1)


def _corner(painter: QPainter, point: QPointF, side: int) -> None:
    painter.drawLine(point, point + QPointF(6 * side, 0))
    painter.drawLine(point, point + QPointF(0, -6))


def _label(painter: QPainter, one: Placed, theme: Theme) -> None:
    rect = one.strips[0].rect
    font = QFont(painter.font())
    font.setPointSizeF(max(6.5, rect.height() * 0.34))
    painter.save()
    painter.setFont(font)
    painter.setPen(theme.colour(one.mark.colour))
    place = QRectF(rect.left(), rect.bottom() + 3, 200, rect.height())
    painter.drawText(place, Qt.AlignmentFlag.AlignLeft, one.mark.label)
    painter.restore()


def paint_links(painter: QPainter, placed: Iterable[Placed], theme: Theme) -> None:
    """Thin lines from the selected quote's cues to its pieces and its source."""
    chosen = [one for one in placed if one.mark.selected]
    cues = [one for one in chosen if one.mark.kind == "cue"]
    others = [one for one in chosen if one.mark.kind in ("quote", "source")]
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.colour("link"), 1.1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for cue in cues:
        for other in others:
            painter.drawPath(_arc(cue.strips[0], _nearest(cue.strips[0], other.strips)))


def _nearest(here: Strip, strips: tuple[Strip, ...]) -> Strip:
    def far(strip: Strip) -> float:
        gap = strip.rect.center() - here.rect.center()
        return abs(gap.y()) * 10 + abs(gap.x())

    return min(strips, key=far)


def _arc(one: Strip, other: Strip) -> QPainterPath:
    """A flat curve below the letters, from one strip to the facing end of another."""
    left_first = one.rect.center().x() < other.rect.center().x()
    start = QPointF(one.rect.center().x(), one.rect.bottom() + FIRST_RULE)
    edge = other.rect.left() + 6 if left_first else other.rect.right() - 6
    end = QPointF(edge, other.rect.bottom() + FIRST_RULE)
    middle = QPointF((start.x() + end.x()) / 2, max(start.y(), end.y()) + 7)
    path = QPainterPath(start)
    path.quadTo(middle, end)
    return path


def paint_handles(painter: QPainter, points: Iterable[tuple[QPointF, bool]], theme: Theme) -> None:
    """The grips at both ends of a part; the one in hand is filled."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for point, taken in points:
        painter.setPen(QPen(theme.colour("accent"), 1.6))
        painter.setBrush(theme.colour("accent" if taken else "page"))
        painter.drawEllipse(point, HANDLE, HANDLE)


HANDLE = 4.0
"""Radius of a grip in pixels."""


def paint_preview(painter: QPainter, strips: Iterable[Strip], theme: Theme) -> None:
    """What a selection will be once the mouse is let go."""
    pen = QPen(theme.colour("accent"), 1.2, Qt.PenStyle.DashLine)
    painter.setPen(pen)
    painter.setBrush(theme.colour("accent", 28))
    for strip in strips:
        painter.drawRoundedRect(strip.rect.adjusted(-1, -1, 1, 1), 2, 2)
