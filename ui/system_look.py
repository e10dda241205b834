"""The look that the system asks for: light or dark, and with high contrast where Qt tells."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QStyleHints
from PySide6.QtWidgets import QApplication

from ui.theme import Theme, load_theme

SYSTEM = "system"
"""The name under which settings leave the choice to the system."""


def wanted_theme(name: str) -> Theme:
    """The theme of a name from the settings; `system` is asked of the system."""
    return load_theme(system_name(QApplication.styleHints()) if name == SYSTEM else name)


def system_name(hints: QStyleHints) -> str:
    """The name of the theme that the system asks for."""
    dark = hints.colorScheme() == Qt.ColorScheme.Dark
    tone = "dark" if dark else "light"
    wish = hints.accessibility().contrastPreference()
    return f"contrast_{tone}" if wish == Qt.ContrastPreference.HighContrast else tone


def follow_system(changed: Callable[[], None]) -> Callable[[], None]:
    """Have a function called when the system asks for another look; what ends that again."""
    hints = QApplication.styleHints()
    signals = (hints.colorSchemeChanged, hints.accessibility().contrastPreferenceChanged)

    def told(_wish: object) -> None:
        changed()

    for signal in signals:
        signal.connect(told)

    def end() -> None:
        for signal in signals:
            signal.disconnect(told)

    return end


def other_tone(name: str) -> str:
    """The theme with light and dark exchanged, of the same contrast."""
    return name.replace("dark", "light") if "dark" in name else name.replace("light", "dark")


def other_contrast(name: str) -> str:
    """The theme of the same tone with high contrast, or without it."""
    return name.removeprefix("contrast_") if "contrast" in name else f"contrast_{name}"
