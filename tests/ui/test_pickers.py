"""The pickers: two letters and Enter, one letter, the arrows; each ends in the annotation."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtTest import QTest

from annotator.model.ids import ActorId, EntryId, ItemId
from annotator.model.items import Actor, Speaker
from tests.small_article import bounds, new_session
from tests.ui.desk_fixture import article_of, quote_of, session_of, span_of
from tests.ui.margin_stage import Stage, click, shown, tutorial_session
from ui.margin.buttons import ChipButton
from ui.margin.choices import ClaimChosen, NoteWritten, OnlyLinkChosen
from ui.margin.option_list import OptionList
from ui.models.options import OPTION_ROLE, OptionModel
from ui.presenters.options import Option

Key = Qt.Key


@pytest.fixture
def stage(qtbot):
    return shown(qtbot, tutorial_session()[0])


@pytest.fixture
def small(qtbot):
    return shown(qtbot, new_session()[0])


def quote_with(stage: Stage, words: str) -> ItemId:
    quotes = stage.session.annotation.quotes
    return next(one.id for one in quotes if any(words in piece.text for piece in one.segments))


def titles(stage: Stage) -> list[str]:
    found = next(one for one in stage.margin.findChildren(OptionList) if one.isVisible())
    return [option.title for option in found.options.options]


def press(stage: Stage, words: str) -> None:
    """Click a pill of the open picker."""
    chips = stage.margin.findChildren(ChipButton)
    click(next(chip for chip in chips if chip.isVisible() and chip.chip.text == words))


def speaker(stage: Stage, item: ItemId) -> str:
    actor = stage.session.actor(stage.quote(item).speakers[0].actor)
    assert actor is not None
    return actor.name


# Speakers


def test_two_letters_and_enter_choose_the_speaker(stage):
    item = quote_with(stage, "contrôler ses ports")
    stage.pick(item, "speaker")
    stage.type("yo", Key.Key_Return)
    assert speaker(stage, item) == "Yoon Tae-min"
    assert not stage.margin.picker_open
    assert stage.focused() is stage.text


def test_the_speaker_now_comes_first_then_who_speaks_here_most(stage):
    stage.pick(quote_with(stage, "L'équipage a coopéré"), "speaker")
    assert titles(stage)[:2] == ["Yoon Tae-min", "Park Seo-yeon"]


def test_a_proposed_speaker_can_be_chosen(small):
    small.pick(ItemId("q1"), "speaker")
    assert titles(small)[0] == "Ada Kern"
    small.type("ke", Key.Key_Return)
    assert speaker(small, ItemId("q1")) == "Ada Kern"


def test_the_words_that_named_the_speaker_before_go_and_it_is_said(qtbot):
    text = "« Non », a dit La France."
    actors = (Actor(ActorId("f"), "France", "state"), Actor(ActorId("s"), "Stéphane Séjourné"))
    source = Speaker(ActorId("f"), span_of(text, "La France"))
    quote = replace(quote_of(text, "« Non »", cue="a dit"), speakers=(source,))
    stage = shown(qtbot, session_of(article_of(text), (quote,), actors=actors))
    stage.pick(quote.id, "speaker")
    stage.type("sejou", Key.Key_Return)
    assert stage.quote(quote.id).speakers == (Speaker(ActorId("s"), None, None, "implicit"),)
    assert [one.id for one in stage.told] == ["annotate.source_left"]


def test_a_new_organisation_is_made_by_name_and_a_digit(stage):
    item = quote_with(stage, "contrôler ses ports")
    stage.pick(item, "speaker")
    stage.type("Zoé Marchal", Key.Key_Return)
    stage.type("2")
    actor = stage.session.actor(stage.quote(item).speakers[0].actor)
    assert (actor.name, actor.kind) == ("Zoé Marchal", "organisation")


@pytest.mark.parametrize(("key", "kind"), [("1", "person"), ("'", "group"), ("é", "organisation")])
def test_the_digit_keys_need_no_shift_on_a_french_keyboard(stage, key, kind):
    item = quote_with(stage, "contrôler ses ports")
    stage.pick(item, "speaker")
    stage.type("Zoran", Key.Key_Return, key)
    assert stage.session.actor(stage.quote(item).speakers[0].actor).kind == kind


def test_escape_in_the_second_step_goes_back_to_the_names(stage):
    stage.pick(quote_with(stage, "contrôler ses ports"), "speaker")
    stage.type("Zoé Marchal", Key.Key_Return, Key.Key_Escape)
    assert stage.margin.picker_open
    assert titles(stage)[-1].startswith("Nouveau")
    stage.type(Key.Key_Escape)
    assert not stage.margin.picker_open
    assert stage.choices == []


def test_the_words_of_the_text_name_an_unnamed_source(stage):
    item = quote_with(stage, "groupe d'experts de l'ONU suivait")
    stage.pick(item, "speaker")
    place = next(n for n, one in enumerate(titles(stage)) if one.startswith("Source non nommée"))
    stage.type(*[Key.Key_Down] * place, Key.Key_Return)
    actor = stage.session.actor(stage.quote(item).speakers[0].actor)
    assert (actor.name, actor.kind) == ("une source diplomatique", "unnamed_source")
    assert stage.quote(item).speakers[0].known_by == "unnamed_source"


def test_an_unnamed_source_needs_a_name(small):
    small.session.add_quote(*bounds("«havre»"))
    item = small.session.annotation.quotes[0].id
    small.pick(item, "speaker")
    place = next(n for n, one in enumerate(titles(small)) if one.startswith("Source non nommée"))
    small.type(*[Key.Key_Down] * place, Key.Key_Return)
    assert small.margin.picker_open, "it asks for a name"
    small.type("un haut responsable", Key.Key_Return)
    assert speaker(small, item) == "un haut responsable"


def test_the_speaker_can_be_unknown(stage):
    item = quote_with(stage, "contrôler ses ports")
    stage.pick(item, "speaker")
    stage.type(Key.Key_Up, Key.Key_Return)
    who = stage.quote(item).speakers[0]
    assert (who.actor, who.known_by) == (None, "unknown")


def test_shift_enter_adds_a_speaker_and_the_cross_takes_one_away(stage):
    item = quote_with(stage, "contrôler ses ports")
    stage.pick(item, "speaker")
    stage.type("yo")
    stage.type(Key.Key_Return, shift=True)
    assert len(stage.quote(item).speakers) == 2


def test_a_name_is_chosen_by_mouse(stage):
    item = quote_with(stage, "contrôler ses ports")
    stage.pick(item, "speaker")
    stage.type("che")
    shown = next(one for one in stage.margin.findChildren(OptionList) if one.isVisible())
    place = shown.visualRect(shown.options.index(0, 0)).center()
    click(shown.viewport(), place)
    assert speaker(stage, item) == "Chen Guowei"


def test_a_mention_gets_its_actor_from_the_same_picker(stage):
    mention = next(one for one in stage.session.annotation.mentions if one.actor is None)
    stage.pick(mention.id, "speaker")
    assert not any(title.startswith("Source") for title in titles(stage))
    stage.type("coree du s", Key.Key_Return)
    assert stage.session.actor(stage.mention(mention.id).actor).name == "Corée du Sud", (
        "a name goes before a role"
    )


# Labels


def test_a_letter_chooses_the_claim_type_at_once(stage):
    item = quote_with(stage, "contrôler ses ports")
    stage.pick(item, "claim")
    stage.type("m")
    assert stage.quote(item).claim_type == "warn"
    assert not stage.margin.picker_open


def test_shift_and_a_letter_choose_the_secondary_type(stage):
    item = quote_with(stage, "contrôler ses ports")
    stage.pick(item, "claim")
    stage.type(Key.Key_U, shift=True)
    assert stage.choices == [ClaimChosen(item, "accuse", secondary=True)]
    assert stage.quote(item).claim_type == "demand"
    assert stage.quote(item).claim_secondary == "accuse"


def test_the_secondary_type_chosen_again_is_taken_away(stage):
    item = quote_with(stage, "contrôler ses ports")
    for left in ("accuse", None):
        stage.pick(item, "claim")
        stage.type(Key.Key_U, shift=True)
        assert stage.quote(item).claim_secondary == left
    assert stage.quote(item).claim_type == "demand"


def test_backspace_clears_the_claim_type_and_space_doubts_it(stage):
    item = quote_with(stage, "contrôler ses ports")
    stage.pick(item, "claim")
    stage.type(Key.Key_Space)
    assert stage.quote(item).certainty == "unsure"
    stage.pick(item, "claim")
    stage.type(Key.Key_Space)
    assert stage.quote(item).certainty is None
    stage.pick(item, "claim")
    stage.type(Key.Key_Backspace)
    assert stage.quote(item).claim_type is None


def test_secondary_type_doubt_and_clearing_by_mouse_alone(stage):
    item = quote_with(stage, "contrôler ses ports")
    stage.pick(item, "claim")
    press(stage, "propos secondaire")
    shown = next(one for one in stage.margin.findChildren(OptionList) if one.isVisible())
    click(shown.viewport(), shown.visualRect(shown.options.index(2, 0)).center())
    assert stage.quote(item).claim_secondary == "warn"
    stage.pick(item, "claim")
    press(stage, "douteux")
    assert stage.quote(item).certainty == "unsure"
    stage.pick(item, "claim")
    press(stage, "effacer")
    assert stage.quote(item).claim_type is None


def test_another_speaker_by_mouse_alone(stage):
    item = quote_with(stage, "contrôler ses ports")
    stage.pick(item, "speaker")
    press(stage, "en plus")
    shown = next(one for one in stage.margin.findChildren(OptionList) if one.isVisible())
    click(shown.viewport(), shown.visualRect(shown.options.index(1, 0)).center())
    assert len(stage.quote(item).speakers) == 2


def test_arrows_and_enter_choose_too_and_show_what_a_type_means(stage):
    item = quote_with(stage, "contrôler ses ports")
    stage.pick(item, "claim")
    picker = stage.margin._open.picker
    first = picker.meaning.text()
    stage.type(Key.Key_Down)
    assert picker.meaning.text() != first
    assert "camp" in picker.meaning.text()
    stage.type(Key.Key_Return)
    assert stage.quote(item).claim_type == "commit"


def test_no_letter_reaches_the_shortcuts_of_the_window_while_a_picker_is_open(stage, qtbot):
    fired = []
    for letter in ("C", "M", "Space", "Y"):
        shortcut = QShortcut(QKeySequence(letter), stage)
        shortcut.activated.connect(lambda letter=letter: fired.append(letter))
    item = quote_with(stage, "contrôler ses ports")
    stage.pick(item, "claim")
    stage.type("m")
    stage.pick(item, "speaker")
    stage.type("y c")
    assert stage.focused().text() == "y c"
    stage.type(Key.Key_Escape)
    assert fired == []


def test_the_form_of_a_quote_and_how_its_speaker_is_known_are_chosen_by_letter(stage):
    item = quote_with(stage, "contrôler ses ports")
    stage.pick(item, "kind")
    stage.type("d")
    assert stage.quote(item).kind == "direct"
    stage.pick(item, "known_by")
    stage.type("p")
    assert stage.quote(item).speakers[0].known_by == "pronoun"


def test_scare_quotes_can_be_told_from_quotes(stage):
    scare = next(one for one in stage.session.annotation.quotes if one.kind == "scare")
    stage.pick(scare.id, "kind")
    stage.type("d")
    assert stage.quote(scare.id).kind == "direct"


def test_a_mentions_label_and_form_are_chosen_by_letter(stage):
    mention = stage.session.annotation.mentions[0]
    stage.pick(mention.id, "label")
    stage.type("o")
    stage.pick(mention.id, "kind")
    stage.type("g")
    found = stage.mention(mention.id)
    assert (found.label, found.form) == ("ORG", "nominal")


# Sanctions


def test_typing_and_enter_link_a_reference(stage):
    reference = stage.session.annotation.references[4]
    assert reference.nil_reason == "vague"
    stage.pick(reference.id, "references")
    assert stage.focused().text() == reference.span.text, "it starts from the words of the text"
    stage.type("1718", Key.Key_Return)
    found = stage.reference(reference.id)
    assert [link.entry for link in found.links] == ["un-scr-1718-2006"]
    assert found.nil_reason is None


def test_shift_enter_links_several_and_again_unlinks(stage):
    reference = stage.session.annotation.references[0]
    stage.pick(reference.id, "references")
    stage.type("1718")
    stage.type(Key.Key_Return, shift=True)
    assert stage.margin.picker_open
    linked = [link.entry for link in stage.reference(reference.id).links]
    assert linked == ["un-scr-2371-2017", "un-scr-1718-2006"]
    stage.type(Key.Key_Down, Key.Key_Up, Key.Key_Space)
    assert len(stage.reference(reference.id).links) == 1


def test_why_there_is_no_link_is_up_enter_and_a_letter(stage):
    reference = stage.session.annotation.references[0]
    stage.pick(reference.id, "references")
    stage.type(Key.Key_Up, Key.Key_Return, "a")
    found = stage.reference(reference.id)
    assert (found.links, found.nil_reason) == ((), "ambiguous")


def test_a_whole_quote_becomes_a_reference_when_it_is_linked(stage):
    item = quote_with(stage, "contrôler ses ports")
    stage.pick(item, "references")
    stage.type("1718", Key.Key_Return)
    assert [type(one) for one in stage.choices] == [OnlyLinkChosen]
    made = [one for one in stage.session.annotation.references if item in one.quotes]
    assert [(one.span, one.links[0].entry) for one in made] == [(None, EntryId("un-scr-1718-2006"))]
    assert stage.desk.selected == item, "the quote's card stays open"


def test_with_several_references_the_picker_asks_which(stage):
    item = quote_with(stage, "nous saisirons le Comité 1718")
    stage.session.add_quote_reference(item)
    stage.pick(item, "references")
    assert len(titles(stage)) == 3
    stage.type(Key.Key_Down, Key.Key_Return)
    stage.type("1718", Key.Key_Return)
    whole = next(one for one in stage.session.annotation.references if one.span is None)
    assert [link.entry for link in whole.links] == ["un-scr-1718-2006"]


def test_kind_and_status_of_a_reference_are_chosen_by_letter(stage):
    reference = stage.session.annotation.references[0]
    stage.pick(reference.id, "kind")
    stage.type("m")
    stage.pick(reference.id, "claim")
    stage.type("l")
    found = stage.reference(reference.id)
    assert (found.kind, found.status) == ("measure", "lifted")


# Notes


def test_a_note_is_saved_by_escape(stage):
    item = quote_with(stage, "contrôler ses ports")
    stage.pick(item, "note")
    stage.type("À revoir", Key.Key_Return, "demain", Key.Key_Escape)
    assert stage.quote(item).note == "À revoir\ndemain"


def test_a_note_is_saved_when_the_focus_leaves(stage):
    item = quote_with(stage, "contrôler ses ports")
    stage.pick(item, "note")
    stage.type("À revoir")
    stage.text.setFocus(Qt.FocusReason.MouseFocusReason)
    assert stage.quote(item).note == "À revoir"


def test_a_note_is_saved_when_another_item_is_selected(stage):
    item = quote_with(stage, "contrôler ses ports")
    stage.pick(item, "note")
    stage.type("À revoir")
    other = quote_with(stage, "pendant onze jours")
    stage.desk.select(other)
    assert stage.quote(item).note == "À revoir"
    assert stage.desk.selected == other


def test_a_note_is_saved_before_the_window_closes_and_only_once(stage):
    item = quote_with(stage, "contrôler ses ports")
    stage.pick(item, "note")
    stage.type("À revoir")
    stage.margin.commit_pending()
    stage.margin.commit_pending()
    stage.type(Key.Key_Escape)
    assert [one for one in stage.choices if isinstance(one, NoteWritten)] == [
        NoteWritten(item, "À revoir")
    ]


def test_no_break_spaces_of_a_note_survive(stage):
    item = quote_with(stage, "contrôler ses ports")
    stage.session.set_note(item, "«\u00a0ports\u202f»")
    stage.pick(item, "note")
    stage.type(" revus", Key.Key_Escape)
    assert stage.quote(item).note == "«\u00a0ports\u202f» revus"


# Models


def test_the_model_gives_titles_and_options(qtmodeltester):
    model = OptionModel()
    options = (Option("demand", "Demande", key="D"), Option("warn", "Mise en garde", key="M"))
    model.show_options(options)
    qtmodeltester.check(model)
    shown = [model.index(n, 0).data() for n in range(model.rowCount())]
    assert shown == ["Demande", "Mise en garde"]
    assert model.index(1, 0).data(OPTION_ROLE) is options[1]
    assert model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole) == "Demande, D"


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("row", ["speaker", "claim", "kind", "references"])
def test_no_option_is_wider_than_its_list(qtbot, row, language):
    stage = Stage(tutorial_session()[0], language)
    qtbot.addWidget(stage)
    stage.resize(400, 900)
    stage.show()
    stage.pick(quote_with(stage, "contrôler ses ports"), row)
    QTest.qWait(1)
    shown = next(one for one in stage.margin.findChildren(OptionList) if one.isVisible())
    width = shown.viewport().width()
    for n in range(shown.options.rowCount()):
        assert shown.visualRect(shown.options.index(n, 0)).width() <= width
