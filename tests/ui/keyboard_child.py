"""What each chord of a real keyboard sets off: run under Xvfb, with a layout, by `test_keyboards`.

It sets the layout, shows an article view with every action of the program, has xdotool press each
key alone, with Shift, with Ctrl and with both, and writes as JSON which actions each set off.
"""

from __future__ import annotations

import json
import subprocess
import sys

from PySide6.QtCore import QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QMainWindow

from annotator.messages import Translator
from ui.action_set import ActionSet
from ui.article_view.view import ArticleView

MARK = "F12"
"""The key that is pressed between two chords, to tell what belongs to which."""
KEYCODES = (
    *range(10, 22), *range(24, 36), *range(38, 50), *range(51, 62), 94,
    22, 36, 65, *range(67, 77), 95, *range(110, 120), "Escape",
)  # fmt: skip
"""Of X: the keys that write; Backspace, Enter, space, F1 to F11, those that move; Esc by name."""
HELD = ("", "shift+", "ctrl+", "ctrl+shift+")
CHORDS = [f"{held}{code}" for code in KEYCODES for held in HELD]


def main(layout: str, variant: str) -> dict[str, list[str]]:
    """The ids of actions by chord; only chords that set something off."""
    app = QApplication(sys.argv[:1])
    ran: list[str] = []
    window = QMainWindow()
    view = ArticleView(Translator("fr"), window)
    window.setCentralWidget(view)
    view.fill("Un texte.\nEt un autre.")
    ActionSet(window, view, Translator("fr"), {}, ran.append)
    mark = QShortcut(QKeySequence(MARK), window)
    mark.activated.connect(lambda: ran.append(MARK))
    window.show()
    view.setFocus()
    _until(app, window.isVisible)
    _do(app, ["xdotool", "windowfocus", "--sync", str(int(window.winId()))])
    _until(app, lambda: view.hasFocus() and window.isActiveWindow())
    # not before: a display that nobody is left on forgets its layout
    _do(app, ["setxkbmap", layout, variant])
    keys = [key for chord in CHORDS for key in (chord, MARK)]
    _do(app, ["xdotool", "key", "--delay", "2", *keys])
    _until(app, lambda: ran.count(MARK) == len(CHORDS))
    found: dict[str, list[str]] = {}
    chords = iter(CHORDS)
    chord = next(chords)
    for one in ran:
        if one == MARK:
            chord = next(chords, "")
        else:
            found.setdefault(chord, []).append(one)
    return found


def _do(app: QApplication, command: list[str]) -> None:
    process = subprocess.Popen(command)
    _until(app, lambda: process.poll() is not None)


def _until(app: QApplication, met) -> None:
    """Let Qt work until something holds; the test gives up, if it never does."""
    waker = QTimer(interval=5)
    waker.start()
    while not met():
        app.processEvents()
        QApplication.processEvents()
    waker.stop()


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main(sys.argv[1], sys.argv[2])))
