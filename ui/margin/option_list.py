"""The list of a picker: options with keys, painted so that no label is ever cut off."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from ui.margin.look import Look
from ui.margin.painting import BAR, key_size, paint_bar, paint_key
from ui.models.options import OPTION_ROLE, OptionModel
from ui.presenters.options import Option

Index = QModelIndex | QPersistentModelIndex
_CHECK = 18
_PAD = 6
_GAP = 3
_MOST = 320
_WRAP = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop


class OptionDelegate(QStyledItemDelegate):
    """Paints one option: a tick if it holds, its title, its detail below, its key on the right."""

    def __init__(self, look: Look, parent: QListView) -> None:
        super().__init__(parent)
        self._look, self._list = look, parent

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        shown = index.data(OPTION_ROLE)
        if not isinstance(shown, Option):
            return super().sizeHint(option, index)
        width = self._words_width(shown, self._list.viewport().width())
        height = _height(self._look.font, shown.title, width)
        for words in (shown.detail, shown.warning):
            if words:
                height += _height(self._look.small, words, width)
        height += self._heading_height(shown)
        return QSize(self._list.viewport().width(), round(height) + 2 * _GAP)

    def _heading_height(self, shown: Option) -> float:
        return QFontMetricsF(self._look.small).height() + 2 * _GAP if shown.heading else 0.0

    def _words_width(self, shown: Option, whole: float) -> float:
        key = key_size(self._look, shown.key).width() + _PAD if shown.key else 0.0
        bar = BAR + _PAD if shown.score is not None else 0.0
        return max(60.0, whole - _CHECK - _PAD - key - bar)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        shown = index.data(OPTION_ROLE)
        if not isinstance(shown, Option):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(option.rect)
        if shown.heading:
            height = self._heading_height(shown)
            self._paint_heading(painter, shown.heading, QRectF(box.topLeft(), box.size()), height)
            box.setTop(box.top() + height)
        self._paint_ground(painter, option, box, index)
        self._paint_words(painter, shown, box)
        if shown.score is not None:
            middle = box.top() + _GAP + QFontMetricsF(self._look.font).height() / 2
            paint_bar(painter, self._look, shown.score, QPointF(box.right() - BAR - _PAD, middle))
        if shown.key:
            size = key_size(self._look, shown.key)
            place = QRectF(box.right() - size.width() - _PAD / 2, box.top() + _GAP, 0, 0)
            paint_key(painter, self._look, shown.key, QRectF(place.topLeft(), size))
        painter.restore()

    def _paint_heading(self, painter: QPainter, words: str, box: QRectF, height: float) -> None:
        """Paint what the options below have in common, above a thin line."""
        box.setHeight(height - 1)
        painter.setFont(self._look.small)
        painter.setPen(self._look.colour("text_soft"))
        left = box.adjusted(_PAD, 0, 0, 0)
        painter.drawText(left, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)
        painter.setPen(QPen(self._look.colour("line"), 1))
        painter.drawLine(box.bottomLeft(), box.bottomRight())

    def _paint_ground(
        self, painter: QPainter, option: QStyleOptionViewItem, box: QRectF, index: Index
    ) -> None:
        state = option.state
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, self._look.colour("row_selected"))
            edge = QRectF(box.left(), box.top(), 3, box.height())
            painter.fillRect(edge, self._look.colour("focus"))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(box, self._look.colour("hover"))
        above = index.sibling(index.row() - 1, 0).data(OPTION_ROLE)
        shown = index.data(OPTION_ROLE)
        if shown.fixed and isinstance(above, Option) and not above.fixed:
            painter.setPen(QPen(self._look.colour("line"), 1))
            painter.drawLine(box.topLeft(), box.topRight())

    def _paint_words(self, painter: QPainter, shown: Option, box: QRectF) -> None:
        width = self._words_width(shown, box.width())
        top = box.top() + _GAP
        if shown.current:
            painter.setPen(QPen(self._look.colour("ok"), 2))
            y = top + QFontMetricsF(self._look.font).height() / 2
            x = box.left() + 6
            painter.drawPolyline([QPointF(x, y), QPointF(x + 3, y + 3), QPointF(x + 8, y - 4)])
        height = _height(self._look.font, shown.title, width)
        painter.setFont(self._look.font)
        painter.setPen(self._look.colour("text"))
        painter.drawText(QRectF(box.left() + _CHECK, top, width, height), _WRAP, shown.title)
        painter.setFont(self._look.small)
        for words, colour in ((shown.detail, "text_soft"), (shown.warning, "warn")):
            if words:
                below = QRectF(box.left() + _CHECK, top + height, width, box.height())
                painter.setPen(self._look.colour(colour))
                painter.drawText(below, _WRAP, words)
                height += _height(self._look.small, words, width)


class OptionList(QListView):
    """A list as high as its options, up to a limit; the keys come from its picker."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self.options = OptionModel(self)
        self.setModel(self.options)
        self.setItemDelegate(OptionDelegate(look, self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setMouseTracking(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)

    def show_options(self, options: tuple[Option, ...], highlighted: int = 0) -> None:
        """Offer other options, one of them highlighted."""
        self.options.show_options(options)
        self.highlight(highlighted)
        self.updateGeometry()

    def highlighted(self) -> Option | None:
        """The option that Enter would choose."""
        return self.options.option(self.currentIndex())

    def highlight(self, row: int) -> None:
        """Highlight an option; beyond either end it goes round."""
        count = self.options.rowCount()
        if count:
            self.setCurrentIndex(self.options.index(row % count, 0))

    def content_height(self) -> int:
        """The height of all options, in pixels, no more than the limit."""
        rows = range(self.options.rowCount())
        height = sum(self.sizeHintForIndex(self.options.index(n, 0)).height() for n in rows)
        return min(_MOST, max(24, height)) + 2 * self.frameWidth() + 2

    def sizeHint(self) -> QSize:
        return QSize(240, self.content_height())

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self.content_height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.scheduleDelayedItemsLayout()
            self.updateGeometry()


def _height(font: QFont, text: str, width: float) -> float:
    room = QRectF(0, 0, width, 10_000)
    return QFontMetricsF(font).boundingRect(room, _WRAP, text).height()
