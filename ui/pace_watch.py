"""PaceWatch: measures active time from keys, clicks and steps, and counts what was done in it."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QWindow

from annotator.identifiers import new_id
from annotator.model.message import GuillemetError
from annotator.model.pace import Meter, Now, Stretch
from annotator.services.pace import Figures, Pace, active_time
from annotator.services.projects import Project
from ui.workers.job import Job

if TYPE_CHECKING:
    from ui.window import Window

KEEP_MS = 10_000
"""Time after which active time is written down; a crash loses no more, in milliseconds."""
COUNT_MS = 800
"""Time after a step before the figures are counted anew: not while keys fly."""
ACTS = frozenset({QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.Wheel})
"""What shows that somebody is at work; moving the mouse alone does not."""


def now() -> Now:
    """This moment."""
    return Now(time.monotonic(), time.time())


class PaceWatch(QObject):
    """Follows the open project and article; asks for nothing, and tells nobody but the person.

    Attributes:
        clock: what time it is.
        figures: the last ones counted; None while there are none.
    """

    counted = Signal(object)
    """The figures, or None where nothing is measured."""

    def __init__(self, window: Window) -> None:
        """Measure nothing yet."""
        super().__init__(window)
        self._window = window
        self.clock: Callable[[], Now] = now
        self.figures: Figures | None = None
        self._meter, self._run = Meter(), new_id()
        self._unkept: dict[int, Stretch] = {}
        self._project: Project | None = None
        self._person = ""
        self._pace: Pace | None = None
        self._job: Job | None = None
        self._again = self._told = False
        self._watched: QWindow | None = None
        self._keeping = self._timer(KEEP_MS, self._keep_and_count)
        self._counting = self._timer(COUNT_MS, self._count)
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.focusWindowChanged.connect(self._watch)
            self._watch(app.focusWindow())

    def _timer(self, after: int, then: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(after)
        timer.timeout.connect(then)
        return timer

    @property
    def on(self) -> bool:
        """Whether the person lets it measure."""
        return self._window.frame.settings.pace

    # Acts

    def _watch(self, focused: QWindow | None) -> None:
        """See the acts on the window that has the focus, be it a dialog."""
        if self._watched is not None:
            self._watched.removeEventFilter(self)
            self._watched.destroyed.disconnect(self._unwatch)
        self._watched = focused
        if focused is not None:
            focused.installEventFilter(self)
            focused.destroyed.connect(self._unwatch)

    def _unwatch(self) -> None:
        self._watched = None

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Note acts; nothing is taken from the window."""
        if event.type() in ACTS:
            self.beat()
        return False

    def beat(self) -> None:
        """Something was done."""
        for one in self._meter.beat(self.clock()):
            self._unkept[one.number] = one
        if self._unkept and not self._keeping.isActive():
            self._keeping.start()

    def step_done(self) -> None:
        """A step was made, on the open article or in the queue: count it soon."""
        if self._pace is not None:
            self.beat()
            self.look()

    def look(self) -> None:
        """Count soon: something may have been done."""
        if self._pace is not None:
            self._counting.start()

    # What is followed

    def follow(self, project: Project | None) -> None:
        """Measure work on a project, unless that is switched off; None ends it."""
        wanted = project if self.on and project is not None and not project.read_only else None
        person = self._window.frame.settings.annotator
        if (wanted, person) != (self._project, self._person):
            self.stop()
            self._project, self._person = wanted, person
            if wanted is not None:
                self._pace = Pace(wanted, person)
                self._counting.start()
        self.turn()

    def turn(self) -> None:
        """Note which article is looked at."""
        article = self._window.frame.current if self._window.places.present == "annotate" else None
        project = self._project.id if self._project is not None else None
        ended = self._meter.turn(project, article, self.clock())
        if ended is not None:
            self._unkept[ended.number] = ended

    def stop(self) -> None:
        """End the measuring; what was measured is kept."""
        ended = self._meter.turn(None, None, self.clock())
        if ended is not None:
            self._unkept[ended.number] = ended
        self.keep()
        for timer in (self._keeping, self._counting):
            timer.stop()
        if self._job is not None:
            self._job.blockSignals(True)
            self._job.wait()
            self._ended()
        self._project = self._pace = self.figures = None
        self._again = False
        self.counted.emit(None)

    def keep(self) -> None:
        """Write down what was measured; where the file cannot be written, try again later."""
        if not self._unkept:
            return
        try:
            active_time().put(self._run, self._person, self._unkept.values())
        except GuillemetError as error:
            self._failed(error)
            return
        self._unkept.clear()

    def erase(self) -> None:
        """Forget all figures of this computer, those not written down yet, too."""
        self._unkept.clear()
        self._meter, self._run = Meter(), new_id()
        active_time().erase()
        if self._project is not None:
            self._pace = Pace(self._project, self._person)
        self.turn()
        self._count()

    # Counting

    def _keep_and_count(self) -> None:
        self.keep()
        self._count()

    def _count(self) -> None:
        """Count on another thread; a second wish meanwhile waits for the first."""
        if self._job is not None or self._pace is None:
            self._again = self._job is not None
            return
        self.keep()
        pace, moment = self._pace, self.clock().wall
        job = Job(lambda _progress, _cancelled: pace.figures(moment), self)
        job.succeeded.connect(self._show)
        job.failed.connect(self._failed)
        job.crashed.connect(_raise)
        job.ended.connect(self._ended)
        self._job = job
        job.start()

    def count_now(self) -> Figures | None:
        """Count and wait for it; None where nothing is measured.

        Raises:
            GuillemetError: the project or the file of active time cannot be read.
        """
        if self._job is not None:
            self._job.wait()
        if self._pace is None:
            return None
        self.keep()
        figures = self._pace.figures(self.clock().wall)
        self._show(figures)
        return figures

    def _show(self, figures: Figures) -> None:
        self.figures = figures
        self.counted.emit(figures)

    def _failed(self, error: GuillemetError) -> None:
        """Say once that figures cannot be kept; the work itself is not concerned."""
        if not self._told:
            self._told = True
            self._window.report(error)

    def _ended(self) -> None:
        if self._job is not None:
            self._job.deleteLater()
        self._job = None
        if self._again:
            self._again = False
            self._counting.start()


def _raise(error: Exception) -> None:
    """Hand an error that nobody foresaw to the last-resort handler."""
    raise error
