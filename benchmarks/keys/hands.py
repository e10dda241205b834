"""Hands: press keys in the real window and count them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from PySide6.QtCore import QEvent, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from benchmarks.keys.strokes import ESCAPE, NONE, Stroke, Strokes, written
from ui.window import Window


@dataclass
class Count:
    """What was pressed.

    Attributes:
        keys: presses; a key held down with another does not count by itself.
        actions: what the presses were for, a whole sequence counting once.
        by_action: presses by what they were for.
        by_item: presses by the sort of item that they were for ("quote", "mention" …).
    """

    keys: int = 0
    actions: int = 0
    by_action: Counter[str] = field(default_factory=Counter)
    by_item: Counter[str] = field(default_factory=Counter)


class Hands:
    """The hands of an annotator at a window."""

    def __init__(self, window: Window, log: Callable[[str], object] | None = None) -> None:
        """Work at a window that is shown; `log` is told each sequence."""
        self.window = window
        self.count = Count()
        self._log = log

    def start(self) -> None:
        """Count anew, with the focus in the text."""
        self.count = Count()
        self.window.main.article.text.setFocus()

    def do(self, action: str, strokes: Strokes) -> None:
        """Press keys one after the other, all for one purpose."""
        self.note(action, strokes)
        self.quietly(strokes)

    def quietly(self, strokes: Strokes) -> None:
        """Press keys that are counted with `note` when it is known what for."""
        for stroke in strokes:
            self._press(stroke)

    def do_in_question(self, action: str, ask: Strokes, answer: Strokes) -> None:
        """Press keys that bring up a question, and answer it; it is left if it still stands then.

        Raises:
            RuntimeError: no question came.
        """
        self.note(action, (*ask, *answer))
        came: list[bool] = []

        def look() -> None:
            form = QApplication.activeModalWidget()
            if form is not None:
                came.append(True)
                for stroke in answer:
                    self._press(stroke, form)
                if form.isVisible():
                    form.close()

        QTimer.singleShot(0, look)
        for stroke in ask:
            self._press(stroke)
        QApplication.processEvents()
        if not came:
            raise RuntimeError(f"no question came of {written(ask)}")
        self.window.main.activateWindow()
        QApplication.processEvents()

    def to_text(self) -> None:
        """Have the focus in the text: Esc leaves a picker or the card."""
        for _ in range(3):
            if self.window.main.article.text.hasFocus():
                return
            self.do("leave", (ESCAPE,))

    def focus(self) -> QWidget:
        """Where the keys go."""
        return self.window.main.focusWidget() or self.window.main

    def note(self, action: str, strokes: Strokes) -> None:
        """Count keys that were pressed for one purpose."""
        self.count.keys += len(strokes)
        self.count.actions += 1
        self.count.by_action[action] += len(strokes)
        if self._log is not None:
            self._log(f"{action}: {written(strokes)}")

    def _press(self, stroke: Stroke, asked: QWidget | None = None) -> None:
        widget = (asked.focusWidget() or asked) if asked is not None else self.focus()
        if isinstance(stroke.key, str) and not stroke.key.isascii():
            _type(widget, stroke.key)
        else:
            QTest.keyClick(widget, stroke.key, stroke.held)  # type: ignore[arg-type]  # a key or a character


def _type(widget: QWidget, character: str) -> None:
    """Type what is on no plain keyboard; QTest knows keys of Latin letters only."""
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(widget, QKeyEvent(kind, 0, NONE, character))
