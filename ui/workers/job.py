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

    def start(self) -> None:
        """Begin."""
        QThreadPool.globalInstance().start(_Runner(self._run))

    def cancel(self) -> None:
        """Ask the work to stop; it ends when it next looks."""
        self._stop.set()

    @property
    def cancelled(self) -> bool:
        """Whether it was asked to stop."""
        return self._stop.is_set()

    def _run(self) -> None:
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
