"""Random work, saved batch by batch: what is read again is what was in memory, undo included."""

from __future__ import annotations

import tempfile
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.identifiers import new_id
from annotator.model.annotation import Decision
from annotator.model.change import Batch, Change, Work, apply
from annotator.model.ids import ActorId, BatchId, EntryId, ItemId, SuggestionId
from annotator.model.items import (
    Actor,
    Item,
    Link,
    Mention,
    Quote,
    SanctionsReference,
    Speaker,
    item_actors,
)
from annotator.model.text import Span
from annotator.services.projects import LoadedWork, Project
from tests.core.project_builders import BY, TEXT, add, article, batch, make

NUMBERS = st.integers(0, 10_000)
STEPS = st.lists(
    st.tuples(
        st.sampled_from(
            ["mention", "quote", "reference", "actor", "decide", "note", "change", "remove", "undo"]
        ),
        NUMBERS,
        NUMBERS,
        st.text(max_size=8).filter(lambda words: words.isprintable()),
    ),
    max_size=14,
)


@pytest.fixture(scope="module")
def project() -> Iterator[Project]:
    with tempfile.TemporaryDirectory() as folder, make(Path(folder)) as opened:
        yield opened


def cut(first: int, length: int) -> Span:
    start = first % (len(TEXT) - 1)
    return Span.of(TEXT, start, min(len(TEXT), start + 1 + length % 40))


def pick(values: list, number: int) -> object | None:
    return values[number % len(values)] if values else None


def pointed_at(work: Work) -> set[str]:
    """Everything that an item of the work points to."""
    found: set[str] = set()
    for item in work.annotation.items:
        found.update(item_actors(item))
        if isinstance(item, Quote):
            found.update(who.mention for who in item.speakers if who.mention)
        if isinstance(item, SanctionsReference):
            found.update(item.quotes)
    return found


def step_changes(work: Work, kind: str, a: int, b: int, words: str) -> list[Change]:
    """One random step that keeps every pointer whole; empty if there is nothing to do."""
    items, actors = list(work.annotation.items), list(work.actors.values())
    actor = pick(actors, b)
    if kind == "mention":
        return [Change(None, Mention(new_id(), cut(a, b), actor=actor and actor.id, note=words))]
    if kind == "quote":
        mention = pick([one for one in items if isinstance(one, Mention)], a)
        speaker = Speaker(actor and actor.id, cut(b, a), mention and mention.id, "pronoun")
        return [Change(None, Quote(new_id(), "direct", (cut(a, b),), (), (speaker,), note=words))]
    if kind == "reference":
        quotes = tuple(one.id for one in items if isinstance(one, Quote))[: a % 3]
        links = (Link(EntryId(words or "x"), "one_of"),)
        return [Change(None, SanctionsReference(new_id(), cut(a, b), quotes, links=links))]
    if kind == "actor":
        made = Actor(ActorId(new_id()), words, article=work.article.id if a % 2 else None)
        return [Change(None, made)]
    if kind == "decide":
        decision = work.annotation.decision(SuggestionId(f"s{a % 3}"))
        return [Change(decision, Decision(SuggestionId(f"s{a % 3}"), "rejected"))]
    if kind == "note":
        state = work.annotation.state
        return [Change(state, replace(state, notes=words, status="in_progress"))]
    item = pick(items, a)
    if item is None:
        return []
    if kind == "change":
        return [Change(item, changed(item, a, b, words))]
    return [Change(item, None)] if item.id not in pointed_at(work) else []


def changed(item: Item, a: int, b: int, words: str) -> Item:
    if isinstance(item, Mention):
        return replace(item, span=cut(b, a), note=words)
    if isinstance(item, Quote):
        return replace(item, segments=(cut(a, b), cut(b, a)), claim_type=words or None)
    return replace(item, span=None, links=(), nil_reason=words)


