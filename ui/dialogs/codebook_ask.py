"""Questions of the codebook: names of new labels, which label to merge into, what adopting does."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QLineEdit, QWidget

from annotator.messages import Translator
from annotator.model.message import UserError, msg
from annotator.model.scheme import ITEM_KINDS, ItemKind, Label, Texts
from ui.dialogs.form import Form
from ui.dialogs.tables import fill, word_table
from ui.presenters.codebook import LANGUAGES
from ui.presenters.codebook_words import EFFECT_HEADS, Effects
from ui.workers.job import Job

PARTS = 3
"""Into how many labels one can be split at once; more are split in two steps."""
WIDTH, TABLE_HEIGHT = 860, 300
"""Of the form with the preview, in pixels."""


class NameFields(QWidget):
    """A name in each language, beside each other."""

    def __init__(self, say: Translator, name: str, parent: QWidget) -> None:
        """Start empty; `name` is what the fields are called."""
        super().__init__(parent)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        self.lines = {language: QLineEdit(self) for language in LANGUAGES}
        order = sorted(LANGUAGES, key=lambda one: one != say.language)
        for language in order:
            line = self.lines[language]
            line.setPlaceholderText(say(f"language.{language}"))
            line.setAccessibleName(f"{name}, {say(f'language.{language}')}")
            layout.addWidget(line)
        self.setFocusProxy(self.lines[order[0]])

    def texts(self) -> Texts:
        """What was written; a language without words is left out."""
        found = ((language, line.text().strip()) for language, line in self.lines.items())
        return tuple((language, words) for language, words in found if words)


def ask_name(say: Translator, where: str, parent: QWidget) -> Texts | None:
    """The name of a new label in a group or question; None if the person left."""
    form = Form(say, "codebook.add", parent, ok="codebook.add.ok")
    _explain(form, say("codebook.add.words", where=where))
    name = NameFields(say, say("codebook.field.name"), form)
    form.add("codebook.field.name", name)
    form.check = lambda: _named(name)
    return name.texts() if form.ask() else None


def ask_question(say: Translator, parent: QWidget) -> tuple[Texts, ItemKind] | None:
    """The words of a new question and what it is asked of; None if the person left."""
    form = Form(say, "codebook.ask", parent, ok="codebook.add.ok")
    form.explain("codebook.ask.words")
    name = NameFields(say, say("codebook.ask.name"), form)
    of = QComboBox(form)
    for one in sorted(ITEM_KINDS, key=lambda one: one != "quote"):
        of.addItem(say(f"codebook.of.{one}"), one)
    form.add("codebook.ask.name", name)
    form.add("codebook.ask.of", of)
    form.check = lambda: _named(name)
    if not form.ask():
        return None
    kind: ItemKind = of.currentData()
    return name.texts(), kind


def ask_merge(
    say: Translator, label: Label, others: Sequence[Label], parent: QWidget
) -> str | None:
    """The id of the label that takes the place of another; None if the person left."""
    form = Form(say, "codebook.merge", parent, ok="codebook.merge.ok")
    _explain(form, say("codebook.merge.words", name=label.title(say.language)))
    into = QComboBox(form)
    for one in others:
        into.addItem(one.title(say.language), one.id)
    form.add("codebook.merge.into", into)
    return str(into.currentData()) if form.ask() else None


def ask_split(say: Translator, label: Label, parent: QWidget) -> tuple[Texts, ...] | None:
    """The names of the labels that take the place of one; None if the person left."""
    form = Form(say, "codebook.split", parent, ok="codebook.split.ok")
    _explain(form, say("codebook.split.words", name=label.title(say.language)))
    fields = []
    for number in range(1, PARTS + 1):
        title = f"codebook.split.part_{number}"
        fields.append(NameFields(say, say(title), form))
        form.add(title, fields[-1])

    def names() -> tuple[Texts, ...]:
        return tuple(texts for texts in (one.texts() for one in fields) if texts)

    def check() -> None:
        if len(names()) < 2:
            raise UserError(msg("codebook.split.few"))

    form.check = check
    return names() if form.ask() else None


def ask_discard(say: Translator, parent: QWidget) -> bool:
    """Whether changes that were not adopted are to be given up."""
    form = Form(say, "codebook.discard", parent, ok="codebook.discard.ok")
    form.explain("codebook.discard.words")
    form.cancel.setDefault(True)
    form.cancel.setFocus()
    return form.ask()


def _named(name: NameFields) -> None:
    if not name.texts():
        raise UserError(msg("codebook.no_name"))


def _explain(form: Form, words: str) -> None:
    label = QLabel(words, form)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    form.fields.addRow(label)


class AdoptForm(Form):
    """What adopting would do, label by label; then it is done, both off the window's thread."""

    def __init__(
        self,
        say: Translator,
        look: Callable[[], Effects],
        adopt: Callable[[], Any],
        parent: QWidget | None,
    ) -> None:
        """Begin to look.

        Args:
            say: the language.
            look: reads what would change; called on another thread.
            adopt: does it; called on another thread.
            parent: the window of the codebook.
        """
        super().__init__(say, "codebook.adopt", parent, ok="codebook.adopt.ok")
        self._adopt = adopt
        self._job: Job | None = None
        self.done_with: Any = None
        self.words = QLabel(say("codebook.preview.running"), self)
        self.words.setWordWrap(True)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.table = word_table(self, say("codebook.preview"))
        self.table.setMinimumHeight(TABLE_HEIGHT)
        self.fields.addRow(self.words)
        self.fields.addRow(self.table)
        self.explain("codebook.adopt.words")
        self.resize(WIDTH, 0)
        self._first = self.table
        self._run(look, self._show)

    def _run(self, work: Callable[[], Any], done: Callable[[Any], object]) -> None:
        self.ok.setEnabled(False)
        job = Job(lambda _progress, _cancelled: work(), self)
        job.succeeded.connect(done)
        job.failed.connect(lambda error: self.complain(error.message))
        job.crashed.connect(_raise)
        job.ended.connect(self._ended)
        self._job = job
        job.start()

    @property
    def busy(self) -> bool:
        """Whether something is being looked up or done."""
        return self._job is not None

    def _ended(self) -> None:
        self._job = None
        self.ok.setEnabled(True)
        self.cancel.setEnabled(True)
        self.ok.setFocus()
        if self.done_with is not None:
            super().done(self.DialogCode.Accepted)

    def _show(self, found: Effects) -> None:
        self.words.setText(found.words)
        heads = [self.say(f"codebook.head.{name}") for name in EFFECT_HEADS]
        fill(self.table, heads, found.rows, 3, range(2, 3))
        self.table.setVisible(bool(found.rows))

    def accept(self) -> None:
        """Do it; the form closes when it is done."""
        if self._job is None:
            self.cancel.setEnabled(False)
            self._run(self._adopt, self._adopted)

    def _adopted(self, result: Any) -> None:
        self.done_with = result

    def reject(self) -> None:
        """Leave; what is being done is done whole, and what is being read is waited for."""
        if self._job is None:
            super().reject()
        elif self.cancel.isEnabled():
            self._job.blockSignals(True)
            self._job.wait()
            self._job = None
            super().reject()


def _raise(error: Exception) -> None:
    """Hand an error that nobody foresaw to the last-resort handler."""
    raise error
