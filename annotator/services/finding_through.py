"""Finding in the whole project where texts must be read: patterns, exact letters, sorted contexts.

It goes on in short turns, so that the first finds are shown at once and it can be left at any time.
"""

from __future__ import annotations

import time
from collections import deque
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from annotator.model.finding import FoundArticle, ProjectQuery, context_key
from annotator.services.find_places import patterns_of, places_of
from annotator.services.finding import found_article
from annotator.services.projects import Project
from annotator.store.repositories import finding

TURN = 0.2
"""Time after which what was found so far is handed on, in seconds."""
BATCH = 20
"""Articles that are read from the file at a time."""
LINES = 500
"""Finds of one article that are shown."""
MOST = 20_000
"""Finds that are shown in all; more help nobody."""
PATIENCE = 20
"""Articles that may be given up before all is: each costs `text_search.LONGEST`."""


@dataclass(frozen=True, slots=True)
class FoundTurn:
    """What one turn found.

    Attributes:
        articles: with their finds, in the order of lists.
        read: how many articles were read, in this turn and before.
        total: how many are to be read.
        given_up: titles of those in which the pattern took too long, of all turns.
        done: there is no further turn.
        short: it ended before all was read: too many finds, or too many given up.
        order: at the end, the numbers of all rows as they are to be sorted; empty for text order.
    """

    articles: tuple[FoundArticle, ...]
    read: int
    total: int
    given_up: tuple[str, ...]
    done: bool
    short: bool = False
    order: tuple[int, ...] = ()


class FindingThrough:
    """Reads every article that may be found, one turn after the other, on any one thread a time."""

    def __init__(self, project: Project, query: ProjectQuery) -> None:
        """Begin; nothing is read before the first turn."""
        self._project, self._query = project, query
        self._numbers: list[int] | None = None
        self._rows: deque[Any] = deque()
        self._taken = self._finds = 0
        self._given_up: list[str] = []
        self._keys: list[tuple[str, ...]] = []

    def go_on(self) -> FoundTurn:
        """Read for a while.

        Raises:
            UserError: the regular expression is none, or could run for ever.
        """
        patterns_of(self._query)
        return self._project.ask(self._turn)

    def _turn(self, connection: Connection) -> FoundTurn:
        if self._numbers is None:
            self._numbers = list(finding.numbers(connection, self._query))
        until = time.monotonic() + TURN
        found: list[FoundArticle] = []
        while self._more:
            if not self._rows:
                batch = self._numbers[self._taken : self._taken + BATCH]
                self._taken += len(batch)
                self._rows.extend(finding.texts(connection, batch))
            article = self._look(connection, self._rows.popleft()) if self._rows else None
            if article is not None:
                found.append(article)
            if time.monotonic() >= until:
                break
        done = not self._more
        return FoundTurn(
            articles=tuple(found),
            read=self._taken - len(self._rows),
            total=len(self._numbers),
            given_up=tuple(self._given_up),
            done=done,
            short=done and self._left,
            order=self._order() if done else (),
        )

    @property
    def _full(self) -> bool:
        return self._finds >= MOST or len(self._given_up) >= PATIENCE

    @property
    def _more(self) -> bool:
        return self._left and not self._full

    @property
    def _left(self) -> bool:
        return bool(self._rows) or self._taken < len(self._numbers or ())

    def _look(self, connection: Connection, row: Any) -> FoundArticle | None:
        """What an article gives; None for nothing."""
        query = self._query
        try:
            places = places_of(connection, query, row)
        except TimeoutError:
            self._given_up.append(row.title)
            return None
        by_words = bool(query.words.strip()) and (query.regex or query.exact)
        if not places and by_words:
            return None
        article = found_article(row, places, LINES)
        self._finds += len(article.lines) or 1
        if query.order != "text":
            keys = [context_key(line, query.order) for line in article.lines]
            self._keys += keys or [("\U0010ffff",)]
        return article

    def _order(self) -> tuple[int, ...]:
        keys = self._keys
        return tuple(sorted(range(len(keys)), key=keys.__getitem__))
