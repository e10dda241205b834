"""What the window says when something is wrong: one sentence, and nothing else happens."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from annotator.model.checks import OpenPoint
from annotator.model.message import EnvironmentTrouble, msg
from annotator.services.projects import Project
from tests.conftest import PROJECT
from tests.ui.window_stage import BY, CTRL, SHIFT, Stage
from ui.presenters.frame import NewProject

HOLDER = """
import sys
from pathlib import Path
from annotator.services.projects import Project
with Project.open(Path(sys.argv[1]), "Paul Renard"):
    print("open", flush=True)
    sys.stdin.read()
"""


@contextmanager
def held_open(path: Path) -> Iterator[None]:
    """Another process that has the project open."""
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(path)],
        cwd=PROJECT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as other:
        assert other.stdout.readline() == "open\n"
        yield
        other.stdin.close()
        other.wait()


def test_a_project_that_is_open_elsewhere_is_refused_with_the_holders_name(
    bare: Stage, path: Path
) -> None:
    with held_open(path):
        assert not bare.window.frame.open_project(path)
        assert "Paul Renard" in bare.banner
        assert bare.main.welcome.isVisible()
    assert bare.window.frame.open_project(path)


def test_a_damaged_file_is_refused_and_left_as_it_is(bare: Stage, tmp_path: Path) -> None:
    damaged = tmp_path / "abime.guillemet"
    damaged.write_bytes(b"no database at all" * 100)
    before = damaged.read_bytes()
    assert not bare.window.frame.open_project(damaged)
    assert "abime.guillemet" in bare.banner
    assert bare.main.welcome.isVisible()
    assert damaged.read_bytes() == before


def test_a_refused_project_leaves_the_open_one_open(stage: Stage, tmp_path: Path) -> None:
    damaged = tmp_path / "abime.guillemet"
    damaged.write_bytes(b"no database at all" * 100)
    title = stage.title
    stage.window.frame.open_project(damaged)
    assert stage.banner
    assert stage.title == title
    stage.press("a")
    assert stage.session.annotation.items


def test_a_newer_file_is_refused(bare: Stage, path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    assert not bare.window.frame.open_project(path)
    assert bare.banner
    assert bare.banner != bare.window.say("app.unforeseen", log="")


def test_a_file_that_is_gone_is_said(bare: Stage, tmp_path: Path) -> None:
    assert not bare.window.frame.open_project(tmp_path / "parti.guillemet")
    assert "parti.guillemet" in bare.banner
    assert not (tmp_path / "parti.guillemet").exists()


def test_a_full_disk_is_said_and_the_work_is_saved_with_the_next_key(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_given: object) -> None:
        raise EnvironmentTrouble(msg("store.disk_full", path="essai.guillemet"))

    with monkeypatch.context() as patch:
        patch.setattr(Project, "commit", full)
        stage.press("a")
    assert "essai.guillemet" in stage.banner
    article = stage.session.article.id
    assert stage.project.load_work(article, BY).work.annotation.items == ()
    stage.press("a")
    assert stage.project.load_work(article, BY).work.annotation == stage.session.annotation
    assert stage.session.annotation.items


def test_a_read_only_project_says_so_and_refuses_what_would_change_it(
    bare: Stage, path: Path
) -> None:
    path.chmod(0o444)
    with open_read_only(path):
        assert bare.window.frame.open_project(path), bare.banner
        if not bare.project.read_only:
            pytest.skip("this system lets its user write to everything")
        assert bare.main.top._saved.text() == bare.window.say("panels.read_only")
        assert not bare.main.actions_.action("project.import").isEnabled()
        assert not bare.main.actions_.action("project.properties").isEnabled()
        bare.to_text()
        before = bare.session.work
        bare.press("a")
        assert bare.banner
        assert bare.session.work == before


@contextmanager
def open_read_only(path: Path) -> Iterator[None]:
    """Takes the right to write away, from the administrator, too."""
    with pytest.MonkeyPatch.context() as patch:
        allowed = os.access

        def access(place, mode: int, **more: object) -> bool:
            writing = bool(mode & os.W_OK)
            return not (writing and Path(place) == path) and allowed(place, mode, **more)

        patch.setattr(os, "access", access)
        yield


def test_renaming_is_shown_and_kept(stage: Stage) -> None:
    def answer(form) -> None:
        form.name.setFocus()
        form.name.selectAll()
        stage.type("Sahel 2023")
        stage.press(Qt.Key.Key_Return)

    stage.asked(answer, lambda: stage.window.run("project.properties"))
    assert stage.main.windowTitle() == "Sahel 2023 – Guillemet"
    assert "Sahel 2023" in stage.main.top._project.text()
    stage.reopen()
    assert stage.main.windowTitle() == "Sahel 2023 – Guillemet"


def test_a_copy_is_made_while_the_project_stays_open(
    stage: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "copie"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(target), ""))
    stage.press("a")
    stage.press("s", held=CTRL | SHIFT)
    copy = target.with_suffix(".guillemet")
    assert copy.is_file()
    assert str(copy) in stage.main.foot.words
    stage.press("a")
    with Project.open(copy, BY) as other:
        assert len(other.load_work(stage.session.article.id, BY).work.annotation.items) > 0


def test_a_new_project_is_made_by_its_form(
    bare: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "Niger.guillemet"

    def answer(form) -> None:
        bare.click(form.ok)
        assert form.wrong == bare.window.say("dialogs.no_name")
        form.name.setFocus()
        bare.type("Niger: 2023?")
        assert form.name.text() == "Niger: 2023?"
        assert form.place.path.name == "Niger 2023.guillemet"
        form.place.line.selectAll()
        form.place.line.setFocus()
        bare.type(str(tmp_path / "nowhere" / "x.guillemet"))
        bare.press(Qt.Key.Key_Return)
        assert "nowhere" in form.wrong
        form.place.line.selectAll()
        bare.type(str(target))
        bare.press(Qt.Key.Key_Return)

    bare.asked(answer, lambda: bare.press("n", held=CTRL | SHIFT))
    assert target.is_file()
    assert bare.project.name == "Niger: 2023?"
    assert bare.main.articles._import.isVisible()


def test_a_new_project_never_replaces_one_that_is_there(stage: Stage, path: Path) -> None:
    def answer(form) -> None:
        form.name.setText("Autre")
        form.place.line.setText(str(path))
        stage.click(form.ok)

    stage.asked(answer, lambda: stage.press("n", held=CTRL | SHIFT))
    assert stage.banner
    assert stage.project.name == "Essai"
    stage.click(stage.main.banner.close_button)
    assert not stage.banner
    assert stage.main.article.text.hasFocus(), "the next letter is a key, not a search"


def test_a_wrong_date_is_refused_with_its_sentence_and_a_right_one_kept(stage: Stage) -> None:
    def answer(form) -> None:
        form.published.setFocus()
        form.published.selectAll()
        stage.type("30/08/23")
        stage.press(Qt.Key.Key_Return)
        assert "30/08/23" in form.wrong
        form.published.selectAll()
        stage.type("2023-08")
        form.title.setText("Un autre titre")
        stage.press(Qt.Key.Key_Return)

    stage.asked(answer, lambda: stage.press("m", held=CTRL))
    assert stage.titles[0] == "Un autre titre"
    row = stage.window.frame.rows[0]
    assert str(row.meta.published) == "2023-08"


def test_notes_are_kept_with_the_article(stage: Stage) -> None:
    def answer(_form) -> None:
        stage.type("check the second speaker")
        stage.press(Qt.Key.Key_Tab)
        stage.press(Qt.Key.Key_Return)

    stage.asked(answer, lambda: stage.press("m", held=CTRL | SHIFT))
    assert stage.session.annotation.state.notes == "check the second speaker"
    stage.reopen()
    assert stage.session.annotation.state.notes == "check the second speaker"


def test_without_a_name_nothing_is_opened(bare: Stage, path: Path) -> None:
    bare.window.frame.settings = type(bare.window.frame.settings)()
    bare.asked(
        lambda _form: bare.press(Qt.Key.Key_Escape),
        lambda: bare.window.frame.open_project(path),
    )
    assert bare.window.frame.project is None

    def answer(_form) -> None:
        bare.type("Rim")
        bare.press(Qt.Key.Key_Return)

    bare.asked(answer, lambda: bare.window.frame.open_project(path))
    assert bare.window.frame.settings.annotator == "Rim"
    assert bare.title


def test_a_pre_highlighting_that_fails_is_said_and_work_goes_on(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failed(_article: object, _own: object = ()) -> Future:
        future: Future = Future()
        future.set_exception(EnvironmentTrouble(msg("prelabelling.stopped", title="Le Niger")))
        return future

    monkeypatch.setattr(stage.window.engine, "submit", failed)
    stage.window.prelabeller.ask(stage.session.article)
    stage.qtbot.waitUntil(lambda: bool(stage.banner))
    assert "Le Niger" in stage.banner
    assert not stage.main.top._busy.isVisible()
    stage.press("a")
    assert stage.session.annotation.items


def test_a_project_is_not_closed_under_long_work_and_closing_the_window_waits_for_it(
    stage: Stage,
) -> None:
    started, go_on = threading.Event(), threading.Event()
    ended: list[bool] = []

    def work(_progress: object, cancelled) -> None:
        started.set()
        while not cancelled() and not go_on.wait(0.01):
            pass
        ended.append(cancelled())

    shown: list[object] = []
    stage.window.tasks.run("tasks.import", work, shown.append)
    assert started.wait(5)
    assert stage.main.progress.isVisible()
    stage.press("w", held=CTRL)
    assert stage.window.frame.project is not None
    assert stage.banner == stage.window.say("tasks.busy")
    stage.main.close()
    assert ended == [True]
    assert shown == []
    assert stage.window.frame.project is None


def test_long_work_can_be_stopped_by_its_button(stage: Stage) -> None:
    def work(_progress: object, cancelled) -> str:
        while not cancelled():
            time.sleep(0.005)
        return "stopped"

    shown: list[object] = []
    stage.window.tasks.run("tasks.import", work, shown.append)
    stage.click(stage.main.progress.cancel_button)
    stage.work_done()
    assert shown == ["stopped"]
    assert not stage.main.progress.isVisible()
    stage.press("w", held=CTRL)
    assert stage.window.frame.project is None


def test_names_with_signs_that_mean_something_to_qt_are_shown_as_they_are(
    bare: Stage, tmp_path: Path
) -> None:
    name = "R&D <b>2023</b>"
    wish = NewProject(tmp_path / "r&d.guillemet", name, "fr", "diplomacy@1")
    bare.window.frame.new_project(wish)
    label = bare.main.top._project
    assert name in label.text()
    assert label.textFormat() == Qt.TextFormat.PlainText
    bare.press("w", held=CTRL)
    recent = bare.main.welcome._recent.itemAt(0).widget()
    assert recent.text().startswith("r&&d\n"), "a single & would be drawn as a line"


def test_an_ampersand_in_the_text_is_no_shortcut_of_the_menu(bare: Stage) -> None:
    point = OpenPoint("suggestion", 0, 4, None, msg("open.suggestion", words="Pemberton & Rowe"))
    bare.main.foot.show_points((point,))
    menu = bare.main.foot.menu()
    assert "Pemberton && Rowe" in menu.actions()[0].text()
    menu.deleteLater()
