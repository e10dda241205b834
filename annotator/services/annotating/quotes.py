"""Quotes by hand: make one of a selection or of quotation marks, its pieces, cues and labels."""

from __future__ import annotations

from dataclasses import replace

from annotator.identifiers import new_id
from annotator.model.ids import ItemId
from annotator.model.items import Certainty, Quote, QuoteKind
from annotator.model.message import UserError, msg
from annotator.model.quotation_marks import quoted_stretches
from annotator.model.text import Span, merged
from annotator.services.annotating.plan import Plan


def add(plan: Plan, start: int, end: int) -> Quote:
    """Make a quote whose content is `text[start:end]`.

    Its kind is what the quotation marks say: direct where they enclose all of it, mixed where
    they enclose a part, else indirect.

    Raises:
        SpanError: the bounds are empty or outside the text.
    """
    span = Span.of(plan.article.text, start, end)
    quote = Quote(ItemId(new_id()), kind_of(plan.article.text, span), (span,), origin=plan.origin())
    plan.put(quote)
    return quote


def kind_of(text: str, span: Span) -> QuoteKind:
    """Direct, mixed or indirect, by the quotation marks in and at the ends of a span."""
    inside = [
        one for one in quoted_stretches(text) if one.start < span.end and span.start < one.end
    ]
    if any(one.start <= span.start and span.end <= one.end for one in inside):
        return "direct"
    return "mixed" if inside else "indirect"


def add_piece(plan: Plan, item_id: ItemId, start: int, end: int) -> Quote:
    """Add a piece to a quote; one that overlaps another becomes one with it."""
    quote = plan.take(item_id, Quote)
    span = Span.of(plan.article.text, start, end)
    quote = replace(quote, segments=merged((*quote.segments, span), plan.article.text))
    plan.put(quote)
    return quote


def remove_piece(plan: Plan, item_id: ItemId, index: int) -> Quote:
    """Take a piece away; the last one stays.

    Raises:
        UserError: it is the only piece, or there is none with this number.
    """
    quote = plan.take(item_id, Quote)
    rest = tuple(span for n, span in enumerate(quote.segments) if n != index)
    if not rest or len(rest) == len(quote.segments):
        raise UserError(msg("annotate.last_piece"))
    quote = replace(quote, segments=rest)
    plan.put(quote)
    return quote


def add_cue(plan: Plan, item_id: ItemId, start: int, end: int) -> Quote:
    """Add a reporting expression."""
    quote = plan.take(item_id, Quote)
    span = Span.of(plan.article.text, start, end)
    quote = replace(quote, cues=merged((*quote.cues, span), plan.article.text))
    plan.put(quote)
    return quote


def remove_cue(plan: Plan, item_id: ItemId, index: int) -> Quote:
    """Take a reporting expression away."""
    quote = plan.take(item_id, Quote)
    cues = tuple(span for n, span in enumerate(quote.cues) if n != index)
    quote = replace(quote, cues=cues)
    plan.put(quote)
    return quote


def set_kind(plan: Plan, item_id: ItemId, kind: QuoteKind) -> Quote:
    """Change the kind; marks that quote nobody have neither speaker nor claim."""
    quote = replace(plan.take(item_id, Quote), kind=kind)
    if kind == "scare":
        quote = replace(quote, speakers=(), claim_type=None, claim_secondary=None, cues=())
    plan.put(quote)
    return quote


def set_claim(plan: Plan, item_id: ItemId, claim: str | None, *, secondary: bool = False) -> Quote:
    """Change the claim type, or the secondary one."""
    quote = plan.take(item_id, Quote)
    if secondary:
        quote = replace(quote, claim_secondary=claim)
    else:
        again = quote.claim_secondary == claim
        quote = replace(
            quote, claim_type=claim, claim_secondary=None if again else quote.claim_secondary
        )
    plan.put(quote)
    return quote


def set_certainty(plan: Plan, item_id: ItemId, certainty: Certainty | None) -> Quote:
    """Say how sure the claim type is."""
    quote = replace(plan.take(item_id, Quote), certainty=certainty)
    plan.put(quote)
    return quote
