"""Evaluation: items against gold, by the measures of the shared notes on quotes, section 4.

Quotes count by content: Jaccard of the code points of all pieces at least 0.5, one to one, the best
pairs first. Speakers, claims and kinds are counted on the pairs; entities need the same span and
label; references overlap by at least half.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from annotator.model.ids import ActorId
from annotator.model.items import Actor, Item, Mention, Quote, SanctionsReference
from annotator.model.text import Span, fold
from annotator.quality.gold_file import GoldArticle, GoldQuote

JACCARD = 0.5
"""Least overlap of two quotes that are one (shared notes on quotes, section 4)."""


@dataclass(frozen=True, slots=True)
class Rate:
    """Right ones among those predicted and those expected."""

    right: int = 0
    predicted: int = 0
    expected: int = 0

    @property
    def precision(self) -> float:
        """Right among predicted; 1 if nothing is predicted."""
        return self.right / self.predicted if self.predicted else 1.0

    @property
    def recall(self) -> float:
        """Right among expected; 1 if nothing is expected."""
        return self.right / self.expected if self.expected else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        total = self.predicted + self.expected
        return 2 * self.right / total if total else 1.0

    def __add__(self, other: Rate) -> Rate:
        """The counts of both together."""
        return Rate(
            self.right + other.right,
            self.predicted + other.predicted,
            self.expected + other.expected,
        )


@dataclass(frozen=True, slots=True)
class Scores:
    """What was measured on one article, or on several added up.

    Attributes:
        quotes: content overlaps.
        relations: content overlaps and the speaker is right.
        speakers: speakers right on matched quotes (predicted and expected are the matched).
        claims: claim types right on matched quotes.
        kinds: direct, indirect or mixed right on matched quotes.
        entities: span and label right.
        references: spans overlap; nothing where the gold does not annotate them.
        reference_kinds: kinds right on matched references.
        reference_statuses: statuses right on matched references.
    """

    quotes: Rate = Rate()
    relations: Rate = Rate()
    speakers: Rate = Rate()
    claims: Rate = Rate()
    kinds: Rate = Rate()
    entities: Rate = Rate()
    references: Rate = Rate()
    reference_kinds: Rate = Rate()
    reference_statuses: Rate = Rate()

    def __add__(self, other: Scores) -> Scores:
        """The counts of both together."""
        return Scores(
            *(getattr(self, name) + getattr(other, name) for name in Scores.__dataclass_fields__)
        )


def evaluate(
    gold: GoldArticle, items: Iterable[Item], actors: Mapping[ActorId, Actor], shift: int = 0
) -> Scores:
    """Compare items with gold.

    Args:
        gold: the annotated text.
        items: mentions, quotes and references; scare quotes are left out.
        actors: whom the items point to.
        shift: code points that were cut from the front of the gold's text (`Article.body_start`).
    """
    every = list(items)
    quotes = [one for one in every if isinstance(one, Quote) and one.kind != "scare"]
    mentions = [one for one in every if isinstance(one, Mention) and one.form == "name"]
    references = [one for one in every if isinstance(one, SanctionsReference) and one.span]
    pairs = matched(
        [_points(one.content, 0) for one in gold.quotes],
        [_points(one.segments, shift) for one in quotes],
    )
    found = [(gold.quotes[left], quotes[right]) for left, right in pairs]
    right = sum(speaker_right(expected, quote, actors) for expected, quote in found)
    return Scores(
        quotes=Rate(len(found), len(quotes), len(gold.quotes)),
        relations=Rate(right, len(quotes), len(gold.quotes)),
        speakers=Rate(right, len(found), len(found)),
        claims=_on_pairs([one.claim == quote.claim_type for one, quote in found]),
        kinds=_on_pairs([one.kind == quote.kind for one, quote in found]),
        entities=_entities(gold, mentions, shift),
        **_references(gold, references, shift),
    )


def _on_pairs(right: Sequence[bool]) -> Rate:
    return Rate(sum(right), len(right), len(right))


def _points(spans: Iterable[Span], shift: int) -> frozenset[int]:
    return frozenset(at + shift for span in spans for at in range(span.start, span.end))


def matched(
    gold: Sequence[frozenset[int]], predicted: Sequence[frozenset[int]]
) -> list[tuple[int, int]]:
    """Pairs of indexes whose code points overlap enough, one to one, the best first."""
    scored = []
    for left, expected in enumerate(gold):
        for right, found in enumerate(predicted):
            both = len(expected & found)
            if both and both / len(expected | found) >= JACCARD:
                scored.append((both / len(expected | found), left, right))
    pairs: list[tuple[int, int]] = []
    for _, left, right in sorted(scored, key=lambda one: (-one[0], one[1], one[2])):
        if all(left != one and right != other for one, other in pairs):
            pairs.append((left, right))
    return sorted(pairs)


def speaker_right(gold: GoldQuote, quote: Quote, actors: Mapping[ActorId, Actor]) -> bool:
    """Whether the speakers named are the canonical one, or one of the other right answers.

    Several speakers are right together ("A et B"), or if each of them is accepted.
    """
    found = [actors.get(who.actor) for who in quote.speakers if who.actor]
    names = [actor.name for actor in found if actor]
    if not names:
        return not gold.speakers
    accepted = {_bare(name) for name in gold.speakers}
    together = {_bare(f" {word} ".join(names)) for word in ("et", "and")}
    return bool(together & accepted) or all(_bare(name) in accepted for name in names)


_ARTICLES = ("le ", "la ", "les ", "l'", "un ", "une ", "des ", "the ", "a ", "an ")


def _bare(name: str) -> str:
    folded = " ".join(fold(name).split())
    article = next((one for one in _ARTICLES if folded.startswith(one)), "")
    return folded[len(article) :].replace(" et la ", " et ").replace(" et le ", " et ")


def _entities(gold: GoldArticle, mentions: Sequence[Mention], shift: int) -> Rate:
    expected = {(span.start, span.end, label) for span, label in gold.entities}
    found = {(one.span.start + shift, one.span.end + shift, one.label) for one in mentions}
    return Rate(len(expected & found), len(found), len(expected))


def _references(
    gold: GoldArticle, found: Sequence[SanctionsReference], shift: int
) -> dict[str, Rate]:
    if gold.references is None:
        return {}
    expected = gold.references
    spans = [_points([one.span], shift) for one in found if one.span]
    pairs = matched([_points([one.span], 0) for one in expected], spans)
    both = [(expected[left], found[right]) for left, right in pairs]
    return {
        "references": Rate(len(both), len(found), len(expected)),
        "reference_kinds": _on_pairs([one.kind == other.kind for one, other in both]),
        "reference_statuses": _on_pairs([one.status == other.status for one, other in both]),
    }
