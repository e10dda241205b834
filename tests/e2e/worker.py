"""A child that works in a window of its own until it is killed, and says what was saved."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from annotator.services.importing import import_paths
from annotator.services.projects import Project, ProjectSettings

SENTENCE = "«Nous ne livrons rien», a dit Ada Kern. "


def prepare(folder: Path) -> Path:
    """A project with two articles."""
    path = folder / "deux.guillemet"
    for number, title in enumerate(("Premier", "Deuxième")):
        text = f"{title}\n\n" + SENTENCE * 8 + f"\nFin {number}.\n"
        (folder / f"{number}.txt").write_text(text, "utf-8")
    files = [folder / "0.txt", folder / "1.txt"]
    with Project.create(path, "Deux", ProjectSettings(), "Inès") as project:
        import_paths(project, files, annotator="Inès")
    return path


def work(project: Path) -> None:
    """Open the second article and make one mention after the other by keys."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest

    from annotator.settings import load_settings
    from ui.app import Program, make_app

    settings = load_settings()
    app = make_app(settings)
    program = Program(app, settings)
    program.window.main.show()
    frame = program.window.frame
    frame.open_project(project)
    second = next(row for row in frame.rows if row.title == "Deuxième")
    frame.choose(second.id)
    session = program.window.desk.session
    if session is None:
        return
    text = program.window.main.article.text
    said = 0
    for place in range(10, 280, 2):
        text.set_caret(place)
        text.setFocus()
        program.window.run("make.mention")
        QTest.keyClick(text, Qt.Key.Key_Escape)
        while said < len(session.history.done):
            sys.stdout.write(session.history.done[said].id + "\n")
            sys.stdout.flush()
            said += 1


if __name__ == "__main__":
    work(Path(sys.argv[1]))
