"""How far a reference to sanctions reaches: no outer marks, with whom or what it aims at."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from annotator.prelabel.name_words import NameWords
from annotator.prelabel.sanctions_words import SanctionsWords
from annotator.prelabel.words import Word

_OUTER = ' \u00a0\u202f«»“”"'
_REACH = 90  # code points within which a complement ends
_REACH_BEFORE = 40  # code points before a reference within which who issued it stands
_TAKING_IN = frozenset(("vague", "measure", "list", "body"))
_OWNED = frozenset(("measure", "list"))
_AIMING = frozenset(("vague", "measure", "instrument"))
_NUMBER = re.compile(r"\d{3}")


def extent(
    match: re.Match[str],
    kind: str,
    telling: SanctionsWords,
    words: Sequence[Word],
    lists: NameWords,
) -> tuple[int, int]:
    """Where the reference of a match begins and ends, in code points of the text.

    Args:
        match: of a pattern; its group `span`, if it has one, is the reference.
        kind: of the reference.
        telling: what tells of sanctions in the language.
        words: the words of the text.
        lists: the adjectives of countries.
    """
    start, end = match.span("span" if "span" in match.re.groupindex else 0)
    text = match.string
    while start < end and text[start] in _OUTER:
        start += 1
    while end > start and text[end - 1] in _OUTER:
        end -= 1
    start = _begins(text, start, end, kind, telling)
    if _NUMBER.search(text, start, end) or kind == "listed_subject":
        return start, end
    if kind not in _AIMING:
        return start, _with_adjective(words, end, lists)
    aim = telling.aims.search(text, start, min(len(text), end + _REACH))
    if aim and (aim.start() == end or (kind == "vague" and aim.start() < end)):
        end = max(end, aim.end())
    return start, _with_adjective(words, end, lists)


def _begins(text: str, start: int, end: int, kind: str, telling: SanctionsWords) -> int:
    """Where the reference begins: behind its determiner, with the issuer or target before it."""
    determiner = telling.determiners.match(text, start, end)
    if determiner:
        return determiner.end() + (text[determiner.end()] in _OUTER)
    if kind in _TAKING_IN and not telling.verbs.match(text, start, end):
        left = max(0, start - _REACH_BEFORE)
        found = telling.before.search(text, left, start)
        start = found.start() if found else start
        owner = telling.owners.search(text, left, start) if kind in _OWNED else None
        return owner.start() if owner else start
    return start


def _with_adjective(words: Sequence[Word], end: int, lists: NameWords) -> int:
    """The end with the adjective of a country behind it: "le régime" + "syrien"."""
    at = bisect_left(words, end, key=lambda word: word.start)
    for word in words[at : at + 1]:
        if word.gap == " " and not word.capital and lists.demonym(word.low):
            return word.end
    return end
