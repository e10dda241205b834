"""The question which other places of some words are to be marked, each shown in its context."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QListWidget, QListWidgetItem, QWidget

from annotator.messages import Translator
from annotator.model.text import short
from annotator.services.annotating.occurrences import Occurrence
from ui.dialogs.form import Form

CONTEXT = 40
"""Code points shown left and right of the words, at most."""
SIZE = (700, 260)
"""Least size of the list, in pixels."""


def ask_occurrences(
    say: Translator, words: str, found: Sequence[Occurrence], parent: QWidget | None
) -> tuple[Occurrence, ...]:
    """Ask which places are to be marked; all are ticked at first.

    Args:
        say: the language.
        words: that were looked for.
        found: the places.
        parent: the window.

    Returns:
        The places to mark; none if the person left it.
    """
    form = Form(say, "occurrences.title", parent)
    lead = QLabel(say("occurrences.lead", n=len(found), words=short(words)), form)
    lead.setWordWrap(True)
    lead.setTextFormat(Qt.TextFormat.PlainText)
    form.fields.addRow(lead)
    places = QListWidget(form)
    places.setAccessibleName(say("occurrences.list"))
    places.setMinimumSize(*SIZE)
    for one in found:
        entry = QListWidgetItem(_shown(one, say), places)
        entry.setFlags(entry.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        entry.setCheckState(Qt.CheckState.Checked)
    form.fields.addRow(places)
    places.setCurrentRow(0)
    places.setFocus(Qt.FocusReason.OtherFocusReason)

    def ticked() -> tuple[Occurrence, ...]:
        on = Qt.CheckState.Checked
        return tuple(one for n, one in enumerate(found) if places.item(n).checkState() == on)

    def count() -> None:
        number = len(ticked())
        form.ok.setText(say("occurrences.mark", n=number))
        form.ok.setEnabled(number > 0)

    places.itemChanged.connect(lambda _entry: count())
    count()
    return ticked() if form.ask() else ()


def _shown(one: Occurrence, say: Translator) -> str:
    line = one.line
    before = _cut(line.before[-CONTEXT:], whole=len(line.before) <= CONTEXT, left=True)
    after = _cut(line.after[:CONTEXT], whole=len(line.after) <= CONTEXT, left=False)
    waiting = f"   ({say('occurrences.waiting')})" if one.waiting else ""
    return f"{before}[{line.words}]{after}{waiting}"


def _cut(text: str, *, whole: bool, left: bool) -> str:
    if whole:
        return text
    return f"…{text}" if left else f"{text}…"
