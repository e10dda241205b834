"""Active time and what was done in it: when a person worked, and how much came of it.

Time counts from one act (a key, a click, a step) to the next, unless more than `LIMIT` lies between
them. What counts as done is what was done in counted time and still stood at the end of its day.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from annotator.model.annotation import AnnotationState
from annotator.model.change import Change, Record
from annotator.model.ids import ArticleId
from annotator.model.items import Quote

LIMIT = 120.0
"""Seconds without an act from which on a pause does not count, none of it."""
DRIFT = 5.0
"""Seconds by which the clock may run ahead of or behind the time that passed; more is a jump."""
TAIL = 15.0
"""Seconds after the last known act in which a step still counts: a crash loses as much."""
DAYS = 30
"""Days that figures go back, today among them."""


@dataclass(frozen=True, slots=True)
class Now:
    """A moment: `steady` seconds only grow, `wall` seconds (Unix time) are what the clock says."""

    steady: float
    wall: float


@dataclass(frozen=True, slots=True)
class Stretch:
    """Time in which somebody worked without a long pause.

    Attributes:
        number: its place among those of one run of the program.
        start: Unix time at which it began, as the clock said then.
        seconds: how long it was, whatever the clock did meanwhile.
        project: id of the project that was open.
        article: the one that was looked at; None beside the text.
    """

    number: int
    start: float
    seconds: float
    project: str
    article: ArticleId | None = None

    @property
    def end(self) -> float:
        """Unix time at which it ended."""
        return self.start + self.seconds


class Meter:
    """Measures active time from acts: a pause, a jump of the clock and another article part it."""

    def __init__(self) -> None:
        """Start with nothing measured."""
        self._numbers = 0
        self._last: Now | None = None
        self._place: tuple[str, ArticleId | None] | None = None
        self.stretch: Stretch | None = None

    def turn(self, project: str | None, article: ArticleId | None, now: Now) -> Stretch | None:
        """Somebody turned to a project and an article; None ends the measuring.

        Returns:
            the stretch that this ended.
        """
        place = (project, article) if project is not None else None
        if place == self._place:
            return None
        ended = self.beat(now)[-1] if self.stretch is not None else None
        self._place, self.stretch, self._last = place, None, None
        return ended

    def beat(self, now: Now) -> tuple[Stretch, ...]:
        """Something was done: the stretches that this changed, the present one last."""
        if self._place is None:
            return ()
        last, before = self._last, self.stretch
        self._last = now
        if last is None or before is None or not _joined(last, now):
            self._numbers += 1
            self.stretch = Stretch(self._numbers, now.wall, 0.0, *self._place)
        else:
            passed = now.steady - last.steady
            self.stretch = replace(before, seconds=before.seconds + passed)
        return (self.stretch,)


def _joined(last: Now, now: Now) -> bool:
    """Whether the time between two acts was work: no long pause, and no jump of the clock."""
    passed = now.steady - last.steady
    return passed <= LIMIT and abs(now.wall - last.wall - passed) <= DRIFT


@dataclass(frozen=True, slots=True)
class Piece:
    """Part of a stretch on one day, that no other stretch has."""

    day: datetime.date
    seconds: float
    project: str
    article: ArticleId | None


def pieces(stretches: Iterable[Stretch], zone: datetime.tzinfo | None = None) -> tuple[Piece, ...]:
    """Stretches cut at midnight, no moment counted twice: two windows are one person.

    Args:
        stretches: in any order.
        zone: whose midnight; None takes that of this computer.
    """
    found: list[Piece] = []
    covered = float("-inf")
    for one in sorted(stretches, key=lambda each: (each.start, each.end)):
        start = max(one.start, covered)
        covered = max(covered, one.end)
        while start < one.end:
            day = day_of(start, zone)
            end = min(one.end, max(_midnight_after(day, zone), start + 1e-3))
            found.append(Piece(day, end - start, one.project, one.article))
            start = end
    return tuple(found)


def day_of(moment: float, zone: datetime.tzinfo | None = None) -> datetime.date:
    """The day of a Unix time."""
    return datetime.datetime.fromtimestamp(moment, datetime.UTC).astimezone(zone).date()


def _midnight_after(day: datetime.date, zone: datetime.tzinfo | None) -> float:
    midnight = datetime.datetime.combine(day + datetime.timedelta(days=1), datetime.time())
    return (midnight.replace(tzinfo=zone) if zone is not None else midnight).timestamp()


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the log, as far as figures need it.

    Attributes:
        at: Unix time.
        came: what came to be: finished articles and quotes (see `effect`).
        went: what ceased to be.
    """

    at: float
    came: tuple[tuple[str, ...], ...]
    went: tuple[tuple[str, ...], ...]


