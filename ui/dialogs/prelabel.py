"""Questions and answers on pre-highlighting a whole project."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialogButtonBox, QLabel, QPushButton, QWidget

from annotator.messages import Translator
from annotator.services.prelabel_pass import PassPlan
from ui.dialogs.form import Form

LISTED = 12
"""Sentences that a report shows; the rest is counted."""


def ask_renew(say: Translator, plan: PassPlan, parent: QWidget | None) -> bool | None:
    """Ask whether older suggestions are made anew, too; None to do nothing."""
    form = Form(say, "dialogs.renew", parent, ok="dialogs.renew_ok")
    words = QLabel(say("dialogs.renew_words", n=plan.outdated), form)
    words.setWordWrap(True)
    form.fields.addRow(words)
    if not plan.new:
        return True if form.ask() else None
    everything = False

    def take_all() -> None:
        nonlocal everything
        everything = True
        form.accept()

    form.ok.setText(say("dialogs.renew_new", n=plan.new))
    other = QPushButton(say("dialogs.renew_all", n=plan.new + plan.outdated), form)
    other.clicked.connect(take_all)
    form.buttons.addButton(other, QDialogButtonBox.ButtonRole.ActionRole)
    return everything if form.ask() else None


def show_pass_troubles(say: Translator, lines: Sequence[str], parent: QWidget | None) -> None:
    """Say what a pass over the project could not do."""
    form = Form(say, "dialogs.prelabel_report", parent, ok="dialogs.close")
    form.cancel.hide()
    shown = list(lines[:LISTED])
    if len(lines) > LISTED:
        shown.append(say("dialogs.and_more", n=len(lines) - LISTED))
    words = QLabel("\n\n".join(shown), form)
    words.setWordWrap(True)
    words.setTextFormat(Qt.TextFormat.PlainText)
    words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    form.fields.addRow(words)
    form.ask()
