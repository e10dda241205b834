"""How sure a suggestion is to be right: re-estimated from how often its kind was.

Rules give raw scores by hand. Here each source (component, reason, and the tenth of the scale that
its raw score is in) has a Beta distribution: it starts at the raw score, is moved by the counts on
the development texts (`resources/learning/confidence.toml`), and then by a person's own decisions.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from importlib.resources import files

from annotator.model.annotation import Proposals, Suggestion

TENTHS = 10
FLOOR = 0.15
"""No source is put below this, however often it was rejected: only a person silences one."""
CEILING = 0.99
DOUBT = 80.0
"""How many development judgements the value before them weighs as much as.

The rules were written on these texts and are right there more often than elsewhere: with a weight
of 4 the scores fitted them better, and texts that were not used in development worse.
"""
TRUST = 12.0
"""How many of a person's decisions the development counts weigh as much as."""

_NEVER_MEASURED = frozenset(("prelabel.scare",))
"""Reasons of suggestions that the gold does not judge: words set off, that nobody says.

They start at the raw score; only a person's decisions move them."""

Source = tuple[str, str]
"""Component without language ("quotes") and reason ("prelabel.quote.after.named")."""
Cell = tuple[str, str, int]
"""A source with the tenth of the scale (0 to 9); an empty reason stands for all of a component."""


@dataclass(frozen=True, slots=True)
class Tally:
    """How often something was judged, and how often it was right."""

    count: float = 0.0
    right: float = 0.0

    def plus(self, right: float) -> Tally:
        """The same with one judgement more: 1 for right, 0 for wrong."""
        return Tally(self.count + 1, self.right + right)

    def both(self, other: Tally) -> Tally:
        """The judgements of both."""
        return Tally(self.count + other.count, self.right + other.right)

    def mean(self, start: float, weight: float) -> float:
        """The mean of the Beta distribution that began at `start` with this weight."""
        return (start * weight + self.right) / (weight + self.count)


@dataclass(frozen=True, slots=True)
class Confidence:
    """What is known of the sources.

    Attributes:
        measured: counts on the development texts.
        decided: a person's decisions.
    """

    measured: Mapping[Cell, Tally] = field(default_factory=dict)
    decided: Mapping[Source, Tally] = field(default_factory=dict)

    def score(self, component: str, reason: str, raw: float) -> float:
        """How sure a suggestion of a source is to be right, 0 to 1.

        Args:
            component: without its language; one that was never measured starts at the raw score.
            reason: id of its message.
            raw: as the rules gave it.
        """
        part = bin_of(raw)
        known = raw
        if reason not in _NEVER_MEASURED:
            start = self.measured.get((component, "", part), Tally()).mean(raw, DOUBT)
            known = self.measured.get((component, reason, part), Tally()).mean(start, DOUBT)
        found = self.decided.get((component, reason), Tally()).mean(known, TRUST)
        return min(CEILING, max(FLOOR, found))


def bin_of(score: float) -> int:
    """The tenth of the scale that a score is in."""
    return min(TENTHS - 1, int(score * TENTHS))


def component_of(source: str) -> str:
    """The component of a suggestion's source without language and version: `quotes-fr@1`."""
    name = source.partition("@")[0]
    short, dash, language = name.rpartition("-")
    return short if dash and len(language) == 2 else name


def counted(judged: Iterable[tuple[str, str, float, bool]]) -> dict[Cell, Tally]:
    """The counts of judged suggestions: component, reason, raw score, whether it was right."""
    found: dict[Cell, Tally] = {}
    for component, reason, raw, right in judged:
        for name in ("", reason):
            cell = component, name, bin_of(raw)
            found[cell] = found.get(cell, Tally()).plus(float(right))
    return found


def re_estimated(proposals: Proposals, confidence: Confidence) -> Proposals:
    """The same proposals with scores that say how often such a suggestion is right."""

    def with_score(one: Suggestion) -> Suggestion:
        score = confidence.score(component_of(one.source), one.reason.id, one.score)
        return replace(one, score=round(score, 3))

    return replace(proposals, suggestions=tuple(map(with_score, proposals.suggestions)))


@cache
def measured() -> Mapping[Cell, Tally]:
    """The counts that ship."""
    source = files("resources") / "learning" / "confidence.toml"
    rows = tomllib.loads(source.read_text("utf-8"))["sources"]
    return {
        (str(component), str(reason), int(part)): Tally(float(count), float(right))
        for component, reason, part, count, right in rows
    }
