"""Desk: the open article and the item that is looked at. No Qt: a view shows what it says."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from annotator.model.annotation import Proposals
from annotator.model.checks import OpenPoint, extent
from annotator.model.ids import BatchId, ItemId
from annotator.model.items import Item, SanctionsReference
from annotator.model.message import GuillemetError, Message, msg
from annotator.services.annotating import Outcome, Part, Session, parts
from annotator.services.annotating.places import Step
from ui.presenters import ends, walk


class DeskView(Protocol):
    """What the desk needs of the window."""

    def caret(self) -> int:
        """The caret's place in code points."""

    def selection(self) -> tuple[int, int] | None:
        """The selected stretch of text in code points, or None."""

    def clear_selection(self) -> None:
        """Select nothing in the text; the caret stays."""

    def show_desk(self, desk: Desk) -> None:
        """Show marks, cards and foot anew."""

    def reveal(self, start: int, end: int) -> None:
        """Put the caret at a stretch and scroll so that it is seen."""

    def open_picker(self, row: str) -> bool:
        """Open a picker in the open card; False if the card has no such row."""

    def tell(self, message: Message) -> None:
        """Say something that needs no answer."""

    def report(self, error: GuillemetError) -> None:
        """Say what went wrong."""

    def work_saved(self, outcome: Outcome) -> None:
        """Something was done; it is saved, or waits in the session for the disk."""


class Desk:
    """The open session and its selected item; `deeds` and `chosen` act on it."""

    def __init__(self, view: DeskView) -> None:
        """Start with no article."""
        self.view = view
        self.session: Session | None = None
        self.selected: ItemId | None = None
        self.part: Part | None = None
        self.taken: ends.Taken | None = None
        self._moving: BatchId | None = None
        self.point: OpenPoint | None = None

    # The article

    def open(self, session: Session, *, stay: bool = False) -> None:
        """Show another article, at its first open point, or where the person is in it already."""
        self.session = session
        self._let_go()
        self.selected = None
        if stay:
            self.view.show_desk(self)
        else:
            self._start(session)

    def _start(self, session: Session) -> None:
        """Select the first thing to decide, else the first quote."""
        waiting = [point.item for point in session.open_points() if point.item is not None]
        first = next(iter((*waiting, *walk.quotes_in_order(session))), None)
        self.select(first)

    def close(self) -> None:
        """Show no article."""
        self.session, self.selected = None, None
        self._let_go()
        self.view.show_desk(self)

    def receive(self, proposals: Proposals) -> None:
        """Take suggestions that have just come for the open article."""
        session = self.session
        if session is None or proposals.article != session.article.id:
            return
        session.receive(proposals)
        if session.find(self.selected) is None:
            self.selected = None
            if self.view.selection() is None:
                self._start(session)
                return
        self.view.show_desk(self)

    # Selecting

    @property
    def item(self) -> Item | None:
        """The selected item, or suggested item."""
        found = self.session.find(self.selected) if self.session else None
        return found[0] if found else None

    @property
    def is_suggestion(self) -> bool:
        """Whether the selected item is an open suggestion."""
        found = self.session.find(self.selected) if self.session else None
        return found is not None and found[1] is not None

    def select(self, item_id: ItemId | None, *, reveal: bool = True) -> None:
        """Select an item and show it; None selects nothing."""
        if item_id != self.selected:
            self._let_go()
        self.selected = item_id
        item = self.item
        if item is not None and reveal:
            self.view.clear_selection()
            self.view.reveal(*extent(self._shown_place(item)))
        self.view.show_desk(self)

    def _shown_place(self, item: Item) -> Item:
        if isinstance(item, SanctionsReference) and item.span is None and self.session:
            around = self.session.find(item.quotes[0]) if item.quotes else None
            return around[0] if around else item
        return item

    def focus_part(self, part: Part) -> None:
        """Look at one part of the selected item."""
        item = self.item
        if item is None:
            return
        self.part, self.taken = part, None
        span = dict(parts(item)).get(part)
        if span is not None:
            self.view.reveal(span.start, span.end)
        self.view.show_desk(self)

    def go_to(self, point: OpenPoint) -> None:
        """Go to something that is still to do."""
        if point.item is not None:
            self.select(point.item)
            return
        self.selected = None
        self._let_go()
        self.point = point
        self.view.reveal(point.start, point.end)
        self.view.show_desk(self)

    def _let_go(self) -> None:
        self.part, self.taken, self.point = None, None, None
        self._moving = None

    # Deeds

    def guarded(self, deed: Callable[[], None]) -> None:
        """Carry out a deed; an error is reported, and nothing is half done."""
        try:
            deed()
        except GuillemetError as error:
            self.view.report(error)
            self.view.show_desk(self)

    def done(self, outcome: Outcome, *, keep: bool = False, show: bool = True) -> None:
        """Show what a deed did.

        Args:
            outcome: of the deed.
            keep: the selection stays.
            show: not where something else is selected in the same breath, which shows it all.
        """
        if outcome.batch is not None:
            self.view.work_saved(outcome)
        if outcome.focus is not None and not keep:
            self.selected = outcome.focus
        if self.session and self.session.find(self.selected) is None:
            self.selected = None
            self._let_go()
        if show:
            self.view.show_desk(self)
        if outcome.said is not None:
            self.view.tell(outcome.said)

    def drag_end(self, item_id: ItemId, part: Part, start: int, end: int) -> None:
        """An end was dragged to another place."""
        if self.session is not None:
            session = self.session
            self.guarded(lambda: self.done(session.move_to(item_id, part, start, end)))

    def step_end(self, by: int, step: Step) -> None:
        """Move the end in hand by words or characters."""
        self._move_end(
            lambda session, taken: session.move_end(
                taken.item, taken.part, taken.end, by, step, continues=self._moving
            )
        )

    def put_end(self, start: int, end: int) -> None:
        """Give the part whose end is in hand new bounds, in code points."""
        self._move_end(
            lambda session, taken: session.move_to(
                taken.item, taken.part, start, end, continues=self._moving
            )
        )

    def _move_end(self, move: Callable[[Session, ends.Taken], Outcome]) -> None:
        if self.session is None or self.taken is None:
            return
        session, taken = self.session, self.taken

        def deed() -> None:
            outcome = move(session, taken)
            self._moving = outcome.batch.id if outcome.batch is not None else self._moving
            self.done(outcome)
            self._follow(session, taken)

        self.guarded(deed)

    def _follow(self, session: Session, taken: ends.Taken) -> None:
        """Keep the end in hand in view; a part that grew into another leaves the hand."""
        found = session.find(taken.item)
        span = dict(parts(found[0])).get(taken.part) if found else None
        if span is None:
            self.taken = None
            return
        place = span.start if taken.end == "start" else span.end
        self.view.reveal(place, place)

    def let_rest(self) -> None:
        """What is moved from now on is another deed, to be undone by itself."""
        self._moving = None

    def let_go(self) -> bool:
        """Let go of the end in hand; whether there was one."""
        had = self.taken is not None
        self.taken, self._moving = None, None
        if had:
            self.view.tell(msg("desk.released"))
            self.view.show_desk(self)
        return had
