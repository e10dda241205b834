"""KeyModel: every action with its shortcut, which can be edited in place; conflicts are refused."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QKeySequence

from annotator.messages import Translator
from annotator.model.message import Message, msg
from ui.actions import ACTIONS, RESERVED, conflict, keys_of

NATIVE = QKeySequence.SequenceFormat.NativeText
Index = QModelIndex | QPersistentModelIndex


class KeyModel(QAbstractTableModel):
    """One row an action: group, words, keys."""

    def __init__(self, say: Translator, rebound: dict[str, str]) -> None:
        """Start with the keys as they are."""
        super().__init__()
        self._say = say
        self.rebound = dict(rebound)
        self.refused: Callable[[Message], None] = lambda _message: None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's signature
        """How many actions there are."""
        return 0 if parent.isValid() else len(ACTIONS)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's signature
        """Group, words, keys."""
        return 0 if parent.isValid() else 3

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """The name of a column."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._say(
                ("dialogs.key.group", "dialogs.key.action", "dialogs.key.keys")[section]
            )
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """The keys can be edited."""
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsEditable if index.column() == 2 else flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The words of a cell."""
        if not index.isValid() or role not in (
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.EditRole,
        ):
            return None
        one = ACTIONS[index.row()]
        if index.column() == 0:
            return self._say(f"group.{one.group}")
        if index.column() == 1:
            return self._say(f"action.{one.id}")
        keys = keys_of(one, self.rebound)
        if role == Qt.ItemDataRole.EditRole:
            return keys[0] if keys else ""
        return ", ".join(QKeySequence(key).toString(NATIVE) for key in keys)

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Give an action other keys, unless another action has them."""
        if role != Qt.ItemDataRole.EditRole or index.column() != 2:
            return False
        one, keys = ACTIONS[index.row()], str(value)
        shown = QKeySequence(keys).toString(NATIVE)
        if keys == self.data(index, Qt.ItemDataRole.EditRole):
            return True
        if keys in RESERVED:
            self.refused(msg("access.key_reserved", keys=shown))
            return False
        other = conflict(one.id, keys, self.rebound) if keys else None
        if other is not None:
            taken = self._say(f"action.{other.id}")
            self.refused(msg("dialogs.key_taken", keys=shown, action=taken))
            return False
        if (keys,) == one.keys:
            self.rebound.pop(one.id, None)
        else:
            self.rebound[one.id] = keys
        self.dataChanged.emit(index, index)
        return True

    def reset_all(self) -> None:
        """Give every action its default keys."""
        self.beginResetModel()
        self.rebound.clear()
        self.endResetModel()
