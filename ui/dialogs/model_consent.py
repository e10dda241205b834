"""Asking for consent to open a model's folder from elsewhere: what it is, and what it can do."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QCheckBox, QFileDialog, QLineEdit, QPlainTextEdit, QWidget

from annotator.messages import Translator
from annotator.model.message import UserError, msg
from annotator.services.models import CheckedFolder
from ui.dialogs.form import Form

LINES = 8
"""Files whose hash is seen without scrolling."""
WIDTH = 880
"""In device-independent pixels: a hash is seen whole beside its file."""


class ConsentForm(Form):
    """Closes only when the person said that the origin is known."""

    def __init__(self, say: Translator, checked: CheckedFolder, parent: QWidget | None) -> None:
        """Explain a folder in which nothing forbidden was found."""
        super().__init__(say, "models.consent.title", parent, ok="models.consent.ok")
        self.explain("models.consent.what")
        self.add("models.consent.model", _selectable(checked.meta.id, self))
        self.add("models.consent.folder", _selectable(str(checked.folder), self))
        self.add("models.consent.sha256", _selectable(checked.sha256, self))
        self.files = QPlainTextEdit(self)
        self.files.setReadOnly(True)
        self.files.setTabChangesFocus(True)
        self.files.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.files.setPlainText("\n".join(f"{name}\t{value}" for name, value in checked.files))
        self.files.setTabStopDistance(180)
        self.files.setFixedHeight(self.files.fontMetrics().lineSpacing() * LINES + 16)
        self.add("models.consent.files", self.files)
        self.known = QCheckBox(say("models.consent.known"), self)
        self.fields.addRow(self.known)
        self._first = self.known
        self.check = self._check
        self.setMinimumWidth(WIDTH)
        self.adjustSize()

    def _check(self) -> None:
        if not self.known.isChecked():
            raise UserError(msg("models.consent.tick"))


def ask_consent(say: Translator, checked: CheckedFolder, parent: QWidget | None) -> bool:
    """Ask whether a folder may be opened."""
    return ConsentForm(say, checked, parent).ask()


def choose_model(say: Translator, parent: QWidget) -> Path | None:
    """A folder with a model."""
    path = QFileDialog.getExistingDirectory(parent, say("models.choose"))
    return Path(path) if path else None


def choose_gold_folder(say: Translator, parent: QWidget) -> Path | None:
    """A folder with gold to measure on."""
    path = QFileDialog.getExistingDirectory(parent, say("models.choose_gold"))
    return Path(path) if path else None


def _selectable(words: str, parent: QWidget) -> QLineEdit:
    """Words that can be read to their end and copied, by keys too."""
    field = QLineEdit(words, parent)
    field.setReadOnly(True)
    field.setCursorPosition(0)
    return field
