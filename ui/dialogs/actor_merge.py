"""The question how actors become one: who stays, under which name, and what that changes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel, QSizePolicy, QTableView, QWidget

from annotator.messages import Translator
from annotator.model.ids import ActorId
from annotator.model.items import Actor
from annotator.model.message import GuillemetError, UserError, msg
from annotator.services.register_plans import Affected, RegisterPlan, merged
from ui.dialogs.form import Form
from ui.dialogs.tables import fill, word_table
from ui.presenters.register_rows import ids_line, role_words
from ui.workers.latest import Latest

TALL, WIDE = 240, 760
"""Least height of the list of what changes and width of the form, in pixels."""
SHOWN = 2000
"""Items of the list at most; the line above it counts all."""
PlanOf = Callable[[Actor, Sequence[Actor], Actor], RegisterPlan]
"""Gives the plan of a merge: who stays, the others, and what they become."""
Titles = Mapping[ActorId, tuple[str, ...]]


class MergeForm(Form):
    """Shows what a merge would change before it is done."""

    def __init__(
        self,
        say: Translator,
        actors: Sequence[Actor],
        titles: Titles,
        plan_of: PlanOf,
        parent: QWidget | None,
    ) -> None:
        """Ask about some actors.

        Args:
            say: the language.
            actors: the first is who stays, unless another is chosen.
            titles: some articles of each, by which they can be told apart.
            plan_of: makes the plan; called on another thread.
            parent: the window.
        """
        super().__init__(say, "register.merge_title", parent, ok="register.merge_ok")
        self.setMinimumWidth(WIDE)
        self._actors, self._plan_of = actors, plan_of
        self.plan: RegisterPlan | None = None
        self._latest = Latest(self._failed, self)
        self.kept, self.name = QComboBox(self), QComboBox(self)
        for one in actors:
            told = [one.name, role_words(one, say), ids_line(one), *titles.get(one.id, ())[:1]]
            self.kept.addItem(" · ".join(part for part in told if part), one)
        self.name.setEditable(True)
        expanding = QSizePolicy.Policy.Expanding
        line = self.name.lineEdit()
        if line is not None:
            line.setAccessibleName(say("register.merge_name"))
        self.name.setSizePolicy(expanding, QSizePolicy.Policy.Fixed)
        names = [name for one in actors for name in (one.name, *one.aliases)]
        self.name.addItems(list(dict.fromkeys(names)))
        self.becomes, self.count = self._words(), self._words()
        self.list: QTableView = word_table(self, say("register.affected"))
        self.list.setMinimumHeight(TALL)
        self.add("register.merge_kept", self.kept)
        self.add("register.merge_name", self.name)
        self.fields.addRow(self.becomes)
        self.fields.addRow(self.count)
        self.fields.addRow(self.list)
        self.kept.currentIndexChanged.connect(lambda _place: self._kept_chosen())
        self.name.editTextChanged.connect(lambda _words: self._show_names())
        self.check = self._check
        self._kept_chosen()

    def _words(self) -> QLabel:
        words = QLabel(self)
        words.setWordWrap(True)
        words.setTextFormat(Qt.TextFormat.PlainText)
        return words

    def _sides(self) -> tuple[Actor, list[Actor]]:
        kept: Actor = self.kept.currentData()
        return kept, [one for one in self._actors if one.id != kept.id]

    def _result(self) -> Actor:
        kept, others = self._sides()
        return merged(kept, others, self.name.currentText())

    def _kept_chosen(self) -> None:
        kept, others = self._sides()
        self.name.setEditText(kept.name)
        self._show_names()
        self.plan = None
        self.ok.setEnabled(False)
        self.count.setText(self.say("register.reading"))
        plan_of, result = self._plan_of, self._result()
        self._latest.run(lambda: plan_of(kept, others, result), self._planned)

    def _planned(self, plan: RegisterPlan) -> None:
        self.plan = plan
        self.ok.setEnabled(True)
        show_affected(self.say, plan, self.count, self.list)
        self._grow()

    def _failed(self, error: GuillemetError) -> None:
        self.count.setText("")
        self.complain(error.message)

    def _show_names(self) -> None:
        aliases = ", ".join(self._result().aliases)
        self.becomes.setText(self.say("register.merge_aliases", names=aliases or "—"))

    def _check(self) -> None:
        if not self.name.currentText().strip():
            raise UserError(msg("annotate.actor_name"))

    def answer(self) -> tuple[Actor, list[Actor], Actor]:
        """Who stays, the others, and what they become."""
        kept, others = self._sides()
        return kept, others, self._result()

    def done(self, result: int) -> None:
        """Stop reading, then close."""
        self._latest.stop()
        super().done(result)


def show_affected(say: Translator, plan: RegisterPlan, count: QLabel, table: QTableView) -> None:
    """Say what a plan changes, and list it."""
    articles = say("review.in_articles", n=plan.articles)
    total = len(plan.affected)
    count.setText(
        say(
            "register.affects",
            n=total,
            articles=articles,
            quotes=plan.quotes,
            mentions=plan.mentions,
        )
    )
    heads = [say(f"register.affected_head.{one}") for one in ("article", "kind", "words", "who")]
    fill(table, heads, [_cells(say, one) for one in plan.affected[:SHOWN]], 2)


def _cells(say: Translator, one: Affected) -> tuple[str, ...]:
    words = one.words or say("review.whole_quote")
    return (one.title, say(f"review.one.{one.kind}"), words, one.annotator)


def ask_merge(
    say: Translator,
    actors: Sequence[Actor],
    titles: Titles,
    plan_of: PlanOf,
    parent: QWidget | None,
) -> tuple[Actor, list[Actor], Actor] | None:
    """Ask how actors become one; None if the person left."""
    form = MergeForm(say, actors, titles, plan_of, parent)
    return form.answer() if form.ask() else None
