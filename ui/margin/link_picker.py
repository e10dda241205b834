"""What a sanctions reference means: entries of the catalogue, or why there is none."""

from __future__ import annotations

from functools import partial
from threading import Event

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from annotator.model.ids import EntryId, ItemId
from annotator.model.items import LinkRole
from annotator.model.message import GuillemetError
from annotator.services.entries import Hit
from ui.margin.choices import (
    AlternativeTaken,
    CatalogueWanted,
    Choice,
    EntryWanted,
    LinkMarked,
    LinksChosen,
    NilChosen,
    OnlyLinkChosen,
    ReferenceRemoved,
)
from ui.margin.look import Look
from ui.margin.search_picker import SearchPicker
from ui.presenters.card_values import Chip
from ui.presenters.link_options import LinkOptions
from ui.presenters.options import Option
from ui.workers.latest import Latest

PAUSE_MS = 150
"""Milliseconds without a key after which the official lists are searched."""
UNSURE, ONE_OF = Qt.Key.Key_U, Qt.Key.Key_B
"""With Ctrl: the letter that marks a link as not sure, and the links as one of several."""
_REMOVES = (Qt.Key.Key_Backspace, Qt.Key.Key_Delete)
"""What takes a link away, once an arrow has led into the list; before that they edit the field."""


