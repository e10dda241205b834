"""The register over the whole project: who is counted how often, where, and put in whose place."""

from __future__ import annotations

import json
from collections import namedtuple
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from sqlalchemy import Connection, Select, String, func, literal, select, type_coerce, update
from sqlalchemy.orm import aliased

from annotator.model.actor_codec import actor_from_json
from annotator.model.change import Batch, Change
from annotator.model.codec import item_from_json
from annotator.model.ids import ActorId, AnnotationId, ArticleId
from annotator.model.items import Actor, Item, Mention, Quote, SanctionsReference
from annotator.model.log_codec import batch_from_json
from annotator.store.mapping import loads_all
from annotator.store.repositories import actors, items, journal
from annotator.store.tables import (
    ActorRow,
    AnnotationRow,
    ArticleRow,
    ChangeLogRow,
    DecisionRow,
    ItemLinkRow,
    ItemRow,
    ItemSpanRow,
    SuggestedActorRow,
    SuggestionRow,
)

ASKED = 1000
"""Ids that are asked for at a time."""
CONTEXT = 90
"""Code points shown left and right of an item, at most."""


@dataclass(frozen=True, slots=True)
class Placed:
    """An item as it lies in the project.

    Attributes:
        article: that it is in; with its title and the annotator, for a list.
    """

    annotation: AnnotationId
    article: ArticleId
    title: str
    annotator: str
    item: Item


def everybody(connection: Connection) -> tuple[Actor, ...]:
    """All actors: those of the register, of single articles, and those merged into others."""
    asked = select(func.json_group_array(func.json(type_coerce(ActorRow.body, String))))
    bodies = json.loads(connection.execute(asked.select_from(ActorRow)).scalar_one())
    return tuple(sorted(map(actor_from_json, bodies), key=lambda actor: actor.id))


def _at_once(connection: Connection, asked: Select[Any]) -> list[Any]:
    """The rows of a question, brought as one: a row each would take turns with the window."""
    inner = asked.subquery()
    names = [column.name for column in inner.columns]
    whole = select(func.json_group_array(func.json_array(*inner.columns)))
    found = json.loads(connection.execute(whole.select_from(inner)).scalar_one())
    row = namedtuple("row", names)  # type: ignore[misc]  # the question names them
    return [row._make(values) for values in found]


def counts(connection: Connection) -> Sequence[Any]:
    """How often each actor speaks and is mentioned, in how many articles, from when to when.

    What two annotators accepted alike counts once. Articles in the bin do not count.
    """
    link, article = ItemLinkRow, ArticleRow

    def items_of(role: str) -> Any:
        mine = func.iif(link.role == role, link.item_id, None)
        return func.count(mine.distinct())

    asked = (
        select(
            link.actor_id,
            items_of("speaker").label("quotes"),
            items_of("denotes").label("mentions"),
            func.count(article.number.distinct()).label("articles"),
            func.min(article.published).label("first"),
            func.max(article.published).label("last"),
        )
        .select_from(link)
        .join(AnnotationRow, AnnotationRow.id == link.annotation_id)
        .join(article, article.id == AnnotationRow.article_id)
        .where(
            link.actor_id.is_not(None),
            article.binned.is_(False),
            article.revision == AnnotationRow.revision,
        )
        .group_by(link.actor_id)
    )
    return _at_once(connection, asked)


def places(connection: Connection, ids: Collection[ActorId]) -> list[Any]:
    """Every item that points to some actors, with the words around it, in the order of time.

    An item that points to them in two ways comes twice; one that two annotators have alike, too.
    """
    found: list[Any] = []
    for some in _parts(ids):
        found += _at_once(connection, _places(some))
    found.sort(key=lambda row: (row.published or "", row.number, row.start, row.item_id))
    return found


