"""Somebody who listens, where a screen reader would."""

from __future__ import annotations

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent


class Listener:
    """Stands where a screen reader listens."""

    AnnouncementPoliteness = QAccessible.AnnouncementPoliteness

    def __init__(self) -> None:
        self.heard: list[tuple[str, bool]] = []

    def isActive(self) -> bool:  # Qt's name
        return True

    def updateAccessibility(self, event: QAccessibleAnnouncementEvent) -> None:
        urgent = event.politeness() == self.AnnouncementPoliteness.Assertive
        self.heard.append((event.message(), urgent))
