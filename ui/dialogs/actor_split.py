"""The question which items of an actor mean somebody else, and whom."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QCompleter,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QWidget,
)

from annotator.identifiers import new_id
from annotator.messages import Translator
from annotator.model.ids import ActorId, ItemId
from annotator.model.items import Actor
from annotator.model.message import UserError, msg
from annotator.model.text import fold, short
from annotator.services.register import Place
from ui.dialogs.actor import KINDS
from ui.dialogs.form import Form
from ui.presenters.register_rows import role_words

TALL, WIDE = 300, 760
"""Least height of the list of items and width of the form, in pixels."""
CONTEXT = 34
"""Code points shown left and right of the words, at most."""


class SplitForm(Form):
    """Ticks items, and names whom they mean: somebody of the register, or somebody new."""

    def __init__(
        self,
        say: Translator,
        actor: Actor,
        places: Sequence[Place],
        others: Sequence[Actor],
        parent: QWidget | None,
    ) -> None:
        """Ask about an actor.

        Args:
            say: the language.
            actor: whom the items point to now.
            places: the items.
            others: of the register.
            parent: the window.
        """
        super().__init__(say, "register.split_title", parent, ok="register.split_ok")
        self.setMinimumWidth(WIDE)
        self._actor = actor
        self._others = [one for one in others if one.id != actor.id]
        lead = QLabel(say("register.split_lead", name=actor.name), self)
        lead.setWordWrap(True)
        lead.setTextFormat(Qt.TextFormat.PlainText)
        self.fields.addRow(lead)
        self.list = QListWidget(self)
        self.list.setMinimumHeight(TALL)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self._fill(places)
        self.add("register.split_items", self.list)
        self.name, self.kind = QLineEdit(self), QComboBox(self)
        completer = QCompleter([one.name for one in self._others], self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.name.setCompleter(completer)
        for one in KINDS:
            self.kind.addItem(say(f"margin.actor.{one}"), one)
        self.kind.setCurrentIndex(max(0, self.kind.findData(actor.kind)))
        self.who = QComboBox(self)
        self.add("register.split_name", self.name)
        self.add("register.split_who", self.who)
        self.add("register.field.kind", self.kind)
        self.list.itemChanged.connect(lambda _entry: self._count())
        self.name.textChanged.connect(lambda _name: self._offer())
        self.who.currentIndexChanged.connect(lambda _place: self._ask_kind())
        self.check = self._check
        self._count()
        self._offer()

    def _fill(self, places: Sequence[Place]) -> None:
        lines: dict[ItemId, str] = {}
        for one in places:
            role = self.say(f"register.role.{one.role}")
            words = short(one.words, 60) or self.say("review.whole_quote")
            before, after = one.before[-CONTEXT:], one.after[:CONTEXT]
            before = f"…{before}" if len(one.before) > CONTEXT else before
            after = f"{after}…" if len(one.after) > CONTEXT else after
            around = f"{before}[{words}]{after}"
            where = " · ".join(part for part in (one.title, one.published, role) if part)
            lines.setdefault(one.item, f"{around}   ({where})")
        for item_id, line in lines.items():
            entry = QListWidgetItem(line, self.list)
            entry.setData(Qt.ItemDataRole.UserRole, item_id)
            entry.setFlags(entry.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            entry.setCheckState(Qt.CheckState.Unchecked)
        self.list.setCurrentRow(0)

    @property
    def ticked(self) -> tuple[ItemId, ...]:
        """The items that mean somebody else."""
        entries = (self.list.item(n) for n in range(self.list.count()))
        on = Qt.CheckState.Checked
        return tuple(
            ItemId(one.data(Qt.ItemDataRole.UserRole)) for one in entries if one.checkState() == on
        )

    def _count(self) -> None:
        self.ok.setText(self.say("register.split_do", n=len(self.ticked)))

    def _offer(self) -> None:
        """Offer those who bear the name that was typed, each told apart, and somebody new."""
        wanted = fold(self.name.text().strip())
        self.who.clear()
        for one in self._others:
            if wanted and fold(one.name) == wanted:
                told = (one.name, role_words(one, self.say))
                self.who.addItem(" · ".join(part for part in told if part), one)
        self.who.addItem(self.say("register.split_new"), None)
        self._ask_kind()

    def _ask_kind(self) -> None:
        self.kind.setEnabled(self.who.currentData() is None)

    def _check(self) -> None:
        if not self.ticked:
            raise UserError(msg("register.split_none"))
        if not self.name.text().strip():
            raise UserError(msg("annotate.actor_name"))

    def answer(self) -> tuple[tuple[ItemId, ...], Actor, bool]:
        """The items, whom they mean, and whether that one is new."""
        known: Actor | None = self.who.currentData()
        if known is not None:
            return self.ticked, known, False
        new = Actor(ActorId(new_id()), self.name.text().strip(), self.kind.currentData())
        return self.ticked, new, True


def ask_split(
    say: Translator,
    actor: Actor,
    places: Sequence[Place],
    others: Sequence[Actor],
    parent: QWidget | None,
) -> tuple[tuple[ItemId, ...], Actor, bool] | None:
    """Ask which items mean somebody else; None if the person left."""
    form = SplitForm(say, actor, places, others, parent)
    return form.answer() if form.ask() else None
