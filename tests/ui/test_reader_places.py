"""In every place, whatever can have the focus has a name, and the cards come in reading order."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotator.messages import LANGUAGES
from annotator.model.message import UserError, msg
from tests.ui.listening import Listener
from tests.ui.reader import ROLE, heard, label_of, nameless
from tests.ui.window_stage import CTRL, Stage, staged
from ui.margin import view as margin_view
from ui.margin.closed_card import ClosedCard
from ui.margin.picker import Picker

PICKERS = ("speaker", "claim", "references", "kind", "cue", "addressee", "on_behalf", "note")


@pytest.fixture(params=LANGUAGES)
def spoken(qtbot, path, request):
    """The window in each language."""
    with staged(qtbot, path, language=request.param) as stage:
        yield stage


def test_annotating_is_named(spoken: Stage):
    spoken.press("f", held=CTRL)
    spoken.window.report(UserError(msg("tasks.busy")))
    spoken.main.progress.begin(spoken.window.say("tasks.import"), lambda: None)
    QApplication.processEvents()
    assert nameless(spoken.main) == []
    spoken.main.progress.end()


@pytest.mark.parametrize("row", PICKERS)
def test_every_picker_is_named(stage: Stage, row: str):
    stage.press("j")
    if not stage.window.desk.view.open_picker(row):
        pytest.skip("this row is written in the text")
    QApplication.processEvents()
    assert nameless(stage.main) == []
    assert label_of(QAccessible.queryAccessibleInterface(stage.focus()))


@pytest.mark.parametrize("place", ["review", "find"])
def test_the_other_places_are_named(spoken: Stage, place: str):
    spoken.window.places.go(place)
    panel = spoken.main.more_places[place]
    spoken.qtbot.waitUntil(panel.isVisible)
    QApplication.processEvents()
    assert nameless(spoken.main) == []
    boxes = [one for one, _path in heard(panel) if one.role() == ROLE.ComboBox]
    assert boxes
    assert all(label_of(box) for box in boxes)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_without_a_project_is_named(qtbot, language: str):
    with staged(qtbot, None, language=language) as stage:
        assert nameless(stage.main) == []


def test_a_card_is_a_button_that_a_reader_can_press(stage: Stage):
    cards = [one for one in stage.main.article.margin.findChildren(ClosedCard) if one.isVisible()]
    card = cards[-1]
    assert card.card is not None
    item = card.card.item
    reader = QAccessible.queryAccessibleInterface(card)
    assert reader.role() == ROLE.Button
    assert reader.text(QAccessible.Text.Name) == card.card.spoken
    reader.actionInterface().doAction("Press")
    stage.qtbot.waitUntil(lambda: stage.window.desk.selected == item)


def test_cards_come_to_a_reader_in_the_order_of_the_text(stage: Stage, monkeypatch):
    monkeypatch.setattr(margin_view, "listening", lambda: True)
    margin = stage.main.article.margin
    for _ in range(6):
        stage.press("j")
        places = [
            one.object().y()
            for one, _path in heard(margin)
            if one.object() is not None and one.object().parent() is margin
        ]
        assert len(places) > 3
        assert places == sorted(places)


def test_what_an_arrow_marks_in_a_list_is_heard_while_the_field_keeps_the_focus(
    stage: Stage, monkeypatch
):
    from ui import announcing

    listener = Listener()
    monkeypatch.setattr(announcing, "QAccessible", listener)
    stage.press("j", "s")
    picker = stage.main.article.margin.findChild(Picker)
    stage.press(Qt.Key.Key_Down)
    assert listener.heard[-1][0] == picker.list.highlighted().spoken
    stage.press(Qt.Key.Key_Escape)

    def go_down(palette) -> None:
        stage.press(Qt.Key.Key_Down)
        assert str(palette.list.currentIndex().data()) in listener.heard[-1][0]
        stage.press(Qt.Key.Key_Escape)

    stage.asked(go_down, lambda: stage.press("k", held=CTRL))


def test_tab_goes_round_through_everything_that_is_named_and_shows_where_it_is(stage: Stage):
    """Each stop looks different with the focus than without it."""
    seen: list[str] = []
    first = None
    for _ in range(60):
        QTest.keyClick(stage.focus(), Qt.Key.Key_Tab)
        QApplication.processEvents()
        widget = stage.main.focusWidget()
        if widget is first:
            break
        first = first or widget
        seen.append(type(widget).__name__)
        with_focus = widget.grab().toImage()
        widget.clearFocus()
        without = widget.grab().toImage()
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        assert with_focus != without, f"{type(widget).__name__} {widget.accessibleName()}"
    else:
        raise AssertionError(f"Tab does not come round: {seen}")
    assert len(seen) > 10
