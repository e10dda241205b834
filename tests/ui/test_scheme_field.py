"""A scheme from a file for a new project, and for one that is there."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QWidget

from annotator.model.scheme import Scheme
from annotator.model.scheme_draft import Draft
from annotator.services.scheme_editing import adopt
from annotator.services.schemes import load_scheme, present_scheme, write_scheme_file
from tests.ui.window_stage import BY, Stage
from ui.dialogs.project import NewProjectForm, ProjectForm

KEY = Qt.Key


@pytest.fixture
def scheme(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Scheme:
    """A scheme in a file that every question for a file is answered with."""
    made = replace(load_scheme("diplomacy"), id="mine", version=3, name=(("fr", "Le mien"),))
    path = tmp_path / "mien.toml"
    write_scheme_file(made, path, "x")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: (str(path), ""))
    return made


def last_line(form: NewProjectForm | ProjectForm) -> None:
    """Go to the last line of the field by keys."""
    form.scheme.setFocus()
    QTest.keyClick(form.scheme, KEY.Key_End)


def test_a_new_project_takes_a_scheme_from_a_file(bare: Stage, scheme: Scheme, tmp_path: Path):
    def answer(form: QWidget) -> None:
        assert isinstance(form, NewProjectForm)
        form.name.setText("Neuf")
        form.place.set_path(tmp_path / "neuf.guillemet")
        last_line(form)
        assert "Le mien" in form.scheme.currentText()
        QTest.keyClick(form.name, KEY.Key_Return)

    bare.asked(answer, lambda: bare.window.run("project.new"))
    assert present_scheme(bare.project) == scheme
    bare.reopen()
    assert present_scheme(bare.project) == scheme


def test_a_project_works_with_a_scheme_from_a_file_from_now_on(stage: Stage, scheme: Scheme):
    def answer(form: QWidget) -> None:
        assert isinstance(form, ProjectForm)
        last_line(form)
        QTest.keyClick(form.name, KEY.Key_Return)

    adopt(
        stage.project,
        Draft.of(present_scheme(stage.project)).move(("group", "claim_types"), "demand", 1),
        BY,
    )
    changed = present_scheme(stage.project)
    stage.asked(answer, lambda: stage.window.run("project.properties"))
    assert present_scheme(stage.project) == scheme

    def back(form: QWidget) -> None:
        assert isinstance(form, ProjectForm)
        form.scheme.setCurrentIndex(form.scheme.findData("diplomacy@1"))
        QTest.keyClick(form.name, KEY.Key_Return)

    stage.asked(back, lambda: stage.window.run("project.properties"))
    assert present_scheme(stage.project) == changed


def test_another_version_of_the_same_scheme_is_sent_to_the_codebook(
    stage: Stage, scheme: Scheme, tmp_path: Path
):
    write_scheme_file(replace(scheme, id="diplomacy"), tmp_path / "mien.toml", "x")

    def answer(form: QWidget) -> None:
        assert isinstance(form, ProjectForm)
        last_line(form)
        QTest.keyClick(form.name, KEY.Key_Return)
        assert "guide" in form.wrong
        (tmp_path / "mien.toml").write_text("[[", "utf-8")
        last_line(form)
        assert "TOML" in form.wrong
        form.reject()

    stage.asked(answer, lambda: stage.window.run("project.properties"))
    assert present_scheme(stage.project) == load_scheme("diplomacy")
