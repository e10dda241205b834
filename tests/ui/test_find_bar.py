"""Finding in the article, as a person does it: by keys, in a text with emoji and loose accents."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from annotator.services.projects import Project, ProjectSettings
from tests.core.project_builders import add, article
from tests.ui.window_stage import BY, CTRL, SHIFT, Stage, staged

TEXT = (
    "🚢 Résolution\n\nLa re\u0301solution 1718 🚢 et la RESOLUTION 1718.\n\n"
    + "Une ligne de plus.\n\n" * 60
    + "Encore une résolution 🚢, « dit-il ».\n"
)
KEY = Qt.Key


@pytest.fixture
def stage(qtbot, tmp_path: Path) -> Iterator[Stage]:
    path = tmp_path / "essai.guillemet"
    with Project.create(path, "Essai", ProjectSettings(), BY) as project:
        add(project, article(TEXT, "A"), article(TEXT.replace("1718", "2231"), "B"))
    with staged(qtbot, path) as made:
        qtbot.waitUntil(lambda: bool(made.session.proposals.suggestions))
        yield made


def seek(stage: Stage, words: str) -> None:
    stage.press(KEY.Key_F, held=CTRL)
    stage.type(words)
    stage.qtbot.waitUntil(lambda: not stage.main.find_bar._timer.isActive())


def found(stage: Stage) -> list[str]:
    text = stage.main.article.text.pages.text
    return [text[start:end] for start, end in stage.window.finding.find.finds]


def selected(stage: Stage) -> str:
    place = stage.main.article.selection()
    return stage.main.article.text.pages.text[slice(*place)] if place else ""


def counted(stage: Stage) -> str:
    return stage.main.find_bar.words.text()


def test_words_are_found_without_their_accents_and_walked_round(stage: Stage) -> None:
    stage.main.article.text.set_caret(0)
    seek(stage, "resolution")
    assert found(stage) == ["Résolution", "re\u0301solution", "RESOLUTION", "résolution"]
    assert (selected(stage), counted(stage)) == ("Résolution", "1 sur 4")
    stage.press(KEY.Key_Return)
    assert (selected(stage), counted(stage)) == ("re\u0301solution", "2 sur 4")
    stage.press(KEY.Key_F3)
    stage.press(KEY.Key_F3)
    assert (selected(stage), counted(stage)) == ("résolution", "4 sur 4")
    text = stage.main.article.text
    assert 0 < text.y_of(text.caret()) < text.viewport().height()
    stage.press(KEY.Key_F3)
    assert counted(stage) == "1 sur 4"
    stage.press(KEY.Key_Return, held=SHIFT)
    assert counted(stage) == "4 sur 4"
    stage.press(KEY.Key_F3, held=SHIFT)
    assert counted(stage) == "3 sur 4"


def test_a_find_becomes_a_mention_by_two_keys(stage: Stage) -> None:
    seek(stage, "1718")
    stage.press(KEY.Key_Escape)
    assert stage.main.article.text.hasFocus()
    assert not stage.main.find_bar.isVisible()
    stage.press("m")
    (mention,) = stage.session.annotation.mentions
    assert mention.span.text == "1718"
    assert TEXT[mention.span.start : mention.span.end] == "1718"


def test_selected_words_are_taken_over(stage: Stage) -> None:
    place = TEXT.index("1718")
    stage.main.article.text.select(place, place + 4)
    stage.press(KEY.Key_F, held=CTRL)
    assert stage.main.find_bar.line.text() == "1718"
    assert counted(stage) == "1 sur 2"


def test_letters_in_the_bar_are_no_keys_of_the_text(stage: Stage) -> None:
    before = stage.session.work
    seek(stage, "axdqm")
    assert stage.main.find_bar.line.text() == "axdqm"
    stage.press(KEY.Key_Tab)
    stage.press("a", "x", "d", "q")
    assert stage.session.work == before
    assert counted(stage) == "Aucun résultat"
    stage.press(KEY.Key_Escape)
    assert stage.main.article.text.hasFocus()


def test_patterns_whole_words_and_accents_by_their_boxes(stage: Stage) -> None:
    bar = stage.main.find_bar
    seek(stage, r"\d+ \W")
    assert found(stage) == []
    bar.regex.setChecked(True)
    assert found(stage) == ["1718 🚢"]
    bar.line.selectAll()
    stage.press(KEY.Key_F, held=CTRL)
    stage.type("(a")
    stage.press(KEY.Key_Return)
    assert "n’est pas complète" in counted(stage)
    assert found(stage) == []
    bar.regex.setChecked(False)
    bar.exact.setChecked(True)
    seek(stage, "RESOLUTION")
    assert found(stage) == ["RESOLUTION"]
    bar.exact.setChecked(False)
    bar.whole.setChecked(True)
    seek(stage, "lign")
    assert found(stage) == []


def test_another_article_is_searched_at_once(stage: Stage) -> None:
    seek(stage, "2231")
    here = stage.title
    count = {"A": "Aucun résultat", "B": "1 sur 2"}
    assert counted(stage) == count[here]
    stage.window.run("article.next")
    assert stage.title != here
    stage.press(KEY.Key_F3)
    assert counted(stage) == count[stage.title]


def test_finds_have_a_shape_of_their_own_that_goes_with_the_bar(stage: Stage) -> None:
    text = stage.main.article.text
    stage.window.desk.select(None)
    text.set_caret(0)
    stage.press(KEY.Key_F, held=CTRL)
    plain = text.viewport().grab().toImage()
    stage.type("resolution")
    stage.press(KEY.Key_Return)
    text.clear_selection()
    assert text.viewport().grab().toImage() != plain
    stage.press(KEY.Key_Escape)
    text.set_caret(0)
    stage.press(KEY.Key_F, held=CTRL)
    stage.main.find_bar.line.clear()
    text.set_caret(0)
    assert text.viewport().grab().toImage() == plain
