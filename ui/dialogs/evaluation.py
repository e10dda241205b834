"""The comparison of an article with gold: its figures, and every difference with a way to it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QPoint, QRect, QSize, Qt
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
from annotator.model.ids import ArticleId
from annotator.model.text import short
from annotator.services.evaluating import EvaluationReport
from annotator.services.evaluation_words import FIGURE_HEADS, WORDS, figure_rows, what_is_wrong
from ui.dialog_help import give_help
from ui.dialogs.fitting import fit
from ui.models.evaluation import RowsModel

GoTo = Callable[[ArticleId, int, int], None]
"""Shows a stretch of an article, in code points."""
MISTAKE_HEADS = ("layer", "words", "wrong")
WIDTH, HEIGHT, LEAST_HEIGHT = 820, 720, 380
"""Of the window, in device-independent pixels."""
MARGIN = 24
"""Between it and the edges of the main window, in device-independent pixels."""
WORDS_WIDTH = 300
"""The widest that the column of words may be, in pixels: what is wrong needs the rest."""


class EvaluationWindow(QDialog):
    """Stays beside the window while one looks at the differences."""

    def __init__(
        self, say: Translator, report: EvaluationReport, go_to: GoTo, parent: QWidget | None
    ) -> None:
        """Show a report of one article."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(say("evaluate.dialog.title"))
        give_help(self, "evaluate.dialog.title")
        (self._text,) = report.texts
        self._go_to = go_to
        own = "machine" if self._text.line.annotation is None else "work"
        about = QLabel(say(f"evaluate.dialog.{own}", title=self._text.line.article.title), self)
        about.setWordWrap(True)
        about.setTextFormat(Qt.TextFormat.PlainText)
        self.figures = self._table(say, "figures", _figures(say, report))
        self.mistakes = self._table(say, "mistakes", self._mistakes(say))
        header = self.mistakes.horizontalHeader()
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        header.resizeSection(1, min(header.sectionSize(1), WORDS_WIDTH))
        self.mistakes.clicked.connect(self._show)
        self.mistakes.activated.connect(self._show)
        layout = QVBoxLayout(self)
        layout.addWidget(about)
        for table in (self.figures, self.mistakes):
            layout.addWidget(QLabel(table.accessibleName(), self))
            layout.addWidget(table, 1)
        self.none = QLabel(say("empty.mistakes"), self)
        self.none.setWordWrap(True)
        same = not self.mistakes.model().rowCount()
        self.none.setVisible(same)
        self.mistakes.setVisible(not same)
        layout.addWidget(self.none)
        self.close_button = QPushButton(say("dialogs.close"), self)
        self.close_button.setAutoDefault(False)
        self.close_button.clicked.connect(self.close)
        bottom = QHBoxLayout()
        bottom.addStretch(1)
        bottom.addWidget(self.close_button)
        layout.addLayout(bottom)
        self._stand(parent)

    def _stand(self, parent: QWidget | None) -> None:
        """Stand at the foot of the window, so that the upper lines of the text stay free."""
        if parent is None:
            fit(self, WIDTH, HEIGHT)
            return
        size = QSize(WIDTH, max(LEAST_HEIGHT, min(HEIGHT, parent.height() // 2)))
        frame = QRect(QPoint(0, 0), size)
        frame.moveBottomRight(parent.frameGeometry().bottomRight() - QPoint(MARGIN, MARGIN))
        self.setGeometry(frame)

    def _table(self, say: Translator, name: str, model: RowsModel) -> QTableView:
        table = QTableView(self)
        table.setModel(model)
        model.setParent(table)
        table.setAccessibleName(say(f"evaluate.dialog.{name}"))
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setTabKeyNavigation(False)
        table.setShowGrid(False)
        table.setStyleSheet("QTableView::item { padding: 2px 6px; }")
        rows = table.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        table.horizontalHeader().setDefaultAlignment(left)
        table.resizeColumnsToContents()
        return table

    def _mistakes(self, say: Translator) -> RowsModel:
        heads = [say(f"evaluate.dialog.head.{name}") for name in MISTAKE_HEADS]
        rows = [
            (
                say(f"evaluate.layer.{one.layer}"),
                short(one.span.text, WORDS),
                what_is_wrong(one, say),
            )
            for one in self._text.comparison.mistakes
        ]
        return RowsModel(heads, rows)

    def _show(self, index: QModelIndex) -> None:
        span = self._text.comparison.mistakes[index.row()].span
        self._go_to(self._text.line.article.id, span.start, span.end)


def _figures(say: Translator, report: EvaluationReport) -> RowsModel:
    """All but the interval: one article has none."""
    heads = [say(f"evaluate.head.{name}") for name in FIGURE_HEADS[:-1]]
    rows = [row[:-1] for row in figure_rows(report.summary, say)]
    return RowsModel(heads, rows, range(1, len(heads)))


def show_evaluation(
    say: Translator, report: EvaluationReport, go_to: GoTo, parent: QWidget | None
) -> EvaluationWindow:
    """Open the comparison beside the window, in the place of an earlier one."""
    for earlier in parent.findChildren(EvaluationWindow) if parent is not None else ():
        earlier.close()
    window = EvaluationWindow(say, report, go_to, parent)
    window.show()
    return window
