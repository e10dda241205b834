"""Offering the steps that were never saved, when the project is opened after a crash."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialogButtonBox, QLabel, QListWidget, QWidget

from annotator.messages import Translator
from annotator.services.recovery import Held
from ui.dialogs.form import Form
from ui.presenters.history import step_words

Answer = Literal["take", "drop", "later"]


class RecoveryForm(Form):
    """The steps in words, and three ways: take them up, give them up, decide another time."""

    def __init__(self, say: Translator, held: Held, parent: QWidget | None) -> None:
        """Show what one article's steps are."""
        super().__init__(say, "recovery.title", parent, ok="recovery.take")
        self.dropped = False
        count = len(held.batches)
        words = QLabel(say("recovery.words", n=count, title=held.title, by=held.by), self)
        words.setWordWrap(True)
        words.setTextFormat(Qt.TextFormat.PlainText)
        self.fields.addRow(words)
        self.steps = QListWidget(self)
        self.steps.setAccessibleName(say("history.steps"))
        self.steps.addItems([step_words(label, say) for label in held.labels])
        self.fields.addRow(self.steps)
        self.cancel.setText(say("recovery.later"))
        self.drop = self.buttons.addButton(
            say("recovery.drop"), QDialogButtonBox.ButtonRole.DestructiveRole
        )
        self.drop.clicked.connect(self._drop)
        self.ok.setFocus()

    def _drop(self) -> None:
        self.dropped = True
        self.reject()


def ask_recovery(say: Translator, held: Held, parent: QWidget | None) -> Answer:
    """Ask what becomes of steps that were never saved."""
    form = RecoveryForm(say, held, parent)
    if form.ask():
        return "take"
    return "drop" if form.dropped else "later"
