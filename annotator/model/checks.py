"""What makes an annotation complete and sound: one set of rules for editor, adjudication, export.

*Open points* are work not done yet (they can wait; finishing with some asks why). *Problems* are
contradictions that no annotation may carry out of the house.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, pairwise
from typing import Literal

from annotator.model.annotation import Annotation, Proposals
from annotator.model.ids import ActorId, ItemId
from annotator.model.items import (
    Actor,
    Item,
    Mention,
    Quote,
    SanctionsReference,
    Speaker,
    item_actors,
    item_spans,
)
from annotator.model.message import Message, msg
from annotator.model.quotation_marks import quoted_stretches
from annotator.model.scheme import Group, Scheme
from annotator.model.text import SpanError, short

OpenKind = Literal["suggestion", "guillemets", "no_speaker", "no_claim", "no_link"]


@dataclass(frozen=True, slots=True)
class OpenPoint:
    """Something still to do, with its place in code points.

    Attributes:
        item: the item or the suggested item that it is about; None for bare guillemets.
    """

    kind: OpenKind
    start: int
    end: int
    item: ItemId | None
    message: Message


ItemPoints = dict[ItemId, tuple[Item, tuple["OpenPoint", ...]]]
"""What is open about single items, with the item as it was looked at."""


def open_points(
    text: str, annotation: Annotation, proposals: Proposals, known: ItemPoints | None = None
) -> tuple[OpenPoint, ...]:
    """What is still to do in an article, in text order.

    Args:
        text: the article's text.
        annotation: the work so far.
        proposals: the machine's suggestions.
        known: what was found earlier; items that are there unchanged are not looked at again, and
            what is found now is kept there.
    """
    memory = {} if known is None else known
    found = [
        *_undecided(text, annotation, proposals),
        *_bare_guillemets(text, annotation, proposals),
    ]
    for item in annotation.items:
        if isinstance(item, Mention):
            continue
        before = memory.get(item.id)
        if before is None or before[0] is not item:
            before = memory[item.id] = item, tuple(_item_points(item))
        found += before[1]
    return tuple(sorted(found, key=lambda point: (point.start, point.end)))


def _item_points(item: Quote | SanctionsReference) -> Iterator[OpenPoint]:
    return _quote_points(item) if isinstance(item, Quote) else _reference_points(item)


def is_complete(text: str, annotation: Annotation, proposals: Proposals) -> bool:
    """Whether nothing is left to do."""
    return not open_points(text, annotation, proposals)


def extent(item: Item) -> tuple[int, int]:
    """First and last place that an item's own spans reach, in code points."""
    if isinstance(item, Quote):
        spans = item.segments
        if len(spans) > 1:
            return min(span.start for span in spans), max(span.end for span in spans)
        return (spans[0].start, spans[0].end) if spans else (0, 0)
    return (item.span.start, item.span.end) if item.span else (0, 0)


def _undecided(text: str, annotation: Annotation, proposals: Proposals) -> Iterator[OpenPoint]:
    for suggestion in annotation.open_suggestions(proposals):
        start, end = extent(suggestion.item)
        message = msg("open.suggestion", words=short(text[start:end]))
        yield OpenPoint("suggestion", start, end, suggestion.item.id, message)


def _bare_guillemets(
    text: str, annotation: Annotation, proposals: Proposals
) -> Iterator[OpenPoint]:
    waiting = [one.item for one in annotation.open_suggestions(proposals)]
    quotes = [item for item in (*annotation.items, *waiting) if isinstance(item, Quote)]
    covered = sorted((one.start, one.end) for quote in quotes for one in quote.segments)
    starts = [start for start, _end in covered]
    reach = list(accumulate((end for _start, end in covered), max, initial=0))
    for point in _guillemets(text):
        if reach[bisect_left(starts, point.end)] <= point.start:
            yield point


@lru_cache(maxsize=2)  # the open article's are asked for after every step
def _guillemets(text: str) -> tuple[OpenPoint, ...]:
    """What is open about each outer pair of guillemets as long as no quote touches it."""
    outer = [one for one in quoted_stretches(text) if one.depth == 0]
    return tuple(
        OpenPoint(
            "guillemets",
            one.start,
            one.end,
            None,
            msg("open.guillemets", words=short(text[one.start : one.end])),
        )
        for one in outer
    )


