"""Guillemet: with no arguments the window, with a command the command line. All is wired here."""

from __future__ import annotations

import multiprocessing
import os
import sys
from collections.abc import Sequence
from pathlib import Path

PROJECT_SUFFIX = ".guillemet"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program.

    Args:
        arguments: the words after the program's name; None takes those of the process. A project
            file alone opens the window with it.

    Returns:
        The exit code: 0 done, 1 done with problems, 2 could not.
    """
    multiprocessing.freeze_support()
    given = list(sys.argv[1:] if arguments is None else arguments)
    if not given or _is_project(given):
        return _open_window(Path(given[0]) if given else None)
    from annotator.cli import run

    return run(given, shoot=_shoot)


def _open_window(project: Path | None) -> int:
    """Open the window; the rules are loaded in their process while Qt is loaded in this one."""
    from annotator.services.prelabelling import Engine

    engine = Engine()
    try:
        engine.start()
        from ui.app import run as open_window

        return open_window(project, engine)
    finally:
        engine.close()


def _is_project(given: Sequence[str]) -> bool:
    return len(given) == 1 and given[0].endswith(PROJECT_SUFFIX)


def _shoot(project: Path, article: str, picture: Path, theme: str, language: str) -> None:
    """Take a picture of the window with an article; there need not be a screen."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from ui.screenshots import shoot

    shoot(project, picture, theme, language, article=article)


if __name__ == "__main__":
    sys.exit(main())
