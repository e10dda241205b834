"""A person's own pace: what was done today and lately, in how much time, and what is left.

The figures are for the one who did the work: they stand beside the settings, not in the project,
and nothing of them is exported. What was done is read out of the log, the time out of
`annotator.store.active_time`; a step counts only if it was made in counted time.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from annotator.model.ids import ArticleId
from annotator.model.pace import (
    DAYS,
    ENOUGH_ARTICLES,
    DayWork,
    Piece,
    Step,
    Stretch,
    Sums,
    day_of,
    effect,
    pieces,
    tally,
)
from annotator.services.projects import Project
from annotator.settings import config_folder
from annotator.store.active_time import ActiveTime
from annotator.store.repositories import articles, journal

FILE = "pace.sqlite"
PERIODS = (1, 7, DAYS)
"""Days of each period, today among them."""


@dataclass(frozen=True, slots=True)
class Figures:
    """What one person did.

    Attributes:
        here: in the open project, for each of `PERIODS`.
        everywhere: in all projects opened on this computer.
        per_article: mean active seconds spent on each article finished in the period; None if none.
        left: articles of the project that are not finished.
        left_seconds: how long they will take at the pace of the longest period; None where too few
            were finished to tell.
    """

    here: tuple[Sums, ...]
    everywhere: tuple[Sums, ...]
    per_article: tuple[float | None, ...]
    left: int
    left_seconds: float | None

    @property
    def today(self) -> Sums:
        """What was done today in the open project."""
        return self.here[0]


def active_time() -> ActiveTime:
    """The file of this person's active time."""
    return ActiveTime(config_folder() / FILE)


class Pace:
    """Counts one person's work in one project; may be used from one thread at a time."""

    def __init__(self, project: Project, person: str, zone: datetime.tzinfo | None = None) -> None:
        """Count nothing yet.

        Args:
            project: the open one.
            person: whose work.
            zone: whose days; None takes those of this computer.
        """
        self._project, self._person, self._zone = project, person, zone
        self._read: dict[str, int] = {}
        self._steps: list[Step] = []

    def figures(self, now: float) -> Figures:
        """The figures at a Unix time; steps that were read before are not read again.

        Raises:
            GuillemetError: the project or the file of active time cannot be read.
        """
        file, today = active_time(), day_of(now, self._zone)
        first = today - datetime.timedelta(days=DAYS - 1)
        since = now - (DAYS + 1) * 86_400
        stretches = file.stretches(self._person, since)
        here = [one for one in stretches if one.project == self._project.id]
        if here:
            self._read_on(min(one.start for one in here))
        done = {day: one for day, one in self._done(here).items() if day >= first}
        if here:
            counts = {day: (len(one.articles), one.quotes) for day, one in done.items()}
            file.keep_done(self._project.id, self._person, counts)
        parts = [one for one in pieces(stretches, self._zone) if one.day >= first]
        mine = [one for one in parts if one.project == self._project.id]
        days = _days(done, mine)
        others = file.done_elsewhere(self._project.id, self._person)
        elsewhere = [one for one in parts if one.project != self._project.id]
        all_days = _added(_added(days, others), _days({}, elsewhere))
        return self._put_together(today, days, all_days, done, mine)

    def _done(self, here: list[Stretch]) -> dict[datetime.date, DayWork]:
        return tally(self._steps, here, self._zone)

    def _read_on(self, since: float) -> None:
        """Read the steps that were made since the last time."""
        moment = datetime.datetime.fromtimestamp(since - 1, datetime.UTC)
        at = moment.isoformat(timespec="seconds")
        entries = self._project.ask(
            lambda connection: journal.made_by(connection, self._person, at, self._read)
        )
        for entry in entries:
            self._read[entry.replica] = entry.seq
            if entry.article is None:
                continue
            moment = datetime.datetime.fromisoformat(entry.at)
            step = effect(moment.timestamp(), entry.article, entry.batch.changes)
            if step is not None:
                self._steps.append(step)

    def _put_together(
        self,
        today: datetime.date,
        days: dict[datetime.date, Sums],
        all_days: dict[datetime.date, Sums],
        done: dict[datetime.date, DayWork],
        mine: list[Piece],
    ) -> Figures:
        here, everywhere, means = [], [], []
        spent = _spent(mine)
        for length in PERIODS:
            first = today - datetime.timedelta(days=length - 1)
            here.append(_sum(days, first))
            everywhere.append(_sum(all_days, first))
            finished = [
                article for day, one in done.items() if day >= first for article in one.articles
            ]
            times = [spent[one] for one in finished if one in spent]
            means.append(sum(times) / len(times) if times else None)
        left = self._project.ask(lambda connection: articles.left(connection, self._person))
        mean = means[-1]
        enough = mean is not None and here[-1].articles >= ENOUGH_ARTICLES
        left_seconds = left * mean if enough and mean is not None else None
        return Figures(tuple(here), tuple(everywhere), tuple(means), left, left_seconds)


def _spent(parts: Iterable[Piece]) -> dict[ArticleId, float]:
    """Active seconds by article."""
    found: dict[ArticleId, float] = {}
    for one in parts:
        if one.article is not None:
            found[one.article] = found.get(one.article, 0.0) + one.seconds
    return found


def _days(done: dict[datetime.date, DayWork], parts: Iterable[Piece]) -> dict[datetime.date, Sums]:
    found = {day: Sums(len(one.articles), one.quotes) for day, one in done.items()}
    for part in parts:
        found[part.day] = found.get(part.day, Sums()) + Sums(seconds=part.seconds)
    return found


def _added(
    one: dict[datetime.date, Sums], other: dict[datetime.date, Sums]
) -> dict[datetime.date, Sums]:
    return {day: one.get(day, Sums()) + other.get(day, Sums()) for day in one.keys() | other.keys()}


def _sum(days: dict[datetime.date, Sums], first: datetime.date) -> Sums:
    total = Sums()
    for day, one in days.items():
        if day >= first:
            total += one
    return total
