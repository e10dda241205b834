"""InstalledModel: the table of installed models, the first column with boxes to tick."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QBrush, QGuiApplication, QPalette

from annotator.messages import Translator
from annotator.services.model_words import size_words
from annotator.services.models import ModelRow
from ui.presenters.model_list import ModelList, short_state, state_here

Index = QModelIndex | QPersistentModelIndex
HEADS = ("name", "language", "size", "state")


class InstalledModel(QAbstractTableModel):
    """One row a model; ticking changes the list that it shows."""

    def __init__(self, say: Translator, shown: ModelList) -> None:
        """Show a list."""
        super().__init__()
        self._say = say
        self.shown = shown
        self.changed: Callable[[], None] = lambda: None

    def row(self, place: int) -> ModelRow | None:
        """The model of a row."""
        return self.shown.rows[place] if 0 <= place < len(self.shown.rows) else None

    def toggle(self, place: int) -> None:
        """Tick a row, or do not any more."""
        row = self.row(place)
        if row is not None:
            self.shown = self.shown.toggled(row)
            cell = self.index(place, 0)
            self.dataChanged.emit(cell, cell, [Qt.ItemDataRole.CheckStateRole])
            self.changed()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's signature
        """How many models there are."""
        return 0 if parent.isValid() else len(self.shown.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's signature
        """How many heads there are."""
        return 0 if parent.isValid() else len(HEADS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """The head of a column."""
        across = orientation == Qt.Orientation.Horizontal
        if not across or role != Qt.ItemDataRole.DisplayRole:
            return None
        return self._say(f"models.head.{HEADS[section]}")

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Rows can be looked at; those that can be used, ticked."""
        row = self.row(index.row()) if index.isValid() else None
        if row is None:
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled
        if index.column() == 0 and self._box(row) is not None:
            flags |= Qt.ItemFlag.ItemIsUserCheckable
        return flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Words of a cell, whether it is ticked, and the whole state as a hint."""
        row = self.row(index.row()) if index.isValid() else None
        if row is None:
            return None
        if role == Qt.ItemDataRole.CheckStateRole and index.column() == 0:
            return self._box(row)
        if role == Qt.ItemDataRole.ForegroundRole and row.state == "unusable":
            grey = QPalette.ColorGroup.Disabled
            return QBrush(QGuiApplication.palette().color(grey, QPalette.ColorRole.Text))
        if role == Qt.ItemDataRole.DisplayRole:
            return self._words(row, HEADS[index.column()])
        if role == Qt.ItemDataRole.ToolTipRole:
            return state_here(row, self._say)
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Tick a box by mouse or key."""
        if role != Qt.ItemDataRole.CheckStateRole or index.column() != 0:
            return False
        self.toggle(index.row())
        return True

    def _box(self, row: ModelRow) -> Qt.CheckState | None:
        """Whether a row is ticked; none where it cannot be."""
        if row.name in self.shown.chosen:
            return Qt.CheckState.Checked
        return Qt.CheckState.Unchecked if row.state == "ready" else None

    def _words(self, row: ModelRow, head: str) -> str:
        if head == "name":
            return row.title
        if head == "language":
            return self._say(f"language.{row.language}") if row.language else ""
        return size_words(row, self._say) if head == "size" else short_state(row, self._say)
