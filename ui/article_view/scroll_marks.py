"""A scroll bar that shows where quotes are, and which of them still wait."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QScrollBar, QWidget

from ui.presenters.marks import Mark
from ui.theme import Theme


class MarkedScrollBar(QScrollBar):
    """Draws a tick for every quote; hollow for a suggestion, long for the selected one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start with nothing to show."""
        super().__init__(Qt.Orientation.Vertical, parent)
        self._ticks: tuple[tuple[float, bool, bool], ...] = ()
        self._theme: Theme | None = None

    def show_marks(self, marks: Iterable[Mark], length: int, theme: Theme | None) -> None:
        """Show these marks of a text of `length` code points."""
        self._theme = theme
        whole = max(1, length)
        self._ticks = tuple(
            (mark.start / whole, mark.suggested, mark.selected)
            for mark in marks
            if mark.kind == "quote"
        )
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw Qt's bar, then the ticks."""
        super().paintEvent(event)
        if self._theme is None or not self.isVisible():
            return
        painter = QPainter(self)
        painter.setPen(self._theme.colour("quote_rule"))
        for share, waiting, chosen in self._ticks:
            y = int(share * (self.height() - 2)) + 1
            inset = 1 if chosen else 4
            if waiting:
                painter.drawPoint(self.width() // 2 - 2, y)
                painter.drawPoint(self.width() // 2 + 2, y)
            else:
                painter.drawLine(inset, y, self.width() - inset, y)
        painter.end()