def _quote_points(quote: Quote) -> Iterator[OpenPoint]:
    if quote.kind == "scare":
        return
    start, end = extent(quote)
    words = short(quote.segments[0].text)
    if not any(_is_answer(speaker) for speaker in quote.speakers):
        yield OpenPoint("no_speaker", start, end, quote.id, msg("open.no_speaker", words=words))
    if quote.claim_type is None:
        yield OpenPoint("no_claim", start, end, quote.id, msg("open.no_claim", words=words))


def _is_answer(speaker: Speaker) -> bool:
    return speaker.actor is not None or speaker.known_by == "unknown"


def _reference_points(reference: SanctionsReference) -> Iterator[OpenPoint]:
    if reference.links or reference.nil_reason:
        return
    start, end = extent(reference)
    words = short(reference.span.text) if reference.span else ""
    yield OpenPoint("no_link", start, end, reference.id, msg("open.no_link", words=words))


def link_is_open(reference: SanctionsReference) -> bool:
    """Whether the machine's links only may be meant, and no number in the words says which is."""
    numbered = reference.span is not None and any(map(str.isdigit, reference.span.text))
    return any(link.role == "one_of" for link in reference.links) and not numbered


def problems(
    text: str, annotation: Annotation, actors: Mapping[ActorId, Actor], scheme: Scheme
) -> tuple[Message, ...]:
    """Contradictions in an annotation: spans that do not slice, labels and ids that are not there.

    Args:
        text: the article's text.
        annotation: what is checked.
        actors: the actors that items may point to.
        scheme: the scheme whose labels items may carry.
    """
    known = {item.id for item in annotation.items}
    found: list[Message] = []
    if len(known) != len(annotation.items):
        found.append(msg("check.double_id"))
    for item in annotation.items:
        found += _span_problems(text, item)
        found += _label_problems(item, scheme)
        found += [
            msg("check.no_actor", item=item.id, actor=actor)
            for actor in item_actors(item)
            if actor not in actors
        ]
        found += _link_problems(item, known)
    return tuple(found)


def _span_problems(text: str, item: Item) -> Iterator[Message]:
    for _role, span in item_spans(item):
        try:
            span.check(text)
        except SpanError as error:
            yield error.message
    if isinstance(item, Quote):
        if not item.segments:
            yield msg("check.no_segment", item=item.id)
        if any(left.end > right.start for left, right in pairwise(item.segments)):
            yield msg("check.segments", item=item.id)


def _label_problems(item: Item, scheme: Scheme) -> Iterator[Message]:
    for group, label in _labels(item):
        if not scheme.knows(group, label):
            yield msg("check.no_label", item=item.id, label=label, scheme=scheme.reference)
    for name, label in item.attributes:
        attribute = scheme.attribute(name)
        if attribute is None or attribute.label(label) is None:
            said = f"{name}={label}"
            yield msg("check.no_label", item=item.id, label=said, scheme=scheme.reference)


def _labels(item: Item) -> Iterator[tuple[Group, str]]:
    if isinstance(item, Mention):
        if item.label:
            yield "entity_labels", item.label
    elif isinstance(item, Quote):
        for claim in (item.claim_type, item.claim_secondary):
            if claim:
                yield "claim_types", claim
    else:
        yield "reference_kinds", item.kind
        yield "reference_statuses", item.status
        if item.nil_reason:
            yield "nil_reasons", item.nil_reason
        for measure in item.measures:
            yield "measures", measure


def _link_problems(item: Item, known: set[ItemId]) -> Iterator[Message]:
    if isinstance(item, SanctionsReference):
        if item.links and item.nil_reason:
            yield msg("check.link_and_nil", item=item.id)
        missing = [quote for quote in item.quotes if quote not in known]
        yield from (msg("check.no_item", item=item.id, other=other) for other in missing)
    if isinstance(item, Quote):
        mentions = [who.mention for who in item.speakers if who.mention]
        missing = [mention for mention in mentions if mention not in known]
        yield from (msg("check.no_item", item=item.id, other=other) for other in missing)
