"""Picker: what every picker in the open card shares: a list, its keys, taking and leaving."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QGuiApplication, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from ui.announcing import announce
from ui.margin.buttons import ChipButton
from ui.margin.flow import FlowLayout
from ui.margin.look import Look
from ui.margin.option_list import OptionList
from ui.presenters.card_values import Chip
from ui.presenters.options import Option

_STEPS = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_PageDown: 8,
    Qt.Key.Key_PageUp: -8,
}
_LOST = (
    Qt.FocusReason.MouseFocusReason,
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
)
_OURS = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier


class Picker(QWidget):
    """Base of the pickers. Arrows highlight, Enter takes, Esc leaves, Tab goes to another row."""

    chosen = Signal(object)
    closed = Signal(int)
    """The picker is done: 0 gives the focus back to the text, 1 and -1 to the next row."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self.look = look
        self.setStyleSheet(look.style())
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 2, 0, 4)
        self.column.setSpacing(4)
        self._focus: QWidget | None = None
        self._done = False

    # For the card

    def start(self, name: str) -> None:
        """Take the focus, under the name of the row that is chosen for."""
        if self._focus is not None:
            self._focus.setAccessibleName(name)
            self._focus.setFocus(Qt.FocusReason.OtherFocusReason)

    def finish(self, direction: int = 0) -> None:
        """Leave, once: what was written is kept first."""
        if not self._done:
            self._done = True
            self.commit()
            self.closed.emit(direction)

    def commit(self) -> None:
        """Keep what was written so far."""

    # For the pickers

    def listen_to(self, widget: QWidget) -> None:
        """Let a widget have the focus, and read its keys first."""
        self._focus = widget
        widget.installEventFilter(self)
        self.setFocusProxy(widget)

    def key(self, event: QKeyEvent) -> bool:
        """Act on a key; False leaves it to the widget that has the focus."""
        if event.key() == Qt.Key.Key_Escape:
            self.finish()
        elif event.key() == Qt.Key.Key_Tab:
            self.finish(1)
        elif event.key() == Qt.Key.Key_Backtab:
            self.finish(-1)
        else:
            return False
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.KeyPress:
                return self.key(event)
            plain = not event.modifiers() & ~_OURS and event.key() not in _FUNCTION_KEYS
            if event.type() == QEvent.Type.ShortcutOverride and plain:
                event.accept()
                return True
        if event.type() == QEvent.Type.FocusOut and _leaves(event):
            self.finish()
        return super().eventFilter(watched, event)


_FUNCTION_KEYS = range(Qt.Key.Key_F1, Qt.Key.Key_F35 + 1)
"""They write nothing, so they mean in a picker what they mean elsewhere: F1 is help."""


def _leaves(event: QEvent) -> bool:
    """Whether the focus goes elsewhere in the window for good."""
    return isinstance(event, QFocusEvent) and event.reason() in _LOST


class ListPicker(Picker):
    """A picker with a list, and below it what the highlighted option means."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(look, parent)
        self.list = OptionList(look, self)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.clicked.connect(self._clicked)
        self.list.selectionModel().currentChanged.connect(self._highlighted)
        self.meaning = QLabel(self)
        self.meaning.setWordWrap(True)
        self.meaning.setFont(look.small)
        self.meaning.setTextFormat(Qt.TextFormat.RichText)
        self.meaning.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.meaning.hide()
        self._foot = QWidget(self)
        self._chips = FlowLayout(self._foot)
        self._more: ChipButton | None = None
        self._told: Option | None = None

    def add_chip(self, chip: Chip, pressed: Callable[[], None]) -> ChipButton:
        """Offer something else to press below the list."""
        button = ChipButton(self.look, self.chosen.emit, self._foot)
        button.show_chip(chip)
        button.can_press(True)
        button.clicked.connect(pressed)
        self._chips.addWidget(button)
        self.column.addWidget(self._foot)
        return button

    def offer_more(self, text: str, key: str) -> None:
        """Offer by mouse what Shift does: to take an option in addition."""
        self._more = self.add_chip(Chip(text, key=key, on=False), self._toggle_more)

    def _toggle_more(self) -> None:
        if self._more is not None:
            self._more.show_chip(replace(self._more.chip, on=not self._more.chip.on))
            self._more.can_press(True)

    def wants_more(self, modifiers: Qt.KeyboardModifier) -> bool:
        """Whether an option is taken in addition."""
        pressed = self._more is not None and self._more.chip.on
        return pressed or bool(modifiers & Qt.KeyboardModifier.ShiftModifier)

    def offer(self, options: tuple[Option, ...], highlighted: int = 0) -> None:
        """Offer options; the room for what they mean stays the same while one goes through them."""
        self.list.show_options(options, highlighted)
        self.meaning.setVisible(any(option.definition for option in options))
        self._reserve(options)
        self._highlighted(self.list.currentIndex())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._reserve(self.list.options.options)

    def _reserve(self, options: tuple[Option, ...]) -> None:
        """Make room for the longest meaning at this width."""
        metrics, width = QFontMetrics(self.look.small), max(160, self.width() - 8)
        heights = [
            metrics.boundingRect(0, 0, width, 9999, Qt.TextFlag.TextWordWrap, one.definition)
            for one in options
        ]
        self.meaning.setMinimumHeight(max((one.height() for one in heights), default=0) + 4)

    def _highlighted(self, index: QModelIndex) -> None:
        option = self.list.options.option(index)
        meaning, _, rule = option.definition.partition("\n") if option else ("", "", "")
        text = self.look.html(meaning, "")
        if rule:
            text += "".join(f"<br>{self.look.html('', one)}" for one in rule.split("\n"))
        self.meaning.setText(text)
        self._tell(option)

    def _tell(self, option: Option | None) -> None:
        """Have the highlighted option read, where Qt does not: the focus is in the field."""
        if option is not None and option != self._told and self._focus is not self.list:
            announce(self, option.spoken)
        self._told = option

    def take(self, option: Option, modifiers: Qt.KeyboardModifier) -> None:
        """Choose an option and leave; every picker says first what that means."""
        self.finish()

    def key(self, event: QKeyEvent) -> bool:
        step = _STEPS.get(Qt.Key(event.key()))
        if step is not None:
            self._step(step)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            option = self.list.highlighted()
            if option is not None:
                self.take(option, event.modifiers())
        else:
            return super().key(event)
        return True

    def _step(self, step: int) -> None:
        row, last = self.list.currentIndex().row(), self.list.options.rowCount() - 1
        if abs(step) > 1:
            self.list.highlight(min(max(row + step, 0), last))
        else:
            self.list.highlight(row + step)

    def _clicked(self, index: QModelIndex) -> None:
        option = self.list.options.option(index)
        if option is not None:
            self.take(option, QGuiApplication.keyboardModifiers())
