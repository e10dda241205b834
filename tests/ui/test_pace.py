"""A person's own pace in the window: the line in the foot, the table, switching off, erasing."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog

from annotator.messages import Translator
from annotator.model.pace import Now, Sums
from annotator.services.pace import Figures, active_time
from annotator.settings import load_settings
from annotator.store.repositories import journal
from tests.ui.window_stage import CTRL, SHIFT, Stage, staged
from ui.dialogs.pace import PaceWindow
from ui.presenters import pace_words

NOON = datetime.datetime(2026, 11, 28, 12).astimezone().timestamp()


class Clock:
    """The time of the window and of the log."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> Now:
        return Now(self.seconds, NOON + self.seconds)

    def text(self) -> str:
        at = datetime.datetime.fromtimestamp(NOON + self.seconds, datetime.UTC)
        return at.isoformat(timespec="seconds")


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    made = Clock()
    monkeypatch.setattr(journal, "now", made.text)
    monkeypatch.setattr("ui.pace_watch.now", made)
    return made


@pytest.fixture
def timed(qtbot, path: Path, clock: Clock) -> Iterator[Stage]:
    with staged(qtbot, path, language="en") as made:
        yield made


def key_on_window(stage: Stage, key: Qt.Key = Qt.Key.Key_Shift) -> None:
    """A key as the system sends it, to the window and not to a widget."""
    QTest.keyClick(stage.main.windowHandle(), key)
    QApplication.processEvents()


def line(stage: Stage) -> str:
    """What the foot says, after counting."""
    stage.window.pace.count_now()
    return stage.main.foot.pace.text() if stage.main.foot.pace.isVisible() else ""


def test_the_foot_says_what_was_done_today(timed: Stage, clock: Clock):
    assert line(timed) == "today: 0 articles · 0 quotes · 0\u00a0min"
    key_on_window(timed)
    clock.seconds = 60
    timed.press("j", "a")
    assert line(timed) == "today: 0 articles · 1 quote · 1\u00a0min"
    clock.seconds = 100
    key_on_window(timed)
    clock.seconds = 100 + 121
    timed.press("j", "a")
    assert line(timed) == "today: 0 articles · 2 quotes · 2\u00a0min"
    timed.press("z", held=CTRL)
    assert line(timed) == "today: 0 articles · 1 quote · 2\u00a0min"