def run_steps(project: Project, loaded: LoadedWork, steps: list) -> tuple[Work, list[Batch]]:
    """Does the steps in memory and saves each; the work and the batches there should be."""
    work, done = loaded.work, []
    for kind, a, b, words in steps:
        if kind == "undo":
            if not done or done[-1].undoes:
                continue
            made = done[-1].inverse(BatchId(new_id()))
        else:
            changes = step_changes(work, kind, a, b, words)
            if not changes:
                continue
            made = batch(*changes)
        work = apply(work, made)
        project.commit(made, work, loaded.article.id, BY)
        done.append(made)
    return work, done


@settings(max_examples=40)
@given(steps=STEPS)
def test_random_work_is_read_again_as_it_was(project: Project, steps: list):
    own = add(project, article())
    loaded = project.load_work(own.id, BY)
    work, done = run_steps(project, loaded, steps)
    found = project.load_work(own.id, BY)
    if done:
        assert found.work == work
    assert found.log == tuple(done)
    assert [entry.batch for entry in project.history(own.id)] == done
    replayed = replace(loaded.work, annotation=replace(loaded.work.annotation))
    for one in found.log:
        replayed = apply(replayed, one)
    assert replayed == work
    (row,) = [one for one in project.article_rows(BY) if one.id == own.id]
    assert row.quotes == len(work.annotation.quotes)
    assert row.status == work.annotation.state.status


def test_what_random_work_left_is_sound(project: Project):
    """After all the examples above, in a file that was closed and opened again.

    The random decisions are on suggestions that nobody made, which alone is told.
    """
    before = [project.load_work(row.id, BY).work.annotation for row in project.article_rows(BY)]
    path = project.path
    project.close()
    with Project.open(path, BY) as again:
        assert {one.id for one in again.check()} <= {"store.decided_nothing"}
        found = [again.load_work(row.id, BY).work.annotation for row in again.article_rows(BY)]
        begun = [one for one in before if one.items or one.decisions]
        assert [one for one in found if one.items or one.decisions] == begun


def test_threads_take_turns(tmp_path: Path):
    """Two annotators' work saved from two threads while a third reads."""
    failed: list[BaseException] = []

    def annotate(project: Project, name: str, own: object) -> None:
        try:
            work = project.load_work(own.id, name).work
            for place in range(30):
                made = batch(Change(None, Mention(ItemId(new_id()), cut(place, 3))))
                work = apply(work, made)
                project.commit(made, work, own.id, name)
        except BaseException as error:  # noqa: BLE001 (shown by the test)
            failed.append(error)

    with make(tmp_path) as project:
        own = add(project)
        threads = [threading.Thread(target=annotate, args=(project, name, own)) for name in "AB"]
        for thread in threads:
            thread.start()
        while any(thread.is_alive() for thread in threads):
            assert len(list(project.all_work())) in {1, 2}
        for thread in threads:
            thread.join()
        assert failed == []
        for name in "AB":
            loaded = project.load_work(own.id, name)
            assert len(loaded.work.annotation.items) == len(loaded.log) == 30
        seqs = [entry.seq for entry in project.history(own.id)]
        assert seqs == sorted(seqs)
        assert len(set(seqs)) == 60


def test_a_copy_made_while_work_goes_on_is_one_moment_of_it(tmp_path: Path):
    stop = threading.Event()

    def annotate(project: Project, own: object) -> None:
        work = project.load_work(own.id, BY).work
        while not stop.is_set():
            made = batch(Change(None, Mention(ItemId(new_id()), cut(1, 3))))
            work = apply(work, made)
            project.commit(made, work, own.id, BY)

    with make(tmp_path) as project:
        own = add(project)
        thread = threading.Thread(target=annotate, args=(project, own))
        thread.start()
        try:
            for number in range(3):
                project.copy_to(tmp_path / f"copy{number}")
        finally:
            stop.set()
            thread.join()
        whole = project.load_work(own.id, BY)
    for number in range(3):
        with Project.open(tmp_path / f"copy{number}", BY) as copy:
            found = copy.load_work(own.id, BY)
            count = len(found.log)
            assert found.log == whole.log[:count]
            assert len(found.work.annotation.items) == count
            assert copy.check() == ()
