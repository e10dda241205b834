"""Evaluation of one article: items against gold, by the measures of the shared notes on quotes.

Quotes count by content: Jaccard of the code points of all pieces at least 0.5, one to one, the best
pairs first. Speakers, claims and kinds are counted on the pairs; entities need the same span and
label; references overlap by at least half.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from annotator.model.ids import ActorId
from annotator.model.items import Actor, Item
from annotator.quality.gold_file import GoldArticle, GoldQuote
from annotator.quality.gold_form import in_gold_form
from annotator.quality.mistakes import Mistake, mistakes
from annotator.quality.scores import Rate, Scores, share_right
from annotator.quality.spans import covered, matched, place_of
from annotator.quality.speakers import speakers_right

OVERLAPS = (0.3, 0.8)
"""The thresholds that GenderGapTracker publishes its figures for."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """One article compared with its gold.

    Attributes:
        scores: the counts of each measure.
        labels: the entities of each label, span and label right.
        claims: how often a claim type of the gold met one of the annotation, on matched quotes;
            empty text for none.
        mistakes: every difference with its place.
    """

    scores: Scores
    labels: Mapping[str, Rate] = field(default_factory=dict)
    claims: Mapping[tuple[str, str], int] = field(default_factory=dict)
    mistakes: tuple[Mistake, ...] = ()


def evaluate(gold: GoldArticle, items: Iterable[Item], actors: Mapping[ActorId, Actor]) -> Scores:
    """The counts of `compare` for items.

    Args:
        gold: the annotated text.
        items: mentions, quotes and references of the same text; scare quotes are left out.
        actors: whom the items point to.
    """
    return compare(gold, in_gold_form(gold.id, gold.text, items, actors)).scores


def compare(gold: GoldArticle, found: GoldArticle) -> Comparison:
    """Measure an annotation against the gold of the same text."""
    pairs = quote_pairs(gold, found)
    return Comparison(
        scores=Scores(
            entities=_entities(gold, found, None),
            **_quote_rates(gold, found, pairs),
            **_references(gold, found),
        ),
        labels={label: _entities(gold, found, label) for label in _labels(gold, found)},
        claims=Counter((one.claim or "", other.claim or "") for one, other in pairs),
        mistakes=mistakes(gold, found),
    )


def quote_pairs(gold: GoldArticle, found: GoldArticle) -> list[tuple[GoldQuote, GoldQuote]]:
    """The quotes of both sides that are one, the gold's first."""
    left = [place_of(one.content) for one in gold.quotes]
    right = [place_of(one.content) for one in found.quotes]
    return [(gold.quotes[one], found.quotes[other]) for one, other in matched(left, right)]


def _quote_rates(
    gold: GoldArticle, found: GoldArticle, pairs: list[tuple[GoldQuote, GoldQuote]]
) -> dict[str, Rate]:
    left = [place_of(one.content) for one in gold.quotes]
    right = [place_of(one.content) for one in found.quotes]
    sizes = len(right), len(left)
    speakers = [speakers_right(one.speakers, other.speakers) for one, other in pairs]
    some, most = (len(covered(left, right, least)) for least in OVERLAPS)
    return {
        "quotes": Rate(len(pairs), *sizes),
        "quotes_exact": Rate(_equal(gold, found), *sizes),
        "quotes_overlap_03": Rate(some, *sizes),
        "quotes_overlap_08": Rate(most, *sizes),
        "relations": Rate(sum(speakers), *sizes),
        "speakers": share_right(speakers),
        "cues": _cues(gold, found),
        "claims": share_right([one.claim == other.claim for one, other in pairs]),
        "kinds": share_right([one.kind == other.kind for one, other in pairs]),
    }


def _equal(gold: GoldArticle, found: GoldArticle) -> int:
    """How many contents are of the same pieces, each counted once."""
    both = Counter(tuple(sorted(one.content)) for one in gold.quotes)
    return (both & Counter(tuple(sorted(one.content)) for one in found.quotes)).total()


def _cues(gold: GoldArticle, found: GoldArticle) -> Rate:
    left = [place_of([cue]) for one in gold.quotes for cue in one.cues]
    right = [place_of([cue]) for one in found.quotes for cue in one.cues]
    return Rate(len(covered(left, right, 0.0)), len(right), len(left))


def _labels(gold: GoldArticle, found: GoldArticle) -> list[str]:
    return sorted({label for _, label in (*gold.entities, *found.entities)})


def _entities(gold: GoldArticle, found: GoldArticle, label: str | None) -> Rate:
    """Entities with span and label right, of one label or of all."""
    expected, predicted = (
        {(span.start, span.end, own) for span, own in side.entities if label in (None, own)}
        for side in (gold, found)
    )
    return Rate(len(expected & predicted), len(predicted), len(expected))


def _references(gold: GoldArticle, found: GoldArticle) -> dict[str, Rate]:
    if gold.references is None:
        return {}
    expected, given = gold.references, found.references or ()
    left = [place_of([one.span]) for one in expected]
    right = [place_of([one.span]) for one in given]
    pairs = [(expected[one], given[other]) for one, other in matched(left, right)]
    return {
        "references": Rate(len(pairs), len(given), len(expected)),
        "reference_kinds": share_right([one.kind == other.kind for one, other in pairs]),
        "reference_statuses": share_right([one.status == other.status for one, other in pairs]),
    }
