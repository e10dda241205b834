"""Annotations in the tables: read whole, written change by change."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import Connection, String, bindparam, func, insert, select, type_coerce, update

from annotator.model.annotation import (
    Annotation,
    AnnotationState,
    Decision,
    Gold,
    Status,
)
from annotator.model.article import Article, ArticleState
from annotator.model.change import Batch, Change, ChangeError, Work
from annotator.model.codec import item_from_json
from annotator.model.ids import AnnotationId, ArticleId
from annotator.model.items import Actor, Item
from annotator.model.message import msg
from annotator.store.mapping import (
    annotation_from_rows,
    annotation_state_from_row,
    annotation_to_row,
    check_spans,
    decision_from_row,
    decision_to_row,
    flags_to_column,
    list_values,
    loads_all,
)
from annotator.store.repositories import actors, articles, items
from annotator.store.tables import (
    AnnotationRow,
    DecisionRow,
    GoldRow,
    ItemRow,
    SuggestionRow,
)

# Made once: building a statement takes longer than running it.
_THERE = select(AnnotationRow.id, AnnotationRow.version).where(
    AnnotationRow.article_id == bindparam("article"),
    AnnotationRow.revision == bindparam("revision"),
    AnnotationRow.annotator == bindparam("by"),
    AnnotationRow.round == bindparam("round"),
)
_COUNT = (
    update(AnnotationRow)
    .where(AnnotationRow.id == bindparam("key"), AnnotationRow.version == bindparam("known"))
    .values({name: bindparam(name) for name in ("quotes", "undecided", "item_flags", "version")})
)

_BODY = type_coerce(ItemRow.body, String)  # as it lies in the file: read in one go
_ITEMS_OF = select(ItemRow.annotation_id, ItemRow.type, _BODY).where(
    ItemRow.annotation_id.in_(bindparam("owners", expanding=True))
)
_DECISIONS_OF = select(DecisionRow.__table__).where(
    DecisionRow.annotation_id.in_(bindparam("owners", expanding=True))
)
_GOLD_OF = select(GoldRow.annotation_id).where(
    GoldRow.article_id.in_(bindparam("articles", expanding=True))
)


def find(
    connection: Connection,
    texts: dict[ArticleId, Article],
    *,
    annotator: str | None = None,
    round: int | None = None,
    statuses: Collection[Status] | None = None,
) -> dict[ArticleId, list[Annotation]]:
    """The annotations of some articles' present revisions, by article, in order of annotator.

    Raises:
        SpanError: an item's words are not those of the text; the message names it.
    """
    asked = select(AnnotationRow.__table__).where(AnnotationRow.article_id.in_(texts))
    if annotator is not None:
        asked = asked.where(AnnotationRow.annotator == annotator)
    if round is not None:
        asked = asked.where(AnnotationRow.round == round)
    if statuses is not None:
        asked = asked.where(AnnotationRow.status.in_(statuses))
    rows = connection.execute(asked.order_by(AnnotationRow.annotator, AnnotationRow.round)).all()
    return _filled(connection, rows, texts)


def _filled(
    connection: Connection, rows: Sequence[Any], texts: dict[ArticleId, Article]
) -> dict[ArticleId, list[Annotation]]:
    owners = [row.id for row in rows]
    made, decided = _items(connection, owners), _decisions(connection, owners)
    found: dict[ArticleId, list[Annotation]] = defaultdict(list)
    for row in rows:
        article = texts[ArticleId(row.article_id)]
        if row.revision != article.revision:
            continue
        for item in made[row.id]:
            check_spans(item, article.text)
        found[article.id].append(annotation_from_rows(row, made[row.id], decided[row.id]))
    return found


def _items(connection: Connection, owners: Sequence[str]) -> dict[str, list[Item]]:
    found: dict[str, list[Item]] = defaultdict(list)
    rows = connection.execute(_ITEMS_OF, {"owners": owners}).all()
    bodies = loads_all([body for _owner, _name, body in rows])
    for (owner, name, _body), body in zip(rows, bodies, strict=True):
        found[owner].append(item_from_json(name, body))
    return found


def _decisions(connection: Connection, owners: Sequence[str]) -> dict[str, list[Decision]]:
    found: dict[str, list[Decision]] = defaultdict(list)
    for row in connection.execute(_DECISIONS_OF, {"owners": owners}):
        found[row.annotation_id].append(decision_from_row(row))
    return found


def write_batch(connection: Connection, batch: Batch, after: Work, text: str) -> None:
    """Write the records that a batch changes, and count what lists show.

    Args:
        connection: of a writing transaction.
        batch: the changes.
        after: the work after them; its annotation is made if it has no row yet.
        text: of the article, for comparing spans.

    Raises:
        ChangeError: what is there is not what a change says was there before.
        SpanError: a span is not what the text has there.
    """
    annotation = after.annotation
    version = _version(connection, annotation)
    for change in sorted(batch.changes, key=_is_farewell):
        _write(connection, annotation.id, change, text)
    counts = {**list_values(annotation), "version": version + 1}
    done = connection.execute(_COUNT, {"key": annotation.id, "known": version, **counts})
    if done.rowcount != 1:
        raise ChangeError(msg("change.stale", kind="annotation", id=annotation.id))
    if any(isinstance(change.record, Decision) for change in batch.changes):
        _count_decided(connection, annotation.id)


def _version(connection: Connection, annotation: Annotation) -> int:
    """The version of the annotation's row, which is made if there is none."""
    key = {
        "article": annotation.article,
        "revision": annotation.revision,
        "by": annotation.by,
        "round": annotation.round,
    }
    row = connection.execute(_THERE, key).one_or_none()
    if row is None:
        empty = Annotation(
            id=annotation.id,
            article=annotation.article,
            by=annotation.by,
            scheme=annotation.scheme,
            revision=annotation.revision,
            round=annotation.round,
            state=AnnotationState(annotation.id),
        )
        connection.execute(insert(AnnotationRow), annotation_to_row(empty))
        return 1
    if row.id != annotation.id:
        raise ChangeError(msg("change.stale", kind="annotation", id=annotation.id))
    return int(row.version)


