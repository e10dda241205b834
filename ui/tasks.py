"""Tasks: long work of the window, one at a time, with progress, a way to stop it, and an end."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from annotator.model.message import GuillemetError, UserError, msg
from ui.workers.job import Job, Work

if TYPE_CHECKING:
    from ui.window import Window


class Tasks:
    """Runs a job and shows how far it is."""

    def __init__(self, window: Window) -> None:
        """Start with no job."""
        self._window = window
        self._job: Job | None = None
        self._found: list[Any] = []
        self._refused = ("", "")

    @property
    def busy(self) -> bool:
        """Whether a job is under way."""
        return self._job is not None

    def run(self, title: str, work: Work, done: Callable[[Any], object]) -> None:
        """Begin a job.

        Args:
            title: message id of what is being done.
            work: the slow call.
            done: gets its result when the job is over, on the window's thread; it may begin
                another.
        """
        if self._job is not None:
            self._window.report(UserError(msg("tasks.busy")))
            return
        if self._refused == (title, self._window.main.banner.words):
            self._window.main.banner.hide()
        job = Job(work, self._window)
        strip = self._window.main.progress
        job.progressed.connect(strip.show_progress)
        job.succeeded.connect(self._found.append)
        job.failed.connect(lambda error: self._failed(title, error))
        job.crashed.connect(_raise)
        job.ended.connect(lambda: self._ended(done))
        self._job = job
        strip.begin(self._window.say(title), job.cancel)
        job.start()

    def stop(self) -> None:
        """Stop the job that is under way and wait for its end; what it found is not shown."""
        if self._job is not None:
            self._job.blockSignals(True)
            self._job.cancel()
            self._job.wait()
            self._ended(lambda _result: None)

    def _failed(self, title: str, error: GuillemetError) -> None:
        """Say what went wrong; the next try of the same puts that away."""
        self._window.report(error)
        self._refused = (title, self._window.main.banner.words)

    def _ended(self, done: Callable[[Any], object]) -> None:
        self._window.main.progress.end()
        if self._job is not None:
            self._job.deleteLater()
        found, self._found, self._job = self._found, [], None
        for result in found:
            done(result)


def _raise(error: Exception) -> None:
    """Hand an error that nobody foresaw to the last-resort handler."""
    raise error
