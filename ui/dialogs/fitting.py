"""Dialogs no larger than the window that they stand over, or than the screen without one."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog


def fit(dialog: QDialog, width: int, height: int) -> None:
    """Take a size in device-independent pixels, or as much of it as there is room for."""
    parent = dialog.parentWidget()
    room = parent.window().size() if parent is not None else dialog.screen().availableSize()
    least = dialog.minimumSizeHint()
    dialog.resize(
        max(least.width(), min(width, room.width())),
        max(least.height(), min(height, room.height())),
    )
