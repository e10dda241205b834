"""Latest: questions answered on another thread, of which only the last asked is of interest."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QThreadPool

from ui.workers.job import Job


class Latest(QObject):
    """Runs calls in turn; what an older one found is dropped when a newer was asked meanwhile."""

    def __init__(self, failed: Callable[[Any], object], parent: QObject | None = None) -> None:
        """Start with nothing asked.

        Args:
            failed: gets the error that a person can be told about, of the last call.
            parent: owns it.
        """
        super().__init__(parent)
        self._failed = failed
        self._number = 0
        self._jobs: set[Job] = set()

    @property
    def busy(self) -> bool:
        """Whether an answer is still to come."""
        return bool(self._jobs)

    def run(self, work: Callable[[], Any], done: Callable[[Any], object]) -> None:
        """Ask; `done` gets the answer on the window's thread, unless something else is asked."""
        self._number += 1
        number = self._number
        job = Job(lambda _progress, _stopped: work(), self)
        job.succeeded.connect(lambda found: done(found) if number == self._number else None)
        job.failed.connect(lambda error: self._failed(error) if number == self._number else None)
        job.crashed.connect(_raise)
        job.ended.connect(lambda: self._ended(job))
        self._jobs.add(job)
        job.start()

    def forget(self) -> None:
        """Drop every answer that is still to come."""
        self._number += 1

    def stop(self) -> None:
        """Drop every answer, and wait until nothing is read any more."""
        self.forget()
        if self._jobs:
            QThreadPool.globalInstance().waitForDone()

    def _ended(self, job: Job) -> None:
        self._jobs.discard(job)
        job.deleteLater()


def _raise(error: Exception) -> None:
    """Hand an error that nobody foresaw to the last-resort handler."""
    raise error
