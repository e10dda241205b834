"""The history of an article: any earlier state is what it was, and comes back as one step."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator.model.annotation import AnnotationState
from annotator.model.article import ArticleState
from annotator.model.message import UserError
from annotator.services.annotating import History, Session, WindowJournal
from annotator.services.annotating.past import rewound
from annotator.services.history import Timeline, shown_only
from annotator.services.importing import import_paths
from annotator.services.prelabel_child import propose
from annotator.services.projects import Project, ProjectSettings
from annotator.services.schemes import load_scheme
from tests.conftest import PROJECT
from tests.small_article import bounds, new_session

SAMPLE = PROJECT / "resources" / "samples" / "articles" / "fr-banque.txt"
BY = "Inès Vidal"


@pytest.fixture
def project(tmp_path: Path):
    with Project.create(tmp_path / "a", "A", ProjectSettings(), BY) as made:
        import_paths(made, [SAMPLE], annotator=BY)
        (article_id,) = made.unlabelled_articles()
        made.save_proposals(propose(made.article(article_id)).proposals)
        yield made


def session_on(project: Project, by: str = BY) -> Session:
    (row,) = project.article_rows(by)
    loaded = project.load_work(row.id, by)
    journal, log = WindowJournal(project), History.of(loaded.log)
    scheme = load_scheme(loaded.work.annotation.scheme)
    return Session(journal, loaded.article, loaded.work, loaded.proposals, log, scheme)


def busy_morning(session: Session) -> list:
    """A few deeds of every kind; the annotation after each."""
    deeds = [
        lambda: session.accept(session.open_suggestions()[0].item.id),
        lambda: session.accept(session.open_suggestions()[3].item.id),
        lambda: session.reject(session.open_suggestions()[0].item.id),
        lambda: session.add_mention(0, 4, "PER"),
        lambda: session.set_note(session.annotation.items[0].id, "À revoir"),
        lambda: session.reject(session.annotation.items[0].id),
        session.undo,
        lambda: session.set_notes("Long article"),
        lambda: session.finish("plus tard"),
        session.undo,
        session.redo,
    ]
    states = [session.annotation]
    for deed in deeds:
        deed()
        states.append(session.annotation)
    return states


def test_every_state_of_the_log_is_what_it_was(project: Project):
    session = session_on(project)
    states = busy_morning(session)
    timeline = Timeline(project, session.article.id)
    assert len(timeline.moments) == len(states) - 1
    seen = [timeline.work_after(n).work.annotation for n in range(len(states) - 1)]
    assert seen == states[:0:-1]


def test_the_log_says_who_did_what(project: Project):
    session = session_on(project)
    session.add_mention(0, 4, "PER")
    session.undo()
    other = session_on(project, "Tomás Rey")
    other.set_notes("Vu")
    (row,) = project.article_rows(BY)
    before = project.article_state(row.id)
    project.edit_article(before, ArticleState(row.id, "Titre", row.meta), "Tomás Rey")
    timeline = Timeline(project, row.id)
    said = [(one.by, one.does, one.label.id) for one in timeline.moments]
    assert said == [
        ("Tomás Rey", "did", "store.did_edit"),
        ("Tomás Rey", "did", "do.set_notes"),
        (BY, "undid", "do.add_mention"),
        (BY, "did", "do.add_mention"),
    ]
    assert timeline.work_after(0) is None
    assert timeline.work_after(1).work.annotation.state.notes == "Vu"
    assert len(timeline.work_after(3).work.annotation.items) == 1


def test_an_earlier_state_comes_back_as_one_step_that_can_be_undone(project: Project):
    session = session_on(project)
    states = busy_morning(session)
    timeline = Timeline(project, session.article.id)
    steps = len(session.history.done)
    for place in range(len(timeline.moments)):
        then = timeline.work_after(place).work
        before = session.annotation
        session.restore(then, timeline.moments[place].at)
        if before == states[-1 - place]:
            continue
        assert session.annotation == states[-1 - place]
        assert len(session.history.done) == steps + 1
        session.undo()
        assert session.annotation == states[-1]
    assert session_on(project).annotation == states[-1]
    assert project.check() == ()


def test_an_actor_that_was_taken_back_comes_back_with_the_state_that_needs_it(project: Project):
    session = session_on(project)
    session.add_quote(0, 10)
    (quote,) = session.annotation.quotes
    session.set_new_speaker(quote.id, "Ada Kern", "person")
    timeline = Timeline(project, session.article.id)
    session.leap(-2)
    assert all(actor.name != "Ada Kern" for actor in project.register())
    session.restore(timeline.work_after(0).work, timeline.moments[0].at)
    (again,) = session_on(project).annotation.quotes
    assert session.actor(again.speakers[0].actor).name == "Ada Kern"
    assert project.check() == ()


def test_several_steps_go_back_and_forward_at_once_and_over_a_restart(project: Project):
    states = busy_morning(session_on(project))
    session = session_on(project)
    before, count = session.annotation, len(session.history.done)
    session.leap(-3)
    assert (len(session.history.done), len(session.history.undone)) == (count - 3, 3)
    again = session_on(project)
    assert again.annotation == session.annotation != before
    again.leap(2)
    again.leap(5)
    assert again.annotation == before == states[-1]
    again.leap(-1000)
    assert again.annotation.items == ()
    assert again.history.done == []


def test_going_back_in_memory_asks_for_no_order_of_actors():
    session, notebook = new_session()
    session.accept("q1")
    session.add_mention(*bounds("havre"), "LOC")
    first = rewound(session.work, notebook.batches)
    assert first.annotation.items == ()
    assert first.annotation.state == AnnotationState(session.annotation.id)
    assert rewound(session.work, notebook.batches[1:]).annotation.item("q1") is not None


def test_a_state_that_is_shown_takes_no_deed(project: Project):
    session = session_on(project)
    session.add_mention(0, 4, "PER")
    shown = shown_only(Timeline(project, session.article.id).work_after(0), session.scheme)
    with pytest.raises(UserError) as refused:
        shown.add_mention(5, 9, "PER")
    assert refused.value.message.id == "history.only_shown"
    assert len(shown.annotation.items) == 1
    assert len(project.history(session.article.id)) == 1
