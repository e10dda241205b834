"""The question how sure suggestions must be to be accepted together; it shows which those are."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QListWidget, QSpinBox, QWidget

from annotator.messages import Translator
from ui.announcing import announce
from ui.dialogs.form import Form

STEP = 5
"""Percent by which an arrow key changes what is asked for."""
SIZE = (700, 280)
"""Least size of the list, in pixels."""


def ask_sure(
    say: Translator,
    rows: Callable[[int], tuple[str, ...]],
    percent: int,
    parent: QWidget | None,
) -> tuple[int, int] | None:
    """Ask from which score on suggestions are accepted.

    Args:
        say: the language.
        rows: those of at least so many percent, in words.
        percent: to begin with.
        parent: the window.

    Returns:
        Percent, and how many suggestions that accepts; None if the person left it.
    """
    form = Form(say, "sure.title", parent)
    form.explain("sure.lead")
    least = QSpinBox(form)
    least.setRange(0, 100)
    least.setSingleStep(STEP)
    least.setSuffix(say("sure.suffix"))
    least.setValue(percent)
    form.add("sure.least", least)
    found = QListWidget(form)
    found.setAccessibleName(say("sure.list"))
    found.setMinimumSize(*SIZE)
    found.setWordWrap(False)
    found.setTextElideMode(Qt.TextElideMode.ElideRight)
    form.fields.addRow(found)
    none = QLabel(say("sure.none_here"), form)
    none.setWordWrap(True)
    form.fields.addRow(none)

    def show() -> None:
        entries = rows(least.value())
        found.clear()
        found.addItems(entries)
        none.setVisible(not entries)
        words = say("sure.accept", n=len(entries))
        form.ok.setText(words)
        form.ok.setEnabled(bool(entries))
        announce(found, words)

    least.valueChanged.connect(lambda _percent: show())
    show()
    least.selectAll()
    return (least.value(), found.count()) if form.ask() else None
