"""ProgressStrip: how far long work is, and a way to stop it."""

from __future__ import annotations

import math
import time
from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QWidget

from annotator.messages import Translator
from ui.theme import Theme

TELLING_SECONDS = 3.0
"""Time after the first step from which on it is told how long the rest will take."""
TELLING_STEPS = 3
"""Steps that must have been made by then: with fewer it would be a guess."""


class ProgressStrip(QWidget):
    """A line below the top bar, there only while something long is under way."""

    left = Signal()
    """It was used, or went with the focus in it: the focus is wanted elsewhere."""

    def __init__(
        self,
        say: Translator,
        parent: QWidget | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Start hidden.

        Args:
            say: the language.
            parent: what it belongs to.
            clock: seconds that only grow.
        """
        super().__init__(parent)
        self._cancel: Callable[[], None] = lambda: None
        self._say, self._clock = say, clock
        self._first: tuple[int, float] | None = None
        self._title, self._words = QLabel(self), QLabel(self)
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._bar = QProgressBar(self)
        self._bar.setTextVisible(False)
        self._bar.setFixedHeight(8)
        self.cancel_button = QPushButton(say("panels.cancel"), self)
        self.cancel_button.clicked.connect(self._stop)
        self.setAccessibleName(say("panels.progress"))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 6, 16, 6)
        layout.setSpacing(12)
        layout.addWidget(self._title)
        layout.addWidget(self._bar, 1)
        layout.addWidget(self._words, 1)
        layout.addWidget(self.cancel_button)
        self.hide()

    def begin(self, title: str, cancel: Callable[[], None]) -> None:
        """Show that something has begun; `cancel` is called if a person wants it to stop."""
        self._cancel = cancel
        self._title.setText(title)
        self._words.setText("")
        self._first = None
        self._bar.setRange(0, 0)
        self.cancel_button.setEnabled(True)
        self.show()

    def show_progress(self, done: int, total: int, words: str) -> None:
        """Show how far it is; `total` 0 if nobody knows."""
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        counted = (f"{done} / {total}", self._left(done, total)) if total else ()
        self._words.setText(" · ".join(part for part in (*counted, words[:60]) if part))

    def _left(self, done: int, total: int) -> str:
        """How long it will still take; nothing before that can be told."""
        if self._first is None:
            self._first = (done, self._clock()) if done else None
        if self._first is None or done == total:
            return ""
        before, began = self._first
        passed = self._clock() - began
        if passed < TELLING_SECONDS or done - before < TELLING_STEPS:
            return ""
        seconds = passed / (done - before) * (total - done)
        if seconds < 90:
            return self._say("panels.remaining_seconds", n=5 * math.ceil(seconds / 5))
        return self._say("panels.remaining_minutes", n=round(seconds / 60))

    def end(self) -> None:
        """It is over."""
        held = self.cancel_button.hasFocus()
        self.hide()
        if held:
            self.left.emit()

    def _stop(self) -> None:
        self.cancel_button.setEnabled(False)
        self.left.emit()
        self._cancel()

    def set_theme(self, theme: Theme) -> None:
        """Show it in the colours of a theme."""
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground, True)
        self.setStyleSheet(
            f"ProgressStrip {{ background: {theme.hex('hover')}; }}"
            f" QProgressBar {{ border: 0; border-radius: 4px; background: {theme.hex('line')}; }}"
            f" QProgressBar::chunk {{ border-radius: 4px; background: {theme.hex('accent')}; }}"
        )