def _places(ids: Sequence[ActorId]) -> Any:
    link, span, article = ItemLinkRow, ItemSpanRow, ArticleRow
    start = func.coalesce(span.start, 0)
    begin = func.max(start - CONTEXT, 0)
    return (
        select(
            article.id.label("article_id"),
            *(article.number, article.title, article.published),
            AnnotationRow.annotator,
            *(link.actor_id, link.role, link.item_id, ItemRow.type, ItemRow.claim),
            func.json_extract(ItemRow.body, "$.speakers").label("speakers"),
            start.label("start"),
            func.coalesce(span.end, 0).label("end"),
            func.coalesce(span.text, literal("")).label("words"),
            func.substr(article.text, begin + 1, start - begin).label("before"),
            func.substr(article.text, span.end + 1, CONTEXT).label("after"),
        )
        .select_from(link)
        .join(AnnotationRow, AnnotationRow.id == link.annotation_id)
        .join(article, article.id == AnnotationRow.article_id)
        .join(
            ItemRow,
            (ItemRow.annotation_id == link.annotation_id) & (ItemRow.id == link.item_id),
        )
        .outerjoin(
            span,
            (span.annotation_id == link.annotation_id)
            & (span.item_id == link.item_id)
            & (span.ord == 0),
        )
        .where(
            link.actor_id.in_(ids),
            article.binned.is_(False),
            article.revision == AnnotationRow.revision,
        )
    )


def corrected(connection: Connection) -> Sequence[Any]:
    """The quotes in which a person put another first speaker than the machine proposed.

    The machine's speaker comes with the name that it knew; the actors may still be the same one,
    whom the register knew under another id.
    """
    span, article, proposed = ItemSpanRow, ArticleRow, aliased(SuggestedActorRow)
    said = func.json_extract(SuggestionRow.body, "$.value.speakers[0].actor")
    now = func.json_extract(ItemRow.body, "$.speakers[0].actor")
    asked = (
        select(
            article.id.label("article_id"),
            *(article.number, article.title, article.published),
            *(AnnotationRow.annotator, ItemRow.id.label("item_id"), ItemRow.claim),
            said.label("said"),
            now.label("now"),
            func.json_extract(proposed.body, "$.name").label("said_name"),
            func.json_extract(proposed.body, "$.kind").label("said_kind"),
            *(SuggestionRow.source, SuggestionRow.score),
            func.json_extract(SuggestionRow.body, "$.value.speakers[0].known_by").label("said_way"),
            func.json_extract(ItemRow.body, "$.speakers[0].known_by").label("known_by"),
            *(span.start, span.end, span.text.label("words")),
            func.substr(
                article.text,
                func.max(span.start - CONTEXT, 0) + 1,
                span.start - func.max(span.start - CONTEXT, 0),
            ).label("before"),
            func.substr(article.text, span.end + 1, CONTEXT).label("after"),
        )
        .select_from(DecisionRow)
        .join(AnnotationRow, AnnotationRow.id == DecisionRow.annotation_id)
        .join(article, article.id == AnnotationRow.article_id)
        .join(
            ItemRow,
            (ItemRow.annotation_id == DecisionRow.annotation_id)
            & (ItemRow.id == DecisionRow.item_id)
            & (ItemRow.type == "quote"),
        )
        .join(SuggestionRow, SuggestionRow.id == DecisionRow.suggestion_id)
        .join(
            span,
            (span.annotation_id == ItemRow.annotation_id)
            & (span.item_id == ItemRow.id)
            & (span.ord == 0),
        )
        .outerjoin(proposed, (proposed.article_id == article.id) & (proposed.id == said))
        .where(
            DecisionRow.verdict == "edited",
            article.binned.is_(False),
            article.revision == AnnotationRow.revision,
            said.is_distinct_from(now),
        )
    )
    found = _at_once(connection, asked)
    found.sort(key=lambda row: (row.published or "", row.number, row.start))
    return found


def pointing(
    connection: Connection, ids: Collection[ActorId], words: Collection[str] = ()
) -> Iterator[Placed]:
    """Every item of anybody that points to some actors, be its article in the bin.

    Args:
        connection: of a reading transaction.
        ids: the actors.
        words: names; a sanctions reference that gives one as issuer or target points to it.
    """
    for some in _parts(ids):
        linked = (
            select(ItemLinkRow.annotation_id, ItemLinkRow.item_id)
            .where(ItemLinkRow.actor_id.in_(some))
            .distinct()
            .subquery()
        )
        asked = _items().join(
            linked,
            (linked.c.annotation_id == ItemRow.annotation_id) & (linked.c.item_id == ItemRow.id),
        )
        yield from map(_placed, connection.execute(asked.order_by(ItemRow.annotation_id)))
    if words:
        named = [
            func.json_extract(ItemRow.body, f"$.{name}").in_(list(words))
            for name in ("issuer", "target")
        ]
        asked = _items().where(ItemRow.type == "reference", named[0] | named[1])
        yield from map(_placed, connection.execute(asked.order_by(ItemRow.annotation_id)))


