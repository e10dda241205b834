"""Suggestions and items of the whole project by a filter: counted by article, read by article."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    and_,
    func,
    literal,
    or_,
    select,
)
from sqlalchemy.orm import aliased

from annotator.model.ids import ArticleId
from annotator.model.review import STANDING, ItemName, ReviewEntry, ReviewFilter, ReviewState
from annotator.store.repositories.review_parties import NOBODY, Parties, parties
from annotator.store.tables import (
    AnnotationRow,
    ArticleRow,
    DecisionRow,
    ItemRow,
    ItemSpanRow,
    SuggestionRow,
)

Fits = Callable[[str], bool]
"""Whether an item's words are what is asked for."""
CONTEXT = 90
"""Code points shown left and right of an item, at most."""

Article = type[ArticleRow]
"""The table of articles, or another name for it inside a question."""
_ORIGIN = ItemRow.body["origin"]


def counts(
    connection: Connection, wanted: ReviewFilter, fits: Fits | None, only: ArticleId | None = None
) -> Counter[ArticleId]:
    """How many there are in each article outside the bin; articles with none are left out.

    Args:
        connection: of a reading transaction.
        wanted: which ones.
        fits: a test of their words; None takes all.
        only: ask of this article alone.
    """
    found: Counter[ArticleId] = Counter()
    for asked in _questions(wanted):
        if fits is not None:
            found.update(_fitting(connection, _of(asked, only), fits))
            continue
        grouped = _of(asked, only).group_by(ArticleRow.id)
        counted = grouped.with_only_columns(ArticleRow.id, func.count().label("n"))
        for row in connection.execute(counted):
            found[ArticleId(row.id)] += row.n
    return found


def entries(
    connection: Connection, wanted: ReviewFilter, fits: Fits | None, article: ArticleId
) -> tuple[ReviewEntry, ...]:
    """Those of one article in text order, with the words around them."""
    about = (ArticleRow.title, ArticleRow.published, ArticleRow.text)
    head = connection.execute(select(*about).where(ArticleRow.id == article)).one_or_none()
    if head is None:
        return ()
    parts = _questions(wanted)
    rows = [row for part in parts for row in connection.execute(_of(part, article))]
    rows = [row for row in rows if fits is None or fits(row.words)]
    rows.sort(key=lambda row: (row.start, row.end, row.id))
    suggested = {row.suggestion for row in rows if row.suggestion}
    known = parties(connection, article, suggested, {row.id for row in rows if not row.suggestion})
    return tuple(
        _entry(article, head, row, known.get(row.suggestion or row.id, NOBODY)) for row in rows
    )


def has_any(wanted: ReviewFilter) -> ColumnElement[bool]:
    """The condition on `ArticleRow` that an article has any; words are not looked at."""
    inner = aliased(ArticleRow)
    parts = _questions(wanted, inner)
    return or_(
        *(part.where(inner.id == ArticleRow.id).correlate(ArticleRow).exists() for part in parts)
    )


def sources(connection: Connection) -> tuple[str, ...]:
    """The components that proposed something, without their versions."""
    found = connection.execute(select(SuggestionRow.source).distinct()).scalars()
    return tuple(sorted({source.partition("@")[0] for source in found}))


def annotators(connection: Connection) -> tuple[str, ...]:
    """Everybody who has work in the project."""
    asked = select(AnnotationRow.annotator).distinct().order_by(AnnotationRow.annotator)
    return tuple(connection.execute(asked).scalars())


def _of(asked: Select[Any], article: ArticleId | None) -> Select[Any]:
    return asked if article is None else asked.where(ArticleRow.id == article)


def _fitting(connection: Connection, asked: Select[Any], fits: Fits) -> Counter[ArticleId]:
    """How many of each article have words that fit; an article comes as one row.

    A row for every item, or a function of ours inside the query, would take turns with the window
    600,000 times.
    """
    inner = asked.subquery()
    grouped = select(inner.c.article_id, func.json_group_array(inner.c.words).label("words"))
    found: Counter[ArticleId] = Counter()
    for row in connection.execute(grouped.group_by(inner.c.article_id)):
        count = sum(map(fits, json.loads(row.words)))
        if count:
            found[ArticleId(row.article_id)] = count
    return found


def _questions(wanted: ReviewFilter, article: Article = ArticleRow) -> tuple[Select[Any], ...]:
    """The questions for suggestions and for items, as far as the state asked for has any."""
    found = []
    if wanted.state in ("", STANDING, "undecided", "rejected"):
        found.append(_suggestions(wanted, article))
    if wanted.state in ("", STANDING, "accepted", "edited", "added"):
        found.append(_items(wanted, article))
    return tuple(found)


def _mine(wanted: ReviewFilter, article: Article) -> ColumnElement[bool]:
    return and_(
        AnnotationRow.article_id == article.id,
        AnnotationRow.revision == article.revision,
        AnnotationRow.annotator == wanted.annotator,
        AnnotationRow.round == 1,
    )


