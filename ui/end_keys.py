"""EndKeys: while an end of a span is in hand, arrows, Home and End move it; Enter lets it go."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent

from annotator.services.annotating.places import Step

_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_LINES = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End)
_LEAVE = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape)


class EndKeys(QObject):
    """An event filter for the article view."""

    def __init__(
        self,
        parent: QObject,
        taken: Callable[[], bool],
        step: Callable[[int, Step], None],
        line: Callable[[Qt.Key], None],
        let_go: Callable[[], object],
    ) -> None:
        """Watch `parent`'s keys.

        Args:
            parent: the widget whose keys are watched.
            taken: whether an end is in hand.
            step: moves it by so many words or characters, negative to the left.
            line: moves it a line up or down, or to the start or end of its line.
            let_go: lets it go.
        """
        super().__init__(parent)
        self._taken, self._step, self._line, self._let_go = taken, step, line, let_go
        parent.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take keys that move, Enter and Esc while an end is in hand; Qt asks before it acts."""
        kinds = (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride)
        if event.type() not in kinds or not self._taken():
            return super().eventFilter(watched, event)
        if not isinstance(event, QKeyEvent) or not self._ours(event):
            return super().eventFilter(watched, event)
        if event.type() == QEvent.Type.KeyPress:
            self._act(event)
        event.accept()
        return True

    def _ours(self, event: QKeyEvent) -> bool:
        return event.key() in (*_STEPS, *_LINES, *_LEAVE)

    def _act(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _LINES:
            self._line(key)
            return
        by = _STEPS.get(key)
        if by is None:
            self._let_go()
            return
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        self._step(by, "character" if alt else "word")
