"""Where the caret goes: by words or characters, and what clicks on words and marks select."""

from __future__ import annotations

from annotator.model.quotation_marks import MARKS, quoted_stretches, stretch_at
from annotator.model.text import (
    grapheme_end,
    grapheme_start,
    sentence_at,
    snapped,
    word_at,
    words,
)

_REACH = 400
"""How far the next edge of a word is looked for, in code points."""


def by_character(text: str, place: int, step: int) -> int:
    """One character further (+1) or back (-1); combined characters count as one."""
    if step > 0:
        return grapheme_end(text, min(len(text), place + 1))
    return grapheme_start(text, max(0, place - 1))


def by_word(text: str, place: int, step: int, anchor: int | None = None) -> int:
    """The next word edge: the end of a word going right, its start going left.

    Guillemets are stops of their own. Where a selection from `anchor` shrinks, it stops where a
    word ends on its right side, and where one starts on its left.
    """
    at_ends = step > 0 if anchor is None or anchor == place else anchor < place
    edges = _edges(text, place, ends=at_ends)
    if anchor is not None:
        edges.append(anchor)
    if step > 0:
        return min((edge for edge in edges if edge > place), default=len(text))
    return max((edge for edge in edges if edge < place), default=0)


def nearest_edge(text: str, place: int, *, ends: bool) -> int:
    """The nearest place where a word or a guillemet ends, or without `ends` begins."""
    return min(_edges(text, place, ends=ends), key=lambda edge: abs(edge - place), default=place)


def _edges(text: str, place: int, *, ends: bool) -> list[int]:
    low, high = max(0, place - _REACH), min(len(text), place + _REACH)
    edges = [end if ends else start for start, end in words(text, low, high)]
    return edges + [n + ends for n in range(low, high) if text[n] in MARKS]


def first_word(text: str, caret: int, step: int) -> tuple[int, int]:
    """Anchor and head of a selection by words that begins at a caret: whole words from the start.

    Inside a word the anchor is its far end; beside one, the spaces in between are skipped.
    """
    around = word_at(text, caret)
    if around and around[0] < caret < around[1]:
        return around if step > 0 else (around[1], around[0])
    anchor = caret
    while step > 0 and anchor < len(text) and text[anchor].isspace():
        anchor += 1
    while step < 0 and anchor > 0 and text[anchor - 1].isspace():
        anchor -= 1
    return anchor, by_word(text, anchor, step)


def word_or_quotation(text: str, place: int) -> tuple[int, int] | None:
    """What a double click selects: the whole quotation on one of its marks, else the word."""
    return quotation_on(text, place) or word_at(text, place)


def quotation_on(text: str, place: int) -> tuple[int, int] | None:
    """The whole quotation, if the character at `place` is one of its marks."""
    if place >= len(text) or text[place] not in MARKS:
        return None
    named = (one for one in quoted_stretches(text) if place in (one.start, one.end - 1))
    found = next(named, None) or stretch_at(text, place)
    return (found.start, found.end) if found else None


def sentence(text: str, place: int) -> tuple[int, int] | None:
    """What a triple click selects."""
    return sentence_at(text, place)


def meant(text: str, start: int, end: int, *, exact: bool) -> tuple[int, int] | None:
    """The stretch that a drag means: whole words, or with `exact` whole characters.

    None where there is nothing but white space.
    """
    start, end = sorted((start, end))
    if not text[start:end].strip():
        return None
    if exact:
        return grapheme_start(text, start), grapheme_end(text, end)
    return snapped(text, start, end)
