"""The open article with its margin: shown once a deed, from what is kept as from what is new."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QWidget

from annotator.model.ids import ItemId
from annotator.model.items import Quote
from annotator.model.message import EnvironmentTrouble, msg
from annotator.services.annotating import Session
from tests.ui.desk_fixture import tutorial_session
from tests.ui.listening import Listener
from tests.ui.window_stage import CTRL, SHIFT, Stage, staged
from ui import announcing
from ui.margin.open_card import OpenCardView
from ui.margin.row import RowButton
from ui.presenters.cards import Cards, cards_of
from ui.presenters.marks import Marks, marks_of
from ui.presenters.walk import items_in_order, quotes_in_order

DEEDS: list[Callable[[Session, ItemId], object]] = [
    lambda session, item: session.accept(item),
    lambda session, item: session.set_claim(item, "deny"),
    lambda session, item: session.set_note(item, "à revoir"),
    lambda session, item: session.add_quote_reference(item),
    lambda session, item: session.reject(item),
    lambda session, _item: session.accept_all(),
    lambda session, _item: session.undo(),
    lambda session, _item: session.undo(),
    lambda session, _item: session.redo(),
]


def test_what_is_kept_from_deed_to_deed_is_what_would_be_made_anew():
    session = tutorial_session(decided=False)
    cards, marks = Cards("fr"), Marks("fr")
    for deed in DEEDS:
        first = quotes_in_order(session)[0]
        deed(session, first)
        for selected in (None, *items_in_order(session)[:3]):
            assert cards.of(session, selected) == cards_of(session, selected, "fr")
            assert marks.of(session, selected) == marks_of(session, selected, "fr")


def test_cards_of_another_article_share_nothing_with_those_before():
    cards, marks = Cards("fr"), Marks("fr")
    one, other = tutorial_session(), tutorial_session(decided=False)
    for session in (one, other, one):
        assert cards.of(session, None) == cards_of(session, None, "fr")
        assert marks.of(session, None) == marks_of(session, None, "fr")


@pytest.mark.parametrize(
    ("key", "held"),
    [(Qt.Key.Key_A, None), (Qt.Key.Key_X, None), (Qt.Key.Key_J, None), (Qt.Key.Key_Z, CTRL)],
)
def test_a_key_shows_the_article_once(stage: Stage, key: Qt.Key, held):
    stage.press("a")
    shown: list[None] = []
    stage.main.article.desk_shown.connect(lambda: shown.append(None))
    stage.press(key, held=held or Qt.KeyboardModifier.NoModifier)
    assert len(shown) == 1


def walk_about(stage: Stage) -> int:
    """Go through the article and back, and count the widgets then."""
    for _turn in range(3):
        stage.press("a", "x", "j", "k", "e", Qt.Key.Key_Escape, "c", Qt.Key.Key_Escape)
        stage.press("s", Qt.Key.Key_Escape, "n", Qt.Key.Key_Escape)
        stage.press("z", "z", held=CTRL)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return len(QApplication.allWidgets())


def test_keys_leave_no_widgets_behind(stage: Stage):
    walk_about(stage)  # what cards are made of is kept for reuse
    before = walk_about(stage)
    assert walk_about(stage) <= before


def test_the_open_card_shows_the_keys_that_a_person_chose(qtbot, path):
    with staged(qtbot, path, keys={"label.speaker": "U", "label.note": ""}) as stage:
        stage.press("j")
        rows = stage.main.article.margin.findChildren(RowButton)
        keys = {one.row.id: one.row.key for one in rows if one.isVisible()}
        assert keys["speaker"] == "U"
        assert keys["note"] == ""
        assert keys["claim"] == "C"
        stage.press("u")
        assert stage.main.article.margin.picker_open


def test_tab_goes_through_the_open_card_as_it_is_read(stage: Stage):
    stage.press("j")
    card = stage.main.article.margin.findChild(OpenCardView)
    tops = []
    stage.press(Qt.Key.Key_Tab)
    while card.isAncestorOf(stage.focus()):
        tops.append(stage.focus().mapTo(card, QPoint(0, 0)).y())
        assert stage.focus().accessibleName()
        stage.press(Qt.Key.Key_Tab)
    assert len(tops) > 8
    assert tops == sorted(tops)
    stage.to_text()
    stage.press(Qt.Key.Key_Tab, Qt.Key.Key_Tab, Qt.Key.Key_Escape)
    assert stage.focus() is stage.main.article.text


@pytest.mark.parametrize("key", ["s", "c", "r", "f", "n"])
def test_a_picker_has_the_name_of_its_row(stage: Stage, key: str):
    stage.press("j", key)
    named = {row.title for row in stage.main.article.margin.findChild(OpenCardView).card.rows}
    assert stage.focus().accessibleName() in named


def test_a_right_click_means_what_is_under_it(stage: Stage):
    text = stage.main.article.text
    quote = next(one for one in stage.session.shown_items() if isinstance(one[0], Quote))[0]
    stage.window.desk.select(None)
    place = quote.segments[0].start + 3
    text.reveal(place, place)
    right_click(stage, place)
    menu = QApplication.activePopupWidget()
    assert stage.window.desk.selected is not None
    assert text.caret() in (place, place + 1)
    menu.close()
    text.select(0, 20)
    selected = stage.window.desk.selected
    text.reveal(10, 10)
    right_click(stage, 10)
    assert text.selection() == (0, 20)
    assert stage.window.desk.selected == selected
    QApplication.activePopupWidget().close()


def right_click(stage: Stage, place: int) -> None:
    text = stage.main.article.text
    spot = text.page.caret_rect(place).center().toPoint() + QPoint(2, -text.bar.value())
    reason = QContextMenuEvent.Reason.Mouse
    event = QContextMenuEvent(reason, spot, text.viewport().mapToGlobal(spot))
    QApplication.sendEvent(text.viewport(), event)
    QApplication.processEvents()


def test_an_article_is_finished_by_mouse(stage: Stage):
    stage.asked(lambda _form: stage.press(Qt.Key.Key_Return), lambda: stage.press("a", held=SHIFT))
    first, button = stage.title, stage.main.foot.finish
    assert "(D)" in button.text()

    def answer(form: QWidget) -> None:
        stage.type("rien de plus")
        stage.press(Qt.Key.Key_Return)

    if stage.session.open_points():
        stage.asked(answer, lambda: stage.click(button))
    else:
        stage.click(button)
    assert stage.title != first


def test_what_foot_and_banner_show_is_heard_once(stage: Stage, monkeypatch):
    listener = Listener()
    monkeypatch.setattr(announcing, "QAccessible", listener)
    stage.press(Qt.Key.Key_Escape, Qt.Key.Key_Escape, "s")
    assert listener.heard == [(stage.main.foot.words, False)]
    stage.window.report(EnvironmentTrouble(msg("store.disk_full")))
    assert listener.heard[1:] == [(stage.banner, True)]
    listener.heard.clear()
    stage.press("j")
    words = stage.window.desk.item.segments[0].text[:40]
    assert [words in heard for heard, _ in listener.heard] == [True]


def test_what_is_wrong_in_a_form_is_heard(stage: Stage, monkeypatch):
    listener = Listener()
    monkeypatch.setattr(announcing, "QAccessible", listener)

    def answer(form) -> None:
        form.title.clear()
        stage.press(Qt.Key.Key_Return)
        assert listener.heard == [(form.wrong, True)]
        stage.press(Qt.Key.Key_Escape)

    stage.asked(answer, lambda: stage.press("m", held=CTRL))
    assert listener.heard
