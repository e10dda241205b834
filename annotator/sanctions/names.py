"""Comparing names: normalised words, keys that sound alike, coverage of a query by a name.

After shared measurements (notes on sanctions, section 6): pairing of words by Jaro-Winkler on the
word or on its key found press spellings best, here tempered by the number of edits; words of the
query that find nothing keep the score down, so that a part of a name never counts as the whole.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import OSA, JaroWinkler

from annotator.sanctions.name_words import Words, bones, has_digit, is_little, key, split

__all__ = ["SURE", "Comparison", "Words", "compare", "is_sure", "key", "likeness", "split"]

FLOOR = 0.75  # two words less alike than this are different words
_UNMATCHED = 0.3  # weight that a word without a partner keeps
_QUERY_SHARE = 0.85  # of the score; the rest is how much of the candidate was named
_BEGINNING = 0.85  # likeness of a word that another one begins with
_SOUND = 0.98  # what a likeness of sounds is worth beside one of letters
_BONES = 0.95  # what one of consonants is worth
SURE = 0.88
"""A name less alike than this is never sure."""
_NEARLY = 0.8  # likeness of every telling word of a sure answer
_WHOLE = 0.9  # share of the name that a query of one word must name


@dataclass(frozen=True, slots=True)
class Comparison:
    """How a name answers a query.

    Attributes:
        score: 0 to 1.
        weakest: likeness of the least like telling word of the query to its partner.
        named: share of the name that the query names, 0 to 1.
    """

    score: float
    weakest: float
    named: float


def likeness(query: Words, name: Words) -> float:
    """How well a name answers a query: 0 to 1."""
    return compare(query, name).score


def compare(query: Words, name: Words) -> Comparison:
    """Pair the words of a query with those of a name, in the order of the query."""
    if not query.words or not name.words:
        return Comparison(0.0, 0.0, 0.0)
    alike = _without_vowels if query.bare else _alike
    covered = matched = 0.0
    weakest = 1.0
    free = set(range(len(name.words)))
    for word, sound, weight in zip(query.words, query.keys, query.weights, strict=True):
        best, at = 0.0, -1
        for place in free:
            found = alike(word, sound, name.words[place], name.keys[place])
            if found > best:
                best, at = found, place
        if at >= 0 and best >= FLOOR:
            free.discard(at)
            covered += best * weight
            matched += best * name.weights[at]
        else:
            covered += _UNMATCHED * best * weight
        if best < weakest and not is_little(word):
            weakest = best
    named = matched / name.total
    score = _QUERY_SHARE * covered / query.total + (1 - _QUERY_SHARE) * named
    return Comparison(score, weakest, named)


def is_sure(query: Words, name: Words) -> bool:
    """Whether the name may be taken for the one that is meant, as far as names can tell.

    Every telling word of the query has a partner that is nearly the same. One word alone, such as a
    family name, is sure only if it is the whole name and spelled so: sounds alone never decide.
    """
    found = compare(query, name)
    telling = [query.words[place] for place in query.telling]
    if len(telling) > 1:
        return found.score >= SURE and found.weakest >= _NEARLY
    return found.named >= _WHOLE and set(telling) <= set(name.words)


@lru_cache(maxsize=200_000)
def _alike(word: str, sound: str, other: str, other_sound: str) -> float:
    if word == other:
        return 1.0
    if has_digit(word) or has_digit(other):
        return 0.0
    alike = max(_spelling(word, other), _SOUND * _spelling(sound, other_sound))
    if len(word) >= 3 and other.startswith(word):
        return max(alike, _BEGINNING)
    return alike


def _spelling(word: str, other: str) -> float:
    """Likeness of letters: Jaro-Winkler, which forgives much, tempered by the number of edits."""
    return (JaroWinkler.similarity(word, other) + OSA.normalized_similarity(word, other)) / 2


def _without_vowels(word: str, sound: str, other: str, other_sound: str) -> float:
    if has_digit(word) or has_digit(other):
        return float(word == other)
    left, right = bones(sound), bones(other_sound)
    return _BONES * JaroWinkler.similarity(left, right) if left and right else 0.0
