"""The marks of flagged items and articles, told apart by their shape: a question, a pennant."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from annotator.model.items import Flag

SIDE = 13.0
"""Width and height of a mark, in device-independent pixels."""


def paint_flag(painter: QPainter, flag: Flag, colour: QColor, corner: QPointF) -> None:
    """Paint a mark into the square of `SIDE` whose upper left corner is given."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(corner)
    painter.scale(SIDE / 20, SIDE / 20)
    pen = QPen(colour, 2.4, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if flag == "unsure":
        painter.drawPath(_question())
        painter.setBrush(colour)
        painter.drawEllipse(QPointF(10, 18), 0.8, 0.8)
    else:
        painter.drawLine(QPointF(5, 1.5), QPointF(5, 18.5))
        painter.setBrush(colour)
        painter.drawPath(_pennant())
    painter.restore()


def _question() -> QPainterPath:
    path = QPainterPath(QPointF(5.5, 6))
    path.arcTo(QRectF(5.5, 1.5, 9, 9), 180, -230)
    path.quadTo(10, 11, 10, 13.5)
    return path


def _pennant() -> QPainterPath:
    path = QPainterPath(QPointF(5, 2.5))
    path.lineTo(16.5, 6.5)
    path.lineTo(5, 10.5)
    path.closeSubpath()
    return path
