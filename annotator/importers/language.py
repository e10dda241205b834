"""Which of our languages a text is in, by its commonest words."""

from __future__ import annotations

import re

_WORD = re.compile(r"[^\W\d_]+")
_FRENCH = """le la les un
une des du de et à au aux en dans que qui est sont a ont pour par sur avec ne
pas se ce cette il elle ils elles son sa ses leur mais ou où été être plus selon"""
_ENGLISH = """the a an of
and to in on for by with that which is are was were has have had be been it
its he she they his her their but or not this from at as said would will more"""
_COMMON = {
    "fr": frozenset(_WORD.findall(_FRENCH)),
    "en": frozenset(_WORD.findall(_ENGLISH)),
}
_ONLY = {
    code: words - frozenset().union(*(other for name, other in _COMMON.items() if name != code))
    for code, words in _COMMON.items()
}
_ENOUGH = 20_000
"""Code points that are looked at."""


def guess_language(text: str) -> str | None:
    """`fr` or `en`, whichever has more of its common words; None when it cannot be told."""
    words = _WORD.findall(text[:_ENOUGH].lower())
    counts = {code: sum(word in common for word in words) for code, common in _ONLY.items()}
    best, second = sorted(counts, key=lambda code: -counts[code])[:2]
    return best if counts[best] > counts[second] else None
