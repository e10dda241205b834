"""UnreadWatch: counts, beside the window, the articles that the machine has not read yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from annotator.services.projects import Project
from ui.panels.review import ReviewPanel
from ui.workers.latest import Latest

if TYPE_CHECKING:
    from ui.window import Window

DELAY_MS = 1000
"""Time after which a count begins, in milliseconds: what comes together is counted once."""


class UnreadWatch(QObject):
    """Keeps the sentence below the list and above the queue true."""

    def __init__(self, window: Window, review: ReviewPanel) -> None:
        """Watch no project yet."""
        super().__init__(window)
        self._project: Project | None = None
        self._strips = (window.main.articles.unread, review.unread)
        self._counting = Latest(window.report, self)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(DELAY_MS)
        self._timer.timeout.connect(self._count)
        for strip in self._strips:
            strip.button.clicked.connect(lambda: window.run("project.prelabel"))

    def follow(self, project: Project | None) -> None:
        """Count in a project that is open now, or that has other articles than before."""
        if project is not self._project:
            self._project = project
            self._show(0)
        self.look()

    def look(self) -> None:
        """Count soon: something may have been read."""
        if self._project is not None and not self._timer.isActive():
            self._timer.start()

    def stop(self) -> None:
        """Wait until nothing is counted any more; the project may then be closed."""
        self._timer.stop()
        self._counting.stop()
        self._project = None

    def _count(self) -> None:
        project = self._project
        if project is None or project.read_only:
            self._show(0)
            return
        self._counting.run(lambda: len(project.unlabelled_articles()), self._show)

    def _show(self, count: int) -> None:
        for strip in self._strips:
            strip.show_count(count)
