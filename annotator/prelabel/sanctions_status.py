"""What a text asserts of the sanctions it names: the nearest telling word in the sentence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from annotator.model.text import fold
from annotator.prelabel.sanctions_words import SanctionsWords

_REACH = 90  # code points to each side within which a word tells the status
_AFTER = 12  # code points that a word after the reference counts as farther away
_OUTRANKS = 0.5  # a breach or a refusal counts as that much nearer than an act ("imposed")
_STRONG = frozenset(("violated", "circumvented", "opposed"))
_RULED = (  # what is said of a breach or an act, and who rules it: "réclame la levée des sanctions"
    (("violated", "circumvented"), ("denied",)),
    (("lifted", "suspended", "extended", "imposed"), ("called_for", "opposed", "threatened")),
)
_NOT_HEDGED = frozenset(("announced", "called_for", "opposed"))


@dataclass(frozen=True, slots=True)
class Told:
    """A status, with the word that tells it (empty if none does) and where that word begins."""

    status: str
    word: str
    at: int = -1


@dataclass(frozen=True, slots=True)
class Passage:
    """A reference `text[start:end]` in its sentence; all in code points of the text."""

    text: str
    start: int
    end: int
    sentence: tuple[int, int]

    @property
    def words(self) -> str:
        """The reference as it stands."""
        return self.text[self.start : self.end]

    def window(self) -> tuple[int, int]:
        """The part of the sentence whose words can tell something of the reference."""
        left, right = self.sentence
        return max(left, self.start - _REACH), min(right, self.end + _REACH)


def status_of(place: Passage, words: SanctionsWords, default: str) -> Told:
    """The status of a reference; `default` if no word around tells one.

    The nearest word counts; breaches and refusals outrank acts. What is denied, asked for,
    opposed or threatened before is just that, even if the act itself stands nearer.
    """
    found = sorted(_found(place, words), key=lambda one: one[0])
    if not found:
        return Told(default, "")
    told = found[0][1]
    outer = [one for _, one in found if one.at < told.at]
    for inner, ruling in _RULED:
        wanted = next((one for one in outer if one.status in ruling), None)
        if told.status in inner and wanted:
            return wanted
    return told


def _found(place: Passage, words: SanctionsWords) -> Iterator[tuple[float, Told]]:
    left, right = place.window()
    for status, pattern, before_only in words.statuses:
        for match in pattern.finditer(place.text, left, right):
            before = match.end() <= place.start
            if not before and (before_only or match.start() < place.end):
                continue
            gap = place.start - match.end() if before else _AFTER + match.start() - place.end
            yield (
                gap * (_OUTRANKS if status in _STRONG else 1),
                Told(status, match[0], match.start()),
            )


def hedged(place: Passage, words: SanctionsWords, status: str) -> bool:
    """Whether the text leaves open what it says of the reference: conditional, "si", "accused".

    What is announced, asked for or opposed lies ahead, and a conditional there is only grammar.
    """
    if status in _NOT_HEDGED:
        return False
    left, right = place.window()
    return any(
        fold(match[0]) not in words.no_hedges
        for match in words.hedges.finditer(place.text, left, right)
    )
