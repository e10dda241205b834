"""Banner: what went wrong, in one sentence, until it is put away. The only door for errors."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from annotator.messages import Translator
from ui.announcing import announce
from ui.theme import Theme


class Banner(QWidget):
    """A line below the top bar, there only while it has something to say."""

    def __init__(self, say: Translator, parent: QWidget | None = None) -> None:
        """Start hidden."""
        super().__init__(parent)
        self._words = QLabel(self)
        self._words.setWordWrap(True)
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.close_button = QPushButton(say("panels.dismiss"), self)
        self.close_button.clicked.connect(self.hide)
        self.setAccessibleName(say("panels.banner"))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 8, 16, 8)
        layout.addWidget(self._words, 1)
        layout.addWidget(self.close_button)
        self.hide()

    @property
    def words(self) -> str:
        """What it says now; empty while hidden."""
        return self._words.text() if not self.isHidden() else ""

    def show_error(self, words: str) -> None:
        """Say what went wrong and what to do."""
        self._words.setText(words)
        self._words.setAccessibleName(words)
        self.show()
        announce(self, words, urgent=True)

    def set_theme(self, theme: Theme) -> None:
        """Show it in the colours of a theme."""
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground, True)
        self.setStyleSheet(
            f"Banner {{ background: {theme.hex('banner')};"
            f" border-left: 4px solid {theme.hex('error')}; }}"
            f" QLabel {{ color: {theme.hex('text')}; }}"
        )
