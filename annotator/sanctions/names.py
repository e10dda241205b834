"""Comparing names: normalised words, keys that sound alike, coverage of a query by a name.

After shared measurements (notes on sanctions, section 6): pairing of words by Jaro-Winkler on the
word or on its key found press spellings best, here tempered by the number of edits; words of the
query that find nothing keep the score down, so that a part of a name never counts as the whole.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz import process
from rapidfuzz.distance import OSA, JaroWinkler

from annotator.sanctions.name_words import Words, bones, has_digit, is_little

FLOOR = 0.75  # two words less alike than this are different words
_UNMATCHED = 0.3  # weight that a word without a partner keeps
_QUERY_SHARE = 0.85  # of the score; the rest is how much of the candidate was named
_BEGINNING = 0.85  # likeness of a word that another one begins with
_SOUND = 0.98  # what a likeness of sounds is worth beside one of letters
_BONES = 0.95  # what one of consonants is worth
SURE = 0.88
"""A name less alike than this is never sure."""
_NEARLY = 0.86  # likeness of every telling word of a sure answer; a mere beginning is less
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
    """Pair the words of a query with those of a name."""
    return Matcher(query).compare(name)


class Matcher:
    """Compares one query with many names; what two words are to each other is found out once."""

    def __init__(self, query: Words) -> None:
        """Compare with this query."""
        self.query = query
        self._likeness = _without_vowels if query.bare else _alike
        self._known: list[dict[str, float]] = [{} for _ in query.words]

    def compare(self, name: Words) -> Comparison:
        """Pair the words of the query, in their order, with those of a name."""
        query = self.query
        if not query.words or not name.words:
            return Comparison(0.0, 0.0, 0.0)
        covered = matched = 0.0
        weakest = 1.0
        free = list(range(len(name.words)))
        for number, weight in enumerate(query.weights):
            best, at = 0.0, -1
            known = self._known[number]
            for place in free:
                other = name.words[place]
                found = known.get(other)
                if found is None:
                    found = known[other] = self._likeness(
                        query.words[number], query.keys[number], other, name.keys[place]
                    )
                if found > best:
                    best, at = found, place
            if best >= FLOOR:
                free.remove(at)
                covered += best * weight
                matched += best * name.weights[at]
            else:
                covered += _UNMATCHED * best * weight
            if best < weakest and not is_little(query.words[number]):
                weakest = best
        named = matched / name.total
        score = _QUERY_SHARE * covered / query.total + (1 - _QUERY_SHARE) * named
        return Comparison(score, weakest, named)


def is_sure(query: Words, name: Words, matcher: Matcher | None = None) -> bool:
    """Whether the name may be taken for the one that is meant, as far as names can tell.

    Every telling word of the query has a partner that is nearly the same. One word alone, such as a
    family name, is sure only if it is the whole name and spelled so: sounds alone never decide.

    Args:
        query: what was asked for.
        name: what was found.
        matcher: of the query, if there is one that has compared the name already.
    """
    found = (matcher or Matcher(query)).compare(name)
    telling = [query.words[place] for place in query.telling]
    if len(telling) > 1:
        return found.score >= SURE and found.weakest >= _NEARLY
    return found.named >= _WHOLE and set(telling) <= set(name.words)


def alike(word: str, others: Iterable[str]) -> set[str]:
    """Those of some words, or keys, that may be partners of a word: all that reach the floor."""
    found = process.extract(
        word, list(others), scorer=JaroWinkler.similarity, score_cutoff=FLOOR, limit=None
    )
    return {other for other, _, _ in found}


def _alike(word: str, sound: str, other: str, other_sound: str) -> float:
    if word == other:
        return 1.0
    if has_digit(word) or has_digit(other):
        return 0.0
    best = max(_spelling(word, other), _SOUND * _spelling(sound, other_sound))
    if len(word) >= 3 and other.startswith(word):
        return max(best, _BEGINNING)
    return best


def _spelling(word: str, other: str) -> float:
    """Likeness of letters: Jaro-Winkler, which forgives much, tempered by the number of edits."""
    return (JaroWinkler.similarity(word, other) + OSA.normalized_similarity(word, other)) / 2


def _without_vowels(word: str, sound: str, other: str, other_sound: str) -> float:
    if has_digit(word) or has_digit(other):
        return float(word == other)
    left, right = bones(sound), bones(other_sound)
    return _BONES * JaroWinkler.similarity(left, right) if left and right else 0.0
