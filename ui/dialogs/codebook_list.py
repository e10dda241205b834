"""The list of the codebook: groups and questions with their labels, each with colour and key."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QBrush
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from annotator.messages import Translator
from ui.dialogs.codebook_fields import swatch
from ui.presenters.codebook import Spot
from ui.presenters.codebook_words import Line
from ui.theme import Theme

_SPOT = Qt.ItemDataRole.UserRole


class LabelList(QTreeWidget):
    """One line is chosen; arrows go through the lines, letters to a name."""

    chosen = Signal(object)
    """The `Spot` that was gone to."""

    def __init__(self, say: Translator, theme: Theme, parent: QWidget) -> None:
        """Start empty."""
        super().__init__(parent)
        self._say, self._theme = say, theme
        self.setAccessibleName(say("codebook.list"))
        self.setColumnCount(2)
        self.setHeaderHidden(True)
        self.setUniformRowHeights(True)
        self.setTabKeyNavigation(False)
        self.setStyleSheet("QTreeView::item { padding: 3px 2px; }")
        self.header().setStretchLastSection(False)
        self.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.currentItemChanged.connect(self._gone)

    def _gone(self, now: QTreeWidgetItem | None, _before: QTreeWidgetItem | None) -> None:
        if now is not None:
            self.chosen.emit(now.data(0, _SPOT))

    def show_lines(self, lines: Sequence[Line], chosen: Spot) -> None:
        """Show lines; those that are there already stay where they are in the view."""
        self.blockSignals(True)
        items = self._items()
        if [item.data(0, _SPOT) for item in items] != [one.spot for one in lines]:
            bar, closed = self.verticalScrollBar().value(), self._closed()
            self.clear()
            items = self._made(lines, closed)
            self.verticalScrollBar().setValue(bar)
        for item, line in zip(items, lines, strict=True):
            self._paint(item, line)
            if line.spot == chosen and item is not self.currentItem():
                self.setCurrentItem(item)
                self.scrollToItem(item)
        self.blockSignals(False)

    def _items(self) -> list[QTreeWidgetItem]:
        found: list[QTreeWidgetItem] = []
        for at in range(self.topLevelItemCount()):
            top = self.topLevelItem(at)
            if top is not None:
                found.append(top)
                below = (top.child(n) for n in range(top.childCount()))
                found += [item for item in below if item is not None]
        return found

    def _closed(self) -> set[Spot]:
        return {
            item.data(0, _SPOT)
            for item in self._items()
            if item.parent() is None and item.childCount() and not item.isExpanded()
        }

    def _made(self, lines: Sequence[Line], closed: set[Spot]) -> list[QTreeWidgetItem]:
        made: list[QTreeWidgetItem] = []
        top: QTreeWidgetItem | None = None
        for line in lines:
            item = QTreeWidgetItem(self) if line.heading or top is None else QTreeWidgetItem(top)
            if line.heading:
                top = item
            item.setData(0, _SPOT, line.spot)
            made.append(item)
        for item in made:
            if item.parent() is None:
                item.setExpanded(item.data(0, _SPOT) not in closed)
        return made

    def _paint(self, item: QTreeWidgetItem, line: Line) -> None:
        item.setText(0, line.words)
        item.setText(1, line.key)
        spoken = self._say("codebook.no_key") if not line.key else line.key
        item.setData(1, Qt.ItemDataRole.AccessibleTextRole, spoken)
        font = self.font()
        font.setBold(line.heading)
        font.setItalic(line.retired)
        item.setFont(0, font)
        role = "text_soft" if line.retired else "text"
        item.setForeground(0, QBrush(self._theme.colour(role)))
        if line.colour:
            item.setIcon(0, swatch(self._theme.colour("line" if line.retired else line.colour)))
