"""Suggestions made anew: what was decided stays, the same place keeps its ids, links stay whole."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from annotator.identifiers import new_id
from annotator.model.alternatives import SpeakerChoice
from annotator.model.annotation import Decision, Proposals
from annotator.model.article import Article
from annotator.model.change import apply
from annotator.model.ids import ItemId, SuggestionId
from annotator.model.imported import ImportedRecord
from annotator.model.items import Item, Mention, Quote, SanctionsReference
from annotator.model.renewal import renewed
from annotator.model.text import Span
from annotator.prelabel.pipeline import propose
from annotator.services.annotating import History, Session
from annotator.services.project_values import PassScope
from annotator.services.projects import Project
from annotator.services.schemes import load_scheme
from tests.core.project_builders import BY, add, adding, article, full_record, make, run

TEXT = (
    "« Les sanctions européennes seront levées », a déclaré Ada Kern. "
    "Elle a promis de « tenir ». Selon Paul Petrov, « la route est ouverte »."
)
NOW = {"": "règles 2", "en": "rules 2"}


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with make(tmp_path) as made:
        yield made


def of_type(proposals: Proposals, kind: type[Item]) -> list[Item]:
    return [one.item for one in proposals.suggestions if isinstance(one.item, kind)]


def test_the_same_pass_again_changes_nothing_at_all():
    own = article(TEXT)
    first, second = propose(own), propose(own)
    assert {one.id for one in first.suggestions}.isdisjoint(one.id for one in second.suggestions)
    assert renewed(first, (), second) == first
    assert any(one.alternatives for one in first.suggestions)


def test_a_first_pass_is_taken_as_it_is():
    own = article(TEXT)
    new = propose(own)
    assert renewed(Proposals(own.id), (), new) == new


def test_a_better_reading_of_the_same_place_keeps_the_id():
    own = article(TEXT)
    first, second = propose(own), propose(own)
    moved = tuple(
        replace(one, item=replace(one.item, label="ORG"), score=0.99)
        if isinstance(one.item, Mention)
        else one
        for one in second.suggestions
    )
    found = renewed(first, (), replace(second, suggestions=moved))
    assert [one.id for one in found.suggestions] == [one.id for one in first.suggestions]
    assert {one.label for one in of_type(found, Mention)} == {"ORG"}


def test_a_boundary_that_moves_by_a_sign_is_the_same_place():
    own = article(TEXT)
    first, second = propose(own), propose(own)
    (old, *_) = of_type(first, Quote)
    shorter = tuple(
        replace(one, item=replace(one.item, segments=(_shorter(own, one.item.segments[0]),)))
        if isinstance(one.item, Quote)
        else one
        for one in second.suggestions
    )
    found = of_type(renewed(first, (), replace(second, suggestions=shorter)), Quote)
    assert found[0].id == old.id
    assert found[0].segments[0].end == old.segments[0].end - 1


def _shorter(own: Article, span: Span) -> Span:
    return Span.of(own.text, span.start, span.end - 1)


def test_nothing_comes_back_where_somebody_decided():
    own = article(TEXT)
    first, second = propose(own), propose(own)
    decided = {one.id for one in first.suggestions if isinstance(one.item, Mention)}
    found = renewed(first, decided, second)
    assert of_type(found, Mention) == []
    mentions = {one.id for one in of_type(first, Mention)}
    pointed = {who.mention for one in of_type(found, Quote) for who in one.speakers if who.mention}
    assert pointed  # and what points there points to what was decided on
    assert pointed <= mentions


def test_links_between_items_and_to_actors_hold():
    own = article(TEXT)
    first, second = propose(own), propose(own)
    half = replace(first, suggestions=first.suggestions[::2])
    found = renewed(half, (), second)
    known = {one.item.id for one in found.suggestions}
    actors = {one.id for one in found.actors}
    assert len(actors) == len(found.actors)
    for one in found.suggestions:
        item = one.item
        assert set(one.actors) <= actors
        if isinstance(item, Quote):
            assert {who.mention for who in item.speakers if who.mention} <= known
        if isinstance(item, SanctionsReference):
            assert set(item.quotes) <= known
        for other in one.alternatives:
            assert not isinstance(other, SpeakerChoice) or other.actor in actors


def test_what_somebody_marked_by_hand_is_not_proposed_again():
    own = article(TEXT)
    new = propose(own)
    by_hand = replace(of_type(new, Mention)[0], id=ItemId(new_id()), label="MISC")
    found = renewed(Proposals(own.id), (), new, own=(by_hand,))
    assert by_hand.span not in {one.span for one in of_type(found, Mention)}
    assert len(found.suggestions) == len(new.suggestions) - 1
    pointed = {who.mention for one in of_type(found, Quote) for who in one.speakers if who.mention}
    assert by_hand.id in pointed  # who speaks is the mention that is there


# In a project


def opened(project: Project, own: Article) -> Session:
    loaded = project.load_work(own.id, BY)
    history, scheme = History.of(loaded.log), load_scheme(loaded.work.annotation.scheme)
    return Session(project, loaded.article, loaded.work, loaded.proposals, history, scheme)


def begin(project: Project, own: Article) -> None:
    """Reject one suggestion, as a person does."""
    work = project.load_work(own.id, BY).work
    step = adding(Decision(project.proposals(own.id).suggestions[0].id, "rejected"))
    project.commit(step, apply(work, step), own.id, BY)


def test_a_pass_takes_the_new_and_then_the_outdated_that_nobody_has_begun(project: Project):
    new, old, ours, begun, english = (article(f"{n}. {TEXT}", f"T{n}") for n in range(5))
    english = replace(english, meta=replace(english.meta, language="en"))
    add(project, new, old, ours, begun, english)
    for own, made_with in ((old, "règles 1"), (ours, "règles 2"), (begun, "règles 1")):
        assert project.save_proposals(propose(own), made_with=made_with)
    project.save_proposals(propose(english), made_with="rules 2")
    begin(project, begun)
    assert project.due_articles(PassScope(NOW)) == (new.id,)
    assert project.due_articles(PassScope(NOW, outdated=True)) == (new.id, old.id)
    assert project.due_articles(PassScope(NOW, new=False, outdated=True)) == (old.id,)


def test_what_came_with_an_import_is_not_outdated(project: Project):
    own = article(TEXT)
    project.add_articles([ImportedRecord(own, b"", proposals=propose(own))], run())
    assert project.due_articles(PassScope(NOW, outdated=True)) == ()


def test_finished_and_binned_articles_are_never_due(project: Project):
    project.add_articles([full_record()], run())
    binned = add(project)
    state = project.article_state(binned.id)
    project.save_proposals(propose(binned), made_with="règles 1")
    project.edit_article(state, replace(state, binned=True), BY)
    assert project.due_articles(PassScope(NOW, outdated=True)) == ()


def test_what_is_no_longer_due_is_not_saved(project: Project):
    own = add(project)
    scope = PassScope(NOW)
    before = propose(own)
    assert project.save_proposals(before, made_with="règles 2", only_for=scope)
    assert not project.save_proposals(propose(own), made_with="règles 2", only_for=scope)
    assert project.proposals(own.id) == before


def test_decisions_and_rejections_stay_when_suggestions_are_made_anew(project: Project):
    own = add(project, article(TEXT))
    project.save_proposals(propose(own))
    begin(project, own)
    (decision,) = project.load_work(own.id, BY).work.annotation.decisions
    before = project.proposals(own.id)
    project.save_proposals(propose(own))
    assert set(project.proposals(own.id).suggestions) == set(before.suggestions)
    assert project.load_work(own.id, BY).work.annotation.decisions == (decision,)
    assert project.check() == ()


def test_ids_are_new_where_nothing_stood(project: Project):
    own = add(project, article(TEXT))
    extra = Mention(new_id(), Span.of(own.text, 2, 5), label="MISC")
    new = propose(own)
    project.save_proposals(new)
    one = replace(new.suggestions[0], id=SuggestionId(new_id()), item=extra)
    project.save_proposals(replace(new, suggestions=(*new.suggestions, one)))
    assert project.proposals(own.id).suggestions == (*new.suggestions, one)


def without(proposals: Proposals, item: Mention) -> Proposals:
    kept = (one for one in proposals.suggestions if getattr(one.item, "span", None) != item.span)
    return replace(proposals, suggestions=tuple(kept))


def at(session: Session, item: Mention) -> list[Item]:
    return [one for one, _ in session.shown_items() if getattr(one, "span", None) == item.span]


def test_a_mark_made_by_hand_stands_alone_after_new_suggestions(project: Project):
    own = add(project, article(TEXT))
    name = of_type(propose(own), Mention)[0]
    project.save_proposals(without(propose(own), name))
    session = opened(project, own)
    session.add_mention(name.span.start, name.span.end, name.label)
    project.save_proposals(propose(own))
    session.receive(project.proposals(own.id))
    assert len(at(session, name)) == 1
    session.accept_all()
    assert [one for one in session.annotation.mentions if one.span == name.span] == at(
        session, name
    )
    assert project.check() == ()


@pytest.mark.parametrize("verdict", ["reject", "accept"])
def test_a_redo_after_new_suggestions_stands_and_nothing_comes_back(project: Project, verdict: str):
    own = add(project, article(TEXT))
    project.save_proposals(propose(own))
    name = of_type(project.proposals(own.id), Mention)[0]
    session = opened(project, own)
    getattr(session, verdict)(name.id)
    session.undo()
    project.save_proposals(without(propose(own), name))  # the machine sees it no longer
    session = opened(project, own)
    assert session.redo().batch is not None
    assert project.check() == ()
    project.save_proposals(propose(own))  # and sees it again
    session = opened(project, own)
    assert name.id not in {one.item.id for one in session.open_suggestions()}
    assert len(at(session, name)) == (verdict == "accept")
    assert project.check() == ()


def test_a_decision_on_nothing_is_told_by_the_check(project: Project):
    own = add(project, article(TEXT))
    project.save_proposals(propose(own))
    begin(project, own)
    with project._store.writing() as connection:
        connection.exec_driver_sql(
            "DELETE FROM suggestion WHERE id IN (SELECT suggestion_id FROM decision)"
        )
    (trouble,) = project.check()
    assert trouble.id == "store.decided_nothing"
    assert trouble.values["title"] == own.title
