"""FindBar: what to find in the open article, and where one is among the finds."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QLineEdit, QPushButton, QWidget

from annotator.messages import Translator
from annotator.services.text_search import Sought
from ui.announcing import announce
from ui.panels.side_form import box_style
from ui.theme import Theme, load_theme

WAIT_MS = 120
"""How long typing rests before the text is searched, in milliseconds."""


class FindBar(QWidget):
    """A line above the text, there only while somebody searches."""

    sought = Signal(object)
    """A `Sought`: something else is to be found."""
    stepped = Signal(int)
    """To the next (+1) or previous (-1) find."""
    left = Signal()
    """The bar was closed."""

    def __init__(self, say: Translator, parent: QWidget | None = None) -> None:
        """Start hidden."""
        super().__init__(parent)
        self._say = say
        self._theme = load_theme("light")
        self._trouble = False
        self.line = _Line(self)
        self.regex = self._box("finding.regex")
        self.whole = self._box("finding.whole")
        self.exact = self._box("finding.exact")
        self.words = QLabel(self)
        self.previous = QPushButton("↑", self)
        self.next = QPushButton("↓", self)
        self.close_button = QPushButton("✕", self)
        self._timer = QTimer(self)
        self._build()
        self._connect()
        self.hide()

    def _box(self, name: str) -> QCheckBox:
        box = QCheckBox(self._say(name), self)
        box.setToolTip(self._say(f"{name}_tip"))
        return box

    def _build(self) -> None:
        self.setAccessibleName(self._say("finding.bar"))
        self.line.setPlaceholderText(self._say("finding.words"))
        self.line.setAccessibleName(self._say("finding.words"))
        self.line.setClearButtonEnabled(True)
        self.line.setMinimumWidth(180)
        self.line.setMaximumWidth(420)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setWordWrap(True)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(14, 7, 14, 7)
        layout.setSpacing(10)
        layout.addWidget(self.line, 2)
        for button, name in (
            (self.previous, "finding.previous"),
            (self.next, "finding.next"),
            (self.close_button, "finding.close"),
        ):
            button.setToolTip(self._say(name))
            button.setAccessibleName(self._say(name))
            button.setFixedWidth(30)
        layout.addWidget(self.previous)
        layout.addWidget(self.next)
        layout.addWidget(self.words, 3)
        for box in (self.whole, self.exact, self.regex):
            layout.addWidget(box)
        layout.addWidget(self.close_button)

    def _connect(self) -> None:
        self._timer.setSingleShot(True)
        self._timer.setInterval(WAIT_MS)
        self._timer.timeout.connect(self._seek)
        self.line.textEdited.connect(lambda _words: self._timer.start())
        self.line.entered.connect(self._step)
        self.line.cleared.connect(self._seek)
        for box in (self.regex, self.whole, self.exact):
            box.toggled.connect(self._seek)
        self.previous.clicked.connect(lambda: self._step(-1))
        self.next.clicked.connect(lambda: self._step(1))
        self.close_button.clicked.connect(self.leave)

    def _seek(self) -> None:
        self._timer.stop()
        self.sought.emit(self.wanted())

    def wanted(self) -> Sought:
        """What the person wants to find."""
        return Sought(
            self.line.text(),
            regex=self.regex.isChecked(),
            whole=self.whole.isChecked(),
            exact=self.exact.isChecked(),
        )

    def _step(self, by: int) -> None:
        if self._timer.isActive():
            self._seek()
            if by > 0:
                return  # what was typed just now is found by that
        self.stepped.emit(by)

    def open(self, words: str) -> None:
        """Show the bar with words to begin with, all selected, and put the focus there."""
        self.show()
        if words and "\n" not in words:
            self.line.setText(words)
        self.line.selectAll()
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._seek()

    def leave(self) -> None:
        """Close the bar."""
        self._timer.stop()
        self.hide()
        self.left.emit()

    def show_words(self, words: str, *, trouble: bool) -> None:
        """Say how many finds there are, or what is wrong."""
        self.words.setText(words)
        self._trouble = trouble
        self._colour()
        announce(self, words, urgent=trouble)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes the bar, wherever in it the focus is."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
            return
        super().keyPressEvent(event)

    def set_theme(self, theme: Theme) -> None:
        """Show it in the colours of a theme."""
        self._theme = theme
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground, True)
        self.setStyleSheet(
            f"FindBar {{ background: {theme.hex('panel')};"
            f" border-bottom: 1px solid {theme.hex('line')}; }}"
            f"{box_style(theme)}"
            f" QLineEdit {{ background: {theme.hex('page')}; color: {theme.hex('text')};"
            f" border: 1px solid {theme.hex('field')}; border-radius: 5px;"
            " padding: 4px 6px; }"
            f" QLineEdit:focus {{ border-color: {theme.hex('focus')}; }}"
            f" QPushButton {{ color: {theme.hex('text')}; background: {theme.hex('panel')};"
            f" border: 1px solid {theme.hex('key_border')}; border-radius: 5px; padding: 3px; }}"
            f" QPushButton:hover {{ background: {theme.hex('hover')}; }}"
            f" QPushButton:focus {{ border-color: {theme.hex('focus')}; }}"
        )
        self._colour()

    def _colour(self) -> None:
        role = "error" if self._trouble else "text_soft"
        self.words.setStyleSheet(f"color: {self._theme.hex(role)};")


class _Line(QLineEdit):
    """Says Enter and Shift+Enter, which the window must not take for keys of its own."""

    entered = Signal(int)
    cleared = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.textChanged.connect(lambda words: None if words else self.cleared.emit())

    def event(self, event: QEvent) -> bool:
        """Claim Enter and Esc before any shortcut."""
        ours = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape)
        asked = event.type() == QEvent.Type.ShortcutOverride
        if asked and isinstance(event, QKeyEvent) and event.key() in ours:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter is the next find, with Shift the one before; Esc is the bar's."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            back = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            self.entered.emit(-1 if back else 1)
            return
        if event.key() == Qt.Key.Key_Escape:
            event.ignore()
            return
        super().keyPressEvent(event)
