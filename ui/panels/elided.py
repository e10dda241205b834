"""ElidedLabel: a line of words that gives way: where there is no room, it ends in an ellipsis."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QWidget

LEAST = 56
"""Least width, in pixels."""
SLACK = 6
"""Pixels that a line may be wider than the sum of its letters."""


class ElidedLabel(QLabel):
    """Wants room for all its words and makes do with less; the words stay in its tool tip."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start without words."""
        super().__init__(parent)
        self._whole = ""
        self.setTextFormat(Qt.TextFormat.PlainText)

    def setText(self, words: str) -> None:
        """Show words, or as many as there is room for."""
        self._whole = words
        self.setAccessibleName(words)
        self._fit()
        self.updateGeometry()

    def text(self) -> str:
        """All the words, seen or not."""
        return self._whole

    def sizeHint(self) -> QSize:
        """Room for all of them."""
        size, metrics = super().sizeHint(), self.fontMetrics()
        more = metrics.horizontalAdvance(self._whole) - metrics.horizontalAdvance(super().text())
        return QSize(size.width() + max(0, more) + SLACK, size.height())

    def minimumSizeHint(self) -> QSize:
        """Little."""
        whole = self.sizeHint()
        return QSize(min(LEAST, whole.width()), whole.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show what there is room for now."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        around = super().sizeHint().width() - self.fontMetrics().horizontalAdvance(super().text())
        room = max(0, self.width() - max(0, around))
        shown = self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, room)
        if shown != super().text():
            super().setText(shown)
        self.setToolTip(self._whole if shown != self._whole else "")
