"""Latest: questions answered on another thread, of which only the last asked is of interest."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QThreadPool

from ui.workers.job import Job

THREADS = 3
"""Calls that run beside each other: a new one need not wait for an old one that takes long."""


class Latest(QObject):
    """Runs calls beside each other; what an older one found is dropped when a newer was asked.

    It has threads of its own, so that nothing asked here waits for long work of the window. A call
    that is superseded before its turn is not made.
    """

    def __init__(self, failed: Callable[[Any], object], parent: QObject | None = None) -> None:
        """Start with nothing asked.

        Args:
            failed: gets the error that a person can be told about, of the last call.
            parent: owns it.
        """
        super().__init__(parent)
        self._failed = failed
        self._number = 0
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(THREADS)
        self._jobs: set[Job] = set()

    @property
    def busy(self) -> bool:
        """Whether an answer is still to come."""
        return bool(self._jobs)

    def run(self, work: Callable[[], Any], done: Callable[[Any], object]) -> None:
        """Ask; `done` gets the answer on the window's thread, unless something else is asked."""
        self._number += 1
        number = self._number
        job = Job(lambda *_: work() if number == self._number else None, self)
        job.succeeded.connect(lambda found: done(found) if number == self._number else None)
        job.failed.connect(lambda error: self._failed(error) if number == self._number else None)
        job.crashed.connect(_raise)
        job.ended.connect(lambda: self._ended(job))
        self._jobs.add(job)
        job.start(self._pool)

    def forget(self) -> None:
        """Drop every answer that is still to come."""
        self._number += 1

    def stop(self) -> None:
        """Drop every answer, and wait until nothing is read any more."""
        self.forget()
        if self._jobs:
            self._pool.waitForDone()

    def _ended(self, job: Job) -> None:
        self._jobs.discard(job)
        job.deleteLater()


def _raise(error: Exception) -> None:
    """Hand an error that nobody foresaw to the last-resort handler."""
    raise error
