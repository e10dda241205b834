"""Every action of the list, as a person uses it: by its key or by name, and something comes of it.

It goes over the list itself, so that a new action is tried, too; one that needs more than is
there before it makes sense is prepared in `action_hands`.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QMenu, QWidget

from annotator.messages import LANGUAGES
from annotator.model.text import fold
from tests.ui.action_hands import prepare
from tests.ui.reader import nameless
from tests.ui.window_stage import CTRL, Stage, staged
from ui.actions import ACTIONS, Action, action
from ui.dialogs.help import page_text
from ui.dialogs.palette import Palette

IDS = [one.id for one in ACTIONS]
WAIT = 10_000


class Watcher:
    """Looks at every question that comes up, and leaves it with Esc."""

    def __init__(self, look: Callable[[QWidget], None], *, palette: bool) -> None:
        self.palette = palette
        self.seen: list[str] = []
        self.trouble: list[BaseException] = []
        self._look = look
        self._timer = QTimer(interval=20)
        self._timer.timeout.connect(self._tick)

    def __enter__(self) -> Watcher:
        self._timer.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._timer.stop()

    def _tick(self) -> None:
        form = QApplication.activePopupWidget() or QApplication.activeModalWidget()
        if form is None or not form.isVisible() or (isinstance(form, Palette) and not self.palette):
            return
        self.seen.append(form.windowTitle() or type(form).__name__)
        try:
            self._look(form)
        except BaseException as error:  # noqa: BLE001  # raised again in the test
            self.trouble.append(error)
        QTest.keyClick(form.focusWidget() or form, Qt.Key.Key_Escape)
        if shiboken6.isValid(form) and form.isVisible():
            form.close()


def closed(stage: Stage) -> bool:
    """Whether the window is gone."""
    return not shiboken6.isValid(stage.main) or not stage.main.isVisible()


def state(stage: Stage) -> tuple[object, ...]:
    """What a person can see or hear of the window."""
    if closed(stage):
        return ("closed",)
    window, main = stage.window, stage.main
    session = window.desk.session
    focus = main.focusWidget()
    return (
        session.work if session else None,
        window.desk.selected,
        window.desk.taken,
        window.desk.point,
        id(focus),
        main.article.margin.picker_open,
        window.theme.name,
        window.frame.settings,
        main.places.currentIndex(),
        window.frame.current,
        window.frame.bin_shown,
        main.foot.words,
        main.banner.isVisible() and main.banner.words,
        main.find_bar.isVisible(),
        main.article.text.selection(),
        main.article.text.caret(),
        window.frame.project is None,
        window.tasks.busy,
        tuple(
            one.text() for panel in main.more_places.values() for one in panel.findChildren(QLabel)
        ),
        sum(widget.isVisible() for widget in QApplication.topLevelWidgets()),
    )


def by_key(stage: Stage, one: Action) -> None:
    """Press the first key, where the focus is."""
    combination = QKeySequence(one.keys[0])[0]
    QTest.keyClick(stage.focus(), combination.key(), combination.keyboardModifiers())


def by_name(stage: Stage, one: Action) -> None:
    """Write the words in the palette, and Enter."""
    words = stage.window.say(f"action.{one.id}")

    def write(palette) -> None:
        stage.type(" ".join(part for part in fold(words).split() if part.isascii()))
        rows = palette.list.model()
        found = [n for n in range(rows.rowCount()) if rows.index(n, 0).data() == words]
        assert found, words
        stage.press(*[Qt.Key.Key_Down] * found[0])
        assert palette.chosen == one.id
        stage.press(Qt.Key.Key_Return)

    stage.asked(write, lambda: stage.press(Qt.Key.Key_K, held=CTRL))


def named(form: QWidget) -> None:
    """Whatever asks something can be heard."""
    if not isinstance(form, QFileDialog):
        assert nameless(form) == []


@pytest.fixture(autouse=True)
def home(monkeypatch, tmp_path: Path) -> None:
    """A home of the test's own, for what is made there; Qt's file dialog, not the system's."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setattr(Path, "home", lambda: tmp_path)


@pytest.mark.parametrize("name", IDS)
def test_something_comes_of_every_action(stage: Stage, name: str) -> None:
    one = action(name)
    prepare(stage, one)
    QApplication.processEvents()
    failed, pressed = [], []
    stage.main.article.failed.connect(failed.append)
    stage.main.actions_.action(name).triggered.connect(lambda: pressed.append(name))
    before = state(stage)
    with Watcher(named, palette=name == "view.palette") as watcher:
        (by_key if one.keys else by_name)(stage, one)
        stage.qtbot.waitUntil(lambda: bool(watcher.seen) or state(stage) != before, timeout=WAIT)
        stage.qtbot.waitUntil(
            lambda: state(stage) == ("closed",) or not stage.window.tasks.busy, timeout=WAIT
        )
        leave(stage)
    assert watcher.trouble == []
    assert failed == []
    assert pressed == [name] or not one.keys


def leave(stage: Stage) -> None:
    """Close what stands open beside the window, as help does."""
    for widget in QApplication.topLevelWidgets():
        if widget is not stage.main and widget.isVisible() and not isinstance(widget, QMenu):
            named(widget)
            widget.close()


@pytest.mark.parametrize("language", LANGUAGES)
def test_sheet_and_palette_have_every_action(qtbot, path: Path, language: str) -> None:
    with staged(qtbot, path, language=language) as stage:
        say, rows = stage.window.say, stage.window.key_rows()
        assert [row[0] for row in rows] == IDS
        sheet = page_text("annotate", language, rows, say)
        lines = [f"| {keys} | {words} |" for _id, words, keys in rows if keys]
        assert [line for line in lines if line not in sheet] == []
        palette = Palette(say, rows, stage.main)
        model = palette.list.model()
        assert [model.index(n, 0).data() for n in range(model.rowCount())] == [
            words for _id, words, _keys in rows
        ]
        palette.deleteLater()
