"""Review: the queue of the whole project and what is decided in it. No Qt: a view shows it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any, Protocol

from annotator.messages import Translator
from annotator.model.ids import ArticleId
from annotator.model.message import GuillemetError, Message, msg
from annotator.model.review import ReviewEntry, ReviewFilter
from annotator.model.scheme import Scheme
from annotator.services.projects import PATIENCE, Project, TurnTaken
from annotator.services.review import Queue, ReviewChoices, review_choices
from annotator.services.review_deciding import (
    Answer,
    ReviewStep,
    TakenBack,
    Told,
    decide,
    steps_from_json,
    steps_to_json,
    take_back,
)
from annotator.services.schemes import present_scheme
from ui.presenters.context_rows import ContextRow, review_row

QUICK = 3
"""Articles that a step is taken back in at once; more are a task with progress."""


class ReviewView(Protocol):
    """What the review needs of the window."""

    def ask(self, work: Callable[[], Any], done: Callable[[Any], object]) -> None:
        """Count on another thread; only the last answer is of interest."""

    def read(self, work: Callable[[], Any], done: Callable[[Any], object]) -> None:
        """Read rows on another thread."""

    def run_task(
        self,
        title: str,
        work: Callable[[Told, Callable[[], bool]], Any],
        done: Callable[[Any], object],
    ) -> None:
        """Do long work with progress and a way to stop it."""

    def show_filter(self, wanted: ReviewFilter, scheme: Scheme, choices: ReviewChoices) -> None:
        """Show what the queue is filtered by, and what it could be."""

    def show_queue(self, review: Review) -> None:
        """Show how many there are, the rows, and the present one."""

    def entry_title(self, entry: str) -> str:
        """What a catalogue or list entry is called."""

    def rows_read(self) -> None:
        """Rows that were asked for are there."""

    def tell(self, message: Message) -> None:
        """Say something that needs no answer."""

    def report(self, error: GuillemetError) -> None:
        """Say what went wrong."""

    def show_entry(self, entry: ReviewEntry) -> None:
        """Show an entry in its text."""

    def leave_review(self) -> None:
        """Go back to the text as it was."""


class Review:
    """The queue of one annotator in one project."""

    def __init__(self, view: ReviewView, say: Translator) -> None:
        """Start with no project."""
        self._view, self._say = view, say
        self.project: Project | None = None
        self.annotator = ""
        self.scheme: Scheme | None = None
        self.choices = ReviewChoices((), ())
        self.wanted = ReviewFilter("")
        self.queue: Queue | None = None
        self.place = 0
        self.armed: Answer | None = None
        self.counting = False
        self.steps: list[ReviewStep] = []
        self.touched: set[ArticleId] = set()
        self._here: tuple[ArticleId, str, int] | None = None
        self._asked: set[ArticleId] = set()
        self._reading = False

    # Coming and going

    def follow(self, project: Project | None, annotator: str) -> None:
        """Take up a project where its queue was left; None for no project."""
        if project is self.project and annotator == self.annotator:
            return
        self.project, self.annotator, self.queue = project, annotator, None
        self.armed, self.touched, self._asked, self._reading = None, set(), set(), False
        if project is None:
            return
        self.scheme = present_scheme(project)
        kept = project.setting(f"review:{annotator}")
        self.wanted = ReviewFilter.from_json(kept.get("filter", {}), annotator)
        here = kept.get("here")
        self._here = (ArticleId(here[0]), here[1], here[2]) if here else None
        self.steps = steps_from_json(project.setting(f"review_steps:{annotator}"))
        self.choices = ReviewChoices((), (annotator,))

    def come(self) -> None:
        """Show the queue as the project is now, at the place where one was."""
        project = self.project
        if project is None or self.scheme is None:
            return
        self.scheme = present_scheme(project)
        self._view.show_filter(self.wanted, self.scheme, self.choices)
        self._view.show_queue(self)
        self.renew()

    def renew(self) -> None:
        """Count anew: there are other suggestions. The present entry stays where it can."""
        project = self.project
        if project is None:
            return
        wanted, annotator, here = self.wanted, self.annotator, self._here

        def look() -> tuple[ReviewChoices, Queue, int]:
            queue = Queue(project, wanted)
            place = queue.place_of(*here) if here is not None else 0
            return review_choices(project, annotator), queue, place

        self.counting = True
        self._view.ask(look, lambda found: self._came(*found))

    def _came(self, choices: ReviewChoices, queue: Queue, place: int) -> None:
        if choices != self.choices and self.scheme is not None:
            self.choices = choices
            self._view.show_filter(self.wanted, self.scheme, choices)
        self._show(queue, place)

    def keep(self) -> None:
        """Keep filter and place with the project; a long write elsewhere loses them, no work."""
        project = self.project
        if project is None or project.read_only:
            return
        value = {"filter": self.wanted.to_json(), "here": list(self._here) if self._here else None}
        name = f"review:{self.annotator}"
        never = {"filter": ReviewFilter(self.annotator).to_json(), "here": None}
        if (project.setting(name) or never) != value:
            self._guarded(lambda: project.keep_setting(name, value, PATIENCE))
        self._keep_steps()

    def _guarded(self, deed: Callable[[], object]) -> bool:
        try:
            deed()
        except TurnTaken:
            return False
        except GuillemetError as error:
            self._view.report(error)
            return False
        return True

    # The queue

    @property
    def total(self) -> int:
        """How many entries the queue has."""
        return self.queue.total if self.queue is not None else 0

    @property
    def here(self) -> ReviewEntry | None:
        """The present entry."""
        return self.queue.entry(self.place) if self.queue is not None else None

    def filter(self, wanted: ReviewFilter) -> None:
        """Show what matches another filter."""
        project = self.project
        if project is None or wanted == self.wanted:
            return
        self.wanted, self.armed, self._here = wanted, None, None
        self.queue, self.counting = None, True
        self._view.show_queue(self)
        self._view.ask(lambda: Queue(project, wanted), lambda queue: self._show(queue, 0))

    def _show(self, queue: Queue, place: int) -> None:
        self.queue, self.counting, self._asked = queue, False, set()
        self.go(place)
        self._view.show_queue(self)

    def failed(self) -> None:
        """The queue could not be counted or read."""
        self.counting, self._reading = False, False
        self._view.show_queue(self)

    def go(self, place: int) -> None:
        """Look at another entry."""
        if self.queue is None:
            return
        self.armed = None
        self.place = min(max(0, place), max(0, self.queue.total - 1))
        entry = self.here
        self._here = (entry.article, entry.id, entry.start) if entry is not None else None

    def row(self, place: int) -> ContextRow | None:
        """A row of the list; None while it is being read."""
        if self.queue is None or self.scheme is None:
            return None
        entry = self.queue.known(place)
        if entry is not None:
            return review_row(entry, self.scheme, self._say, self._view.entry_title)
        article = self.queue.article_at(place)
        if article is not None:
            self._asked.add(article)
            self._read_asked()
        return None

    def _read_asked(self) -> None:
        """Have the articles read whose rows came into sight; one question at a time."""
        queue = self.queue
        if self._reading or not self._asked or queue is None:
            return
        wanted, self._asked, self._reading = frozenset(self._asked), set(), True
        self._view.read(lambda: queue.fetch(wanted), lambda found: self._took(queue, found))

    def _took(self, queue: Queue, found: dict[ArticleId, tuple[ReviewEntry, ...]]) -> None:
        self._reading = False
        if queue is self.queue:
            queue.take(found)
        self._view.rows_read()
        self._read_asked()

    # Deciding

    def decide(self, answer: Answer) -> None:
        """Accept or reject the present entry; the one below it comes into its place."""
        project, queue, entry = self.project, self.queue, self.here
        self.armed = None
        if project is None or queue is None or entry is None or not self._may_decide():
            return
        if answer == "accepted" and entry.state in ("accepted", "edited", "added"):
            self._view.tell(msg("review.already"))
            return
        if answer == "rejected" and entry.state == "rejected":
            self._view.tell(msg("review.already_rejected"))
            return

        def deed() -> None:
            one = {entry.article: (entry,)}
            step = decide(project, self.annotator, answer, [one], 1, patience=PATIENCE)
            self._did(step, answer)

        self._try(deed)

    def _try(self, deed: Callable[[], None]) -> None:
        try:
            deed()
        except GuillemetError as error:
            self._view.report(error)

    def decide_all(self, answer: Answer) -> None:
        """Accept or reject everything that the queue shows: said first, done when asked again."""
        project, queue = self.project, self.queue
        if project is None or queue is None or not queue.total or not self._may_decide():
            return
        if self.armed != answer:
            self.armed = answer
            self._view.show_queue(self)
            return
        self.armed = None
        title, total, annotator = "review.task", queue.total, self.annotator
        self._view.run_task(
            title,
            lambda told, stopped: decide(
                project, annotator, answer, queue.parts(), total, told, stopped
            ),
            lambda step: self._did(step, answer),
        )
        self._view.show_queue(self)

    def disarm(self) -> bool:
        """Let go of a decision on everything that was not confirmed; whether there was one."""
        had = self.armed is not None
        self.armed = None
        if had:
            self._view.show_queue(self)
        return had

    def _may_decide(self) -> bool:
        if self.project is not None and self.project.read_only:
            self._view.tell(msg("review.read_only"))
            return False
        if self.wanted.annotator != self.annotator:
            self._view.tell(msg("review.not_mine", name=self.wanted.annotator))
            return False
        return True

    def _did(self, step: ReviewStep, answer: Answer) -> None:
        if step.articles:
            self.steps.append(step)
            if len(step.articles) > 1:
                self._keep_steps()  # single ones are kept when one leaves
        self._look_anew(step.articles)
        name = "review.did_accept" if answer == "accepted" else "review.did_reject"
        if step.left and not step.decided:
            self._view.tell(msg("review.left", n=step.left))
        elif step.decided:
            articles = self._say("review.in_articles", n=len(step.articles))
            self._view.tell(msg(name, n=step.decided, articles=articles))

    def _keep_steps(self) -> None:
        project, value = self.project, steps_to_json(self.steps)
        name = f"review_steps:{self.annotator}"
        if project is not None and steps_from_json(project.setting(name)) != self.steps:
            self._guarded(lambda: project.keep_setting(name, value, PATIENCE))

    def _look_anew(self, articles: tuple[ArticleId, ...]) -> None:
        """Show the queue after decisions; what stood below the present entry takes its place."""
        queue, here = self.queue, self._here
        self.touched.update(articles)
        if queue is None or not articles:
            self._view.show_queue(self)
            return
        if len(articles) <= QUICK:
            queue.refresh(articles)
            self._show(queue, queue.place_of(*here) if here is not None else self.place)
        else:
            self.come()

    def undo(self) -> None:
        """Take the last step back, in all its articles."""
        project, annotator = self.project, self.annotator
        if project is None or not self._may_decide():
            return
        if not self.steps:
            self._view.tell(msg("review.nothing_back"))
            return
        step = self.steps[-1]

        def done(back: TakenBack) -> None:
            place = self.steps.index(step)
            self.steps[place : place + 1] = [replace(step, articles=back.rest)] if back.rest else []
            if len(step.articles) > 1:
                self._keep_steps()
            if back.articles:
                self._return_to(step)
            self._look_anew(back.articles)
            if back.rest:
                there = len(back.articles)
                self._view.tell(msg("review.back_stopped", n=there, rest=len(back.rest)))
                return
            name = "review.not_back" if back.left else "review.took_back"
            self._view.tell(msg(name, n=back.left or len(back.articles)))

        if len(step.articles) <= QUICK:
            self._try(lambda: done(take_back(project, annotator, step)))
        else:
            self._view.run_task(
                "review.task_back",
                lambda told, stopped: take_back(project, annotator, step, told, stopped),
                done,
            )

    def _return_to(self, step: ReviewStep) -> None:
        """Look at where the step was made, if it was one entry."""
        if step.where is not None:
            self._here = step.where

    # The text

    def to_text(self) -> None:
        """Show the present entry in its text."""
        entry = self.here
        if entry is not None:
            self._view.show_entry(entry)

    def leave(self) -> None:
        """Let go of what is not confirmed, else go back to the text."""
        if not self.disarm():
            self._view.leave_review()
