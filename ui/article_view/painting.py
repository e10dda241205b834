"""Painting marks: bands behind the words, rules below them. Shape says what, colour helps.

Room for two rules below the letters is in the line height, so nothing here moves the text. The
marks of a paragraph become a few paths, drawn again and again until something changes.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QPainter, QPainterPath, QPen

from ui.article_view import shapes
from ui.article_view.geometry import Strip
from ui.article_view.page import Placed
from ui.presenters.marks import Mark
from ui.theme import Theme

HANDLE = 4.0
"""Radius of a grip in pixels."""
HATCH = 38
"""How dense the hatching of what is no quote is, 0 to 255: letters stay readable on it (tested)."""
_AREAS, _RULES = 100, 200
"""Orders of painting: bands by their level, then areas of other marks, then rules."""


@dataclass
class Inks:
    """Paths with a pen and a brush each, in the order of painting."""

    paths: dict[tuple[int, str], tuple[QPen, QBrush, QPainterPath]] = field(default_factory=dict)

    def add(
        self, order: int, shape: shapes.Shape, strips: Iterable[Strip], pen: QPen, brush: QBrush
    ) -> None:
        """Add strips to the path of this order and these colours."""
        name = f"{pen.color().name()} {pen.widthF()} {pen.style()} {pen.dashPattern()}"
        key = order, f"{name} {brush.color().name()} {brush.style()}"
        if key not in self.paths:
            path = QPainterPath()
            path.setFillRule(Qt.FillRule.WindingFill)
            self.paths[key] = pen, brush, path
        for strip in strips:
            shape(self.paths[key][2], strip)

    def draw(self, painter: QPainter) -> None:
        """Draw everything."""
        for _, (pen, brush, path) in sorted(self.paths.items(), key=lambda one: one[0][0]):
            painter.setPen(pen)
            painter.setBrush(brush)
            painter.drawPath(path)


def inks_of(placed: Iterable[Placed], theme: Theme) -> Inks:
    """What is to be drawn for the marks of a paragraph."""
    inks = Inks()
    for one in placed:
        _KINDS[one.mark.kind](inks, one.mark, one.strips, theme)
    return inks


_NO_PEN, _NO_BRUSH = QPen(Qt.PenStyle.NoPen), QBrush(Qt.BrushStyle.NoBrush)


def _dashed(colour: QColor, width: float, *pattern: float) -> QPen:
    pen = QPen(colour, width)
    pen.setDashPattern(list(pattern))
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    return pen


def _dots(colour: QColor, width: float, gap: float) -> QPen:
    pen = QPen(colour, width)
    pen.setDashPattern([0.01, gap])
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    return pen


def _quote(inks: Inks, mark: Mark, strips: Iterable[Strip], theme: Theme) -> None:
    order, level = 3 * min(mark.level, 9), mark.level
    nested = "quote_band_nested" if level else "quote_band"
    role = "quote_band_selected" if mark.selected else nested
    if mark.selected or not mark.suggested:
        inks.add(order, shapes.band(level), strips, _NO_PEN, QBrush(theme.colour(role)))
    if mark.suggested:
        _waiting(inks, order + 1, mark, strips, theme, "suggestion_hatch", "suggestion_outline")
    elif mark.selected or level:
        pen = QPen(theme.colour("quote_rule"), 1.4 if mark.selected else 1.0)
        inks.add(order + 2, shapes.frame(level), strips, pen, _NO_BRUSH)


def _waiting(
    inks: Inks,
    order: int,
    mark: Mark,
    strips: Iterable[Strip],
    theme: Theme,
    hatch: str,
    outline: str,
) -> None:
    """Hatching and a dashed outline: nobody has decided yet."""
    is_quote = mark.kind == "quote"
    brush = QBrush(theme.colour(hatch, 255 if is_quote else HATCH), Qt.BrushStyle.BDiagPattern)
    inks.add(order, shapes.band(mark.level), strips, _NO_PEN, brush)
    colour = theme.colour(outline, 255 if is_quote or mark.selected else 150)
    pen = _dashed(colour, 1.6 if mark.selected else 1.0, 3, 2.5)
    inks.add(order + 1, shapes.frame(mark.level), strips, pen, _NO_BRUSH)


def _area(inks: Inks, mark: Mark, strips: Iterable[Strip], theme: Theme, role: str) -> None:
    """What stands behind a mark that is no quote: nothing, unless waiting or selected."""
    if mark.selected:
        brush = QBrush(theme.colour(role, 40))
        inks.add(_AREAS, shapes.band(0), strips, _NO_PEN, brush)
    if mark.suggested:
        _waiting(inks, _AREAS + 1, mark, strips, theme, role, role)
    elif mark.selected:
        inks.add(_AREAS + 2, shapes.frame(), strips, QPen(theme.colour(role), 1.0), _NO_BRUSH)


def _mention(inks: Inks, mark: Mark, strips: Iterable[Strip], theme: Theme) -> None:
    _area(inks, mark, strips, theme, mark.colour)
    colour, width = theme.colour(mark.colour), 2.4 if mark.selected else 1.7
    pens = {
        "dashed": _dashed(colour, width, 3.2, 1.8),
        "dotted": _dashed(colour, width, 1.0, 1.0),
    }
    shape = shapes.wave if mark.pattern == "wave" else shapes.rule(shapes.FIRST_RULE)
    inks.add(_RULES, shape, strips, pens.get(mark.pattern, QPen(colour, width)), _NO_BRUSH)


def _reference(inks: Inks, mark: Mark, strips: Iterable[Strip], theme: Theme) -> None:
    _area(inks, mark, strips, theme, "reference")
    pen = QPen(theme.colour("reference"), 1.5 if mark.selected else 1.0)
    inks.add(_RULES, shapes.double_rule, strips, pen, _NO_BRUSH)


def _cue(inks: Inks, mark: Mark, strips: Iterable[Strip], theme: Theme) -> None:
    pen = _dots(theme.colour("cue"), 2.6 if mark.selected else 2.0, 2.1)
    inks.add(_RULES + 1, shapes.rule(shapes.FIRST_RULE + 0.5), strips, pen, _NO_BRUSH)


def _source(inks: Inks, mark: Mark, strips: Iterable[Strip], theme: Theme) -> None:
    colour = theme.colour("source")
    inks.add(_AREAS + 2, shapes.frame(), strips, QPen(colour, 1.0), _NO_BRUSH)
    inks.add(_RULES + 2, shapes.rule(2.5), strips, QPen(colour, 3.0), _NO_BRUSH)


def _antecedent(inks: Inks, mark: Mark, strips: Iterable[Strip], theme: Theme) -> None:
    pen = QPen(theme.colour("source"), 1.0)
    inks.add(_RULES + 2, shapes.rule(shapes.SECOND_RULE), strips, pen, _NO_BRUSH)


def _addressee(inks: Inks, mark: Mark, strips: Iterable[Strip], theme: Theme) -> None:
    """Whom the selected quote is said to: a dashed frame, where a source has a whole one."""
    pen = _dashed(theme.colour("source"), 1.2, 5, 3)
    inks.add(_AREAS + 2, shapes.frame(), strips, pen, _NO_BRUSH)


def _chain(inks: Inks, mark: Mark, strips: Iterable[Strip], theme: Theme) -> None:
    """Another mention of whom the selected item is about: a light ground and a thin frame."""
    colour = theme.colour("link")
    brush = QBrush(theme.colour("link", 34))
    inks.add(_AREAS, shapes.band(0), strips, _NO_PEN, brush)
    inks.add(_AREAS + 2, shapes.frame(), strips, QPen(colour, 1.0), _NO_BRUSH)


def _scare(inks: Inks, mark: Mark, strips: Iterable[Strip], theme: Theme) -> None:
    """Marks that quote nobody have no band; their guillemets are greyed as text."""
    if mark.suggested:
        _waiting(inks, _AREAS + 1, mark, strips, theme, "scare", "scare")
    elif mark.selected:
        inks.add(_AREAS, shapes.band(0), strips, _NO_PEN, QBrush(theme.colour("hover")))
        inks.add(_AREAS + 2, shapes.frame(), strips, QPen(theme.colour("scare"), 1.2), _NO_BRUSH)


_KINDS = {
    "quote": _quote,
    "mention": _mention,
    "reference": _reference,
    "cue": _cue,
    "source": _source,
    "antecedent": _antecedent,
    "addressee": _addressee,
    "chain": _chain,
    "scare": _scare,
}


def paint_label(painter: QPainter, one: Placed, theme: Theme) -> None:
    """The short name of a mention's label, small, in the room below it."""
    rect = one.strips[0].rect
    font = QFont(painter.font())
    font.setPixelSize(max(8, round(rect.height() * 0.46)))
    painter.setFont(font)
    width = painter.fontMetrics().horizontalAdvance(one.mark.label)
    height = painter.fontMetrics().ascent() + 1
    place = QRectF(rect.left(), rect.bottom() + shapes.FIRST_RULE + 1, width + 2, height)
    painter.fillRect(place, theme.colour("page", 225))
    painter.setPen(theme.colour(one.mark.colour))
    painter.drawText(
        place, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, one.mark.label
    )


