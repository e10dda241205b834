"""Comparing the open article with gold: figures, differences, and the way to their places."""

from __future__ import annotations

from pathlib import Path
from threading import Event
from time import sleep

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QDialog, QFileDialog

from annotator.model.items import anchor
from annotator.model.message import msg
from annotator.services.exporting import Scope, export
from annotator.services.schemes import load_scheme
from tests.ui.window_stage import CTRL, LEFT, NONE, Stage
from ui.beside import uncover
from ui.dialogs.evaluation import EvaluationWindow
from ui.models.evaluation import RowsModel


def test_rows_are_a_sound_model(qtbot) -> None:
    model = RowsModel(("a", "b"), (("x", "1"), ("y", "2")), range(1, 2))
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    cells = [[model.index(row, column).data() for column in range(2)] for row in range(2)]
    assert cells == [["x", "1"], ["y", "2"]]
    role = Qt.ItemDataRole.TextAlignmentRole
    sides = [model.index(0, column).data(role) for column in range(2)]
    assert [bool(side & Qt.AlignmentFlag.AlignRight) for side in map(Qt.AlignmentFlag, sides)] == [
        False,
        True,
    ]


@pytest.fixture
def gold(stage: Stage, tmp_path: Path) -> Path:
    """The open article with every suggestion accepted, as gold."""
    stage.window.desk.done(stage.session.accept_all())
    target = tmp_path / "référence.jsonl"
    export(stage.project, "jsonl", target, scope=Scope("drafts"))
    return target


def compare(stage: Stage, gold: Path, monkeypatch: pytest.MonkeyPatch) -> EvaluationWindow:
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(gold), ""))
    stage.window.run("article.evaluate")
    stage.work_done()
    (shown,) = (one for one in stage.main.findChildren(EvaluationWindow) if one.isVisible())
    return shown


