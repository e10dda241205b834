"""ProjectFind: finding in the whole project, page by page. No Qt: a view shows what it says."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

from annotator.messages import Translator
from annotator.model.finding import ProjectQuery
from annotator.model.ids import ArticleId
from annotator.model.scheme import Scheme
from annotator.services.finding import FindChoices, FoundPage, find_choices, find_page
from annotator.services.projects import Project
from annotator.services.schemes import present_scheme
from ui.presenters.context_rows import ContextRow, found_rows


@dataclass(frozen=True, slots=True)
class FoundPlace:
    """Where a row leads to: an article, and a stretch of it (empty: its beginning)."""

    article: ArticleId
    start: int = 0
    end: int = 0


class ProjectFindView(Protocol):
    """What finding in the project needs of the window."""

    def seek(self, work: Callable[[], Any], done: Callable[[Any], object]) -> None:
        """Look on another thread; only the last answer is of interest."""

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
        self._view.seek(lambda: find_page(project, query), self._first)

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

    def failed(self) -> None:
        """What was asked for could not be read."""
        self.seeking = False
        self._view.show_found(self, fresh=False)

    def _add(self, page: FoundPage) -> None:
        self.seeking, self.count = False, page.count
        self._next = page.after if page.articles else page.count
        for article in page.articles:
            self._rows += found_rows(article, self._say)
            lines = [FoundPlace(article.id, line.start, line.end) for line in article.lines]
            self._places += lines or [FoundPlace(article.id)]

    def row(self, place: int) -> ContextRow | None:
        """A row of the list."""
        return self._rows[place] if 0 <= place < len(self._rows) else None

    def to_text(self, place: int) -> None:
        """Open the article of a row at its find."""
        if 0 <= place < len(self._places):
            self.place = place
            self._view.show_found_place(self._places[place])
