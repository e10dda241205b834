"""The note of an item, written in place; leaving it keeps it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics, QKeyEvent, QTextCursor
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QWidget

from annotator.model.ids import ItemId
from ui.margin.choices import NoteWritten
from ui.margin.look import Look
from ui.margin.picker import Picker

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class NotePicker(Picker):
    """A few lines to write in. Esc, Ctrl+Enter and leaving save what was written."""

    def __init__(self, look: Look, item: ItemId, note: str, hint: str, parent: QWidget) -> None:
        super().__init__(look, parent)
        self._item, self._saved = item, note
        self.editor = QPlainTextEdit(self)
        self.editor.setFont(look.font)
        self.editor.setPlainText(note)
        self.editor.moveCursor(QTextCursor.MoveOperation.End)
        self.editor.setTabChangesFocus(True)
        self.editor.setFixedHeight(QFontMetrics(look.font).lineSpacing() * 4 + 16)
        line = QLabel(look.html("", hint), self)
        line.setFont(look.small)
        line.setWordWrap(True)
        self.column.addWidget(self.editor)
        self.column.addWidget(line)
        self.listen_to(self.editor)

    def key(self, event: QKeyEvent) -> bool:
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.key() in _ENTER and control:
            self.finish()
            return True
        return super().key(event)

    def commit(self) -> None:
        note = self.editor.document().toRawText().replace("\u2029", "\n").strip()
        if note != self._saved:
            self._saved = note
            self.chosen.emit(NoteWritten(self._item, note))
