"""The language is switched without a restart, everywhere at once, Qt's own dialogs among it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from babel.messages import pofile
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QFileDialog,
    QHeaderView,
    QLabel,
    QWidget,
)

from annotator.messages import LANGUAGES, catalogue_files
from annotator.settings import AppSettings
from tests.ui.window_stage import BY, NearEngine
from ui.app import Program
from ui.qt_words import QtWords

ENGLISH_OF_QT = {"Look in:", "Files of type:", "Folder", "Drive", "Cancel", "Open", "File name:"}
FILE = QFileDialog.Option.DontUseNativeDialog


@pytest.fixture
def program(qtbot, qapp, path: Path):
    """The whole program on a project, in French."""
    made = Program(qapp, AppSettings(annotator=BY, language="fr", theme="light"), NearEngine())
    made.window.main.show()
    made.window.frame.open_project(path)
    QApplication.processEvents()
    yield made
    made.window.main.close()
    made.window.main.deleteLater()
    made.window.deleteLater()
    made._qt_words.hush()


def texts(widget: QWidget) -> set[str]:
    """Whatever is written in a window, its menus among it."""
    found = {one.text() for one in widget.findChildren(QLabel)}
    found |= {one.text() for one in widget.findChildren(QAbstractButton)}
    found |= {one.text() for one in widget.findChildren(QAction)}
    found |= {one.accessibleName() for one in widget.findChildren(QWidget)}
    for head in widget.findChildren(QHeaderView):
        if head.model() is not None and head.orientation() == Qt.Orientation.Horizontal:
            columns = range(head.model().columnCount())
            found |= {str(head.model().headerData(n, head.orientation())) for n in columns}
    return {one for one in found if one}


def shown() -> list[QWidget]:
    """The windows on the screen."""
    return [one for one in QApplication.topLevelWidgets() if one.isVisible()]


def sentences(language: str) -> set[str]:
    """All sentences of a language that have nothing to fill in."""
    found = set()
    for file in catalogue_files(language):
        with file.open("rb") as source:
            catalogue = pofile.read_po(source)
        found |= {str(one.string) for one in catalogue if one.id and "{" not in str(one.string)}
    return found


def own_words(language: str) -> set[str]:
    """The sentences that only this language has."""
    other = next(one for one in LANGUAGES if one != language)
    return sentences(language) - sentences(other)


def test_the_language_changes_everywhere_at_once_and_back(program: Program, qtbot):
    french, english = own_words("fr"), own_words("en")
    for language, gone in (("en", french), ("fr", english)):
        program.window.run("help.here")
        program.window.run("project.lexicon")
        settings = replace(program.window.frame.settings, language=language)
        program.window.apply_settings(settings)
        qtbot.waitUntil(lambda: shown() == [program.window.main])
        assert program.window.frame.project is not None
        assert texts(program.window.main) & gone == set()


@pytest.mark.parametrize("mode", ["AcceptOpen", "AcceptSave"])
def test_qts_file_dialog_speaks_french(qtbot, qapp, tmp_path: Path, mode: str):
    words = QtWords(qapp)
    words.speak("fr")
    try:
        dialog = QFileDialog(None, "Fichier", str(tmp_path))
        qtbot.addWidget(dialog)
        dialog.setOption(FILE)
        dialog.setAcceptMode(QFileDialog.AcceptMode[mode])
        dialog.show()
        said = {one.replace("&", "") for one in texts(dialog)}
        assert "Regarder dans\u00a0:" in said
        assert "Fichiers de type\u00a0:" in said
        assert said & ENGLISH_OF_QT == set()
        QTest.keyClick(dialog, Qt.Key.Key_Escape)
    finally:
        words.hush()
