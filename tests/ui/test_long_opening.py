"""Opening a long article: its text at once, its work from another thread, and no key in vain."""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication

from annotator.model.message import EnvironmentTrouble, msg
from annotator.services.annotating import Session
from tests.ui.window_stage import BY, CTRL, Stage, staged
from ui.commands import switch_theme
from ui.presenters import frame, opening
from ui.presenters.cards import cards_of
from ui.presenters.marks import marks_of
from ui.presenters.opening import Asked

Key = Qt.Key


class Gate:
    """Holds reading up until it is opened; every reading that comes through is counted."""

    def __init__(self) -> None:
        self.free = threading.Event()
        self.read = 0
        self.trouble: EnvironmentTrouble | None = None

    def shut(self) -> None:
        self.free.clear()


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> Iterator[Gate]:
    """Every article counts as long; reading waits while the gate is shut."""
    made, read = Gate(), Asked.read

    def waiting(self: Asked) -> Session:
        found = read(self)
        assert made.free.wait(30)
        made.read += 1
        if made.trouble is not None:
            raise made.trouble
        return found

    monkeypatch.setattr(opening, "LONG", 10)
    monkeypatch.setattr(frame, "SURELY_SHORT", 0)
    monkeypatch.setattr(Asked, "read", waiting)
    made.free.set()
    yield made
    made.free.set()


@pytest.fixture
def long(qtbot, path: Path, gate: Gate) -> Iterator[Stage]:
    """A window on a project of which every article is long; the first is there."""
    with staged(qtbot, path) as stage:
        wait(stage)
        yield stage


def wait(stage: Stage) -> None:
    """Wait for the work that is being read."""
    stage.qtbot.waitUntil(lambda: stage.session is not None, timeout=20_000)
    QApplication.processEvents()


def coming(stage: Stage, gate: Gate, row: int = 1) -> str:
    """Open an article by a click, its work being held up; the first words of its text."""
    gate.shut()
    stage.click_row(row)
    assert stage.session is None
    return stage.main.article.text.pages.text[:20]


def test_the_text_is_there_at_once_and_what_comes_is_what_is_shown_otherwise(
    long: Stage, gate: Gate
) -> None:
    begin = coming(long, gate)
    text = long.main.article.text
    assert begin.strip()
    assert text.page.marks == ()
    assert long.main.articles.chosen() == (long.window.frame.current,)
    assert long.window.say("long.reading") in long.main.article.header._subtitle.text()
    gate.free.set()
    wait(long)
    desk, session = long.window.desk, long.session
    assert session.article.text == text.pages.text
    assert desk.selected == session.open_points()[0].item
    assert text.page.marks == marks_of(session, desk.selected, "fr")
    cards = cards_of(session, desk.selected, "fr")
    assert [card.item for card in long.main.article.margin._all] == [one.item for one in cards]
    assert long.window.say("long.reading") not in long.main.article.header._subtitle.text()


def test_keys_that_come_too_early_are_answered_and_change_nothing(long: Stage, gate: Gate) -> None:
    coming(long, gate)
    long.to_text()
    before = [long.project.load_work(row.id, BY).work for row in long.window.frame.rows]
    for key in ("a", "x", "m", "c", Key.Key_Space):
        long.main.foot.tell("")
        long.press(key)
        assert long.window.say("long.wait") in shown_words(long)
    long.press("z", held=CTRL)
    gate.free.set()
    wait(long)
    after = [long.project.load_work(row.id, BY).work for row in long.window.frame.rows]
    assert [one.annotation.items for one in after] == [one.annotation.items for one in before]
    chosen = long.window.desk.selected
    long.press("a")
    assert chosen in {item.id for item in long.session.annotation.items}


def shown_words(stage: Stage) -> str:
    return stage.main.foot._words.text()


def test_who_moves_meanwhile_stays_where_they_are(long: Stage, gate: Gate) -> None:
    coming(long, gate)
    long.to_text()
    text = long.main.article.text
    long.press(Key.Key_PageDown, Key.Key_PageDown, Key.Key_Right)
    caret, scrolled = text.caret(), text.bar.value()
    assert caret > 0
    gate.free.set()
    wait(long)
    assert (text.caret(), text.bar.value()) == (caret, scrolled)
    assert long.window.desk.selected is None
    assert text.page.marks == marks_of(long.session, None, "fr")


def test_another_article_chosen_meanwhile_is_the_one_that_stays(long: Stage, gate: Gate) -> None:
    first = coming(long, gate, 1)
    second = coming(long, gate, 2)
    assert first != second
    gate.free.set()
    wait(long)
    long.qtbot.waitUntil(lambda: gate.read >= 3)
    QApplication.processEvents()
    assert long.session.article.text.startswith(second)
    assert long.main.article.text.pages.text == long.session.article.text
    assert long.title == long.titles[2]
    long.press(Key.Key_Up, held=CTRL)
    wait(long)
    assert long.title == long.titles[1]


