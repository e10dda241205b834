"""Comparing names: normalised words, keys that sound alike, coverage of a query by a name.

After shared measurements (notes on sanctions, section 6): pairing of words by Jaro-Winkler on the
word or on its key found press spellings best; words of the query that find nothing keep the score
down, so that a part of a name never counts as the whole.
"""

from __future__ import annotations

from functools import lru_cache

from rapidfuzz.distance import JaroWinkler

from annotator.sanctions.name_words import Words, bones, has_digit, key, split

__all__ = ["FLOOR", "Words", "key", "likeness", "split"]

FLOOR = 0.8  # two words less alike than this are different words
_UNMATCHED = 0.3  # weight that a word without a partner keeps
_QUERY_SHARE = 0.85  # of the score; the rest is how much of the candidate was named
_BEGINNING = 0.9  # likeness of a word that another one begins with
_SOUND = 0.98  # what a likeness of sounds is worth beside one of letters
_BONES = 0.95  # what one of consonants is worth


def likeness(query: Words, name: Words) -> float:
    """How well a name answers a query: 0 to 1."""
    if not query.words or not name.words:
        return 0.0
    compare = _without_vowels if query.bare else _alike
    covered = matched = 0.0
    free = set(range(len(name.words)))
    for word, sound, weight in zip(query.words, query.keys, query.weights, strict=True):
        best, at = 0.0, -1
        for place in free:
            found = compare(word, sound, name.words[place], name.keys[place])
            if found > best:
                best, at = found, place
        if at >= 0 and best >= FLOOR:
            free.discard(at)
            covered += best * weight
            matched += best * name.weights[at]
        else:
            covered += _UNMATCHED * best * weight
    return _QUERY_SHARE * covered / query.total + (1 - _QUERY_SHARE) * matched / name.total


@lru_cache(maxsize=200_000)
def _alike(word: str, sound: str, other: str, other_sound: str) -> float:
    if word == other:
        return 1.0
    if has_digit(word) or has_digit(other):
        return 0.0
    alike = max(
        JaroWinkler.similarity(word, other), _SOUND * JaroWinkler.similarity(sound, other_sound)
    )
    if len(word) >= 3 and other.startswith(word):
        return max(alike, _BEGINNING)
    return alike


def _without_vowels(word: str, sound: str, other: str, other_sound: str) -> float:
    if has_digit(word) or has_digit(other):
        return float(word == other)
    left, right = bones(sound), bones(other_sound)
    return _BONES * JaroWinkler.similarity(left, right) if left and right else 0.0
