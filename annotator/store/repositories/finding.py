"""Full text search over the project's articles, with their metadata: counted, and read by pages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    and_,
    exists,
    func,
    literal_column,
    select,
    text,
)

from annotator.model.dates import PartialDate
from annotator.model.finding import ProjectQuery, Term
from annotator.model.review import STANDING, ReviewFilter
from annotator.store.repositories import review
from annotator.store.repositories.articles import ORDER
from annotator.store.tables import AnnotationRow, ArticleRow

_COUNT_WORDS = text("SELECT count(*) FROM article_search WHERE article_search MATCH :expression")
_COUNT_BINNED = text(
    "SELECT count(*) FROM article_search WHERE article_search MATCH :expression"
    " AND rowid IN (SELECT number FROM article WHERE binned = 1)"
)


def count(connection: Connection, query: ProjectQuery) -> int:
    """How many articles are found."""
    if query.terms and query == ProjectQuery(query.annotator, query.words, whole=query.whole):
        return _count_words(connection, query)
    return int(connection.execute(_asked(query, func.count())).scalar_one())


def _count_words(connection: Connection, query: ProjectQuery) -> int:
    """The same where only words are sought: the index counts, without a look at the articles."""
    key = {"expression": expression(query.terms)}
    found = connection.execute(_COUNT_WORDS, key).scalar_one()
    binned = connection.execute(_COUNT_BINNED, key).scalar_one()
    return int(found - binned)


def page(connection: Connection, query: ProjectQuery, offset: int, limit: int) -> Sequence[Any]:
    """Some of the articles found, in the order of lists, with their texts."""
    ids = _asked(query, ArticleRow.number).order_by(*ORDER).offset(offset).limit(limit)
    return texts(connection, connection.execute(ids).scalars().all())


def numbers(connection: Connection, query: ProjectQuery) -> Sequence[int]:
    """The articles that may be found, in the order of lists."""
    asked = _asked(query, ArticleRow.number).order_by(*ORDER)
    return connection.execute(asked).scalars().all()


def texts(connection: Connection, numbers: Sequence[int]) -> Sequence[Any]:
    """Some articles with their texts, in the order of lists."""
    columns = (ArticleRow.id, ArticleRow.title, ArticleRow.published, ArticleRow.source)
    asked = select(*columns, ArticleRow.text).where(ArticleRow.number.in_(numbers))
    return connection.execute(asked.order_by(*ORDER)).all()


def article_sources(connection: Connection) -> tuple[str, ...]:
    """The sources that articles name."""
    found = connection.execute(select(ArticleRow.source).distinct()).scalars()
    return tuple(sorted(one for one in found if one))


def languages(connection: Connection) -> tuple[str, ...]:
    """The languages of the articles."""
    return tuple(sorted(connection.execute(select(ArticleRow.language).distinct()).scalars()))


def standing(query: ProjectQuery) -> ReviewFilter:
    """The items that the words must stand in."""
    return ReviewFilter(query.annotator, STANDING, query.type, label=query.label)


def expression(terms: Sequence[Term]) -> str:
    """The FTS5 expression that asks for all terms; what they hold is quoted."""
    return " ".join(f'"{" ".join(one.words)}"{"" if one.whole else "*"}' for one in terms)


def _asked(query: ProjectQuery, what: Any) -> Select[Any]:
    asked = select(what).select_from(ArticleRow).where(ArticleRow.binned.is_(False))
    terms = query.terms
    if terms:
        match = text("article_search MATCH :expression").bindparams(expression=expression(terms))
        numbers: Select[Any] = select(literal_column("rowid"))
        numbers = numbers.select_from(text("article_search")).where(match)
        asked = asked.where(ArticleRow.number.in_(numbers))
    if query.source:
        asked = asked.where(ArticleRow.source == query.source)
    if query.language:
        asked = asked.where(ArticleRow.language == query.language)
    if query.status is not None:
        asked = asked.where(_status(query))
    if query.by_item:
        asked = asked.where(review.has_any(standing(query)))
    return asked.where(*_dated(query))


def _status(query: ProjectQuery) -> ColumnElement[bool]:
    mine = and_(
        AnnotationRow.article_id == ArticleRow.id,
        AnnotationRow.revision == ArticleRow.revision,
        AnnotationRow.annotator == query.annotator,
        AnnotationRow.round == 1,
    )
    if query.status == "new":
        begun = exists().where(mine, AnnotationRow.status != "new")
        return ~begun
    return exists().where(mine, AnnotationRow.status == query.status)


def _dated(query: ProjectQuery) -> list[ColumnElement[bool]]:
    """Partial dates are compared as far as both are known; articles without a date are left out."""
    found: list[ColumnElement[bool]] = []
    if query.since is not None:
        ours, theirs = _prefixes(query.since)
        found.append(ours >= theirs)
    if query.until is not None:
        ours, theirs = _prefixes(query.until)
        found.append(ours <= theirs)
    return found


def _prefixes(date: PartialDate) -> tuple[Any, Any]:
    day, ours = str(date), ArticleRow.published
    return func.substr(ours, 1, len(day)), func.substr(day, 1, func.length(ours))
