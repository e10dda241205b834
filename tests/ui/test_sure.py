"""Accepting together what is sure enough in the open article: seen first, one step back."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QSpinBox

from annotator.settings import load_settings
from tests.ui.window_stage import CTRL, SHIFT, Stage
from ui.presenters.sure import sure_rows

KEY = Qt.Key


def scores(stage: Stage) -> list[float]:
    return sorted(one.score for one in stage.session.open_suggestions())


def test_what_is_sure_is_listed_and_accepted_as_one_step(stage: Stage) -> None:
    before = scores(stage)
    seen: list[int] = []

    def answer(form) -> None:
        (found,), (least,) = form.findChildren(QListWidget), form.findChildren(QSpinBox)
        assert (least.value(), least.hasFocus()) == (80, True)
        seen.append(found.count())
        stage.press(KEY.Key_Down, KEY.Key_Down)
        assert least.value() == 70
        seen.append(found.count())
        assert f"{found.count()} " in form.ok.text()
        rows = [int(found.item(row).text().split()[0]) for row in range(found.count())]
        assert rows == sorted(rows)
        stage.press(KEY.Key_Return)

    stage.asked(answer, lambda: stage.press(KEY.Key_A, held=SHIFT))
    first, then = seen
    assert 0 < first <= then
    assert len(scores(stage)) == len(before) - then
    assert all(score < 0.7 for score in scores(stage))
    assert f"{then} propositions acceptées" in stage.main.foot.words
    assert load_settings().sure == 70
    stage.press(KEY.Key_Z, held=CTRL)
    assert scores(stage) == before


def test_the_threshold_is_there_again_after_a_restart_and_enter_is_enough(stage: Stage) -> None:
    def lower(form) -> None:
        (least,) = form.findChildren(QSpinBox)
        stage.type("95")
        assert least.value() == 95
        stage.press(KEY.Key_Return)

    before = scores(stage)
    stage.asked(lower, lambda: stage.press(KEY.Key_A, held=SHIFT))
    assert len(scores(stage)) < len(before)
    stage.reopen()

    def at_once(form) -> None:
        (least,) = form.findChildren(QSpinBox)
        assert least.value() == 95
        stage.press(KEY.Key_Escape)

    there = scores(stage)
    stage.asked(at_once, lambda: stage.press(KEY.Key_A, held=SHIFT))
    assert scores(stage) == there


def test_a_threshold_that_nothing_reaches_can_only_be_lowered(stage: Stage) -> None:
    def answer(form) -> None:
        (found,) = form.findChildren(QListWidget)
        stage.type("100")
        if found.count() == 0:
            assert not form.ok.isEnabled()
        stage.type("0")
        stage.press(KEY.Key_Escape)

    before = scores(stage)
    stage.asked(answer, lambda: stage.press(KEY.Key_A, held=SHIFT))
    assert scores(stage) == before


def test_where_nothing_waits_that_is_said(stage: Stage) -> None:
    stage.session.accept_all()
    for one in stage.session.open_suggestions():
        stage.session.reject(one.item.id)
    stage.press(KEY.Key_A, held=SHIFT)
    assert "attend" in stage.main.foot.words


def test_what_only_a_quote_needs_is_said_so(stage: Stage) -> None:
    found = [one for one in stage.session.sure(0.8) if one.score < 0.8]
    said = sure_rows(stage.session.sure(0.8), stage.session.scheme, stage.window.say, 0.8)
    assert len([one for one in said if "nécessaire à une citation" in one]) == len(found)
    lower = min(one.score for one in stage.session.open_suggestions())
    less = sure_rows(stage.session.sure(lower), stage.session.scheme, stage.window.say, lower)
    assert not any("nécessaire" in one for one in less)
    one = stage.session.sure(0.8)[0]
    needed = sure_rows([replace(one, score=0.56)], stage.session.scheme, stage.window.say, 0.8)
    assert needed[0].endswith("nécessaire à une citation")
