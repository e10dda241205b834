"""The desk without a window: what keys and choices do to the open article."""

from __future__ import annotations

import pytest

from annotator.model.annotation import Proposals
from annotator.model.ids import ArticleId, EntryId, ItemId
from annotator.model.items import Mention, Quote
from annotator.model.message import GuillemetError, Message
from annotator.services.annotating import Outcome, Part
from tests.small_article import TEXT, Notebook, bounds, new_session, proposals
from tests.ui.desk_fixture import quote_of, text_session
from ui.actions import ACTIONS
from ui.margin import choices
from ui.presenters import chosen, deeds
from ui.presenters.desk import Desk


class Sheet:
    """A view that remembers what it was asked to show."""

    def __init__(self) -> None:
        self.place = 0
        self.selected: tuple[int, int] | None = None
        self.pickers: list[str] = []
        self.told: list[str] = []
        self.errors: list[str] = []
        self.saved = 0

    def caret(self) -> int:
        return self.place

    def selection(self) -> tuple[int, int] | None:
        return self.selected

    def clear_selection(self) -> None:
        self.selected = None

    def show_desk(self, desk: Desk) -> None:
        pass

    def reveal(self, start: int, end: int) -> None:
        self.place = start

    def open_picker(self, row: str) -> bool:
        self.pickers.append(row)
        return True

    def tell(self, message: Message) -> None:
        self.told.append(message.id)

    def report(self, error: GuillemetError) -> None:
        self.errors.append(error.message.id)

    def work_saved(self, outcome: Outcome) -> None:
        self.saved += 1


def new_desk() -> tuple[Desk, Sheet, Notebook]:
    session, notebook = new_session()
    sheet = Sheet()
    desk = Desk(sheet)
    desk.open(session)
    return desk, sheet, notebook


def press(desk: Desk, *actions: str) -> None:
    for action in actions:
        assert deeds.run(desk, action)


def words_of(desk: Desk) -> str:
    item = desk.item
    assert item is not None
    if isinstance(item, Quote):
        return " … ".join(span.text for span in item.segments)
    return item.span.text if item.span else ""


def test_an_article_opens_at_its_first_open_thing() -> None:
    desk, sheet, _ = new_desk()
    assert desk.selected == "q1"
    assert sheet.place == 0


def test_accepting_goes_on_until_nothing_is_open() -> None:
    desk, sheet, _ = new_desk()
    press(desk, "decide.accept")
    assert desk.session is not None
    assert {one.item.id for one in desk.session.open_suggestions()} == {"r1"}
    assert words_of(desk) if desk.selected else sheet.place == TEXT.index("«havre»")
    for _ in range(10):
        press(desk, "decide.accept" if desk.is_suggestion else "walk.next_open")
    assert desk.session.open_suggestions() == ()


def test_a_quote_is_made_of_the_marks_around_the_caret() -> None:
    desk, sheet, _ = new_desk()
    sheet.place = TEXT.index("havre") + 2
    press(desk, "make.quote")
    assert words_of(desk) == "«havre»"


def test_without_marks_or_selection_the_desk_says_what_to_do() -> None:
    desk, sheet, notebook = new_desk()
    sheet.place = TEXT.index("Le port")
    press(desk, "make.quote", "make.cue", "make.reference")
    assert sheet.errors == ["desk.no_marks", "desk.select_cue", "desk.select_words"]
    assert notebook.batches == []


def test_a_whole_quote_by_keys() -> None:
    desk, sheet, _ = new_desk()
    sheet.selected = bounds("«cette route»")
    press(desk, "make.quote")
    quote = desk.selected
    sheet.place = TEXT.index("et ses navires")
    press(desk, "make.piece")
    sheet.selected = bounds("a-t-elle ajouté")
    press(desk, "make.cue")
    sheet.selected = bounds("elle ajouté")
    press(desk, "make.source", "label.speaker", "label.claim", "label.form", "label.note")
    assert sheet.pickers == ["speaker", "claim", "kind", "note"]
    assert quote is not None
    chosen.carry_out(desk, choices.NewSpeaker(quote, "Ada Kern", "person"))
    chosen.carry_out(desk, choices.ClaimChosen(quote, "assert"))
    item = desk.item
    assert isinstance(item, Quote)
    assert [span.text for span in item.segments] == ["«cette route»", "«et ses navires»"]
    assert item.cues[0].text == "a-t-elle ajouté"
    assert item.speakers[0].source is not None
    assert item.claim_type == "assert"


