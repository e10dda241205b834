"""ReportModel: the entries of an import report as a table of status, file and sentence."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from annotator.messages import Translator
from annotator.services.import_report import ImportEntry

Index = QModelIndex | QPersistentModelIndex
COLUMNS = ("status", "file", "said")


class ReportModel(QAbstractTableModel):
    """One row an entry."""

    def __init__(self, say: Translator) -> None:
        """Start with no entries."""
        super().__init__()
        self._say = say
        self._entries: tuple[ImportEntry, ...] = ()

    def show_entries(self, entries: tuple[ImportEntry, ...]) -> None:
        """Show other entries."""
        self.beginResetModel()
        self._entries = entries
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's signature
        """How many entries there are."""
        return 0 if parent.isValid() else len(self._entries)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's signature
        """Status, file, sentence."""
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """The name of a column."""
        across = orientation == Qt.Orientation.Horizontal
        if across and role == Qt.ItemDataRole.DisplayRole:
            return self._say(f"dialogs.report.{COLUMNS[section]}")
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The words of a cell."""
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        if not index.isValid() or index.row() >= len(self._entries):
            return None
        entry = self._entries[index.row()]
        place = f"{entry.file}:{entry.line}" if entry.line is not None else entry.file
        cells = (
            self._say(f"dialogs.entry.{entry.status}"),
            f"{place} {entry.where}".strip(),
            self._say.say(entry.message),
        )
        return cells[index.column()]
