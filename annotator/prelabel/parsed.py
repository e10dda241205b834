"""Parsed: what a parser says of a text, asked by places. The rules ask; they decide themselves."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from annotator.prelabel.evidence import ParsedWord

_INSIDE_NOUN = ("det", "amod", "nummod", "flat")
"""Relations of the words that stand before their noun and belong to it."""


@dataclass(frozen=True, slots=True)
class ParsedSubject:
    """The subject of a verb.

    Attributes:
        start: code point where its noun phrase begins.
        word: code point where its head begins.
        how: of the verb itself, the antecedent of its "qui", or that of the verb it is joined to.
    """

    start: int
    word: int
    how: str


class Parsed:
    """The words of one text with whom they govern."""

    def __init__(self, text: str, words: Sequence[ParsedWord]) -> None:
        """Take the words in text order."""
        self._text = text
        self._words = words
        self._starts = [one.start for one in words]
        self._under: dict[int, list[int]] = {}
        for at, one in enumerate(words):
            if one.head != at:
                self._under.setdefault(one.head, []).append(at)

    def subject(self, start: int, end: int) -> ParsedSubject | None:
        """The subject of the verb group at `text[start:end]`."""
        verb = self._heading(start, end)
        if verb is None:
            return None
        how = "stated"
        for _ in range(8):
            word = self._words[verb]
            found = [at for at in self._under.get(verb, ()) if _is_subject(self._words[at])]
            if found:
                return self._phrase(found[-1], verb, how)
            if word.head == verb or not word.relation.startswith(("aux", "cop", "conj", "xcomp")):
                return None
            how = "shared" if word.relation.startswith("conj") else how
            verb = word.head
        return None

    def object_end(self, start: int, end: int, begin: int) -> int | None:
        """Where what the verb group at `text[start:end]` governs ends, if that begins at `begin`.

        The code point after the last word of the clause or noun phrase.
        """
        verb, at = self._heading(start, end), self._at(begin)
        if verb is None or at is None:
            return None
        low = verb
        for _ in range(60):
            word = self._words[at]
            if word.head == verb:
                break
            if word.head == at:
                return None
            at = word.head
        if not self._words[at].relation.startswith(("ccomp", "obj", "xcomp")):
            return None
        last = max(self._subtree(at))
        return self._words[last].end if last > low else None

    def marks(self, start: int, end: int) -> tuple[str, str]:
        """Gender and number of the word that heads `text[start:end]`; `?` where unknown."""
        at = self._heading(start, end)
        return ("?", "?") if at is None else (self._words[at].gender, self._words[at].number)

    def _phrase(self, subject: int, verb: int, how: str) -> ParsedSubject | None:
        word = self._words[subject]
        if self._text[word.start : word.end].lower() == "qui":
            clause = self._words[verb]
            if not clause.relation.startswith("acl"):
                return None
            subject, how = clause.head, "relative"
        start = self._words[subject].start
        for at in sorted(self._under.get(subject, ()), reverse=True):
            if at < subject and self._words[at].relation.startswith(_INSIDE_NOUN):
                start = min(start, self._words[at].start)
        return ParsedSubject(start, self._words[subject].start, how)

    def _heading(self, start: int, end: int) -> int | None:
        """The first word of a place that no other word of it governs."""
        first = bisect_left(self._starts, start)
        inside = range(first, bisect_left(self._starts, end))
        outward = (
            at for at in inside if self._words[at].head == at or self._words[at].head not in inside
        )
        return next(outward, None)

    def _at(self, start: int) -> int | None:
        at = bisect_left(self._starts, start)
        return at if at < len(self._starts) else None

    def _subtree(self, at: int) -> Iterator[int]:
        left = [at]
        while left:
            one = left.pop()
            yield one
            left += self._under.get(one, ())


def _is_subject(word: ParsedWord) -> bool:
    return word.relation.startswith("nsubj")
