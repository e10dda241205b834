"""Small things that the margin paints: pills, keys, scales, the rule of a card."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen

from ui.margin.look import RULE, Look
from ui.presenters.card_values import Chip

BAR = 30
"""Width of the bar that shows how likely something is, in pixels."""


def chip_size(look: Look, chip: Chip) -> QSizeF:
    """The room that a chip takes, in pixels."""
    metrics = QFontMetricsF(look.small)
    width = metrics.horizontalAdvance(chip.text) + 16
    if chip.key:
        width += key_size(look, chip.key).width() + 5
    return QSizeF(width, metrics.height() + 5)


def paint_chip(painter: QPainter, look: Look, chip: Chip, box: QRectF, *, hot: bool) -> None:
    """Paint a pill with its word, its key, and its colour as a line below the word."""
    painter.setPen(QPen(look.colour("key_border"), 1))
    ground = "hover" if hot else "chip" if chip.on else ""
    painter.setBrush(look.colour(ground) if ground else Qt.BrushStyle.NoBrush)
    radius = box.height() / 2
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
    left, right = box.left() + 8, box.right() - 8
    if chip.key:
        size = key_size(look, chip.key)
        right -= size.width()
        top = box.center().y() - size.height() / 2
        paint_key(painter, look, chip.key, QRectF(QPointF(right + 3, top), size))
        right -= 5
    words = QRectF(left, box.top(), right - left, box.height())
    painter.setFont(look.small)
    painter.setPen(look.colour("chip_text" if chip.on or hot else "text_soft"))
    painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, chip.text)
    if chip.colour:
        painter.setPen(QPen(look.colour(chip.colour), 2))
        y = box.bottom() - 3
        painter.drawLine(QPointF(left, y), QPointF(right, y))


def key_font(look: Look) -> QFont:
    """The font of a key cap."""
    font = QFont(look.small)
    if font.pointSizeF() > 0:
        font.setPointSizeF(font.pointSizeF() * 0.92)
    return font


def key_size(look: Look, key: str) -> QSizeF:
    """The room that a key cap takes, in pixels."""
    metrics = QFontMetricsF(key_font(look))
    return QSizeF(max(metrics.horizontalAdvance(key) + 9, 19.0), metrics.height() + 1)


def paint_key(painter: QPainter, look: Look, key: str, box: QRectF, *, on: bool = False) -> None:
    """Paint a key cap; filled for the one of several that holds."""
    painter.setPen(QPen(look.colour("text_soft" if on else "key_border"), 1))
    painter.setBrush(look.colour("text_soft" if on else "card_open"))
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
    painter.setFont(key_font(look))
    painter.setPen(look.colour("card_open" if on else "text_soft"))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, key)


def paint_bar(painter: QPainter, look: Look, score: float, at: QPointF) -> None:
    """Paint how likely something is, 0 to 1, as a bar whose left end has its middle at a place."""
    whole = QRectF(at.x(), at.y() - 3, BAR, 6)
    painter.setPen(QPen(look.colour("key_border"), 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(whole.adjusted(0.5, 0.5, -0.5, -0.5))
    filled = whole.adjusted(0, 0, -BAR * (1 - min(1.0, max(0.0, score))), 0)
    painter.fillRect(filled, look.colour("text_soft"))


def paint_scales(painter: QPainter, colour: QColor, box: QRectF) -> None:
    """Paint a pair of scales: a reference to sanctions."""
    painter.save()
    painter.translate(box.topLeft())
    painter.scale(box.width() / 20, box.height() / 20)
    painter.setPen(QPen(colour, 1.6, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(_scales())
    painter.restore()


def _scales() -> QPainterPath:
    path = QPainterPath(QPointF(10, 3))
    path.lineTo(10, 16.5)
    for x, y, to_x, to_y in ((6.5, 16.5, 13.5, 16.5), (4, 5.25, 16, 5.25)):
        path.moveTo(x, y)
        path.lineTo(to_x, to_y)
    for x in (4.0, 16.0):
        path.moveTo(x - 2.5, 11)
        path.lineTo(x, 5.25)
        path.lineTo(x + 2.5, 11)
        path.arcTo(QRectF(x - 2.5, 9, 5, 4), 0, -180)
    return path


def paint_rule(painter: QPainter, look: Look, box: QRectF, *, suggested: bool, wide: bool) -> None:
    """Paint the rule on a card's left; a suggestion's is dashed."""
    width = RULE if wide else RULE - 1
    pen = QPen(look.colour("suggestion_outline" if suggested else "quote_rule"), width)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    if suggested:
        pen.setDashPattern([1.6, 1.1])
    painter.setPen(pen)
    x = box.left() + width / 2
    painter.drawLine(QPointF(x, box.top()), QPointF(x, box.bottom()))
