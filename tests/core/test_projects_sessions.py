"""Annotating in a real project: every verb is durable, through undo, restart and other people."""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.errors import UserError
from annotator.identifiers import new_id
from annotator.model.annotation import Proposals, Suggestion
from annotator.model.article import Article
from annotator.model.ids import ActorId, ItemId, SuggestionId
from annotator.model.items import Actor, Mention, Quote, SanctionsReference, Speaker
from annotator.model.message import msg
from annotator.services.annotating import History, Session
from annotator.services.projects import Project
from annotator.services.schemes import load_scheme
from tests.core.project_builders import BY, TEXT, add, article, make, span

SCHEME = load_scheme("diplomacy@1")


@pytest.fixture(scope="module")
def project() -> Iterator[Project]:
    with tempfile.TemporaryDirectory() as folder, make(Path(folder)) as opened:
        yield opened


def machine(own: Article) -> Proposals:
    """A quote, its speaker's name and a reference within it, as the pipeline proposes them."""
    kern = Actor(ActorId(new_id()), "Ada Kern")
    name = Mention(ItemId(new_id()), span("Ada Kern"), "name", "PER", kern.id)
    speaker = Speaker(kern.id, span("Ada Kern"), name.id)
    quote = Quote(ItemId(new_id()), "direct", (span("« ne cédera pas »"),), (), (speaker,))
    reference = SanctionsReference(ItemId(new_id()), span("cédera"), (quote.id,), "vague")
    return Proposals(
        own.id,
        tuple(
            Suggestion(SuggestionId(new_id()), own.id, item, "rules@1", 0.7, msg("why"))
            for item in (name, quote, reference)
        ),
        (kern,),
    )


def start(project: Project, own: Article, annotator: str = BY) -> Session:
    loaded = project.load_work(own.id, annotator)
    history = History.of(loaded.log)
    return Session(project, own, loaded.work, loaded.proposals, history, SCHEME)


def deed(session: Session, number: int, start_at: int, length: int) -> None:
    shown = session.shown_items()
    item = shown[start_at % len(shown)][0] if shown else None
    place = start_at, start_at + length
    deeds = {
        "reject": lambda: item and session.reject(item.id),
        "accept": lambda: item and session.accept(item.id),
        "all": lambda: session.accept_all(),
        "mention": lambda: session.add_mention(*place, "LOC"),
        "quote": lambda: session.add_quote(*place),
        "reference": lambda: session.add_reference(*place),
        "whole": lambda: isinstance(item, Quote) and session.add_quote_reference(item.id),
        "speaker": lambda: item and session.set_new_speaker(item.id, f"N{length}", "person"),
        "unnamed": lambda: item and session.set_new_speaker(item.id, "on", "unnamed_source"),
        "note": lambda: item and session.set_note(item.id, "à revoir"),
        "undo": session.undo,
        "redo": session.redo,
    }
    with contextlib.suppress(UserError):  # a deed that makes no sense here
        list(deeds.values())[number]()


DEEDS = st.lists(
    st.tuples(st.integers(0, 11), st.integers(0, len(TEXT) - 12), st.integers(1, 10)), max_size=12
)


@settings(max_examples=30)
@given(deeds=DEEDS)
def test_every_deed_is_in_the_project_when_it_is_done(project: Project, deeds: list):
    own = add(project, article())
    project.save_proposals(machine(own))
    session = start(project, own)
    for number, start_at, length in deeds:
        deed(session, number, start_at, length)
    found = project.load_work(own.id, BY)
    assert found.work.annotation.items == session.annotation.items
    assert found.work.annotation.decisions == session.annotation.decisions
    if found.log:
        assert found.work.annotation == session.annotation
    assert set(session.work.actors.items()) <= set(found.work.actors.items())
    history = History.of(found.log)
    assert [one.id for one in history.done] == [one.id for one in session.history.done]
    (row,) = [row for row in project.article_rows(BY) if row.id == own.id]
    assert row.open_suggestions == len(session.open_suggestions())


def test_the_project_is_sound_after_all_that(project: Project):
    assert project.check() == ()


def test_two_annotators_accept_the_same_suggestions(tmp_path: Path):
    with make(tmp_path) as project:
        own = add(project)
        project.save_proposals(machine(own))
        first, second = start(project, own, "A"), None
        first.accept_all()
        second = start(project, own, "B")
        second.accept_all()
        assert [one.id for one in first.annotation.items] == [
            one.id for one in second.annotation.items
        ]
        assert second.annotation.items == project.load_work(own.id, "B").work.annotation.items
        assert len(project.register()) == 1
        while first.undo().batch is not None:
            pass
        assert project.load_work(own.id, "A").work.annotation.items == ()
        assert len(project.load_work(own.id, "B").work.annotation.items) == 3
        assert [actor.name for actor in project.register()] == ["Ada Kern"]  # B points to her
        first.redo()
        assert len(project.load_work(own.id, "A").work.annotation.items) == 3
        assert project.check() == ()


def test_undo_goes_on_after_a_restart(tmp_path: Path):
    with make(tmp_path) as project:
        own = add(project)
        project.save_proposals(machine(own))
        session = start(project, own)
        session.accept_all()
        session.add_mention(0, 6, "LOC")
        session.undo()
    with Project.open(project.path, BY) as project:
        session = start(project, own)
        session.redo()
        assert len(session.annotation.items) == 4
        session.undo()
        session.undo()
        assert session.undo().batch is None
        assert session.annotation.items == ()
        assert project.load_work(own.id, BY).work.annotation.items == ()
        assert project.register() == ()


def test_an_article_with_notes_is_flagged_in_the_list(tmp_path: Path):
    with make(tmp_path) as opened:
        session = start(opened, add(opened))
        assert not opened.article_rows(BY)[0].flagged
        session.set_notes("voir la source")
        assert opened.article_rows(BY)[0].flagged
        session.set_notes("")
        assert not opened.article_rows(BY)[0].flagged
