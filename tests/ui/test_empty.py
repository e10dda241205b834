"""Where there is nothing to show, a sentence says what to do next, with the person's own keys."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from annotator.messages import Translator, catalogue_files
from annotator.model.annotation import Proposals
from annotator.services.history import Timeline
from annotator.services.learning import Learned
from annotator.services.projects import Project, ProjectSettings
from tests.ui.window_stage import BY, CTRL, SHIFT, Stage, staged
from ui.action_set import first_keys
from ui.actions import ACTIONS
from ui.dialogs.backups import BackupsForm
from ui.dialogs.history import HistoryWindow
from ui.dialogs.learning import LearningWindow
from ui.dialogs.lexicon import LexiconWindow
from ui.dialogs.models import ModelsForm
from ui.dialogs.palette import Palette
from ui.presenters.history import Past
from ui.presenters.key_names import key_names
from ui.presenters.model_list import ModelList


@pytest.fixture
def nothing(tmp_path: Path) -> Path:
    """A project without an article."""
    path = tmp_path / "vide.guillemet"
    Project.create(path, "Vide", ProjectSettings(), BY).close()
    return path


@pytest.fixture(params=["fr", "en"])
def empty(qtbot, nothing: Path, request: pytest.FixtureRequest) -> Iterator[Stage]:
    with staged(qtbot, nothing, language=request.param) as made:
        yield made


@pytest.fixture(params=["fr", "en"])
def full(qtbot, path: Path, request: pytest.FixtureRequest) -> Iterator[Stage]:
    with staged(qtbot, path, language=request.param) as made:
        yield made


def list_without_articles(stage: Stage) -> str:
    assert stage.main.articles._import.isVisible()
    return stage.main.articles._empty.text()


def text_without_article(stage: Stage) -> str:
    return stage.main.article.header._subtitle.text()


def bin_without_articles(stage: Stage) -> str:
    stage.click(stage.main.articles._bin)
    return stage.main.articles._empty.text()


def queue_of_nothing(stage: Stage) -> str:
    stage.press("r", held=CTRL)
    place = stage.window.places.review
    stage.qtbot.waitUntil(lambda: not place.busy and place.panel._empty.isVisible())
    return place.panel._empty.text()


def finding_before_words(stage: Stage) -> str:
    stage.press("F", held=CTRL | SHIFT)
    return stage.window.places.find.panel._empty.text()


def finding_nothing(stage: Stage) -> str:
    stage.press("F", held=CTRL | SHIFT)
    panel = stage.window.places.find.panel
    before = panel._empty.text()
    stage.type("zzz")
    stage.qtbot.waitUntil(lambda: panel._empty.text() != before and panel._empty.isVisible())
    return panel._empty.text()


def palette_without_match(stage: Stage) -> str:
    palette = Palette(stage.window.say, stage.window.key_rows(), stage.main)
    palette.line.setText("zzzz")
    return str(palette.list.model().index(0, 0).data())


def no_backup(stage: Stage) -> str:
    form = BackupsForm(stage.window.say, stage.project.path, "", lambda _folder: None, stage.main)
    assert not form.empty.isHidden()
    return form.empty.text()


def no_model(stage: Stage) -> str:
    form = ModelsForm(stage.window.say, ModelList((), frozenset()), stage.main)
    return form.fields.itemAt(0).widget().text()


def no_word(stage: Stage) -> str:
    form = LexiconWindow(stage.window.say, "fr", lambda: stage.project, lambda: None, stage.main)
    form.search.setText("zzzz")
    stage.qtbot.waitUntil(lambda: not form._shown)
    said = form.count.text()
    form.close()
    return said


def learning_window(stage: Stage) -> LearningWindow:
    """The window of what was learned, with nothing in it."""
    return LearningWindow(
        stage.window.say,
        Learned((), (), ()),
        stage.project,
        lambda *_place: None,
        lambda: None,
        stage.main,
    )


def nothing_to_learn(stage: Stage) -> str:
    form = learning_window(stage)
    said = form.said.text()
    form.close()
    return said


def no_scores_learned(stage: Stage) -> str:
    form = learning_window(stage)
    assert not form.no_scores.isHidden()
    said = form.no_scores.text()
    form.close()
    return said


IN_AN_EMPTY_PROJECT: dict[Callable[[Stage], str], str] = {
    list_without_articles: "Ctrl+I",
    text_without_article: "Ctrl+I",
    bin_without_articles: "[«“]",
    queue_of_nothing: r"Ctrl\+Shift\+R",
    finding_before_words: "Enter|Entrée",
    finding_nothing: r"Ctrl\+Shift\+R",
    palette_without_match: "F1",
    no_backup: r"Ctrl\+Shift\+S",
    no_model: "pip",
    no_word: "[«“]",
    nothing_to_learn: r"Ctrl\+Shift\+L",
    no_scores_learned: r"\bA\b.*\bX\b",
}


@pytest.mark.parametrize(
    ("look", "key"), IN_AN_EMPTY_PROJECT.items(), ids=lambda one: getattr(one, "__name__", "")
)
def test_an_empty_project_says_what_to_do(empty: Stage, look: Callable[[Stage], str], key: str):
    said = look(empty)
    assert re.search(key.replace("Ctrl+I", r"Ctrl\+I"), said), said
    assert "{" not in said


def filter_without_match(stage: Stage) -> str:
    stage.press("j", held=CTRL)
    stage.type("zzzz")
    stage.qtbot.waitUntil(stage.main.articles._empty.isVisible)
    return stage.main.articles._empty.text()


def marks_that_nobody_has(stage: Stage) -> str:
    stage.window.frame.show_marked("unsure")
    return stage.main.articles._empty.text()


def all_decided(stage: Stage) -> str:
    stage.press("r", held=CTRL)
    place = stage.window.places.review
    stage.qtbot.waitUntil(lambda: not place.busy and place.review.total > 0)
    stage.press("A", "A", held=SHIFT)
    stage.qtbot.waitUntil(lambda: not place.busy and place.panel._empty.isVisible(), timeout=20_000)
    return place.panel._empty.text()


def bare_article(stage: Stage) -> None:
    """The open article, without suggestions."""
    stage.session.receive(Proposals(stage.session.article.id, ()))
    stage.window.desk.select(None)
    stage.main.article.show_desk(stage.window.desk)


def nothing_in_hand(stage: Stage) -> str:
    stage.window.desk.select(None)
    stage.press("s")
    return stage.main.foot.words


def article_without_items(stage: Stage) -> str:
    bare_article(stage)
    stage.press("J", held=SHIFT)
    return stage.main.foot.words


def nothing_left(stage: Stage) -> str:
    bare_article(stage)
    stage.main.foot.show_points([])
    stage.press("o")
    return stage.main.foot.words


def margin_without_cards(stage: Stage) -> str:
    """It is painted: the sentence as the margin says it."""
    bare_article(stage)
    assert not stage.main.article.margin._cards
    return stage.window.say("margin.empty")


def no_step_yet(stage: Stage) -> str:
    past = Past(stage.session, Timeline(stage.project, stage.session.article.id), stage.window.say)
    settings = stage.window.frame.settings
    form = HistoryWindow(stage.window.say, past, stage.window.theme, settings, stage.main)
    form.show()
    form.tabs.setCurrentIndex(1)
    said = form.about.text()
    assert not form.go.isEnabled()
    form.close()
    return said


IN_A_PROJECT: dict[Callable[[Stage], str], str] = {
    filter_without_match: r"Ctrl\+J",
    marks_that_nobody_has: r"\bU\b",
    all_decided: r"Ctrl\+Shift\+R",
    nothing_in_hand: r"\bJ\b",
    article_without_items: r"\bQ\b",
    nothing_left: r"\bD\b",
    margin_without_cards: r"\bQ\b",
    no_step_yet: "Esc|Échap",
}


@pytest.mark.parametrize(
    ("look", "key"), IN_A_PROJECT.items(), ids=lambda one: getattr(one, "__name__", "")
)
def test_where_nothing_is_it_says_what_to_do(full: Stage, look: Callable[[Stage], str], key: str):
    said = look(full)
    assert re.search(key, said), said
    assert "{" not in said


def test_a_finished_article_leads_to_the_next(full: Stage):
    full.window.desk.done(full.session.accept_all())
    full.window.desk.done(full.session.finish("ok"))
    full.main.foot.show_points([])
    full.main.foot.show_list()
    assert "Ctrl+Down" in full.main.foot.words


def test_without_an_article_the_foot_says_nothing_of_one(empty: Stage):
    for place in ("review", "annotate"):
        empty.window.places.go(place)
        assert not empty.main.foot.todo.isVisible()
        assert not empty.main.foot.finish.isVisible()


def test_the_keys_are_those_that_the_person_chose(qtbot, nothing: Path):
    with staged(qtbot, nothing, language="en", keys={"project.import": "F7"}) as stage:
        assert "F7" in list_without_articles(stage)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_key_that_a_sentence_names_is_that_of_an_action(language: str):
    known = {f"k_{one.id.replace('.', '_')}" for one in ACTIONS}
    named = {
        name
        for file in catalogue_files(language)
        for name in re.findall(r"\{(k_\w+)\}", file.read_text("utf-8"))
    }
    assert named
    assert named <= known


def test_an_action_without_a_key_is_named(qtbot):
    say = Translator("en")
    names = key_names(say, first_keys({}))
    assert names["k_project_prelabel"] == "“Pre-highlight the whole project” in the menu"
    assert names["k_project_import"] == "Ctrl+I"