def cells(model) -> list[list[str]]:
    return [
        [model.index(row, column).data() for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def test_work_that_is_the_gold_has_no_differences(stage, gold, monkeypatch) -> None:
    shown = compare(stage, gold, monkeypatch)
    assert cells(shown.mistakes.model()) == []
    figures = cells(shown.figures.model())
    assert len(figures) > 10
    assert {row[-1] for row in figures} == {"1,000"}
    shown.close()


def test_a_click_on_a_difference_leads_to_its_place(stage, gold, monkeypatch) -> None:
    quote = stage.session.annotation.quotes[-1]
    other = "deny" if quote.claim_type != "deny" else "assert"
    stage.window.desk.done(stage.session.set_claim(quote.id, other))
    shown = compare(stage, gold, monkeypatch)
    ((layer, words, wrong),) = cells(shown.mistakes.model())
    assert layer == "citations"
    assert load_scheme("diplomacy@1").label("claim_types", other).title("fr") in wrong
    assert words
    stage.main.articles.view.setFocus()
    stage.window.frame.leaf(1)
    place = shown.mistakes.visualRect(shown.mistakes.model().index(0, 1)).center()
    QTest.mouseClick(shown.mistakes.viewport(), LEFT, NONE, place)
    assert stage.session.annotation.quotes[-1].id == quote.id
    first = quote.segments[0]
    assert stage.main.article.selection() == (first.start, first.end)
    text = stage.main.article.text
    place = text.page.caret_rect(first.start).toAlignedRect().translated(0, -text.bar.value())
    spot = text.viewport().mapToGlobal(place.center())
    assert text.viewport().rect().contains(place)
    assert not shown.frameGeometry().contains(spot)
    gone: list[bool] = []
    shown.destroyed.connect(lambda: gone.append(True))
    stage.click(shown.close_button)
    assert gone


@pytest.mark.parametrize("high", [False, True])
def test_a_window_that_lies_over_a_place_lets_it_be_seen(stage: Stage, high: bool) -> None:
    """Be it that the text is scrolled or, where that cannot be, that the window moves."""
    text = stage.main.article.text
    over = QDialog(stage.main)
    view = text.viewport()
    corner = view.mapToGlobal(view.rect().topLeft())
    height = view.height() - (10 if high else 200)
    over.setGeometry(corner.x(), corner.y(), view.width(), min(height, 380 if high else height))
    over.show()
    quote = stage.session.open_suggestions()[0].item
    start = anchor(quote)
    text.bar.setValue(0)
    uncover(text, over, start, start + 3)
    place = text.page.caret_rect(start).toAlignedRect().translated(0, -text.bar.value())
    assert view.rect().contains(place)
    spot = QRect(view.mapToGlobal(place.topLeft()), place.size())
    assert not over.frameGeometry().intersects(spot)
    over.close()


def test_a_difference_of_a_closed_project_leads_nowhere(stage, gold, monkeypatch) -> None:
    quote = stage.session.annotation.quotes[-1]
    other = "deny" if quote.claim_type != "deny" else "assert"
    stage.window.desk.done(stage.session.set_claim(quote.id, other))
    shown = compare(stage, gold, monkeypatch)
    stage.window.run("project.close")
    place = shown.mistakes.visualRect(shown.mistakes.model().index(0, 1)).center()
    QTest.mouseClick(shown.mistakes.viewport(), LEFT, NONE, place)
    assert stage.session is None
    assert stage.main.article.selection() is None
    shown.close()


def test_the_newest_comparison_takes_the_place_of_the_last(stage, gold, monkeypatch) -> None:
    first = compare(stage, gold, monkeypatch)
    second = compare(stage, gold, monkeypatch)
    assert second is not first
    second.close()


def test_suggestions_are_compared_before_anything_is_annotated(stage, gold, monkeypatch) -> None:
    while stage.session.annotation.decisions:
        stage.press(Qt.Key.Key_Z, held=CTRL)
    shown = compare(stage, gold, monkeypatch)
    assert cells(shown.mistakes.model()) == []
    shown.close()


def test_gold_of_another_text_is_one_sentence(stage, tmp_path, monkeypatch) -> None:
    golden = Path(__file__).resolve().parents[1] / "golden" / "evaluation" / "own-fr1.json"
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(golden), ""))
    stage.window.run("article.evaluate")
    stage.work_done()
    assert "own-fr1.json" in stage.banner
    assert stage.main.findChildren(EvaluationWindow) == []


def test_a_comparison_that_succeeds_puts_the_refusal_of_the_last_away(
    stage, gold, tmp_path, monkeypatch
) -> None:
    other = tmp_path / "autre.jsonl"
    other.write_text("{", "utf-8")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(other), ""))
    stage.window.run("article.evaluate")
    stage.work_done()
    assert stage.banner
    compare(stage, gold, monkeypatch).close()
    assert stage.banner == ""


def test_the_focus_goes_back_to_the_text_when_long_work_is_stopped(stage: Stage) -> None:
    begun = Event()

    def work(_progress, cancelled) -> None:
        begun.set()
        while not cancelled():
            sleep(0.005)

    stage.window.tasks.run("tasks.import", work, lambda _found: None)
    stage.qtbot.waitUntil(begun.is_set)
    button = stage.main.progress.cancel_button
    button.setFocus()
    stage.press(Qt.Key.Key_Space)
    stage.work_done()
    assert stage.main.article.isAncestorOf(stage.main.focusWidget())


def test_a_remark_on_a_step_goes_with_the_next_step(stage: Stage) -> None:
    remark = msg("occurrences.marked", n=2)
    stage.window.tell(remark, of_step=True)
    assert stage.main.foot.words == stage.window.say.say(remark)
    stage.window.desk.done(stage.session.accept_all())
    assert stage.main.foot.words != stage.window.say.say(remark)


def test_no_gold_chosen_is_nothing_done(stage, monkeypatch) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: ("", ""))
    stage.window.run("article.evaluate")
    assert not stage.window.tasks.busy
    assert stage.main.findChildren(EvaluationWindow) == []
