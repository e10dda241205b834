"""Keys that move the caret or the selection: by words, with Alt by characters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QTextCursor

from annotator.model.text import words
from ui.article_view import moving

if TYPE_CHECKING:
    from ui.article_view.view import ArticleView

_SIDES = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_LINES = {
    Qt.Key.Key_Up: QTextCursor.MoveOperation.Up,
    Qt.Key.Key_Down: QTextCursor.MoveOperation.Down,
    Qt.Key.Key_Home: QTextCursor.MoveOperation.StartOfLine,
    Qt.Key.Key_End: QTextCursor.MoveOperation.EndOfLine,
}
_PAGES = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}


def move_for(view: ArticleView, event: QKeyEvent) -> bool:
    """Do what a key of movement asks for; False if it is none."""
    if event.matches(QKeySequence.StandardKey.Copy):
        view.copy()
        return True
    key, held = Qt.Key(event.key()), event.modifiers()
    shift = bool(held & Qt.KeyboardModifier.ShiftModifier)
    if held & Qt.KeyboardModifier.ControlModifier and key not in (*_SIDES, *_whole):
        return False
    if key in _SIDES:
        exact = bool(held & Qt.KeyboardModifier.AltModifier)
        _sideways(view, _SIDES[key], shift, exact)
    elif key in _LINES:
        _move(view, _operation(key, held), shift)
    elif key in _PAGES:
        _page(view, _PAGES[key], shift)
    else:
        return False
    return True


_whole = (Qt.Key.Key_Home, Qt.Key.Key_End)


def _operation(key: Qt.Key, held: Qt.KeyboardModifier) -> QTextCursor.MoveOperation:
    if held & Qt.KeyboardModifier.ControlModifier:
        operation = QTextCursor.MoveOperation
        return operation.Start if key == Qt.Key.Key_Home else operation.End
    return _LINES[key]


def _sideways(view: ArticleView, step: int, shift: bool, exact: bool) -> None:
    text, caret = view.pages.text, view.caret()
    go = moving.by_character if exact else moving.by_word
    found = view.selection()
    if shift and found is None and not exact:
        _begin(view, step)
        return
    if not shift and found is not None:
        view.set_caret(found[0] if step < 0 else found[1])
        return
    place = go(text, caret, step)
    view.set_caret(place, keep_anchor=shift)
    view.reveal(place, place)


def _begin(view: ArticleView, step: int) -> None:
    """The first word of a selection is the whole word at the caret, or the next one."""
    text, caret = view.pages.text, view.caret()
    found = moving.word_or_quotation(text, caret)
    if found is not None and found[0] <= caret < found[1] and found[0] != caret and step > 0:
        view.select(*found)
        return
    target = moving.by_word(text, caret, step)
    if step > 0:
        start = next((s for s, e in words(text, caret, target) if e == target), caret)
        view.select(start, target)
        return
    view.select(caret, target)


def _move(view: ArticleView, operation: QTextCursor.MoveOperation, shift: bool) -> None:
    mode = QTextCursor.MoveMode
    cursor = view.textCursor()
    cursor.movePosition(operation, mode.KeepAnchor if shift else mode.MoveAnchor)
    view.setTextCursor(cursor)
    view.reveal(view.caret(), view.caret())


def _page(view: ArticleView, step: int, shift: bool) -> None:
    mode = QTextCursor.MoveMode
    bar = view.verticalScrollBar()
    before = view.cursorRect().center()
    bar.setValue(bar.value() + step * (bar.pageStep() - view.fontMetrics().height() * 2))
    cursor = view.cursorForPosition(before)
    moved = view.textCursor()
    moved.setPosition(cursor.position(), mode.KeepAnchor if shift else mode.MoveAnchor)
    view.setTextCursor(moved)
