"""Windows beside the main one that lead to places in the text: the place is seen, not covered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QWidget

from annotator.model.ids import ArticleId
from ui.article_view.column import Column

if TYPE_CHECKING:
    from ui.window import Window

GAP = 12
"""Between a window that gets out of the way and the place, in device-independent pixels."""


def show_place(
    window: Window, over: QWidget | None, article: ArticleId, start: int, end: int
) -> None:
    """Open an article at a stretch and select it, where another window does not hide it.

    Args:
        window: the main one.
        over: the one that leads there.
        article: which article.
        start: first code point of the stretch.
        end: its end, exclusive.
    """
    window.frame.choose(article)
    text = window.main.article.text
    if window.frame.current != article:
        return
    text.reveal(start, end)
    text.select(start, end)
    if over is not None:
        uncover(text, over, start, end)


def uncover(text: Column, over: QWidget, start: int, end: int) -> None:
    """Scroll a place out from under a window; where that does not do, move the window."""
    view = text.viewport()
    free = view.rect()
    hidden = QRect(view.mapFromGlobal(over.frameGeometry().topLeft()), over.frameGeometry().size())
    for top, bottom in sorted(
        ((free.top(), hidden.top()), (hidden.bottom(), free.bottom())),
        key=lambda strip: strip[0] - strip[1],
    ):
        place = _place(text, start, end)
        if not hidden.intersects(place):
            return
        if bottom - top >= place.height():
            middle = top + (bottom - top - place.height()) // 2
            text.bar.setValue(text.bar.value() + place.top() - middle)
    place = _place(text, start, end)
    if hidden.intersects(place):
        _move_off(over, QRect(view.mapToGlobal(place.topLeft()), place.size()))


def _place(text: Column, start: int, end: int) -> QRect:
    """Where a stretch stands in the view; the first line of one that is long."""
    first, last = text.page.caret_rect(start), text.page.caret_rect(end)
    lines = last.bottom() - first.top()
    height = first.height() if lines > text.viewport().height() / 4 else lines
    top = int(first.top()) - text.bar.value()
    if last.top() > first.top():
        return QRect(0, top, text.viewport().width(), int(height) + 1)
    return QRect(int(first.left()), top, int(last.left() - first.left()) + 1, int(height) + 1)


def _move_off(over: QWidget, place: QRect) -> None:
    """Move a window above or below a place of the screen, lower if there is not room for it."""
    frame, screen = over.frameGeometry(), over.screen().availableGeometry()
    above = place.top() - GAP - screen.top()
    below = screen.bottom() - GAP - place.bottom()
    height = min(frame.height(), max(above, below))
    over.resize(over.width(), over.height() - (frame.height() - height))
    top = place.bottom() + GAP if below >= above else place.top() - GAP - height
    over.move(frame.left(), top)
