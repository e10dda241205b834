"""One change of the lexicon before it is made: what it is about, and what it would find or lose."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPushButton, QSizePolicy, QWidget

from annotator.messages import Translator
from annotator.model.message import GuillemetError
from annotator.services.lexicon import GENDERS, NAME_KINDS, Entry, Plan, carry_out, plan_add
from annotator.services.lexicon_preview import Preview, preview
from annotator.services.projects import Project
from ui.dialogs.form import Form
from ui.dialogs.tables import fill, word_table
from ui.presenters.lexicon_rows import (
    DIFFERENCE_HEADS,
    FRAMES,
    difference_rows,
    label_choices,
    preview_words,
)
from ui.workers.job import Job

_LIKELY = {"verbs": "assert", "sanctions": "measure"}
"""What is chosen first for a verb's claim type and for the kind of a reference."""
WIDTH = 820
"""Of the form, in pixels."""
PREVIEW_HEIGHT = 220
"""Of the table of what would change, in pixels."""


class ChangeForm(Form):
    """Shows the effect of a change on the project when asked, and makes it when agreed to."""

    def __init__(
        self,
        say: Translator,
        title: str,
        plan: Callable[[], Plan],
        project: Project | None,
        parent: QWidget | None,
    ) -> None:
        """Make the form without fields.

        Args:
            say: the language.
            title: message id of the title.
            plan: the change, as the fields say it now.
            project: that the effect is shown on; None for no preview.
            parent: the window that it belongs to.
        """
        super().__init__(say, title, parent, ok=f"{title}_ok")
        self._plan = plan
        self._project = project
        self._job: Job | None = None
        self.check = lambda: carry_out(self._plan())
        self.preview_button = QPushButton(say("lexicon.preview"), self)
        self.preview_button.setAutoDefault(False)
        self.preview_button.clicked.connect(self.show_effect)
        self.effect = QLabel(self)
        self.effect.setWordWrap(True)
        self.effect.setTextFormat(Qt.TextFormat.PlainText)
        policy = QSizePolicy.Policy
        self.effect.setSizePolicy(policy.Expanding, policy.Preferred)
        self.table = word_table(self, say("lexicon.preview_table"))
        self.table.setMinimumHeight(PREVIEW_HEIGHT)
        self.table.horizontalHeader().sectionResized.connect(self.table.resizeRowsToContents)
        self.table.hide()
        if project is None:
            self.preview_button.setEnabled(False)
            self.effect.setText(say("lexicon.preview_no_project"))

    def finish(self) -> None:
        """Put the preview below the fields; call it when they are there."""
        self.fields.addRow(self.preview_button, self.effect)
        self.fields.addRow(self.table)
        self.resize(WIDTH, self.sizeHint().height())

    def show_effect(self) -> None:
        """Begin to look what the change would do; it is shown when it is known."""
        if self._job is not None or self._project is None:
            return
        try:
            plan = self._plan()
        except GuillemetError as error:
            self.complain(error.message)
            return
        project = self._project
        job = Job(lambda progress, cancelled: preview(project, plan, progress, cancelled), self)
        job.succeeded.connect(self._show)
        job.failed.connect(lambda error: self.complain(error.message))
        job.crashed.connect(_raise)
        job.ended.connect(self._ended)
        self._job = job
        self.preview_button.setEnabled(False)
        self.effect.setText(self.say("lexicon.preview_running"))
        job.start()

    @property
    def looking(self) -> bool:
        """Whether a preview is under way."""
        return self._job is not None

    def _show(self, found: Preview) -> None:
        heads = [self.say(f"lexicon.head.{name}") for name in DIFFERENCE_HEADS]
        rows = difference_rows(found.differences, self.say)
        self.effect.setText(preview_words(found, self.say))
        self.table.setVisible(bool(rows))
        fill(self.table, heads, rows, stretch=2)
        self._grow()

    def _ended(self) -> None:
        self._job = None
        self.preview_button.setEnabled(True)

    def done(self, result: int) -> None:
        """Close; a preview that is under way is stopped first."""
        if self._job is not None:
            self._job.blockSignals(True)
            self._job.cancel()
            self._job.wait()
            self._job = None
        super().done(result)


