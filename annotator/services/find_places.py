"""Where a query of the whole project is found in one article."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import regex
from sqlalchemy import Connection

from annotator.model.finding import ProjectQuery, term_source
from annotator.model.ids import ArticleId
from annotator.services.text_search import Searchable, Sought, pattern_of
from annotator.store.repositories import finding, review

Places = Sequence[tuple[int, int]]
"""Stretches of a text in code points, in text order."""


@lru_cache(16)
def patterns_of(query: ProjectQuery) -> tuple[regex.Pattern[str], ...]:
    """What must be found in the text: one pattern a term where letters count, else one for all.

    Raises:
        UserError: the regular expression is none, or could run for ever.
    """
    if query.regex:
        sought = Sought(query.words, regex=True, whole=query.whole, exact=query.exact)
        pattern = pattern_of(sought)
        return () if pattern is None else (pattern,)
    sources = sorted((term_source(one, exact=query.exact) for one in query.terms), key=len)
    if not query.exact and sources:
        sources = ["|".join(reversed(sources))]
    return tuple(regex.compile(one) for one in sources)


def places_of(connection: Connection, query: ProjectQuery, row: Any) -> Places:
    """The finds in an article.

    Args:
        connection: to the project.
        query: what is sought.
        row: of the article, with its text.

    Raises:
        UserError: the regular expression is none, or could run for ever.
        TimeoutError: it takes too long for this article.
    """
    items: list[tuple[int, int]] = []
    if query.by_item:
        wanted = finding.standing(query)
        found = review.entries(connection, wanted, None, ArticleId(row.id))
        items = list(dict.fromkeys((one.start, one.end) for one in found if one.start < one.end))
    patterns = patterns_of(query)
    if not patterns:
        return items
    places = _in_text(row.text, patterns, exact=query.exact)
    if not query.by_item:
        return places
    return [one for one in places if any(one[0] < end and start < one[1] for start, end in items)]


def _in_text(text: str, patterns: tuple[regex.Pattern[str], ...], *, exact: bool) -> Places:
    """The finds of all patterns; none unless each is found."""
    searched = Searchable(text)
    found: set[tuple[int, int]] = set()
    for pattern in patterns:
        places = searched.match(pattern, exact=exact)
        if not places:
            return ()
        found.update(places)
    return sorted(found)