def _suggestions(wanted: ReviewFilter, article: Article) -> Select[Any]:
    row = SuggestionRow
    undecided, rejected = DecisionRow.verdict.is_(None), DecisionRow.verdict == "rejected"
    states = {"": or_(undecided, rejected), "rejected": rejected}
    state = states.get(wanted.state, undecided)
    asked = (
        select(
            row.article_id,
            row.id.label("suggestion"),
            func.json_extract(row.body, "$.value.id").label("id"),
            *(row.type, row.kind, row.label, row.claim, row.source, row.score),
            *(row.start, row.end, row.words),
            func.coalesce(DecisionRow.verdict, literal("undecided")).label("state"),
        )
        .select_from(article)
        .join(row, row.article_id == article.id)
        .outerjoin(AnnotationRow, _mine(wanted, article))
        .outerjoin(
            DecisionRow,
            and_(
                DecisionRow.annotation_id == AnnotationRow.id, DecisionRow.suggestion_id == row.id
            ),
        )
        .where(article.binned.is_(False), state, *_alike(wanted, row))
    )
    if wanted.source:
        whole = func.substr(row.source, 1, len(wanted.source) + 1) == wanted.source + "@"
        asked = asked.where(or_(whole, row.source == wanted.source))
    return asked.where(*_scored(wanted, row.score))


def _items(wanted: ReviewFilter, article: Article) -> Select[Any]:
    row, first = ItemRow, ItemSpanRow
    verdict = (
        select(DecisionRow.verdict)
        .where(DecisionRow.annotation_id == row.annotation_id, DecisionRow.item_id == row.id)
        .limit(1)
        .scalar_subquery()
    )
    state = func.coalesce(verdict, literal("added"))
    name, version = _ORIGIN["name"].as_string(), _ORIGIN["version"].as_string()
    score = _ORIGIN["score"].as_float()
    words = func.coalesce(first.text, literal(""))
    asked = (
        select(
            article.id.label("article_id"),
            literal("").label("suggestion"),
            row.id,
            *(row.type, row.kind, row.label, row.claim),
            (name + literal("@") + func.coalesce(version, literal(""))).label("source"),
            score.label("score"),
            func.coalesce(first.start, 0).label("start"),
            func.coalesce(first.end, 0).label("end"),
            words.label("words"),
            state.label("state"),
        )
        .select_from(article)
        .join(AnnotationRow, _mine(wanted, article))
        .join(row, row.annotation_id == AnnotationRow.id)
        .outerjoin(
            first,
            and_(first.annotation_id == row.annotation_id, first.item_id == row.id, first.ord == 0),
        )
        .where(article.binned.is_(False), *_alike(wanted, row))
    )
    if wanted.state and wanted.state != STANDING:
        asked = asked.where(state == wanted.state)
    if wanted.source:
        asked = asked.where(name == wanted.source)
    return asked.where(*_scored(wanted, score))


def _alike(wanted: ReviewFilter, row: type[SuggestionRow | ItemRow]) -> list[ColumnElement[bool]]:
    columns = ((row.type, wanted.type), (row.kind, wanted.kind))
    more = ((row.label, wanted.label), (row.claim, wanted.claim))
    return [column == value for column, value in (*columns, *more) if value]


def _scored(wanted: ReviewFilter, score: Any) -> list[ColumnElement[bool]]:
    found = [score >= wanted.least] if wanted.least > 0 else []
    return [*found, score <= wanted.most] if wanted.most < 1 else found


def _entry(article: ArticleId, head: Any, row: Any, about: Parties) -> ReviewEntry:
    text = head.text
    line = text.rfind("\n", 0, row.start) + 1
    stop = text.find("\n", row.end)
    stop = len(text) if stop < 0 else stop
    kind: ItemName = row.type
    state: ReviewState = row.state
    return ReviewEntry(
        article=article,
        title=head.title,
        published=head.published or "",
        id=row.id,
        suggestion=row.suggestion,
        type=kind,
        kind=row.kind,
        label=row.label or "",
        claim=row.claim or "",
        source=row.source.rstrip("@"),
        score=row.score,
        start=row.start,
        end=row.end,
        state=state,
        before=text[max(line, row.start - CONTEXT) : row.start] if row.words else "",
        words=row.words,
        after=_after(text, row.end, stop) if row.words else "",
        speakers=about.speakers,
        links=about.links,
    )


def _after(text: str, end: int, stop: int) -> str:
    """What stands right of an item on its line; whole words and an ellipsis where it is cut."""
    if stop - end <= CONTEXT:
        return str(text[end:stop])
    cut = text[end : end + CONTEXT]
    whole = cut.rpartition(" ")[0] if not text[end + CONTEXT].isspace() else cut
    return f"{whole or cut}…"
