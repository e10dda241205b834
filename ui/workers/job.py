"""Job: one slow call on a thread of the pool, with progress and a way to stop it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal

from annotator.model.message import GuillemetError

Work = Callable[[Callable[[int, int, str], None], Callable[[], bool]], Any]
"""Gets a function that tells progress (done, all, words) and one that asks whether to stop."""


class Job(QObject):
    """Runs `work` on another thread; its signals come on the thread that made it."""

    succeeded = Signal(object)
    failed = Signal(object)
    crashed = Signal(object)
    progressed = Signal(int, int, str)
    ended = Signal()

    def __init__(self, work: Work, parent: QObject | None = None) -> None:
        """Keep the work; `start` begins it."""
        super().__init__(parent)
        self._work = work
        self._stop = threading.Event()
        self._over = threading.Event()
        self._turn = threading.Lock()
        self._begun = self._dropped = False

    def start(self, pool: QThreadPool | None = None) -> None:
        """Begin, on a thread of this pool; None takes the one of all long work."""
        (pool or QThreadPool.globalInstance()).start(_Runner(self._run))

    def cancel(self) -> None:
        """Ask the work to stop; it ends when it next looks."""
        self._stop.set()

    @property
    def cancelled(self) -> bool:
        """Whether it was asked to stop."""
        return self._stop.is_set()

    def wait(self) -> None:
        """Wait until it is over, whatever else the program does meanwhile.

        One that was cancelled before a thread was free for it never begins, nor tells anything.
        """
        with self._turn:
            if self._stop.is_set() and not self._begun:
                self._dropped = True
                return
        self._over.wait()

    def _run(self) -> None:
        with self._turn:
            if self._dropped:
                return
            self._begun = True
        try:
            self._work_and_tell()
        finally:
            self._over.set()

    def _work_and_tell(self) -> None:
        try:
            result = self._work(self.progressed.emit, self._stop.is_set)
        except GuillemetError as error:
            self.failed.emit(error)
        except Exception as error:  # noqa: BLE001  # handed to the last-resort handler, whole
            self.crashed.emit(error)
        else:
            self.succeeded.emit(result)
        self.ended.emit()


class Teller(QObject):
    """Carries what a thread says of something, with a count, to the window's thread."""

    told = Signal(object, int)


class _Runner(QRunnable):
    def __init__(self, run: Callable[[], None]) -> None:
        super().__init__()
        self._call = run

    def run(self) -> None:
        self._call()
