"""The programs that `bench_start` times: Guillemet on a project, and a bare window of Qt's own.

`python -m benchmarks.start PROJECT` or `python -m benchmarks.start`: says "painted" when it is.
"""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtWidgets import QApplication, QMainWindow


def bare_window() -> None:
    """The least that a program with a window does."""
    app = QApplication([])
    window = QMainWindow()
    window.resize(1280, 800)
    window.show()
    app.processEvents()
    window.grab()
    _say_painted()


def guillemet(project: Path) -> None:
    """The program as a person starts it, until the article can be read."""
    from annotator.settings import AppSettings
    from ui.app import Program, make_app

    settings = AppSettings(annotator="banc")
    app = make_app(settings)
    program = Program(app, settings)
    program.start(project)
    while program.window.desk.session is None:
        app.processEvents()
    program.window.main.grab()
    _say_painted()
    program.end()


def _say_painted() -> None:
    sys.stdout.write("painted\n")
    sys.stdout.flush()


if __name__ == "__main__":
    if len(sys.argv) > 1:
        guillemet(Path(sys.argv[1]))
    else:
        bare_window()
