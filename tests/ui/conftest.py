"""Windows on real projects, for the tests that use keys and mouse."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialog

from tests.ui.window_stage import Stage, make_template, staged


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project of three sample articles with their suggestions, made once."""
    return make_template(tmp_path_factory.mktemp("template"))


@pytest.fixture
def path(template: Path, tmp_path: Path) -> Path:
    """The test's own copy of the project."""
    return Path(shutil.copy(template, tmp_path / "essai.guillemet"))


@pytest.fixture
def stage(qtbot, path: Path) -> Iterator[Stage]:
    """The window on the project, with the focus in the text."""
    with staged(qtbot, path) as made:
        yield made


@pytest.fixture
def bare(qtbot) -> Iterator[Stage]:
    """The window with no project."""
    with staged(qtbot, None) as made:
        yield made


@pytest.fixture
def answering(qtbot):
    """Carries out an act on the dialog that the next question opens."""
    failures: list[BaseException] = []

    def prepare(act: Callable[[QDialog], None]) -> None:
        def run() -> None:
            dialog = QApplication.activeModalWidget() or QApplication.activePopupWidget()
            try:
                act(dialog)
            except BaseException as error:  # noqa: BLE001  # raised again when the test ends
                failures.append(error)
                dialog.reject()

        QTimer.singleShot(0, run)

    yield prepare
    if failures:
        raise failures[0]
