"""Parts of a comparison: the quotes of one kind, or what one component is answerable for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from annotator.quality.evaluation import quote_pairs
from annotator.quality.gold_file import GoldArticle, GoldQuote

Sides = tuple[GoldArticle, GoldArticle]
"""The gold of a text, and what is compared with it."""


def kinds(sides: Iterable[Sides]) -> list[str]:
    """The kinds of quotes that either side has."""
    return sorted({quote.kind for both in sides for side in both for quote in side.quotes})


def of_kind(gold: GoldArticle, found: GoldArticle, kind: str) -> Sides:
    """The quotes of one kind, nothing else.

    A quote that matches one of the gold belongs where the gold puts it; one that matches nothing
    belongs to its own kind.
    """
    kind_of = {other.id: one.kind for one, other in quote_pairs(gold, found)}
    expected = tuple(one for one in gold.quotes if one.kind == kind)
    given = tuple(one for one in found.quotes if kind_of.get(one.id, one.kind) == kind)
    return _only_quotes(gold, expected), _only_quotes(found, given)


def _only_quotes(side: GoldArticle, quotes: tuple[GoldQuote, ...]) -> GoldArticle:
    return replace(side, quotes=quotes, entities=(), scare=(), references=None)


def of_items(sides: Sequence[Sides]) -> list[Sides]:
    """The same sides without the layers of the gold that the items nowhere touch."""
    quotes = any(found.quotes for _, found in sides)
    entities = any(found.entities for _, found in sides)
    references = any(found.references for _, found in sides)
    return [
        (
            replace(
                gold,
                quotes=gold.quotes if quotes else (),
                entities=gold.entities if entities else (),
                references=gold.references if references else None,
            ),
            found,
        )
        for gold, found in sides
    ]
