"""Who speaks, or who is meant: two letters and Enter."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from annotator.model.ids import ActorId, ItemId
from annotator.model.items import ActorKind, Quote
from ui.margin.choices import AlternativeTaken, NewSpeaker, SpeakerAdded, SpeakerChosen
from ui.margin.look import Look
from ui.margin.search_picker import SearchPicker
from ui.presenters.options import Option, Options, source_words


class SpeakerPicker(SearchPicker):
    """The machine's ranking first, this article's people, the register's; unnamed, unknown, new."""

    def __init__(self, look: Look, options: Options, item: ItemId, parent: QWidget) -> None:
        self._options, self._item = options, item
        found = options.item(item)
        self._quote = found if isinstance(found, Quote) else None
        super().__init__(look, parent)
        self.field.setPlaceholderText(options.say("margin.field.speaker"))
        self.field.setAccessibleName(options.say("margin.row.speaker"))
        if self._quote is not None:
            self.offer_more(options.say("margin.speaker.also"), options.say("margin.key.shift"))
        self.search("")

    def found_for(self, query: str) -> tuple[Option, ...]:
        return self._options.speakers(self._item, query)

    def hint_for(self, *, nothing: bool) -> str:
        if self._quote is None:
            return self._options.say("margin.hint.no_actor") if nothing else ""
        return self._options.say("margin.hint.new" if nothing else "margin.hint.speaker")

    def take_found(self, option: Option, modifiers: Qt.KeyboardModifier) -> None:
        if option.fixed == "new":
            self.ask(self._options.actor_kinds(), self._new, self._options.say("margin.hint.kind"))
            return
        if option.fixed == "unnamed":
            self._unnamed()
            return
        if option.fixed == "unknown":
            self.chosen.emit(SpeakerChosen(self._item, None, "unknown"))
        elif self._quote is not None and self.wants_more(modifiers):
            self.chosen.emit(SpeakerAdded(self._item, ActorId(option.id)))
        elif option.taken is not None:
            self.chosen.emit(AlternativeTaken(self._item, option.taken))
        else:
            self.chosen.emit(SpeakerChosen(self._item, ActorId(option.id)))
        self.finish()

    def _new(self, option: Option) -> None:
        name = self.field.text().strip()
        self.chosen.emit(NewSpeaker(self._item, name, cast(ActorKind, option.id)))
        self.finish()

    def _unnamed(self) -> None:
        typed = self.field.text().strip()
        name = typed or (source_words(self._quote) if self._quote else "")
        if not name:
            self.fallback = "unnamed"
            self.say_hint(self._options.say("margin.hint.unnamed"))
            return
        self.chosen.emit(NewSpeaker(self._item, name, "unnamed_source"))
        self.finish()
