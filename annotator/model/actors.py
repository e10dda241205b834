"""Actors: roles by date, external ids as people type them, who was merged into whom."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from annotator.model.dates import PartialDate
from annotator.model.ids import ActorId, ItemId
from annotator.model.items import (
    Actor,
    ActorRole,
    Item,
    Mention,
    Quote,
    SanctionsReference,
    Speaker,
    quote_actors,
)
from annotator.model.message import UserError, msg
from annotator.model.text import fold

Actors = Mapping[ActorId, Actor]
WIKIDATA = "wikidata"
_QID = re.compile(r"[Qq][1-9]\d{0,11}\Z")
_WIKIDATA_URL = re.compile(
    r"(?:https?://)?(?:www\.|m\.)?wikidata\.org/"
    r"(?:wiki/(?:Special:EntityData/)?|entity/)([Qq]\d+)(?:[.?#/].*)?\Z"
)
_SCHEME_ID = re.compile(r"([a-z][a-z0-9_.-]*):(?!//)(\S+)\Z")
_ARTICLES = frozenset(
    ["un", "une", "des", "le", "la", "les", "l", "d", "du", "a", "an", "the", "some"]
)


def read_external_id(text: str) -> tuple[str, str]:
    """Read an id as it is typed or pasted: `Q1`, a page of Wikidata, or `scheme:id`.

    Raises:
        UserError: it is none of these.
    """
    typed = text.strip()
    found = _WIKIDATA_URL.match(typed)
    scheme, value = (WIKIDATA, found[1]) if found else ("", typed)
    if not found and (pair := _SCHEME_ID.match(typed)):
        scheme, value = pair[1], pair[2]
    if scheme in ("", WIKIDATA) and _QID.match(value):
        return WIKIDATA, value.upper()
    if scheme in ("", WIKIDATA):
        raise UserError(msg("register.bad_id", text=typed))
    return scheme, value


def read_external_ids(lines: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """Read one id a line; blank lines are passed over.

    Raises:
        UserError: a line holds none, or two lines are of one scheme.
    """
    found: dict[str, str] = {}
    for line in lines:
        if not line.strip():
            continue
        scheme, value = read_external_id(line)
        if found.setdefault(scheme, value) != value:
            raise UserError(msg("register.two_ids", scheme=scheme))
    return tuple(found.items())


def shown_external_id(scheme: str, value: str) -> str:
    """An id as `read_external_id` reads it."""
    return value if scheme == WIKIDATA else f"{scheme}:{value}"


def checked_role(text: str, since: str, until: str) -> ActorRole:
    """A role of what was typed.

    Raises:
        UserError: a date is none, the role has no words, or it ends before it begins.
    """
    first, last = (PartialDate.parse(one) if one.strip() else None for one in (since, until))
    if not text.strip():
        raise UserError(msg("register.no_role"))
    if first and last and last.before(first):
        raise UserError(msg("register.role_order", role=text.strip()))
    return ActorRole(text.strip(), first, last)


def with_roles(actor: Actor, roles: Iterable[ActorRole]) -> Actor:
    """The actor with these roles: in the order of time, the latest beside the name."""
    ordered = tuple(sorted(roles, key=_order))
    dated = any(one.since or one.until for one in ordered)
    latest = ordered[-1].text if ordered else ""
    return replace(actor, role=latest, roles=ordered if dated or len(ordered) > 1 else ())


def all_roles(actor: Actor) -> tuple[ActorRole, ...]:
    """The roles of an actor, those without dates, too."""
    if not actor.role or actor.role in (one.text for one in actor.roles):
        return actor.roles
    return (*actor.roles, ActorRole(actor.role))


def _order(role: ActorRole) -> tuple[str, str]:
    """What has no end lasts longest; what has no beginning came first."""
    return str(role.until or "9999"), str(role.since or "")


def role_on(actor: Actor, day: PartialDate | None) -> str:
    """The role that an actor had on a day, as far as the dates tell; else the one beside the name.

    Args:
        actor: whose.
        day: of an article, perhaps in part; None if nobody knows.
    """
    if day is None:
        return actor.role
    for role in reversed(actor.roles):
        later = role.since is not None and day.before(role.since)
        over = role.until is not None and role.until.before(day)
        if (role.since or role.until) and not later and not over:
            return role.text
    return actor.role


def resolved(actors: Actors, actor_id: ActorId) -> ActorId:
    """Where an id leads: to the actor that its own was merged into, however often."""
    seen = {actor_id}
    while (actor := actors.get(actor_id)) is not None and actor.merged_into is not None:
        if actor.merged_into in seen or actor.merged_into not in actors:
            break
        actor_id = actor.merged_into
        seen.add(actor_id)
    return actor_id


def names_of(actor: Actor) -> tuple[str, ...]:
    """Name and aliases, folded, without doubles."""
    return tuple(dict.fromkeys(fold(one) for one in (actor.name, *actor.aliases)))


def source_key(name: str) -> str:
    """What descriptions of unnamed sources are counted under: folded, without an article."""
    words = fold(name).replace("'", " ").split()
    while len(words) > 1 and words[0] in _ARTICLES:
        words = words[1:]
    return " ".join(words)


@dataclass(frozen=True, slots=True)
class Relinking:
    """Who stands in whose place from now on.

    Attributes:
        actors: the new actor for each old one.
        words: likewise, the words that name whose sanctions they are, or on whom.
        only: of these items alone; None for all.
    """

    actors: Mapping[ActorId, ActorId]
    words: Mapping[str, str]
    only: frozenset[ItemId] | None = None

    def of(self, item: Item) -> Item:
        """The item with the new actors; nobody speaks twice."""
        if self.only is not None and item.id not in self.only:
            return item
        if isinstance(item, Mention):
            return replace(item, actor=self._new(item.actor))
        if isinstance(item, SanctionsReference):
            words = self.words
            issuer, target = item.issuer or "", item.target or ""
            return replace(
                item,
                issuer=words.get(issuer, item.issuer),
                target=words.get(target, item.target),
            )
        return self._quote(item) if any(one in self.actors for one in quote_actors(item)) else item

    def _quote(self, quote: Quote) -> Quote:
        behalf = (self.actors.get(one, one) for one in quote.on_behalf_of)
        return replace(
            quote,
            speakers=self._speakers(quote),
            on_behalf_of=tuple(dict.fromkeys(behalf)),
            addressee=self._new(quote.addressee),
        )

    def _speakers(self, quote: Quote) -> tuple[Speaker, ...]:
        speakers: list[Speaker] = []
        for who in quote.speakers:
            new = replace(who, actor=self._new(who.actor))
            same = [n for n, one in enumerate(speakers) if new.actor and one.actor == new.actor]
            if not same:
                speakers.append(new)
            elif speakers[same[0]].source is None:
                speakers[same[0]] = new  # the one with words in the text tells more
        return tuple(speakers)

    def _new(self, actor: ActorId | None) -> ActorId | None:
        return self.actors.get(actor, actor) if actor is not None else None
