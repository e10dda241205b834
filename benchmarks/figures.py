"""What a benchmark says: one figure, and how it stands to a reference measured in the same run."""

from __future__ import annotations

import json
import math
import statistics
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import ParamSpec

P = ParamSpec("P")


@dataclass(frozen=True, slots=True)
class Figure:
    """One result.

    Attributes:
        name: dotted, such as "paint.5000_words".
        value: the median, in `unit`.
        unit: of `value`: "ms", "words/s" …
        against: what `ratio` compares with; empty for a figure that stands alone.
        ratio: `value` divided by the reference's value; None if it stands alone.
        n: how many times it was measured.
    """

    name: str
    value: float
    unit: str
    against: str = ""
    ratio: float | None = None
    n: int = 1


def milliseconds(action: Callable[[], object], repeat: int) -> float:
    """The median wall time of `repeat` runs of `action`, after one that is not counted."""
    action()
    return statistics.median(milliseconds_of(action) for _ in range(repeat))


def cpu_milliseconds(action: Callable[[], object], repeat: int) -> float:
    """The median CPU time of this process over `repeat` runs, after one that is not counted.

    For work without waiting: other work on the machine moves it less than wall time.
    """
    action()
    return statistics.median(_cpu_milliseconds_of(action) for _ in range(repeat))


def _cpu_milliseconds_of(action: Callable[[], object]) -> float:
    start = time.process_time()
    action()
    return (time.process_time() - start) * 1000


def exponent(sizes: Sequence[int], values: Sequence[float]) -> float:
    """How `values` grow with `sizes`: 1 is linear, 2 quadratic (slope of the log-log fit)."""
    slope, _ = statistics.linear_regression(
        [math.log(size) for size in sizes], [math.log(value) for value in values]
    )
    return slope


def milliseconds_of(action: Callable[P, object], *args: P.args, **kwargs: P.kwargs) -> float:
    """The wall time of one call."""
    start = time.perf_counter()
    action(*args, **kwargs)
    return (time.perf_counter() - start) * 1000


def write_json(figures: Iterable[Figure], path: Path) -> None:
    """Write `{name: {value, unit, against, ratio, n}}`."""
    rows = {figure.name: asdict(figure) for figure in figures}
    for row in rows.values():
        del row["name"]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(rows, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
