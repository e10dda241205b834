"""ContextModel: any number of rows, each asked for when it comes into sight."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from ui.presenters.context_rows import ContextRow

ROW_ROLE = Qt.ItemDataRole.UserRole + 1
Index = QModelIndex | QPersistentModelIndex


class ContextModel(QAbstractTableModel):
    """One column: a table lays out 600,000 rows of one height at once, a list takes a second."""

    def __init__(self, row: Callable[[int], ContextRow | None], waiting: str) -> None:
        """Start without rows.

        Args:
            row: gives a row by its place, or None while it is being read.
            waiting: words for a row that is being read.
        """
        super().__init__()
        self._row = row
        self._waiting = waiting
        self._count = 0

    def show(self, count: int) -> None:
        """Show so many rows, all of them perhaps others than before."""
        self.beginResetModel()
        self._count = count
        self.endResetModel()

    def grow(self, count: int) -> None:
        """Show more rows behind those that are there."""
        if count > self._count:
            self.beginInsertRows(QModelIndex(), self._count, count - 1)
            self._count = count
            self.endInsertRows()

    def changed(self) -> None:
        """Rows that were being read are there now."""
        if self._count:
            self.dataChanged.emit(self.index(0, 0), self.index(self._count - 1, 0))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's signature
        """How many rows there are."""
        return 0 if parent.isValid() else self._count

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's signature
        """One."""
        return 0 if parent.isValid() else 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The row itself under `ROW_ROLE`, else its words."""
        if not index.isValid() or not 0 <= index.row() < self._count:
            return None
        if role not in (ROW_ROLE, Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        row = self._row(index.row())
        if role == ROW_ROLE:
            return row
        return row.spoken if row is not None else self._waiting
