"""Text, margin and desk together: what a hand on the text does to the work."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from annotator.messages import Translator
from tests.ui.desk_fixture import tutorial_session
from tests.ui.view_stage import at, click, drag
from ui.article_desk import ArticleDesk
from ui.presenters import deeds
from ui.theme import load_theme

KEY, ALT = Qt.Key, Qt.KeyboardModifier.AltModifier


@pytest.fixture
def desk(qtbot) -> ArticleDesk:
    desk = ArticleDesk(Translator("fr"))
    qtbot.addWidget(desk)
    desk.resize(1100, 700)
    desk.set_look(load_theme("light"), 13.0, 1.5, labels=False)
    desk.show()
    desk.desk.open(tutorial_session())
    desk.activateWindow()
    desk.text.setFocus()
    qtbot.waitUntil(desk.text.hasFocus)
    return desk


def long_quote(desk: ArticleDesk):
    return next(one for one in desk.desk.session.annotation.quotes if len(one.segments[0]) > 40)


def test_a_click_selects_the_item_and_the_next_click_the_one_around_it(desk):
    session = desk.desk.session
    mention = next(
        one
        for one in session.annotation.mentions
        if any(q.segments[0].covers(one.span) for q in session.annotation.quotes)
    )
    click(desk.text, mention.span.start + 1)
    assert desk.desk.selected == mention.id
    click(desk.text, mention.span.start + 1)
    assert desk.desk.selected in {one.id for one in session.annotation.quotes}
    assert {mark.item for mark in desk.text.page.marks if mark.selected} == {desk.desk.selected}


def test_a_click_after_a_key_begins_with_the_smallest_again(desk):
    session = desk.desk.session
    mention = next(
        one
        for one in session.annotation.mentions
        if any(q.segments[0].covers(one.span) for q in session.annotation.quotes)
    )
    place = mention.span.start + 1
    click(desk.text, place)
    deeds.run(desk.desk, "walk.next_quote")
    assert desk.desk.selected != mention.id
    click(desk.text, place)
    assert desk.desk.selected == mention.id


def test_a_dragged_grip_is_saved_and_undone(desk):
    quote = long_quote(desk)
    desk.desk.select(quote.id)
    view, before = desk.text, quote.segments[0]
    grip = view.handles.points()[0][0].toPoint()
    word = view.pages.text.index(" ", before.start + 3) + 2
    drag(view, grip, at(view, word))
    after = desk.desk.item.segments[0]
    assert after.start > before.start
    assert after.end == before.end
    assert view.handles.mark.start == after.start
    deeds.run(desk.desk, "decide.undo")
    assert desk.desk.item.segments[0] == before


def test_an_end_in_hand_has_the_arrows_and_the_caret_stays(desk):
    quote = long_quote(desk)
    desk.desk.select(quote.id)
    deeds.run(desk.desk, "ends.end")
    assert desk.text.handles.taken == "end"
    QTest.keyClick(desk.text, KEY.Key_Left)
    shorter = desk.desk.item.segments[0]
    assert shorter.end < quote.segments[0].end
    QTest.keyClick(desk.text, KEY.Key_Left, ALT)
    assert desk.desk.item.segments[0].end == shorter.end - 1
    QTest.keyClick(desk.text, KEY.Key_Escape)
    caret = desk.text.caret()
    QTest.keyClick(desk.text, KEY.Key_Right)
    assert desk.text.caret() > caret
    assert desk.desk.item.segments[0].end == shorter.end - 1


def test_an_end_in_hand_goes_by_lines_and_all_of_it_is_one_step(desk):
    quote = long_quote(desk)
    desk.desk.select(quote.id)
    deeds.run(desk.desk, "ends.end")
    before = quote.segments[0]
    top = desk.text.y_of(before.end)
    QTest.keyClick(desk.text, KEY.Key_Up)
    higher = desk.desk.item.segments[0]
    assert before.start < higher.end < before.end
    assert desk.text.y_of(higher.end) < top
    QTest.keyClick(desk.text, KEY.Key_Down)
    QTest.keyClick(desk.text, KEY.Key_Down)
    lower = desk.desk.item.segments[0]
    assert desk.text.y_of(lower.end) > top
    QTest.keyClick(desk.text, KEY.Key_End)
    assert desk.desk.item.segments[0].end >= lower.end
    assert desk.text.y_of(desk.desk.item.segments[0].end) == desk.text.y_of(lower.end)
    assert desk.text.pages.text[desk.desk.item.segments[0].end - 1].strip()
    for _ in range(60):
        QTest.keyClick(desk.text, KEY.Key_Down)
    assert desk.desk.item.segments[0].end <= len(desk.text.pages.text)
    deeds.run(desk.desk, "ends.start")
    deeds.run(desk.desk, "decide.undo")
    assert desk.desk.item.segments[0] == before
    assert desk.text.selection() is None


def test_a_selection_of_the_hand_becomes_a_mention(desk):
    text = desk.text.pages.text
    start = text.index("cargo Hae")
    drag(desk.text, at(desk.text, start + 1), at(desk.text, start + 3))
    assert deeds.run(desk.desk, "make.mention")
    assert desk.desk.item.span.text == "cargo"
    assert desk.text.handles.mark.item == desk.desk.selected


def test_cards_follow_the_text_when_it_scrolls(desk):
    desk.resize(1100, 320)
    places = []
    desk.text.laid_out.connect(lambda: places.append(desk.text.y_of(0)))
    bar = desk.text.verticalScrollBar()
    bar.setValue(100)
    assert places[-1] == desk.text.y_of(0)
    assert desk.text.y_of(0) < 0
