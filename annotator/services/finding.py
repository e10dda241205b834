"""Finding words in the whole project: how many articles, and each find in its context."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from annotator.model.finding import (
    FoundArticle,
    ProjectQuery,
    line_around,
)
from annotator.model.ids import ArticleId
from annotator.services.find_places import places_of
from annotator.services.projects import Project
from annotator.store.repositories import finding

PAGE = 50
"""Articles that are read at a time."""
LINES = 20
"""Finds of one article that are shown."""


@dataclass(frozen=True, slots=True)
class FoundPage:
    """Some of the articles that were found.

    Attributes:
        query: what was sought.
        offset: how many articles stand before these.
        count: how many articles there are in all.
    """

    query: ProjectQuery
    offset: int
    count: int
    articles: tuple[FoundArticle, ...]

    @property
    def after(self) -> int:
        """Where the next page begins."""
        return self.offset + len(self.articles)


@dataclass(frozen=True, slots=True)
class FindChoices:
    """What a project can be searched by."""

    sources: tuple[str, ...]
    languages: tuple[str, ...]


def find_choices(project: Project) -> FindChoices:
    """The sources and languages that the articles have."""
    return project.ask(
        lambda connection: FindChoices(
            finding.article_sources(connection), finding.languages(connection)
        )
    )


def count_articles(project: Project, query: ProjectQuery) -> int:
    """How many articles are found; none if nothing is sought."""
    return 0 if query.empty else project.ask(lambda connection: finding.count(connection, query))


def find_page(
    project: Project, query: ProjectQuery, offset: int = 0, count: int | None = None
) -> FoundPage:
    """A page of what is found.

    Args:
        project: where to look.
        query: what for.
        offset: how many articles to leave out.
        count: how many there are, if that is known.
    """
    if query.empty:
        return FoundPage(query, 0, 0, ())

    def read(connection: Connection) -> FoundPage:
        there = finding.count(connection, query) if count is None else count
        rows = finding.page(connection, query, offset, PAGE)
        return FoundPage(
            query, offset, there, tuple(_found(connection, query, row) for row in rows)
        )

    return project.ask(read)


def _found(connection: Connection, query: ProjectQuery, row: Any) -> FoundArticle:
    return found_article(row, places_of(connection, query, row), LINES)


def found_article(row: Any, places: Sequence[tuple[int, int]], most: int) -> FoundArticle:
    """An article with its first finds.

    Args:
        row: of the article, with its text.
        places: the finds.
        most: finds that are cut out.
    """
    return FoundArticle(
        id=ArticleId(row.id),
        title=row.title,
        published=row.published or "",
        source=row.source or "",
        lines=tuple(line_around(row.text, *place) for place in places[:most]),
        hits=len(places),
    )
