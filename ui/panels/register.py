"""RegisterPanel: the place of the actors: filter at the left, the list, and who is looked at."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPalette
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from annotator.messages import Translator
from annotator.model.message import Message
from ui.models.context import ContextModel
from ui.panels.register_detail import RegisterDetail
from ui.panels.register_list import RegisterList
from ui.panels.side_form import SideForm, choice, fill, set_line
from ui.presenters.context_rows import ContextRow
from ui.presenters.register import ORDERS, SHOWN, RegisterFilter
from ui.theme import Theme

PAUSE_MS = 150
"""Milliseconds without a key after which the list is sifted by the words."""
KINDS = ("person", "organisation", "state", "group", "unnamed_source")


class RegisterPanel(QWidget):
    """Shows the register; decides nothing."""

    filter_changed = Signal(object)
    """A `RegisterFilter`."""

    def __init__(
        self,
        say: Translator,
        row: Callable[[int], ContextRow | None],
        detail_row: Callable[[str, int], ContextRow | None],
        parent: QWidget | None = None,
    ) -> None:
        """Make the place.

        Args:
            say: the language.
            row: gives a row of the list by its place.
            detail_row: gives a row of a list of the actor looked at, by its name and place.
            parent: the window.
        """
        super().__init__(parent)
        self._say = say
        self.model = ContextModel(row, say("register.reading"))
        self.form = SideForm(say("register.name"), self)
        self.words = QLineEdit(self)
        self.kind, self.shown, self.order = choice(self), choice(self), choice(self)
        self.clear = QPushButton(say("register.clear"), self)
        self.new = QPushButton(self)
        self.undo = QPushButton(self)
        self.redo = QPushButton(self)
        self.count = QLabel(self)
        self.list = RegisterList(self.model, self)
        self._empty = QLabel(self)
        self._stack = QStackedWidget(self)
        self.detail = RegisterDetail(say, detail_row, self)
        self._keys: dict[str, str] = {}
        self._pause = QTimer(self)
        self._build()
        self._connect()

    def _build(self) -> None:
        say = self._say
        self.setAccessibleName(say("register.name"))
        self.list.setAccessibleName(say("register.list"))
        self.words.setClearButtonEnabled(True)
        self.words.setPlaceholderText(say("register.words_hint"))
        self.words.installEventFilter(self)
        self.form.add(say("register.words"), self.words)
        self.form.add(say("register.kind"), self.kind)
        self.form.add(say("register.shown"), self.shown)
        self.form.add(say("register.order"), self.order)
        for button in (self.clear, self.new, self.undo, self.redo):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            self.form.add_plain(button)
        self.form.close_below()
        self._empty.setWordWrap(True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._stack.addWidget(self.list)
        self._stack.addWidget(self._empty)
        self.count.setContentsMargins(18, 12, 16, 8)
        middle = QWidget(self)
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.count)
        column.addWidget(self._stack, 1)
        self._splitter = QSplitter(Qt.Orientation.Horizontal, self)
        self._splitter.addWidget(middle)
        self._splitter.addWidget(self.detail)
        self._splitter.setSizes([460, 620])
        self._splitter.setHandleWidth(1)
        self._splitter.setChildrenCollapsible(False)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.form)
        whole.addWidget(self._splitter, 1)
        self.setFocusProxy(self.list)
        self.show_filter(RegisterFilter())

    def _boxes(self) -> tuple[QComboBox, ...]:
        return (self.kind, self.shown, self.order)

    def _connect(self) -> None:
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._changed)
        self.words.textChanged.connect(lambda _words: self._pause.start())
        for box in self._boxes():
            box.currentIndexChanged.connect(lambda _place: self._changed())
        self.clear.clicked.connect(self._clear)

    def _changed(self) -> None:
        self._pause.stop()
        self.filter_changed.emit(
            RegisterFilter(
                self.words.text(),
                self.kind.currentData() or "",
                self.shown.currentData() or "all",
                self.order.currentData() or "quotes",
            )
        )

    def _clear(self) -> None:
        self._pause.stop()
        self.show_filter(RegisterFilter())
        self._changed()
        self.words.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_keys(self, keys: dict[str, str]) -> None:
        """Show which keys do what, by action."""
        self._keys = keys
        self.new.setText(self._with_key("register.new_actor", "register.new"))
        self.detail.set_keys(keys)
        self.show_steps(None, None)

    def _with_key(self, words: str, action: str) -> str:
        key = self._keys.get(action, "")
        return f"{self._say(words)}  {key}" if key else self._say(words)

    def show_filter(self, wanted: RegisterFilter) -> None:
        """Show what is listed; words that are still being typed stay."""
        say = self._say
        kinds = [(say(f"margin.actor.{one}"), one) for one in KINDS]
        fill(self.kind, [(say("register.any_kind"), ""), *kinds], wanted.kind)
        fill(self.shown, [(say(f"register.shown.{one}"), one) for one in SHOWN], wanted.shown)
        fill(self.order, [(say(f"register.order.{one}"), one) for one in ORDERS], wanted.order)
        if not self._pause.isActive():
            set_line(self.words, wanted.words)

    def show_count(self, total: int, place: int, *, pairs: bool, reading: bool) -> None:
        """Show so many rows, one of them as the present one."""
        self.list.show_rows(total, place)
        words = self._say("register.count_pairs" if pairs else "register.count", n=total)
        self.count.setText(self._say("register.reading") if reading and not total else words)
        self._empty.setText(self._say("register.none_pairs" if pairs else "register.none"))
        self._stack.setCurrentIndex(0 if total or reading else 1)

    def show_steps(self, undo: Message | None, redo: Message | None) -> None:
        """Say which step can be taken back, and which brought back."""
        for button, words, action, label in (
            (self.undo, "register.undo", "decide.undo", undo),
            (self.redo, "register.redo", "decide.redo", redo),
        ):
            button.setText(self._with_key(words, action))
            button.setEnabled(label is not None)
            button.setToolTip(self._say.say(label) if label is not None else "")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Down, or Enter, goes from the words to the list of those that they find."""
        into = (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter)
        pressed = event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent)
        if pressed and isinstance(event, QKeyEvent) and event.key() in into:
            if self._pause.isActive():
                self._changed()
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
            return True
        return super().eventFilter(watched, event)

    def set_theme(self, theme: Theme) -> None:
        """Show it in the colours of a theme."""
        palette = theme.palette()
        palette.setColor(QPalette.ColorRole.Window, theme.colour("page"))
        for widget in (self, self._stack, self._empty, self._splitter):
            widget.setPalette(palette)
        self.setAutoFillBackground(True)
        self.form.set_theme(theme)
        self.list.set_theme(theme)
        self.detail.set_theme(theme)
        self._splitter.setStyleSheet(f"QSplitter::handle {{ background: {theme.hex('line')}; }}")
        self.count.setStyleSheet(f"color: {theme.hex('text')}; font-weight: bold;")
        self._empty.setStyleSheet(f"color: {theme.hex('text_soft')}; padding: 18px 36px;")