def _items() -> Any:
    return (
        select(
            *(ItemRow.annotation_id, ItemRow.type, ItemRow.body),
            *(AnnotationRow.article_id, AnnotationRow.annotator, ArticleRow.title),
        )
        .select_from(ItemRow)
        .join(AnnotationRow, AnnotationRow.id == ItemRow.annotation_id)
        .join(ArticleRow, ArticleRow.id == AnnotationRow.article_id)
    )


def _placed(row: Any) -> Placed:
    item = item_from_json(row.type, row.body)
    owner, article = AnnotationId(row.annotation_id), ArticleId(row.article_id)
    return Placed(owner, article, row.title, row.annotator, item)


def write(connection: Connection, batch: Batch, author: str) -> None:
    """Write changes of actors and note them in the log, as a step of nobody's annotation.

    Raises:
        ChangeError: what is there is not what a change says was there before.
    """
    for change in batch.changes:
        before: Any = change.before
        after: Any = change.after
        actors.write(connection, before, after, AnnotationId(""))
    journal.append(connection, batch, author)


def relink(
    connection: Connection, batch: Batch, annotation: AnnotationId, article: ArticleId, author: str
) -> None:
    """Put other actors into items of one annotation, and note it in its log.

    Raises:
        ChangeError: what is there is not what a change says was there before.
    """
    for change in batch.changes:
        before, after = change.before, change.after
        assert isinstance(before, Mention | Quote | SanctionsReference)
        assert isinstance(after, Mention | Quote | SanctionsReference)
        items.relink(connection, annotation, before, after)
    same = AnnotationRow.id == annotation
    connection.execute(update(AnnotationRow).where(same).values(version=AnnotationRow.version + 1))
    journal.append(connection, batch, author, article=article, annotation=annotation)


def fitting(
    connection: Connection, annotation: AnnotationId, changes: Iterable[Change]
) -> tuple[Change, ...]:
    """Of some changes of items those whose `before` is what is there."""
    found = []
    for change in changes:
        before: Any = change.before
        if items.there(connection, annotation, before.id) == before:
            found.append(change)
    return tuple(found)


def steps(connection: Connection) -> tuple[Batch, ...]:
    """The log of the register, in order."""
    row = ChangeLogRow
    asked = (
        select(type_coerce(row.body, String))
        .where(row.annotation_id.is_(None), row.article_id.is_(None), row.import_run_id.is_(None))
        .order_by(row.replica, row.seq)
    )
    bodies = connection.execute(asked).scalars().all()
    return tuple(batch_from_json(body) for body in loads_all(bodies))


def parts_of(
    connection: Connection, step: str
) -> tuple[tuple[AnnotationId, ArticleId, Batch], ...]:
    """What a step of the register did in annotations: the batches whose ids begin with its own."""
    row = ChangeLogRow
    asked = (
        select(row.annotation_id, row.article_id, type_coerce(row.body, String).label("body"))
        .where(row.batch >= f"{step}.", row.batch < f"{step}/")
        .order_by(row.seq)
    )
    return tuple(
        (AnnotationId(found.annotation_id), ArticleId(found.article_id), batch_from_json(body))
        for found, body in _with_bodies(connection.execute(asked).all())
    )


def _with_bodies(rows: Sequence[Any]) -> Iterator[tuple[Any, Any]]:
    return zip(rows, loads_all([row.body for row in rows]), strict=True)


def titles(
    connection: Connection, ids: Collection[ActorId], most: int
) -> Mapping[ActorId, tuple[str, ...]]:
    """The titles of some articles in which each actor is pointed to."""
    found: dict[ActorId, tuple[str, ...]] = {}
    for one in ids:
        asked = (
            select(ArticleRow.title)
            .join(AnnotationRow, AnnotationRow.article_id == ArticleRow.id)
            .join(ItemLinkRow, ItemLinkRow.annotation_id == AnnotationRow.id)
            .where(ItemLinkRow.actor_id == one, ArticleRow.binned.is_(False))
            .distinct()
            .limit(most)
        )
        if names := tuple(connection.execute(asked).scalars()):
            found[one] = names
    return found


def _parts(ids: Collection[ActorId]) -> Iterator[Sequence[ActorId]]:
    rest = iter(ids)
    while some := tuple(islice(rest, ASKED)):
        yield some
