"""ProjectFind: finding in the whole project, page by page. No Qt: a view shows what it says."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any, Protocol

from annotator.messages import Translator
from annotator.model.finding import FoundArticle, ProjectQuery
from annotator.model.ids import ArticleId
from annotator.model.message import Message
from annotator.model.scheme import Scheme
from annotator.services.finding import FindChoices, FoundPage, find_choices, find_page
from annotator.services.finding_through import PATIENCE, FindingThrough, FoundTurn
from annotator.services.projects import Project
from annotator.services.schemes import present_scheme
from ui.presenters.context_rows import ContextRow, found_rows


@dataclass(frozen=True, slots=True)
class FoundPlace:
    """Where a row leads to: an article, and a stretch of it (empty: its beginning)."""

    article: ArticleId
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class FoundWords:
    """What is said of what was found.

    Attributes:
        count: how many articles, and how far the search is.
        note: what was given up; empty if nothing was.
        empty: what to do where there are no rows.
    """

    count: str
    note: str
    empty: str


class ProjectFindView(Protocol):
    """What finding in the project needs of the window."""

    def seek(self, work: Callable[[], Any], done: Callable[[Any], object]) -> None:
        """Look on another thread; only the last answer is of interest."""

    def drop(self) -> None:
        """What is being looked for is of no interest any more."""

    def look(self, work: Callable[[], Any], done: Callable[[Any], object]) -> None:
        """Read on another thread what the fields offer."""

    def show_query(self, query: ProjectQuery, scheme: Scheme, choices: FindChoices) -> None:
        """Show what is sought, and what else could be."""

    def show_found(self, find: ProjectFind, *, fresh: bool) -> None:
        """Show the rows; `fresh` if they are others than before, not only more."""

    def show_found_place(self, place: FoundPlace) -> None:
        """Open an article at a find."""


class ProjectFind:
    """What is sought in the project, and the rows found so far."""

    def __init__(self, view: ProjectFindView, say: Translator) -> None:
        """Start with no project."""
        self._view, self._say = view, say
        self.project: Project | None = None
        self.query = ProjectQuery("")
        self.choices = FindChoices((), ())
        self.count = 0
        self.seeking = False
        self.place = 0
        self._next = 0
        self._rows: list[ContextRow] = []
        self._places: list[FoundPlace] = []
        self._trouble: Message | None = None
        self._turn: FoundTurn | None = None
        self._stopped = False

    def follow(self, project: Project | None, annotator: str) -> None:
        """Take up another project; None for none."""
        if project is self.project and annotator == self.query.annotator:
            return
        self.project, self.query = project, ProjectQuery(annotator)
        self.choices = FindChoices((), ())
        self._forget()

    def _forget(self) -> None:
        self.count, self.place, self._next, self.seeking = 0, 0, 0, False
        self._rows, self._places = [], []
        self._trouble, self._turn, self._stopped = None, None, False

    def come(self) -> None:
        """Show what was found; the fields are filled from the project as it is now."""
        project = self.project
        if project is None:
            return
        scheme = present_scheme(project)
        self._view.show_query(self.query, scheme, self.choices)
        self._view.show_found(self, fresh=True)

        def looked(choices: FindChoices) -> None:
            if choices != self.choices:
                self.choices = choices
                self._view.show_query(self.query, scheme, choices)

        self._view.look(lambda: find_choices(project), looked)

    @property
    def total(self) -> int:
        """How many rows there are so far."""
        return len(self._rows)

    @property
    def complete(self) -> bool:
        """Whether every article that was found has its rows."""
        return self._next >= self.count

    def seek(self, query: ProjectQuery) -> None:
        """Seek something else."""
        project = self.project
        if project is None or query == self.query:
            return
        self.query = query
        self._forget()
        self.seeking = not query.empty
        self._view.show_found(self, fresh=True)
        if query.read_through:
            self._read_on(FindingThrough(project, query))
        else:
            self._view.seek(lambda: find_page(project, query), self._first)

    def _read_on(self, through: FindingThrough) -> None:
        self._view.seek(through.go_on, partial(self._turned, through))

    def _turned(self, through: FindingThrough, turn: FoundTurn) -> None:
        """Show what one turn found, and begin the next."""
        fresh = not self._rows
        self._turn, self.seeking = turn, not turn.done
        self.count += len(turn.articles)
        self._next = self.count
        self._add_rows(turn.articles)
        if turn.order:
            self._sort(turn.order)
            fresh = True
        self._view.show_found(self, fresh=fresh)
        if not turn.done:
            self._read_on(through)

    def _sort(self, order: tuple[int, ...]) -> None:
        """Put the rows in order; the present one stays the present one."""
        self._rows = [self._rows[one] for one in order]
        self._places = [self._places[one] for one in order]
        if self.place:
            self.place = order.index(self.place)

    @property
    def stoppable(self) -> bool:
        """Whether texts are being read, which can be left."""
        return self.seeking and self.query.read_through

    def stop(self) -> None:
        """Leave the search as far as it is; what was found stays."""
        if self.stoppable:
            self._view.drop()
            self.seeking, self._stopped = False, True
            self._view.show_found(self, fresh=False)

    def _first(self, page: FoundPage) -> None:
        self._forget()
        self._add(page)
        self._view.show_found(self, fresh=True)

    def more(self) -> None:
        """Read the next articles, unless that is under way or all are there."""
        project, query, offset, count = self.project, self.query, self._next, self.count
        if project is None or self.seeking or self.complete:
            return
        self.seeking = True

        def done(page: FoundPage) -> None:
            self._add(page)
            self._view.show_found(self, fresh=False)

        self._view.seek(lambda: find_page(project, query, offset, count), done)

    def failed(self, trouble: Message | None = None) -> None:
        """What was asked for could not be read.

        Args:
            trouble: what is wrong with what was typed, to be said instead of rows.
        """
        self.seeking, self._trouble = False, trouble
        self._view.show_found(self, fresh=False)

    @property
    def words(self) -> FoundWords:
        """What is to be said of what was found."""
        say, turn = self._say, self._turn
        if self._trouble is not None:
            return FoundWords("", "", say.say(self._trouble))
        empty = say("finding.start" if self.query.empty else "finding.nothing")
        if self.query.empty or (self.seeking and turn is None and not self._rows):
            return FoundWords(say("finding.seeking") if self.seeking else "", "", empty)
        parts = [say("finding.count", n=self.count)]
        if turn is not None and (self.seeking or self._stopped or turn.short):
            name = "finding.reading" if self.seeking else "finding.read_so_far"
            parts.append(say(name, read=turn.read, total=turn.total))
        notes = []
        if turn is not None and turn.given_up:
            titles = ", ".join(say("finding.title", title=one) for one in turn.given_up)
            notes.append(say("finding.given_up", n=len(turn.given_up), titles=titles))
        if turn is not None and turn.short:
            slow = len(turn.given_up) >= PATIENCE
            notes.append(say("finding.too_slow" if slow else "finding.too_many", n=self.total))
        return FoundWords(" · ".join(parts), "\n".join(notes), empty)

    def _add(self, page: FoundPage) -> None:
        self.seeking, self.count = False, page.count
        self._next = page.after if page.articles else page.count
        self._add_rows(page.articles)

    def _add_rows(self, articles: tuple[FoundArticle, ...]) -> None:
        for article in articles:
            self._rows += found_rows(article, self._say)
            lines = [FoundPlace(article.id, line.start, line.end) for line in article.lines]
            self._places += lines or [FoundPlace(article.id)]

    def row(self, place: int) -> ContextRow | None:
        """A row of the list."""
        return self._rows[place] if 0 <= place < len(self._rows) else None

    def walked(self, place: int) -> None:
        """A person went to a row."""
        self.place = place

    def to_text(self, place: int) -> None:
        """Open the article of a row at its find."""
        if 0 <= place < len(self._places):
            self.place = place
            self._view.show_found_place(self._places[place])
