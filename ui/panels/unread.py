"""UnreadStrip: says how many articles the machine has not read, with the button that lets it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QLabel, QPushButton, QWidget

from annotator.messages import Translator
from ui.theme import Theme


class UnreadStrip(QWidget):
    """One sentence and one button; hidden while everything is read."""

    def __init__(self, say: Translator, parent: QWidget | None, *, narrow: bool) -> None:
        """Start hidden.

        Args:
            say: the language.
            parent: the place it belongs to.
            narrow: the button stands below the sentence instead of beside it.
        """
        super().__init__(parent)
        self._say = say
        self.words = QLabel(self)
        self.words.setWordWrap(True)
        self.button = QPushButton(say("unread.button"), self)
        self.button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        directions = QBoxLayout.Direction
        layout = QBoxLayout(directions.TopToBottom if narrow else directions.LeftToRight, self)
        layout.setContentsMargins(*((12, 6, 12, 6) if narrow else (18, 0, 16, 8)))
        layout.setSpacing(6)
        layout.addWidget(self.words, 1)
        left = Qt.AlignmentFlag.AlignLeft
        layout.addWidget(self.button, 0, left if narrow else Qt.AlignmentFlag.AlignTop)
        self.hide()

    def show_count(self, count: int) -> None:
        """Say how many articles wait; 0 hides the strip."""
        self.words.setText(self._say("unread.count", n=count))
        self.button.setAccessibleDescription(self.words.text())
        self.setVisible(count > 0)

    def set_theme(self, theme: Theme) -> None:
        """Show it in the colours of a theme."""
        self.words.setStyleSheet(f"color: {theme.hex('text_soft')};")
        self.button.setStyleSheet(
            f"QPushButton {{ color: {theme.hex('text')}; background: {theme.hex('page')};"
            f" border: 1px solid {theme.hex('key_border')}; border-radius: 5px;"
            " padding: 4px 8px; }"
            f" QPushButton:hover {{ background: {theme.hex('hover')}; }}"
            f" QPushButton:focus {{ border-color: {theme.hex('focus')}; }}"
        )
