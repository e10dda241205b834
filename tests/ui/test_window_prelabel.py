"""Suggestions in the window: rules first, models after; a whole project beside one's own work."""

from __future__ import annotations

from concurrent.futures import Future
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel

from annotator.identifiers import new_id
from annotator.model.annotation import Proposals, Suggestion
from annotator.model.article import Article
from annotator.model.ids import ItemId, SuggestionId
from annotator.model.items import Mention
from annotator.model.message import msg
from annotator.model.text import Span
from annotator.services.prelabel_child import Found, Own, PrelabelFailed, propose
from annotator.services.prelabel_pass import plan_pass
from annotator.services.projects import Project
from tests.core.project_builders import add, article
from tests.ui.window_stage import BY, Stage, staged

TEXT = "« La route est ouverte », a déclaré Ada Kern. Elle a promis de « tenir »."
BETTER = "règles et modèles"


@pytest.fixture
def models(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> list[Future[Found]]:
    """Models are chosen; each article that they read waits for the test to answer."""
    asked: list[Future[Found]] = []

    def refine(_article: Article, _own: Own = ()) -> Future[Found]:
        asked.append(Future())
        return asked[-1]

    monkeypatch.setattr(stage.window.engine, "refine", refine)
    return asked


def ask_again(stage: Stage, models: list[Future[Found]]) -> None:
    """Have the open article read anew, until the models have their turn."""
    before = len(models)
    stage.window.prelabeller.ask(stage.session.article)
    stage.qtbot.waitUntil(lambda: len(models) > before)


def better(stage: Stage, *, without: ItemId | None = None) -> Proposals:
    """What the rules find, other labels, one more name, and perhaps not one of the old ones."""
    own = stage.session.article
    new = propose(own).proposals
    gone = stage.session.find(without)
    kept = [
        replace(one, item=replace(one.item, label="MISC")) if _is_mention(one) else one
        for one in new.suggestions
        if gone is None or one.item != replace(gone[0], id=one.item.id)
    ]
    span = Span.of(own.text, len(own.text) - 9, len(own.text) - 2)
    extra = Mention(ItemId(new_id()), span, label="ZZZ")
    found = Suggestion(SuggestionId(new_id()), own.id, extra, "fr_essai@1", 0.9, msg("why.test"))
    return replace(new, suggestions=(*kept, found))


def _is_mention(one: Suggestion) -> bool:
    return isinstance(one.item, Mention)


def labels(stage: Stage) -> set[str]:
    return {
        one.item.label for one in stage.session.open_suggestions() if isinstance(one.item, Mention)
    }


def test_what_models_find_comes_after_the_rules_and_disturbs_nothing(
    stage: Stage, models: list[Future[Found]]
) -> None:
    ask_again(stage, models)
    assert "MISC" not in labels(stage)
    stage.press("x")  # reject
    rejected = {one.suggestion for one in stage.session.annotation.decisions}
    stage.press("a")  # accept
    own = stage.session.annotation.items
    selected = stage.window.desk.selected
    before = {one.id for one in stage.session.open_suggestions()}
    models[0].set_result(Found(better(stage), BETTER))
    stage.qtbot.waitUntil(lambda: labels(stage) >= {"MISC", "ZZZ"})
    assert stage.window.desk.selected == selected
    assert stage.session.annotation.items == own
    after = {one.id for one in stage.session.open_suggestions()}
    assert before < after
    assert len(after - before) == 1
    assert not after & rejected
    kept = stage.project.proposals(stage.session.article.id)
    assert kept == stage.session.proposals
    assert stage.project.check() == ()


def test_the_open_card_stays_when_models_do_not_see_what_it_shows(
    stage: Stage, models: list[Future[Found]]
) -> None:
    ask_again(stage, models)
    selected = stage.window.desk.selected
    assert selected is not None
    models[0].set_result(Found(better(stage, without=selected), BETTER))
    stage.qtbot.waitUntil(lambda: "MISC" in labels(stage))
    assert stage.window.desk.selected == selected
    stage.press("a")
    assert stage.session.annotation.item(selected) is not None
    assert stage.banner == ""


def test_better_suggestions_wait_while_somebody_chooses_from_a_list(
    stage: Stage, models: list[Future[Found]]
) -> None:
    ask_again(stage, models)
    stage.press("j", "s")
    margin = stage.main.article.margin
    assert margin.picker_open
    models[0].set_result(Found(better(stage), BETTER))
    stage.qtbot.wait(150)
    assert margin.picker_open
    assert "MISC" not in labels(stage)
    stage.press(Qt.Key.Key_Escape)
    stage.qtbot.waitUntil(lambda: "MISC" in labels(stage))


def test_a_model_that_fails_is_said_once_and_the_rules_remain(
    stage: Stage, models: list[Future[Found]]
) -> None:
    why = msg("prelabelling.models_failed", why="poids illisibles")
    before = stage.session.proposals.suggestions
    ask_again(stage, models)
    models[0].set_exception(PrelabelFailed(why))
    stage.qtbot.waitUntil(lambda: "poids illisibles" in stage.banner)
    stage.main.banner.hide()
    ask_again(stage, models)
    models[1].set_exception(PrelabelFailed(why))
    stage.qtbot.waitUntil(lambda: not stage.window.prelabeller.busy)
    assert stage.banner == ""
    assert stage.session.proposals.suggestions == before


# A whole project


@pytest.fixture
def unread(path: Path) -> Path:
    """The project and 24 long articles that no machine has looked at."""
    with Project.open(path, BY) as project:
        add(project, *(article(f"{n}. {TEXT * 60}", f"Zoé {n:02}") for n in range(24)))
    return path


def pass_done(stage: Stage) -> bool:
    return not stage.window.tasks.busy and stage.project.unlabelled_articles() == ()


def test_a_project_is_read_beside_ones_own_work(qtbot, unread: Path) -> None:
    with staged(qtbot, unread) as stage:
        stage.main.actions_.action("project.prelabel").trigger()
        qtbot.waitUntil(lambda: stage.main.progress.isVisible())
        qtbot.waitUntil(lambda: bool(stage.session.open_suggestions()), timeout=20_000)
        stage.press("a")
        assert stage.session.annotation.items
        stage.click_row(stage.titles.index("Zoé 23"))
        assert stage.title == "Zoé 23"
        qtbot.waitUntil(lambda: bool(stage.session.open_suggestions()), timeout=20_000)
        qtbot.waitUntil(lambda: pass_done(stage), timeout=20_000)
        assert not stage.main.progress.isVisible()
        assert "présurlignés" in stage.main.foot.words
        stage.to_text()
        stage.press("a")
        assert stage.session.annotation.items
        assert stage.banner == ""
        assert stage.project.check() == ()


def test_the_list_counts_suggestions_as_they_come(qtbot, unread: Path) -> None:
    with staged(qtbot, unread) as stage:

        def waiting() -> list[int]:
            rows = [row for row in stage.window.frame.rows if row.title.startswith("Zoé")]
            return [row.open_suggestions for row in rows]

        assert set(waiting()) == {0}
        stage.main.actions_.action("project.prelabel").trigger()
        qtbot.waitUntil(lambda: any(waiting()), timeout=20_000)
        assert stage.window.tasks.busy
        qtbot.waitUntil(lambda: all(waiting()), timeout=20_000)


def test_a_pass_can_be_stopped_and_goes_on_later(qtbot, unread: Path) -> None:
    with staged(qtbot, unread) as stage:
        stage.main.actions_.action("project.prelabel").trigger()
        qtbot.waitUntil(lambda: len(stage.project.unlabelled_articles()) < 20, timeout=20_000)
        stage.click(stage.main.progress.cancel_button)
        stage.work_done()
        left = len(stage.project.unlabelled_articles())
        assert 0 < left < 24
        assert "Arrêté" in stage.main.foot.words
        stage.main.actions_.action("project.prelabel").trigger()
        qtbot.waitUntil(lambda: pass_done(stage), timeout=20_000)


def older(path: Path) -> Path:
    """Suggestions of one article were made by older rules."""
    with Project.open(path, BY) as project:
        own = project.article(project.article_rows(BY)[-1].id)
        project.save_proposals(propose(own).proposals, made_with="règles 1")
    return path


@pytest.mark.parametrize("everything", [True, False])
def test_older_suggestions_are_made_anew_if_somebody_wants_it(
    qtbot, unread: Path, everything: bool
) -> None:
    with staged(qtbot, older(unread)) as stage:

        def answer(form) -> None:
            words = [one.text() for one in form.findChildren(QLabel)]
            assert any("1 article a des propositions" in one for one in words)
            if everything:
                (other,) = (one for one in form.buttons.buttons() if "Tout" in one.text())
                stage.click(other)
            else:
                stage.press(Qt.Key.Key_Return)

        stage.asked(answer, lambda: stage.main.actions_.action("project.prelabel").trigger())
        qtbot.waitUntil(lambda: pass_done(stage), timeout=20_000)
        plan = plan_pass(stage.project, stage.window.engine)
        assert (plan.new, plan.outdated) == (0, 0 if everything else 1)


def test_nothing_is_made_anew_if_nobody_wants_it(qtbot, path: Path) -> None:
    with staged(qtbot, older(path)) as stage:
        before = {row.id: stage.project.proposals(row.id) for row in stage.window.frame.rows}

        def refuse(form) -> None:
            stage.press(Qt.Key.Key_Escape)

        stage.asked(refuse, lambda: stage.main.actions_.action("project.prelabel").trigger())
        stage.work_done()
        assert {one: stage.project.proposals(one) for one in before} == before


def test_a_window_that_closes_ends_the_pass_and_keeps_what_is_done(qtbot, unread: Path) -> None:
    with staged(qtbot, unread) as stage:
        stage.main.actions_.action("project.prelabel").trigger()
        qtbot.waitUntil(lambda: len(stage.project.unlabelled_articles()) < 20, timeout=20_000)
    QApplication.processEvents()
    with Project.open(unread, BY) as project:
        assert 0 < len(project.unlabelled_articles()) < 24
        assert project.check() == ()


def test_the_review_queue_grows_as_suggestions_come(qtbot, unread: Path) -> None:
    with staged(qtbot, unread) as stage:
        stage.press(Qt.Key.Key_R, held=Qt.KeyboardModifier.ControlModifier)
        review = stage.window.places.review.review
        qtbot.waitUntil(lambda: review.total > 0, timeout=20_000)
        before, here = review.total, review.here
        stage.main.actions_.action("project.prelabel").trigger()
        qtbot.waitUntil(lambda: pass_done(stage), timeout=20_000)
        qtbot.waitUntil(lambda: len(review.queue.articles) == 27, timeout=20_000)
        assert review.total > before
        assert review.here == here
        assert "27 articles" in stage.window.places.review.panel.count.text()


def test_list_and_queue_say_what_was_not_read_and_their_button_has_it_read(
    qtbot, unread: Path
) -> None:
    with staged(qtbot, unread) as stage:
        places = stage.window.places
        below, above = stage.main.articles.unread, places.review.panel.unread
        qtbot.waitUntil(below.isVisible, timeout=20_000)
        assert " articles n’ont pas encore été lus" in below.words.text()
        stage.press(Qt.Key.Key_R, held=Qt.KeyboardModifier.ControlModifier)
        assert above.isVisible()
        assert above.words.text() == below.words.text()
        stage.click(above.button)
        qtbot.waitUntil(lambda: pass_done(stage), timeout=20_000)
        qtbot.waitUntil(lambda: not above.isVisible(), timeout=20_000)
        assert below.isHidden()
