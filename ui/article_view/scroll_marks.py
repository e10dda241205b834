"""A scroll bar that shows where quotes are, which of them still wait, and what was found."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QScrollBar, QWidget

from ui.presenters.marks import Mark
from ui.theme import Theme

WIDTH = 14
"""Of the bar, in pixels."""
_STYLE = """
QScrollBar:vertical {{ background: {page}; width: {width}px; border: 0; margin: 0; }}
QScrollBar::handle:vertical {{ background: {line}; border-radius: 4px; min-height: 32px;
    margin: 0 3px; }}
QScrollBar::handle:vertical:hover {{ background: {key_border}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
"""


class MarkedScrollBar(QScrollBar):
    """Draws a tick for every quote: full if decided, two dots if it waits, wide if selected."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start with nothing to show."""
        super().__init__(Qt.Orientation.Vertical, parent)
        self._ticks: tuple[tuple[float, bool, bool], ...] = ()
        self._found: tuple[float, ...] = ()
        self._theme: Theme | None = None

    def set_theme(self, theme: Theme) -> None:
        """Show bar and ticks in the colours of a theme."""
        self._theme = theme
        roles = {role: theme.hex(role) for role in ("page", "line", "key_border")}
        self.setStyleSheet(_STYLE.format(width=WIDTH, **roles))

    def show_marks(self, marks: Iterable[Mark], length: int) -> None:
        """Show the quotes of a text of `length` code points, by their share of it."""
        whole = max(1, length)
        self._ticks = tuple(
            (mark.start / whole, mark.suggested, mark.selected)
            for mark in marks
            if mark.kind == "quote"
        )
        self.update()

    def show_found(self, starts: Iterable[int], length: int) -> None:
        """Show where finds begin in a text of `length` code points, as notches at the right."""
        self._found = tuple(sorted({start / max(1, length) for start in starts}))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw Qt's bar, then the ticks and notches."""
        super().paintEvent(event)
        if self._theme is None:
            return
        painter = QPainter(self)
        decided, waiting = (
            self._theme.colour("quote_rule"),
            self._theme.colour("suggestion_outline"),
        )
        room = self.height() - 4
        ticks = {(round(share * room) + 1, *more) for share, *more in self._ticks}
        for y, waits, chosen in sorted(ticks):
            side = 0 if chosen else 4
            whole = QRectF(side, y, self.width() - 2 * side, 3 if chosen else 2)
            if not waits:
                painter.fillRect(whole, decided)
                continue
            third = whole.width() / 3
            painter.fillRect(whole.adjusted(0, 0, -2 * third, 0), waiting)
            painter.fillRect(whole.adjusted(2 * third, 0, 0, 0), waiting)
        notch = self._theme.colour("accent")
        for y in {round(share * (self.height() - 4)) + 1 for share in self._found}:
            painter.fillRect(QRectF(self.width() - 4, y, 4, 2), notch)
        painter.end()
