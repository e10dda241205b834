"""Seeker: many patterns sought at once, each only at the words that it may begin with.

A pattern of many alternatives is slow where it is tried at every character; most words of a text
begin none of them. What is found is what each pattern's own `finditer` would find.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from functools import lru_cache
from typing import Generic, NamedTuple, TypeVar

from annotator.model.text import fold

Key = TypeVar("Key")
_RUN = re.compile(r"\w+")
_KEPT = 20_000
"""Different words whose patterns are remembered."""


class Sought(NamedTuple, Generic[Key]):
    """A pattern to seek.

    Attributes:
        key: what is told when it is found.
        starts: what every match begins with (see `pattern_starts.beginnings`), at the beginning
            of a run of letters and digits; None if nothing is known.
        first: it matches at the beginning of a text or not at all.
    """

    key: Key
    pattern: re.Pattern[str]
    starts: Collection[str] | None
    first: bool = False


class Seeker(Generic[Key]):
    """Patterns, and for each word of a text those that it may begin."""

    def __init__(self, sought: Iterable[Sought[Key]]) -> None:
        """Keep the patterns in their order."""
        self._sought = tuple(sought)
        self._anywhere = [n for n, one in enumerate(self._sought) if one.starts is None]
        self._starts: dict[str, list[tuple[int, str]]] = {}
        for number, one in enumerate(self._sought):
            for start in one.starts or ():
                self._starts.setdefault(start[:1], []).append((number, start))
        self._begun = lru_cache(maxsize=_KEPT)(self._beginning)

    @property
    def keys(self) -> tuple[Key, ...]:
        """The key of each pattern, in their order."""
        return tuple(one.key for one in self._sought)

    def _beginning(self, word: str) -> tuple[int, ...]:
        low = f"{fold(word)} "
        near = (*self._starts.get(low[0], ()), *self._starts.get("", ()))
        return tuple(sorted({number for number, start in near if low.startswith(start)}))

    def matches(self, text: str, start: int, end: int) -> list[tuple[Key, re.Match[str]]]:
        """All matches in `text[start:end]`, pattern after pattern, each from left to right."""
        sought, begun = self._sought, self._begun
        found = [
            (number, match)
            for number in self._anywhere
            for match in sought[number].pattern.finditer(text, start, end)
        ]
        ends: dict[int, int] = {}
        for word in _RUN.finditer(text, start, end):
            for number in begun(word[0]):
                at = word.start()
                if at >= ends.get(number, 0):
                    match = sought[number].pattern.match(text, at, end)
                    if match:
                        ends[number] = match.end()
                        found.append((number, match))
        found.sort(key=lambda pair: pair[0])
        return [(sought[number].key, match) for number, match in found]

    def keys_in(self, text: str) -> set[Key]:
        """The keys of the patterns that have a match in a text."""
        sought, begun = self._sought, self._begun
        found: set[Key] = set()
        for word in _RUN.finditer(text):
            for number in begun(word[0]):
                key, pattern = sought[number][:2]
                if key not in found and pattern.match(text, word.start()):
                    found.add(key)
        for number in self._anywhere:
            key, pattern, _, first = sought[number]
            if key not in found and (pattern.match(text) if first else pattern.search(text)):
                found.add(key)
        return found
