"""Windows on real projects, for the tests that use keys and mouse."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

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
