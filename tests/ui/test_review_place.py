"""The review queue in the window: filtered, decided by keys, one undo, to the text and back."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication

from annotator.model.review import ReviewFilter
from annotator.services import review_deciding
from annotator.services.review import Queue
from annotator.services.review_deciding import TakenBack
from tests.ui.window_stage import BY, CTRL, SHIFT, Stage
from ui.models.context import ROW_ROLE
from ui.presenters import review as presenter

KEY = Qt.Key


def settled(stage: Stage) -> None:
    """Wait until the queue is counted and the rows in sight are read."""
    place = stage.window.places.review
    stage.qtbot.waitUntil(lambda: not place.busy and not place.review.counting, timeout=20_000)
    stage.qtbot.waitUntil(lambda: not place.busy)


@pytest.fixture
def queue(stage: Stage) -> Stage:
    """The window at the queue, with the focus in its list."""
    stage.press(KEY.Key_R, held=CTRL)
    settled(stage)
    assert panel(stage).list.hasFocus()
    return stage


def panel(stage: Stage):
    return stage.window.places.review.panel


def review(stage: Stage):
    return stage.window.places.review.review


def counted(stage: Stage) -> str:
    return panel(stage).count.text()


def total(stage: Stage, **wanted: object) -> int:
    return Queue(stage.project, ReviewFilter(BY, **wanted)).total


def choose(stage: Stage, box, words: str) -> None:
    """Choose an entry of a field by its words, as a person does by keys."""
    box.setFocus()
    box.setCurrentIndex(box.findText(words, Qt.MatchFlag.MatchEndsWith))
    settled(stage)


def test_all_that_waits_is_listed_with_its_count(queue: Stage) -> None:
    there = total(queue)
    assert there > 100
    assert counted(queue) == f"{there} éléments dans 3 articles"
    model = panel(queue).model
    assert model.rowCount() == there
    first = model.index(0, 0).data(ROW_ROLE)
    assert first.sign == "undecided"
    assert "à décider" in model.index(0, 0).data()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)


def test_a_and_x_decide_one_by_one_and_ctrl_z_takes_each_back(queue: Stage) -> None:
    choose(queue, panel(queue).form.what, "Lieu")
    panel(queue).list.setFocus()
    place = {"type": "mention", "label": "LOC"}
    there, first = total(queue, **place), review(queue).here
    queue.press("a")
    second = review(queue).here
    assert total(queue, state="accepted") == 1
    assert second != first
    queue.press("x")
    assert total(queue, state="rejected") == 1
    assert total(queue, **place) == there - 2
    assert counted(queue).startswith(str(there - 2))
    queue.press(KEY.Key_Z, held=CTRL)
    assert (total(queue, state="rejected"), review(queue).here) == (0, second)
    queue.press(KEY.Key_Z, held=CTRL)
    assert (total(queue, **place), review(queue).here) == (there, first)
    assert not queue.main.actions_.action("decide.undo").isEnabled()


def test_everything_shown_is_said_first_then_done_and_undone_at_once(queue: Stage) -> None:
    choose(queue, panel(queue).form.what, "Références aux sanctions")
    there = total(queue, type="reference")
    assert there > 3
    panel(queue).list.setFocus()
    queue.press("A", held=SHIFT)
    assert panel(queue).sure.text().startswith(f"{there} éléments dans")
    assert total(queue, state="accepted") == 0
    queue.press(KEY.Key_Escape)
    assert not panel(queue).sure.isVisible()
    queue.press("A", held=SHIFT)
    queue.press("A", held=SHIFT)
    queue.work_done()
    settled(queue)
    assert total(queue, type="reference") == 0
    assert total(queue, type="reference", state="accepted") == there
    assert panel(queue)._empty.isVisible()
    panel(queue).setFocus()
    queue.window.run("decide.undo")
    queue.work_done()
    settled(queue)
    assert total(queue, type="reference") == there
    assert total(queue, state="") == total(queue)


def test_an_undo_that_is_stopped_goes_on_where_it_was(
    queue: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(review_deciding, "AT_A_TIME", 1)
    monkeypatch.setattr(presenter, "QUICK", 0)
    looks = iter((False, True, False, False, False))

    def stopped_once(*given) -> TakenBack:
        return review_deciding.take_back(*given[:4], lambda: next(looks))

    monkeypatch.setattr(presenter, "take_back", stopped_once)
    there = total(queue)
    panel(queue).list.setFocus()
    queue.press("A", held=SHIFT)
    queue.press("A", held=SHIFT)
    queue.work_done()
    settled(queue)
    places = len(review(queue).steps[-1].articles)
    assert places > 1
    queue.window.run("decide.undo")
    queue.work_done()
    settled(queue)
    assert 0 < total(queue) < there
    assert f"dans 1 article, reste {places - 1}" in queue.main.foot.words
    queue.window.run("decide.undo")
    queue.work_done()
    settled(queue)
    assert total(queue) == there
    assert review(queue).steps == []


def test_rejecting_all_asks_for_its_own_confirmation(queue: Stage) -> None:
    choose(queue, panel(queue).form.what, "Références aux sanctions")
    panel(queue).list.setFocus()
    queue.press("A", held=SHIFT)
    queue.press("X", held=SHIFT)
    assert "rejetés" in panel(queue).sure.text()
    queue.press(KEY.Key_Down)
    assert not panel(queue).sure.isVisible()
    queue.press("X", held=SHIFT)
    queue.press("X", held=SHIFT)
    queue.work_done()
    settled(queue)
    assert total(queue, type="reference") == 0


def test_enter_shows_the_item_in_its_text_and_ctrl_r_leads_back(queue: Stage) -> None:
    for _ in range(60):
        queue.press("j")
    settled(queue)
    entry = review(queue).here
    queue.press(KEY.Key_Return)
    assert queue.session.article.id == entry.article
    assert queue.window.desk.selected == entry.id
    assert queue.main.article.text.hasFocus()
    queue.press("a")
    queue.press(KEY.Key_R, held=CTRL)
    settled(queue)
    assert panel(queue).list.hasFocus()
    assert review(queue).here.id != entry.id
    after = review(queue).here
    assert (after.article, after.start >= entry.start) == (entry.article, True)
    queue.press(KEY.Key_Escape)
    assert queue.main.article.text.hasFocus()


def test_the_open_article_shows_what_the_queue_decided(queue: Stage) -> None:
    first = queue.session.article.id
    assert review(queue).here.article == first
    queue.press("a", "a", "a")
    queue.press(KEY.Key_Escape)
    assert len(queue.session.annotation.items) >= 3
    assert queue.window.frame.row(first).status == "in_progress"
    queue.press(KEY.Key_Z, held=CTRL)
    assert queue.banner == ""


def test_the_filter_and_the_place_survive_a_restart(queue: Stage) -> None:
    form = panel(queue).form
    choose(queue, form.what, "Personne")
    form.words.setFocus()
    queue.type("e")
    queue.qtbot.waitUntil(lambda: review(queue).wanted.words == "e")
    form.least.setFocus()
    form.least.setValue(20)
    queue.qtbot.waitUntil(lambda: review(queue).wanted.least == 0.2)
    settled(queue)
    panel(queue).list.setFocus()
    queue.press("j", "j")
    wanted, entry = review(queue).wanted, review(queue).here
    queue.press("a")
    queue.press(KEY.Key_Z, held=CTRL)
    queue.press("x")
    after = review(queue).here
    queue.reopen()
    queue.press(KEY.Key_R, held=CTRL)
    settled(queue)
    assert review(queue).wanted == wanted
    assert panel(queue).form.words.text() == "e"
    assert panel(queue).form.what.currentText().strip() == "Personne"
    assert review(queue).here == after
    queue.press(KEY.Key_Z, held=CTRL)
    assert review(queue).here == entry


def test_the_fields_have_room_for_their_words(queue: Stage) -> None:
    for box in (panel(queue).form.least, panel(queue).form.most):
        edit = box.lineEdit()
        assert edit.width() >= edit.fontMetrics().horizontalAdvance("100\u00a0%")
        assert edit.height() >= edit.fontMetrics().height()


def test_elsewhere_the_foot_names_the_way_back(queue: Stage) -> None:
    foot, back = queue.window.main.foot, queue.window.say("foot.back")
    assert back in foot.words
    assert not foot.todo.isVisibleTo(queue.window.main)
    queue.window.places.go("annotate")
    assert back not in foot.words
    assert foot.todo.isVisibleTo(queue.window.main)


def test_a_filter_that_nothing_answers_says_what_to_do(queue: Stage) -> None:
    form = panel(queue).form
    form.words.setFocus()
    queue.type("zzzzzz")
    queue.qtbot.waitUntil(lambda: review(queue).wanted.words == "zzzzzz")
    settled(queue)
    assert panel(queue)._empty.isVisible()
    assert "Élargissez" in panel(queue)._empty.text()
    assert not panel(queue).accept_all.isEnabled()
    queue.click(form.clear)
    settled(queue)
    assert review(queue).total == total(queue, state="")


def test_a_broken_pattern_is_said_and_nothing_breaks(queue: Stage) -> None:
    form = panel(queue).form
    form.words.setFocus()
    queue.type("(")
    form.regex.setFocus()
    queue.press(KEY.Key_Space)
    settled(queue)
    assert "n’est pas complète" in queue.banner
    form.words.selectAll()
    form.words.setFocus()
    queue.type("^N")
    queue.qtbot.waitUntil(lambda: review(queue).total > 0)


def test_letters_in_the_fields_decide_nothing(queue: Stage) -> None:
    there = total(queue)
    for field in (panel(queue).form.words, panel(queue).form.state, panel(queue).accept):
        field.setFocus()
        queue.press("a", "x")
    settled(queue)
    assert total(queue) == there


def test_the_buttons_do_the_same_by_mouse(queue: Stage) -> None:
    there = total(queue)
    queue.click(panel(queue).accept)
    queue.click(panel(queue).reject)
    assert total(queue) <= there - 2
    queue.click(panel(queue).undo)
    queue.click(panel(queue).undo)
    assert total(queue) == there
    queue.click(queue.main.switch.buttons["annotate"])
    assert queue.main.places.currentWidget() is queue.main.splitter
    queue.click(queue.main.switch.buttons["review"])
    settled(queue)
    assert panel(queue).isVisible()


def test_an_action_of_the_text_goes_back_to_it(queue: Stage) -> None:
    queue.window.run("make.quote")
    assert queue.window.places.present == "annotate"
    assert queue.main.splitter.isVisible()


def test_f1_explains_the_queue(queue: Stage) -> None:
    queue.press(KEY.Key_F1)
    window = next(one for one in QApplication.topLevelWidgets() if hasattr(one, "open_page"))
    assert window.pages.currentItem().text() == "Revoir tout le projet"
    window.close()


def test_without_a_project_there_is_no_queue(bare: Stage) -> None:
    bare.window.run("view.review")
    assert bare.window.places.present == "annotate"
    assert not bare.main.switch.isVisible()
