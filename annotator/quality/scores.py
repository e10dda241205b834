"""Counts of what is right: they add up over articles, and give precision, recall and F1."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


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


def share_right(right: Sequence[bool]) -> Rate:
    """The rate of answers on pairs: predicted and expected are the same ones."""
    return Rate(sum(right), len(right), len(right))


@dataclass(frozen=True, slots=True)
class Scores:
    """What was measured on one article, or on several added up.

    Attributes:
        quotes: contents with a Jaccard of at least 0.5; a match of the fields below means this.
        quotes_exact: contents of the same pieces.
        quotes_overlap_03: the gold content is covered by more than 0.3 (GenderGapTracker).
        quotes_overlap_08: the same by more than 0.8.
        relations: quotes matched whose speaker is right, end to end.
        speakers: speakers right on matched quotes (predicted and expected are the matched).
        cues: cues that overlap a cue of the gold, one to one.
        claims: claim types right on matched quotes.
        kinds: direct, indirect or mixed right on matched quotes.
        entities: span and label right.
        references: spans match; nothing where the gold does not annotate them.
        reference_kinds: kinds right on matched references.
        reference_statuses: statuses right on matched references.
    """

    quotes: Rate = Rate()
    quotes_exact: Rate = Rate()
    quotes_overlap_03: Rate = Rate()
    quotes_overlap_08: Rate = Rate()
    relations: Rate = Rate()
    speakers: Rate = Rate()
    cues: Rate = Rate()
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
