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
    """

    key: Key
    pattern: re.Pattern[str]
    starts: Collection[str] | None


class Seeker(Generic[Key]):
    """Patterns, and for each word of a text those that it may begin."""

    def __init__(self, sought: Iterable[Sought[Key]]) -> None:
        """Keep the patterns in their order."""
        self._sought = tuple(sought)
        self._anywhere = [n for n, one in enumerate(self._sought) if one.starts is None]
        self._starts = [
            (n, tuple(one.starts)) for n, one in enumerate(self._sought) if one.starts is not None
        ]
        self._begun = lru_cache(maxsize=_KEPT)(self._beginning)

    @property
    def keys(self) -> tuple[Key, ...]:
        """The key of each pattern, in their order."""
        return tuple(one.key for one in self._sought)

    def _beginning(self, word: str) -> tuple[int, ...]:
        low = f"{fold(word)} "
        return tuple(number for number, starts in self._starts if low.startswith(starts))

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
                key, pattern, _ = sought[number]
                if key not in found and pattern.match(text, word.start()):
                    found.add(key)
        for number in self._anywhere:
            key, pattern, _ = sought[number]
            if key not in found and pattern.search(text):
                found.add(key)
        return found
