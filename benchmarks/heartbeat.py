"""Heartbeat: how long the window's thread is away from its events."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

AFTER = 0.06
"""Seconds in which what a deed set going is painted and done, what waits for a pause included."""


class Heartbeat:
    """A timer that beats whenever the loop is idle; the longest gap between two beats is a stall.

    Gaps are CPU time of this thread, in milliseconds: other work on the machine does not count.
    """

    def __init__(self) -> None:
        """Begin to beat."""
        self._last = 0.0
        self._longest = 0.0
        self._timer = QTimer()
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._beat)
        self._timer.start()

    def _beat(self) -> None:
        now = time.thread_time()
        self._longest = max(self._longest, now - self._last)
        self._last = now

    def longest(self, deed: Callable[[], object], over: Callable[[], bool] = lambda: True) -> float:
        """The longest stall, in milliseconds, of a deed and all that follows from it.

        Args:
            deed: what is done.
            over: whether what goes on beside the window's thread has come to its end.
        """
        self._last, self._longest = time.thread_time(), 0.0
        deed()
        self._beat()
        while not over():
            QApplication.processEvents()
        until = time.monotonic() + AFTER
        while time.monotonic() < until:
            QApplication.processEvents()
        return self._longest * 1000

    def stop(self) -> None:
        """Beat no more."""
        self._timer.stop()
