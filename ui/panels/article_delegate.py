"""How an article looks in the list: its state by shape, its title in two lines, its date."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from annotator.messages import Translator
from annotator.model.items import FLAGS
from annotator.model.text import Utf16Map, bound
from annotator.services.projects import ArticleRow
from ui.flag_painting import SIDE, paint_flag
from ui.models.articles import ROW_ROLE
from ui.presenters.subtitle import shown_date
from ui.theme import Theme

LEFT, RIGHT, TOP = 32, 12, 9
LINES = 2


class ArticleDelegate(QStyledItemDelegate):
    """Paints one article."""

    def __init__(self, theme: Theme, say: Translator) -> None:
        """Paint in the colours of a theme."""
        super().__init__()
        self._theme = theme
        self._say = say

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self._theme = theme

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Room for two lines of title and one of date."""
        metrics = QFontMetrics(option.font)
        return QSize(160, TOP * 2 + metrics.lineSpacing() * (LINES + 1))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint background, state, title and date."""
        row = index.data(ROW_ROLE)
        if not isinstance(row, ArticleRow):
            return
        painter.save()
        rect = option.rect
        self._background(painter, option, rect)
        metrics = QFontMetrics(option.font)
        middle = rect.top() + TOP + metrics.ascent() / 2 + 2
        self._state(painter, QPointF(rect.left() + 17, middle), row)
        self._title(painter, rect, option.font, bound(row.title))
        self._detail(painter, rect, option.font, row)
        painter.restore()

    def _background(self, painter: QPainter, option: QStyleOptionViewItem, rect: QRect) -> None:
        state = option.state
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, self._theme.colour("row_selected"))
            painter.fillRect(
                QRect(rect.left(), rect.top(), 3, rect.height()), self._theme.colour("accent")
            )
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, self._theme.colour("hover"))
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(self._theme.colour("focus"), 1.5))
            painter.drawRect(rect.adjusted(1, 1, -2, -2))

    def _state(self, painter: QPainter, centre: QPointF, row: ArticleRow) -> None:
        """Open circle: new; half full: begun; full with a tick: done; flag or note: a diamond."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if row.flagged:
            self._diamond(painter, centre, row)
            return
        circle = QRectF(centre.x() - 5, centre.y() - 5, 10, 10)
        role = {"new": "text_soft", "in_progress": "accent", "done": "ok"}[row.status]
        colour = self._theme.colour(role)
        painter.setPen(QPen(colour, 1.4))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if row.status == "done":
            painter.setBrush(colour)
        painter.drawEllipse(circle)
        if row.status == "in_progress":
            painter.setBrush(colour)
            painter.drawPie(circle, 90 * 16, 180 * 16)
        if row.status == "done":
            painter.setPen(QPen(self._theme.colour("page"), 1.5))
            painter.drawPolyline(
                [
                    centre + QPointF(-2.6, 0.2),
                    centre + QPointF(-0.6, 2.2),
                    centre + QPointF(2.8, -2),
                ]
            )

    def _diamond(self, painter: QPainter, centre: QPointF, row: ArticleRow) -> None:
        """Full when the article is done."""
        colour = self._theme.colour("warn")
        painter.setPen(QPen(colour, 1.6))
        painter.setBrush(colour if row.status == "done" else Qt.BrushStyle.NoBrush)
        reach = 6
        painter.drawPolygon(
            [
                centre + QPointF(0, -reach),
                centre + QPointF(reach, 0),
                centre + QPointF(0, reach),
                centre + QPointF(-reach, 0),
            ]
        )

    def _title(self, painter: QPainter, rect: QRect, font: QFont, title: str) -> None:
        painter.setPen(self._theme.colour("text"))
        metrics = QFontMetrics(font)
        width = rect.width() - LEFT - RIGHT
        y = rect.top() + TOP + metrics.ascent()
        for line in wrapped(title, font, width):
            painter.drawText(rect.left() + LEFT, y, metrics.elidedText(line, _END, width))
            y += metrics.lineSpacing()

    def _detail(self, painter: QPainter, rect: QRect, font: QFont, row: ArticleRow) -> None:
        small = QFont(font)
        small.setPointSizeF(font.pointSizeF() * 0.88)
        painter.setFont(small)
        painter.setPen(self._theme.colour("text_soft"))
        words = [shown_date(row.meta.published, self._say.language)]
        if row.open_suggestions:
            words.append(self._say("panels.open", n=row.open_suggestions))
        elif not words[0]:
            words.append(self._say(f"panels.status.{row.status}"))
        text = " · ".join(word for word in words if word)
        metrics = QFontMetrics(small)
        place = rect.bottom() - TOP - metrics.descent() + 2
        left = self._flags(painter, QPointF(rect.left() + LEFT, place - metrics.ascent() + 1), row)
        width = rect.right() - RIGHT - round(left)
        painter.drawText(round(left), place, metrics.elidedText(text, _END, width))

    def _flags(self, painter: QPainter, corner: QPointF, row: ArticleRow) -> float:
        """The marks on the article and in it; where the words go on after them."""
        colour = self._theme.colour("warn")
        for flag in FLAGS:
            if flag in row.flags or flag in row.item_flags:
                paint_flag(painter, flag, colour, corner)
                corner += QPointF(SIDE + 3, 0)
        return corner.x()


_END = Qt.TextElideMode.ElideRight


def wrapped(text: str, font: QFont, width: int) -> tuple[str, ...]:
    """The text in at most `LINES` lines; what does not fit stays on the last."""
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    starts: list[int] = []
    points = Utf16Map(text)
    while len(starts) < LINES:
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(max(20, width))
        starts.append(points.to_code_point(line.textStart()))
    layout.endLayout()
    ends = [*starts[1:], len(text)]
    return tuple(text[start:end].strip() for start, end in zip(starts, ends, strict=True))
