"""Flags in the window: put on by a key or a click, seen on cards and in the list, sought there."""

from __future__ import annotations

from PySide6.QtCore import Qt

from tests.ui.window_stage import CTRL, SHIFT, Stage
from ui.margin.buttons import ChipButton
from ui.margin.closed_card import ClosedCard
from ui.models.articles import ROW_ROLE

Key = Qt.Key


def row(stage: Stage):
    model = stage.main.articles.model
    return model.index(model.place(stage.window.frame.current)).data(ROW_ROLE)


def card_of(stage: Stage, item: str):
    cards = stage.main.article.margin.findChildren(ClosedCard)
    return next(one for one in cards if one.card is not None and one.card.item == item)


def test_a_key_flags_the_item_and_its_card_says_so(stage: Stage):
    stage.press("j")
    quote = stage.window.desk.selected
    stage.press("u", "i")
    assert stage.session.annotation.item(quote).flags == ("unsure", "discuss")
    stage.press("i", "j")
    assert stage.session.annotation.item(quote).flags == ("unsure",)
    card = card_of(stage, quote)
    assert "incertain" in card.accessibleName()
    assert "incertain" in card.toolTip()
    stage.press("z", "z", "z", held=CTRL)
    assert stage.session.annotation.item(quote) is None


def test_the_chips_of_the_open_card_do_the_same(stage: Stage):
    stage.press("j")
    quote = stage.window.desk.selected
    margin = stage.main.article.margin
    chips = [one for one in margin.findChildren(ChipButton) if one.isVisible()]
    chip = next(one for one in chips if "discuter" in one.accessibleName())
    stage.click(chip)
    assert stage.session.annotation.item(quote).flags == ("discuss",)


def test_an_article_is_flagged_by_key_and_the_list_says_so(stage: Stage):
    assert not stage.main.articles.marked.isVisible()
    stage.press("i", held=SHIFT)
    assert stage.session.annotation.state.flags == ("discuss",)
    assert "à discuter" in stage.main.article.header._subtitle.text()
    assert row(stage).flags == ("discuss",)
    spoken = stage.main.articles.model.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "à discuter" in spoken
    stage.press("i", held=SHIFT)
    assert stage.session.annotation.state.flags == ()
    assert "à discuter" not in stage.main.article.header._subtitle.text()


def test_the_list_shows_only_what_is_flagged_so(stage: Stage):
    everything, first = stage.titles, stage.title
    stage.press("j", "u")
    choice = stage.main.articles.marked
    assert choice.isVisible()
    choice.setFocus()
    stage.press(Key.Key_Down, Key.Key_Down)
    assert choice.currentData() == "unsure"
    assert stage.titles == [first]
    stage.press(Key.Key_Down)
    assert choice.currentData() == "discuss"
    assert stage.titles == []
    assert "marqué" in stage.main.articles._empty.text()
    assert not stage.main.articles._import.isVisible()
    stage.press(Key.Key_Home)
    assert stage.titles == everything


def test_flags_are_there_after_a_restart(stage: Stage):
    stage.press("j", "u")
    stage.press("u", held=SHIFT)
    stage.reopen()
    assert stage.main.articles.marked.isVisible()
    assert row(stage).flags == ("unsure",)
    assert row(stage).item_flags == ("unsure",)
