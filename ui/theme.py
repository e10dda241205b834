"""Theme: colours by role, read from `resources/themes`, and Qt's palette made of them."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from PySide6.QtGui import QColor, QPalette

NAMES = ("light", "dark", "contrast_light", "contrast_dark")


@dataclass(frozen=True)
class Theme:
    """A set of colours, each under the role that it plays."""

    name: str
    dark: bool
    colours: tuple[tuple[str, str], ...]

    def hex(self, role: str) -> str:
        """The colour of a role as `#rrggbb`; an unknown role is grey, so that it shows."""
        found = dict(self.colours)
        return found.get(role, found["grey"])

    def colour(self, role: str, alpha: int = 255) -> QColor:
        """The colour of a role for painting; `alpha` 0 to 255."""
        colour = QColor(self.hex(role))
        colour.setAlpha(alpha)
        return colour

    def palette(self) -> QPalette:
        """Qt's palette in these colours, for the widgets that are Qt's own."""
        palette = QPalette()
        role = QPalette.ColorRole
        for qt_role, name in (
            (role.Window, "window"),
            (role.WindowText, "text"),
            (role.Base, "page"),
            (role.AlternateBase, "panel"),
            (role.Text, "text"),
            (role.Button, "panel"),
            (role.ButtonText, "text"),
            (role.ToolTipBase, "card_open"),
            (role.ToolTipText, "text"),
            (role.PlaceholderText, "text_soft"),
            (role.Highlight, "selection"),
            (role.HighlightedText, "selection_text"),
            (role.Link, "accent"),
            (role.Accent, "accent"),
            (role.Light, "hover"),
            (role.Midlight, "line"),
            (role.Mid, "line"),
            (role.Dark, "line"),
            (role.Shadow, "field"),
        ):
            palette.setColor(qt_role, self.colour(name))
        disabled = QPalette.ColorGroup.Disabled
        for qt_role in (role.Text, role.WindowText, role.ButtonText):
            palette.setColor(disabled, qt_role, self.colour("text_soft"))
        return palette


@cache
def load_theme(name: str) -> Theme:
    """A theme by its name, one of `NAMES`."""
    source = files("resources") / "themes" / f"{name}.toml"
    data = tomllib.loads(source.read_text("utf-8"))
    return Theme(data["name"], data["dark"], tuple(data["colours"].items()))


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two `#rrggbb` colours, 1 to 21 (WCAG 2.1, relative luminance)."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
