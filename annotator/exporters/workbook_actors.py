"""The sheet of actors: who is quoted how often, in which articles, with which claim types."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from annotator.exporters.base import ExportContext
from annotator.exporters.workbook_columns import COLUMNS, Column, Columns, Row
from annotator.messages import Translator
from annotator.model.actors import all_roles, shown_external_id, source_key
from annotator.model.annotated import AnnotatedArticle
from annotator.model.ids import ActorId
from annotator.model.items import Actor, ActorRole

CLAIM = "claim_"
"""What the key of a column of a claim type begins with."""
_UNTYPED = f"{CLAIM}none"


@dataclass
class _Counted:
    """An actor, or the unnamed sources of one description, as far as they were counted."""

    actor: Actor
    quotes: int = 0
    mentions: int = 0
    articles: set[str] = field(default_factory=set)
    claims: Counter[str] = field(default_factory=Counter)
    ways: Counter[str] = field(default_factory=Counter)


class ActorSheet:
    """Counts actors over documents; the rows are known when all have passed."""

    def __init__(self, context: ExportContext, say: Translator) -> None:
        """Count nobody yet."""
        self._context, self._say = context, say
        self._found: dict[str, _Counted] = {}

    def columns(self) -> Columns:
        """The columns of all sheets; that of actors has one more for each claim type."""
        labels = self._context.scheme.labels("claim_types")
        language = self._context.language
        claims = [Column(f"{CLAIM}{one.id}", 11, title=one.title(language)) for one in labels]
        claims.append(Column(_UNTYPED, 11, title=self._say("export.no_claim_type")))
        return {**COLUMNS, "actors": (*COLUMNS["actors"], *claims)}

    def count(self, document: AnnotatedArticle) -> None:
        """Count the speakers and mentions of a document."""
        annotation = document.annotation
        for quote in annotation.quotes if annotation else ():
            ids = {document.meant(who.actor): who for who in quote.speakers if who.actor}
            for actor_id, who in ids.items():
                one = self._of(document, actor_id)
                if one is not None:
                    one.quotes += 1
                    one.articles.add(document.article.id)
                    one.claims[quote.claim_type or ""] += 1
                    one.ways[who.known_by] += 1
        for mention in annotation.mentions if annotation else ():
            one = self._of(document, document.meant(mention.actor))
            if one is not None:
                one.mentions += 1
                one.articles.add(document.article.id)

    def _of(self, document: AnnotatedArticle, actor_id: ActorId | None) -> _Counted | None:
        actor = document.actor(actor_id)
        if actor is None:
            return None
        unnamed = actor.kind == "unnamed_source"
        key = f"unnamed {source_key(actor.name)}" if unnamed else actor.id
        return self._found.setdefault(key, _Counted(actor))

    def rows(self) -> Iterator[Row]:
        """One row an actor, those who are quoted most first."""
        order = sorted(
            self._found.values(), key=lambda one: (-one.quotes, one.actor.name, one.actor.id)
        )
        for one in order:
            yield self._row(one)

    def _row(self, one: _Counted) -> Row:
        actor, scheme, language = one.actor, self._context.scheme, self._context.language
        ways = [
            f"{label.title(language)}\u00a0: {one.ways[label.id]}"
            for label in scheme.labels("known_by")
            if one.ways[label.id]
        ]
        claims: Row = {
            f"{CLAIM}{claim}" if claim else _UNTYPED: number for claim, number in one.claims.items()
        }
        named = actor.kind != "unnamed_source"
        return {
            "actor": actor.name,
            "actor_kind": self._say(f"export.actor.{actor.kind}"),
            "roles": "\n".join(_role(role) for role in all_roles(actor)),
            "aliases": "\n".join(actor.aliases),
            "external_ids": "\n".join(shown_external_id(*pair) for pair in actor.external_ids),
            "quotes": one.quotes,
            "mentions": one.mentions,
            "in_articles": len(one.articles),
            "known_by": "\n".join(ways),
            "notes": actor.notes,
            "actor_id": actor.id if named else None,
            **claims,
        }


def _role(role: ActorRole) -> str:
    """A role with its dates as they are stored: `ministre (2019 – 2022-05)`."""
    if role.since is None and role.until is None:
        return role.text
    since, until = (str(one) if one else "…" for one in (role.since, role.until))
    return f"{role.text} ({since} – {until})"