def test_the_same_speaker_as_before() -> None:
    desk, sheet, _ = new_desk()
    press(desk, "decide.accept")
    sheet.place = TEXT.index("havre")
    desk.select(None)
    sheet.place = TEXT.index("havre")
    press(desk, "make.quote", "label.same_speaker")
    item = desk.item
    assert isinstance(item, Quote)
    assert item.speakers[0].actor == "kern"
    assert item.speakers[0].known_by == "implicit", "no word beside it names the speaker"


def test_a_mention_of_the_word_at_the_caret_asks_for_its_label() -> None:
    desk, sheet, _ = new_desk()
    sheet.place = TEXT.index("port") + 1
    press(desk, "make.mention")
    assert words_of(desk) == "port"
    assert sheet.pickers == ["label"]
    assert desk.selected is not None
    chosen.carry_out(desk, choices.LabelChosen(desk.selected, "LOC"))
    item = desk.item
    assert isinstance(item, Mention)
    assert item.label == "LOC"


def test_an_end_is_taken_moved_and_let_go() -> None:
    desk, view, _ = new_desk()
    press(desk, "ends.end")
    desk.step_end(2, "word")
    assert words_of(desk) == "«Nous n'avons rien livré», a dit"
    press(desk, "ends.start")
    desk.step_end(1, "character")
    assert words_of(desk).startswith("Nous")
    press(desk, "walk.leave")
    assert view.told[-2:] == ["desk.taken_start", "desk.released"]
    desk.step_end(5, "word")
    assert words_of(desk) == "Nous n'avons rien livré», a dit"
    press(desk, "decide.undo", "decide.undo")
    assert desk.is_suggestion


def test_pressing_the_same_end_again_takes_the_next_part() -> None:
    desk, _, _ = new_desk()
    press(desk, "ends.end")
    assert desk.taken is not None
    assert desk.taken.part == Part("segment", 0)
    press(desk, "ends.end")
    assert desk.taken.part == Part("cue", 0)


def test_rejecting_goes_on_and_undo_comes_back() -> None:
    desk, _, _ = new_desk()
    press(desk, "decide.reject")
    assert desk.selected != "q1"
    press(desk, "decide.undo")
    assert desk.selected == "q1"
    assert desk.is_suggestion


def test_references_are_linked_from_the_margin() -> None:
    desk, sheet, _ = new_desk()
    sheet.selected = bounds("résolutions")
    press(desk, "label.references")
    assert sheet.pickers == ["references"]
    assert desk.selected == "r1"
    chosen.carry_out(desk, choices.LinksChosen(ItemId("r1"), (EntryId("x"),)))
    chosen.carry_out(desk, choices.NilChosen(ItemId("q1"), "vague"))
    assert desk.session is not None
    found = desk.session.annotation.references
    assert {(one.span is None, one.nil_reason) for one in found} == {(False, None), (True, "vague")}


def test_new_suggestions_are_taken_when_they_are_for_this_article() -> None:
    desk, _, _ = new_desk()
    assert desk.session is not None
    desk.receive(Proposals(ArticleId("other")))
    assert len(desk.session.open_suggestions()) == 3
    desk.receive(Proposals(ArticleId("a"), proposals().suggestions[:1]))
    assert desk.selected is not None
    assert len(desk.session.open_suggestions()) == 1


@pytest.mark.parametrize("action", sorted(deeds.DEEDS))
def test_every_deed_is_an_action_and_bears_an_empty_article(action: str) -> None:
    assert action in {one.id for one in ACTIONS}
    desk, _, _ = new_desk()
    assert desk.session is not None
    for item, _why in desk.session.shown_items():
        desk.session.reject(item.id)
    desk.select(None)
    press(desk, action)


def test_a_step_names_a_quote_without_its_marks_which_the_sentence_has_already():
    text = "«Oui, demain», dit-elle."
    session = text_session(text, quote_of(text, "«Oui, demain»", cue="dit"))
    session.set_note(session.annotation.quotes[0].id, "à revoir")
    assert session.history.done[-1].label.values["words"] == "Oui, demain"
