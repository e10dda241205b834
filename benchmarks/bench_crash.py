"""Mutilated articles that the pre-highlighting fails on: none, of a few hundred."""

from __future__ import annotations

from benchmarks.crash import run
from benchmarks.figures import Figure

COUNT = 300


def figures() -> list[Figure]:
    """How many of the articles fail; `python -m benchmarks.crash` reads ten thousand."""
    tally = run(COUNT)
    return [
        Figure("crash.failures", len(tally.failures), "articles", n=COUNT),
        Figure("crash.slowest", tally.slowest * 1000, "ms of CPU", n=COUNT),
    ]
