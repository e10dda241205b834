"""RegisterList: the actors of the register, several of which can be chosen."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QAbstractItemView, QWidget

from ui.models.context import ContextModel
from ui.panels.context_delegate import LEFT, RIGHT, TOP, ContextDelegate
from ui.panels.context_list import ContextList
from ui.presenters.context_rows import ContextRow
from ui.theme import load_theme

GAP = 12
"""Between a name and the role beside it, in pixels."""


class ActorDelegate(ContextDelegate):
    """Paints a name, the role beside it, and what is counted below."""

    def _context(self, painter: QPainter, rect: QRect, font: QFont, row: ContextRow) -> None:
        heavy = QFont(font)
        heavy.setBold(True)
        plain, bold = QFontMetrics(font), QFontMetrics(heavy)
        left, right = rect.left() + LEFT, rect.right() - RIGHT
        line = rect.top() + TOP + plain.ascent()
        name = bold.elidedText(row.words, Qt.TextElideMode.ElideRight, right - left)
        painter.setFont(heavy)
        painter.setPen(self._theme.colour("text"))
        painter.drawText(left, line, name)
        begin = left + bold.horizontalAdvance(name) + GAP
        if right - begin > 3 * GAP:
            role = plain.elidedText(row.after, Qt.TextElideMode.ElideRight, right - begin)
            painter.setFont(font)
            painter.setPen(self._theme.colour("text_soft"))
            painter.drawText(begin, line, role)


class RegisterList(ContextList):
    """A list of actors; Shift and the arrows, or Ctrl and a click, choose several."""

    def __init__(self, model: ContextModel, parent: QWidget | None = None) -> None:
        """Show a model's rows."""
        super().__init__(model, parent)
        self._delegate: ContextDelegate = ActorDelegate(load_theme("light"))
        self.setItemDelegate(self._delegate)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)

    @property
    def chosen_places(self) -> list[int]:
        """The rows that are chosen, from the top."""
        rows = {index.row() for index in self.selectionModel().selectedRows()}
        return sorted(rows) if rows else [self.place] if self.place >= 0 else []

    def show_rows(self, count: int, place: int) -> None:
        """Show other rows, one of them as the present one, without a signal."""
        super().show_rows(count, place)
        index = self.model().index(place, 0, QModelIndex())
        if index.isValid():
            flags = QItemSelectionModel.SelectionFlag
            self._quiet = True
            self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
            self._quiet = False
