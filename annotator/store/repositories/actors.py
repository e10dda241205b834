"""Actors in the tables: the project's register and those of one article."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from itertools import islice

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from annotator.model.actor_codec import actor_from_json
from annotator.model.change import ChangeError, stays
from annotator.model.ids import ActorId, AnnotationId, ArticleId
from annotator.model.items import Actor
from annotator.model.message import msg
from annotator.store.mapping import actor_to_row
from annotator.store.tables import ActorRow, ItemLinkRow

ASKED = 1000
"""Ids that are asked for at a time; SQLite takes no more than 32,766 values in one statement."""

# Made once: building a statement takes longer than running it.
_REGISTER = select(ActorRow.body).where(ActorRow.article_id.is_(None)).order_by(ActorRow.id)
_LOCAL = (
    select(ActorRow.body)
    .where(ActorRow.article_id.in_(bindparam("articles", expanding=True)))
    .order_by(ActorRow.id)
)
_KNOWN = select(ActorRow.id).where(ActorRow.id.in_(bindparam("ids", expanding=True)))


def register(connection: Connection) -> dict[ActorId, Actor]:
    """The actors of the whole project, by id."""
    found = connection.execute(_REGISTER).scalars()
    return {actor.id: actor for actor in map(actor_from_json, found)}


def local(
    connection: Connection, articles: Collection[ArticleId]
) -> dict[ArticleId, dict[ActorId, Actor]]:
    """The actors that live in one article, by article."""
    found: dict[ArticleId, dict[ActorId, Actor]] = {article: {} for article in articles}
    rows = connection.execute(_LOCAL, {"articles": list(articles)}).scalars()
    for actor in map(actor_from_json, rows):
        if actor.article is not None:
            found[actor.article][actor.id] = actor
    return found


def write(
    connection: Connection,
    before: Actor | None,
    after: Actor | None,
    annotation: AnnotationId,
) -> None:
    """Add, change or remove an actor.

    An actor that other annotations have come to point to stays when `annotation` takes it back,
    and is there already when it is brought again.

    Raises:
        ChangeError: what is there is not `before`.
    """
    actor = after or before
    assert actor is not None  # a Change has one of the two
    same = ActorRow.id == actor.id
    row = connection.execute(select(ActorRow.body).where(same)).scalar_one_or_none()
    there = actor_from_json(row) if row is not None else None
    if there is not None and stays(there, before, after):
        return
    if there != before:
        raise ChangeError(msg("change.stale", kind="actor", id=actor.id))
    if after is None:
        if not _used_elsewhere(connection, actor.id, annotation):
            connection.execute(delete(ActorRow).where(same))
    elif before is None:
        connection.execute(insert(ActorRow), actor_to_row(after))
    else:
        connection.execute(update(ActorRow).where(same).values(actor_to_row(after)))


def _used_elsewhere(connection: Connection, actor_id: ActorId, annotation: AnnotationId) -> bool:
    others = (ItemLinkRow.actor_id == actor_id) & (ItemLinkRow.annotation_id != annotation)
    return (
        connection.execute(select(ItemLinkRow.item_id).where(others).limit(1)).first() is not None
    )


def add_missing(connection: Connection, given: Iterable[Actor]) -> None:
    """Add those actors whose ids are not there; the project's own stay as they are."""
    new = {actor.id: actor for actor in given}
    for known in _known(connection, new):
        del new[known]
    if new:
        connection.execute(insert(ActorRow), [actor_to_row(actor) for actor in new.values()])


def _known(connection: Connection, wanted: Collection[ActorId]) -> list[ActorId]:
    found: list[ActorId] = []
    ids = iter(wanted)
    while some := tuple(islice(ids, ASKED)):
        rows = connection.execute(_KNOWN, {"ids": some}).scalars()
        found += (ActorId(one) for one in rows)
    return found
