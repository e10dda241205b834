"""Whether a suggestion's score means what it says: right as often as it is sure.

A quote or a reference is right if it matches one of the gold (Jaccard 0.5), an entity if span and
label are the gold's. It is unchanged if nothing about it would have to be edited.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count

from annotator.model.annotation import Suggestion
from annotator.model.ids import ActorId
from annotator.model.items import Actor, Mention, Quote, SanctionsReference
from annotator.quality.gold_file import GoldArticle
from annotator.quality.gold_form import in_gold_form
from annotator.quality.mistakes import LAYERS, Layer, mistakes

BINS = 10
"""Equal parts of the scale from 0 to 1."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A suggestion that the gold has judged.

    Attributes:
        component: its source, `quotes-fr@1`.
        reason: id of the message that says why it was proposed.
        unchanged: whether it could be accepted as it is.
    """

    component: str
    reason: str
    score: float
    right: bool
    unchanged: bool


@dataclass(frozen=True, slots=True)
class Bin:
    """The suggestions of one part of the scale; sums, so that bins of articles add up."""

    count: int = 0
    score: float = 0.0
    right: int = 0


def judge(
    gold: GoldArticle, suggestions: Iterable[Suggestion], actors: Mapping[ActorId, Actor]
) -> Iterator[Judged]:
    """Compare each suggestion with the gold; together, so that one gold item has one right one.

    Scare quotes, and references where the gold has none annotated, are left out.
    """
    known = [one for one in suggestions if _can_be_judged(one, gold)]
    form = in_gold_form(gold.id, gold.text, (one.item for one in known), actors)
    faults = [one for one in mistakes(gold, form) if one.rank is not None]
    touched = {(one.layer, one.rank) for one in faults}
    wrong = {
        (one.layer, one.rank)
        for one in faults
        if one.fault == "spurious" or one.layer == "entities"
    }
    ranks = {layer: count() for layer in LAYERS}
    for one in known:
        layer = _layer(one)
        key = layer, next(ranks[layer])
        yield Judged(one.source, one.reason.id, one.score, key not in wrong, key not in touched)


def _can_be_judged(suggestion: Suggestion, gold: GoldArticle) -> bool:
    item = suggestion.item
    if isinstance(item, Quote):
        return item.kind != "scare" and bool(item.segments)
    if isinstance(item, SanctionsReference):
        return item.span is not None and gold.references is not None
    return item.form == "name"


def _layer(suggestion: Suggestion) -> Layer:
    if isinstance(suggestion.item, Quote):
        return "quotes"
    return "entities" if isinstance(suggestion.item, Mention) else "references"


def bins(judged: Iterable[Judged]) -> tuple[Bin, ...]:
    """The reliability table: suggestions by score, `BINS` equal parts."""
    found = [Bin()] * BINS
    for one in judged:
        at = min(BINS - 1, int(one.score * BINS))
        before = found[at]
        found[at] = Bin(before.count + 1, before.score + one.score, before.right + one.right)
    return tuple(found)


def expected_error(sums: Sequence[float]) -> float | None:
    """The expected calibration error: how far sureness and truth lie apart.

    Args:
        sums: count, sum of scores and number right of each bin, one bin after the other.

    Returns:
        0 (they agree) to 1; None if there are no suggestions.
    """
    total = sum(sums[::3])
    apart = sum(abs(score - right) for score, right in zip(sums[1::3], sums[2::3], strict=True))
    return apart / total if total else None
