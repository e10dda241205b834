"""Emphasis of letters that moves none of them: a heavier source, greyed guillemets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from PySide6.QtGui import QPen, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit

from annotator.model.quotation_marks import MARKS
from ui.article_view.document import Pages
from ui.presenters.marks import Mark
from ui.theme import Theme

_STROKE = 0.7
"""Width in pixels of the outline that makes a source look bold."""


def emphasis(marks: Iterable[Mark], pages: Pages, theme: Theme) -> list[QTextEdit.ExtraSelection]:
    """Stretches whose letters look different; Qt paints them where the letters already are."""
    grey, heavy = QTextCharFormat(), QTextCharFormat()
    grey.setForeground(theme.colour("scare"))
    heavy.setTextOutline(QPen(theme.colour("text"), _STROKE))
    heavy.setForeground(theme.colour("text"))
    found = []
    for mark in marks:
        if mark.kind == "source":
            found.append(_stretch(pages, mark.start, mark.end, heavy))
        elif mark.kind == "scare":
            found += [_stretch(pages, n, n + 1, grey) for n in _ends(mark, pages.text)]
    return found


def _ends(mark: Mark, text: str) -> Iterator[int]:
    return (place for place in (mark.start, mark.end - 1) if text[place] in MARKS)


def _stretch(pages: Pages, start: int, end: int, form: QTextCharFormat) -> QTextEdit.ExtraSelection:
    cursor = QTextCursor(pages.document)
    cursor.setPosition(pages.position(start))
    cursor.setPosition(pages.position(end), QTextCursor.MoveMode.KeepAnchor)
    found = QTextEdit.ExtraSelection()
    found.cursor, found.format = cursor, form
    return found
