"""Having words spoken by a screen reader: what the eye sees appear, the ear hears."""

from __future__ import annotations

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QComboBox, QLabel, QWidget


def listening() -> bool:
    """Whether a screen reader listens, for words that cost something to find."""
    return bool(QAccessible.isActive())


def announce(widget: QWidget, words: str, *, urgent: bool = False) -> None:
    """Have words spoken, where a screen reader listens.

    Args:
        widget: what speaks.
        words: in the reader's language; empty words are not spoken.
        urgent: whether they may interrupt what is being spoken.
    """
    if not words or not listening():
        return
    event = QAccessibleAnnouncementEvent(widget, words)
    if urgent:
        event.setPoliteness(QAccessible.AnnouncementPoliteness.Assertive)
    QAccessible.updateAccessibility(event)


def name_box(box: QComboBox, words: str) -> None:
    """Name a box that has no label beside it.

    On Linux Qt takes for its name what the box shows, unless a label names it; this one is not
    seen.
    """
    box.setAccessibleName(words)
    label = QLabel(words, box.parentWidget())
    label.setBuddy(box)
    label.hide()
