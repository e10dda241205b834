"""The history of the open article: steps and log, and beside them the state of the chosen row."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QLabel,
    QSplitter,
    QTableView,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from annotator.messages import Translator
from annotator.model.ids import ItemId
from annotator.services.history import shown_only
from annotator.services.project_values import LoadedWork
from annotator.settings import AppSettings
from ui.article_desk import ArticleDesk
from ui.dialog_help import give_help
from ui.dialogs.fitting import fit
from ui.models.evaluation import RowsModel
from ui.presenters.history import Leap, Past, Wish
from ui.theme import Theme

SIZE = 1220, 760
"""Of the window, in device-independent pixels: a list, and a column of text with its margin."""


class HistoryWindow(QDialog):
    """Lets one look at any earlier state, and gives what is wished: a leap, or a state."""

    def __init__(
        self,
        say: Translator,
        past: Past,
        theme: Theme,
        settings: AppSettings,
        parent: QWidget | None,
    ) -> None:
        """Show the past of the open article, beginning with the steps.

        Args:
            say: the language.
            past: what is shown.
            theme: the colours of the article.
            settings: its measures.
            parent: the window that it belongs to.
        """
        super().__init__(parent)
        self._say, self._past = say, past
        self.wish: Wish | None = None
        self.setWindowTitle(say("history.title"))
        give_help(self, "history.title")
        self.tabs = QTabWidget(self)
        self.tabs.setAccessibleName(say("history.title"))
        self.tabs.setStyleSheet("QTabBar::tab { padding: 5px 12px; }")
        self.steps = self._table("steps", ("where", "step"), past.steps)
        self.log = self._table("log", ("when", "who", "what"), past.moments)
        for name, table in (("steps", self.steps), ("log", self.log)):
            self.tabs.addTab(table, say(f"history.{name}"))
        self.about = QLabel(self)
        self.about.setWordWrap(True)
        self.about.setContentsMargins(8, 2, 8, 4)
        self.shown = ArticleDesk(say, self)
        self.shown.set_look(
            theme,
            settings.text_size,
            settings.line_spacing,
            labels=settings.show_labels,
            measure=settings.measure,
        )
        self.shown.told.connect(lambda message: self.about.setText(say.say(message)))
        self.shown.failed.connect(lambda error: self.about.setText(say.say(error.message)))
        self.buttons = QDialogButtonBox(self)
        roles = QDialogButtonBox.ButtonRole
        self.go = self.buttons.addButton(say("history.go"), roles.AcceptRole)
        self.buttons.addButton(say("dialogs.close"), roles.RejectRole)
        self.go.setDefault(True)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self._arrange()
        self.tabs.currentChanged.connect(lambda _tab: self._show())

    def _arrange(self) -> None:
        right = QWidget(self)
        beside = QVBoxLayout(right)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.addWidget(self.about)
        beside.addWidget(self.shown, 1)
        split = QSplitter(Qt.Orientation.Horizontal, self)
        split.addWidget(self.tabs)
        split.addWidget(right)
        split.setSizes([470, 750])
        split.setChildrenCollapsible(False)
        layout = QVBoxLayout(self)
        layout.addWidget(split, 1)
        layout.addWidget(self.buttons)
        fit(self, *SIZE)

    def _table(
        self, name: str, heads: Sequence[str], rows: Sequence[tuple[str, ...]]
    ) -> QTableView:
        table = QTableView(self)
        model = RowsModel([self._say(f"history.head.{head}") for head in heads], rows)
        table.setModel(model)
        model.setParent(table)
        table.setAccessibleName(self._say(f"history.{name}"))
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setTabKeyNavigation(False)
        table.setShowGrid(False)
        table.setStyleSheet("QTableView::item { padding: 2px 6px; }")
        table.verticalHeader().hide()
        header = table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(len(heads) - 1, QHeaderView.ResizeMode.Stretch)
        table.selectionModel().currentRowChanged.connect(self._moved)
        return table

    def _moved(self, _now: QModelIndex, _before: QModelIndex) -> None:
        self._show()

    def showEvent(self, event: QShowEvent) -> None:
        """Begin at the present."""
        super().showEvent(event)
        if not self.steps.currentIndex().isValid():
            self.steps.selectRow(self._past.now)
            self.steps.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self) -> None:
        """Show the state of the chosen row, and what can be done with it."""
        table = self.steps if self.tabs.currentIndex() == 0 else self.log
        row = table.currentIndex().row()
        if row < 0 and table.model().rowCount():
            table.selectRow(0)
        elif row >= 0 and table is self.steps:
            self._show_step(row)
        elif row >= 0:
            self._show_moment(row)
        else:
            self._show_work(None, None)
            self._offer(None, "history.restore", self._say("empty.log"))

    def _show_step(self, row: int) -> None:
        wish = self._past.step_wish(row)
        self._show_work(self._past.step_work(row), self._past.step_focus(row))
        if wish is None:
            self._offer(None, "history.go", self._say("history.here"))
            return
        way = "history.back" if wish.steps < 0 else "history.forward"
        self._offer(wish, way, self._say("history.looking"))

    def _show_moment(self, row: int) -> None:
        work = self._past.moment_work(row)
        wish = self._past.moment_wish(row, work)
        self._show_work(work, self._past.moment_focus(row))
        if wish is None:
            self._offer(None, "history.restore", self._say(self._past.moment_reason(work)))
        else:
            about = self._say("history.looking_at", when=self._past.when(row))
            self._offer(wish, "history.restore", about)

    def _offer(self, wish: Wish | None, words: str, about: str) -> None:
        self.wish = wish
        count = abs(wish.steps) if isinstance(wish, Leap) else 1
        self.go.setText(self._say(words, n=count))
        self.go.setEnabled(wish is not None)
        self.about.setText(about)

    def _show_work(self, work: LoadedWork | None, focus: ItemId | None) -> None:
        desk = self.shown.desk
        if work is None:
            desk.close()
            return
        desk.open(shown_only(work, self._past.scheme))
        if desk.session is not None and desk.session.find(focus) is not None:
            desk.select(focus)


def ask_history(window: HistoryWindow) -> Wish | None:
    """Show the history and wait; what is to be done, or None."""
    answered = window.exec() == QDialog.DialogCode.Accepted
    window.deleteLater()
    return window.wish if answered else None
