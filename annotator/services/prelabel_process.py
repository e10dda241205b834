"""One child process for pre-highlighting: started by its first call, and anew if it died."""

from __future__ import annotations

import signal
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing.context import SpawnContext, SpawnProcess
from typing import ParamSpec, TypeVar

from annotator.model.message import EnvironmentTrouble, msg
from annotator.services import prelabel_child

Given = ParamSpec("Given")
Got = TypeVar("Got")
END_SECONDS = 1.0
"""How long a process may take to end when it is told to, before it is killed."""


class Child:
    """A process that answers one call after the other; the answers are futures."""

    def __init__(self, *, background: bool = False) -> None:
        """Start nothing yet.

        Args:
            background: let every other process of the machine go first.
        """
        self._background = background
        self._pool: ProcessPoolExecutor | None = None
        self._context = _Recorder()

    def send(
        self, call: Callable[Given, Got], *given: Given.args, **named: Given.kwargs
    ) -> Future[Got]:
        """Have a call made; this never raises, but the future may.

        It raises `BrokenProcessPool` if the process dies of the call, and `EnvironmentTrouble` if
        the system lets none start.
        """
        try:
            try:
                return self._started().submit(call, *given, **named)
            except BrokenProcessPool:
                self.close()
                return self._started().submit(call, *given, **named)
        except OSError as error:
            self.close()
            refused: Future[Got] = Future()
            why = msg("prelabelling.no_process", why=error.strerror or str(error))
            refused.set_exception(EnvironmentTrouble(why))
            return refused

    def close(self) -> None:
        """End the process at once, whatever it is doing; what waits in it is dropped."""
        if self._pool is None:
            return
        self._pool.shutdown(wait=False, cancel_futures=True)
        self._pool = None
        for process in self._context.made:
            process.terminate()
        for process in self._context.made:
            if not _ended(process):
                process.kill()
                _ended(process)
        self._context.made.clear()

    def _started(self) -> ProcessPoolExecutor:
        if self._pool is None:
            self._pool = ProcessPoolExecutor(
                1, self._context, prelabel_child.prepare, (self._background,)
            )
        return self._pool


def _ended(process: SpawnProcess) -> bool:
    """Wait for a process to end; whether it did.

    The pool's own thread waits for it, too. Where that is told first, `join` comes back before
    `is_alive` knows, for the moment that the thread needs to note it down.
    """
    until = time.monotonic() + END_SECONDS
    process.join(END_SECONDS)
    while process.is_alive() and time.monotonic() < until:
        time.sleep(0.001)
    return not process.is_alive()


class _Process(SpawnProcess):
    """A process that never hears Ctrl+C, from its first moment on: that is for its parent."""

    started: Callable[[SpawnProcess], None]

    def start(self) -> None:
        with _deaf():
            super().start()
        self.started(self)


class _Recorder(SpawnContext):
    """Makes processes and remembers those that have started, so that they can be ended."""

    def __init__(self) -> None:
        self.made: list[SpawnProcess] = []

    def Process(self, *given: object, **named: object) -> SpawnProcess:  # type: ignore[override]  # recorded
        made = _Process(*given, **named)  # type: ignore[arg-type]
        made.started = self.made.append
        return made


@contextmanager
def _deaf() -> Iterator[None]:
    """Hold Ctrl+C back while a process is started: it inherits that, and here it comes after."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
