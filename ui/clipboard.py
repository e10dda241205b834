"""What lies on the clipboard when the program ends: the text stays, our own object does not.

A `QMimeData` made in Python and left on the clipboard is deleted by Qt after Python has ended,
and the process crashes (PySide6 6.11).
"""

from __future__ import annotations

from PySide6.QtGui import QClipboard, QGuiApplication

MODES = (QClipboard.Mode.Clipboard, QClipboard.Mode.Selection)


def let_go() -> None:
    """Put the text that we own on the clipboard there again, in an object of Qt's own."""
    clipboard = QGuiApplication.clipboard()
    for mode in MODES:
        data = clipboard.mimeData(mode)
        if data is not None and data.hasText() and _is_ours(clipboard, mode):
            clipboard.setText(data.text(), mode)


def _is_ours(clipboard: QClipboard, mode: QClipboard.Mode) -> bool:
    """Whether we put it there; the offscreen platform never says so, and is alone anyway."""
    if QGuiApplication.platformName() == "offscreen":
        return mode == QClipboard.Mode.Clipboard
    if mode == QClipboard.Mode.Selection:
        return clipboard.supportsSelection() and clipboard.ownsSelection()
    return clipboard.ownsClipboard()
