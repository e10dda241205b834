"""OptionModel: what can be chosen in a picker, as a list model."""

from __future__ import annotations

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from ui.presenters.options import Option

OPTION_ROLE = Qt.ItemDataRole.UserRole + 1
"""The role under which an index gives its `Option`."""

_ROOT = QModelIndex()
Index = QModelIndex | QPersistentModelIndex


class OptionModel(QAbstractListModel):
    """A tuple of options; it is replaced as a whole, for it is short."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.options: tuple[Option, ...] = ()

    def show_options(self, options: tuple[Option, ...]) -> None:
        """Offer other options."""
        self.beginResetModel()
        self.options = options
        self.endResetModel()

    def option(self, index: Index) -> Option | None:
        """The option at an index."""
        return self.options[index.row()] if 0 <= index.row() < len(self.options) else None

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.options)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        option = self.option(index)
        if option is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return option.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return option.spoken
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            return option.definition
        return option if role == OPTION_ROLE else None
