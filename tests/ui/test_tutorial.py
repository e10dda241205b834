"""The tutorial in the real window, with keys alone: to its end, wrong turns, a restart, again."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from annotator.messages import LANGUAGES
from annotator.services.samples import sample_path, sample_project
from annotator.services.tutorial import tutorial_path, tutorial_project
from annotator.settings import load_settings
from tests.ui.window_stage import BY, CTRL, SHIFT, Stage, staged
from ui.presenters.tutorial import END, ORDER, plain

K = Qt.Key


@pytest.fixture(params=LANGUAGES)
def lesson(qtbot, request) -> Iterator[Stage]:
    """The window with the tutorial just begun, in one language."""
    language = request.param
    tutorial_path(language).unlink(missing_ok=True)
    path = tutorial_project(language)
    with staged(qtbot, path, language=language) as stage:
        yield stage


@pytest.fixture
def french(qtbot) -> Iterator[Stage]:
    tutorial_path("fr").unlink(missing_ok=True)
    with staged(qtbot, tutorial_project("fr"), language="fr") as stage:
        yield stage


def guide(stage: Stage):
    return stage.window.tutorial.tutorial


def step(stage: Stage) -> str:
    return guide(stage).step


def said(stage: Stage) -> str:
    return plain(guide(stage).sheet().said)


def words(stage: Stage, name: str) -> str:
    return stage.window.tutorial.tutorial._lesson.words[name]


def select(stage: Stage, count: int) -> None:
    """Select so many words after the caret."""
    for _ in range(count):
        stage.press(K.Key_Right, held=SHIFT)


def select_words(stage: Stage, wanted: str) -> None:
    """Select words from the caret on, as a learner does: until they are selected."""
    for _ in range(12):
        select(stage, 1)
        found = stage.main.article.selection()
        text = stage.session.article.text
        if found and text[slice(*found)] == wanted:
            return
    pytest.fail(f"cannot select {wanted!r} by words")


def show(stage: Stage) -> None:
    stage.press(K.Key_F2)


def do_move(stage: Stage) -> None:
    stage.press("j", "j", "k")


def do_accept(stage: Stage) -> None:
    stage.press("a")


def do_undo(stage: Stage) -> None:
    show(stage)
    stage.press("x")
    stage.press(K.Key_Z, held=CTRL)


def do_reject(stage: Stage) -> None:
    for _ in range(30):
        item = stage.window.desk.item
        if item is not None and getattr(item, "span", None) and item.span.text == words(stage, "friend"):
            break
        stage.press(K.Key_Space)
    stage.press("x")


def do_ends(stage: Stage) -> None:
    show(stage)
    stage.press("e")
    for _ in range(4 if stage.window.say.language == "fr" else 3):
        stage.press(K.Key_Right)
    stage.press(K.Key_Return)


def do_unnamed(stage: Stage) -> None:
    show(stage)
    stage.press("s", K.Key_Up, K.Key_Up, K.Key_Return)


def do_join(stage: Stage) -> None:
    show(stage)
    stage.press("p")
    show(stage)
    select_words(stage, words(stage, "insisted"))
    stage.press("v")


def do_same(stage: Stage) -> None:
    show(stage)
    stage.press("g")


def do_claim(stage: Stage) -> None:
    show(stage)
    stage.press("c", "d")


def do_speaker(stage: Stage) -> None:
    show(stage)
    stage.press("s")
    stage.type("da")
    stage.press(K.Key_Return)


def do_reference(stage: Stage) -> None:
    show(stage)
    select_words(stage, words(stage, "regulation"))
    stage.press("r", K.Key_Return)


def do_doubt(stage: Stage) -> None:
    show(stage)
    stage.press("u")


def do_palette(stage: Stage) -> None:
    stage.asked(
        lambda _form: stage.press(K.Key_Escape), lambda: stage.press(K.Key_K, held=CTRL)
    )
    stage.to_text()


def do_left(stage: Stage) -> None:
    stage.asked(lambda _menu: stage.press(K.Key_Escape), lambda: stage.press("o"))
    stage.to_text()
    stage.press("a", held=SHIFT)


def do_finish(stage: Stage) -> None:
    stage.press("d")


DEEDS = {name.removeprefix("do_"): deed for name, deed in tuple(globals().items())
         if name.startswith("do_")}  # fmt: skip


def go_until(stage: Stage, wanted: str) -> None:
    while step(stage) != wanted:
        here = step(stage)
        DEEDS[here](stage)
        assert step(stage) != here, said(stage)


def test_every_step_has_its_deed_here():
    assert set(DEEDS) == set(ORDER)


def test_the_whole_tutorial_is_done_with_keys(lesson: Stage) -> None:
    panel = lesson.main.tutorial
    assert not panel.isHidden()
    for number, name in enumerate(ORDER, 1):
        assert step(lesson) == name
        assert f"{number} " in panel.title.accessibleName()
        assert str(len(ORDER)) in panel.title.accessibleName()
        DEEDS[name](lesson)
        assert step(lesson) != name, said(lesson)
        assert guide(lesson).sheet().ticks == number, said(lesson)
        assert guide(lesson).sheet().tone == "right"
        assert panel.said.isVisible()
    assert step(lesson) == END
    assert guide(lesson).sheet().kind == "end"
    assert lesson.session.annotation.state.status == "done"
    assert lesson.session.open_points() == ()
    assert lesson.project.check() == ()
