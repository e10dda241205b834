"""LearningWatch: looks now and then, beside the window, whether the work has something to teach."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal

from annotator.model.message import Message, UserError
from annotator.services.projects import Project
from ui.workers.job import Job

DELAY_MS = 3000
"""Time after which a look begins: the window shows what was opened first."""
REST = 20
"""After a look there is a rest of this many times what it took: large projects are seldom read."""


@dataclass(frozen=True, slots=True)
class Look:
    """What a look found: how many words there are to learn, and what is wrong with own words."""

    words: int
    problems: tuple[Message, ...]


class LearningWatch(QObject):
    """Counts what there is to learn in the open project; it never asks for attention."""

    counted = Signal(int)
    troubled = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        """Watch no project yet."""
        super().__init__(parent)
        self._project: Project | None = None
        self._job: Job | None = None
        self._told: tuple[Message, ...] = ()
        self._clock = QElapsedTimer()
        self._took = 0
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._begin)

    def follow(self, project: Project | None) -> None:
        """Look at a project soon, unless it is the one that was looked at."""
        if project is self._project:
            return
        self.stop()
        self._project = project
        self.counted.emit(0)
        self.look()

    def look(self, delay: int | None = None) -> None:
        """Look again, after `delay` milliseconds or else when it is time."""
        if self._project is not None:
            self._timer.start(max(DELAY_MS, REST * self._took) if delay is None else delay)

    @property
    def busy(self) -> bool:
        """Whether a look is under way."""
        return self._job is not None

    def stop(self) -> None:
        """Stop a look that is under way, and wait for its end; the project may then be closed."""
        self._timer.stop()
        if self._job is not None:
            self._job.blockSignals(True)
            self._job.cancel()
            self._job.wait()
            self._ended()
        self._project = None

    def _begin(self) -> None:
        if self._project is None:
            return
        if self._job is not None:
            self._timer.start(DELAY_MS)
            return
        job = Job(_look_at(self._project), self)
        job.succeeded.connect(self._show)
        job.failed.connect(lambda error: self._tell((error.message,)))
        job.crashed.connect(_raise)
        job.ended.connect(self._ended)
        self._job = job
        self._clock.start()
        job.start()

    def _show(self, found: Look) -> None:
        self._took = self._clock.elapsed()
        self.counted.emit(found.words)
        self._tell(found.problems)

    def _tell(self, problems: tuple[Message, ...]) -> None:
        """Say what is wrong, once."""
        if problems and problems != self._told:
            self.troubled.emit(UserError(problems[0]))
        self._told = problems

    def _ended(self) -> None:
        if self._job is not None:
            self._job.deleteLater()
        self._job = None


def _look_at(project: Project) -> Callable[[Any, Callable[[], bool]], Look]:
    def look(_progress: object, cancelled: Callable[[], bool]) -> Look:
        from annotator.services import learning, lexicon  # rules are loaded off the window's start

        problems = lexicon.problems()
        return Look(len(learning.learn(project, None, cancelled).lessons), problems)

    return look


def _raise(error: Exception) -> None:
    """Hand an error that nobody foresaw to the last-resort handler."""
    raise error
