"""Backups that make themselves, and what is offered when the program broke off."""

from __future__ import annotations

import datetime
from pathlib import Path

from PySide6.QtCore import Qt

from annotator.model.message import EnvironmentTrouble, msg
from annotator.services import recovery
from annotator.services.annotating import History, Session
from annotator.services.backups import back_up, backup_folder, backups
from annotator.services.projects import Project
from annotator.services.schemes import load_scheme
from tests.ui.window_stage import BY, Stage, staged
from ui.dialogs.backups import BackupsForm
from ui.dialogs.recovery import RecoveryForm

Key = Qt.Key
YESTERDAY = datetime.date(2026, 11, 27)


class Sick:
    """A journal whose disk is full."""

    def commit(self, *_args: object) -> None:
        raise EnvironmentTrouble(msg("store.disk_full", path="a"))


def break_off(path: Path, deeds: int = 2) -> Session:
    """Do some deeds that the disk does not take, and stop without a close."""
    with Project.open(path, BY) as project:
        row = project.article_rows(BY)[0]
        loaded = project.load_work(row.id, BY)
        scheme = load_scheme(loaded.work.annotation.scheme)
        session = Session(Sick(), loaded.article, loaded.work, loaded.proposals, History(), scheme)
        for _ in range(deeds):
            session.accept(session.open_suggestions()[0].item.id)
        recovery.keep(project, session)
    lock = path.with_name(path.name + ".lock")
    lock.write_text('{"name": "x", "process": 1}', "utf-8")
    return session


def test_the_first_change_of_the_day_makes_a_backup_and_the_second_none(stage: Stage):
    safety = stage.window.safety
    safety._timer.setInterval(0)
    folder = backup_folder(stage.project.path, "")
    assert not folder.exists()
    stage.press("a")
    stage.qtbot.waitUntil(lambda: len(backups(stage.project.path, "")) == 1)
    stage.qtbot.waitUntil(lambda: safety._job is None)
    (made,) = backups(stage.project.path, "")
    assert made.holds.articles == 3
    assert made.holds.items > 0
    stage.press("a")
    assert not safety._timer.isActive()


def test_an_article_put_into_the_bin_is_a_change_as_well(stage: Stage):
    stage.window.safety._timer.setInterval(0)
    stage.window.run("article.bin")
    stage.qtbot.waitUntil(lambda: len(backups(stage.project.path, "")) == 1)
    stage.qtbot.waitUntil(lambda: stage.window.safety._job is None)


def test_a_backup_that_cannot_be_made_is_told_and_work_goes_on(stage: Stage):
    backup_folder(stage.project.path, "").write_text("in the way")
    stage.window.safety._timer.setInterval(0)
    stage.press("a")
    stage.qtbot.waitUntil(lambda: stage.banner != "")
    assert "essai.backups" in stage.banner
    stage.press("a")
    assert stage.session.unsaved == 0


def test_a_backup_is_opened_as_a_copy_by_keys(stage: Stage):
    project = stage.project
    back_up(project, "", YESTERDAY)
    stage.press("a", "a", "a")
    now = len(stage.session.annotation.items)
    assert now

    def choose(form):
        assert isinstance(form, BackupsForm)
        row = [form.table.model().index(0, n).data() for n in range(4)]
        assert row == ["vendredi 27 novembre 2026", "3", "0", "0"]
        stage.press(Key.Key_Return)

    stage.asked(choose, lambda: stage.window.run("project.backups"))
    stage.work_done()
    assert stage.project.path.name == "essai-2026-11-27.guillemet"
    assert stage.session.annotation.items == ()
    assert len(backups(project.path, "")) == 1


def test_another_folder_is_kept_for_all_projects(stage: Stage, tmp_path: Path, monkeypatch):
    other = tmp_path / "elsewhere"
    monkeypatch.setattr(
        "ui.dialogs.backups.QFileDialog.getExistingDirectory", lambda *_args: str(other)
    )

    def choose(form):
        assert not form.ok.isEnabled()
        assert "pas encore de sauvegarde" in form.empty.text()
        stage.click(form.other)
        assert str(other) in form.place.text()
        stage.press(Key.Key_Escape)

    stage.asked(choose, lambda: stage.window.run("project.backups"))
    assert stage.window.frame.settings.backup_folder == str(other)
    stage.window.safety._timer.setInterval(0)
    stage.press("a")
    stage.qtbot.waitUntil(lambda: len(backups(stage.project.path, str(other))) == 1)
    stage.qtbot.waitUntil(lambda: stage.window.safety._job is None)


def test_steps_that_were_never_saved_are_shown_and_taken_up(bare: Stage, path: Path):
    lost = break_off(path)

    def take(form):
        assert isinstance(form, RecoveryForm)
        said = [form.steps.item(n).text() for n in range(form.steps.count())]
        assert len(said) == 2
        assert all(one.startswith("Accepter") for one in said)
        bare.press(Key.Key_Return)

    bare.asked(take, lambda: bare.window.frame.open_project(path))
    bare.qtbot.waitUntil(lambda: bare.session.annotation == lost.annotation)
    assert len(bare.session.history.done) == 2
    assert recovery.held(bare.project) == ()


def test_they_can_wait_or_be_given_up(bare: Stage, path: Path):
    break_off(path)
    frame = bare.window.frame
    bare.asked(lambda _form: bare.press(Key.Key_Escape), lambda: frame.open_project(path))
    assert len(recovery.held(bare.project)) == 1
    frame.close_project()
    bare.asked(lambda form: bare.click(form.drop), lambda: frame.open_project(path))
    assert recovery.held(bare.project) == ()
    assert bare.session.annotation.items == ()


def test_after_a_crash_it_is_said_up_to_where_all_is_saved(qtbot, path: Path):
    with staged(qtbot, path) as stage:
        stage.press("a")
    lock = path.with_name(path.name + ".lock")
    lock.write_text('{"name": "x", "process": 1}', "utf-8")
    with staged(qtbot, path) as stage:
        qtbot.waitUntil(lambda: "Tout est enregistré" in stage.main.foot.words)
        assert "Accepter" in stage.main.foot.words
