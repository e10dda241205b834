"""Work that the disk cannot take: it goes on in memory, is said, and is saved as soon as it can."""

from __future__ import annotations

import sys
import threading
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from annotator.prelabel.pipeline import propose
from annotator.services.annotating import History, Session
from annotator.services.projects import Project
from annotator.services.schemes import load_scheme
from tests.ui.window_stage import BY, CTRL, Stage

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="an open file cannot move there")


def saved_items(project: Project, stage: Stage) -> int:
    return len(project.load_work(stage.session.article.id, BY).work.annotation.items)


@pytest.fixture
def elsewhere(stage: Stage, tmp_path: Path) -> Path:
    """The project file, moved away under the open window; the deed done since waits."""
    place = tmp_path / "elsewhere.guillemet"
    stage.project.path.rename(place)
    stage.press("a")
    assert stage.session.unsaved == 1
    return place


def test_work_goes_on_without_the_file_and_is_saved_when_it_is_back(
    stage: Stage, elsewhere: Path
) -> None:
    done = len(stage.session.annotation.items)
    assert done
    assert stage.project.path.name in stage.banner
    assert saved_items(stage.project, stage) == 0
    waiting = stage.window.say("panels.waiting", n=1)
    assert waiting in stage.main.top._saved.text()
    elsewhere.rename(stage.project.path)
    stage.press("a")
    assert stage.session.unsaved == 0
    assert saved_items(stage.project, stage) == len(stage.session.annotation.items) > done
    assert stage.window.say("panels.saved") in stage.main.top._saved.text()
    before = stage.session.annotation
    stage.reopen()
    assert stage.session.annotation == before
    stage.press("z", held=CTRL)
    stage.press("z", held=CTRL)
    assert stage.session.annotation.items == ()


def test_it_is_tried_again_without_a_key(stage: Stage, elsewhere: Path) -> None:
    elsewhere.rename(stage.project.path)
    stage.qtbot.waitUntil(lambda: stage.session.unsaved == 0)
    assert stage.banner == ""
    assert saved_items(stage.project, stage)


def test_nobody_leaves_an_article_or_a_project_that_is_not_saved(
    stage: Stage, elsewhere: Path
) -> None:
    title = stage.title
    stage.click_row(1)
    stage.press("w", held=CTRL)
    assert stage.window.frame.project is not None
    assert stage.title == title
    assert stage.session.unsaved == 1
    elsewhere.rename(stage.project.path)
    stage.click_row(1)
    assert stage.title != title


def test_closing_asks_before_it_gives_work_up(stage: Stage, elsewhere: Path) -> None:
    assert elsewhere.exists()
    stage.asked(lambda _form: stage.press(Qt.Key.Key_Escape), stage.main.close)
    assert stage.main.isVisible()
    assert stage.session.unsaved == 1
    stage.asked(lambda form: stage.click(form.ok), stage.main.close)
    assert not stage.main.isVisible()
    assert stage.window.frame.project is None


def test_a_long_write_holds_no_key_up(stage: Stage) -> None:
    writing, go_on = threading.Event(), threading.Event()

    def hold() -> None:
        with stage.project._store.writing():
            writing.set()
            go_on.wait(10)

    thread = threading.Thread(target=hold)
    thread.start()
    assert writing.wait(5)
    stage.press("a")
    assert stage.session.annotation.items
    assert stage.session.unsaved == 1
    assert stage.banner == "", "this is nobody's mistake"
    go_on.set()
    thread.join()
    stage.qtbot.waitUntil(lambda: stage.session.unsaved == 0)
    assert saved_items(stage.project, stage)


def test_suggestions_that_come_during_a_long_write_are_kept_after_it(stage: Stage) -> None:
    before = stage.session.proposals
    new = propose(stage.session.article)
    new = replace(new, suggestions=new.suggestions[:-1])
    with stage.project._store.writing():
        stage.window.prelabeller.proposed.emit(new, "règles")
        assert stage.banner == ""
    stage.qtbot.waitUntil(lambda: stage.session.proposals != before)
    kept = stage.session.proposals.suggestions
    assert [one.id for one in kept] == [one.id for one in before.suggestions[:-1]]
    assert stage.project.proposals(stage.session.article.id) == stage.session.proposals


def test_a_stale_step_is_told_and_the_article_shown_as_it_is_saved(stage: Stage) -> None:
    item = stage.window.desk.selected
    loaded = stage.project.load_work(stage.session.article.id, BY)
    other = Session(
        stage.project,
        loaded.article,
        loaded.work,
        loaded.proposals,
        History.of(loaded.log),
        load_scheme(loaded.work.annotation.scheme),
    )
    other.reject(item)
    stage.press("a")
    assert stage.banner
    assert stage.session.annotation == other.annotation
    assert stage.session.find(item) is None
    stage.press("z", held=CTRL)
    assert stage.session.find(item) is not None
    stage.press("a")
    assert stage.session.annotation.items
    assert saved_items(stage.project, stage) == len(stage.session.annotation.items)
