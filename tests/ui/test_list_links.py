"""Linking to official lists by key: search, namesakes, warnings, travel without the lists."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from annotator.model.dates import PartialDate
from annotator.services.list_store import lists_file
from annotator.services.lists import import_lists
from tests.conftest import PROJECT
from tests.ui.window_stage import Stage, make_template, staged
from ui.margin.buttons import EntryButton
from ui.margin.link_picker import LinkPicker
from ui.presenters.link_options import LinkOptions
from ui.presenters.options import Options

UN = PROJECT / "tests" / "golden" / "lists" / "un-xml.xml"
KIM = "un-sc:KPi.901"
KEY = Qt.Key


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_template(tmp_path_factory.mktemp("template"))


@pytest.fixture
def lists() -> None:
    import_lists([UN])


def opened(qtbot, stage: Stage) -> LinkPicker:
    """The picker of a new reference made of the first line of the article."""
    qtbot.waitUntil(lambda: not stage.window.entries.busy)
    session = stage.session
    made = session.add_reference(0, session.article.text.index("\n"))
    stage.window.desk.done(made)
    stage.press("r")
    picker = stage.main.findChild(LinkPicker)
    assert picker is not None
    picker.field.clear()
    return picker


def card_words(stage: Stage) -> str:
    """Everything that the open card has to say of its links."""
    entries = stage.main.article.margin.findChildren(EntryButton)
    return " / ".join(one.accessibleName() for one in entries if one.isVisible())


def search(qtbot, stage: Stage, picker: LinkPicker, words: str) -> list[str]:
    stage.type(words)
    qtbot.waitUntil(lambda: not picker.busy)
    return [one.id for one in picker.list.options.options]


@pytest.fixture
def stage(qtbot, path: Path, lists: None) -> Iterator[Stage]:
    with staged(qtbot, path, language="fr") as made:
        yield made


def test_a_listed_name_is_found_linked_and_undone_by_key(qtbot, stage: Stage):
    picker = opened(qtbot, stage)
    found = search(qtbot, stage, picker, "invente fictif")
    assert found[0] == KIM
    option = picker.list.options.options[0]
    assert "personne" in option.detail
    assert option.score is not None
    stage.press(KEY.Key_Return)
    (reference,) = [one for one in stage.session.annotation.references if one.links]
    (link,) = reference.links
    assert (link.entry, len(link.list_version)) == (KIM, 64)
    stage.press("z", held=Qt.KeyboardModifier.ControlModifier)
    assert not [one for one in stage.session.annotation.references if one.links]


def test_the_project_shows_the_name_where_the_lists_are_not(qtbot, path: Path, lists: None):
    with staged(qtbot, path, language="fr") as stage:
        picker = opened(qtbot, stage)
        search(qtbot, stage, picker, "invente fictif")
        stage.press(KEY.Key_Return)
        item = next(one.id for one in stage.session.annotation.references if one.links)
    lists_file().unlink()
    with staged(qtbot, path, language="fr") as stage:
        stage.window.desk.select(item)
        reference = stage.session.annotation.item(item)
        assert stage.session.entries.title(reference.links[0].entry, "fr") == "INVENTÉ FICTIF"
        assert "INVENTÉ FICTIF" in card_words(stage)


def test_an_entry_listed_after_the_article_is_warned_of_and_moves_down(qtbot, stage: Stage):
    session = stage.session
    early = replace(session.article.meta, published=PartialDate(1999))
    session.article = replace(session.article, meta=early)
    picker = opened(qtbot, stage)
    search(qtbot, stage, picker, "invente fictif")
    option = next(one for one in picker.list.options.options if one.id == KIM)
    assert "1999" in option.warning
    assert option.warning in option.spoken
    stage.press(KEY.Key_Return)
    assert "1999" in card_words(stage)


def test_what_was_walked_to_stays_highlighted_when_the_lists_answer(qtbot, stage: Stage):
    picker = opened(qtbot, stage)
    stage.type("1718")
    before = picker.list.highlighted()
    qtbot.waitUntil(lambda: not picker.busy)
    assert picker.list.highlighted().id == before.id


def test_a_link_that_is_there_does_not_keep_the_highlight_from_what_is_found(qtbot, stage: Stage):
    picker = opened(qtbot, stage)
    search(qtbot, stage, picker, "1718")
    stage.press(KEY.Key_Return)
    (reference,) = [one for one in stage.session.annotation.references if one.links]
    assert [link.entry for link in reference.links] == ["un-scr-1718-2006"]
    qtbot.waitUntil(lambda: stage.main.findChild(LinkPicker) is None)
    stage.press("r")
    picker = stage.main.findChild(LinkPicker)
    picker.field.clear()
    search(qtbot, stage, picker, "invente fictif")
    assert picker.list.highlighted().id == KIM
    stage.press(KEY.Key_Return)
    (reference,) = [one for one in stage.session.annotation.references if one.links]
    assert KIM in [link.entry for link in reference.links]


def test_typing_on_asks_anew_and_leaving_asks_no_more(qtbot, stage: Stage):
    picker = opened(qtbot, stage)
    stage.type("fable")
    stage.type(" shipping")
    qtbot.waitUntil(lambda: not picker.busy)
    assert picker.list.options.options[0].id.startswith("un-sc:")
    stage.type("x")
    assert picker.busy
    stage.press(KEY.Key_Escape)
    qtbot.waitUntil(lambda: stage.main.findChild(LinkPicker) is None)


def test_two_letters_search_the_catalogue_alone(qtbot, stage: Stage):
    picker = opened(qtbot, stage)
    stage.type("ki")
    assert not picker.busy
    assert not [one for one in picker.list.options.options if one.id.startswith("un-sc:")]


def test_three_letters_find_listed_names_behind_the_acts_and_show_no_bar(qtbot, stage: Stage):
    picker = opened(qtbot, stage)
    acts = [one.entry.id for one in stage.session.entries.catalogue.search("inv", limit=8)]
    assert acts
    found = search(qtbot, stage, picker, "inv")
    assert found[: len(acts)] == acts
    assert picker.list.highlighted().id == acts[0]
    option = next(one for one in picker.list.options.options if one.id == KIM)
    assert option.score is None


def test_a_weak_alias_shows_no_bar_however_well_it_is_spelled(qtbot, stage: Stage):
    picker = opened(qtbot, stage)
    search(qtbot, stage, picker, "mr fiction")
    option = next(one for one in picker.list.options.options if one.id == KIM)
    assert "alias faible" in option.detail
    assert option.score is None


def test_two_ideographs_are_as_much_as_four_letters(stage: Stage):
    options = LinkOptions(Options(stage.session, "fr"))
    assert options.searches_lists("金正")
    assert not options.searches_lists("金")


def test_without_lists_the_catalogue_answers_alone(qtbot, path: Path):
    shutil.rmtree(lists_file().parent, ignore_errors=True)
    with staged(qtbot, path, language="fr") as stage:
        picker = opened(qtbot, stage)
        stage.type("1718")
        assert not picker.busy
        assert "un-scr-1718-2006" in [one.id for one in picker.list.options.options]
