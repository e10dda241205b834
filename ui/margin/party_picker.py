"""Pickers of those beside the speaker: spoken to or for; whose sanctions, on whom, which."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from annotator.model.ids import ActorId, ItemId
from annotator.model.items import ActorKind, Quote, SanctionsReference
from annotator.services.annotating import Party
from ui.margin.choices import (
    AddresseeChosen,
    Choice,
    MeasuresChosen,
    NewParty,
    OnBehalfChosen,
)
from ui.margin.label_picker import LabelPicker
from ui.margin.look import Look
from ui.margin.search_picker import SearchPicker
from ui.presenters.options import Option, Options


class PartyPicker(SearchPicker):
    """Two letters and Enter; whoever is chosen already is taken away by being chosen again."""

    def __init__(
        self, look: Look, options: Options, item: ItemId, party: Party, parent: QWidget
    ) -> None:
        """Offer people and bodies for a quote."""
        self._options, self._item, self._party = options, item, party
        super().__init__(look, parent)
        self.field.setPlaceholderText(options.say("margin.field.speaker"))
        self.field.setAccessibleName(options.say(f"margin.row.{party}"))
        self.search("")

    def _chosen(self) -> tuple[ActorId, ...]:
        quote = cast(Quote, self._options.item(self._item))
        if self._party == "on_behalf":
            return quote.on_behalf_of
        return (quote.addressee,) if quote.addressee else ()

    def found_for(self, query: str) -> tuple[Option, ...]:
        return self._options.people(self._chosen(), query)

    def hint_for(self, *, nothing: bool) -> str:
        return self._options.say("margin.hint.new" if nothing else f"parties.hint.{self._party}")

    def take_found(self, option: Option, modifiers: Qt.KeyboardModifier) -> None:
        if option.fixed == "new":
            self.ask(self._options.actor_kinds(), self._new, self._options.say("margin.hint.kind"))
            return
        actor, chosen = ActorId(option.id), self._chosen()
        if self._party == "addressee":
            self.chosen.emit(AddresseeChosen(self._item, None if actor in chosen else actor))
        else:
            rest = tuple(one for one in chosen if one != actor)
            self.chosen.emit(
                OnBehalfChosen(self._item, rest if actor in chosen else (*chosen, actor))
            )
        self.finish()

    def _new(self, option: Option) -> None:
        name = self.field.text().strip()
        self.chosen.emit(NewParty(self._item, self._party, name, cast(ActorKind, option.id)))
        self.finish()


class PlacePicker(SearchPicker):
    """A state or a body by name or code, or other words as they are typed."""

    def __init__(
        self,
        look: Look,
        options: Options,
        found: Callable[[str], tuple[Option, ...]],
        made: Callable[[str | None], Choice],
        name: str,
        parent: QWidget,
    ) -> None:
        """Offer what `found` finds; `made` makes the choice of a code or of words."""
        self._options, self._found, self._made = options, found, made
        super().__init__(look, parent)
        self.field.setPlaceholderText(options.say("parties.field.place"))
        self.field.setAccessibleName(name)
        self.search("")

    def found_for(self, query: str) -> tuple[Option, ...]:
        return self._found(query)

    def hint_for(self, *, nothing: bool) -> str:
        return self._options.say("parties.hint.place")

    def take_found(self, option: Option, modifiers: Qt.KeyboardModifier) -> None:
        self.chosen.emit(self._made(None if option.current else option.id))
        self.finish()


class MeasuresPicker(LabelPicker):
    """Several measures, each by its letter; a letter typed again takes it away, Esc leaves."""

    def __init__(self, look: Look, options: Options, item: ItemId, parent: QWidget) -> None:
        """Offer the measures for a reference."""
        self._options, self._item = options, item
        offered = options.measures(self._measures())
        super().__init__(look, offered, lambda one: MeasuresChosen(item, (one,)), parent)

    def _measures(self) -> tuple[str, ...]:
        return cast(SanctionsReference, self._options.item(self._item)).measures

    def take(self, option: Option, modifiers: Qt.KeyboardModifier) -> None:
        there = self._measures()
        rest = tuple(one for one in there if one != option.id)
        self.chosen.emit(
            MeasuresChosen(self._item, rest if option.id in there else (*there, option.id))
        )
        self.offer(self._options.measures(self._measures()), self.list.currentIndex().row())
