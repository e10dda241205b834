"""The program with a window: application, language, theme, the handler of last resort."""

from __future__ import annotations

import faulthandler
import gc
import logging
import sys
import traceback
from dataclasses import replace
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QLocale, QTimer
from PySide6.QtWidgets import QApplication

from annotator.messages import nearest_language
from annotator.model.message import EnvironmentTrouble, GuillemetError, msg
from annotator.services.model_choice import choice_of
from annotator.services.prelabelling import Engine
from annotator.settings import AppSettings, config_folder, load_settings, settings_file
from ui import clipboard
from ui.icons import icon
from ui.qt_words import QtWords
from ui.system_look import wanted_theme
from ui.window import Window

LOG_NAME = "guillemet.log"
SETTLED_MS = 3000
"""Time after which all that a session needs is loaded, in milliseconds.

What is there by then stays until the end, and the garbage collector need not look through it
again: that held a key up for 100 ms now and then (measured with 180,000 objects).
"""
FIRST_LANGUAGE = "fr"
"""The language whose rules are loaded before it is known which project is opened."""
logger = logging.getLogger(__name__)


class Program:
    """One run of the program: it owns the window, and makes it anew in another language."""

    def __init__(
        self, app: QApplication, settings: AppSettings, engine: Engine | None = None
    ) -> None:
        """Make the window; `start` fills it.

        Args:
            app: Qt's application.
            settings: the person's own.
            engine: one that was started before; None makes one.
        """
        self._app = app
        self.engine = engine or Engine()
        self.engine.choose(choice_of(settings))
        self._qt_words = QtWords(app)
        self.window = self._made(settings)

    def _made(self, settings: AppSettings) -> Window:
        self._qt_words.speak(settings.language)
        return Window(settings, self.engine, self._rebuild)

    def start(self, project: Path | None) -> None:
        """Show the window, then open a project.

        The pre-highlighting process is started first of all: it loads its rules meanwhile.
        """
        self.window.prelabeller.start(FIRST_LANGUAGE)
        self.window.main.show()
        QTimer.singleShot(0, lambda: self._begin(project))

    def _begin(self, project: Path | None) -> None:
        recent = self.window.frame.settings.recent
        wanted = project or next((Path(one) for one in recent if Path(one).exists()), None)
        if wanted is not None:
            self.window.frame.open_project(wanted)
        if self._article_language() != FIRST_LANGUAGE:
            self.window.prelabeller.start(self._article_language())

    def _article_language(self) -> str:
        """The language whose pipeline is loaded first: that of the open project."""
        project = self.window.frame.project
        return project.settings.language if project is not None else FIRST_LANGUAGE

    def _rebuild(self) -> None:
        """Make the window anew with the settings as they are now; the work is all saved."""
        old = self.window
        project = old.frame.project
        path = project.path if project is not None else None
        old.closed()
        settings = replace(old.frame.settings)
        self.window = self._made(settings)
        self.window.main.show()
        if path is not None:
            self.window.frame.open_project(path)
        old.main.closing = lambda: None
        old.main.close()
        old.main.deleteLater()
        self.window.prelabeller.start(self._article_language())
        old.deleteLater()

    def end(self) -> None:
        """End the process behind the window, and leave nothing of ours on the clipboard."""
        clipboard.let_go()
        self.engine.close()


def make_app(settings: AppSettings) -> QApplication:
    """The application object, in our style and colours."""
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        app = QApplication(sys.argv[:1])
    app.setApplicationName("Guillemet")
    app.setDesktopFileName("guillemet")
    app.setStyle("Fusion")
    theme = wanted_theme(settings.theme)
    app.setPalette(theme.palette())
    app.setWindowIcon(icon("app", theme))
    return app


def run(project: Path | None = None, engine: Engine | None = None) -> int:
    """The window, until it is closed; the exit code.

    Args:
        project: what to open; None opens the last one.
        engine: one that was started before; None makes one.
    """
    try:
        first = not settings_file().exists()
        settings = load_settings()
        if first:
            settings = replace(settings, language=nearest_language(QLocale.system().name()))
        trouble: GuillemetError | None = None
    except GuillemetError as error:
        settings, trouble = AppSettings(), error
    app = make_app(settings)
    program = Program(app, settings, engine)
    _catch_the_rest(program)
    program.start(project)
    if trouble is not None:
        program.window.report(trouble)
    QTimer.singleShot(SETTLED_MS, gc.freeze)
    code = app.exec()
    program.end()
    return code


def _catch_the_rest(program: Program) -> None:
    """Write what nobody foresaw to the log, and say so in the window; work goes on."""
    log = config_folder() / LOG_NAME
    logging.basicConfig(filename=str(log), level=logging.WARNING, encoding="utf-8")
    faulthandler.enable(file=log.open("a", encoding="utf-8"))

    def caught(
        kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        logger.error("".join(traceback.format_exception(kind, error, trace)))
        if isinstance(error, KeyboardInterrupt):
            QApplication.quit()
            return
        program.window.report(EnvironmentTrouble(msg("app.unforeseen", log=str(log))))

    sys.excepthook = caught
