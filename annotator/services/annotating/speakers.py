"""Who speaks: name the speaker of a quote, the words that stand for them, and new actors."""

from __future__ import annotations

from dataclasses import dataclass, replace

from annotator.identifiers import new_id
from annotator.model.actors import names_of
from annotator.model.change import Work
from annotator.model.ids import ActorId, ItemId
from annotator.model.items import Actor, ActorKind, KnownBy, Mention, Quote, Speaker
from annotator.model.message import UserError, msg
from annotator.model.text import Span, fold
from annotator.services.annotating import mentions
from annotator.services.annotating.known_by import known_by as known_by_words
from annotator.services.annotating.plan import Plan
from annotator.services.annotating.source_words import mention_at, settled


@dataclass(frozen=True, slots=True)
class ActorChoice:
    """An actor that can be chosen as speaker.

    Attributes:
        here: how many quotes of this article the actor speaks in, plus mentions of them.
        proposed: known from a suggestion only; choosing it enters it into the register.
    """

    actor: Actor
    here: int
    proposed: bool


def set_speaker(
    plan: Plan, item_id: ItemId, actor: ActorId | None, known_by: KnownBy | None = None
) -> Quote:
    """Make one actor the only speaker; the words in the text stay where they can stand for them.

    Where they are a name of somebody else, words that name the new one come in their place, else
    none; the plan says so.

    Args:
        plan: the deed.
        item_id: the quote, or the suggestion of one.
        actor: who; None with `known_by="unknown"` says that nobody can know.
        known_by: how; None reads it off the words in the text, where another actor is chosen.
    """
    quote = plan.take(item_id, Quote)
    old = quote.speakers[0] if quote.speakers else Speaker()
    entered = plan.ensure_actor(actor)
    if entered == old.actor and quote.speakers and known_by is None:
        known_by = old.known_by if entered is not None else "unknown"
    source = settled(plan, quote, old, entered, named=known_by != "implicit")
    if source != old.source:
        mention = mention_at(plan, source, entered)
    else:
        mention = old.mention if entered == old.actor else _followed(plan, old.mention, entered)
    speaker = replace(
        old,
        actor=entered,
        source=source,
        mention=mention,
        known_by=known_by or _known_by(plan, source, entered),
    )
    quote = replace(quote, speakers=(speaker,))
    plan.put(quote)
    return quote


def _known_by(plan: Plan, source: Span | None, actor: ActorId | None) -> KnownBy:
    found = plan.work.actors.get(actor) if actor else None
    return known_by_words(source, found, plan.work.annotation.mentions, plan.article.text)


def _followed(plan: Plan, mention_id: ItemId | None, actor: ActorId | None) -> ItemId | None:
    """The mention that stands for a speaker once another is chosen.

    A pronoun or a description then denotes the new speaker; a name of somebody else stands for them
    no more.
    """
    mention = plan.work.annotation.item(mention_id) if mention_id else None
    if actor is None or not isinstance(mention, Mention) or mention.actor == actor:
        return mention_id
    if mention.form == "name":
        return None
    mentions.set_actor(plan, mention.id, actor)
    return mention.id


def add_speaker(plan: Plan, item_id: ItemId, actor: ActorId) -> Quote:
    """Add one more speaker to a quote that several people make."""
    quote = plan.take(item_id, Quote)
    entered = plan.ensure_actor(actor)
    if entered in [who.actor for who in quote.speakers]:
        raise UserError(msg("annotate.speaker_twice"))
    sources = [who.source for who in quote.speakers if who.source]
    named = any(_known_by(plan, one, entered) == "stated" for one in sources)
    way: KnownBy = "stated" if named else _known_by(plan, None, entered)
    quote = replace(quote, speakers=(*quote.speakers, Speaker(entered, known_by=way)))
    plan.put(quote)
    return quote


