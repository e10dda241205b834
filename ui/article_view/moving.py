"""Where the caret goes: by words or characters, and what clicks on words and marks select."""

from __future__ import annotations

from annotator.model.quotation_marks import quoted_stretches, stretch_at
from annotator.model.text import (
    grapheme_end,
    grapheme_start,
    sentence_at,
    snapped,
    word_at,
    words,
)

MARKS = '«»“”"‹›„'


def by_character(text: str, place: int, step: int) -> int:
    """One character further (+1) or back (-1); combined characters count as one."""
    if step > 0:
        return grapheme_end(text, min(len(text), place + 1))
    return grapheme_start(text, max(0, place - 1))


def by_word(text: str, place: int, step: int) -> int:
    """The next word edge: the end of a word going right, its start going left."""
    low, high = max(0, place - 300), min(len(text), place + 300)
    edges = [edge for pair in words(text, low, high) for edge in pair]
    if step > 0:
        ends = [end for _, end in words(text, low, high) if end > place]
        return min(ends, default=high)
    starts = [edge for edge in edges[::2] if edge < place]
    return max(starts, default=low)


def word_or_quotation(text: str, place: int) -> tuple[int, int] | None:
    """What a double click selects: the whole quotation on one of its marks, else the word."""
    if place < len(text) and text[place] in MARKS:
        found = next(
            (one for one in quoted_stretches(text) if place in (one.start, one.end - 1)),
            stretch_at(text, place),
        )
        if found is not None:
            return found.start, found.end
    return word_at(text, place)


def sentence(text: str, place: int) -> tuple[int, int] | None:
    """What a triple click selects."""
    return sentence_at(text, place)


def meant(text: str, start: int, end: int, *, exact: bool) -> tuple[int, int]:
    """The stretch that a drag means: whole words, or with `exact` whole characters."""
    if exact:
        return grapheme_start(text, start), grapheme_end(text, end)
    return snapped(text, start, end)