class LinkPicker(SearchPicker):
    """First which reference of the quote, if there are several; then the catalogue.

    What the machine holds possible comes first. Enter makes an entry the only link and leaves;
    Shift+Enter, or Space after an arrow, links or unlinks and stays; Backspace or Delete after an
    arrow unlinks. Ctrl+U says that a link is not sure, Ctrl+B that one of several is meant.
    A whole quote becomes a reference when it is first linked, and never by Esc.
    """

    def __init__(self, look: Look, options: LinkOptions, item: ItemId, parent: QWidget) -> None:
        self._options, self._quote = options, item
        self._reference: ItemId | None = None
        self._made = False  # the reference is a whole quote's, and made here
        super().__init__(look, parent)
        self._lists = Latest(self._no_lists, self)
        self._stopped = Event()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._search_lists)
        self.field.setPlaceholderText(options.say("margin.field.entry"))
        self.field.setAccessibleName(options.say("margin.row.links"))
        self.offer_more(options.say("margin.links.several"), options.say("margin.key.shift"))
        for key, name in ((UNSURE, "unsure"), (ONE_OF, "one_of")):
            chip = Chip(options.say(f"catalogue.link.{name}"), key=f"Ctrl+{chr(key)}", on=False)
            self.add_chip(chip, partial(self._mark, key))
        self._begin(item)

    def _begin(self, item: ItemId) -> None:
        if not self._options.is_quote(item):
            self._link(item)
            return
        found = self._options.references(item)
        if not found:
            self._link(None)
        elif len(found) == 1:
            self._link(ItemId(found[0].id))
        else:
            self._which(found)

    def _which(self, found: tuple[Option, ...]) -> None:
        hint = self._options.say("margin.hint.which")
        self.ask((*found, self._options.whole_quote()), self._chosen_reference, hint, first=True)

    def _chosen_reference(self, option: Option) -> None:
        whole = self._options.whole_reference(self._quote)
        self._link(ItemId(option.id) if option.id else whole)

    def _link(self, reference: ItemId | None) -> None:
        """Search the catalogue for a reference; None is one that the whole quote will make."""
        self._reference = reference
        self.field.setText(self._options.words_of(reference) if reference else "")
        self.field.selectAll()
        self.back()

    @property
    def _place(self) -> ItemId:
        """What is linked: the reference, or the quote that will make one."""
        return self._reference or self._quote

    def hint_for(self, *, nothing: bool) -> str:
        if nothing:
            return self._options.say("margin.hint.no_entry")
        return self._options.say("links.hint.replace" if self._linked() else "links.hint.link")

    def found_for(self, query: str) -> tuple[Option, ...]:
        self._lists.forget()
        self._pause.stop()
        if self._options.searches_lists(query):
            self._pause.start()
        return self._options.entries(self._place, query)

    @property
    def busy(self) -> bool:
        """Whether the lists are still being searched."""
        return self._pause.isActive() or self._lists.busy

    def _search_lists(self) -> None:
        query = self.field.text()
        self._stopped.set()
        stopped = self._stopped = Event()
        search = self._options.search(self._place, query, stopped.is_set)
        self._lists.run(search, lambda hits: self._found(query, hits))

    def _found(self, query: str, hits: tuple[Hit, ...]) -> None:
        """Show what the lists add; what was highlighted stays so, unless nobody asked for it.

        A link that is there already stands below whatever the words find: it keeps the highlight
        only if somebody walked to it.
        """
        if self.asking or query != self.field.text():
            return
        shown = self.list.highlighted()
        options = self._options.found(self._place, query, hits)
        places = {(one.id, one.fixed): place for place, one in enumerate(options)}
        found = shown is not None and not shown.fixed and not shown.current
        stays = shown is not None and (self.walking or found)
        place = places.get((shown.id, shown.fixed), 0) if shown is not None and stays else 0
        self.offer(options, place)
        self.say_hint(self.hint_for(nothing=all(one.fixed for one in options)))

    def _no_lists(self, error: GuillemetError) -> None:
        self.say_hint(self._options.say.say(error.message))

    def finish(self, direction: int = 0) -> None:
        self._pause.stop()
        self._stopped.set()
        self._lists.stop()
        super().finish(direction)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the keys that mark a link before the window or the field does."""
        override = event.type() == QEvent.Type.ShortcutOverride
        if override and isinstance(event, QKeyEvent) and _marks(event):
            event.accept()
            return True
        return super().eventFilter(watched, event)

    def key(self, event: QKeyEvent) -> bool:
        if _marks(event) and not self.asking:
            self._mark(Qt.Key(event.key()))
            return True
        option = self.list.highlighted()
        plain = option is not None and not option.fixed
        if event.key() == Qt.Key.Key_Space and self.walking and option and plain:
            self._toggle(option)
            return True
        if event.key() in _REMOVES and self.walking and option and plain and option.current:
            self._toggle(option)
            return True
        return super().key(event)

    def take_found(self, option: Option, modifiers: Qt.KeyboardModifier) -> None:
        if option.fixed == "nil":
            reasons = self._options.nil_reasons(self._reference)
            self.ask(reasons, self._nil, self._options.say("margin.hint.nil"))
        elif option.fixed == "entry":
            wanted = EntryWanted(
                self._place, self.field.text().strip(), more=self.wants_more(modifiers)
            )
            self.finish()
            self.chosen.emit(wanted)
        elif option.fixed == "browse":
            self.finish()
            self.chosen.emit(CatalogueWanted(self.field.text().strip()))
        elif self.wants_more(modifiers):
            self._toggle(option)
        elif option.taken is not None and self._reference is not None:
            self.chosen.emit(AlternativeTaken(self._reference, option.taken))
            self.finish()
        else:
            self._say(OnlyLinkChosen(self._place, EntryId(option.id)))
            self.finish()

    def _toggle(self, option: Option) -> None:
        entry, linked = EntryId(option.id), self._linked()
        rest = tuple(one for one in linked if one != entry)
        self._save(rest if entry in linked else (*linked, entry))
        row = self.list.currentIndex().row()
        self.offer(self.found_for(self.field.text()), row)

    def _mark(self, key: Qt.Key) -> None:
        """Say of the highlighted entry that its link is not sure, or one of several; or no more."""
        option = self.list.highlighted()
        if option is None or option.fixed:
            return
        entry, row = EntryId(option.id), self.list.currentIndex().row()
        if key == UNSURE:
            sure = self._options.is_unsure(self._reference, entry)
            self._say(LinkMarked(self._place, entry, "sure" if sure else "unsure"))
        else:
            each = self._options.is_one_of(self._reference)
            role: LinkRole = "refers_to" if each else "one_of"
            self._say(LinkMarked(self._place, entry, None, role))
        self.offer(self.found_for(self.field.text()), row)

    def _linked(self) -> tuple[EntryId, ...]:
        return self._options.linked(self._reference)

    def _nil(self, option: Option) -> None:
        self._say(NilChosen(self._place, option.id))
        self.finish()

    def _save(self, entries: tuple[EntryId, ...]) -> None:
        if not entries and self._made and self._reference is not None:
            removed, self._reference, self._made = self._reference, None, False
            self.chosen.emit(ReferenceRemoved(removed))
        else:
            self._say(LinksChosen(self._place, entries))

    def _say(self, choice: Choice) -> None:
        """Tell a choice; a whole quote's makes its reference, which is there at once."""
        self.chosen.emit(choice)
        if self._reference is None:
            self._reference = self._options.whole_reference(self._quote)
            self._made = self._reference is not None


def _marks(event: QKeyEvent) -> bool:
    """Whether a key marks a link."""
    held = event.modifiers() == Qt.KeyboardModifier.ControlModifier
    return held and event.key() in (UNSURE, ONE_OF)
