"""Who speaks in the quotes of a review queue, and what its references point to."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from annotator.model.ids import ArticleId
from annotator.store.tables import ActorRow, ItemRow, SuggestedActorRow, SuggestionRow


@dataclass(frozen=True, slots=True)
class Parties:
    """The names of who speaks, and the ids of entries."""

    speakers: tuple[str, ...] = ()
    links: tuple[str, ...] = ()


NOBODY = Parties()


def parties(
    connection: Connection, article: ArticleId, suggestions: Collection[str], items: Collection[str]
) -> dict[str, Parties]:
    """Speakers and links of some of an article's suggestions and items, by their ids.

    Args:
        connection: of a reading transaction.
        article: whose they are.
        suggestions: ids of suggestions.
        items: ids of items.
    """
    asked = select(SuggestionRow.id, SuggestionRow.type, SuggestionRow.body)
    found = connection.execute(
        asked.where(SuggestionRow.article_id == article, SuggestionRow.type != "mention")
    )
    bodies: dict[str, dict[str, Any]] = {
        row.id: row.body["value"] for row in found if row.id in set(suggestions)
    }
    own = select(ItemRow.id, ItemRow.body).where(ItemRow.id.in_(sorted(items)))
    bodies |= {row.id: row.body for row in connection.execute(own.where(ItemRow.type != "mention"))}
    names = _names(connection, article, bodies)
    return {one: _parties(body, names) for one, body in bodies.items()}


def _names(
    connection: Connection, article: ArticleId, bodies: Mapping[str, Mapping[str, Any]]
) -> dict[str, str]:
    """The names of all who speak: those of the register, else those that were proposed."""
    wanted = sorted(
        who["actor"] for body in bodies.values() for who in body.get("speakers", ()) if who["actor"]
    )
    proposed = select(SuggestedActorRow.id, SuggestedActorRow.body)
    proposed = proposed.where(SuggestedActorRow.article_id == article)
    names = {row.id: str(row.body["name"]) for row in connection.execute(proposed)}
    known = select(ActorRow.id, ActorRow.name).where(ActorRow.id.in_(wanted))
    return names | {row.id: str(row.name) for row in connection.execute(known)}


def _parties(body: Mapping[str, Any], names: Mapping[str, str]) -> Parties:
    speakers = []
    for who in body.get("speakers", ()):
        source = who.get("source")
        speakers.append(names.get(who["actor"] or "", "") or (source["text"] if source else ""))
    links = tuple(str(link["entry"]) for link in body.get("links", ()))
    return Parties(tuple(one for one in speakers if one), links)
