"""Alternatives of an item: what the machine held possible beside its proposal, to be taken."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from annotator.model.alternatives import Alternative, ClaimChoice, LinkChoice, SpeakerChoice
from annotator.model.annotation import Suggestion
from annotator.model.ids import ActorId, ItemId
from annotator.model.items import Actor, Item, Mention, Quote, SanctionsReference, Speaker
from annotator.model.message import UserError, msg
from annotator.model.scheme import Scheme
from annotator.services.annotating import quotes, references
from annotator.services.annotating.known_by import known_by
from annotator.services.annotating.plan import Plan
from annotator.services.annotating.source_words import mention_at, settled

Known = Callable[[ActorId], Actor | None]


@dataclass(frozen=True, slots=True)
class Ranked:
    """An alternative as it stands for an item now.

    Attributes:
        actor: who is meant by a speaker's alternative, as the register knows them.
        current: the item says so already.
    """

    choice: Alternative
    current: bool
    actor: Actor | None = None


def ranked(
    item: Item, suggestion: Suggestion | None, known: Known, scheme: Scheme
) -> tuple[Ranked, ...]:
    """The alternatives of an item, best first within each kind; empty if there is no choice.

    An alternative that cannot be taken is left out: a claim type that the scheme lacks, an actor
    whom nobody knows, the place of a speaker who was removed.

    Args:
        item: an own item, or that of a suggestion.
        suggestion: where it came from.
        known: finds an actor as the register knows them, else as proposed.
        scheme: the labels that there are.
    """
    found: dict[object, Ranked] = {}
    for choice in suggestion.alternatives if suggestion else ():
        one = _ranked(choice, item, known, scheme)
        if one is not None:
            found.setdefault(_what(one), one)
    return tuple(found.values())


def _what(one: Ranked) -> object:
    """What may come only once: two names of the machine may be one actor of the register."""
    choice = one.choice
    if isinstance(choice, SpeakerChoice):
        return choice.place, one.actor.id if one.actor else None
    return choice.claim if isinstance(choice, ClaimChoice) else choice.entry


def _ranked(choice: Alternative, item: Item, known: Known, scheme: Scheme) -> Ranked | None:
    if isinstance(choice, SpeakerChoice) and isinstance(item, Quote) and item.kind != "scare":
        return _speaker(choice, item, known)
    if isinstance(choice, ClaimChoice) and isinstance(item, Quote) and item.kind != "scare":
        there = scheme.label("claim_types", choice.claim) is not None
        return Ranked(choice, choice.claim == item.claim_type) if there else None
    if isinstance(choice, LinkChoice) and isinstance(item, SanctionsReference):
        return Ranked(choice, [link.entry for link in item.links] == [choice.entry])
    return None


def _speaker(choice: SpeakerChoice, quote: Quote, known: Known) -> Ranked | None:
    actor = known(choice.actor)
    others = [who.actor for n, who in enumerate(quote.speakers) if n != choice.place]
    if actor is None or (choice.place and choice.place >= len(quote.speakers)):
        return None
    same = {choice.actor, actor.id}
    if same & set(others):
        return None
    return Ranked(
        choice, bool(quote.speakers) and quote.speakers[choice.place].actor in same, actor
    )


def take(plan: Plan, item_id: ItemId, choice: Alternative) -> Item:
    """Make an alternative what the item says; a suggestion is accepted with it.

    Raises:
        UserError: there is no such item, or it is none that the alternative can be of.
    """
    if isinstance(choice, SpeakerChoice):
        return _take_speaker(plan, item_id, choice)
    if isinstance(choice, ClaimChoice):
        return quotes.set_claim(plan, item_id, choice.claim)
    return references.set_link(plan, item_id, choice.entry)


def _take_speaker(plan: Plan, item_id: ItemId, choice: SpeakerChoice) -> Quote:
    """Put an actor in a speaker's place; the words stay where they can stand for the new one."""
    quote = plan.take(item_id, Quote)
    actor = plan.ensure_actor(choice.actor)
    speakers = list(quote.speakers or (Speaker(),))
    if choice.place >= len(speakers) or actor is None:
        raise UserError(msg("annotate.no_choice"))
    if actor in (who.actor for n, who in enumerate(speakers) if n != choice.place):
        raise UserError(msg("annotate.speaker_twice"))
    old = speakers[choice.place]
    if old.actor != actor:
        source, way = settled(plan, quote, old, actor), choice.known_by
        mention = old.mention if _denotes(plan, old.mention, actor) else None
        if source != old.source:
            mention = mention_at(plan, source, actor)
            named = plan.work.annotation.mentions, plan.article.text
            way = known_by(source, plan.work.actors.get(actor), *named)
        speakers[choice.place] = Speaker(actor, source, mention, way)
    quote = replace(quote, speakers=tuple(speakers))
    plan.put(quote)
    return quote


def _denotes(plan: Plan, mention_id: ItemId | None, actor: ActorId) -> bool:
    mention = plan.work.annotation.item(mention_id) if mention_id else None
    return isinstance(mention, Mention) and mention.actor == actor
