"""How far a figure could be off: the percentile bootstrap over articles.

Articles are drawn, not items: items of one article share author, subject and hazards. Every figure
is a function of counts that add up over articles, so that a draw is a sum of columns.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Sequence
from operator import mul

RESAMPLES = 1000
SEED = 20230830
"""The same articles give the same interval in every run."""
CONFIDENCE = 0.95

Interval = tuple[float, float]
Weights = Sequence[int]
"""How often each article was drawn."""


def draws(articles: int, resamples: int = RESAMPLES, seed: int = SEED) -> tuple[Weights, ...]:
    """Draw as many articles as there are, with replacement, again and again.

    Returns:
        for each draw, how often each article is in it; nothing for fewer than two articles, which
        say nothing about how articles differ.
    """
    if articles < 2:
        return ()
    chance = random.Random(seed)
    every = range(articles)
    counted = (Counter(chance.choices(every, k=articles)) for _ in range(resamples))
    return tuple([count[one] for one in every] for count in counted)


def interval(
    columns: Sequence[Sequence[float]],
    figure: Callable[[Sequence[float]], float | None],
    weights: Sequence[Weights],
) -> Interval | None:
    """The 95 % interval of a figure.

    Args:
        columns: each a count by article, in the same order of articles.
        figure: makes the figure of the columns' sums; None where they say nothing, as when a draw
            holds none of the few articles that count. Such draws are left out.
        weights: of `draws`.

    Returns:
        lower and upper end; None without draws that say something.
    """
    found = (figure([sum(map(mul, column, drawn)) for column in columns]) for drawn in weights)
    values = sorted(one for one in found if one is not None)
    if not values:
        return None
    outside = int(len(values) * (1 - CONFIDENCE) / 2)
    return values[outside], values[-1 - outside]
