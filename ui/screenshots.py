"""Pictures of the window, for the demo, the README and a look at themes; no screen is needed."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QEvent, QMessageLogContext, QSize, QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QApplication

from annotator.model.message import EnvironmentTrouble, msg
from annotator.services.prelabelling import Engine
from annotator.settings import AppSettings
from ui.app import make_app
from ui.qt_words import QtWords
from ui.window import Window

SIZE = QSize(1440, 900)
"""Of the window, in device-independent pixels."""
CONFIG_VARIABLE = "GUILLEMET_CONFIG_DIR"
ANNOTATOR = "Guillemet"
"""Whose work is shown: the name that the annotated sample article bears."""


def shoot(
    project: Path,
    picture: Path,
    theme: str = "light",
    language: str = "fr",
    *,
    article: str = "",
    annotator: str = ANNOTATOR,
    size: QSize = SIZE,
) -> None:
    """Open a project in a window of its own and write its picture; the project is not changed.

    Args:
        project: the file.
        picture: the PNG file to write.
        theme: `light` or `dark`.
        language: of the interface.
        article: id of the one to open; empty opens the first.
        annotator: whose work is shown.
        size: of the window.

    Raises:
        EnvironmentTrouble: the picture cannot be written.
    """
    settings = replace(AppSettings(), annotator=annotator, theme=theme, language=language)
    settings = settings.with_last_article(project.resolve(), article)
    app = make_app(settings)
    with _other_settings_folder(), quiet():
        shown = _shown(app, project, settings, size)
    if not shown.save(str(picture), "PNG"):
        raise EnvironmentTrouble(msg("screenshots.not_written", file=str(picture)))


def _shown(app: QApplication, project: Path, settings: AppSettings, size: QSize) -> QPixmap:
    engine = Engine()
    words = QtWords(app)
    words.speak(settings.language)
    window = Window(settings, engine)
    try:
        window.main.resize(size)
        window.main.show()
        window.frame.open_project(project)
        _settle(app)
        return window.main.grab()
    finally:
        window.main.close()
        window.main.deleteLater()
        window.deleteLater()
        _settle(app)
        words.hush()
        engine.close()


@contextmanager
def _other_settings_folder() -> Iterator[None]:
    """Keep what the window notes down (recent projects, geometry) out of the person's settings."""
    before = os.environ.get(CONFIG_VARIABLE)
    with tempfile.TemporaryDirectory() as folder:
        os.environ[CONFIG_VARIABLE] = folder
        try:
            yield
        finally:
            del os.environ[CONFIG_VARIABLE]
            if before is not None:
                os.environ[CONFIG_VARIABLE] = before


@contextmanager
def quiet() -> Iterator[None]:
    """Leave out what Qt says of each window where there is no window manager."""

    def write(_mode: QtMsgType, _context: QMessageLogContext, words: str) -> None:
        if not words.startswith("This plugin does not support"):
            sys.stderr.write(f"{words}\n")

    before = qInstallMessageHandler(write)
    try:
        yield
    finally:
        qInstallMessageHandler(before)


def _settle(app: QApplication) -> None:
    """Let Qt lay out, paint and delete what waits."""
    for _ in range(3):
        app.processEvents()
        app.sendPostedEvents(None, QEvent.Type.DeferredDelete)
