"""ContextList: a long list of finds that is walked by keys; it holds no row itself."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPalette
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from ui.models.context import ContextModel
from ui.panels.context_delegate import ContextDelegate, row_height
from ui.theme import Theme, load_theme

Index = QModelIndex | QPersistentModelIndex


class ContextList(QTableView):
    """Shows the rows of a model; says where a person goes and what they want to see."""

    moved = Signal(int)
    """A person, or keys, made another row the present one."""
    chosen = Signal(int)
    """The row is to be shown in its text (Enter or a double click)."""
    end_reached = Signal()
    """The last row came into sight, or was walked to."""

    def __init__(self, model: ContextModel, parent: QWidget | None = None) -> None:
        """Show a model's rows."""
        super().__init__(parent)
        self._quiet = False
        self._rows = model
        self._delegate = ContextDelegate(load_theme("light"))
        self.setItemDelegate(self._delegate)
        self.setModel(model)
        self._set_up()

    def _set_up(self) -> None:
        self.horizontalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(row_height(self.font()))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.doubleClicked.connect(lambda index: self.chosen.emit(index.row()))
        self.verticalScrollBar().valueChanged.connect(self._scrolled)

    def set_theme(self, theme: Theme) -> None:
        """Show it in the colours of a theme."""
        palette = theme.palette()
        palette.setColor(QPalette.ColorRole.Base, theme.colour("page"))
        self.setPalette(palette)
        self._delegate.set_theme(theme)
        self.viewport().update()

    @property
    def place(self) -> int:
        """The present row; -1 if there is none."""
        return self.currentIndex().row()

    def show_rows(self, count: int, place: int) -> None:
        """Show other rows, one of them as the present one, without a signal."""
        self._quiet = True
        self._rows.show(count)
        index = self._rows.index(place, 0)
        self.setCurrentIndex(index)
        self._quiet = False
        if index.isValid():
            self.scrollTo(index)

    def step(self, by: int) -> None:
        """Go some rows up or down, as the arrow keys do."""
        last = self.model().rowCount() - 1
        place = min(last, max(0, self.place + by))
        if place >= 0:
            self.setCurrentIndex(self.model().index(place, 0))

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Say so, unless the window did it."""
        super().currentChanged(current, previous)
        if current.isValid() and not self._quiet:
            self.moved.emit(current.row())
            if current.row() == self.model().rowCount() - 1:
                self.end_reached.emit()

    def _scrolled(self, value: int) -> None:
        if value >= self.verticalScrollBar().maximum():
            self.end_reached.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter shows the row in its text."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.place >= 0:
            self.chosen.emit(self.place)
            return
        super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Letters are keys of the window; nothing is searched by them."""
