"""The margin by hand: cards are clicked, rows opened, everything reaches the annotation."""

from __future__ import annotations

from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QFont, QKeySequence, QShortcut, QWheelEvent
from PySide6.QtWidgets import QApplication

from annotator.messages import Translator
from annotator.model.ids import ItemId
from annotator.model.message import UserError, msg
from annotator.services.annotating import Part
from tests.small_article import new_session
from tests.ui.margin_stage import LINE, Stage, click, shown, tutorial_session
from ui.margin.buttons import ChipButton, CrossButton, EntryButton
from ui.margin.choices import Accepted, ItemOpened, PartFocused, Rejected
from ui.margin.closed_card import ClosedCard
from ui.margin.open_card import OpenCardView
from ui.margin.row import RowButton
from ui.theme import load_theme


@pytest.fixture
def stage(qtbot):
    return shown(qtbot, tutorial_session()[0])


@pytest.fixture
def small(qtbot):
    return shown(qtbot, new_session()[0])


def closed(stage: Stage) -> list[ClosedCard]:
    found = [card for card in stage.margin.findChildren(ClosedCard) if card.isVisible()]
    return sorted(found, key=lambda card: card.y())


def opened(stage: Stage) -> OpenCardView:
    return next(card for card in stage.margin.findChildren(OpenCardView) if card.isVisible())


def row(stage: Stage, row_id: str) -> RowButton:
    rows = opened(stage).findChildren(RowButton)
    return next(one for one in rows if one.isVisible() and one.row.id == row_id)


def press(stage: Stage, words: str) -> ChipButton:
    chips = opened(stage).findChildren(ChipButton)
    return next(chip for chip in chips if chip.isVisible() and chip.chip.text == words)


def quote_with(stage: Stage, words: str) -> ItemId:
    quotes = stage.session.annotation.quotes
    return next(one.id for one in quotes if any(words in piece.text for piece in one.segments))


def test_every_quote_but_scare_quotes_has_a_card_at_its_line(stage):
    stage.desk.select(None)
    quotes = [one for one in stage.session.annotation.quotes if one.kind != "scare"]
    cards = closed(stage)
    assert [card.card.item for card in cards] == [one.id for one in quotes]
    for before, after in pairwise(cards):
        assert before.geometry().bottom() < after.y()
    assert cards[0].y() == stage.y_of(quotes[0].segments[0].start)


def test_a_click_on_a_card_opens_it_at_its_line(stage):
    item = quote_with(stage, "contrôler ses ports")
    card = next(one for one in closed(stage) if one.card.item == item)
    click(card)
    assert stage.desk.selected == item
    assert opened(stage).card.item == item
    assert opened(stage).y() == stage.y_of(stage.quote(item).segments[0].start)
    assert item not in [one.card.item for one in closed(stage)]


def test_a_suggestion_is_accepted_and_another_rejected_by_mouse(small):
    small.desk.select(ItemId("q1"))
    click(press(small, "accepter"))
    assert small.choices == [Accepted(ItemId("q1"))]
    assert small.session.annotation.item(ItemId("q1")) is not None
    small.desk.select(ItemId("r1"))
    click(press(small, "rejeter"))
    assert small.choices[-1] == Rejected(ItemId("r1"))
    assert small.session.find(ItemId("r1")) is None


def test_a_suggestion_says_its_score_and_its_reason(small):
    small.desk.select(ItemId("q1"))
    card = opened(small).card
    assert card.score_text == "80\u202f%"
    assert card.reason
    small.desk.select(None)
    assert closed(small)[0].toolTip().endswith(card.reason)


def test_suggestion_and_decision_differ_without_colour(small):
    small.desk.select(None)
    before = closed(small)[0].grab().toImage()
    small.session.accept(ItemId("q1"))
    small.desk.select(None)
    after = closed(small)[0].grab().toImage()
    edge = [before.pixelColor(1, y).lightness() for y in range(before.height())]
    assert max(edge) - min(edge) > 60, "a suggestion's rule is broken"
    edge = [after.pixelColor(1, y).lightness() for y in range(after.height())]
    assert max(edge) - min(edge) < 20, "a decision's rule is whole"


