"""Plans for the register: what merging or splitting actors would change, to be looked at first."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection

from annotator.model.actors import Relinking
from annotator.model.change import RELINK, Change
from annotator.model.ids import ArticleId, ItemId
from annotator.model.items import Actor, Item, Mention, Quote
from annotator.model.message import Message, UserError, msg
from annotator.model.text import fold, short
from annotator.services.projects import Project
from annotator.store.repositories import register
from annotator.store.repositories.register import Placed


@dataclass(frozen=True, slots=True)
class Affected:
    """An item that a merge or a split changes.

    Attributes:
        words: its first words in the text; empty for a reference made by a whole quote.
    """

    article: ArticleId
    title: str
    annotator: str
    item: ItemId
    kind: str
    words: str


@dataclass(frozen=True, slots=True)
class RegisterPlan:
    """What a merge or a split will do, to be looked at before.

    Attributes:
        changes: of actors.
        relinking: who stands in whose place.
        label: what is done, for the log.
        affected: every item that changes, by article.
    """

    changes: tuple[Change, ...]
    relinking: Relinking
    label: Message
    affected: tuple[Affected, ...]

    @property
    def articles(self) -> int:
        """In how many articles something changes."""
        return len({one.article for one in self.affected})

    @property
    def quotes(self) -> int:
        """How many quotes change."""
        return sum(one.kind == "quote" for one in self.affected)

    @property
    def mentions(self) -> int:
        """How many mentions change."""
        return sum(one.kind == "mention" for one in self.affected)


# Merging


def merged(kept: Actor, others: Sequence[Actor], name: str = "") -> Actor:
    """The actor that several become: all names are kept, and what the kept one lacks is taken over.

    Args:
        kept: whose id stays.
        others: who are merged into them.
        name: of the result; empty for the kept one's.
    """
    chosen = name.strip() or kept.name
    names = [one for actor in (kept, *others) for one in (actor.name, *actor.aliases)]
    aliases = {fold(one): one for one in reversed(names) if fold(one) != fold(chosen)}
    ordered = tuple(one for one in dict.fromkeys(names) if aliases.get(fold(one)) == one)
    roles = tuple(dict.fromkeys(role for actor in (kept, *others) for role in actor.roles))
    ids = {scheme: value for one in (*reversed(others), kept) for scheme, value in one.external_ids}
    notes = dict.fromkeys(actor.notes for actor in (kept, *others) if actor.notes)
    first_role = next((one.role for one in (kept, *others) if one.role), "")
    return replace(
        kept,
        name=chosen,
        role=kept.role or first_role,
        aliases=ordered,
        external_ids=tuple(ids.items()),
        roles=roles,
        notes="\n".join(notes),
    )


def plan_merge(
    project: Project, kept: Actor, others: Sequence[Actor], result: Actor
) -> RegisterPlan:
    """What merging actors into one would change, everywhere and in everybody's work.

    Args:
        project: whose register.
        kept: the actor who stays.
        others: those who turned out to be the same.
        result: what the register will say of them (see `merged`).

    Raises:
        UserError: there is nobody to merge, or an unnamed source is among them.
    """
    others = [one for one in others if one.id != kept.id]
    if not others:
        raise UserError(msg("register.merge_two"))
    if any(one.kind == "unnamed_source" for one in (kept, *others)):
        raise UserError(msg("register.merge_unnamed"))
    words = {one.name: result.name for one in (kept, *others) if one.name != result.name}
    relinking = Relinking({one.id: kept.id for one in others}, words)
    gone = [Change(one, replace(one, merged_into=kept.id)) for one in others]
    changes = [Change(kept, result)] if kept != result else []
    label = _labelled(msg("do.register_merge", name=short(result.name), n=len(others)), relinking)
    affected = _affected(project, relinking)
    return RegisterPlan((*changes, *gone), relinking, label, affected)


def _labelled(label: Message, relinking: Relinking) -> Message:
    """The label with what the histories of annotations need to go on."""
    only = sorted(relinking.only) if relinking.only is not None else None
    value = {"actors": dict(relinking.actors), "words": dict(relinking.words), "only": only}
    return Message(label.id, (*label.params, (RELINK, json.dumps(value, ensure_ascii=False))))


def _affected(project: Project, relinking: Relinking) -> tuple[Affected, ...]:
    found = project.ask(lambda connection: list(changing(connection, relinking)))
    listed = [
        Affected(
            one.article, one.title, one.annotator, one.item.id, _kind(one.item), _words(one.item)
        )
        for one, _after in found
    ]
    listed.sort(key=lambda one: (one.title, one.article, one.annotator, one.kind, one.item))
    return tuple(listed)


def changing(connection: Connection, relinking: Relinking) -> Iterator[tuple[Placed, Item]]:
    """Every item that a relinking changes, as it is and as it will be."""
    seen: set[tuple[str, str]] = set()
    for one in register.pointing(connection, list(relinking.actors), list(relinking.words)):
        place = (one.annotation, one.item.id)
        after = relinking.of(one.item)
        if place not in seen and after != one.item:
            seen.add(place)
            yield one, after


def _kind(item: Item) -> str:
    return (
        "mention"
        if isinstance(item, Mention)
        else "quote"
        if isinstance(item, Quote)
        else "reference"
    )


def _words(item: Item) -> str:
    if isinstance(item, Quote):
        return short(item.segments[0].text, 80)
    return short(item.span.text, 80) if item.span else ""


# Splitting


def plan_split(
    project: Project, actor: Actor, items: Iterable[ItemId], to: Actor, *, new: bool
) -> RegisterPlan:
    """What giving some items of an actor to another would change.

    Args:
        project: whose register.
        actor: whom the items point to now.
        items: those that mean somebody else.
        to: whom they mean.
        new: whether `to` is to be entered.

    Raises:
        UserError: no item is chosen, or it is the same actor.
    """
    chosen = frozenset(items)
    if not chosen:
        raise UserError(msg("register.split_none"))
    if not to.name.strip():
        raise UserError(msg("annotate.actor_name"))
    if to.id == actor.id:
        raise UserError(msg("register.split_same"))
    relinking = Relinking({actor.id: to.id}, {}, chosen)
    text = msg("do.register_split", name=short(actor.name), other=short(to.name), n=len(chosen))
    changes = (Change(None, to),) if new else ()
    affected = _affected(project, relinking)
    return RegisterPlan(changes, relinking, _labelled(text, relinking), affected)
