"""The backups of a project: their days, what they hold, and a way to work with one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from babel.numbers import format_decimal
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialogButtonBox,
    QFileDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTableView,
    QWidget,
)

from annotator.day_words import calendar_words
from annotator.messages import Translator
from annotator.model.message import UserError, msg
from annotator.services.backups import Backup, backup_folder, backups
from ui.dialogs.fitting import fit
from ui.dialogs.form import Form
from ui.dialogs.reports import open_folder
from ui.models.evaluation import RowsModel

HEADS = ("day", "articles", "finished", "items", "size")
MEGABYTE = 1_000_000


class BackupsForm(Form):
    """Every backup with its counts; the chosen one is opened as a copy."""

    def __init__(
        self,
        say: Translator,
        project: Path,
        chosen: str,
        keep_folder: Callable[[str], None],
        parent: QWidget | None,
    ) -> None:
        """Show the backups of a project file.

        Args:
            say: the language.
            project: the file; it may be damaged or gone.
            chosen: the folder for the backups of all projects; empty: beside each.
            keep_folder: keeps another choice of that folder.
            parent: the window.
        """
        super().__init__(say, "backups.title", parent, ok="backups.open")
        self.cancel.setText(say("dialogs.close"))
        self._project, self._chosen, self._keep = project, chosen, keep_folder
        self.found: tuple[Backup, ...] = ()
        self.explain("backups.words")
        self.table = QTableView(self)
        self.table.setAccessibleName(say("backups.title"))
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setTabKeyNavigation(False)
        self.table.setShowGrid(False)
        self.table.setStyleSheet("QTableView::item { padding: 2px 6px; }")
        self.table.verticalHeader().hide()
        self.table.setMinimumHeight(250)
        self.table.activated.connect(self._activated)
        self.empty = QLabel(say("backups.none"), self)
        self.empty.setWordWrap(True)
        self.fields.addRow(self.empty)
        self.fields.addRow(self.table)
        self.place = QLabel(self)
        self.place.setWordWrap(True)
        self.place.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.fields.addRow(self.place)
        self.fields.addRow(self._folder_buttons())
        self.check = self._check
        fit(self, 680, 520)
        self._show()

    def _folder_buttons(self) -> QWidget:
        line = QWidget(self)
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        self.other = QPushButton(self.say("backups.other_folder"), line)
        self.beside = QPushButton(self.say("backups.beside"), line)
        self.other.clicked.connect(self._ask_folder)
        self.beside.clicked.connect(lambda: self._change(""))
        for button in (self.other, self.beside):
            button.setAutoDefault(False)
            row.addWidget(button)
        row.addStretch(1)
        shown = self.buttons.addButton(
            self.say("dialogs.open_folder"), QDialogButtonBox.ButtonRole.ActionRole
        )
        shown.clicked.connect(lambda: open_folder(self._folder))
        self.folder_button = shown
        return line

    @property
    def _folder(self) -> Path:
        return backup_folder(self._project, self._chosen)

    def _ask_folder(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, self.say("backups.other_folder"))
        if folder:
            self._change(folder)

    def _change(self, folder: str) -> None:
        self._chosen = folder
        self._keep(folder)
        self._show()

    def _show(self) -> None:
        self.found = backups(self._project, self._chosen)
        heads = [self.say(f"backups.head.{name}") for name in HEADS]
        model = RowsModel(heads, [self._row(one) for one in self.found], range(1, len(HEADS)))
        self.table.setModel(model)
        model.setParent(self.table)
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.table.setVisible(bool(self.found))
        self.empty.setVisible(not self.found)
        self.ok.setEnabled(bool(self.found))
        self.folder_button.setEnabled(self._folder.is_dir())
        self.beside.setVisible(bool(self._chosen))
        self.place.setText(self.say("backups.place", folder=str(self._folder)))
        if self.found:
            self.table.selectRow(0)
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _row(self, backup: Backup) -> tuple[str, ...]:
        language, holds = self.say.language, backup.holds
        day = calendar_words(backup.day, language, "EEEE d MMMM y")
        size = self.say(
            "backups.size",
            mb=format_decimal(max(0.1, round(backup.size / MEGABYTE, 1)), locale=language),
        )
        if holds is None:
            return day, self.say("backups.damaged"), "", "", size
        counts = (holds.articles, holds.finished, holds.items)
        return (day, *(format_decimal(count, locale=language) for count in counts), size)

    def _activated(self, _index: QModelIndex) -> None:
        self.accept()

    @property
    def backup(self) -> Backup | None:
        """The chosen one."""
        row = self.table.currentIndex().row()
        return self.found[row] if 0 <= row < len(self.found) else None

    def _check(self) -> None:
        chosen = self.backup
        if chosen is None:
            raise UserError(msg("backups.choose"))
        if chosen.trouble is not None:
            raise UserError(chosen.trouble)


def ask_backup(form: BackupsForm) -> Backup | None:
    """Show the backups and wait; the one to work with, or None."""
    return form.backup if form.ask() else None