def test_a_click_on_a_row_opens_its_picker_and_escape_gives_the_focus_back(stage):
    stage.desk.select(quote_with(stage, "contrôler ses ports"))
    click(row(stage, "claim"), QPoint(20, 10))
    assert stage.margin.picker_open
    stage.type(Qt.Key.Key_Escape)
    assert not stage.margin.picker_open
    assert stage.focused() is stage.text


def test_a_click_on_the_value_of_a_row_opens_its_picker_too(stage):
    stage.desk.select(quote_with(stage, "contrôler ses ports"))
    chip = row(stage, "claim").findChildren(ChipButton)[0]
    assert chip.chip.choice is None
    click(chip)
    assert opened(stage).picker_row == "claim"


def test_tab_leaves_a_picker_for_the_next_row(stage):
    stage.pick(quote_with(stage, "contrôler ses ports"), "claim")
    stage.type(Qt.Key.Key_Tab)
    assert not stage.margin.picker_open
    assert stage.focused() is row(stage, "references")
    stage.type(Qt.Key.Key_Return)
    assert stage.margin.picker_open
    stage.type(Qt.Key.Key_Backtab)
    assert stage.focused() is row(stage, "claim")


def test_a_click_elsewhere_closes_a_picker(stage):
    stage.pick(quote_with(stage, "contrôler ses ports"), "speaker")
    stage.text.setFocus(Qt.FocusReason.MouseFocusReason)
    assert not stage.margin.picker_open
    assert stage.choices == []


def test_a_piece_is_shown_by_a_click_and_taken_away_by_its_cross(stage):
    item = quote_with(stage, "L'équipage a coopéré")
    stage.desk.select(item)
    first, second = row(stage, "pieces").findChildren(EntryButton)
    click(second)
    assert stage.choices[-1] == PartFocused(item, Part("segment", 1))
    assert stage.desk.part == Part("segment", 1)
    click(second.findChild(CrossButton))
    assert len(stage.quote(item).segments) == 1
    shown = [one for one in row(stage, "pieces").findChildren(EntryButton) if one.isVisible()]
    assert len(shown) == 1
    assert not shown[0].findChild(CrossButton).isVisible(), "the last piece stays"
    assert first.isVisible()


def test_a_cue_is_taken_away(stage):
    item = quote_with(stage, "contrôler ses ports")
    stage.desk.select(item)
    click(row(stage, "cue").findChild(CrossButton))
    assert stage.quote(item).cues == ()


def test_a_reference_in_a_quotes_card_opens_its_own(stage):
    stage.desk.select(quote_with(stage, "nous saisirons le Comité 1718"))
    entry = row(stage, "references").findChild(EntryButton)
    click(entry)
    assert isinstance(stage.choices[-1], ItemOpened)
    assert opened(stage).card.subject == "reference"


def test_a_reference_is_taken_away_in_its_quotes_card_which_stays_open(stage):
    item = quote_with(stage, "nous saisirons le Comité 1718")
    stage.desk.select(item)
    click(row(stage, "references").findChild(CrossButton))
    assert not any(item in one.quotes for one in stage.session.annotation.references)
    assert stage.desk.selected == item


def test_a_mentions_label_is_one_click(stage):
    mention = stage.session.annotation.mentions[0]
    stage.desk.select(mention.id)
    click(press(stage, "Org."))
    assert stage.mention(mention.id).label == "ORG"


def test_hedging_is_one_click(stage):
    reference = stage.session.annotation.references[0]
    stage.desk.select(reference.id)
    click(press(stage, "conditionnel"))
    assert stage.reference(reference.id).hedged is not reference.hedged


def test_a_refused_choice_leaves_the_card_as_it_was(qtbot):
    session, notebook = new_session()
    stage = Stage(session)
    qtbot.addWidget(stage)
    stage.show()
    notebook.refusal = UserError(msg("store.full"))
    stage.desk.select(ItemId("q1"))
    click(press(stage, "accepter"))
    assert stage.errors == ["store.full"]
    assert opened(stage).card.suggested


