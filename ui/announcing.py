"""Having words spoken by a screen reader: what the eye sees appear, the ear hears."""

from __future__ import annotations

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget


def announce(widget: QWidget, words: str, *, urgent: bool = False) -> None:
    """Have words spoken, where a screen reader listens.

    Args:
        widget: what speaks.
        words: in the reader's language; empty words are not spoken.
        urgent: whether they may interrupt what is being spoken.
    """
    if not words or not QAccessible.isActive():
        return
    event = QAccessibleAnnouncementEvent(widget, words)
    if urgent:
        event.setPoliteness(QAccessible.AnnouncementPoliteness.Assertive)
    QAccessible.updateAccessibility(event)
