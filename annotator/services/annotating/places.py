"""Where items are: their parts, and moving either end of a part by hand."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from annotator.model.ids import ItemId
from annotator.model.items import Item, Mention, Quote, SanctionsReference
from annotator.model.message import UserError, msg
from annotator.model.text import Span, grapheme_end, grapheme_start, merged, words
from annotator.services.annotating.plan import Plan

Role = Literal["mention", "segment", "cue", "source", "reference"]
End = Literal["start", "end"]
Step = Literal["word", "character"]


@dataclass(frozen=True, slots=True)
class Part:
    """One span of an item: its role, and its number among those of that role."""

    role: Role
    index: int = 0


def parts(item: Item) -> tuple[tuple[Part, Span], ...]:
    """Every span of an item that a hand can move, the main ones first."""
    if isinstance(item, Mention):
        return ((Part("mention"), item.span),)
    if isinstance(item, SanctionsReference):
        return ((Part("reference"), item.span),) if item.span else ()
    found = [(Part("segment", n), span) for n, span in enumerate(item.segments)]
    found += [(Part("cue", n), span) for n, span in enumerate(item.cues)]
    found += [(Part("source", n), who.source) for n, who in enumerate(item.speakers) if who.source]
    return tuple(found)


def part_span(item: Item, part: Part) -> Span:
    """The span of a part.

    Raises:
        UserError: the item has no such part.
    """
    found = dict(parts(item)).get(part)
    if found is None:
        raise UserError(msg("annotate.no_part"))
    return found


def stepped(text: str, span: Span, end: End, by: int, step: Step) -> tuple[int, int]:
    """The bounds of a span after one end moved by `by` steps (negative: to the left).

    The span never becomes empty, and never tears a combined character.
    """
    place = span.start if end == "start" else span.end
    for _ in range(abs(by)):
        place = _next(text, place, by > 0, end) if step == "word" else _beside(text, place, by > 0)
    if end == "start":
        return min(place, _before(text, span.end)), span.end
    return span.start, max(place, _after(text, span.start))


def _beside(text: str, place: int, forward: bool) -> int:
    if forward:
        return _after(text, place)
    return _before(text, place)


def _after(text: str, place: int) -> int:
    return grapheme_end(text, min(len(text), place + 1))


def _before(text: str, place: int) -> int:
    return grapheme_start(text, max(0, place - 1))


def _next(text: str, place: int, forward: bool, end: End) -> int:
    """The next boundary of the wanted kind: word starts for a start, word ends for an end."""
    reach = 400
    low, high = max(0, place - reach), min(len(text), place + reach)
    marks = [start if end == "start" else stop for start, stop in words(text, low, high)]
    marks += [n if end == "start" else n + 1 for n in range(low, high) if text[n] in '«»“”"‹›']
    if forward:
        return min((mark for mark in marks if mark > place), default=high)
    return max((mark for mark in marks if mark < place), default=low)


def move(plan: Plan, item_id: ItemId, part: Part, start: int, end: int) -> Item:
    """Give a part of an item new bounds, in code points.

    Pieces of a quote that would overlap become one.

    Raises:
        UserError: no such item or part.
        SpanError: the bounds are empty or outside the text.
    """
    span = Span.of(plan.article.text, start, end)
    item = plan.take_any(item_id)
    part_span(item, part)
    if isinstance(item, Quote):
        changed: Item = _moved_quote(plan.article.text, item, part, span)
    else:
        changed = replace(item, span=span)
    plan.put(changed)
    return changed


def _moved_quote(text: str, quote: Quote, part: Part, span: Span) -> Quote:
    if part.role == "segment":
        return replace(quote, segments=_replaced(text, quote.segments, part.index, span))
    if part.role == "cue":
        return replace(quote, cues=_replaced(text, quote.cues, part.index, span))
    speakers = list(quote.speakers)
    speakers[part.index] = replace(speakers[part.index], source=span)
    return replace(quote, speakers=tuple(speakers))


def _replaced(text: str, spans: tuple[Span, ...], index: int, span: Span) -> tuple[Span, ...]:
    rest = [one for n, one in enumerate(spans) if n != index]
    return merged((*rest, span), text)
