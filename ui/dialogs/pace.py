"""The window of a person's own figures: today, lately, and what is left; they can be erased."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from annotator.messages import Translator
from annotator.services.pace import Figures
from ui.dialog_help import give_help
from ui.models.evaluation import Rows, RowsModel
from ui.presenters import pace_words

WIDTH = 620
"""Least width of the window, in device-independent pixels."""


class PaceWindow(QDialog):
    """Shows figures to the one who made them; `erased` says whether they are to go."""

    def __init__(
        self,
        say: Translator,
        figures: Figures | None,
        switch: Callable[[], object],
        parent: QWidget | None,
    ) -> None:
        """Show figures.

        Args:
            say: the language.
            figures: None where nothing is measured.
            switch: switches the measuring on or off; the window closes.
            parent: the window that it belongs to.
        """
        super().__init__(parent)
        self._say = say
        self.erased = False
        self.setWindowTitle(say("pace.title"))
        give_help(self, "pace.title")
        self.setMinimumWidth(WIDTH)
        self._body = QWidget(self)
        self._gone = QLabel(say("pace.erased"), self)
        self._gone.setWordWrap(True)
        self._gone.hide()
        self.tables: list[QTableView] = []
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 16)
        layout.setSpacing(12)
        layout.addWidget(self._body)
        layout.addWidget(self._gone)
        inside = QVBoxLayout(self._body)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(10)
        if figures is None:
            inside.addWidget(self._words(say("pace.off")))
        else:
            self._show(inside, figures)
        layout.addWidget(self._words(pace_words.rule(say)))
        layout.addWidget(self._words(say("pace.private")))
        layout.addStretch(1)
        layout.addLayout(self._buttons(figures is not None, switch))

    def _show(self, inside: QVBoxLayout, figures: Figures) -> None:
        say = self._say
        for name, rows in (
            ("here", pace_words.rows_here(figures, say)),
            ("everywhere", pace_words.rows_everywhere(figures, say)),
        ):
            title = QLabel(say(f"pace.{name}"), self._body)
            font = title.font()
            font.setBold(True)
            title.setFont(font)
            table = self._table(say(f"pace.{name}"), pace_words.heads(say), rows)
            self.tables.append(table)
            inside.addWidget(title)
            inside.addWidget(table)
            if name == "here":
                inside.addWidget(self._words(pace_words.left(figures, say)))
                inside.addSpacing(6)

    def _table(self, name: str, heads: tuple[str, ...], rows: Rows) -> QTableView:
        table = QTableView(self._body)
        model = RowsModel(heads, rows, range(1, len(heads)))
        table.setModel(model)
        model.setParent(table)
        table.setAccessibleName(name)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setTabKeyNavigation(False)
        table.setShowGrid(False)
        table.setStyleSheet("QTableView::item { padding: 2px 6px; }")
        table.verticalHeader().hide()
        header = table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        table.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        return table

    def showEvent(self, event: QShowEvent) -> None:
        """Be as tall as the rows and the lines that wrap; only now the type is the window's."""
        super().showEvent(event)
        for table in self.tables:
            rows = table.verticalHeader()
            rows.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
            height = table.horizontalHeader().sizeHint().height() + 2 * table.frameWidth()
            table.setFixedHeight(height + rows.length())
        layout = self.layout()
        if layout is not None:
            layout.activate()
            self.resize(self.width(), layout.totalHeightForWidth(self.width()))
        self._close.setFocus(Qt.FocusReason.OtherFocusReason)

    def _words(self, words: str) -> QLabel:
        label = QLabel(words, self)
        label.setWordWrap(True)
        label.setTextFormat(Qt.TextFormat.PlainText)
        return label

    def _buttons(self, measured: bool, switch: Callable[[], object]) -> QHBoxLayout:
        say = self._say
        self.erase = QPushButton(say("pace.erase"), self)
        self.erase.setAutoDefault(False)
        self.erase.clicked.connect(self._turn_erased)
        self.switch = QPushButton(say("pace.switch_off" if measured else "pace.switch_on"), self)
        self.switch.setAutoDefault(False)
        self.switch.clicked.connect(lambda: switch())
        self.switch.clicked.connect(self.accept)
        self._close = QPushButton(say("dialogs.close"), self)
        self._close.setDefault(True)
        self._close.clicked.connect(self.reject)
        line = QHBoxLayout()
        line.addWidget(self.erase)
        line.addWidget(self.switch)
        line.addStretch(1)
        line.addWidget(self._close)
        return line

    def _turn_erased(self) -> None:
        """Show that the figures go when the window is closed, or bring them back."""
        self.erased = not self.erased
        self._body.setVisible(not self.erased)
        self._gone.setVisible(self.erased)
        self.erase.setText(self._say("pace.keep" if self.erased else "pace.erase"))


def ask_pace(window: PaceWindow) -> bool:
    """Show the figures and wait; whether they are to be erased."""
    window.exec()
    window.deleteLater()
    return window.erased
