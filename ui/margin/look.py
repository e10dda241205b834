"""How the margin looks: its colours by role, its fonts and its one style sheet."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QColor, QFont

from ui.theme import Theme

RULE = 4
"""Width of the rule on a card's left, in pixels."""
PAD = 8
"""Free pixels between a card's edge and its words."""
INDENT = 12
"""Pixels by which a card moves right for each quote around its own."""
RADIUS = 4
"""Radius of rounded corners, in pixels."""


@dataclass(frozen=True)
class Look:
    """A theme and a font, from which everything in the margin takes its colours and sizes."""

    theme: Theme
    font: QFont

    def colour(self, role: str, alpha: int = 255) -> QColor:
        """The colour of a role."""
        return self.theme.colour(role, alpha)

    @property
    def bold(self) -> QFont:
        """The font of who speaks."""
        font = QFont(self.font)
        font.setBold(True)
        return font

    @property
    def small(self) -> QFont:
        """The font of chips, keys and details."""
        font = QFont(self.font)
        if font.pointSizeF() > 0:
            font.setPointSizeF(font.pointSizeF() * 0.88)
        else:
            font.setPixelSize(max(8, round(font.pixelSize() * 0.88)))
        return font

    def html(self, text: str, detail: str, *, role: str = "text", strong: bool = False) -> str:
        """A value (bold if `strong`) with its soft detail, as rich text for a label."""
        parts = []
        if text:
            words = f"<b>{escaped(text)}</b>" if strong else escaped(text)
            parts.append(f'<span style="color:{self.theme.hex(role)}">{words}</span>')
        if text and detail:
            parts.append(f'<span style="color:{self.theme.hex("text_soft")}">&nbsp;· </span>')
        if detail:
            parts.append(
                f'<span style="color:{self.theme.hex("text_soft")}">{escaped(detail)}</span>'
            )
        return "".join(parts)

    def style(self) -> str:
        """The style sheet of a picker's Qt widgets: field, list, note."""
        hexes = {name: self.theme.hex(name) for name in _ROLES}
        return _SHEET % hexes


_ROLES = ("page", "text", "line", "field", "focus", "selection", "selection_text", "text_soft")
_SHEET = """
QLineEdit, QPlainTextEdit {
    background: %(page)s; color: %(text)s; border: 1px solid %(field)s; border-radius: 4px;
    padding: 3px 6px; selection-background-color: %(selection)s;
    selection-color: %(selection_text)s;
}
QLineEdit:focus, QPlainTextEdit:focus { border: 2px solid %(focus)s; padding: 2px 5px; }
QListView { background: %(page)s; border: 1px solid %(line)s; border-radius: 4px; outline: 0; }
QListView:focus { border: 2px solid %(focus)s; }
"""


def escaped(text: str) -> str:
    """Text for a rich-text label: nothing in it is markup, no-break spaces stay."""
    safe = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return safe.replace("\u00a0", "&nbsp;")
