"""Headlines in capitals: lines where a capital letter says nothing about a word."""

from __future__ import annotations

import re

_LINE = re.compile(r"[^\n]+")
_LONG_WORD = re.compile(r"[^\W\d_]{4,}")
_SENTENCE = re.compile(r"[.…][ \u00a0\u202f»”\"]*$")  # what a headline does not end with
_FEWEST = 5  # words of a line before its capitals are judged
_SHARE = 0.8  # of words with a capital from which a line counts as set in capitals


def title_case(text: str) -> list[tuple[int, int]]:
    """The headlines whose words nearly all begin with a capital, as (start, end) in code points.

    A line that ends with a full stop is a sentence and no headline, however many names it has.
    """
    return [line.span() for line in _LINE.finditer(text) if _in_capitals(line[0])]


def _in_capitals(line: str) -> bool:
    long: list[str] = _LONG_WORD.findall(line)
    if len(long) < _FEWEST or _SENTENCE.search(line):
        return False
    return sum(word[0].isupper() for word in long) >= _SHARE * len(long)
