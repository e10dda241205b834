"""Seat: where the annotator sits: the open article, the hands, and what is to come of it."""

from __future__ import annotations

from annotator.model.ids import ItemId
from annotator.model.items import Item
from annotator.services.annotating import Session
from benchmarks.keys import walks
from benchmarks.keys.hands import Hands
from benchmarks.keys.routes import Route, Router
from benchmarks.keys.strokes import ESCAPE, Strokes
from benchmarks.keys.wanted import Place, WantedArticle
from ui.presenters.desk import Desk
from ui.presenters.link_options import LinkOptions
from ui.presenters.options import Option, Options


class Stuck(Exception):
    """No keys lead to what is wanted; the message names what."""


class Seat:
    """An article that is open in the window, before the annotator."""

    def __init__(self, hands: Hands, wanted: WantedArticle) -> None:
        """Sit down; the article is open already.

        Raises:
            RuntimeError: no article is open, or it has another text.
        """
        self.hands = hands
        self.wanted = wanted
        self.desk: Desk = hands.window.desk
        if self.desk.session is None or self.desk.session.article.text != wanted.text:
            raise RuntimeError(f"{wanted.name} is not open")
        self.session: Session = self.desk.session
        self.router = Router(hands.window.main.article.text)
        self.options = Options(self.session, hands.window.say.language)
        self.links = LinkOptions(self.options)
        self._entries: dict[tuple[int, ItemId, str], tuple[Option, ...]] = {}

    def item(self, item_id: ItemId) -> Item | None:
        """An item, or a suggested one, as it is now."""
        found = self.session.find(item_id)
        return found[0] if found else None

    def entries(self, item_id: ItemId, query: str) -> tuple[Option, ...]:
        """What the picker of catalogue entries offers, asked once for each state of the work."""
        key = id(self.session.annotation), item_id, query
        if key not in self._entries:
            self._entries[key] = self.links.entries(item_id, query)
        return self._entries[key]

    def go_to(self, item_id: ItemId) -> None:
        """Select an item by walking.

        Raises:
            Stuck: no walk leads there.
        """
        if self.desk.selected == item_id:
            return
        self.hands.to_text()
        strokes = walks.to_item(self.desk, item_id)
        if strokes is None:
            raise Stuck("walk")
        self.hands.do("walk", strokes)
        if self.desk.selected != item_id:
            raise Stuck("walk")

    def route(self, place: Place, *, free: bool) -> Route:
        """To a selection of some words; `free` allows to walk off the selected item.

        Raises:
            Stuck: no keys select just that.
        """
        sources = [*self.router.here(), *(walks.nearer(self.desk) if free else ())]
        found = self.router.to_selection(sources, place)
        if found is None:
            raise Stuck("selection")
        return found

    def selecting(self, place: Place) -> int:
        """How many keys select some words; more than any route takes where none do."""
        try:
            return self.route(place, free=True).keys
        except Stuck:
            return len(self.router.text)

    def follow(self, route: Route, action: str = "caret") -> None:
        """Press the keys of a route, an end in hand being let go first."""
        self.hands.to_text()
        if self.desk.taken is not None:
            self.hands.do("let go", (ESCAPE,))
        if route.start:
            self.hands.do("walk", route.start)
        if route.strokes:
            self.hands.do(action, route.strokes)

    def select(self, place: Place, *, free: bool = False) -> None:
        """Select some words with the caret's keys.

        Raises:
            Stuck: no keys select just that.
        """
        self.follow(self.route(place, free=free), "select")
        if self.desk.view.selection() != place:  # the caret remembers its column over lines
            self.follow(self.route(place, free=False), "select")
        if self.desk.view.selection() != place:
            raise Stuck("selection")

    def give(self, action: str, strokes: Strokes) -> None:
        """Press keys of which the first is a command of the text."""
        self.hands.do(action, strokes)
