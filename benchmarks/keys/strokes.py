"""Strokes: one press of a key, with what is held down with it; and words as they are typed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import Qt

Key = Qt.Key
Held = Qt.KeyboardModifier
NONE, SHIFT, ALT, CTRL = (
    Held.NoModifier,
    Held.ShiftModifier,
    Held.AltModifier,
    Held.ControlModifier,
)


@dataclass(frozen=True, slots=True)
class Stroke:
    """One press.

    Attributes:
        key: a key of Qt, or the character that is typed.
    """

    key: Qt.Key | str
    held: Qt.KeyboardModifier = NONE

    def __str__(self) -> str:
        """As a person writes it: `Shift+Right`."""
        names = {SHIFT: "Shift+", ALT: "Alt+", CTRL: "Ctrl+"}
        held = "".join(name for one, name in names.items() if self.held & one)
        return held + (
            self.key if isinstance(self.key, str) else self.key.name.removeprefix("Key_")
        )


Strokes = tuple[Stroke, ...]


def letter(key: str) -> Strokes:
    """A letter that is a command: capitals are pressed with Shift."""
    if len(key) == 1 and key.isalpha() and key.isupper():
        return (Stroke(key, SHIFT),)
    return (Stroke(key),)


def typed(words: str) -> Strokes:
    """The presses that type some words; a capital is one, as is an accented letter."""
    return tuple(Stroke(one, SHIFT if one.isupper() else NONE) for one in words)


def again(stroke: Stroke, n: int) -> Strokes:
    """The same press several times."""
    return (stroke,) * n


def written(strokes: Iterable[Stroke]) -> str:
    """Presses as a person writes them down."""
    return " ".join(str(one) for one in strokes)


SPACE = Stroke(Key.Key_Space)
ENTER = Stroke(Key.Key_Return)
ESCAPE = Stroke(Key.Key_Escape)
TAB = Stroke(Key.Key_Tab)
UP, DOWN = Stroke(Key.Key_Up), Stroke(Key.Key_Down)
BACKSPACE = Stroke(Key.Key_Backspace)
