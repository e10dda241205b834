"""Suggestions in the tables: an article's, replaced as a whole but for those decided on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence

from sqlalchemy import (
    Connection,
    String,
    bindparam,
    delete,
    exists,
    func,
    insert,
    select,
    type_coerce,
    update,
)

from annotator.model.actor_codec import actor_from_json, actor_to_json
from annotator.model.annotation import Proposals, Suggestion
from annotator.model.codec import suggestion_from_json
from annotator.model.ids import ActorId, ArticleId, ItemId, SuggestionId
from annotator.model.items import Actor
from annotator.model.renewal import renewed
from annotator.store.bulk import insert_rows
from annotator.store.mapping import check_spans, loads_all, suggestion_to_row
from annotator.store.repositories import items, journal
from annotator.store.tables import (
    AnnotationRow,
    ArticleRow,
    DecisionRow,
    MachinePassRow,
    SuggestedActorRow,
    SuggestionRow,
)

# Made once: building a statement takes longer than running it.
_MADE = (
    select(SuggestionRow.article_id, type_coerce(SuggestionRow.body, String))
    .where(SuggestionRow.article_id.in_(bindparam("articles", expanding=True)))
    .order_by(SuggestionRow.ord, SuggestionRow.id)
)
_NAMED = (
    select(SuggestedActorRow.article_id, SuggestedActorRow.body)
    .where(SuggestedActorRow.article_id.in_(bindparam("articles", expanding=True)))
    .order_by(SuggestedActorRow.ord, SuggestedActorRow.id)
)


def find(connection: Connection, ids: Collection[ArticleId]) -> dict[ArticleId, Proposals]:
    """What was proposed for some articles, by article; empty for one that has nothing."""
    made: dict[ArticleId, list[Suggestion]] = defaultdict(list)
    named: dict[ArticleId, list[Actor]] = defaultdict(list)
    key = {"articles": list(ids)}
    rows = connection.execute(_MADE, key).all()
    bodies = loads_all([body for _owner, body in rows])
    for (owner, _body), body in zip(rows, bodies, strict=True):
        made[ArticleId(owner)].append(suggestion_from_json(body, ArticleId(owner)))
    for owner, body in connection.execute(_NAMED, key).all():
        named[ArticleId(owner)].append(actor_from_json(body))
    return {one: Proposals(one, tuple(made[one]), tuple(named[one])) for one in ids}


def add(connection: Connection, new: Iterable[Proposals]) -> None:
    """Add what was imported for articles that have nothing yet; spans were checked."""
    given = list(new)
    suggestions = [
        suggestion_to_row(one, place)
        for each in given
        for place, one in enumerate(each.suggestions)
    ]
    insert_rows(connection, SuggestionRow, suggestions)
    for each in given:
        _add_actors(connection, each.article, each.actors)


def replace(
    connection: Connection,
    new: Proposals,
    text: str,
    made_with: str = "",
    held: ItemId | None = None,
) -> None:
    """Put new suggestions in the place of those that nobody decided on (see `model.renewal`).

    Args:
        connection: of a writing transaction.
        new: what the machine proposes now; what was decided on already stays as it was.
        text: of the article, for comparing spans.
        made_with: says with what they were made; empty if nobody knows.
        held: the undecided item that a person is looking at; it stays in any case.

    Raises:
        SpanError: a span is not what the text has there.
    """
    for suggestion in new.suggestions:
        check_spans(suggestion.item, text)
    mine = SuggestionRow.article_id == new.article
    decided = exists().where(DecisionRow.suggestion_id == SuggestionRow.id)
    settled = {
        SuggestionId(one)
        for one in connection.execute(select(SuggestionRow.id).where(mine, decided)).scalars()
    }
    old = find(connection, [new.article])[new.article]
    there = items.of_article(connection, new.article)
    named = journal.decided_once(connection, new.article) if old.suggestions else frozenset()
    fresh = renewed(old, settled, new, held, there, named)
    connection.execute(delete(SuggestionRow).where(mine, ~decided))
    rows = [suggestion_to_row(one, place) for place, one in enumerate(fresh.suggestions)]
    insert_rows(connection, SuggestionRow, rows)
    kept = tuple(one for one in old.suggestions if one.id in settled)
    _replace_actors(connection, fresh, Proposals(new.article, kept, old.actors))
    _count(connection, new.article)
    _note_pass(connection, new.article, made_with)


def _note_pass(connection: Connection, article: ArticleId, made_with: str) -> None:
    connection.execute(delete(MachinePassRow).where(MachinePassRow.article_id == article))
    row = {"article_id": article, "made_with": made_with}
    connection.execute(insert(MachinePassRow), [row])


def _replace_actors(connection: Connection, new: Proposals, kept: Proposals) -> None:
    used = {actor for one in kept.suggestions for actor in one.actors}
    fresh: dict[ActorId, Actor] = {actor.id: actor for actor in new.actors}
    for actor in kept.actors:
        if actor.id in used:
            fresh.setdefault(actor.id, actor)
    mine = SuggestedActorRow.article_id == new.article
    connection.execute(delete(SuggestedActorRow).where(mine))
    _add_actors(connection, new.article, list(fresh.values()))


def _add_actors(connection: Connection, article: ArticleId, actors: Sequence[Actor]) -> None:
    rows = [
        {"article_id": article, "id": actor.id, "ord": place, "body": actor_to_json(actor)}
        for place, actor in enumerate(actors)
    ]
    if rows:
        connection.execute(insert(SuggestedActorRow), rows)


def _count(connection: Connection, article: ArticleId) -> None:
    there = select(func.count()).where(SuggestionRow.article_id == article).scalar_subquery()
    connection.execute(
        update(ArticleRow)
        .where(ArticleRow.id == article)
        .values(suggestions=there, prelabelled=True)
    )
    decided = (
        select(func.count())
        .select_from(DecisionRow)
        .join(SuggestionRow, SuggestionRow.id == DecisionRow.suggestion_id)
        .where(DecisionRow.annotation_id == AnnotationRow.id)
        .scalar_subquery()
    )
    same = AnnotationRow.article_id == article
    connection.execute(update(AnnotationRow).where(same).values(decided=decided))
