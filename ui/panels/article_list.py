"""ArticleList: the project's articles with a filter on top, and the bin."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QFrame,
    QLabel,
    QLineEdit,
    QListView,
    QMenu,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from annotator.messages import Translator
from annotator.model.ids import ArticleId
from annotator.services.projects import ArticleRow
from ui.announcing import name_box
from ui.models.articles import ROW_ROLE, ArticleModel, Index
from ui.panels.article_delegate import ArticleDelegate
from ui.panels.unread import UnreadStrip
from ui.presenters.marked import MARKED, Marked
from ui.theme import Theme, load_theme

WAIT_MS = 180
"""How long typing rests before the list is filtered."""


class ArticleList(QWidget):
    """Shows articles and says which one a person wants; it changes nothing itself."""

    article_chosen = Signal(str)
    bin_wanted = Signal(str)
    restore_wanted = Signal(str)
    metadata_wanted = Signal(str)
    query_changed = Signal(str)
    bin_toggled = Signal(bool)
    marked_chosen = Signal(str)
    text_wanted = Signal()
    import_wanted = Signal()

    def __init__(self, say: Translator, parent: QWidget | None = None) -> None:
        """Make an empty list."""
        super().__init__(parent)
        self._say = say
        self.model = ArticleModel(say)
        self._delegate = ArticleDelegate(load_theme("light"), say)
        self.filter = QLineEdit(self)
        self.marked = QComboBox(self)
        self.view = _List(self)
        self._empty = QLabel(self)
        self._import = QPushButton(say("panels.import"), self)
        self._bin = QPushButton(say("panels.bin"), self)
        self.unread = UnreadStrip(say, self, narrow=True)
        self._stack = QStackedWidget(self)
        self._timer = QTimer(self)
        self._build()
        self._connect()

    def _build(self) -> None:
        self.setAccessibleName(self._say("panels.articles"))
        self.filter.setPlaceholderText(self._say("panels.filter"))
        self.filter.setAccessibleName(self._say("panels.filter"))
        self.filter.setClearButtonEnabled(True)
        for one in MARKED:
            self.marked.addItem(self._say(f"flag.show.{one}"), one)
        name_box(self.marked, self._say("flag.filter"))
        self.marked.hide()
        self.view.setModel(self.model)
        self.view.setItemDelegate(self._delegate)
        self.view.setAccessibleName(self._say("panels.articles"))
        self._empty.setWordWrap(True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._bin.setCheckable(True)
        self._bin.setObjectName("quiet")
        nothing = QWidget(self)
        box = QVBoxLayout(nothing)
        box.setContentsMargins(18, 14, 18, 14)
        box.addWidget(self._empty)
        box.addWidget(self._import)
        box.addStretch(1)
        self._stack.addWidget(self.view)
        self._stack.addWidget(nothing)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        top = QWidget(self)
        inner = QVBoxLayout(top)
        inner.setContentsMargins(12, 10, 12, 8)
        inner.addWidget(self.filter)
        inner.addWidget(self.marked)
        layout.addWidget(top)
        layout.addWidget(self._stack, 1)
        layout.addWidget(self.unread)
        layout.addWidget(self._bin)

    def _connect(self) -> None:
        self._timer.setSingleShot(True)
        self._timer.setInterval(WAIT_MS)
        self._timer.timeout.connect(lambda: self.query_changed.emit(self.filter.text()))
        self.filter.textChanged.connect(lambda _text: self._timer.start())
        self.filter.returnPressed.connect(self.view.setFocus)
        self.marked.activated.connect(
            lambda place: self.marked_chosen.emit(self.marked.itemData(place))
        )
        self.view.current_moved.connect(self._moved)
        self.view.entered_text.connect(self.text_wanted)
        self.view.customContextMenuRequested.connect(self._menu)
        self._bin.toggled.connect(self.bin_toggled)
        self._import.clicked.connect(self.import_wanted)

    def set_theme(self, theme: Theme) -> None:
        """Show it in the colours of a theme; a splitter with a style hands no palette on."""
        palette = theme.palette()
        palette.setColor(QPalette.ColorRole.Window, theme.colour("panel"))
        self.setAutoFillBackground(True)
        for widget in (self, *self.findChildren(QWidget)):
            widget.setPalette(palette)
        self._delegate.set_theme(theme)
        self.unread.set_theme(theme)
        self.view.viewport().update()

    def show_rows(
        self, rows: tuple[ArticleRow, ...], current: str | None, *, query: str, binned: bool
    ) -> None:
        """Show these articles, one of them as the open one."""
        chosen = self.chosen()
        self.model.show_rows(rows)
        if not query and self.filter.text() and not self._timer.isActive():
            self.filter.clear()
        self._bin.setChecked(binned)
        self._stack.setCurrentIndex(0 if rows else 1)
        reason = self._why_empty(query, binned=binned)
        self._empty.setText(self._say(reason))
        self._import.setVisible(reason == "panels.empty")
        self.show_current(current)
        if current in chosen:
            self.view.add_to_selection([self.model.index(place) for place in self._places(chosen)])

    def _why_empty(self, query: str, *, binned: bool) -> str:
        if query:
            return "panels.no_match"
        if self._only_marked:
            return "flag.none_shown"
        return "panels.bin_empty" if binned else "panels.empty"

    @property
    def _only_marked(self) -> bool:
        return self.marked.currentIndex() > 0

    def show_marked(self, marked: Marked, *, offered: bool) -> None:
        """Show which marks are asked for; the choice is there once anything is marked."""
        self.marked.setCurrentIndex(MARKED.index(marked))
        self.marked.setVisible(offered or self._only_marked)

    def _places(self, articles: tuple[ArticleId, ...]) -> list[int]:
        places = (self.model.place(article) for article in articles)
        return [place for place in places if place >= 0]

    def show_row(self, row: ArticleRow) -> None:
        """Show one article anew."""
        self.model.show_row(row)
        if row.flagged:
            self.marked.show()

    def chosen(self) -> tuple[ArticleId, ...]:
        """The articles that are selected in the list (Ctrl or Shift and a click), in its order."""
        places = sorted(index.row() for index in self.view.selectionModel().selectedIndexes())
        rows = (self.model.index(place).data(ROW_ROLE) for place in places)
        return tuple(row.id for row in rows if isinstance(row, ArticleRow))

    def show_current(self, current: str | None) -> None:
        """Show which article is open, without opening it again."""
        place = self.model.place(current)
        self.view.quietly_select(self.model.index(place) if place >= 0 else QModelIndex())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes on to the text, out of the filter with all articles shown again."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
            return
        if self.filter.hasFocus():
            self.filter.clear()
        self.text_wanted.emit()

    def _moved(self, index: Index) -> None:
        row = index.data(ROW_ROLE)
        if isinstance(row, ArticleRow):
            self.article_chosen.emit(row.id)

    def _menu(self, place: QPoint) -> None:
        row = self.view.indexAt(place).data(ROW_ROLE)
        if isinstance(row, ArticleRow):
            self.menu_for(row).popup(self.view.viewport().mapToGlobal(place))

    def menu_for(self, row: ArticleRow) -> QMenu:
        """What can be done with an article of the list."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self._say("panels.metadata"), lambda: self.metadata_wanted.emit(row.id))
        if row.binned:
            menu.addAction(self._say("panels.restore"), lambda: self.restore_wanted.emit(row.id))
        else:
            menu.addAction(self._say("panels.to_bin"), lambda: self.bin_wanted.emit(row.id))
        return menu


