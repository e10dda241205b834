"""The look that the system asks for is taken, and another one when it changes its mind."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.ui.window_stage import staged
from ui import system_look
from ui.system_look import other_contrast, other_tone, system_name
from ui.theme import NAMES

SCHEME, WISH = Qt.ColorScheme, Qt.ContrastPreference


class Hints:
    """A system that asks for a look."""

    def __init__(self, scheme: Qt.ColorScheme, wish: Qt.ContrastPreference) -> None:
        self.colorScheme = lambda: scheme
        self.accessibility = lambda: self
        self.contrastPreference = lambda: wish


@pytest.mark.parametrize(
    ("scheme", "wish", "name"),
    [
        (SCHEME.Light, WISH.NoPreference, "light"),
        (SCHEME.Unknown, WISH.NoPreference, "light"),
        (SCHEME.Dark, WISH.NoPreference, "dark"),
        (SCHEME.Light, WISH.HighContrast, "contrast_light"),
        (SCHEME.Dark, WISH.HighContrast, "contrast_dark"),
    ],
)
def test_the_system_is_followed_in_tone_and_contrast(scheme, wish, name: str):
    assert system_name(Hints(scheme, wish)) == name


def test_the_window_follows_the_system_while_it_is_open(qtbot, path, monkeypatch):
    with staged(qtbot, path, theme="system") as stage:
        assert stage.window.theme.name == "light"
        monkeypatch.setattr(system_look, "system_name", lambda _hints: "contrast_dark")
        QApplication.styleHints().colorSchemeChanged.emit(SCHEME.Dark)
        assert stage.window.theme.name == "contrast_dark"
        assert QApplication.palette().window().color() == stage.window.theme.colour("window")


def test_a_chosen_theme_stays_whatever_the_system_asks_for(qtbot, path, monkeypatch):
    with staged(qtbot, path, theme="light") as stage:
        monkeypatch.setattr(system_look, "system_name", lambda _hints: "dark")
        QApplication.styleHints().colorSchemeChanged.emit(SCHEME.Dark)
        assert stage.window.theme.name == "light"


def test_tone_and_contrast_are_switched_one_by_one(qtbot, path):
    with staged(qtbot, path, theme="light") as stage:
        stage.window.run("view.contrast")
        assert stage.window.theme.name == "contrast_light"
        stage.window.run("view.theme")
        assert stage.window.theme.name == "contrast_dark"
        stage.window.run("view.contrast")
        assert stage.window.theme.name == "dark"
        assert stage.window.frame.settings.theme == "dark"


def test_every_theme_has_its_other_tone_and_contrast():
    assert {other_tone(name) for name in NAMES} == set(NAMES)
    assert {other_contrast(name) for name in NAMES} == set(NAMES)