def finish(stage: Stage, clock: Clock, seconds: float) -> None:
    key_on_window(stage)
    for _ in range(int(seconds // 60)):
        clock.seconds += 60
        key_on_window(stage)
    stage.session.accept_all()
    stage.window.desk.done(stage.session.finish("enough"))


def test_finishing_is_counted_once_whatever_is_undone(timed: Stage, clock: Clock):
    finish(timed, clock, 120)
    assert line(timed).startswith("today: 1 article ·")
    timed.press("z", held=CTRL)
    assert line(timed).startswith("today: 0 articles ·")
    timed.press("y", held=CTRL)
    assert line(timed).startswith("today: 1 article ·")


def test_it_is_counted_by_itself_after_a_step(timed: Stage, clock: Clock, qtbot):
    timed.press("j", "a")
    qtbot.waitUntil(lambda: "1 quote " in timed.main.foot.pace.text(), timeout=5000)


def test_it_survives_a_restart_and_a_crash(timed: Stage, clock: Clock):
    key_on_window(timed)
    clock.seconds = 90
    timed.press("j", "a")
    timed.window.pace._keep_and_count()  # what the timer does every ten seconds
    copy = active_time().stretches("Inès Vidal", 0)
    assert sum(one.seconds for one in copy) == 90, "what a crash leaves"
    timed.reopen()
    assert line(timed) == "today: 0 articles · 1 quote · 2\u00a0min"


def test_decisions_in_the_queue_count(timed: Stage, clock: Clock, qtbot):
    key_on_window(timed)
    timed.press("r", held=CTRL)
    queue = timed.window.places.review
    qtbot.waitUntil(lambda: not queue.busy and queue.review.total > 0)
    timed.press("A", "A", held=SHIFT)  # asks, then does
    qtbot.waitUntil(lambda: not queue.busy and not timed.window.tasks.busy)
    rows = timed.project.article_rows("Inès Vidal")
    works = [timed.project.load_work(row.id, "Inès Vidal").work.annotation for row in rows]
    quotes = sum(one.kind != "scare" for work in works for one in work.quotes)
    assert quotes > 5
    qtbot.waitUntil(lambda: f"{quotes} quotes" in timed.main.foot.pace.text(), timeout=5000)


def open_table(stage: Stage, answer) -> None:
    stage.asked(answer, lambda: stage.press("p", held=CTRL))


def test_the_table_opens_by_key_and_by_mouse(timed: Stage, clock: Clock):
    finish(timed, clock, 600)
    seen: list[list[str]] = []

    def read(form: QDialog) -> None:
        model = form.tables[0].model()
        seen.append([model.index(row, 1).data() for row in range(model.rowCount())])
        form.reject()

    open_table(timed, read)
    line(timed)
    timed.asked(read, lambda: timed.click(timed.main.foot.pace))
    assert seen[0] == seen[1]
    articles, quotes, spent, an_hour, per_article = seen[0]
    assert (articles, spent, per_article) == ("1", "10\u00a0min", "10\u00a0min")
    assert int(an_hour) == int(quotes) * 6


def test_it_can_be_switched_off_and_on_again(timed: Stage, clock: Clock):
    key_on_window(timed)
    clock.seconds = 60
    key_on_window(timed)
    open_table(timed, lambda form: timed.click(form.switch))
    assert load_settings().pace is False
    assert timed.main.foot.pace.isHidden()
    clock.seconds = 110
    timed.press("j", "a")
    assert line(timed) == ""
    open_table(timed, lambda form: timed.click(form.switch))
    assert line(timed) == "today: 0 articles · 0 quotes · 1\u00a0min", "nothing of the time between"


def test_the_settings_switch_it_off(timed: Stage, clock: Clock):
    def untick(form: QDialog) -> None:
        QTest.keyClick(form.pace, Qt.Key.Key_Space)
        form.accept()

    timed.asked(untick, lambda: timed.press(Qt.Key.Key_Comma, held=CTRL))
    assert timed.main.foot.pace.isHidden()
    timed.reopen()
    assert line(timed) == ""
    assert active_time().stretches("Inès Vidal", 0) == ()


def test_it_can_be_erased_and_kept_until_the_table_closes(timed: Stage, clock: Clock):
    key_on_window(timed)
    clock.seconds = 60
    timed.press("j", "a")

    def think_twice(form: PaceWindow) -> None:
        timed.click(form.erase)
        assert not form.tables[0].isVisible()
        timed.click(form.erase)
        form.reject()

    def erase(form: PaceWindow) -> None:
        timed.click(form.erase)
        form.reject()

    open_table(timed, think_twice)
    assert line(timed) == "today: 0 articles · 1 quote · 1\u00a0min"
    open_table(timed, erase)
    assert line(timed) == "today: 0 articles · 0 quotes · 0\u00a0min"
    clock.seconds += 600
    timed.press("j", "a")
    assert line(timed) == "today: 0 articles · 1 quote · 0\u00a0min", "the work from before is out"


def test_no_project_no_figures(bare: Stage):
    key_on_window(bare)
    bare.window.pace.keep()
    assert not active_time().path.exists()
    assert bare.main.foot.pace.isHidden()


def test_a_damaged_file_is_told_once_and_work_goes_on(qtbot, path: Path, clock: Clock):
    active_time().path.write_bytes(b"no database" * 200)
    with staged(qtbot, path, language="en") as stage:
        stage.press("j", "a")
        stage.window.pace.keep()
        assert "pace.sqlite" in stage.banner
        stage.main.banner.hide()
        stage.press("j", "a")
        stage.window.pace.keep()
        assert not stage.main.banner.isVisible()
        assert len(stage.session.history.done) == 2


def test_a_narrow_window_gives_the_room_to_what_is_to_do(timed: Stage, clock: Clock):
    assert line(timed)
    timed.main.resize(900, 700)
    QApplication.processEvents()
    assert timed.main.foot.pace.isHidden()
    timed.main.resize(1300, 700)
    QApplication.processEvents()
    assert timed.main.foot.pace.isVisible()


@pytest.mark.parametrize(
    ("language", "seconds", "words"),
    [
        ("fr", 29, "0\u00a0min"),
        ("en", 3599, "1\u00a0h\u00a000"),
        ("fr", 4320, "1\u00a0h\u00a012"),
        ("en", 36_060, "10\u00a0h\u00a001"),
    ],
)
def test_times_are_said_to_the_minute(language: str, seconds: float, words: str):
    assert pace_words.duration(seconds, Translator(language)) == words


@pytest.mark.parametrize(
    ("language", "articles", "words"),
    [
        ("fr", 0, "aujourd’hui\u00a0: 0 article · 1 citation · 1\u00a0min"),
        ("fr", 2, "aujourd’hui\u00a0: 2 articles · 1 citation · 1\u00a0min"),
        ("en", 0, "today: 0 articles · 1 quote · 1\u00a0min"),
        ("en", 1, "today: 1 article · 1 quote · 1\u00a0min"),
    ],
)
def test_plurals_are_those_of_the_language(language: str, articles: int, words: str):
    sums = Sums(articles, 1, 60)
    figures = Figures((sums,) * 3, (sums,) * 3, (None,) * 3, 0, None)
    assert pace_words.today(figures, Translator(language)) == words


@pytest.mark.parametrize(
    ("left", "seconds", "words"),
    [
        (0, None, "Every article"),
        (1, None, "1 article is left to finish in this project. After three"),
        (12, 19_200, "12 articles are left to finish in this project: about 5\u00a0h\u00a020"),
    ],
)
def test_what_is_left(left: int, seconds: float | None, words: str):
    figures = Figures((Sums(),) * 3, (Sums(),) * 3, (None,) * 3, left, seconds)
    assert pace_words.left(figures, Translator("en")).startswith(words)