def paint_links(painter: QPainter, placed: Iterable[Placed], theme: Theme) -> None:
    """Thin lines of the selected item: cue to pieces, source and addressee, to names, its chain."""
    painter.setPen(QPen(theme.colour("link"), 1.2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    chosen = [one for one in placed if one.mark.selected]
    for one, other in _linked(chosen):
        first, second = _nearest(one.strips, other.strips)
        painter.drawPath(shapes.link(first, second))
    painter.setPen(_dots(theme.colour("link", 170), 1.3, 2.6))
    kinds = ("chain", "mention")
    chain = sorted(
        (one for one in chosen if one.mark.kind in kinds), key=lambda one: one.mark.start
    )
    for one, other in pairwise(chain):
        first, second = _nearest(one.strips, other.strips)
        painter.drawPath(shapes.link(first, second))


def _linked(chosen: list[Placed]) -> list[tuple[Placed, Placed]]:
    kinds = {kind: [one for one in chosen if one.mark.kind == kind] for kind in _KINDS}
    hubs = kinds["cue"] or kinds["source"] or kinds["quote"][:1]
    ends = kinds["quote"] + kinds["source"] + kinds["addressee"]
    nearest = ((min(hubs, key=lambda hub: _gap(hub, end)), end) for end in ends if hubs)
    pairs = [(hub, end) for hub, end in nearest if end not in hubs]
    for name in kinds["antecedent"]:
        own = [one for one in kinds["source"] if one.mark.part == name.mark.part]
        pairs += [(name, one) for one in own]
    return pairs


def _gap(one: Placed, other: Placed) -> int:
    return max(one.mark.start - other.mark.end, other.mark.start - one.mark.end)


def _nearest(some: tuple[Strip, ...], others: tuple[Strip, ...]) -> tuple[Strip, Strip]:
    """The parts of two marks that are nearest to each other."""
    pairs = [(one, other) for one in some for other in others]
    return min(pairs, key=lambda pair: shapes.distance(*pair))


def paint_handles(painter: QPainter, points: Iterable[tuple[QPointF, bool]], theme: Theme) -> None:
    """The grips at both ends of a part; the one in hand is filled."""
    for point, taken in points:
        painter.setPen(QPen(theme.colour("accent"), 1.8))
        painter.setBrush(theme.colour("accent" if taken else "page"))
        size = HANDLE + 1.5 if taken else HANDLE
        painter.drawEllipse(point, size, size)


def paint_preview(painter: QPainter, strips: Iterable[Strip], theme: Theme) -> None:
    """What a selection will be once the mouse is let go."""
    pen = QPen(theme.colour("accent"), 1.2, Qt.PenStyle.DashLine)
    painter.setPen(pen)
    painter.setBrush(theme.colour("accent", 28))
    for strip in strips:
        painter.drawRoundedRect(strip.rect.adjusted(-1, -1, 1, 1), 2, 2)
