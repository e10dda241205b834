"""Crew: several processes that read many articles; a death costs one article at most.

What a process dies of is read again by itself; if that fails, too, and models were asked, by the
rules alone.
"""

from __future__ import annotations

import math
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, CancelledError, Future, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field, replace
from types import TracebackType

from annotator.model.article import Article
from annotator.model.message import EnvironmentTrouble, Message, msg
from annotator.prelabel.evidence import NO_MODELS, ModelChoice
from annotator.services import prelabel_child
from annotator.services.prelabel_child import EvidenceOf, Found, Own, PrelabelFailed
from annotator.services.prelabel_process import Child

MOST_JOBS = 4
"""Processes that are started unless somebody asks for more: one writer keeps up with these."""
AT_ONCE = 3
"""Articles that are sent to a process ahead, so that it never waits for the next one."""
WORTH_A_PROCESS = 10
"""Articles for which it pays to start a process: it takes a third of a second."""
WORTH_A_MODEL = 50
"""The same where each process must load a model."""
POLL_SECONDS = 0.05
"""How often a waiting caller looks whether it was cancelled."""
HOPELESS = 3
"""Articles in a row that processes died of, and none that was read: it does not work here. With
models they are left out from then on."""
AHEAD = 50
"""Articles read past the oldest that is still missing, where they are wanted in order."""


class EngineStopped(EnvironmentTrouble):
    """The process that makes suggestions died, and died again when it was started anew."""


def usable_jobs(articles: int, asked: int | None = None, choice: ModelChoice = NO_MODELS) -> int:
    """How many processes to start for so many articles: all cores but one, within reason.

    Args:
        articles: how many there are.
        asked: what the person wants; None leaves it to us.
        choice: models that each process would load.
    """
    if asked is not None:
        return max(1, min(asked, articles))
    affinity = getattr(os, "sched_getaffinity", None)
    cores = len(affinity(0)) if affinity else os.cpu_count() or 1
    worth = WORTH_A_PROCESS if choice.empty else WORTH_A_MODEL
    return max(1, min(cores - 1, MOST_JOBS, math.ceil(articles / worth)))


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one article.

    Attributes:
        number: its place among those that were given, from 0.
        found: what the machine proposes; None if it could not be read.
        trouble: why it could not be read, or why the models had no part in it.
        died: the process died of it each time, even without models.
    """

    number: int
    article: Article
    found: Found | None
    trouble: Message | None = None
    died: bool = False


@dataclass(frozen=True, slots=True)
class _Task:
    """An article to be read; `without` says why the models have no part in it."""

    number: int
    article: Article
    tries: int = 0
    without: Message | None = None


@dataclass(slots=True)
class _Member:
    """A process and what it was sent."""

    child: Child = field(default_factory=lambda: Child(background=True))
    flying: dict[Future[Found], _Task] = field(default_factory=dict)
    alone: bool = False


class Crew:
    """A context manager: the processes end with it, whatever they are doing."""

    def __init__(self, jobs: int, choice: ModelChoice, ask: EvidenceOf, own: Own = ()) -> None:
        """Start nothing yet.

        Args:
            jobs: how many processes.
            choice: the models that are asked.
            ask: asks them, in a process.
            own: what the project added to the catalogue.
        """
        self._members = [_Member() for _ in range(jobs)]
        self._choice, self._ask, self._own = choice, ask, own
        self._again: deque[_Task] = deque()
        self._taken, self._read, self._died = 0, 0, 0
        self._models_died = 0
        self._given_up: Message | None = None

    def __enter__(self) -> Crew:
        """The crew itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End the processes."""
        self.close()

    def close(self) -> None:
        """End the processes at once."""
        for member in self._members:
            member.child.close()
            member.flying.clear()

    def outcomes(
        self,
        articles: Iterable[Article],
        cancelled: Callable[[], bool] | None = None,
        ahead: int | None = None,
    ) -> Iterator[Outcome]:
        """Read articles; each outcome is given as it comes, in whatever order.

        Args:
            articles: taken a few at a time, so that memory stays the same for any number.
            cancelled: asked all the time.
            ahead: how far articles are taken past the oldest that is not read; None for any way.

        Raises:
            CancelledError: the caller cancelled.
            EngineStopped: processes die, and no article has been read yet.
        """
        source = (_Task(number, article) for number, article in enumerate(articles))
        self._taken = 0
        while self._fill(source, ahead):
            if cancelled is not None and cancelled():
                raise CancelledError
            flying = [future for member in self._members for future in member.flying]
            wait(flying, POLL_SECONDS, FIRST_COMPLETED)
            for member in self._members:
                yield from self._landed(member)

    def _fill(self, source: Iterator[_Task], ahead: int | None) -> bool:
        """Send every process what it has room for; whether anything is under way."""
        for member in self._members:
            if not member.flying:
                member.alone = False
            if self._again and not member.flying:
                member.alone = True  # what a process died of is read by itself the next time
                self._send(member, self._again.popleft())
            while not member.alone and len(member.flying) < AT_ONCE and self._may_take(ahead):
                task = next(source, None)
                if task is None:
                    break
                self._taken += 1
                self._send(member, task)
        return any(member.flying for member in self._members)

    def _may_take(self, ahead: int | None) -> bool:
        flying = (task for member in self._members for task in member.flying.values())
        missing = [task.number for task in (*flying, *self._again)]
        return ahead is None or not missing or self._taken - min(missing) < ahead

    def _send(self, member: _Member, task: _Task) -> None:
        task = replace(task, without=task.without or self._given_up)
        choice = self._choice if task.without is None else NO_MODELS
        call = prelabel_child.propose_best
        sent = member.child.send(call, task.article, choice, self._ask, self._own)
        member.flying[sent] = task

    def _landed(self, member: _Member) -> Iterator[Outcome]:
        for future in [one for one in member.flying if one.done()]:
            task = member.flying.pop(future)
            try:
                found = future.result()
            except (BrokenProcessPool, CancelledError):
                yield from self._after_death(task)
            except PrelabelFailed as error:
                self._read += 1
                yield Outcome(task.number, task.article, None, error.message)
            else:
                self._read += 1
                self._models_died = 0 if task.without is None else self._models_died
                trouble = task.without or found.trouble
                yield Outcome(task.number, task.article, found, trouble)

    def _after_death(self, task: _Task) -> Iterator[Outcome]:
        """Once more, by itself, then without models: what the rules die of is given up."""
        if task.tries == 0:
            self._again.append(replace(task, tries=1))
            return
        if task.without is None and not self._choice.empty:
            self._models_died += 1
            if self._models_died >= HOPELESS:
                self._given_up = msg("prelabelling.models_given_up")
            why = msg("prelabelling.models_stopped", title=task.article.title)
            self._again.append(replace(task, without=self._given_up or why))
            return
        self._died += 1
        why = msg("prelabelling.stopped", title=task.article.title)
        if self._died >= HOPELESS and not self._read:
            raise EngineStopped(why)
        yield Outcome(task.number, task.article, None, why, died=True)


def in_order(outcomes: Iterable[Outcome]) -> Iterator[Outcome]:
    """Outcomes in the order in which their articles were given."""
    early: dict[int, Outcome] = {}
    following = 0
    for one in outcomes:
        early[one.number] = one
        while following in early:
            yield early.pop(following)
            following += 1
