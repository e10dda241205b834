"""Articles in the tables: lists with counters, one text, title and metadata, the bin."""

from __future__ import annotations

import zlib
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import (
    Connection,
    Select,
    and_,
    bindparam,
    case,
    exists,
    func,
    or_,
    select,
    text,
    update,
)

from annotator.model.article import Article, ArticleState
from annotator.model.change import ChangeError
from annotator.model.ids import ArticleId
from annotator.model.message import UserError, msg
from annotator.store.mapping import (
    META_COLUMNS,
    article_from_row,
    meta_to_row,
    state_from_row,
)
from annotator.store.search import search
from annotator.store.tables import (
    AnnotationRow,
    ArticleRow,
    DecisionRow,
    ItemRow,
    MachinePassRow,
)

ORDER = (ArticleRow.published.is_(None), ArticleRow.published, ArticleRow.title, ArticleRow.id)
"""By date (without one last), then title: the order of lists and exports."""

_STATE = (
    ArticleRow.id,
    ArticleRow.title,
    ArticleRow.binned,
    *(getattr(ArticleRow, name) for name in META_COLUMNS),
)
_WHOLE = (
    *_STATE,
    ArticleRow.revision,
    ArticleRow.body_start,
    ArticleRow.sha256,
    ArticleRow.raw_sha256,
    ArticleRow.text,
)

# Made once: building a statement takes longer than running it.
_STATE_OF, _WHOLE_OF, _RAW_OF = (
    select(*columns).where(ArticleRow.id == bindparam("id"))
    for columns in (_STATE, _WHOLE, (ArticleRow.raw,))
)
_MANY = select(*_WHOLE).where(ArticleRow.id.in_(bindparam("ids", expanding=True)))
_FINISHED = exists().where(
    AnnotationRow.article_id == ArticleRow.id, AnnotationRow.status == "done"
)
_WITH_SHA = (
    select(ArticleRow.id)
    .where(or_(ArticleRow.sha256 == bindparam("sha"), ArticleRow.raw_sha256 == bindparam("sha")))
    .order_by(ArticleRow.number)
    .limit(1)
)


def rows(
    connection: Connection,
    annotator: str,
    *,
    binned: bool = False,
    query: str = "",
    only: Collection[ArticleId] | None = None,
) -> Sequence[Any]:
    """What a list shows: columns of the article and of `annotator`'s latest annotation of it.

    Args:
        connection: of a reading transaction.
        annotator: whose work is counted.
        binned: the bin instead of the corpus.
        query: words that title, text, source or author must have.
        only: of these articles alone.
    """
    latest = (
        select(AnnotationRow.article_id, func.max(AnnotationRow.round).label("round"))
        .where(AnnotationRow.annotator == annotator)
        .group_by(AnnotationRow.article_id)
        .subquery()
    )
    mine = and_(
        AnnotationRow.article_id == ArticleRow.id,
        AnnotationRow.revision == ArticleRow.revision,
        AnnotationRow.annotator == annotator,
        AnnotationRow.round == latest.c.round,
    )
    asked = (
        select(
            *_STATE,
            ArticleRow.words,
            ArticleRow.suggestions,
            AnnotationRow.status,
            AnnotationRow.quotes,
            AnnotationRow.undecided,
            AnnotationRow.decided,
            AnnotationRow.notes,
            AnnotationRow.flags,
            AnnotationRow.item_flags,
        )
        .outerjoin(latest, latest.c.article_id == ArticleRow.id)
        .outerjoin(AnnotationRow, mine)
        .where(ArticleRow.binned == binned)
        .order_by(*ORDER)
    )
    if only is not None:
        asked = asked.where(ArticleRow.id.in_(only))
    return connection.execute(_searched(asked, query)).all()


def _searched(asked: Select[Any], query: str) -> Select[Any]:
    condition = search(query)
    return asked if condition is None else asked.where(condition)


_EVERY = select(func.count()).select_from(ArticleRow)
_IN_BIN = text("SELECT count(*) FROM article WHERE binned = 1")
"""Both are answered by an index; to count what is not in the bin, all articles would be read."""


def count(connection: Connection) -> int:
    """How many articles lie outside the bin."""
    every = connection.execute(_EVERY).scalar_one()
    return int(every - connection.execute(_IN_BIN).scalar_one())


def left(connection: Connection, annotator: str) -> int:
    """How many articles outside the bin an annotator has not finished."""
    done = select(AnnotationRow.article_id).where(
        AnnotationRow.annotator == annotator, AnnotationRow.status == "done"
    )
    finished = select(func.count()).where(ArticleRow.id.in_(done), ArticleRow.binned.is_(False))
    return count(connection) - int(connection.execute(finished).scalar_one())


def get(connection: Connection, article_id: ArticleId) -> Article:
    """One article with its current title and metadata.

    Raises:
        UserError: there is none with this id.
    """
    return article_from_row(_one(connection, _WHOLE_OF, article_id))


def opened(connection: Connection, article_id: ArticleId) -> tuple[Article, ArticleState]:
    """One article, and beside it what may change about it.

    Raises:
        UserError: there is none with this id.
    """
    row = _one(connection, _WHOLE_OF, article_id)
    return article_from_row(row), state_from_row(row)


