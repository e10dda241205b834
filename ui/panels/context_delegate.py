"""How a find looks in a list: its words in the middle of their line, and what is known below."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui.models.context import ROW_ROLE
from ui.presenters.context_rows import ContextRow
from ui.theme import Theme

TOP, LEFT, RIGHT = 7, 36, 14
"""Blank around the lines, in pixels; the sign stands in the left one."""
GAP = 6
"""Between the two lines, in pixels: two rules find room there."""
PIVOT = 0.34
"""Where the words begin, as a share of the row's width: they stand below each other."""


def row_height(font: QFont) -> int:
    """Height of a row, in pixels."""
    lines = QFontMetrics(font).lineSpacing() + QFontMetrics(smaller(font)).lineSpacing()
    return 2 * TOP + GAP + lines


def smaller(font: QFont) -> QFont:
    """The type of what is known about a find."""
    small = QFont(font)
    small.setPointSizeF(font.pointSizeF() * 0.88)
    return small


class ContextDelegate(QStyledItemDelegate):
    """Paints rows of the review queue and of finds."""

    def __init__(self, theme: Theme) -> None:
        """Paint in a theme's colours."""
        super().__init__()
        self._theme = theme

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self._theme = theme

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint background, sign, context and detail."""
        painter.save()
        self._background(painter, option)
        row = index.data(ROW_ROLE)
        if isinstance(row, ContextRow):
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            rect = option.rect
            metrics = QFontMetrics(option.font)
            self._sign(
                painter, QPointF(rect.left() + 18, rect.top() + TOP + 1 + metrics.ascent() / 2), row
            )
            self._context(painter, rect, option.font, row)
            self._detail(painter, rect, option.font, row.detail)
        else:
            self._detail(painter, option.rect, option.font, str(index.data() or ""))
        painter.restore()

    def _background(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        rect, state, theme = option.rect, option.state, self._theme
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, theme.colour("row_selected"))
            painter.fillRect(
                QRect(rect.left(), rect.top(), 3, rect.height()), theme.colour("accent")
            )
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, theme.colour("hover"))
        painter.setPen(QPen(theme.colour("line"), 1))
        painter.drawLine(rect.left() + LEFT, rect.bottom(), rect.right(), rect.bottom())
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(theme.colour("focus"), 1.5))
            painter.drawRect(rect.adjusted(1, 1, -2, -2))

    def _context(self, painter: QPainter, rect: QRect, font: QFont, row: ContextRow) -> None:
        heavy = QFont(font)
        heavy.setBold(True)
        plain, bold = QFontMetrics(font), QFontMetrics(heavy)
        left, right = rect.left() + LEFT, rect.right() - RIGHT
        pivot = round(left + (right - left) * (PIVOT if row.before or row.words else 0))
        line = rect.top() + TOP + plain.ascent()
        before = plain.elidedText(row.before, Qt.TextElideMode.ElideLeft, pivot - left)
        words = bold.elidedText(row.words, Qt.TextElideMode.ElideRight, right - pivot)
        width = bold.horizontalAdvance(words)
        self._mark(painter, QRectF(pivot, rect.top() + TOP, width, plain.height()), row)
        painter.setFont(font)
        painter.setPen(self._theme.colour("text_soft"))
        painter.drawText(pivot - plain.horizontalAdvance(before), line, before)
        after = plain.elidedText(row.after, Qt.TextElideMode.ElideRight, right - pivot - width)
        painter.drawText(pivot + width, line, after)
        painter.setFont(heavy)
        painter.setPen(self._theme.colour("text"))
        painter.drawText(pivot, line, words)

    def _mark(self, painter: QPainter, box: QRectF, row: ContextRow) -> None:
        """A band behind a quote, a rule below a mention, two below a reference, a box: a find."""
        theme = self._theme
        if row.look == "quote":
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("quote_band"))
            painter.drawRoundedRect(box.adjusted(-2, -1, 2, 1), 3, 3)
        elif row.look == "found" and row.words:
            painter.setPen(QPen(theme.colour("accent"), 1.2))
            painter.setBrush(theme.colour("accent", 30))
            painter.drawRect(box.adjusted(-2, -1, 2, 1))
        elif row.words:
            role = "reference" if row.look == "reference" else "blue"
            painter.setPen(QPen(theme.colour(role), 1.6))
            painter.drawLine(box.bottomLeft(), box.bottomRight())
            if row.look == "reference":
                below = QPointF(0, 3)
                painter.drawLine(box.bottomLeft() + below, box.bottomRight() + below)

    def _detail(self, painter: QPainter, rect: QRect, font: QFont, words: str) -> None:
        small = smaller(font)
        metrics = QFontMetrics(small)
        painter.setFont(small)
        painter.setPen(self._theme.colour("text_soft"))
        line = rect.bottom() - TOP - metrics.descent() + 2
        width = rect.width() - LEFT - RIGHT
        shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, width)
        painter.drawText(rect.left() + LEFT, line, shown)

    def _sign(self, painter: QPainter, centre: QPointF, row: ContextRow) -> None:
        """Dashed circle: waits; tick: accepted; half full: corrected; cross: no; plus: added."""
        if row.sign == "found":
            return
        roles = {"undecided": "suggestion_outline", "rejected": "error", "added": "accent"}
        colour = self._theme.colour(roles.get(row.sign, "ok"))
        pen = QPen(colour, 1.6)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        circle = QRectF(centre.x() - 5, centre.y() - 5, 10, 10)
        if row.sign == "undecided":
            pen.setDashPattern([1.6, 1.4])
            painter.setPen(pen)
            painter.drawEllipse(circle)
            return
        painter.setPen(pen)
        x, y = centre.x(), centre.y()
        if row.sign == "rejected":
            painter.drawLine(QPointF(x - 4, y - 4), QPointF(x + 4, y + 4))
            painter.drawLine(QPointF(x - 4, y + 4), QPointF(x + 4, y - 4))
        elif row.sign == "added":
            painter.drawLine(QPointF(x - 5, y), QPointF(x + 5, y))
            painter.drawLine(QPointF(x, y - 5), QPointF(x, y + 5))
        elif row.sign == "edited":
            painter.drawEllipse(circle)
            painter.setBrush(colour)
            painter.drawPie(circle, 90 * 16, 180 * 16)
        else:
            painter.setBrush(colour)
            painter.drawEllipse(circle)
            painter.setPen(QPen(self._theme.colour("page"), 1.5))
            painter.drawPolyline(
                [QPointF(x - 2.6, y + 0.2), QPointF(x - 0.6, y + 2.2), QPointF(x + 2.8, y - 2)]
            )
