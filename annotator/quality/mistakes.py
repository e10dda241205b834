"""What separates an annotation from gold, edit by edit, each with its place in the text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from annotator.model.text import Span
from annotator.quality.gold_file import GoldArticle, GoldQuote, GoldReference
from annotator.quality.spans import Pair, matched, place_of
from annotator.quality.speakers import speakers_right

Layer = Literal["quotes", "entities", "references"]
Fault = Literal["missed", "spurious", "bounds", "speaker", "claim", "kind", "label", "status"]
Edit = Literal["adds", "deletes", "moves", "speakers", "relabels"]

LAYERS: tuple[Layer, ...] = ("quotes", "entities", "references")
EDITS: tuple[Edit, ...] = ("adds", "deletes", "moves", "speakers", "relabels")
EDIT_OF: Mapping[Fault, Edit] = {
    "missed": "adds",
    "spurious": "deletes",
    "bounds": "moves",
    "speaker": "speakers",
    "claim": "relabels",
    "kind": "relabels",
    "label": "relabels",
    "status": "relabels",
}
"""The edit that mends each fault (edits to gold, shared notes on quotes, section 4)."""


@dataclass(frozen=True, slots=True)
class Mistake:
    """One difference from the gold.

    Attributes:
        span: the place, in code points of the article's text: the gold's words if something is
            missed, else the words of the annotation compared.
        expected: what the gold has: words, names or a label; empty for what should not be there.
        found: what the annotation has instead.
        rank: of the annotation's item among those of its layer, from 0; None if one is missed.
    """

    layer: Layer
    fault: Fault
    span: Span
    expected: str = ""
    found: str = ""
    rank: int | None = None


def mistakes(gold: GoldArticle, found: GoldArticle) -> tuple[Mistake, ...]:
    """Every difference, in text order. References count where the gold annotates them."""
    every = [*_in_quotes(gold, found), *_in_entities(gold, found), *_in_references(gold, found)]
    return tuple(sorted(every, key=lambda one: (one.span.start, LAYERS.index(one.layer))))


def edits(faults: Iterable[Mistake]) -> Counter[tuple[Layer, Edit]]:
    """How many edits of each sort, by layer, lead to the gold."""
    return Counter((one.layer, EDIT_OF[one.fault]) for one in faults)


def _unpaired(
    layer: Layer, pairs: Iterable[Pair], gold: list[Span], found: list[Span]
) -> Iterator[Mistake]:
    lefts, rights = set(), set()
    for left, right in pairs:
        lefts.add(left)
        rights.add(right)
    for number, span in enumerate(gold):
        if number not in lefts:
            yield Mistake(layer, "missed", span, expected=span.text)
    for number, span in enumerate(found):
        if number not in rights:
            yield Mistake(layer, "spurious", span, found=span.text, rank=number)


def _in_quotes(gold: GoldArticle, found: GoldArticle) -> Iterator[Mistake]:
    sides = (gold.quotes, found.quotes)
    pairs = matched(*([place_of(one.content) for one in side] for side in sides))
    yield from _unpaired("quotes", pairs, *([one.content[0] for one in side] for side in sides))
    for left, right in pairs:
        yield from _of_quote(gold.quotes[left], found.quotes[right], right)


def _of_quote(gold: GoldQuote, found: GoldQuote, rank: int) -> Iterator[Mistake]:
    place = found.content[0]
    if not same_pieces(gold.content, found.content):
        yield Mistake("quotes", "bounds", place, _words(gold.content), _words(found.content), rank)
    if not speakers_right(gold.speakers, found.speakers):
        named = ", ".join(found.speakers)
        yield Mistake("quotes", "speaker", place, (*gold.speakers, "")[0], named, rank)
    if gold.kind != found.kind:
        yield Mistake("quotes", "kind", place, gold.kind, found.kind, rank)
    if gold.claim != found.claim:
        yield Mistake("quotes", "claim", place, gold.claim or "", found.claim or "", rank)


def same_pieces(one: Iterable[Span], other: Iterable[Span]) -> bool:
    """Whether two contents are of the same pieces."""
    return sorted(one) == sorted(other)


def _words(spans: Iterable[Span]) -> str:
    return " […] ".join(span.text for span in spans)


def _in_entities(gold: GoldArticle, found: GoldArticle) -> Iterator[Mistake]:
    sides = [[span for span, _ in side.entities] for side in (gold, found)]
    pairs = matched(*([place_of([span]) for span in side] for side in sides))
    yield from _unpaired("entities", pairs, *sides)
    for left, right in pairs:
        (span, label), (own, own_label) = gold.entities[left], found.entities[right]
        if span != own:
            yield Mistake("entities", "bounds", own, span.text, own.text, right)
        if label != own_label:
            yield Mistake("entities", "label", own, label, own_label, right)


def _in_references(gold: GoldArticle, found: GoldArticle) -> Iterator[Mistake]:
    if gold.references is None:
        return
    expected, given = gold.references, found.references or ()
    sides = [[one.span for one in side] for side in (expected, given)]
    pairs = matched(*([place_of([span]) for span in side] for side in sides))
    yield from _unpaired("references", pairs, *sides)
    for left, right in pairs:
        yield from _of_reference(expected[left], given[right], right)


def _of_reference(gold: GoldReference, found: GoldReference, rank: int) -> Iterator[Mistake]:
    span = found.span
    if gold.span != span:
        yield Mistake("references", "bounds", span, gold.span.text, span.text, rank)
    if gold.kind != found.kind:
        yield Mistake("references", "kind", span, gold.kind, found.kind, rank)
    if gold.status != found.status:
        yield Mistake("references", "status", span, gold.status, found.status, rank)
