"""Every action: named in both languages, offered in menu and palette, carried out, and typeable."""

from __future__ import annotations

from collections import Counter

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QKeySequence, QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget

from annotator.messages import LANGUAGES, Translator
from tests.ui.window_stage import CTRL, NONE, Stage
from ui.actions import ACTIONS, action
from ui.commands import COMMANDS
from ui.presenters.deeds import DEEDS

IDS = [one.id for one in ACTIONS]
LETTERS = set("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
PLAIN = {
    "AZERTY": LETTERS | set(",;:!)=$^*ù") | {"-"},
    "QWERTY": LETTERS | set(",.;'[]-=\\/`") | set("0123456789"),
}
"""What one key types without Shift or AltGr, by layout (French PC keyboard, US keyboard)."""
SHIFTED = {
    "AZERTY": LETTERS | set("?./§%µ£¨+°0123456789"),
    "QWERTY": LETTERS | set('<>?:"{}_+|~!@#$%^&*()'),
}
"""What one key types with Shift, by layout."""
NAMED = {"Space", "Esc", "Del", "Up", "Down", "Left", "Right", "Return", "Tab", "Backspace"} | {
    f"F{n}" for n in range(1, 13)
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("one", IDS)
def test_every_action_has_words(one: str, language: str) -> None:
    words = Translator(language)(f"action.{one}")
    assert words
    assert words != f"action.{one}"
    assert Translator(language)(f"group.{action(one).group}") != f"group.{action(one).group}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_actions_share_their_words(language: str) -> None:
    say = Translator(language)
    assert [
        words for words, n in Counter(say(f"action.{one}") for one in IDS).items() if n > 1
    ] == []


def test_every_action_is_carried_out_by_exactly_one_thing() -> None:
    assert sorted([*COMMANDS, *DEEDS]) == sorted(IDS)


def test_no_two_actions_share_a_default_key() -> None:
    keys = Counter(key for one in ACTIONS for key in one.keys)
    assert [key for key, n in keys.items() if n > 1] == []
    assert all(not QKeySequence(key).isEmpty() for key in keys)


@pytest.mark.parametrize("layout", ["AZERTY", "QWERTY"])
@pytest.mark.parametrize("one", [one.id for one in ACTIONS if one.keys])
def test_every_action_has_a_key_that_the_keyboard_types(one: str, layout: str) -> None:
    assert any(typeable(key, layout) for key in action(one).keys), action(one).keys


def typeable(key: str, layout: str) -> bool:
    """Whether a layout types the keys with Ctrl and Shift alone."""
    *held, last = key.replace("++", "+plus").split("+")
    last = "+" if last == "plus" else last
    if not set(held) <= {"Ctrl", "Shift"}:
        return False
    if last in NAMED:
        return True
    if last in PLAIN[layout]:
        return True
    return "Shift" not in held and last in SHIFTED[layout]


def test_menu_and_palette_offer_every_action(stage: Stage) -> None:
    menu = stage.main.top.menu_button.menu()
    offered = [entry.objectName() for part in menu.actions() for entry in part.menu().actions()]
    assert sorted(offered) == sorted(IDS)
    assert sorted(row[0] for row in stage.window.key_rows()) == sorted(IDS)


def test_ctrl_k_letters_and_enter_run_an_action(stage: Stage) -> None:
    dark = stage.window.theme.dark

    def type_it(palette: QWidget) -> None:
        stage.type("sombre")
        stage.press(Qt.Key.Key_Return)

    stage.asked(type_it, lambda: stage.press(Qt.Key.Key_K, held=CTRL))
    assert stage.window.theme.dark is not dark


def test_the_palette_finds_words_without_accents_in_any_order(stage: Stage) -> None:
    def type_it(palette) -> None:
        stage.type("citation suiv")
        assert palette.chosen == "walk.next_quote"
        palette.line.clear()
        stage.type("zzzz")
        assert palette.chosen == ""
        palette.line.clear()
        stage.press(Qt.Key.Key_Down, Qt.Key.Key_Down)
        assert palette.chosen == IDS[2]
        stage.press(Qt.Key.Key_Up)
        assert palette.chosen == IDS[1]
        stage.press(Qt.Key.Key_Escape)

    before = stage.session.work
    stage.asked(type_it, lambda: stage.click(stage.main.top.palette_button))
    assert stage.session.work == before
    stage.qtbot.waitUntil(stage.main.article.text.hasFocus)


def test_a_click_in_the_palette_runs_an_action(stage: Stage) -> None:
    def click(palette) -> None:
        stage.type("filtrer")
        spot = palette.list.visualRect(palette.list.model().index(0, 0)).center()
        stage.click(palette.list.viewport(), spot)

    stage.asked(click, lambda: stage.press(Qt.Key.Key_K, held=CTRL))
    assert stage.main.articles.filter.hasFocus()


def test_what_cannot_be_done_now_is_grey(bare: Stage) -> None:
    def alive(one: str) -> bool:
        return bare.main.actions_.action(one).isEnabled()

    assert not alive("project.import")
    assert not alive("decide.undo")
    assert not alive("article.metadata")
    assert alive("project.new")


def test_undo_wakes_when_there_is_something_to_undo(stage: Stage) -> None:
    undo = stage.main.actions_.action("decide.undo")
    assert not undo.isEnabled()
    stage.press("a")
    assert undo.isEnabled()
    undo.trigger()
    assert not undo.isEnabled()
    assert stage.main.actions_.action("decide.redo").isEnabled()


def test_type_grows_and_shrinks_within_bounds(stage: Stage) -> None:
    size = stage.window.frame.settings.text_size
    stage.press("+", held=CTRL)
    assert stage.window.frame.settings.text_size == size + 1
    stage.press("-", held=CTRL)
    assert stage.window.frame.settings.text_size == size
    for _ in range(30):
        stage.window.run("view.smaller")
    assert stage.window.frame.settings.text_size == 8


def test_ctrl_and_wheel_change_the_type_a_step_a_notch(stage: Stage) -> None:
    text, size = stage.main.article.text, stage.window.frame.settings.text_size

    def turn(eighths: int, held: Qt.KeyboardModifier) -> None:
        middle = QPointF(text.viewport().rect().center())
        event = QWheelEvent(
            middle,
            text.viewport().mapToGlobal(middle),
            QPoint(),
            QPoint(0, eighths),
            Qt.MouseButton.NoButton,
            held,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(text.viewport(), event)

    turn(120, CTRL)
    assert stage.window.frame.settings.text_size == size + 1
    turn(-60, CTRL)
    assert stage.window.frame.settings.text_size == size + 1
    turn(-60, CTRL)
    assert stage.window.frame.settings.text_size == size
    before = text.bar.value()
    turn(-120, NONE)
    assert stage.window.frame.settings.text_size == size
    assert text.bar.value() > before