def remove_speaker(plan: Plan, item_id: ItemId, index: int) -> Quote:
    """Take a speaker away."""
    quote = plan.take(item_id, Quote)
    speakers = tuple(who for n, who in enumerate(quote.speakers) if n != index)
    quote = replace(quote, speakers=speakers)
    plan.put(quote)
    return quote


def set_source(plan: Plan, item_id: ItemId, start: int, end: int) -> Quote:
    """Say which words of the text stand for the (first) speaker, who is known by them then."""
    quote = plan.take(item_id, Quote)
    span = Span.of(plan.article.text, start, end)
    first, *rest = quote.speakers or (Speaker(),)
    inside = [one.id for one in plan.work.annotation.mentions if one.span == span]
    mention = inside[0] if inside else None
    way = _known_by(plan, span, first.actor)
    first = replace(first, source=span, mention=mention, known_by=way)
    quote = replace(quote, speakers=(first, *rest))
    plan.put(quote)
    return quote


def remove_source(plan: Plan, item_id: ItemId, index: int) -> Quote:
    """Say that no words stand for the speaker with this number (from 0)."""
    quote = plan.take(item_id, Quote)
    speakers = list(quote.speakers)
    who = speakers.pop(index)
    if who.actor is not None or who.known_by == "unknown":
        way = _known_by(plan, None, who.actor)
        speakers.insert(index, replace(who, source=None, mention=None, known_by=way))
    quote = replace(quote, speakers=tuple(speakers))
    plan.put(quote)
    return quote


def set_known_by(plan: Plan, item_id: ItemId, known_by: KnownBy) -> Quote:
    """Say how the (first) speaker is known."""
    quote = plan.take(item_id, Quote)
    first, *rest = quote.speakers or (Speaker(),)
    quote = replace(quote, speakers=(replace(first, known_by=known_by), *rest))
    plan.put(quote)
    return quote


def new_actor(plan: Plan, name: str, kind: ActorKind, role: str = "") -> Actor:
    """Enter an actor; the one of this kind and name that is there already serves.

    An unnamed source stays with its article.

    Raises:
        UserError: the name is empty.
    """
    if not name.strip():
        raise UserError(msg("annotate.actor_name"))
    article = plan.article.id if kind == "unnamed_source" else None
    actor = Actor(ActorId(new_id()), name.strip(), kind, role.strip(), article=article)
    return plan.enter_actor(actor)


def choices(work: Work, proposed: tuple[Actor, ...], query: str = "") -> tuple[ActorChoice, ...]:
    """The actors that match what was typed: this article's first, then the register's by name.

    A match is a word of name, alias or role that begins with what was typed, accents folded.
    """
    counts = _counts(work)
    known = {name for actor in work.actors.values() for name in names_of(actor)}
    here = [one for one in work.actors.values() if one.merged_into is None]
    found = [ActorChoice(one, counts.get(one.id, 0), False) for one in here]
    found += [
        ActorChoice(one, 1, True)
        for one in proposed
        if one.id not in work.actors and fold(one.name) not in known
    ]
    wanted = fold(query).split()
    matching = [choice for choice in found if _matches(choice.actor, wanted)]
    return tuple(sorted(matching, key=_order))


def _order(choice: ActorChoice) -> tuple[bool, int, str]:
    return choice.here == 0, -choice.here, fold(choice.actor.name)


def _counts(work: Work) -> dict[ActorId, int]:
    counts: dict[ActorId, int] = {}
    for quote in work.annotation.quotes:
        for speaker in quote.speakers:
            if speaker.actor:
                counts[speaker.actor] = counts.get(speaker.actor, 0) + 10
    for mention in work.annotation.mentions:
        if mention.actor:
            counts[mention.actor] = counts.get(mention.actor, 0) + 1
    return counts


def _matches(actor: Actor, wanted: list[str]) -> bool:
    words = fold(" ".join((actor.name, *actor.aliases, actor.role))).replace("-", " ").split()
    return all(any(word.startswith(one) for word in words) for one in wanted)
