"""What a parser says of a text, asked by places."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from annotator.learning.parser import ParsedWord
from annotator.prelabel.draft import Gender

_OF_NOUN = ("det", "amod", "nummod", "flat")
"""Relations of the words that stand before their noun and belong to it."""
_PASSED_ON = ("aux", "cop", "conj", "xcomp")
"""Relations of a verb without a subject that has the subject of what it hangs on."""
_GOVERNED = ("ccomp", "obj", "xcomp")
_BEING = frozenset({"est", "était", "fut", "sera", "serait", "soit", "été"})
_DEEP = 60
"""Most steps up a tree."""


class Parsed:
    """The words of one text with what they govern."""

    def __init__(self, text: str, words: Sequence[ParsedWord]) -> None:
        """Take the words, in text order."""
        self._text = text
        self._words = words
        self._starts = [one.start for one in words]
        self._under: dict[int, list[int]] = {}
        for at, one in enumerate(words):
            if one.head != at:
                self._under.setdefault(one.head, []).append(at)

    def subject(self, start: int, end: int) -> int | None:
        """Where the subject of the verb group at `text[start:end]` begins; not that of "qui"."""
        at = self._heading(start, end)
        for _ in range(_DEEP):
            if at is None:
                return None
            found = [
                one for one in self._under.get(at, ()) if self._words[one].relation[:5] == "nsubj"
            ]
            if found:
                return self._phrase_start(found[-1])
            word = self._words[at]
            at = word.head if word.head != at and word.relation.startswith(_PASSED_ON) else None
        return None

    def governed_end(self, start: int, end: int, begin: int) -> int | None:
        """Where the clause or object ends that the verb group at `text[start:end]` governs.

        Args:
            start: code point of the verb group, as is `end` (exclusive).
            end: see `start`.
            begin: code point where what is governed begins.
        """
        verb, at = self._heading(start, end), bisect_left(self._starts, begin)
        for _ in range(_DEEP):
            if verb is None or at >= len(self._words) or self._words[at].head == at:
                return None
            if self._words[at].head == verb:
                break
            at = self._words[at].head
        if not self._words[at].relation.startswith(_GOVERNED):
            return None
        return self._words[max(self._subtree(at))].end

    def gender(self, start: int, end: int) -> Gender:
        """The gender of the word that heads `text[start:end]`."""
        at = self._heading(start, end)
        return "?" if at is None else _gender(self._words[at])

    def predicate_gender(self, start: int, end: int) -> Gender:
        """The gender of what is said of the name at `text[start:end]`: "X est arrivée"."""
        at = self._heading(start, end)
        if at is None:
            return "?"
        head = self._words[at].head
        said = [one for one in self._under.get(at, ()) if one > at and self._is_like(one)]
        if self._words[at].relation[:5] == "nsubj" and self._is_like(head) and self._is(head):
            said.insert(0, head)
        return next((_gender(self._words[one]) for one in said), "?")

    def _is_like(self, at: int) -> bool:
        """Whether a word is an adjective or participle in the singular."""
        word = self._words[at]
        described = word.relation in {"acl", "amod", "root"} or word.tag == "ADJ"
        return described and word.tag in {"ADJ", "VERB"} and word.number == "s"

    def _is(self, at: int) -> bool:
        """Whether a form of "être" stands with a word."""
        beside = (self._words[one] for one in self._under.get(at, ()))
        return any(self._text[one.start : one.end].lower() in _BEING for one in beside)

    def _phrase_start(self, noun: int) -> int | None:
        if self._text[self._words[noun].start : self._words[noun].end].lower() == "qui":
            return None
        before = (one for one in self._under.get(noun, ()) if one < noun)
        inside = [one for one in before if self._words[one].relation.startswith(_OF_NOUN)]
        return self._words[min([noun, *inside])].start

    def _heading(self, start: int, end: int) -> int | None:
        """The first word of a place that no other word of it governs."""
        inside = range(bisect_left(self._starts, start), bisect_left(self._starts, end))
        outward = (
            at for at in inside if self._words[at].head == at or self._words[at].head not in inside
        )
        return next(outward, None)

    def _subtree(self, at: int) -> Iterator[int]:
        left = [at]
        while left:
            one = left.pop()
            yield one
            left += self._under.get(one, ())


def _gender(word: ParsedWord) -> Gender:
    return "m" if word.gender == "m" else "f" if word.gender == "f" else "?"
