"""What can be pressed inside the open card: pills, entries with their crosses."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QLabel, QWidget

from ui.margin.choices import Choice
from ui.margin.look import Look
from ui.margin.painting import (
    BAR,
    chip_size,
    key_size,
    paint_bar,
    paint_chip,
    paint_key,
    paint_scales,
)
from ui.presenters.card_values import Chip, Entry

Made = Callable[[Choice], None]
_MOUSE = frozenset(
    (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonRelease, QEvent.Type.MouseButtonDblClick)
)
_PRESS = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)


def _presses(event: QEvent) -> bool:
    return _is(event, *_PRESS)


def _is(event: QEvent, *keys: Qt.Key) -> bool:
    """Whether one of these keys was typed alone."""
    if not isinstance(event, QKeyEvent):
        return False
    return event.key() in keys and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier


class Pressable(QAbstractButton):
    """A button that Space and Enter press and Esc leaves, whatever the window's shortcuts say."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self.look = look
        self._able = True
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def event(self, event: QEvent) -> bool:
        if event.type() in _MOUSE and not self._able:
            event.ignore()
            return False
        ours = _presses(event) or _is(event, Qt.Key.Key_Escape)
        if event.type() == QEvent.Type.ShortcutOverride and ours:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if _presses(event) and self.isEnabled():
            self.click()
        else:
            super().keyPressEvent(event)

    def paint_focus(self, painter: QPainter) -> None:
        """Paint the ring that shows where the keys go."""
        if self.hasFocus():
            painter.setPen(QPen(self.look.colour("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 3, 3)

    def can_press(self, able: bool) -> None:
        """Take focus, hand and clicks only if pressing does something; else what is below does."""
        self._able = able
        self.setEnabled(able)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus if able else Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor if able else Qt.CursorShape.ArrowCursor)


class ChipButton(Pressable):
    """A pill."""

    def __init__(self, look: Look, made: Made, parent: QWidget) -> None:
        super().__init__(look, parent)
        self.chip = Chip("")
        self._made = made
        self.clicked.connect(self._press)

    def show_chip(self, chip: Chip) -> None:
        """Show another word."""
        self.chip = chip
        self.can_press(chip.choice is not None)
        self.setCheckable(False)
        self.setAccessibleName(f"{chip.text} ({chip.key})" if chip.key else chip.text)
        self.updateGeometry()
        self.update()

    def _press(self) -> None:
        if self.chip.choice is not None:
            self._made(self.chip.choice)

    def sizeHint(self) -> QSize:
        size = chip_size(self.look, self.chip)
        return QSize(round(size.width() + 1), round(size.height() + 1))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        hot = self.isEnabled() and self.underMouse()
        box = QRectF(self.rect()).adjusted(0, 0, -1, -1)
        paint_chip(painter, self.look, self.chip, box, hot=hot)
        self.paint_focus(painter)


class CrossButton(Pressable):
    """A cross that takes something away."""

    def sizeHint(self) -> QSize:
        return QSize(18, 16)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        hot = self.underMouse() or self.hasFocus()
        if hot:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self.look.colour("hover"))
            painter.drawRoundedRect(QRectF(self.rect()), 3, 3)
        painter.setPen(QPen(self.look.colour("error" if hot else "text_soft"), 1.6))
        middle = QRectF(self.rect()).center()
        for x, y in ((-3.5, -3.5), (-3.5, 3.5)):
            painter.drawLine(middle + QPointF(x, y), middle + QPointF(-x, -y))
        self.paint_focus(painter)


class EntryButton(Pressable):
    """One of several things in a row; a click shows it, the cross takes it away."""

    def __init__(self, look: Look, made: Made, parent: QWidget) -> None:
        super().__init__(look, parent)
        self.entry = Entry("")
        self._made = made
        self.setMinimumWidth(1)
        self._label = QLabel(self)
        self._label.setMinimumWidth(1)
        self._label.setWordWrap(True)
        self._label.setTextFormat(Qt.TextFormat.RichText)
        self._label.setFont(look.font)
        self._label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.cross = CrossButton(look, self)
        self.cross.can_press(True)
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(0, 0, 0, 1)
        self._line.setSpacing(4)
        self._line.addWidget(self._label, 1, Qt.AlignmentFlag.AlignTop)
        self._line.addWidget(self.cross, 0, Qt.AlignmentFlag.AlignTop)
        self.clicked.connect(self._press)
        self.cross.clicked.connect(self._remove)

    def show_entry(self, entry: Entry) -> None:
        """Show another thing."""
        self.entry = entry
        self.can_press(entry.press is not None)
        self.setEnabled(True)
        words = self.look.html(entry.text, entry.detail, role=entry.rule or "text", strong=entry.on)
        self._label.setText(words)
        self._line.setContentsMargins(*self._margins(entry))
        self.cross.setVisible(entry.remove is not None)
        self.cross.setToolTip(entry.remove_hint)
        self.cross.setAccessibleName(entry.remove_hint)
        self.setToolTip("\n".join(one for one in (entry.hint, entry.score_text) if one))
        self.setAccessibleName(entry.spoken)
        self.update()

    def _margins(self, entry: Entry) -> tuple[int, int, int, int]:
        left = 20 if entry.scales else 0
        if entry.key:
            left = round(key_size(self.look, entry.key).width()) + 6
        bar = BAR + 8 if entry.score is not None else 0
        return left, 1 if entry.key else 0, bar, 2 if entry.key else 1

    def _press(self) -> None:
        if self.entry.press is not None:
            self._made(self.entry.press)

    def _remove(self) -> None:
        if self.entry.remove is not None:
            self._made(self.entry.remove)

    def sizeHint(self) -> QSize:
        return QWidget.sizeHint(self)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.entry.press is not None and self.underMouse():
            painter.fillRect(self.rect(), self.look.colour("hover"))
        if self.entry.scales:
            paint_scales(painter, self.look.colour("reference"), QRectF(0, 0, 16, 16))
        if self.entry.key:
            box = QRectF(QPointF(0, 1), key_size(self.look, self.entry.key))
            paint_key(painter, self.look, self.entry.key, box, on=self.entry.on)
        if self.entry.score is not None:
            middle = 1 + QFontMetricsF(self.look.font).height() / 2
            paint_bar(painter, self.look, self.entry.score, QPointF(self.width() - BAR - 4, middle))
        self.paint_focus(painter)
