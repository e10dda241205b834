"""Bringing articles in by mouse and clipboard: files, folders and texts, dropped or pasted."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QMimeData, QObject
from PySide6.QtGui import QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QApplication

from annotator.model.message import UserError, msg
from annotator.services.import_report import ImportReport
from annotator.services.import_text import import_text

if TYPE_CHECKING:
    from ui.window import Window


class Dropping(QObject):
    """Takes what is dropped on the window, wherever no field wants it."""

    def __init__(self, window: Window) -> None:
        """Begin to take things."""
        super().__init__(window.main)
        self._window = window
        window.main.setAcceptDrops(True)
        window.main.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Say what can be dropped, and import it."""
        if isinstance(event, QDropEvent):
            data = event.mimeData()
            if not (_paths(data) or data.hasText()):
                return False
            event.acceptProposedAction()
            if not isinstance(event, QDragMoveEvent):
                self._take(data)
            return True
        return super().eventFilter(watched, event)

    def _take(self, data: QMimeData) -> None:
        from ui.commands import import_chosen

        window = self._window
        project = window.frame.project
        paths = _paths(data)
        if len(paths) == 1 and paths[0].suffix == ".guillemet":
            window.frame.open_project(paths[0])
        elif project is None or project.read_only:
            window.report(UserError(msg("paste.no_project")))
        elif paths:
            import_chosen(window, paths)
        else:
            _bring(window, data.text())


def _paths(data: QMimeData) -> tuple[Path, ...]:
    return tuple(Path(one.toLocalFile()) for one in data.urls() if one.isLocalFile())


def paste_article(window: Window) -> None:
    """Make an article of the text in the clipboard."""
    text = QApplication.clipboard().text()
    if text.strip():
        _bring(window, text)
    else:
        window.tell(msg("paste.nothing"))


def _bring(window: Window, text: str) -> None:
    """Make an article of a text on another thread, then show it."""
    project, annotator = window.frame.project, window.frame.settings.annotator
    if project is None:
        return
    source = window.say("paste.source")
    window.tasks.run(
        "paste.task",
        lambda _progress, _cancelled: import_text(project, text, source, annotator=annotator),
        partial(_brought, window),
    )


def _brought(window: Window, report: ImportReport) -> None:
    entry = report.entries[0]
    if report.article_ids:
        window.frame.refresh()
        window.safety.changed()
        window.places.go("annotate")
        window.frame.choose(report.article_ids[0])
        window.tell(entry.message)
    else:
        window.report(UserError(entry.message))
