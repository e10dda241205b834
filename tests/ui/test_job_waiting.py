"""Waiting for one job: nothing else that the program does is waited for."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QThreadPool

from annotator.prelabel.lexicon import adopt
from annotator.services.lexicon import Entry
from tests.ui.window_stage import Stage
from ui.dialogs.lexicon_change import AddForm
from ui.workers.job import Job

LONG = 10.0
"""Seconds after which a job that holds a thread gives up; none should get there."""


class Held:
    """A job that lasts until it is let go."""

    def __init__(self) -> None:
        self.go = threading.Event()
        self.began = threading.Event()
        self.over = threading.Event()
        self.job = Job(self._work)
        self.job.start()

    def _work(self, _progress: object, _cancelled: object) -> None:
        self.began.set()
        self.go.wait(LONG)
        self.over.set()


@pytest.fixture
def held(qtbot) -> Iterator[Held]:
    one = Held()
    assert one.began.wait(LONG)
    yield one
    one.go.set()
    one.job.wait()


def until_cancelled(_progress: object, cancelled) -> None:
    while not cancelled():
        threading.Event().wait(0.005)


def test_a_job_is_over_when_it_was_waited_for_and_others_go_on(held: Held) -> None:
    job = Job(until_cancelled)
    job.start()
    job.cancel()
    job.wait()
    assert not held.over.is_set()


def test_a_job_that_was_cancelled_before_its_turn_is_not_waited_for_and_never_begins(
    qtbot,
) -> None:
    full = [Held() for _ in range(QThreadPool.globalInstance().maxThreadCount())]
    assert all(one.began.wait(LONG) for one in full)
    begun: list[bool] = []
    job = Job(lambda _progress, _cancelled: begun.append(True))
    job.start()
    job.cancel()
    job.wait()
    assert not any(one.over.is_set() for one in full)
    for one in full:
        one.go.set()
        one.job.wait()
    QThreadPool.globalInstance().waitForDone()
    assert begun == []


@pytest.mark.parametrize("way", ["watch", "task", "form"])
def test_the_window_waits_for_what_it_stops_alone(stage: Stage, held: Held, way: str) -> None:
    window = stage.window
    if way == "watch":
        window.watch.look(0)
        stage.qtbot.waitUntil(lambda: window.watch.busy)
        window.watch.stop()
        assert not window.watch.busy
    elif way == "task":
        window.tasks.run("learning.task", until_cancelled, lambda _found: None)
        window.tasks.stop()
        assert not window.tasks.busy
    else:
        form = AddForm(window.say, "fr", Entry("verbs", "dire"), stage.project, stage.main)
        form.show_effect()
        assert form.looking
        form.reject()
        assert not form.looking
    assert not held.over.is_set()
    adopt({})
