"""Headlines in capitals: lines where a capital letter says nothing about a word."""

from __future__ import annotations

import re

_LINE = re.compile(r"[^\n]+")
_LONG_WORD = re.compile(r"[^\W\d_]{4,}")
_FEWEST = 5  # words of a line before its capitals are judged
_SHARE = 0.8  # of words with a capital from which a line counts as set in capitals


def title_case(text: str) -> list[tuple[int, int]]:
    """The lines whose words nearly all begin with a capital, as (start, end) in code points."""
    out: list[tuple[int, int]] = []
    for line in _LINE.finditer(text):
        long = _LONG_WORD.findall(line[0])
        if len(long) >= _FEWEST and sum(word[0].isupper() for word in long) >= _SHARE * len(long):
            out.append(line.span())
    return out
