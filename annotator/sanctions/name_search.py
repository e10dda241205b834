"""Finding the entries of official lists whose names answer a query, best first.

An index gives candidates that share words or sounds with the query; they are ranked by pairing
words (`names`). Where the best is weak, words of the index that are spelled nearly like those of
the query are looked for as well: a typing error in the first letters hides a word from the index.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from rapidfuzz import process
from rapidfuzz.distance import OSA

from annotator.model.name_index import IndexedName, NameIndex
from annotator.sanctions.name_words import Words, bones, of_words, split
from annotator.sanctions.names import Matcher, is_sure

CANDIDATES = 200
"""Most names that are ranked; those with rarer words come first."""
WEAK = 0.85
"""A best answer below this makes the search look for words that are spelled alike."""
LOWEST = 0.5
"""A name less alike than this is no answer."""
_LONGEST = 12  # words of a query that are looked for
_NEAR = 0.6  # how alike two keys must be to be looked for in each other's place
_MOST_NEAR = 12  # words that are looked for in the place of one
_KIND_WORTH = {"primary": 1.0, "alias": 0.995, "former": 0.99, "weak": 0.95}


@dataclass(frozen=True, slots=True)
class NameMatch:
    """An entry that answers, by its name that answers best.

    Attributes:
        score: 0 to 1.
        sure: the name may be taken for the one that is meant, as far as names can tell.
    """

    entry: str
    name: IndexedName
    score: float
    sure: bool = False


def _never() -> bool:
    return False


class NameSearch:
    """The search over one index; may be used by several threads."""

    def __init__(self, index: NameIndex) -> None:
        """Use an index; nothing is read from it yet."""
        self._index = index
        self._guard = threading.Lock()
        self._generation = -1
        self._keys: list[str] = []
        self._bones: dict[str, list[str]] = {}

    def find(
        self, query: str, limit: int, cancelled: Callable[[], bool] | None = None
    ) -> list[NameMatch]:
        """The entries whose names answer, best first, each once.

        Args:
            query: what a person typed, in any script.
            limit: most entries.
            cancelled: asked between the steps; what was found until then is given back.
        """
        stop = cancelled or _never
        words = split(query)
        if not words.words or stop():
            return []
        telling = [words.words[place] for place in words.telling][:_LONGEST]
        keys = [words.keys[place] for place in words.telling][:_LONGEST]
        matcher = Matcher(words)
        found: dict[str, NameMatch] = {}
        if not words.bare:
            _rank(matcher, self._index.candidates(telling, keys, CANDIDATES), found)
        best = max((one.score for one in found.values()), default=0.0)
        if best < WEAK and not stop():
            near = self._near(keys, words.bare)
            if near and not stop():
                _rank(matcher, self._index.candidates((), near, CANDIDATES), found)
        ranked = sorted(found.values(), key=lambda one: (-one.score, one.name.place, one.entry))
        return [
            replace(
                one,
                sure=one.name.kind != "weak" and is_sure(words, _words_of(one.name), matcher),
            )
            for one in ranked[:limit]
        ]

    def _near(self, keys: Iterable[str], bare: bool) -> list[str]:
        """Keys of the index that are spelled nearly like the keys of a query."""
        self.get_ready()
        if bare:
            return [one for key in keys for one in self._with_bones().get(bones(key), ())]
        return [
            one
            for key in keys
            if len(key) > 2
            for one, _, _ in process.extract(
                key,
                self._keys,
                scorer=OSA.normalized_similarity,
                score_cutoff=_NEAR,
                limit=_MOST_NEAR,
            )
            if one != key
        ]

    def get_ready(self) -> None:
        """Read the words of the index, at first and when others are indexed than before."""
        generation = self._index.generation()
        with self._guard:
            if generation == self._generation:
                return
            self._keys = list(self._index.vocabulary())
            self._bones = {}
            self._generation = generation

    def _with_bones(self) -> dict[str, list[str]]:
        """The keys of the index by their consonants, worked out when they are first asked for."""
        with self._guard:
            if not self._bones:
                for key in self._keys:
                    self._bones.setdefault(bones(key), []).append(key)
            return self._bones


def _words_of(name: IndexedName) -> Words:
    return of_words(tuple(name.norm.split()), tuple(name.key.split()))


def _rank(matcher: Matcher, names: Iterable[IndexedName], found: dict[str, NameMatch]) -> None:
    """Note the best name of each entry."""
    for name in names:
        score = matcher.compare(_words_of(name)).score * _KIND_WORTH[name.kind]
        known = found.get(name.entry)
        if score >= LOWEST and (known is None or score > known.score):
            found[name.entry] = NameMatch(name.entry, name, score)