def _write(connection: Connection, owner: AnnotationId, change: Change, text: str) -> None:
    record: Any = change.record
    before: Any = change.before
    after: Any = change.after
    if isinstance(record, Actor):
        actors.write(connection, before, after, owner)
    elif isinstance(record, ArticleState):
        articles.write_state(connection, before, after)
    elif isinstance(record, AnnotationState):
        _write_state(connection, owner, before, after)
    elif isinstance(record, Decision):
        items.decide(connection, owner, before, after)
    else:
        items.write(connection, owner, before, after, text)


def _is_farewell(change: Change) -> bool:
    """Whether an actor is removed: that comes last, when nothing here points to it any more."""
    return change.after is None and isinstance(change.before, Actor)


def _write_state(
    connection: Connection,
    owner: AnnotationId,
    before: AnnotationState | None,
    after: AnnotationState | None,
) -> None:
    mine = AnnotationRow.id == owner
    row = connection.execute(select(AnnotationRow.__table__).where(mine)).one()
    if after is None or after.id != owner or annotation_state_from_row(row) != before:
        raise ChangeError(msg("change.stale", kind="annotation", id=owner))
    values = {
        "status": after.status,
        "notes": after.notes,
        "open_reason": after.open_reason,
        "flags": flags_to_column(after.flags),
    }
    connection.execute(update(AnnotationRow).where(mine).values(values))


def _count_decided(connection: Connection, owner: AnnotationId) -> None:
    """Count anew how many of the article's suggestions were decided on."""
    count = (
        select(func.count())
        .select_from(DecisionRow)
        .join(SuggestionRow, SuggestionRow.id == DecisionRow.suggestion_id)
        .where(DecisionRow.annotation_id == owner)
        .scalar_subquery()
    )
    same = AnnotationRow.id == owner
    connection.execute(update(AnnotationRow).where(same).values(decided=count))


def add(connection: Connection, new: Sequence[tuple[Annotation, str]]) -> None:
    """Add imported annotations, each with its article's text, all at once.

    Their articles' suggestions must be there before.

    Raises:
        SpanError: a span is not what the text has there.
    """
    if not new:
        return
    for annotation, text in new:
        for item in annotation.items:
            check_spans(item, text)
    connection.execute(insert(AnnotationRow), [annotation_to_row(one) for one, _text in new])
    items.add_many(connection, [(one.id, item) for one, _text in new for item in one.items])
    decisions = [decision_to_row(each, one.id) for one, _text in new for each in one.decisions]
    if decisions:
        connection.execute(insert(DecisionRow), decisions)
    for annotation, _text in new:
        if annotation.decisions:
            _count_decided(connection, annotation.id)


def add_gold(connection: Connection, settled: Sequence[Gold]) -> None:
    """Say of annotations that are in the project that they are the settled ones."""
    if settled:
        connection.execute(insert(GoldRow), [_gold_row(one) for one in settled])


def _gold_row(gold: Gold) -> dict[str, Any]:
    return {
        "article_id": gold.annotation.article,
        "revision": gold.annotation.revision,
        "annotation_id": gold.annotation.id,
        "sources": list(gold.sources),
        "dissent": list(gold.dissent),
    }


def gold_ids(connection: Connection, ids: Collection[ArticleId]) -> set[AnnotationId]:
    """Which annotations of some articles are settled."""
    found = connection.execute(_GOLD_OF, {"articles": list(ids)}).scalars()
    return {AnnotationId(one) for one in found}
