"""The picker of links by key: Enter replaces, Shift+Enter adds, Delete removes, Esc only leaves."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from annotator.model.ids import EntryId, ItemId
from tests.ranked_article import ranked_session, the_reference
from tests.ui.margin_stage import Stage, shown, tutorial_session
from ui.margin.link_picker import LinkPicker

Key = Qt.Key
OLD, NEW = "un-scr-2371-2017", "un-scr-1718-2006"
WHOLE, TWO = "contrôler ses ports", "nous saisirons le Comité 1718"


@pytest.fixture
def stage(qtbot) -> Stage:
    return shown(qtbot, tutorial_session()[0])


def quote_with(stage: Stage, words: str) -> ItemId:
    quotes = stage.session.annotation.quotes
    return next(one.id for one in quotes if any(words in piece.text for piece in one.segments))


def linked(stage: Stage, item: ItemId) -> list[str]:
    return [link.entry for link in stage.reference(item).links]


def picker(stage: Stage) -> LinkPicker:
    return next(one for one in stage.margin.findChildren(LinkPicker) if one.isVisible())


def walk_to(stage: Stage, entry: str) -> None:
    """Go down the list to an entry."""
    for _ in picker(stage).list.options.options:
        stage.type(Key.Key_Down)
        if picker(stage).list.highlighted().id == entry:
            return
    raise AssertionError(entry)


def test_enter_replaces_the_link_in_one_step(stage):
    item = stage.session.annotation.references[0].id
    stage.pick(item, "references")
    stage.type("1718", Key.Key_Return)
    assert linked(stage, item) == [NEW]
    assert not stage.margin.picker_open
    stage.session.undo()
    assert linked(stage, item) == [OLD]


def test_enter_replaces_several_links_that_a_person_made_in_one_step(stage):
    item = stage.session.annotation.references[0].id
    stage.pick(item, "references")
    stage.type("1718")
    stage.type(Key.Key_Return, shift=True)
    assert linked(stage, item) == [OLD, NEW]
    stage.type(Key.Key_Escape)
    stage.pick(item, "references")
    stage.type("2397", Key.Key_Return)
    assert linked(stage, item) == ["un-scr-2397-2017"]
    stage.session.undo()
    assert linked(stage, item) == [OLD, NEW]


def test_enter_on_one_that_is_ticked_leaves_it_as_the_only_one(stage):
    item = stage.session.annotation.references[0].id
    stage.session.set_links(item, (EntryId(OLD), EntryId(NEW)))
    stage.session.mark_link(item, EntryId(NEW), "unsure", "one_of")
    stage.pick(item, "references")
    stage.type("1718", Key.Key_Return)
    (link,) = stage.reference(item).links
    assert (link.entry, link.role, link.certainty) == (NEW, "refers_to", "sure")


@pytest.mark.parametrize("key", [Key.Key_Delete, Key.Key_Backspace])
def test_delete_removes_the_highlighted_link_once_an_arrow_led_into_the_list(stage, key: Key):
    item = stage.session.annotation.references[0].id
    stage.session.set_links(item, (EntryId(OLD), EntryId(NEW)))
    stage.pick(item, "references")
    stage.type("1718", key)
    assert linked(stage, item) == [OLD, NEW], "it edits what is typed"
    stage.type(Key.Key_Backspace, Key.Key_Backspace, Key.Key_Backspace, Key.Key_Backspace)
    walk_to(stage, NEW)
    stage.type(key)
    assert linked(stage, item) == [OLD]
    assert stage.margin.picker_open


def test_the_hint_says_what_enter_does_to_the_link_that_is_there(stage):
    with_link, without = stage.session.annotation.references[0], quote_with(stage, WHOLE)
    stage.pick(with_link.id, "references")
    assert "remplace" in picker(stage).hint.text()
    stage.type(Key.Key_Escape)
    stage.pick(without, "references")
    stage.type("1718")
    assert "remplace" not in picker(stage).hint.text()


def test_a_suggested_link_gives_way_and_its_target_with_it(qtbot):
    stage = shown(qtbot, ranked_session()[0])
    suggestion = the_reference(stage.session.proposals)
    item = suggestion.item.id
    assert suggestion.item.target == "KP"
    stage.pick(item, "references")
    stage.type("765/2006", Key.Key_Return)
    found = stage.reference(item)
    assert linked(stage, item) == ["eu-reg-765-2006"]
    assert (found.issuer, found.target) == ("EU", "BY")
    stage.session.undo()
    assert stage.session.annotation.references == ()


# Esc


def test_esc_leaves_the_question_which_reference(stage):
    item = quote_with(stage, TWO)
    stage.session.add_quote_reference(item)
    before = stage.session.annotation
    stage.pick(item, "references")
    assert picker(stage).asking
    stage.type(Key.Key_Escape)
    assert not stage.margin.picker_open
    assert stage.session.annotation == before
    stage.type("n")
    assert stage.text.keys == [Key.Key_N], "the next letter is a command of the text again"


def test_esc_goes_back_from_the_reasons_to_the_search_and_then_leaves(stage):
    item, before = quote_with(stage, WHOLE), stage.session.annotation
    stage.pick(item, "references")
    stage.type(Key.Key_Return)
    assert picker(stage).asking
    stage.type(Key.Key_Escape)
    assert not picker(stage).asking
    stage.type(Key.Key_Escape, "n")
    assert not stage.margin.picker_open
    assert stage.text.keys == [Key.Key_N]
    assert stage.session.annotation == before


def test_the_second_question_after_which_reference_goes_back_to_the_search(stage):
    item = quote_with(stage, TWO)
    stage.session.add_quote_reference(item)
    stage.pick(item, "references")
    stage.type(Key.Key_Return, Key.Key_Up, Key.Key_Return)
    assert picker(stage).asking
    stage.type(Key.Key_Escape)
    assert stage.margin.picker_open
    assert not picker(stage).asking


# A whole quote


@pytest.mark.parametrize("keys", [("1718", Key.Key_Return), (Key.Key_Return, "a")])
def test_a_whole_quote_is_chosen_for_in_one_step(stage, keys):
    item, before = quote_with(stage, WHOLE), stage.session.annotation.references
    stage.pick(item, "references")
    stage.type(*keys)
    assert len(stage.session.annotation.references) == len(before) + 1
    stage.session.undo()
    assert stage.session.annotation.references == before


def test_a_whole_quote_linked_and_unlinked_again_leaves_no_reference(stage):
    item, before = quote_with(stage, WHOLE), stage.session.annotation.references
    stage.pick(item, "references")
    stage.type("1718")
    stage.type(Key.Key_Return, shift=True)
    assert len(stage.session.annotation.references) == len(before) + 1
    stage.type(Key.Key_Return, shift=True)
    stage.type(Key.Key_Escape)
    assert stage.session.annotation.references == before
    assert stage.desk.selected == item
