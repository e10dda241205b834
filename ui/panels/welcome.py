"""WelcomePage: what to do while no project is open."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from annotator.messages import Translator
from ui.theme import Theme

RECENT = 6


class WelcomePage(QWidget):
    """The sample, a new project, one that is there, or one of the last."""

    action_wanted = Signal(str)
    project_chosen = Signal(str)

    def __init__(self, say: Translator, parent: QWidget | None = None) -> None:
        """Make the page."""
        super().__init__(parent)
        self._say = say
        self._title = QLabel("« Guillemet »", self)
        self._title.setObjectName("brand")
        self._words = QLabel(say("welcome.words"), self)
        self._words.setWordWrap(True)
        self._recent_title = QLabel(say("welcome.recent"), self)
        self._recent = QVBoxLayout()
        self._recent.setSpacing(4)
        self.buttons: dict[str, QPushButton] = {}
        inner = QWidget(self)
        inner.setFixedWidth(560)
        column = QVBoxLayout(inner)
        column.setSpacing(10)
        column.addWidget(self._title)
        column.addWidget(self._words)
        column.addSpacing(10)
        for action in ("project.sample", "help.tutorial", "project.new", "project.open"):
            column.addWidget(self._button(action))
        column.addSpacing(16)
        column.addWidget(self._recent_title)
        column.addLayout(self._recent)
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(inner)
        middle.addStretch(1)
        layout = QVBoxLayout(self)
        layout.addStretch(2)
        layout.addLayout(middle)
        layout.addStretch(3)
        self.setFocusProxy(self.buttons["project.sample"])
        self.setAccessibleName(say("welcome.name"))

    def _button(self, action: str) -> QPushButton:
        button = QPushButton(self._say(f"action.{action}"), self)
        button.setMinimumHeight(38)
        button.setAutoDefault(True)  # Enter presses it, as Space does
        button.clicked.connect(lambda: self.action_wanted.emit(action))
        self.buttons[action] = button
        return button

    def show_recent(self, paths: Sequence[str]) -> None:
        """Offer the projects that were open lately and are still there."""
        while self._recent.count():
            taken = self._recent.takeAt(0)
            widget = taken.widget() if taken is not None else None
            if widget is not None:
                widget.deleteLater()
        there = [path for path in paths if Path(path).exists()][:RECENT]
        for path in there:
            words = f"{Path(path).stem}\n{Path(path).parent}"
            button = QPushButton(words.replace("&", "&&"), self)
            button.setObjectName("recent")
            button.setAutoDefault(True)
            button.clicked.connect(lambda _checked=False, one=path: self.project_chosen.emit(one))
            self._recent.addWidget(button)
        self._recent_title.setVisible(bool(there))

    def set_theme(self, theme: Theme) -> None:
        """Show it in the colours of a theme."""
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground, True)
        self.setStyleSheet(
            f"WelcomePage {{ background: {theme.hex('page')}; }}"
            f" QLabel {{ color: {theme.hex('text_soft')}; font-size: 11pt; }}"
            f" QLabel#brand {{ color: {theme.hex('text')}; font-size: 26pt; font-family: serif; }}"
            f" QPushButton {{ color: {theme.hex('text')}; background: {theme.hex('panel')};"
            f" border: 1px solid {theme.hex('key_border')}; border-radius: 6px;"
            " padding: 8px 14px; text-align: left; font-size: 11pt; }"
            f" QPushButton#recent {{ font-size: 10pt; border-color: {theme.hex('line')}; }}"
            f" QPushButton:hover {{ background: {theme.hex('hover')}; }}"
            f" QPushButton:focus {{ border: 2px solid {theme.hex('focus')}; }}"
        )
