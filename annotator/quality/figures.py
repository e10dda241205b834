"""The figures of many articles together, each with n and its bootstrap interval.

Every figure is a function of counts that add up over articles; see `annotator.quality.bootstrap`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields

from annotator.quality.bootstrap import Interval, Weights, draws, interval
from annotator.quality.calibration import Bin, Judged, bins, expected_error
from annotator.quality.evaluation import Comparison
from annotator.quality.mistakes import Edit, Layer, edits
from annotator.quality.scores import Rate, Scores

Sums = Sequence[float]
Claim = tuple[str, str]
EDITS_FIGURE, MACRO_FIGURE = "edits", "claims_macro"


@dataclass(frozen=True, slots=True)
class RateFigure:
    """Counts with precision, recall and F1; intervals are None for fewer than two articles."""

    rate: Rate
    precision: Interval | None = None
    recall: Interval | None = None
    f1: Interval | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """One number with its interval; `n` says how many cases it stands on."""

    value: float
    n: int
    interval: Interval | None = None


@dataclass(frozen=True, slots=True)
class Reliability:
    """How far a component's scores can be trusted.

    Attributes:
        error: the expected calibration error.
        unchanged: the share of suggestions that need no edit to be the gold's.
        table: the suggestions by score, ten equal parts of the scale.
    """

    error: Figure
    unchanged: Figure
    table: tuple[Bin, ...]


@dataclass(frozen=True, slots=True)
class Summary:
    """Everything that was measured on a set of articles.

    Attributes:
        rates: by the names of the fields of `Scores`.
        labels: entities by label.
        confusion: (claim type of the gold, of the annotation) and how often, on matched quotes.
        claims_macro: F1 of the claim types on matched quotes, each type counting the same.
        edits: edits to gold per article, mean; `n` is the number of articles.
        edit_counts: by (layer, edit), over all articles.
        reliability: by component; empty where no suggestions came along.
    """

    articles: int
    rates: Mapping[str, RateFigure]
    labels: Mapping[str, RateFigure]
    confusion: Mapping[Claim, int]
    claims_macro: Figure
    edits: Figure
    edit_counts: Mapping[tuple[Layer, Edit], int]
    reliability: Mapping[str, Reliability] = field(default_factory=dict)


def summarise(compared: Sequence[Comparison], judged: Sequence[Sequence[Judged]] = ()) -> Summary:
    """Add up articles and say how far each figure could be off.

    Args:
        compared: one comparison for each article.
        judged: the suggestions of each article, in the same order; empty if there are none.
    """
    weights = draws(len(compared))
    return Summary(
        articles=len(compared),
        rates={
            one.name: _rate([getattr(each.scores, one.name) for each in compared], weights)
            for one in fields(Scores)
        },
        labels=_labels(compared, weights),
        confusion=_added(each.claims for each in compared),
        claims_macro=_macro(compared, weights),
        edits=_edits(compared, weights),
        edit_counts=dict(edits(fault for each in compared for fault in each.mistakes)),
        reliability=dict(_reliability(judged, weights)),
    )


def _added(counts: Iterable[Mapping[Claim, int]]) -> dict[Claim, int]:
    total: Counter[Claim] = Counter()
    for one in counts:
        total.update(one)
    return dict(sorted(total.items()))


def _rate(rates: Sequence[Rate], weights: Sequence[Weights]) -> RateFigure:
    right = [one.right for one in rates]
    predicted = [one.predicted for one in rates]
    expected = [one.expected for one in rates]
    both = [one + other for one, other in zip(predicted, expected, strict=True)]
    return RateFigure(
        sum(rates, Rate()),
        precision=interval([right, predicted], _share, weights),
        recall=interval([right, expected], _share, weights),
        f1=interval([[2 * one for one in right], both], _share, weights),
    )


def _share(sums: Sums) -> float | None:
    """The first sum in the second; None if there is nothing."""
    return sums[0] / sums[1] if sums[1] else None


def _or(found: float | None, nothing: float) -> float:
    """A figure, or what stands for one that nothing was there for."""
    return nothing if found is None else found


def _labels(compared: Sequence[Comparison], weights: Sequence[Weights]) -> dict[str, RateFigure]:
    names = sorted({name for each in compared for name in each.labels})
    return {
        name: _rate([each.labels.get(name, Rate()) for each in compared], weights) for name in names
    }


def _macro(compared: Sequence[Comparison], weights: Sequence[Weights]) -> Figure:
    cells = sorted({cell for each in compared for cell in each.claims})
    columns = [[each.claims.get(cell, 0) for each in compared] for cell in cells]
    sums = [sum(column) for column in columns]
    figure = _macro_f1(cells)
    decided = sum(count for (gold, _), count in zip(cells, sums, strict=True) if gold)
    return Figure(_or(figure(sums), 1.0), decided, interval(columns, figure, weights))


def _macro_f1(cells: Sequence[Claim]) -> Callable[[Sums], float | None]:
    """A function of the counts of `cells`: the mean F1 of the types that the gold uses."""

    def figure(sums: Sums) -> float | None:
        right: Counter[str] = Counter()
        gold: Counter[str] = Counter()
        both: Counter[str] = Counter()
        for (expected, found), count in zip(cells, sums, strict=True):
            gold[expected] += int(count)
            both[expected] += int(count)
            both[found] += int(count)
            right[expected] += int(count) if expected == found else 0
        used = [name for name, count in gold.items() if name and count]
        return sum(2 * right[name] / both[name] for name in used) / len(used) if used else None

    return figure


def _edits(compared: Sequence[Comparison], weights: Sequence[Weights]) -> Figure:
    column = [len(each.mistakes) for each in compared]
    count = len(column)

    def mean(sums: Sums) -> float:
        return sums[0] / count if count else 0.0

    return Figure(mean([sum(column)]), count, interval([column], mean, weights))


def _reliability(
    judged: Sequence[Sequence[Judged]], weights: Sequence[Weights]
) -> Iterator[tuple[str, Reliability]]:
    for name in sorted({one.component for each in judged for one in each}):
        yield (
            name,
            _of_component(
                [[one for one in each if one.component == name] for each in judged], weights
            ),
        )


def _of_component(judged: Sequence[Sequence[Judged]], weights: Sequence[Weights]) -> Reliability:
    rows = [[part for one in bins(each) for part in _parts(one)] for each in judged]
    columns = [list(column) for column in zip(*rows, strict=True)]
    unchanged = [[sum(one.unchanged for one in each) for each in judged], list(map(len, judged))]
    every = [one for each in judged for one in each]
    error = _or(expected_error([sum(column) for column in columns]), 0.0)
    good = _or(_share([sum(column) for column in unchanged]), 1.0)
    return Reliability(
        Figure(error, len(every), interval(columns, expected_error, weights)),
        Figure(good, len(every), interval(unchanged, _share, weights)),
        bins(every),
    )


def _parts(one: Bin) -> tuple[float, float, float]:
    return one.count, one.score, one.right


def flat(summary: Summary) -> dict[str, float]:
    """Every figure by one name, for thresholds: F1 of the rates, and the single numbers.

    `edits` and `error.<component>` are better when lower.
    """
    found = {name: one.rate.f1 for name, one in summary.rates.items()}
    found |= {f"entities.{name}": one.rate.f1 for name, one in summary.labels.items()}
    found |= {MACRO_FIGURE: summary.claims_macro.value, EDITS_FIGURE: summary.edits.value}
    for name, one in summary.reliability.items():
        found |= {f"error.{name}": one.error.value, f"unchanged.{name}": one.unchanged.value}
    return found