def effect(at: float, article: ArticleId, changes: Iterable[Change]) -> Step | None:
    """What a step did to what is counted; None if nothing.

    A quote is `("quote", article, id)`, a finished article `("article", article)`. Guillemets that
    quote nobody are no quotes.
    """
    came: list[tuple[str, ...]] = []
    went: list[tuple[str, ...]] = []
    for change in changes:
        before, after = _counted(change.before, article), _counted(change.after, article)
        if after is not None and before is None:
            came.append(after)
        elif before is not None and after is None:
            went.append(before)
    return Step(at, tuple(came), tuple(went)) if came or went else None


def _counted(record: Record | None, article: ArticleId) -> tuple[str, ...] | None:
    if isinstance(record, Quote) and record.kind != "scare":
        return "quote", article, record.id
    if isinstance(record, AnnotationState) and record.status == "done":
        return "article", article
    return None


@dataclass(frozen=True, slots=True)
class DayWork:
    """What was done on one day: ids of the articles finished, and how many quotes."""

    articles: frozenset[ArticleId] = frozenset()
    quotes: int = 0


def tally(
    steps: Sequence[Step],
    stretches: Collection[Stretch],
    zone: datetime.tzinfo | None = None,
) -> dict[datetime.date, DayWork]:
    """What was done each day, in counted time.

    What was taken back on the same day does not count, and nothing counts on a second day: an
    article that is finished, reopened and finished again is one.

    Args:
        steps: in the order of the log.
        stretches: the counted time.
        zone: whose days; None takes those of this computer.
    """
    spans = _joined_spans(stretches)
    days: dict[datetime.date, set[tuple[str, ...]]] = {}
    first: dict[tuple[str, ...], datetime.date] = {}
    for step in steps:
        if not any(start - 1 <= step.at <= end + TAIL for start, end in spans):
            continue
        day = day_of(step.at, zone)
        for thing in step.came:
            if first.setdefault(thing, day) == day:
                days.setdefault(day, set()).add(thing)
        for thing in step.went:
            if first.get(thing) == day:
                days[day].discard(thing)
                del first[thing]
    return {day: _day_work(things) for day, things in days.items() if things}


def _joined_spans(stretches: Collection[Stretch]) -> list[tuple[float, float]]:
    """Start and end of what lies so close together that steps in between count, too."""
    found: list[tuple[float, float]] = []
    for one in sorted(stretches, key=lambda each: each.start):
        if found and one.start <= found[-1][1] + TAIL:
            found[-1] = (found[-1][0], max(found[-1][1], one.end))
        else:
            found.append((one.start, one.end))
    return found


def _day_work(things: set[tuple[str, ...]]) -> DayWork:
    articles = frozenset(ArticleId(one[1]) for one in things if one[0] == "article")
    return DayWork(articles, len(things) - len(articles))


@dataclass(frozen=True, slots=True)
class Sums:
    """Articles finished, quotes, and active seconds of some days."""

    articles: int = 0
    quotes: int = 0
    seconds: float = 0.0

    def __add__(self, other: Sums) -> Sums:
        """Both together."""
        return Sums(
            self.articles + other.articles,
            self.quotes + other.quotes,
            self.seconds + other.seconds,
        )

    @property
    def quotes_an_hour(self) -> float | None:
        """How many; None for less than `ENOUGH` seconds, of which one could not tell."""
        return self.quotes * 3600 / self.seconds if self.seconds >= ENOUGH else None


ENOUGH = 300.0
"""Active seconds from which on a pace is told."""
ENOUGH_ARTICLES = 3
"""Finished articles from which on it is told how long the rest will take."""
