"""ReviewPlace: joins the review queue with its panel, and with the text that it leads to."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer

from annotator.model.ids import EntryId, ItemId
from annotator.model.message import GuillemetError, Message
from annotator.model.review import ReviewEntry, ReviewFilter
from annotator.model.scheme import Scheme
from annotator.services.review import ReviewChoices
from annotator.services.review_deciding import Told
from ui.action_set import first_keys
from ui.panels.review import ReviewPanel
from ui.presenters.entries import entry_title
from ui.presenters.review import Review
from ui.workers.latest import Latest

if TYPE_CHECKING:
    from ui.window import Window

RENEW_MS = 1000
"""Time after which the queue is counted anew when suggestions have come, in milliseconds."""


class ReviewPlace(QObject):
    """The place, its queue and its keys."""

    def __init__(self, window: Window) -> None:
        """Make the panel and connect it."""
        super().__init__(window)
        self._window = window
        self.review = Review(self, window.say)
        self.panel = ReviewPanel(window.say, self.review.row, window.main)
        self.panel.set_keys(first_keys(window.frame.settings.keys))
        self._counting = Latest(self._failed, self)
        self._reading = Latest(self._failed, self)
        self._renewing = QTimer(self)
        self._renewing.setSingleShot(True)
        self._renewing.setInterval(RENEW_MS)
        self._renewing.timeout.connect(self._renew)
        self.deeds: dict[str, Callable[[], object]] = {
            "decide.accept": partial(self.review.decide, "accepted"),
            "decide.reject": partial(self.review.decide, "rejected"),
            "decide.accept_all": partial(self.review.decide_all, "accepted"),
            "review.reject_all": partial(self.review.decide_all, "rejected"),
            "decide.undo": self.review.undo,
            "walk.next_quote": partial(self.panel.list.step, 1),
            "walk.previous_quote": partial(self.panel.list.step, -1),
            "walk.leave": self.review.leave,
            "view.text": self.review.to_text,
        }
        self._connect()

    def _connect(self) -> None:
        panel, run = self.panel, self._window.run
        panel.form.filter_changed.connect(self.review.filter)
        panel.list.moved.connect(self._moved)
        panel.list.chosen.connect(lambda _place: self.review.to_text())
        for button, action in (
            (panel.accept, "decide.accept"),
            (panel.reject, "decide.reject"),
            (panel.undo, "decide.undo"),
            (panel.text, "view.text"),
            (panel.accept_all, "decide.accept_all"),
            (panel.reject_all, "review.reject_all"),
        ):
            button.clicked.connect(lambda _on=False, one=action: run(one))

    @property
    def busy(self) -> bool:
        """Whether something is being counted or read."""
        return self._counting.busy or self._reading.busy

    def _moved(self, place: int) -> None:
        armed = self.review.armed
        self.review.go(place)
        if armed is not None:
            self.show_queue(self.review)

    def come(self) -> None:
        """Show the queue as the project is now."""
        self.review.come()

    def arrived(self) -> None:
        """The machine has found something: show it soon, many articles together."""
        self._window.places.unread.look()
        if self._window.places.present == "review" and not self._renewing.isActive():
            self._renewing.start()

    def _renew(self) -> None:
        """Count anew, unless one has left; what waits for a second word is asked about first."""
        if self._window.places.present != "review":
            return
        if self.review.armed is not None or self.busy or self.panel.form.typing:
            self._renewing.start()
        else:
            self.review.renew()

    def stop(self) -> None:
        """Keep filter and place, and wait until nothing is read any more."""
        self._renewing.stop()
        self._counting.stop()
        self._reading.stop()
        self.review.keep()

    def _failed(self, error: GuillemetError) -> None:
        self._window.report(error)
        self.review.failed()

    # What the review asks for

    def ask(self, work: Callable[[], Any], done: Callable[[Any], object]) -> None:
        """Count on another thread."""
        self._counting.run(work, done)

    def read(self, work: Callable[[], Any], done: Callable[[Any], object]) -> None:
        """Read rows on another thread."""
        self._reading.run(work, done)

    def run_task(
        self,
        title: str,
        work: Callable[[Told, Callable[[], bool]], Any],
        done: Callable[[Any], object],
    ) -> None:
        """Do long work with progress and a way to stop it."""
        self._window.tasks.run(title, work, done)

    def show_filter(self, wanted: ReviewFilter, scheme: Scheme, choices: ReviewChoices) -> None:
        """Show the fields."""
        self.panel.form.show_filter(wanted, scheme, choices)

    def show_queue(self, review: Review) -> None:
        """Show how many there are, the rows, the present one, and what waits to be confirmed."""
        queue = review.queue
        articles = len(queue.articles) if queue is not None else 0
        counting = review.counting and queue is None
        self.panel.show_queue(review.total, articles, review.place, counting=counting)
        self.panel.show_empty(decided=bool(review.touched))
        sure = ""
        if review.armed is not None:
            name = "review.sure_accept" if review.armed == "accepted" else "review.sure_reject"
            within = self._window.say("review.in_articles", n=articles)
            sure = self._window.say(name, n=review.total, articles=within)
        self.panel.show_sure(sure)
        self.panel.undo.setEnabled(bool(review.steps))
        self._window.allow()
        self._window.pace.look()

    def entry_title(self, entry: str) -> str:
        """What a catalogue or list entry is called, without its subject."""
        book = self._window.frame.entries
        return entry_title(book, EntryId(entry), self._window.say.language) if book else entry

    def rows_read(self) -> None:
        """Rows are there that were asked for."""
        self.panel.model.changed()

    def tell(self, message: Message) -> None:
        """Say something that needs no answer."""
        self._window.tell(message)

    def report(self, error: GuillemetError) -> None:
        """Say what went wrong."""
        self._window.report(error)

    def show_entry(self, entry: ReviewEntry) -> None:
        """Show an entry in its text, selected if it is there for this annotator."""
        self._window.places.show_text(entry.article, entry.start, entry.end, ItemId(entry.id))

    def leave_review(self) -> None:
        """Go back to the text."""
        self._window.places.go("annotate")
