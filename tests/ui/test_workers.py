"""Slow work beside the window: jobs that succeed, fail, crash and stop; suggestions that come."""

from __future__ import annotations

import errno
import multiprocessing
import threading
from collections.abc import Iterator
from dataclasses import replace
from multiprocessing.context import SpawnProcess

import pytest
from PySide6.QtCore import QThreadPool

from annotator.errors import UserError
from annotator.model.article import Article
from annotator.model.items import Mention
from annotator.model.message import msg
from annotator.services.prelabelling import Engine
from main import main
from tests.core import model_doubles
from tests.core.project_builders import META, article, said
from ui.workers.job import Job
from ui.workers.latest import THREADS, Latest
from ui.workers.prelabeller import Prelabeller

TEXT = "« La route est ouverte », a déclaré Ada Kern."


def test_a_job_works_on_another_thread_and_gives_its_result_on_ours(qtbot):
    told: list[tuple[object, ...]] = []

    def work(progress, _cancelled):
        progress(1, 2, "moitié")
        return threading.get_ident()

    def tell(*what: object) -> None:
        told.append((*what, threading.get_ident()))

    job = Job(work)
    job.progressed.connect(tell)
    job.succeeded.connect(tell)
    with qtbot.waitSignal(job.ended):
        job.start()
    here = threading.get_ident()
    (progress, (other, result_here)) = told
    assert progress == (1, 2, "moitié", here)
    assert result_here == here != other


def test_our_errors_are_told_and_others_are_handed_on_whole(qtbot):
    refused = UserError(msg("date.bad", text="hier"))

    def fail(_progress, _cancelled):
        raise refused

    def crash(_progress, _cancelled):
        raise ZeroDivisionError("zéro")

    failing, crashing = Job(fail), Job(crash)
    with qtbot.waitSignal(failing.failed) as told:
        failing.start()
    assert told.args == [refused]
    with qtbot.waitSignal(crashing.crashed) as handed:
        crashing.start()
    assert str(handed.args[0]) == "zéro"


def test_a_job_that_is_asked_to_stop_ends(qtbot):
    began = threading.Event()

    def work(_progress, cancelled):
        began.set()
        while not cancelled():
            threading.Event().wait(0.001)
        return "arrêté"

    job = Job(work)
    job.start()
    began.wait(5)
    with qtbot.waitSignal(job.succeeded) as caught:
        job.cancel()
    assert caught.args == ["arrêté"]
    assert job.cancelled


def test_what_is_asked_last_is_answered_while_the_threads_of_long_work_are_taken(qtbot):
    pool, go_on = QThreadPool.globalInstance(), threading.Event()
    busy = [Job(lambda *_: go_on.wait(20)) for _ in range(pool.maxThreadCount())]
    for job in busy:
        job.start()
    latest, answers = Latest(lambda _error: None), []
    latest.run(lambda: "first", answers.append)
    latest.run(lambda: "last", answers.append)
    try:
        qtbot.waitUntil(lambda: answers == ["last"])
        latest.stop()  # which does not wait for the long work either
    finally:
        go_on.set()
        pool.waitForDone()


def test_a_question_that_was_asked_anew_before_its_turn_is_not_looked_into(qtbot):
    go_on, latest = threading.Event(), Latest(lambda _error: None)
    answers: list[object] = []
    asked: list[int] = []
    began = threading.Semaphore(0)
    for _ in range(THREADS):
        latest.run(lambda: began.release() or go_on.wait(20), answers.append)
        assert began.acquire(timeout=20)
    latest.run(lambda: asked.append(1), answers.append)
    latest.run(lambda: asked.append(2) or "two", answers.append)
    go_on.set()
    qtbot.waitUntil(lambda: answers == ["two"])
    latest.stop()
    assert asked == [2]


@pytest.fixture
def engine() -> Iterator[Engine]:
    made = Engine()
    yield made
    made.close()


def test_suggestions_come_by_themselves(qtbot, engine: Engine):
    prelabeller, own = Prelabeller(engine), article(TEXT)
    busy: list[bool] = []
    prelabeller.busy_changed.connect(busy.append)
    with qtbot.waitSignal(prelabeller.proposed, timeout=20_000) as caught:
        prelabeller.ask(own)
        prelabeller.ask(own)
        assert prelabeller.busy
    proposals, made_with = caught.args
    assert proposals.article == own.id
    assert proposals.suggestions
    assert made_with
    qtbot.waitUntil(lambda: busy == [True, False])
    assert not prelabeller.busy


def test_a_process_that_is_killed_meanwhile_is_asked_again(qtbot, engine: Engine):
    prelabeller, own = Prelabeller(engine), article(TEXT * 30)
    others = set(multiprocessing.active_children())
    with qtbot.waitSignal(prelabeller.proposed, timeout=60_000):
        prelabeller.ask(own)
        (child,) = set(multiprocessing.active_children()) - others
        child.kill()