def test_a_project_closed_meanwhile_is_closed_and_nothing_comes_after_it(
    long: Stage, gate: Gate
) -> None:
    coming(long, gate)
    threading.Timer(0.2, gate.free.set).start()
    long.window.run("project.close")
    QApplication.processEvents()
    assert long.window.frame.project is None
    assert long.session is None
    assert long.main.article.text.pages.text == ""
    assert gc.isenabled()
    assert not long.banner


def test_a_step_after_it_is_saved_undone_and_there_again(long: Stage, gate: Gate) -> None:
    coming(long, gate)
    gate.free.set()
    wait(long)
    before = long.session.annotation.items
    article = long.session.article.id
    long.to_text()
    long.press("a")
    assert len(long.session.annotation.items) == len(before) + 1
    assert long.project.load_work(article, BY).work.annotation == long.session.annotation
    long.press("z", held=CTRL)
    assert long.session.annotation.items == before
    long.reopen()
    wait(long)
    assert long.session.article.id == article
    assert long.session.annotation.items == before


def test_what_cannot_be_read_is_said_and_the_list_goes_on(long: Stage, gate: Gate) -> None:
    gate.trouble = EnvironmentTrouble(msg("store.gone", path="essai"))
    coming(long, gate)
    gate.free.set()
    long.qtbot.waitUntil(lambda: bool(long.banner))
    assert "essai" in long.banner
    assert long.window.frame.current is None
    assert long.main.article.text.pages.text == ""
    gate.trouble = None
    long.click_row(1)
    wait(long)
    assert long.title == long.titles[1]


def test_a_place_found_elsewhere_is_gone_to_when_its_item_is_there(long: Stage, gate: Gate) -> None:
    row = long.window.frame.rows[2]
    item = long.project.proposals(row.id).suggestions[-1].item
    gate.shut()
    long.window.places.show_text(row.id, 0, 1, item.id)
    assert long.session is None
    gate.free.set()
    wait(long)
    assert long.window.desk.selected == item.id


def test_what_changes_while_it_is_read_is_read_anew(long: Stage, gate: Gate) -> None:
    coming(long, gate)
    row = long.window.frame.rows[1]
    state = long.window.frame.state(row.id)
    assert state is not None
    long.window.frame.edit_metadata(row.id, "Un autre titre", state.meta)
    gate.free.set()
    wait(long)
    assert long.title == "Un autre titre"


def test_the_collector_rests_only_while_a_long_article_is_read(long: Stage, gate: Gate) -> None:
    assert gc.isenabled()
    coming(long, gate)
    assert not gc.isenabled()
    gate.free.set()
    wait(long)
    long.qtbot.waitUntil(gc.isenabled)


def test_another_theme_reaches_the_places_out_of_sight(stage: Stage) -> None:
    places = stage.main.more_places
    before = places["review"].form.styleSheet()
    switch_theme(stage.window)
    stage.window.places.go("review")
    wanted = places["review"].form.styleSheet()
    assert wanted != before, "the place that is gone to does not wait for its turn"
    assert stage.window.theme.hex("page") in wanted
    forms = [one.form for one in places.values()]
    stage.qtbot.waitUntil(lambda: {one.styleSheet() for one in forms} == {wanted})


def test_larger_type_keeps_caret_and_selected_item(stage: Stage) -> None:
    text, desk = stage.main.article.text, stage.window.desk
    before = text.caret(), desk.selected, text.page.marks
    size = text.pages.size
    stage.window.run("view.larger")
    assert text.pages.size > size
    assert (text.caret(), desk.selected, text.page.marks) == before


def test_another_size_of_type_keeps_what_is_read_in_sight(stage: Stage) -> None:
    text = stage.main.article.text
    text.set_caret(0)
    text.bar.setValue(text.bar.maximum() // 2)
    top = text.point_at(QPoint(0, 0))
    assert text.bar.value() > 0
    for action in ("view.larger", "view.larger", "view.smaller"):
        stage.window.run(action)
        assert abs(text.y_of(top)) <= 1, "the line at the top stays there"
    assert text.caret() == 0
    text.bar.setValue(0)
    stage.window.run("view.larger")
    assert text.bar.value() == 0


def test_a_caret_in_sight_stays_in_sight_in_larger_type(stage: Stage) -> None:
    text = stage.main.article.text
    low = text.point_at(QPoint(5, text.viewport().height() - 30))
    text.set_caret(low)
    for _ in range(4):
        stage.window.run("view.larger")
        assert 0 <= text.y_of(low) < text.viewport().height()
