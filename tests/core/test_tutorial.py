"""The tutorial without a window: its texts, its project, and what each step's check says."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.messages import LANGUAGES, Translator
from annotator.model.checks import extent, open_points, problems
from annotator.model.interchange import read_line, write_line
from annotator.model.items import Quote, SanctionsReference
from annotator.model.message import UserError
from annotator.services.annotating import History, Session
from annotator.services.catalogue import find_entry
from annotator.services.projects import Project
from annotator.services.schemes import load_scheme
from annotator.services.tutorial import (
    begin_again,
    lesson_of,
    load_lesson,
    tutorial_path,
    tutorial_project,
)
from annotator.services.tutorial_checks import AT_FIRST, GONE, LASTING, STEPS, Look

BY = "Inès Vidal"
FACTS = frozenset({AT_FIRST, GONE, "view.palette", "walk.list"})


def line(language: str):
    return read_line((files("resources") / "tutorial" / f"{language}.jsonl").read_bytes())


def opened(project: Project, language: str) -> Session:
    loaded = project.load_work(load_lesson(language).article, BY)
    return Session(
        project,
        loaded.article,
        loaded.work,
        loaded.proposals,
        History.of(loaded.log),
        load_scheme(loaded.work.annotation.scheme),
    )


@pytest.fixture(params=LANGUAGES)
def session(request, tmp_path: Path) -> Iterator[Session]:
    path = tutorial_project(request.param, tmp_path / "tutorial.guillemet")
    with Project.open(path, BY) as project:
        yield opened(project, request.param)


def lesson(session: Session):
    found = lesson_of(session.article.id)
    assert found is not None
    return found


def look(session: Session, facts: frozenset[str] = FACTS) -> Look:
    return Look(session, lesson(session), "en", facts)


def place(session: Session, name: str) -> tuple[int, int]:
    return look(session, frozenset()).place(name)


def at(session: Session, name: str):
    """The quote or reference, own or suggested, at some words of the lesson."""
    start, end = place(session, name)
    return next(
        item.id
        for item, _ in session.shown_items()
        if isinstance(item, Quote | SanctionsReference)
        and extent(item)[0] < end
        and start < extent(item)[1]
    )


def actor(session: Session, name: str):
    wanted = lesson(session).words[name]
    return next(one.actor.id for one in session.actor_choices() if one.actor.name == wanted)


def solve(session: Session) -> None:
    """All that the steps ask for, whatever was done before."""
    session.accept(at(session, "first"))
    session.reject(at(session, "friend"))
    file = at(session, "file")
    start, end = place(session, "file")
    found = session.find(file)
    assert found is not None
    part = next(part for part, _ in _parts(found[0]))
    session.move_to(file, part, start, end)
    session.set_new_speaker(file, lesson(session).words["source"], "unnamed_source")
    session.add_piece(at(session, "piece"), *place(session, "second"))
    session.add_cue(at(session, "piece"), *place(session, "insisted"))
    session.set_speaker(at(session, "piece"), actor(session, "minister"))
    session.set_claim(at(session, "piece"), "demand")
    session.set_speaker(at(session, "denial"), actor(session, "spokesman"))
    session.add_reference(*place(session, "regulation"))
    session.set_links(at(session, "regulation"), (lesson(session).entry,))
    session.flag(file, "unsure")
    session.accept_all()
    session.finish()


def _parts(item):
    from annotator.services.annotating import parts

    return parts(item)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_text_is_written_as_the_program_writes_it(language: str) -> None:
    raw = (files("resources") / "tutorial" / f"{language}.jsonl").read_bytes()
    assert f"{write_line(read_line(raw))}\n".encode() == raw
    assert line(language).article.meta.language == language


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_words_of_the_steps_stand_once_in_the_text(language: str) -> None:
    found, text = load_lesson(language), line(language).article.text
    assert found.article == line(language).article.id
    names = {name for name in found.words if name not in ("minister", "spokesman")}
    assert {name: text.count(found.words[name]) for name in names} == dict.fromkeys(names, 1)
    assert found.words["minister"] in text
    assert found.words["spokesman"] in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_lesson_links_to_the_catalogue(language: str) -> None:
    assert find_entry(load_lesson(language).entry) is not None


def test_both_lessons_are_about_the_same(session: Session) -> None:
    assert {frozenset(load_lesson(one).words) for one in LANGUAGES} == {
        frozenset(lesson(session).words)
    }


def test_the_suggestions_are_half_right_as_the_steps_say(session: Session) -> None:
    """What is suggested is what the steps need: no more, no less."""
    assert session.annotation.items == ()
    assert {name: STEPS[name](look(session, frozenset())).done for name in STEPS} == dict.fromkeys(
        STEPS, False
    )
    quotes = [one.item for one in session.proposals.suggestions if isinstance(one.item, Quote)]
    assert [bool(quote.claim_type) for quote in quotes] == [True, False, True, True]


def test_the_project_is_made_once_and_lies_beside_the_sample(tmp_path: Path) -> None:
    path = tutorial_project("en", tmp_path / "deep" / "t.guillemet")
    made = path.stat().st_mtime_ns
    assert tutorial_project("en", path) == path
    assert path.stat().st_mtime_ns == made
    assert len({tutorial_path(one) for one in LANGUAGES}) == len(LANGUAGES)
    with Project.open(path, BY) as project:
        assert project.check() == ()
        assert len(project.article_rows(BY)) == 1


def test_no_other_article_is_a_lesson() -> None:
    assert lesson_of("018eed2f-2c01-7000-8000-000000000001") is None


def test_every_step_can_be_done_and_what_comes_out_is_complete(session: Session) -> None:
    solve(session)
    now = look(session)
    assert {name: step(now).said for name, step in STEPS.items() if not step(now).done} == {}
    text, annotation = session.article.text, session.annotation
    assert open_points(text, annotation, session.proposals) == ()
    assert problems(text, annotation, session.work.actors, session.scheme) == ()


def test_beginning_again_leaves_nothing_and_can_be_undone(session: Session) -> None:
    solve(session)
    before = session.annotation
    begin_again(session)
    assert (session.annotation.items, session.annotation.decisions) == ((), ())
    assert session.annotation.state.status != "done"
    session.undo()
    assert session.annotation.items == before.items
    assert session.annotation.state == before.state


def test_a_step_that_lasts_needs_no_annotation(session: Session) -> None:
    """They are those whose check is told by facts alone, or stays right when work is undone."""
    solve(session)
    begin_again(session)
    done = {name for name, step in STEPS.items() if step(look(session)).done}
    assert done <= LASTING


DEEDS = st.lists(
    st.tuples(
        st.sampled_from(
            ["accept", "reject", "undo", "redo", "claim", "unknown", "piece", "flag", "cut", "all"]
        ),
        st.integers(0, 30),
    ),
    max_size=14,
)


def tried(session: Session, deed: str, number: int) -> None:
    """Something that a learner might do, right or wrong, on any item."""
    items = [item for item, _ in session.shown_items()]
    item = items[number % len(items)] if items else None
    if deed == "undo":
        session.undo()
    elif deed == "redo":
        session.redo()
    elif deed == "all":
        session.accept_all()
    elif item is None:
        return
    elif deed == "accept":
        session.accept(item.id)
    elif deed == "reject":
        session.reject(item.id)
    elif deed == "flag":
        session.flag(item.id, "discuss")
    elif isinstance(item, Quote):
        if deed == "claim":
            session.set_claim(item.id, ("demand", "deny", None)[number % 3])
        elif deed == "unknown":
            session.set_speaker(item.id, None, "unknown")
        elif deed == "piece":
            session.add_piece(item.id, *place(session, ("second", "source", "first")[number % 3]))
        elif deed == "cut":
            start, end = extent(item)
            session.move_to(item.id, _parts(item)[0][0], start, max(start + 1, end - number))


@pytest.fixture(scope="module")
def one(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    path = tutorial_project("fr", tmp_path_factory.mktemp("tutorial") / "t.guillemet")
    with Project.open(path, BY) as project:
        yield opened(project, "fr")


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(deeds=DEEDS)
def test_whatever_was_done_before_it_is_judged_and_one_can_begin_again(
    one: Session, deeds: list[tuple[str, int]]
) -> None:
    """No state of the work breaks a check, each says a sentence that exists, and none is a trap."""
    say = {language: Translator(language) for language in LANGUAGES}
    begin_again(one)
    for deed, number in deeds:
        try:
            tried(one, deed, number)
        except UserError:
            continue
        for name, step in STEPS.items():
            verdict = step(look(one, frozenset()))
            assert not (verdict.done and verdict.said)
            if verdict.said is not None:
                assert all(one.knows(verdict.said.id) for one in say.values()), name
    begin_again(one)
    solve(one)
    assert all(step(look(one)).done for step in STEPS.values())