def test_scrolling_moves_the_cards_with_the_text(stage):
    stage.desk.select(None)
    before = [card.y() for card in closed(stage)]
    offset = 3 * LINE
    stage.margin.reposition(lambda place: stage.y_of(place) - offset)
    after = {card.card.item: card.y() for card in closed(stage)}
    shown = [card.item for card in stage.margin._cards]
    moved = [after[item] for item in shown if item in after]
    assert moved == [y - offset for y in before][-len(moved) :]


def test_an_open_picker_is_always_seen_whole(stage):
    last = stage.session.annotation.quotes[-1]
    stage.resize(640, 500)
    QApplication.processEvents()
    stage.pick(last.id, "kind")
    card = opened(stage)
    top, bottom = card.picker_reach()
    assert card.y() + top >= 0
    assert card.y() + bottom <= stage.margin.height()


def test_in_a_pile_the_open_card_comes_second(stage):
    stage.margin.set_beside(False)
    item = quote_with(stage, "contrôler ses ports")
    stage.desk.select(item)
    above = [card for card in closed(stage) if 0 <= card.y() < opened(stage).y()]
    assert len(above) == 1


def test_a_pile_scrolls_by_itself(stage):
    stage.margin.set_beside(False)
    stage.desk.select(quote_with(stage, "contrôler ses ports"))
    before = opened(stage).y()
    turn_wheel(stage, -120)
    assert opened(stage).y() < before


def test_escape_in_a_row_goes_back_to_the_text(stage, qtbot):
    fired = []
    shortcut = QShortcut(QKeySequence("Esc"), stage)
    shortcut.activated.connect(lambda: fired.append("Esc"))
    stage.desk.select(quote_with(stage, "contrôler ses ports"))
    row(stage, "claim").setFocus()
    stage.type(Qt.Key.Key_Escape)
    assert stage.focused() is stage.text
    assert fired == []


def test_a_larger_font_makes_taller_cards(stage):
    stage.desk.select(quote_with(stage, "contrôler ses ports"))
    before, line = opened(stage).height(), closed(stage)[0].height()
    font = QFont(stage.margin.font())
    font.setPointSizeF(font.pointSizeF() * 1.5)
    stage.margin.setFont(font)
    QApplication.processEvents()
    assert opened(stage).height() > before
    assert closed(stage)[0].height() > line


def turn_wheel(stage: Stage, by: int) -> None:
    wheel = QWheelEvent(
        QPointF(20, 20),
        stage.margin.mapToGlobal(QPointF(20, 20)),
        QPoint(0, 0),
        QPoint(0, by),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(stage.margin, wheel)


def test_the_wheel_over_the_margin_asks_for_scrolling(stage, qtbot):
    with qtbot.waitSignal(stage.margin.scrolled) as seen:
        turn_wheel(stage, -120)
    assert seen.args[0] > 0


def test_theme_and_language_change_what_is_shown(stage):
    stage.desk.select(None)
    light = closed(stage)[0].grab().toImage()
    stage.margin.set_theme(load_theme("dark"))
    dark = closed(stage)[0].grab().toImage()
    assert light.pixelColor(200, 4).lightness() > 200 > dark.pixelColor(200, 4).lightness()
    stage.language = "en"
    stage.margin.set_language(Translator("en"))
    stage.desk.select(quote_with(stage, "contrôler ses ports"))
    assert row(stage, "speaker").row.title == "Speaker"


def test_every_card_and_row_has_a_name_for_a_screen_reader(stage):
    stage.desk.select(quote_with(stage, "contrôler ses ports"))
    rows = [one for one in opened(stage).findChildren(RowButton) if one.isVisible()]
    assert all(one.accessibleName() for one in (*closed(stage), *rows))
    assert closed(stage)[0].accessibleName().startswith("Corée du Sud, Qualifie")


def test_an_empty_margin_says_what_to_do(small, qtbot):
    small.margin.show_cards((), small.y_of)
    empty = small.margin.grab().toImage()
    small.margin.set_language(Translator("en"))
    assert small.margin.grab().toImage() != empty