def get_many(connection: Connection, ids: Collection[ArticleId]) -> dict[ArticleId, Article]:
    """Several articles by id; those that are not there are left out."""
    found = connection.execute(_MANY, {"ids": list(ids)})
    return {ArticleId(row.id): article_from_row(row) for row in found}


def state(connection: Connection, article_id: ArticleId) -> ArticleState:
    """What may change about an article, as it is now.

    Raises:
        UserError: there is none with this id.
    """
    return state_from_row(_one(connection, _STATE_OF, article_id))


def raw(connection: Connection, article_id: ArticleId) -> bytes:
    """The bytes that an article was imported from; empty if it came without them.

    Raises:
        UserError: there is none with this id.
    """
    packed: bytes = _one(connection, _RAW_OF, article_id).raw
    return zlib.decompress(packed) if packed else b""


def _one(connection: Connection, asked: Select[Any], article_id: ArticleId) -> Any:
    row = connection.execute(asked, {"id": article_id}).one_or_none()
    if row is None:
        raise UserError(msg("store.no_article", id=article_id))
    return row


def write_state(
    connection: Connection, before: ArticleState | None, after: ArticleState | None
) -> None:
    """Change title, metadata or bin.

    Raises:
        ChangeError: the article is not as `before` says, or would be made or removed.
    """
    if before is None or after is None or state(connection, after.id) != before:
        found = after or before
        raise ChangeError(msg("change.stale", kind="article", id=found.id if found else ""))
    values = {"title": after.title, "binned": after.binned, **meta_to_row(after.meta)}
    connection.execute(update(ArticleRow).where(ArticleRow.id == after.id).values(values))


def with_sha(connection: Connection, sha256: str) -> ArticleId | None:
    """The article whose text or file has this SHA-256; those in the bin count, too."""
    if not sha256:
        return None
    found = connection.execute(_WITH_SHA, {"sha": sha256}).scalar_one_or_none()
    return ArticleId(found) if found is not None else None


def ids(connection: Connection, wanted: Collection[ArticleId] | None) -> list[ArticleId]:
    """The ids outside the bin in list order; of those `wanted`, if given."""
    found = connection.execute(
        select(ArticleRow.id).where(ArticleRow.binned.is_(False)).order_by(*ORDER)
    ).scalars()
    kept = None if wanted is None else set(wanted)
    return [ArticleId(one) for one in found if kept is None or ArticleId(one) in kept]


def outdated(
    connection: Connection, made_with: Mapping[str, str], only: ArticleId | None = None
) -> tuple[ArticleId, ...]:
    """Articles outside the bin whose suggestions were made otherwise, in list order.

    Those on which somebody did something are left out, and those whose suggestions were imported.

    Args:
        connection: of any transaction.
        made_with: with what they would be made now, by language; "" for any other.
        only: ask of this article alone.
    """
    now = case(
        {key: value for key, value in made_with.items() if key},
        value=ArticleRow.language,
        else_=made_with[""],
    )
    begun = exists().where(
        AnnotationRow.article_id == ArticleRow.id,
        or_(
            AnnotationRow.status == "done",
            exists().where(ItemRow.annotation_id == AnnotationRow.id),
            exists().where(DecisionRow.annotation_id == AnnotationRow.id),
        ),
    )
    asked = (
        select(ArticleRow.id)
        .join(MachinePassRow, MachinePassRow.article_id == ArticleRow.id)
        .where(MachinePassRow.made_with != now, ArticleRow.binned.is_(False), ~begun)
    )
    return _in_order(connection, asked, only)


def unlabelled(
    connection: Connection, languages: Collection[str] | None, only: ArticleId | None = None
) -> tuple[ArticleId, ...]:
    """Articles outside the bin that no machine has looked at yet, in list order.

    Work that somebody has finished needs no suggestions: they would open it again.

    Args:
        connection: of any transaction.
        languages: ask for articles in these alone.
        only: ask of this article alone.
    """
    asked = select(ArticleRow.id).where(
        ArticleRow.prelabelled.is_(False), ArticleRow.binned.is_(False), ~_FINISHED
    )
    if languages is not None:
        asked = asked.where(ArticleRow.language.in_(languages))
    return _in_order(connection, asked, only)


def read_by_machine(connection: Connection, only: ArticleId | None = None) -> tuple[ArticleId, ...]:
    """Articles outside the bin that a machine has looked at and nobody finished, in list order.

    Those whose suggestions were imported are left out: nobody could make them again.
    """
    asked = (
        select(ArticleRow.id)
        .join(MachinePassRow, MachinePassRow.article_id == ArticleRow.id)
        .where(ArticleRow.binned.is_(False), ~_FINISHED)
    )
    return _in_order(connection, asked, only)


def _in_order(
    connection: Connection, asked: Select[Any], only: ArticleId | None
) -> tuple[ArticleId, ...]:
    if only is not None:
        asked = asked.where(ArticleRow.id == only)
    return tuple(ArticleId(one) for one in connection.execute(asked.order_by(*ORDER)).scalars())
