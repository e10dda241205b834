"""Safety: what looks after the work beside the window: backups, and what a crash left behind."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from annotator.model.message import EnvironmentTrouble, msg
from annotator.services import recovery
from annotator.services.backups import back_up
from annotator.services.history import Timeline
from annotator.services.projects import Project
from annotator.services.recovery import Held
from ui.dialogs.recovery import ask_recovery
from ui.presenters.history import step_words
from ui.presenters.when import shown_moment
from ui.workers.job import Job

if TYPE_CHECKING:
    from ui.window import Window

WAIT_MS = 5000
"""Time after a step before the day's backup is made, in milliseconds: not while keys fly."""


class Safety(QObject):
    """Backs the open project up once a day, and keeps the steps that the disk did not take."""

    def __init__(self, window: Window) -> None:
        """Start with no project."""
        super().__init__(window)
        self._window = window
        self._project: Project | None = None
        self._job: Job | None = None
        self._done: tuple[Path, str, datetime.date] | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(WAIT_MS)
        self._timer.timeout.connect(self.back_up)

    # What a crash left behind

    def follow(self, project: Project | None) -> None:
        """Look after another project; if the program broke off with it, say what there is."""
        if project is self._project:
            return
        self._project = project
        self._timer.stop()
        if project is not None and not project.read_only:
            self._window.frame.guarded(lambda: self._look_back(project))

    def _look_back(self, project: Project) -> None:
        """Look at once, before a step of now can wait; ask when the article is shown."""
        held = recovery.held(project)
        if held or project.broke_off:
            QTimer.singleShot(0, self, lambda: self._offer(project, held))

    def _offer(self, project: Project, held: tuple[Held, ...]) -> None:
        if project is self._project:
            self._window.frame.guarded(lambda: self._ask(project, held))

    def _ask(self, project: Project, held: tuple[Held, ...]) -> None:
        for one in held:
            answer = ask_recovery(self._window.say, one, self._window.main)
            if answer == "take":
                recovery.take_up(project, one)
                self._window.tell(msg("recovery.taken", n=len(one.batches)))
            elif answer == "drop":
                recovery.forget(one)
        if held:
            self._window.frame.open_again()
            self._window.frame.refresh()
        elif project.broke_off:
            self._tell_last(project)

    def _tell_last(self, project: Project) -> None:
        """Say up to which step of the open article everything is saved."""
        session, say = self._window.desk.session, self._window.say
        moments = Timeline(project, session.article.id).moments if session is not None else ()
        if not moments:
            self._window.tell(msg("recovery.all_saved"))
            return
        step = step_words(moments[0].label, say)
        when = shown_moment(moments[0].at, say.language)
        self._window.tell(msg("recovery.saved_up_to", step=step, when=when))

    # Steps that wait

    def step_done(self) -> None:
        """A step was done: keep it if it waits, and think of the day's backup."""
        project, session = self._project, self._window.desk.session
        if project is None or session is None:
            return
        try:
            recovery.keep(project, session)
        except EnvironmentTrouble as trouble:
            self._window.report(trouble)
        if not session.unsaved:
            self.changed()

    def given_up(self) -> None:
        """The window closes; what still waits was given up by the person."""
        project, session = self._project, self._window.desk.session
        if project is not None and session is not None and session.unsaved:
            recovery.give_up(project, session)

    # Backups

    def changed(self) -> None:
        """The project was changed: make the day's backup soon, unless there is one."""
        project = self._project
        if project is not None and self._done != self._due(project) and self._job is None:
            self._timer.start()

    def _due(self, project: Project) -> tuple[Path, str, datetime.date]:
        today = datetime.datetime.now().astimezone().date()
        return project.path, self._window.frame.settings.backup_folder, today

    def back_up(self) -> None:
        """Make the day's backup of the open project, if there is none, on another thread."""
        project = self._project
        if project is None or self._job is not None:
            return
        due = self._done = self._due(project)
        job = Job(lambda _progress, _cancelled: back_up(project, due[1], due[2]), self)
        job.failed.connect(self._window.report)
        job.crashed.connect(self._crashed)
        job.ended.connect(self._ended)
        self._job = job
        job.start()

    def _ended(self) -> None:
        if self._job is not None:
            self._job.deleteLater()
        self._job = None

    def _crashed(self, error: Exception) -> None:
        raise error

    def stop(self) -> None:
        """End; a backup that is being made is finished first."""
        self._timer.stop()
        if self._job is not None:
            self._job.blockSignals(True)
            self._job.wait()
            self._ended()
