"""Comparing names: normalised words, keys that sound alike, coverage of a query by a name.

After shared measurements (notes on sanctions, section 6): pairing of tokens by Jaro-Winkler on the
word or on its key found press spellings best; tokens of the query that find nothing keep the score
down, so that a part of a name never counts as the whole.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import JaroWinkler

from annotator.model.text import fold

FLOOR = 0.8  # two words less alike than this are different words
_UNMATCHED = 0.3  # weight that a word without a partner keeps
_QUERY_SHARE = 0.85  # of the score; the rest is how much of the candidate was named
_WORD = re.compile(r"\d+(?:/\d+)*|[^\W\d_]+")
_SMALL = frozenset(  # never a name ("Kim Jong Un" keeps its "un")
    ("au", "aux", "d", "de", "des", "du", "et", "l", "le", "les", "sur", "of", "the", "and", "for")
)
_SOUNDS = (
    ("tch", "x"), ("sch", "x"), ("ch", "x"), ("sh", "x"), ("ou", "u"), ("oo", "u"), ("w", "u"),
    ("dj", "j"), ("zh", "j"), ("kh", "k"), ("q", "k"), ("ck", "k"), ("c", "k"), ("ph", "f"),
    ("ei", "i"), ("y", "i"), ("h", ""),
)  # fmt: skip


@lru_cache(maxsize=20_000)
def key(word: str) -> str:
    """How a folded word sounds, roughly, whatever language it was transcribed into."""
    if word[:1].isdigit():
        return word
    for written, heard in _SOUNDS:
        word = word.replace(written, heard)
    word = re.sub(r"v$", "f", word)
    return re.sub(r"(.)\1+", r"\1", word)


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a name that count, folded, and their keys."""

    words: tuple[str, ...]
    keys: tuple[str, ...]
    length: int


@lru_cache(maxsize=20_000)
def split(name: str) -> Words:
    """The words of a name; articles and prepositions are dropped unless nothing else is there."""
    found = _WORD.findall(fold(name))
    counted = tuple(word for word in found if word not in _SMALL) or tuple(found)
    return Words(counted, tuple(key(word) for word in counted), sum(map(len, counted)))


def likeness(query: Words, name: Words) -> float:
    """How well a name answers a query: 0 to 1."""
    if not query.words or not name.words:
        return 0.0
    covered = matched = 0.0
    free = set(range(len(name.words)))
    for word, sound in zip(query.words, query.keys, strict=True):
        best, at = 0.0, -1
        for place in free:
            found = _pair(word, sound, name.words[place], name.keys[place])
            if found > best:
                best, at = found, place
        if at >= 0 and best >= FLOOR:
            free.discard(at)
            covered += best * len(word)
            matched += best * len(name.words[at])
        else:
            covered += _UNMATCHED * best * len(word)
    return _QUERY_SHARE * covered / query.length + (1 - _QUERY_SHARE) * matched / name.length


def _pair(word: str, sound: str, other: str, other_sound: str) -> float:
    if word == other:
        return 1.0
    if word[0].isdigit() or other[0].isdigit():
        return 0.0
    alike = max(
        JaroWinkler.similarity(word, other), 0.98 * JaroWinkler.similarity(sound, other_sound)
    )
    if len(word) >= 3 and other.startswith(word):
        return max(alike, 0.9)
    return alike
