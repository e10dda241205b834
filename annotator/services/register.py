"""The register of actors as one reads it: who is there, how often, where, and how machines erred.

Everything here asks the project's tables and may be called on another thread.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, overload

from annotator.model.actors import all_roles, names_of, resolved, source_key
from annotator.model.ids import ActorId, ArticleId, ItemId
from annotator.model.items import Actor, ActorKind, KnownBy
from annotator.model.review import ItemName
from annotator.model.text import fold
from annotator.services.projects import Project
from annotator.store.repositories import register

UNNAMED = "unnamed "
"""What the key of a description of unnamed sources begins with; other keys are ids of actors."""
Role = str
"""What somebody is to an item: `speaker`, `on_behalf_of`, `addressee` or `denotes`."""


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """An actor of the register, or all unnamed sources of one description.

    Attributes:
        key: the actor's id; for unnamed sources their description.
        actor: None for unnamed sources.
        ids: whose items are counted: the actor and those merged into them; the unnamed sources.
        quotes: in which they speak.
        mentions: that denote them.
        articles: in which they are pointed to at all.
        first, last: dates of these articles, in ISO form; empty if none has one.
        sought: folded words that a search is compared with.
        namesake: another actor bears the same name.
    """

    key: str
    name: str
    kind: ActorKind
    actor: Actor | None
    ids: tuple[ActorId, ...]
    quotes: int = 0
    mentions: int = 0
    articles: int = 0
    first: str = ""
    last: str = ""
    sought: str = ""
    namesake: bool = False

    def fits(self, words: Iterable[str]) -> bool:
        """Whether each of some folded words begins a word of what is known of the actor."""
        return all(f" {word}" in self.sought for word in words)


@dataclass(frozen=True, slots=True)
class Place:
    """One item that points to an actor, with the words around it.

    Attributes:
        role: what the actor is to it.
        known_by: how the actor is known as its speaker; empty for other roles.
        claim: the claim type of a quote; empty if there is none.
    """

    article: ArticleId
    title: str
    published: str
    annotator: str
    item: ItemId
    type: ItemName
    role: Role
    claim: str
    known_by: KnownBy | str
    start: int
    end: int
    before: str
    words: str
    after: str


@dataclass(frozen=True, slots=True)
class Correction:
    """A quote whose speaker a machine took for another.

    Attributes:
        said: whom it proposed, as the register knows them now; None for nobody, or a stranger.
        said_name: the name of whom it proposed; empty for nobody.
        now: who speaks; None if nobody can know.
        source: the component, `quotes-fr@1`.
        said_way, way: how the speaker would be known, and is.
    """

    article: ArticleId
    title: str
    published: str
    annotator: str
    item: ItemId
    before: str
    words: str
    after: str
    start: int
    end: int
    said: ActorId | None
    said_name: str
    now: ActorId | None
    now_name: str
    source: str
    score: float
    said_way: str
    way: str


@dataclass(frozen=True)
class Register:
    """Everybody, as the project has them at one moment.

    Attributes:
        rows: those with most quotes first.
        actors: by id, those that were merged and the unnamed ones, too.
    """

    rows: tuple[RegisterRow, ...]
    actors: Mapping[ActorId, Actor]

    def row(self, key: str) -> RegisterRow | None:
        """The row of a key."""
        return self._by_key.get(key)

    @cached_property
    def _by_key(self) -> Mapping[str, RegisterRow]:
        return {one.key: one for one in self.rows}

    def called(self, name: str) -> tuple[Actor, ...]:
        """The actors of the register who bear a name, accents and case aside."""
        wanted = fold(name.strip())
        rows = (one.actor for one in self.rows if one.actor is not None)
        return tuple(one for one in rows if wanted in names_of(one))


def read_register(project: Project) -> Register:
    """Everybody, with their numbers of quotes, mentions and articles."""
    actors, counted = project.ask(
        lambda connection: (register.everybody(connection), register.counts(connection))
    )
    known = {one.id: one for one in actors}
    groups: dict[str, list[Actor]] = {}
    for one in actors:
        groups.setdefault(_key(known, one), []).append(one)
    counts = {ActorId(row.actor_id): row for row in counted}
    rows = [_row(key, known, group, counts) for key, group in groups.items()]
    names = Counter(fold(one.name) for one in rows if one.actor is not None)
    rows = [
        one if one.actor is None or names[fold(one.name)] == 1 else _as_namesake(one)
        for one in rows
    ]
    rows.sort(key=lambda one: (-one.quotes, -one.articles, fold(one.name), one.key))
    return Register(tuple(rows), known)


def _key(known: Mapping[ActorId, Actor], actor: Actor) -> str:
    if actor.kind == "unnamed_source" and actor.article is not None:
        return UNNAMED + source_key(actor.name)
    return resolved(known, actor.id)


def _row(
    key: str,
    known: Mapping[ActorId, Actor],
    group: list[Actor],
    counts: Mapping[ActorId, Any],
) -> RegisterRow:
    actor = None if key.startswith(UNNAMED) else known[ActorId(key)]
    shown = actor or group[0]
    found = [counts[one.id] for one in group if one.id in counts]

    def total(name: str) -> int:
        return sum(getattr(one, name) for one in found)

    dates = [str(d) for one in found for name in ("first", "last") if (d := getattr(one, name))]
    words = [shown.name, *shown.aliases, *(role.text for role in all_roles(shown))]
    words += [value for _scheme, value in shown.external_ids]
    if actor is None:
        words += sorted({one.name for one in group})
    plain = " ".join(fold(one) for one in words)
    for mark in "-'’()«»,.":
        plain = plain.replace(mark, " ")
    return RegisterRow(
        key=key,
        name=shown.name,
        kind=shown.kind,
        actor=actor,
        ids=tuple(one.id for one in group),
        quotes=total("quotes"),
        mentions=total("mentions"),
        articles=total("articles"),
        first=min(dates, default=""),
        last=max(dates, default=""),
        sought=f" {plain}",
    )


def _as_namesake(row: RegisterRow) -> RegisterRow:
    return replace(row, namesake=True)


class Places(Sequence[Place]):
    """Items that point to an actor; each becomes a value when it is looked at."""

    def __init__(self, rows: Sequence[Any]) -> None:
        """Keep what the tables gave."""
        self.rows = rows

    def __len__(self) -> int:
        """How many there are."""
        return len(self.rows)

    @overload
    def __getitem__(self, place: int) -> Place: ...

    @overload
    def __getitem__(self, place: slice) -> Places: ...

    def __getitem__(self, place: int | slice) -> Place | Places:
        """The item at a place, counted from 0; or several."""
        if isinstance(place, slice):
            return Places(self.rows[place])
        return _place(self.rows[place])

    def of_type(self, kind: ItemName) -> Places:
        """The quotes, mentions or references alone."""
        return Places([row for row in self.rows if row.type == kind])


def read_places(project: Project, ids: Collection[ActorId]) -> Places:
    """Every item that points to some actors, the earliest article first; each way comes once."""
    found: dict[tuple[str, str, str], Any] = {}
    for row in project.ask(lambda connection: register.places(connection, ids)):
        found.setdefault((row.article_id, row.item_id, row.role), row)
    return Places(tuple(found.values()))


def _place(row: Any) -> Place:
    before, after = str(row.before or ""), str(row.after or "")
    return Place(
        article=ArticleId(row.article_id),
        title=row.title,
        published=row.published or "",
        annotator=row.annotator,
        item=ItemId(row.item_id),
        type=row.type,
        role=row.role,
        claim=row.claim or "",
        known_by=_known_by(row.speakers, row.actor_id) if row.role == "speaker" else "",
        start=row.start,
        end=row.end,
        before=before.rpartition("\n")[2] if row.words else "",
        words=row.words,
        after=after.partition("\n")[0] if row.words else "",
    )


def _known_by(speakers: Any, actor: str) -> str:
    for one in json.loads(speakers) if isinstance(speakers, str) else speakers or ():
        if one.get("actor") == actor:
            return str(one.get("known_by", "stated"))
    return ""


def read_corrections(project: Project, known: Register) -> tuple[Correction, ...]:
    """The quotes whose first speaker a machine took for another, the earliest first."""
    by_name: dict[tuple[str, str], ActorId] = {}
    for row in known.rows:
        if row.actor is not None:
            for name in names_of(row.actor):
                by_name.setdefault((row.kind, name), row.actor.id)
    found = []
    for row in project.ask(register.corrected):
        said = _said(known, by_name, row)
        now = resolved(known.actors, ActorId(row.now)) if row.now else None
        if said is not None and said == now:
            continue
        actor = known.actors.get(now) if now is not None else None
        meant = known.actors.get(said) if said is not None else None
        found.append(
            Correction(
                article=ArticleId(row.article_id),
                title=row.title,
                published=row.published or "",
                annotator=row.annotator,
                item=ItemId(row.item_id),
                before=str(row.before or "").rpartition("\n")[2],
                words=row.words,
                after=str(row.after or "").partition("\n")[0],
                start=row.start,
                end=row.end,
                said=said,
                said_name=meant.name if meant is not None else row.said_name or "",
                now=now,
                now_name=actor.name if actor is not None else "",
                source=row.source,
                score=row.score,
                said_way=row.said_way or "",
                way=row.known_by or "",
            )
        )
    return tuple(found)


def _said(known: Register, by_name: Mapping[tuple[str, str], ActorId], row: Any) -> ActorId | None:
    if not row.said:
        return None
    if row.said in known.actors:
        return resolved(known.actors, ActorId(row.said))
    return by_name.get((row.said_kind or "person", fold(row.said_name or "")))


def read_titles(project: Project, ids: Collection[ActorId]) -> Mapping[ActorId, tuple[str, ...]]:
    """Some articles of each actor, by which namesakes can be told apart."""
    return project.ask(lambda connection: register.titles(connection, ids, 3))


def by_month(places: Places) -> Mapping[str, Counter[str]]:
    """How many quotes of each claim type there are by month (`2023-08`), or year if need be.

    Quotes without a type count under "", those of articles without a date under "".
    """
    found: dict[str, Counter[str]] = {}
    for row in places.rows:
        if row.role == "speaker":
            found.setdefault((row.published or "")[:7], Counter())[row.claim or ""] += 1
    return dict(sorted(found.items()))
