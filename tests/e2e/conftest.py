"""A real program for whole journeys, ended properly."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.settings import AppSettings, load_settings
from tests.e2e.hands import Hands
from ui.app import Program, make_app


@pytest.fixture
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Settings of a person who starts the program for the first time."""
    folder = tmp_path / "config"
    monkeypatch.setenv("GUILLEMET_CONFIG_DIR", str(folder))
    return folder


@pytest.fixture
def hands(qtbot: QtBot, config: Path) -> Iterator[Hands]:
    """The program as it starts, with nothing open."""
    program = started(qtbot)
    yield Hands(qtbot, program)
    ended(program)


def started(qtbot: QtBot, settings: AppSettings | None = None) -> Program:
    """Start the program as `main.py` does."""
    chosen = settings or load_settings()
    program = Program(make_app(chosen), chosen)
    program.start(None)
    qtbot.waitExposed(program.window.main)
    return program


def ended(program: Program) -> None:
    """Close the window and the process behind it."""
    program.window.main.close()
    program.end()
    program.window.main.deleteLater()
    program.window.deleteLater()
    QApplication.processEvents()