def _raise(error: Exception) -> None:
    """Hand an error that nobody foresaw to the last-resort handler."""
    raise error


class AddForm(ChangeForm):
    """A new word of a kind, with what the rules need to know of it."""

    def __init__(
        self,
        say: Translator,
        language: str,
        entry: Entry,
        project: Project | None,
        parent: QWidget | None,
    ) -> None:
        """Ask for a word.

        Args:
            say: the language of the dialog.
            language: of the articles.
            entry: what the fields begin with; its kind says which there are.
            project: that the effect is shown on.
            parent: the window.
        """
        super().__init__(
            say, "lexicon.add", lambda: plan_add(language, self.entry()), project, parent
        )
        self._entry = entry
        self.word = QLineEdit(entry.word, self)
        self.word.setPlaceholderText(say(f"lexicon.example.{entry.kind}"))
        self.forms = QLineEdit(", ".join(entry.forms), self)
        self.claim = self._combo(self._claims(), entry.claim or _LIKELY.get(entry.kind, ""))
        frames = [(name, say(f"lexicon.frames.{name}")) for name in FRAMES]
        known = next((name for name, one in FRAMES.items() if one == entry.frames), "says")
        self.frames = self._combo(frames, known)
        genders = [
            (one, say(f"lexicon.gender.{one}"))
            for one in GENDERS
            if one != "plural" or entry.kind == "roles"
        ]
        self.gender = self._combo(genders, entry.gender or "m")
        statuses = label_choices("reference_statuses", say)
        self.status = self._combo(statuses, entry.status or "unspecified")
        self.add(f"lexicon.word.{entry.kind}", self.word)
        self._add_fields(language)
        self.finish()

    def _add_fields(self, language: str) -> None:
        kind = self._entry.kind
        shown: list[tuple[str, QWidget]] = []
        if kind in NAME_KINDS:
            shown = [("lexicon.forms", self.forms)]
        elif kind == "verbs":
            shown = [("lexicon.claim", self.claim), ("lexicon.construction", self.frames)]
            if language == "en":
                shown.append(("lexicon.past", self.forms))
        elif kind in ("roles", "first_names"):
            shown = [("lexicon.gender", self.gender)]
        elif kind == "sanctions":
            shown = [("lexicon.reference_kind", self.claim), ("lexicon.status", self.status)]
        for name, field in shown:
            self.add(name, field)
        there = [field for _, field in shown]
        for field in (self.forms, self.claim, self.frames, self.gender, self.status):
            field.setVisible(field in there)

    def _claims(self) -> list[tuple[str, str]]:
        if self._entry.kind == "sanctions":
            return label_choices("reference_kinds", self.say)
        return label_choices("claim_types", self.say)

    def _combo(self, choices: list[tuple[str, str]], chosen: str) -> QComboBox:
        box = QComboBox(self)
        for value, words in choices:
            box.addItem(words, value)
        box.setCurrentIndex(max(0, box.findData(chosen)))
        return box

    def entry(self) -> Entry:
        """The word as the fields say it."""
        forms = tuple(form.strip() for form in self.forms.text().split(",") if form.strip())
        return Entry(
            kind=self._entry.kind,
            word=self.word.text(),
            forms=forms,
            claim=str(self.claim.currentData()),
            frames=FRAMES[str(self.frames.currentData())],
            gender=str(self.gender.currentData()),
            status=str(self.status.currentData()),
        )


def ask_add(
    say: Translator, language: str, entry: Entry, project: Project | None, parent: QWidget | None
) -> bool:
    """Ask for a new word and add it; whether it was added."""
    return AddForm(say, language, entry, project, parent).ask()


def ask_change(
    say: Translator,
    title: str,
    words: str,
    plan: Callable[[], Plan],
    project: Project | None,
    parent: QWidget | None,
) -> bool:
    """Show a change of a word that is there, with its effect; whether it was made.

    Args:
        say: the language.
        title: message id of the title and, with `_ok`, of the button.
        words: the sentence that asks.
        plan: the change.
        project: that the effect is shown on.
        parent: the window.
    """
    form = ChangeForm(say, title, plan, project, parent)
    question = QLabel(words, form)
    question.setWordWrap(True)
    form.fields.addRow(question)
    form.finish()
    if project is not None:
        form.show_effect()
    return form.ask()
