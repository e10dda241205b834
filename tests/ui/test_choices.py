"""Choices: the ranked speakers, types and entries by keys and mouse, on the card and in pickers."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from annotator.model.annotation import Suggestion
from annotator.model.ids import ItemId
from annotator.prelabel.pipeline import propose
from annotator.services.projects import Project, ProjectSettings
from tests.core.project_builders import add
from tests.ranked_article import (
    article,
    ranked_session,
    the_name,
    the_quote,
    the_reference,
)
from tests.ui.margin_stage import Stage as Margin
from tests.ui.margin_stage import click, shown
from tests.ui.window_stage import BY, CTRL, Stage, staged
from ui.margin.buttons import ChipButton, EntryButton
from ui.margin.option_list import OptionList
from ui.presenters.options import Option

Key = Qt.Key
Held = Qt.KeyboardModifier


@pytest.fixture
def margin(qtbot) -> Margin:
    return shown(qtbot, ranked_session()[0])


@pytest.fixture
def stage(qtbot, tmp_path: Path) -> Iterator[Stage]:
    """The window on a project of the one article."""
    path = tmp_path / "choix.guillemet"
    with Project.create(path, "Choix", ProjectSettings(), BY) as project:
        project.save_proposals(propose(add(project, article())))
    with staged(qtbot, path) as made:
        yield made


def entries(view) -> list[EntryButton]:
    """The lines of choices on the open card, from top to bottom."""
    found = [one for one in view.findChildren(EntryButton) if one.isVisible() and one.entry.key]
    return sorted(found, key=lambda one: one.mapTo(view, QPoint()).y())


def chips(view) -> list[ChipButton]:
    return [one for one in view.findChildren(ChipButton) if one.isVisible()]


def options(view) -> tuple[Option, ...]:
    found = next(one for one in view.findChildren(OptionList) if one.isVisible())
    return found.options.options


def speaker(session, item: ItemId) -> str:
    found = session.find(item)
    assert found is not None
    actor = session.actor(found[0].speakers[0].actor)
    return actor.name if actor else ""


def accepted(session, suggestion: Suggestion) -> str | None:
    found = session.annotation.decision(suggestion.id)
    return found.verdict if found else None


# On the card


def test_the_card_shows_three_speakers_how_each_is_known_and_how_likely(margin):
    item = the_quote(margin.session.proposals).item.id
    margin.desk.select(item)
    shown_now = [one.entry for one in entries(margin.margin)]
    assert [(one.key, one.text, one.on) for one in shown_now] == [
        ("1", "Anna Roux", True),
        ("2", "Marie Dupont", False),
        ("3", "Paris", False),
    ]
    assert [one.detail.split(" ")[0] for one in shown_now] == ["pronom"] * 3
    assert [one.score for one in shown_now] == sorted(
        (one.score for one in shown_now), reverse=True
    )
    assert "retenu" in entries(margin.margin)[0].accessibleName()
    assert "« elle »" in entries(margin.margin)[1].toolTip().replace("\u00a0", " ")


def test_a_click_on_a_choice_accepts_the_quote_with_that_speaker(margin):
    suggestion = the_quote(margin.session.proposals)
    margin.desk.select(suggestion.item.id)
    click(entries(margin.margin)[1])
    assert speaker(margin.session, suggestion.item.id) == "Marie Dupont"
    assert accepted(margin.session, suggestion) == "edited"
    assert margin.desk.selected == suggestion.item.id
    now = [one.entry.on for one in entries(margin.margin)]
    assert now == [False, True, False]


def test_a_click_on_what_holds_already_keeps_it_marked(margin):
    suggestion = the_quote(margin.session.proposals)
    margin.desk.select(suggestion.item.id)
    for _ in range(2):
        click(entries(margin.margin)[0])
    assert accepted(margin.session, suggestion) == "accepted"
    assert entries(margin.margin)[0].entry.on


def test_the_likely_second_claim_type_is_one_click_away(margin):
    item = the_quote(margin.session.proposals).item.id
    margin.session.set_claim(item, None, secondary=True)
    margin.desk.select(item)
    click(next(one for one in chips(margin.margin) if one.chip.text.startswith("ou\u00a0:")))
    assert margin.quote(item).claim_type == "commit"
    assert any("Met en garde" in one.chip.text for one in chips(margin.margin)), "and back again"


def test_the_entries_that_a_reference_may_mean_are_choices_that_differ(margin):
    suggestion = the_reference(margin.session.proposals)
    margin.desk.select(suggestion.item.id)
    found = entries(margin.margin)
    words = [(one.entry.text, one.entry.detail) for one in found]
    assert len(set(words)) == 3
    click(found[1])
    (reference,) = margin.session.annotation.references
    assert [link.entry for link in reference.links] == ["un-scr-2397-2017"]
    margin.desk.select(suggestion.item.id)
    chosen = entries(margin.margin)[1]
    click(chosen.cross)
    assert margin.session.annotation.references[0].links == ()


def test_a_short_name_leads_to_the_full_name_that_it_is_tied_to(margin):
    short = the_name(margin.session.proposals, "Petrov")
    full = the_name(margin.session.proposals, "Ivan Petrov")
    margin.desk.select(short.item.id)
    found = [
        one
        for one in margin.margin.findChildren(EntryButton)
        if one.isVisible() and "Ivan Petrov" in one.entry.text
    ]
    details = [one.entry.detail for one in found]
    assert details == ["nom complet, paragraphe 2"], "among the other mentions, and there alone"
    click(found[0])
    assert margin.desk.selected == full.item.id
    assert not [
        one
        for one in margin.margin.findChildren(EntryButton)
        if one.isVisible() and one.entry.detail.startswith("nom complet")
    ], "a full name is tied to no other"


def test_a_short_name_that_was_accepted_still_leads_there(margin):
    short = the_name(margin.session.proposals, "Petrov")
    margin.session.accept(short.item.id)
    margin.desk.select(short.item.id)
    found = [one for one in margin.margin.findChildren(EntryButton) if one.isVisible()]
    assert any("Ivan Petrov" in one.entry.text for one in found)


# In the pickers


def test_the_speaker_picker_lists_the_ranked_first_under_a_heading(margin):
    item = the_quote(margin.session.proposals).item.id
    margin.pick(item, "speaker")
    found = options(margin.margin)
    assert [one.title for one in found[:3]] == ["Anna Roux", "Marie Dupont", "Paris"]
    headings = [(n, one.heading) for n, one in enumerate(found) if one.heading]
    assert headings == [(0, "D’après la machine"), (3, "Les autres")]
    assert len({one.id for one in found if one.id}) == len([one for one in found if one.id])
    margin.type(Key.Key_Down, Key.Key_Return)
    assert speaker(margin.session, item) == "Marie Dupont"
    assert not margin.margin.picker_open


def test_enter_in_the_picker_keeps_who_holds_and_the_ranking_outlives_the_decision(margin):
    item = the_quote(margin.session.proposals).item.id
    margin.pick(item, "speaker")
    margin.type(Key.Key_Down, Key.Key_Return)
    margin.pick(item, "speaker")
    assert [one.title for one in options(margin.margin)[:2]] == ["Anna Roux", "Marie Dupont"]
    assert [one.current for one in options(margin.margin)[:2]] == [False, True]
    margin.type(Key.Key_Return)
    assert speaker(margin.session, item) == "Marie Dupont"


def test_typing_a_name_searches_all_without_headings(margin):
    item = the_quote(margin.session.proposals).item.id
    margin.pick(item, "speaker")
    margin.type("iv")
    found = options(margin.margin)
    assert found[0].title == "Ivan Petrov"
    assert not any(one.heading for one in found)


def test_the_claim_picker_marks_the_first_and_the_second_guess(margin):
    suggestion = the_quote(margin.session.proposals)
    margin.pick(suggestion.item.id, "claim")
    said = {one.id: one.detail for one in options(margin.margin) if one.detail}
    assert list(said) == [one.id for one in options(margin.margin) if one.id in ("warn", "commit")]
    assert said["warn"].startswith("Proposé en premier")
    assert said["commit"].startswith("Possible en second")
    margin.type("p")
    assert margin.quote(suggestion.item.id).claim_type == "predict"


def test_the_link_picker_begins_with_what_the_machine_holds_possible(margin):
    suggestion = the_reference(margin.session.proposals)
    margin.pick(suggestion.item.id, "references")
    found = options(margin.margin)
    assert [one.id for one in found[:2]] == ["un-dprk-resolutions", "un-scr-2397-2017"]
    assert found[0].heading == "D’après la machine"
    margin.type(Key.Key_Down, Key.Key_Return)
    linked = margin.reference(suggestion.item.id).links
    assert [link.entry for link in linked] == ["un-scr-2397-2017"]


# In the window, by keys


def test_a_digit_takes_a_speaker_and_undo_takes_it_back_in_one_step(stage):
    suggestion = the_quote(stage.session.proposals)
    stage.window.desk.select(suggestion.item.id)
    stage.press("2")
    assert speaker(stage.session, suggestion.item.id) == "Marie Dupont"
    assert stage.window.desk.selected == suggestion.item.id
    assert stage.main.article.text.hasFocus()
    stage.press("3")
    assert speaker(stage.session, suggestion.item.id) == "Paris"
    stage.press(Key.Key_Z, held=CTRL)
    assert speaker(stage.session, suggestion.item.id) == "Marie Dupont"
    stage.press(Key.Key_Z, held=CTRL)
    assert stage.session.annotation.items == ()
    assert accepted(stage.session, suggestion) is None


@pytest.mark.parametrize(
    ("key", "letter", "held", "name"),
    [
        (Key.Key_Ampersand, "&", Held.NoModifier, "Anna Roux"),
        (Key.Key_Eacute, "é", Held.NoModifier, "Marie Dupont"),
        (Key.Key_QuoteDbl, '"', Held.NoModifier, "Paris"),
        (Key.Key_2, "2", Held.KeypadModifier, "Marie Dupont"),
    ],
)
def test_a_french_keyboard_and_a_keypad_type_the_digits(stage, key, letter, held, name):
    suggestion = the_quote(stage.session.proposals)
    stage.window.desk.select(suggestion.item.id)
    for kind in (QKeyEvent.Type.KeyPress, QKeyEvent.Type.KeyRelease):
        event = QKeyEvent(kind, key, held, letter)
        QApplication.sendEvent(stage.main.windowHandle(), event)
    assert speaker(stage.session, suggestion.item.id) == name
    assert accepted(stage.session, suggestion)


def test_a_digit_without_a_choice_says_what_to_do_and_changes_nothing(stage):
    name = the_name(stage.session.proposals, "Paris")
    stage.window.desk.select(name.item.id)
    stage.press("2")
    assert stage.main.foot.words == stage.window.say("desk.no_choice")
    assert stage.session.annotation.items == ()


def test_a_choice_survives_a_restart_with_its_ranking(stage):
    suggestion = the_quote(stage.session.proposals)
    stage.window.desk.select(suggestion.item.id)
    stage.press("2")
    stage.reopen()
    assert speaker(stage.session, suggestion.item.id) == "Marie Dupont"
    stage.window.desk.select(suggestion.item.id)
    now = [one.entry for one in entries(stage.main.article.margin)]
    assert [(one.text, one.on) for one in now[:2]] == [("Anna Roux", False), ("Marie Dupont", True)]
    stage.press(Key.Key_Z, held=CTRL)
    assert stage.session.annotation.items == ()


def test_tab_and_space_reach_a_choice_too(stage):
    suggestion = the_quote(stage.session.proposals)
    stage.window.desk.select(suggestion.item.id)
    for _ in range(12):
        stage.press(Key.Key_Tab)
        focused = stage.main.focusWidget()
        if isinstance(focused, EntryButton) and focused.entry.key == "2":
            break
    stage.press(Key.Key_Space)
    assert speaker(stage.session, suggestion.item.id) == "Marie Dupont"


def test_the_digits_of_the_new_actor_are_not_taken_for_choices(stage):
    suggestion = the_quote(stage.session.proposals)
    stage.window.desk.select(suggestion.item.id)
    stage.press("s")
    stage.type("Zoran")
    stage.press(Key.Key_Return)
    stage.type("2")
    assert speaker(stage.session, suggestion.item.id) == "Zoran"
