"""Pre-highlighting: words a second beside a pure pass over the same text, and how it grows."""

from __future__ import annotations

from annotator.prelabel.pipeline import propose
from benchmarks.figures import Figure, exponent, milliseconds
from benchmarks.references import pure_pass
from benchmarks.workload import LENGTHS, article_of

NAMES = frozenset({"Maison-Blanche", "Washington", "Moscou", "Pyongyang", "Conseil de sécurité"})
REPEAT = {500: 9, 5_000: 5, 50_000: 3}


def figures() -> list[Figure]:
    """Speed at each length against the pure pass, and the exponent of growth."""
    took = {length: _times(length) for length in LENGTHS}
    speeds = [_figure(length, *took[length]) for length in LENGTHS]
    growth = exponent(LENGTHS, [took[length][0] for length in LENGTHS])
    return [*speeds, Figure("prelabel.growth", growth, "exponent", "linear", growth)]


def _times(length: int) -> tuple[float, float]:
    article = article_of(length)
    own = milliseconds(lambda: propose(article), REPEAT[length])
    return own, milliseconds(lambda: pure_pass(article.text, NAMES), REPEAT[length])


def _figure(length: int, own: float, pure: float) -> Figure:
    speed = len(article_of(length).text.split()) / own * 1000
    name, against = f"prelabel.{length}_words", "pure pass over the same text"
    return Figure(name, speed, "words/s", against, pure / own, REPEAT[length])
