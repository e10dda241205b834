"""Which spans of two annotations are the same one: exact, overlapping, or mostly shared.

A place is the set of code points of all pieces, so that an interrupted quote is one place.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from annotator.model.text import Span

JACCARD = 0.5
"""Least share of common code points of two places that are one (shared notes on quotes, 4)."""

Place = frozenset[int]
Pair = tuple[int, int]


def place_of(spans: Iterable[Span]) -> Place:
    """The code points of all pieces together."""
    return frozenset(at for span in spans for at in range(span.start, span.end))


def shared(gold: Sequence[Place], predicted: Sequence[Place]) -> dict[Pair, int]:
    """How many code points each pair of places shares; pairs that share none are left out.

    The work grows with the length of the places, not with the number of pairs.
    """
    owners: dict[int, list[int]] = {}
    for right, place in enumerate(predicted):
        for at in place:
            owners.setdefault(at, []).append(right)
    counts: Counter[Pair] = Counter()
    for left, place in enumerate(gold):
        counts.update((left, right) for at in place for right in owners.get(at, ()))
    return counts


def matched(gold: Sequence[Place], predicted: Sequence[Place]) -> list[Pair]:
    """Pairs of indexes with a Jaccard of at least 0.5, one to one, the best first."""
    scored = []
    for (left, right), both in shared(gold, predicted).items():
        jaccard = both / (len(gold[left]) + len(predicted[right]) - both)
        if jaccard >= JACCARD:
            scored.append((-jaccard, left, right))
    used_left: set[int] = set()
    used_right: set[int] = set()
    pairs: list[Pair] = []
    for _, left, right in sorted(scored):
        if left not in used_left and right not in used_right:
            pairs.append((left, right))
            used_left.add(left)
            used_right.add(right)
    return sorted(pairs)


def covered(gold: Sequence[Place], predicted: Sequence[Place], more_than: float) -> list[Pair]:
    """Pairs by the overlap of GenderGapTracker (shared notes on quotes, section 4).

    The score is the share of the gold place that the prediction covers; in the order of the gold,
    each takes the best prediction left whose score is above the threshold. A prediction that is
    far too long is not punished: read it beside `matched`.
    """
    candidates: dict[int, list[tuple[float, int]]] = {}
    for (left, right), both in shared(gold, predicted).items():
        if both / len(gold[left]) > more_than:
            candidates.setdefault(left, []).append((-both / len(gold[left]), right))
    used: set[int] = set()
    pairs: list[Pair] = []
    for left in sorted(candidates):
        free = (right for _, right in sorted(candidates[left]) if right not in used)
        best = next(free, None)
        if best is not None:
            used.add(best)
            pairs.append((left, best))
    return pairs