def test_a_text_that_cannot_be_read_is_told(qtbot, engine: Engine):
    prelabeller = Prelabeller(engine)
    with qtbot.waitSignal(prelabeller.failed, timeout=20_000) as caught:
        prelabeller.ask(Article(article().id, 7, "Sept", ""))  # type: ignore[arg-type]
    assert caught.args[0].message.id == "prelabelling.failed"


def test_where_no_process_can_start_that_is_told_once_and_the_window_goes_on(
    qtbot, engine: Engine, monkeypatch: pytest.MonkeyPatch
):
    def refuse(_process: object) -> None:
        raise OSError(errno.ENOMEM, "Cannot allocate memory")

    prelabeller = Prelabeller(engine)
    told: list[object] = []
    prelabeller.failed.connect(told.append)
    with monkeypatch.context() as patched:
        patched.setattr(SpawnProcess, "start", refuse)
        engine.start()  # as the program does before there is a window
        prelabeller.start("fr")
        prelabeller.ask(article(TEXT))
        qtbot.waitUntil(lambda: bool(told) and not prelabeller.busy)
        qtbot.wait(50)
    assert [one.message.id for one in told] == ["prelabelling.no_process"]
    with qtbot.waitSignal(prelabeller.proposed, timeout=20_000):
        prelabeller.ask(article(TEXT))


def test_after_stopping_nothing_comes(qtbot, engine: Engine):
    prelabeller = Prelabeller(engine)
    prelabeller.ask(article(TEXT))
    prelabeller.stop()
    with qtbot.assertNotEmitted(prelabeller.proposed, wait=200):
        assert not prelabeller.busy


# Models, in a process of their own


def with_model(ask) -> Iterator[tuple[Prelabeller, list[tuple[str, dict[str, str | None]]]]]:
    """A prelabeller with a model, and what it proposed: made with what, names and labels."""
    engine = Engine(model_doubles.CHOICE, ask)
    prelabeller, found = Prelabeller(engine), []

    def note(proposals, made_with: str) -> None:
        mentions = [one.item for one in proposals.suggestions if isinstance(one.item, Mention)]
        found.append((made_with, {one.span.text: one.label for one in mentions}))

    prelabeller.proposed.connect(note)
    yield prelabeller, found
    prelabeller.stop()
    engine.close()


@pytest.fixture
def slow():
    yield from with_model(model_doubles.is_slow)


@pytest.fixture
def deadly():
    yield from with_model(model_doubles.dies)


def test_the_rules_do_not_wait_for_a_slow_model(qtbot, slow):
    prelabeller, found = slow
    loaded: list[str] = []
    prelabeller.pipeline_known.connect(loaded.append)
    prelabeller.start("fr")
    prelabeller.ask(article(f"{TEXT} Puis {model_doubles.NAME} est venu."))
    qtbot.waitUntil(lambda: len(found) == 1, timeout=20_000)
    assert prelabeller.busy
    assert loaded == ["rules"]
    qtbot.waitUntil(lambda: len(found) == 2, timeout=20_000)
    qtbot.waitUntil(lambda: loaded == ["rules", "models"] and not prelabeller.busy)
    (rules, by_rules), (models, by_both) = found
    assert rules != models
    assert by_rules[model_doubles.NAME] == "PER"
    assert by_both == {**by_rules, model_doubles.NAME: "ORG"}


def test_articles_in_another_language_are_not_given_to_the_model(qtbot, slow):
    prelabeller, found = slow
    english = replace(META, language="en")
    prelabeller.ask(article('"Yes," said Ada Kern.', "Yes", english))
    qtbot.waitUntil(lambda: len(found) == 1, timeout=20_000)
    qtbot.waitUntil(lambda: not prelabeller.busy)


def test_a_model_that_dies_of_an_article_is_told_and_the_rules_suggestions_stay(qtbot, deadly):
    prelabeller, found = deadly
    with qtbot.waitSignal(prelabeller.failed, timeout=30_000) as told:
        prelabeller.ask(article(f"fatal {TEXT}", "Fatal"))
    assert told.args[0].message.id == "prelabelling.models_stopped"
    assert "Fatal" in said(told.args[0])
    assert len(found) == 1
    with qtbot.waitSignal(prelabeller.proposed, timeout=20_000):
        prelabeller.ask(article(TEXT))


# The program


def test_the_rules_are_loaded_while_the_window_is_made(monkeypatch):
    others = set(multiprocessing.active_children())
    seen: list[object] = []

    def run(project: object, engine: Engine) -> int:
        assert len(set(multiprocessing.active_children()) - others) == 1
        seen.extend([project, engine.submit(article(TEXT)).result().proposals.suggestions])
        return 7

    monkeypatch.setattr("ui.app.run", run)
    assert main([]) == 7
    assert seen[0] is None
    assert seen[1]
    assert not any(one.is_alive() for one in set(multiprocessing.active_children()) - others)