class _List(QListView):
    """A list that says when a person moves to an article, and when on to its text."""

    current_moved = Signal(object)
    entered_text = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._quiet = False
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)

    def quietly_select(self, index: QModelIndex) -> None:
        """Make an article current without a signal."""
        self._quiet = True
        flags = QItemSelectionModel.SelectionFlag
        kept = self.selectionModel().isSelected(index)
        how = flags.NoUpdate if kept else flags.ClearAndSelect
        self.selectionModel().setCurrentIndex(index, how)
        self._quiet = False

    def add_to_selection(self, indexes: list[QModelIndex]) -> None:
        """Select more articles; the current one stays."""
        for index in indexes:
            self.selectionModel().select(index, QItemSelectionModel.SelectionFlag.Select)

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Say so, if a person did it."""
        super().currentChanged(current, previous)
        if not self._quiet and current.isValid():
            self.current_moved.emit(current)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on to the text."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered_text.emit()
            return
        super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Leave the article alone: letters are the keys of the text, and the filter searches."""

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A plain click on an article goes on to its text, so that the keys work at once."""
        super().mouseReleaseEvent(event)
        left = event.button() == Qt.MouseButton.LeftButton
        if left and not event.modifiers() and self.indexAt(event.position().toPoint()).isValid():
            self.entered_text.emit()
