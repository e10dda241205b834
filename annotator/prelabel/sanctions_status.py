"""What a text asserts of the sanctions it names: the nearest telling word in the sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from annotator.model.text import fold
from annotator.prelabel.sanctions_words import SanctionsWords

_REACH = 90  # code points to each side within which a word tells the status
_FARTHEST = 75  # what a word may be away, in code points, with what its way there costs
_AFTER = 12  # code points that a word after the reference counts as farther away
_AFTER_REACH = 24  # code points behind it, past an aside, within which a word still tells of it
_OUTRANKS = 0.5  # a breach or a refusal counts as that much nearer than an act ("imposed")
_STRONG = frozenset(("violated", "circumvented", "opposed"))
_BARRIER = re.compile(r"[:—–]|\. ?[»”]")  # a thought ends here
_BARRIER_COSTS, _COMMA_COSTS = 100, 12
_ASIDE = re.compile(r",(?:[^,.;:«»“”]|\.(?= \d)){3,60},")  # ", signed on Dec. 22,"
_ASIDE_COSTS = 70
_ASIDE_ACT_COSTS = 120  # of an act told in passing: "the order, signed in 2023, allows"
_OTHER_CLAUSE = re.compile(  # "which runs training on", ", as the order does"
    r"(?<!\w)(?:who|which|whom|whose|qui|dont|où"
    r"|, ?(?:and|but|as|et|mais|comme|tandis|while))(?!\w)"
)
_OTHER_CLAUSE_COSTS = 40
_CLAUSE = re.compile(r"(?<!\w)(?:that|qu[e'’]|si|whether)(?!\w)")  # "warned that the cap would"
_CLAUSE_COSTS = 120
_RULES_NO_CLAUSE = frozenset(("called_for", "threatened", "announced"))
_RULED = (  # what is said of a breach or an act, and who rules it: "réclame la levée des sanctions"
    (("violated", "circumvented", "in_force"), ("denied",)),
    (("complied_with",), ("denied", "opposed")),
    (("lifted", "suspended", "extended", "imposed"), ("called_for", "opposed", "threatened")),
)
_RULING_REACH = 60  # code points between the word that rules and the act that it rules
_DONE = frozenset(("imposed", "lifted", "extended", "suspended"))  # acts, which may be denied
_TOLD_IN_PASSING = frozenset(("imposed", "extended"))
_UNDOING_REACH = 25  # code points before an act within which a negation or "may be" undoes it
_NAME_BEFORE = re.compile(r"[^\W\d_a-zà-ÿ][\w’'-]+ \Z")
_STOP = re.compile(r"[,;:.«»“”]")
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
        """The part of the sentence whose words can tell something: no farther than a semicolon."""
        left = max(self.sentence[0], self.start - _REACH)
        right = min(self.sentence[1], self.end + _REACH)
        left = max(left, self.text.rfind(";", left, self.start) + 1)
        stop = self.text.find(";", self.end, right)
        return left, right if stop < 0 else stop


def status_of(place: Passage, words: SanctionsWords, default: str) -> Told:
    """The status of a reference; `default` if no word around tells one.

    The nearest word counts; breaches and refusals outrank acts, and what stands behind a colon, in
    an aside or above a clause counts as farther away. What is denied, asked for, opposed or
    threatened before is just that, even if the act itself stands nearer.
    """
    found = sorted(_found(place, words), key=lambda one: (one[0], one[1].at))
    if not found:
        return Told(default, "")
    told = next((one for cost, one in found if cost <= _FARTHEST), None)
    if told is None or (told.status == "in_force" and default == "imposed"):
        return Told(default, "")
    outer = [one for _, one in found if 0 < told.at - one.at <= _RULING_REACH]
    for inner, ruling in _RULED:
        wanted = next((one for one in outer if one.status in ruling), None)
        if told.status in inner and wanted:
            return wanted
    return told


def _found(place: Passage, words: SanctionsWords) -> Iterator[tuple[float, Told]]:
    left, right = place.window()
    for (status, side), match in words.statuses.matches(place.text, left, right):
        before = match.end() <= place.start
        if not before and match.start() < place.end:
            continue
        if (side and before != (side == "before")) or _named(place, match):
            continue
        if not before and not _still_tells(place, match):
            continue
        if status in _DONE and _not_done(place.text, match, left, words):
            continue
        weight = _OUTRANKS if status in _STRONG else 1
        way, barriers = _cost(place, match, before, status)
        yield way * weight + barriers, Told(status, match[0], match.start())


def _named(place: Passage, match: re.Match[str]) -> bool:
    """Whether a word is part of a name below the headline: "Agence Caraïbes Presse"."""
    at = match.start()
    if not match[0][0].isupper() or place.text.find("\n", 0, at) < 0:
        return False
    return _NAME_BEFORE.search(place.text, max(0, at - 30), at) is not None


def _still_tells(place: Passage, match: re.Match[str]) -> bool:
    """Whether a word behind the reference is near enough to be what is said of it."""
    aside = _ASIDE.match(place.text, place.end)
    near = aside.end() if aside and match.start() >= aside.end() else place.end
    return match.start() - near <= _AFTER_REACH


def _not_done(text: str, match: re.Match[str], left: int, words: SanctionsWords) -> bool:
    """Whether an act is only possible or never happened: "peut être levé", "never lifted"."""
    start = max(left, match.start() - _UNDOING_REACH)
    start = max([start, *(end.end() for end in _STOP.finditer(text, start, match.start()))])
    return words.not_done.search(text, start, match.start()) is not None


def _cost(place: Passage, match: re.Match[str], before: bool, status: str) -> tuple[int, int]:
    """How far a word is from the reference, and what the barriers between them cost."""
    text = place.text
    start, end = (match.end(), place.start) if before else (place.end, match.start())
    way = end - start if before else _AFTER + end - start
    barriers = _BARRIER_COSTS * len(_BARRIER.findall(text, start, end))
    barriers += _COMMA_COSTS * text.count(",", start, end)
    if before and _OTHER_CLAUSE.search(text, start, end):
        barriers += _OTHER_CLAUSE_COSTS
    if status in _RULES_NO_CLAUSE and before and _CLAUSE.search(text, start, end):
        barriers += _CLAUSE_COSTS
    aside = None if before else _ASIDE.match(text, place.end)
    if aside and match.end() <= aside.end():
        barriers += _ASIDE_ACT_COSTS if status in _TOLD_IN_PASSING else _ASIDE_COSTS
    return way, barriers


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
