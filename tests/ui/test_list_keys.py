"""Out of the filter of the list by key, and into an article's text."""

from __future__ import annotations

from PySide6.QtCore import Qt

from tests.ui.window_stage import CTRL, Stage

KEY = Qt.Key


def test_esc_leaves_the_filter_empty_and_goes_to_the_text(stage: Stage) -> None:
    every = stage.titles
    stage.press(KEY.Key_J, held=CTRL)
    stage.type("zzzz")
    stage.qtbot.waitUntil(lambda: stage.titles == [])
    stage.press(KEY.Key_Escape)
    assert stage.main.article.text.hasFocus()
    assert stage.main.articles.filter.text() == ""
    stage.qtbot.waitUntil(lambda: stage.titles == every)


def test_an_article_opened_by_key_takes_the_focus_out_of_the_filter(stage: Stage) -> None:
    before = stage.title
    stage.press(KEY.Key_J, held=CTRL)
    stage.press(KEY.Key_Down, held=CTRL)
    assert stage.title != before
    assert stage.main.article.text.hasFocus()
    assert stage.main.articles.filter.text() == ""
