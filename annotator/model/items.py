"""What an annotator makes: Mention, Quote with its Speakers, SanctionsReference; and Actor."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from annotator.model.dates import PartialDate
from annotator.model.ids import ActorId, ArticleId, EntryId, ItemId, SuggestionId
from annotator.model.text import Span

OriginBy = Literal["annotator", "import", "machine"]
MentionForm = Literal["name", "nominal", "pronoun"]
QuoteKind = Literal["direct", "indirect", "mixed", "scare"]
KnownBy = Literal["stated", "pronoun", "description", "implicit", "unnamed_source", "unknown"]
Certainty = Literal["sure", "unsure"]
ActorKind = Literal["person", "organisation", "state", "group", "unnamed_source"]
LinkRole = Literal["refers_to", "one_of"]
Flag = Literal["unsure", "discuss"]
Attributes = tuple[tuple[str, str], ...]
"""Values of the further attributes of a scheme: (attribute, label) pairs, sorted."""
FLAGS: tuple[Flag, ...] = ("unsure", "discuss")
"""What an annotator marks items and articles with, in the order in which it is shown."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Who made an item, and from which suggestion with what score.

    Attributes:
        by: an annotator, an import run or a machine's component.
        name: the annotator's name, the imported file or the component (`quotes-fr`).
        version: of the component or the imported format; empty for an annotator.
        suggestion: the suggestion that the item was accepted or edited from.
        score: that suggestion's score, 0 to 1.
    """

    by: OriginBy
    name: str
    version: str = ""
    suggestion: SuggestionId | None = None
    score: float | None = None


@dataclass(frozen=True, slots=True)
class ActorRole:
    """What somebody was, and when, as far as it is known.

    Attributes:
        since: the first day of it, or the month or year; None if nobody knows.
        until: the last day of it; None while it lasts, or if nobody knows.
    """

    text: str
    since: PartialDate | None = None
    until: PartialDate | None = None


@dataclass(frozen=True, slots=True)
class Actor:
    """Who is meant. In the project's register, unless `article` ties it to one article.

    An unnamed source ("un conseiller de la Maison-Blanche") lives in its article only.

    Attributes:
        role: what stands beside the name: the only role, or the latest of `roles`.
        roles: roles with dates, in the order of time; empty where no date is known.
        external_ids: (scheme, id), one of each scheme: `("wikidata", "Q1")`.
        notes: of those who keep the register.
        merged_into: the actor who turned out to be the same; this one then only leads there.
    """

    id: ActorId
    name: str
    kind: ActorKind = "person"
    role: str = ""
    aliases: tuple[str, ...] = ()
    external_ids: tuple[tuple[str, str], ...] = ()
    article: ArticleId | None = None
    roles: tuple[ActorRole, ...] = ()
    notes: str = ""
    merged_into: ActorId | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """A span that names or denotes somebody or something.

    Attributes:
        label: id of an entity label of the scheme for a name; None for nominals and pronouns
            that carry none.
        actor: whom it denotes, if known.
        chain: the mentions of an article that share it denote the same, whoever that is.
    """

    id: ItemId
    span: Span
    form: MentionForm = "name"
    label: str | None = None
    actor: ActorId | None = None
    note: str = ""
    origin: Origin = Origin("annotator", "")
    flags: tuple[Flag, ...] = ()
    chain: str | None = None
    attributes: Attributes = ()
    scheme: str = ""


@dataclass(frozen=True, slots=True)
class Speaker:
    """One speaker of a quote.

    Attributes:
        actor: who speaks, if known.
        source: the words that stand for the speaker in the text, apposition included; or None.
        mention: the mention that `source` belongs to, if there is one.
        known_by: how the speaker is known.
    """

    actor: ActorId | None = None
    source: Span | None = None
    mention: ItemId | None = None
    known_by: KnownBy = "stated"
    certainty: Certainty = "sure"


@dataclass(frozen=True, slots=True)
class Quote:
    """One act of reporting somebody's words: one object, however many pieces it has.

    Attributes:
        segments: the content in text order, guillemets included; never overlapping.
        cues: the reporting expressions ("a-t-elle insisté", "selon").
        claim_type: id of a claim type of the scheme; None while undecided.
        certainty: how sure the annotator is of the claim type; None if not said.
    """

    id: ItemId
    kind: QuoteKind
    segments: tuple[Span, ...]
    cues: tuple[Span, ...] = ()
    speakers: tuple[Speaker, ...] = ()
    on_behalf_of: tuple[ActorId, ...] = ()
    addressee: ActorId | None = None
    claim_type: str | None = None
    claim_secondary: str | None = None
    certainty: Certainty | None = None
    note: str = ""
    origin: Origin = Origin("annotator", "")
    flags: tuple[Flag, ...] = ()
    attributes: Attributes = ()
    scheme: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """A catalogue entry that a reference points to.

    Attributes:
        list_version: the version of the list that it was chosen from; None for the catalogue.
    """

    entry: EntryId
    role: LinkRole = "refers_to"
    certainty: Certainty = "sure"
    list_version: str | None = None


@dataclass(frozen=True, slots=True)
class SanctionsReference:
    """A span, or a whole quote, that refers to sanctions.

    Attributes:
        span: None for a reference made by whole quotes.
        quotes: ids of the quotes that it belongs to (prefilled by containment).
        status: what the text asserts (ids of the scheme's `reference_statuses`).
        links: catalogue entries; empty when `nil_reason` says why there is none.
    """

    id: ItemId
    span: Span | None
    quotes: tuple[ItemId, ...] = ()
    kind: str = "vague"
    status: str = "unspecified"
    hedged: bool = False
    links: tuple[Link, ...] = ()
    nil_reason: str | None = None
    issuer: str | None = None
    target: str | None = None
    measures: tuple[str, ...] = ()
    note: str = ""
    origin: Origin = Origin("annotator", "")
    flags: tuple[Flag, ...] = ()
    attributes: Attributes = ()
    scheme: str = ""


Item = Mention | Quote | SanctionsReference
"""Of every item, `scheme` is the version of the scheme that it was labelled under; empty where it
is the one that its annotation names."""


def with_attribute(attributes: Attributes, attribute: str, label: str | None) -> Attributes:
    """The values with one set, or without it where `label` is None."""
    rest = [pair for pair in attributes if pair[0] != attribute]
    return tuple(sorted([*rest, (attribute, label)] if label else rest))


def labels_of(item: Item) -> tuple[object, ...]:
    """What of an item the scheme gives a meaning to: two items alike here are labelled alike."""
    if isinstance(item, Mention):
        return (item.label, item.attributes)
    if isinstance(item, Quote):
        return (item.kind, item.claim_type, item.claim_secondary, item.attributes)
    return (item.kind, item.status, item.nil_reason, item.measures, item.attributes)


def item_spans(item: Item) -> tuple[tuple[str, Span], ...]:
    """Every span of an item with its role: mention, segment, cue, source, reference."""
    if isinstance(item, Mention):
        return (("mention", item.span),)
    if isinstance(item, SanctionsReference):
        return (("reference", item.span),) if item.span else ()
    found = [("segment", span) for span in item.segments]
    found += [("cue", span) for span in item.cues]
    found += [("source", who.source) for who in item.speakers if who.source]
    return tuple(found)


def toggled(flags: tuple[Flag, ...], flag: Flag) -> tuple[Flag, ...]:
    """The flags with one more, or without it if it was there; in the order of `FLAGS`."""
    return tuple(one for one in FLAGS if (one in flags) != (one == flag))


def flags_of(items: Iterable[Item]) -> tuple[Flag, ...]:
    """The flags that any of some items has, in the order of `FLAGS`."""
    there = {flag for item in items for flag in item.flags}
    return tuple(one for one in FLAGS if one in there)


def anchor(item: Item) -> int:
    """Where an item begins in the text, in code points; 0 for a reference without a span."""
    if isinstance(item, Mention):
        return item.span.start
    if isinstance(item, SanctionsReference):
        return item.span.start if item.span else 0
    return item.segments[0].start if item.segments else 0


def quote_actors(quote: Quote) -> tuple[ActorId, ...]:
    """Every actor that a quote points to, without doubles."""
    found = [who.actor for who in quote.speakers if who.actor]
    found += list(quote.on_behalf_of)
    found += [quote.addressee] if quote.addressee else []
    return tuple(dict.fromkeys(found))


def item_actors(item: Item) -> tuple[ActorId, ...]:
    """Every actor that an item points to."""
    if isinstance(item, Mention):
        return (item.actor,) if item.actor else ()
    return quote_actors(item) if isinstance(item, Quote) else ()
