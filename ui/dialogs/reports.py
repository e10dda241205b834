"""Saying what became of an import or an export, a line for each thing."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QDialogButtonBox,
    QHeaderView,
    QLabel,
    QPushButton,
    QTableView,
    QWidget,
)

from annotator.messages import Translator
from annotator.services.import_report import ImportReport
from ui.dialogs.fitting import fit
from ui.dialogs.form import Form
from ui.models.report import ReportModel

FILE_WIDTH = 240
"""The widest that the column of file names may be, in pixels: the sentences need the rest."""
FEW = 500
"""Rows that may each have a height of their own: to measure thousands holds the window up."""


class ImportReportForm(Form):
    """Every file with its sentence; the ones with problems can be shown alone."""

    def __init__(self, say: Translator, report: ImportReport, parent: QWidget | None) -> None:
        """Show the report."""
        super().__init__(say, "dialogs.import_report", parent, ok="dialogs.close")
        self.cancel.hide()
        self._report = report
        self.model = ReportModel(say)
        self.table = QTableView(self)
        self.table.setModel(self.model)
        self.table.setAccessibleName(say("dialogs.import_report"))
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setWordWrap(True)
        self.table.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.table.setTabKeyNavigation(False)
        rows = self.table.verticalHeader()
        rows.hide()
        few = len(report.entries) <= FEW
        modes = QHeaderView.ResizeMode
        rows.setSectionResizeMode(modes.ResizeToContents if few else modes.Fixed)
        self.table.setShowGrid(False)
        self.table.setStyleSheet("QTableView::item { padding: 4px 6px; }")
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        self.table.horizontalHeader().setDefaultAlignment(left)
        self.only = QCheckBox(say("dialogs.only_problems"), self)
        self.only.toggled.connect(self._show)
        self.fields.addRow(QLabel(self._counts(), self))
        self.fields.addRow(self.only)
        self.fields.addRow(self.table)
        fit(self, 820, 480)
        self.only.setVisible(report.count("imported") != len(report.entries))
        self._show(False)

    def _counts(self) -> str:
        sentences = list(self._report.say(self.say))[len(self._report.entries) :]
        return " ".join(sentences)

    def _show(self, only_problems: bool) -> None:
        entries = [
            one for one in self._report.entries if not only_problems or one.status != "imported"
        ]
        self.model.show_entries(tuple(entries))
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        header.resizeSection(1, min(self.table.sizeHintForColumn(1) + 16, FILE_WIDTH))


def show_import_report(say: Translator, report: ImportReport, parent: QWidget | None) -> None:
    """Show what became of every file."""
    ImportReportForm(say, report, parent).ask()


def show_lines(
    say: Translator, title: str, lines: Sequence[str], parent: QWidget | None, place: Path
) -> None:
    """Show some sentences on what was written, with a way to the folder that it lies in."""
    form = Form(say, title, parent, ok="dialogs.close")
    form.cancel.hide()
    words = QLabel("\n\n".join(lines), form)
    words.setWordWrap(True)
    words.setMinimumWidth(520)
    words.setTextFormat(Qt.TextFormat.PlainText)
    words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    form.fields.addRow(words)
    folder = QPushButton(say("dialogs.open_folder"), form)
    folder.clicked.connect(lambda: open_folder(place))
    form.buttons.addButton(folder, QDialogButtonBox.ButtonRole.ActionRole)
    form.ask()


def open_folder(place: Path) -> None:
    """Show a file or folder in the system's own file manager."""
    folder = place if place.is_dir() else place.parent
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
