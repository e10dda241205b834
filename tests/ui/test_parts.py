"""Parts of an item taken away by key, and the rows of a card that got a key of their own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from annotator.model.items import Quote, SanctionsReference
from annotator.services.importing import import_paths
from annotator.services.projects import Project, ProjectSettings
from tests.ui.window_stage import BY, Stage, staged

Key = Qt.Key
TEXT = "Hier, « Non », a dit Ada Kern, « et non », malgré les sanctions contre la Valdanie.\n"


@pytest.fixture
def stage(qtbot, tmp_path: Path) -> Iterator[Stage]:
    """The window on one short article with a quote of two pieces, a cue and a source."""
    (tmp_path / "court.txt").write_text(TEXT, encoding="utf-8")
    path = tmp_path / "court.guillemet"
    with Project.create(path, "Court", ProjectSettings(), BY) as project:
        import_paths(project, [tmp_path / "court.txt"], annotator=BY)
    with staged(qtbot, path) as made:
        for item, _ in made.session.shown_items():
            made.session.reject(item.id)
        session = made.session
        outcome = session.add_quote(*place("« Non »"))
        session.add_piece(outcome.focus, *place("« et non »"))
        session.add_cue(outcome.focus, *place("a dit"))
        session.set_source(outcome.focus, *place("Ada Kern"))
        made.window.desk.select(outcome.focus)
        yield made


def place(words: str) -> tuple[int, int]:
    start = TEXT.index(words)
    return start, start + len(words)


def the_quote(stage: Stage) -> Quote:
    (quote,) = stage.session.annotation.quotes
    return quote


def test_the_part_whose_end_is_in_hand_is_taken_away(stage: Stage) -> None:
    stage.press("e", Key.Key_Backspace)
    assert [one.text for one in the_quote(stage).segments] == ["« Non »"]
    stage.press("e", "e", Key.Key_Backspace)
    assert the_quote(stage).cues == ()
    stage.press("e", "e", Key.Key_Backspace)
    assert the_quote(stage).speakers == ()
    for _ in range(3):
        stage.press("z", held=Qt.KeyboardModifier.ControlModifier)
    quote = the_quote(stage)
    assert (len(quote.segments), len(quote.cues), len(quote.speakers)) == (2, 1, 1)


def test_the_last_piece_stays_and_so_does_an_item_of_one_part(stage: Stage) -> None:
    stage.press("e", Key.Key_Backspace)
    stage.press("e", Key.Key_Backspace)
    assert len(the_quote(stage).segments) == 1
    assert stage.main.foot.words == stage.window.say("annotate.last_piece")
    made = stage.session.add_mention(*place("Valdanie"), "LOC")
    stage.window.desk.select(made.focus)
    stage.press("e", Key.Key_Backspace)
    assert stage.main.foot.words == stage.window.say("parts.whole")


def test_without_a_part_it_says_what_to_do_and_changes_nothing(stage: Stage) -> None:
    before = the_quote(stage)
    stage.press(Key.Key_Backspace)
    assert stage.main.foot.words == stage.window.say("parts.none")
    assert the_quote(stage) == before


def test_two_keys_say_how_the_speaker_is_known(stage: Stage) -> None:
    stage.session.set_new_speaker(the_quote(stage).id, "Ada Kern", "person")
    stage.window.desk.select(the_quote(stage).id)
    assert the_quote(stage).speakers[0].known_by == "stated"
    stage.press("y", "d")
    assert the_quote(stage).speakers[0].known_by == "description"


def test_space_in_the_list_of_statuses_says_that_the_text_hedges(stage: Stage) -> None:
    made = stage.session.add_reference(*place("sanctions"))
    stage.window.desk.select(made.focus)

    def hedged() -> bool:
        (reference,) = stage.session.annotation.references
        assert isinstance(reference, SanctionsReference)
        return reference.hedged

    stage.press("c", Key.Key_Space)
    assert hedged()
    assert stage.main.article.text.hasFocus()
    stage.press("c", Key.Key_Space)
    assert not hedged()
    assert stage.session.annotation.references[0].status == "unspecified"
