"""An edition that would withdraw much of a list: the window asks before anything is changed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget

from annotator.services.lists import import_lists, lists_there
from tests.core.test_lists_withheld import edition
from tests.ui.test_lists_dialog import SECO, drop, leave, open_form
from tests.ui.window_stage import Stage, staged
from ui.dialogs.form import Form
from ui.dialogs.lists import ListsForm


@pytest.fixture
def stage(qtbot) -> Iterator[Stage]:
    """A window without a project."""
    with staged(qtbot, None, language="en") as made:
        yield made


def counts() -> dict[str, int]:
    return {row.edition.list: row.edition.count for row in lists_there()}


@pytest.mark.parametrize("agreed", [False, True])
def test_the_window_asks_with_the_numbers(stage: Stage, tmp_path: Path, agreed: bool):
    import_lists([edition(tmp_path / "one.csv", 60)])
    small = edition(tmp_path / "two.csv", 3)
    name = "opensanctions-made-up-data"

    def give(form: QWidget) -> None:
        assert isinstance(form, ListsForm)
        assert drop(form, small, SECO)

    def answer(form: QWidget) -> None:
        assert isinstance(form, Form)
        assert any("57 of 60 entries" in one.text() for one in form.findChildren(QLabel))
        assert counts()[name] == 60
        if agreed:
            form.ok.click()
        else:
            QTest.keyClick(form.focusWidget(), Qt.Key.Key_Return)  # the safe button has the focus

    said: list[str] = []

    def read(form: QWidget) -> None:
        assert isinstance(form, ListsForm)
        said.append(form.said.toPlainText())
        leave(form)

    open_form(stage, give, answer, read)
    assert counts()[name] == (3 if agreed else 60)
    assert "ch-seco" in counts(), "the other file is taken in any case"
    assert "Switzerland, SECO" in said[0]
    assert ("57 withdrawn" in said[0]) == agreed
    assert ("nothing has changed" in said[0]) != agreed
