"""Keys that move the caret or the selection: by words, with Alt by characters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QTextCursor

from ui.article_view import moving

if TYPE_CHECKING:
    from ui.article_view.column import Column

_OPERATION = QTextCursor.MoveOperation
_SIDES = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_LINES = {
    Qt.Key.Key_Up: _OPERATION.Up,
    Qt.Key.Key_Down: _OPERATION.Down,
    Qt.Key.Key_Home: _OPERATION.StartOfLine,
    Qt.Key.Key_End: _OPERATION.EndOfLine,
}
_WHOLE = {Qt.Key.Key_Home: _OPERATION.Start, Qt.Key.Key_End: _OPERATION.End}
_PAGES = {Qt.Key.Key_PageUp: _OPERATION.Up, Qt.Key.Key_PageDown: _OPERATION.Down}
_STANDARD = (QKeySequence.StandardKey.Copy, QKeySequence.StandardKey.SelectAll)


def is_ours(event: QKeyEvent) -> bool:
    """Whether a key moves the caret or copies; every other one is for the window's actions."""
    if any(event.matches(standard) for standard in _STANDARD):
        return True
    held = event.modifiers() & ~(
        Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
    )
    key = Qt.Key(event.key())
    if held == Qt.KeyboardModifier.NoModifier:
        return key in _SIDES or key in _LINES or key in _PAGES
    if held == Qt.KeyboardModifier.ControlModifier:
        return key in _SIDES or key in _WHOLE
    return held == Qt.KeyboardModifier.AltModifier and key in _SIDES


def press(view: Column, event: QKeyEvent) -> bool:
    """Do what a key of movement asks for; False if it is none."""
    if not is_ours(event):
        return False
    key, held = Qt.Key(event.key()), event.modifiers()
    shift = bool(held & Qt.KeyboardModifier.ShiftModifier)
    if event.matches(QKeySequence.StandardKey.Copy):
        view.copy()
    elif event.matches(QKeySequence.StandardKey.SelectAll):
        view.select(0, len(view.pages.text))
    elif key in _SIDES:
        exact = bool(held & Qt.KeyboardModifier.AltModifier)
        _sideways(view, _SIDES[key], shift=shift, exact=exact)
    elif key in _PAGES:
        _lines(view, _PAGES[key], view.lines_in_sight(), shift=shift)
    elif held & Qt.KeyboardModifier.ControlModifier:
        _lines(view, _WHOLE[key], 1, shift=shift)
    else:
        _lines(view, _LINES[key], 1, shift=shift)
    return True


def beside_line(view: Column, place: int, key: Qt.Key) -> int:
    """The place a line above or below another, or at the start or end of its line.

    Blank lines between paragraphs are passed over.
    """
    cursor = view.textCursor()
    cursor.setPosition(view.pages.position(place))
    moved = cursor.movePosition(_LINES[key])
    while moved and key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and cursor.block().length() == 1:
        moved = cursor.movePosition(_LINES[key])
    return view.pages.point(cursor.position())


def _sideways(view: Column, step: int, *, shift: bool, exact: bool) -> None:
    text, caret, found = view.pages.text, view.caret(), view.selection()
    if not shift:
        if found is not None:
            place = found[0] if step < 0 else found[1]
        else:
            place = (moving.by_character if exact else moving.by_word)(text, caret, step)
        view.set_caret(place)
    elif exact:
        view.extend(view.anchor(), moving.by_character(text, caret, step), exact=True)
    elif found is None:
        view.extend(*moving.first_word(text, caret, step))
    else:
        view.extend(view.anchor(), moving.by_word(text, caret, step, view.anchor()))
    view.reveal(view.caret(), view.caret())


def _lines(view: Column, operation: QTextCursor.MoveOperation, n: int, *, shift: bool) -> None:
    mode = QTextCursor.MoveMode.KeepAnchor if shift else QTextCursor.MoveMode.MoveAnchor
    cursor = view.textCursor()
    for _ in range(n):
        cursor.movePosition(operation, mode)
    view.take_cursor(cursor)
    view.reveal(view.caret(), view.caret())
