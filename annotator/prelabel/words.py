"""Words as names are made of: runs of letters and digits, with what parts one from the next."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from annotator.model.text import fold

_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W_][\w\u0300-\u036f]*")
_NUMBERED = re.compile(r"\d+[A-Z]{2,3}")
_JOINS = frozenset(
    (" ", "\u00a0", "\u202f", "-", "\u2011", "'", "’", " & ", "&", ". ", ".", "\u00ad", " - ")
)


class Word(NamedTuple):
    """A run of letters and digits; hyphens and apostrophes part words here.

    Attributes:
        text: as it stands.
        low: folded, without the dots of an abbreviation.
        gap: what stands between the word before and this one.
        capital: whether it begins with a capital letter, or is a number with capitals ("3DS").
        joined: whether nothing but a space, a hyphen or an apostrophe stands before it.
    """

    start: int
    end: int
    text: str
    low: str
    gap: str
    capital: bool
    joined: bool


def split_words(text: str) -> tuple[Word, ...]:
    """The words of a text with what parts them."""
    out: list[Word] = []
    new = tuple.__new__  # half the price of Word(…), at every word of a text
    last = 0
    for found in _WORD.finditer(text):
        start, end = found.span()
        word, gap = found[0], text[last:start]
        out.append(new(Word, (start, end, word, folded(word), gap, _capital(word), gap in _JOINS)))
        last = end
    return tuple(out)


@lru_cache(maxsize=50_000)
def folded(word: str) -> str:
    """A word in lower case, without accents and without the dots of an abbreviation."""
    return fold(word.replace(".", ""))


def _capital(word: str) -> bool:
    first = word[0]
    if first.isalpha():
        return first.isupper()
    return first.isupper() or (first.isdigit() and _NUMBERED.fullmatch(word) is not None)
