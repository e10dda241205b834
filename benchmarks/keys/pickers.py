"""Pickers: what to type, and how far to go down, until Enter takes what is wanted."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from annotator.model.text import fold
from benchmarks.keys.strokes import DOWN, ENTER, UP, Strokes, again, typed
from ui.presenters.options import Fixed, Option

LONGEST = 8
"""Letters of a word that are typed at most to find something."""

Found = Callable[[str], tuple[Option, ...]]
Fits = Callable[[Option, str], bool]


@dataclass(frozen=True, slots=True)
class Pick:
    """The keys that take an option of an open picker, Enter included."""

    option: Option
    strokes: Strokes


def beginnings(names: Iterable[str]) -> tuple[str, ...]:
    """What a person may type to find one of some names, the shortest first."""
    words = {word for name in names for word in fold(name).replace("-", " ").split()}
    parts = {word[:n] for word in words for n in range(1, min(len(word), LONGEST) + 1)}
    return tuple(
        sorted((part for part in parts if part.isascii()), key=lambda one: (len(one), one))
    )


def cheapest(found: Found, queries: Iterable[str], initial: str, fits: Fits) -> Pick | None:
    """The fewest keys that take an option that fits.

    Args:
        found: the options of the picker for what was typed.
        queries: what may be typed, the shortest first.
        initial: what stands in the field when the picker opens.
        fits: whether an option is wanted, given what was typed.
    """
    best = _within(found(initial), initial, initial, fits)
    for query in queries:
        if best is not None and len(query) + 1 >= len(best.strokes):
            break
        made = _within(found(query), query, query, fits)
        if made is not None and (
            best is None or len(query) + len(made.strokes) < len(best.strokes)
        ):
            best = Pick(made.option, typed(query) + made.strokes)
    return best


def _within(options: tuple[Option, ...], query: str, typed_: str, fits: Fits) -> Pick | None:
    """Arrows and Enter in the list as it stands; the ends of the list meet."""
    start, count = _highlighted(options, query), len(options)
    ways = [
        (min((row - start) % count, (start - row) % count), row)
        for row, option in enumerate(options)
        if fits(option, typed_)
    ]
    if not ways:
        return None
    steps, row = min(ways)
    arrow = DOWN if (row - start) % count == steps else UP
    return Pick(options[row], (*again(arrow, steps), ENTER))


def _highlighted(options: tuple[Option, ...], query: str, fallback: Fixed = "new") -> int:
    """Which option is highlighted at first, by the rules of `ui.margin.search_picker`."""
    words = query.strip()
    nothing = bool(words) and all(option.fixed for option in options)
    if words:
        wanted = [n for n, option in enumerate(options) if option.fixed == fallback]
        return wanted[0] if wanted and nothing else 0
    return next((n for n, option in enumerate(options) if option.current), 0)
