"""The command palette: every action by name, found by typing a few letters of its words."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPalette, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QDialog,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from annotator.messages import Translator
from annotator.model.text import fold
from ui.announcing import announce

ID_ROLE = Qt.ItemDataRole.UserRole + 1
Index = QModelIndex | QPersistentModelIndex
KEYS_ROLE = Qt.ItemDataRole.UserRole + 2


class _KeysAtTheRight(QStyledItemDelegate):
    """Paints an action's words, and its keys at the right end of the line."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        wanted = super().sizeHint(option, index)
        return QSize(wanted.width(), wanted.height() + 8)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().paint(painter, option, index)
        chosen = option.state & QStyle.StateFlag.State_Selected
        role = QPalette.ColorRole
        painter.save()
        painter.setPen(
            option.palette.color(role.HighlightedText if chosen else role.PlaceholderText)
        )
        place = option.rect.adjusted(0, 0, -8, 0)
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(place, right, str(index.data(KEYS_ROLE) or ""))
        painter.restore()


class Palette(QDialog):
    """A line to type in and the actions that match; Enter chooses, Esc leaves."""

    def __init__(
        self, say: Translator, rows: Sequence[tuple[str, str, str]], parent: QWidget | None
    ) -> None:
        """Offer actions.

        Args:
            say: the language.
            rows: id, words and keys of every action.
            parent: the window.
        """
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAccessibleName(say("dialogs.palette"))
        self._say, self._rows = say, tuple(rows)
        self.helped = False
        self.line = QLineEdit(self)
        self.line.setPlaceholderText(say("dialogs.palette"))
        self.line.setAccessibleName(say("dialogs.palette"))
        self.list = QListView(self)
        self.list.setAccessibleName(say("dialogs.palette"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setItemDelegate(_KeysAtTheRight(self.list))
        self.list.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self._model = QStandardItemModel(self)
        self.list.setModel(self._model)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 10, 10, 10)
        layout.addWidget(self.line)
        layout.addWidget(self.list)
        self.resize(560, 420)
        self.line.textChanged.connect(self._filter)
        self.line.installEventFilter(self)
        self.list.clicked.connect(lambda _index: self.accept())
        self.line.setFocus(Qt.FocusReason.PopupFocusReason)
        self._filter("")
        if parent is not None:
            corner = parent.mapToGlobal(parent.rect().center())
            self.move(corner.x() - 280, parent.mapToGlobal(parent.rect().topLeft()).y() + 60)

    def _filter(self, typed: str) -> None:
        wanted = fold(typed).split()
        self._model.clear()
        for action, words, keys in self._rows:
            if all(one in fold(words) for one in wanted):
                item = QStandardItem(words)
                item.setData(action, ID_ROLE)
                item.setData(keys, KEYS_ROLE)
                self._model.appendRow(item)
        if not self._model.rowCount():
            nothing = QStandardItem(self._say("dialogs.palette_none"))
            nothing.setFlags(Qt.ItemFlag.NoItemFlags)
            self._model.appendRow(nothing)
        self.list.setCurrentIndex(self._model.index(0, 0))
        self._tell()

    def _tell(self) -> None:
        """Have the marked action read, while the focus stays in the line."""
        index = self.list.currentIndex()
        words = (index.data(), index.data(KEYS_ROLE))
        announce(self, ", ".join(str(one) for one in words if one))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the arrows move in the list while the line has the focus."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        if event.key() == Qt.Key.Key_F1:
            self.helped = True
            self.accept()
            return True
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        if step is not None and self._model.rowCount():
            place = (self.list.currentIndex().row() + step) % self._model.rowCount()
            self.list.setCurrentIndex(self._model.index(place, 0))
            self._tell()
            return True
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.accept()
            return True
        return super().eventFilter(watched, event)

    @property
    def chosen(self) -> str:
        """The id of the action that is marked; empty if none matches. After F1 it is the help."""
        if self.helped:
            return "help.keys"
        return str(self.list.currentIndex().data(ID_ROLE) or "")


def ask_action(
    say: Translator, rows: Sequence[tuple[str, str, str]], parent: QWidget | None
) -> str:
    """Ask which action is wanted; empty if the person left."""
    palette = Palette(say, rows, parent)
    answered = palette.exec() == QDialog.DialogCode.Accepted
    palette.deleteLater()
    return palette.chosen if answered else ""
