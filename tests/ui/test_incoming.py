"""New suggestions of the open article: whose turn it is, and which articles get none."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from annotator.identifiers import new_id
from annotator.model.annotation import Proposals, Suggestion
from annotator.model.article import Article
from annotator.model.ids import ItemId, SuggestionId
from annotator.model.imported import ImportedRecord
from annotator.model.items import Mention
from annotator.model.text import Span
from annotator.services.prelabel_child import propose
from annotator.services.projects import Project
from tests.core.project_builders import article, run
from tests.ui.window_stage import BY, Stage, staged
from ui import incoming, model_commands

TEXT = "« La route est ouverte », a déclaré Ada Kern. Elle a promis de « tenir »."


def relabelled(own: Article, label: str) -> Proposals:
    """What the rules find, each name with another label."""
    new = propose(own).proposals
    found = tuple(
        replace(one, item=replace(one.item, label=label)) if isinstance(one.item, Mention) else one
        for one in new.suggestions
    )
    return replace(new, suggestions=found)


def only_of_older_rules(own: Article, like: Suggestion) -> Suggestion:
    """A name at the beginning of the text that no rule finds now."""
    item = Mention(ItemId(new_id()), Span.of(own.text, 0, 3), label="MISC")
    return replace(like, id=SuggestionId(new_id()), item=item)


def labels(stage: Stage) -> set[str | None]:
    found = stage.project.proposals(stage.session.article.id).suggestions
    assert found == stage.session.proposals.suggestions
    return {one.item.label for one in found if isinstance(one.item, Mention)}


def test_what_rules_found_never_takes_the_place_of_what_models_found_after_them(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage.press("j", "s")
    assert stage.main.article.margin.picker_open
    own, proposed = stage.session.article, stage.window.prelabeller.proposed
    saved: list[str] = []
    save = Project.save_proposals

    def noted(project: Project, new: Proposals, patience: float, made_with: str, *more) -> bool:
        saved.append(made_with)
        return save(project, new, patience, made_with, *more)

    monkeypatch.setattr(Project, "save_proposals", noted)
    proposed.emit(relabelled(own, "ORG"), "règles")
    stage.qtbot.wait(incoming.RETRY_MS // 4)
    proposed.emit(relabelled(own, "MISC"), "règles et modèles")
    stage.press(Qt.Key.Key_Escape)
    stage.qtbot.waitUntil(lambda: labels(stage) == {"MISC"})
    stage.qtbot.wait(incoming.RETRY_MS + 200)
    assert labels(stage) == {"MISC"}
    assert saved == ["règles et modèles"]


def test_the_same_holds_during_a_long_write(stage: Stage) -> None:
    own, proposed = stage.session.article, stage.window.prelabeller.proposed
    with stage.project._store.writing():
        proposed.emit(relabelled(own, "ORG"), "règles")
        proposed.emit(relabelled(own, "MISC"), "règles et modèles")
    stage.qtbot.waitUntil(lambda: labels(stage) == {"MISC"})
    stage.qtbot.wait(incoming.RETRY_MS + 200)
    assert labels(stage) == {"MISC"}


def test_a_finished_article_is_not_read_anew_when_models_are_chosen(stage: Stage) -> None:
    own, before = stage.session.article, stage.session.proposals
    late = relabelled(own, "MISC")
    stage.session.finish("so far")
    model_commands._read_anew(stage.window)
    assert not stage.window.prelabeller.busy
    stage.window.prelabeller.proposed.emit(late, "règles et modèles")  # asked before the end
    assert stage.project.proposals(own.id) == stage.session.proposals == before


def test_imported_suggestions_stay_when_models_are_chosen(qtbot, path: Path) -> None:
    own = article(TEXT, "Aaa")
    given = relabelled(own, "MISC")
    given = replace(
        given, suggestions=tuple(replace(one, source="desk@7") for one in given.suggestions)
    )
    with Project.open(path, BY) as project:
        project.add_articles([ImportedRecord(own, b"", proposals=given)], run())
    with staged(qtbot, path) as stage:
        stage.click_row(stage.titles.index("Aaa"))
        assert stage.session.article.id == own.id
        model_commands._read_anew(stage.window)
        assert not stage.window.prelabeller.busy
        stage.window.prelabeller.proposed.emit(relabelled(own, "ORG"), "règles")
        assert stage.project.proposals(own.id).suggestions == given.suggestions


def test_a_begun_article_is_read_anew_when_models_are_chosen(stage: Stage) -> None:
    stage.press("a")
    stage.window.prelabeller.proposed.emit(relabelled(stage.session.article, "ZZZ"), "modèles")
    assert "ZZZ" in labels(stage)


def test_a_renewing_pass_leaves_the_open_article_to_the_window(qtbot, path: Path) -> None:
    with Project.open(path, BY) as project:
        for row in project.article_rows(BY):
            old = propose(project.article(row.id)).proposals
            more = only_of_older_rules(project.article(row.id), old.suggestions[0])
            new = replace(old, suggestions=(more, *old.suggestions))
            project.save_proposals(new, made_with="règles 1")
    with staged(qtbot, path) as stage:
        own = stage.session.article
        gone = stage.project.proposals(own.id).suggestions[0].item.id
        stage.window.desk.select(gone)
        renew = stage.main.actions_.action("project.prelabel")
        stage.asked(lambda form: form.ok.click(), renew.trigger)
        stage.work_done()
        assert stage.window.desk.selected == gone
        assert stage.session.find(gone) is not None
        assert stage.session.proposals == stage.project.proposals(own.id)
        stage.press("a")
        assert stage.session.annotation.item(gone) is not None
        assert stage.banner == ""
        assert stage.project.check() == ()
