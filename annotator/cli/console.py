"""What a command sees of the terminal: sentences out, progress, and the wish to stop."""

from __future__ import annotations

import json
import signal
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from types import FrameType
from typing import Any

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TextColumn,
    TimeRemainingColumn,
)
from rich.table import Table

from annotator.messages import Translator
from annotator.services.demo import Shoot
from annotator.settings import AppSettings

OnProgress = Callable[[int, int, str], None]

UNBOUNDED = 500
"""Columns of a file or a pipe: no table is cut."""

DONE, PROBLEMS, FAILED = 0, 1, 2
"""Exit codes: done, done with problems, could not."""


@dataclass(frozen=True, slots=True)
class Tools:
    """What every command is given.

    Attributes:
        say: sentences in the person's language.
        settings: the person's own.
        shoot: takes a picture of the window; None where there is no window.
    """

    say: Translator
    settings: AppSettings
    shoot: Shoot | None = None

    def tell(self, sentence: str) -> None:
        """A sentence on standard output, never wrapped or coloured."""
        Console(soft_wrap=True).print(sentence, markup=False, highlight=False)

    def warn(self, sentence: str) -> None:
        """A sentence on standard error."""
        Console(stderr=True, soft_wrap=True).print(sentence, markup=False, highlight=False)

    def show(self, table: Table) -> None:
        """A table on standard output; where that is no terminal, as wide as it needs."""
        console = Console()
        width = console.width if console.is_terminal else UNBOUNDED
        Console(width=width).print(table)

    def give(self, data: Mapping[str, Any]) -> None:
        """JSON on standard output, for a program to read."""
        self.tell(json.dumps(data, ensure_ascii=False, indent=1))


@contextmanager
def progress(title: str) -> Iterator[OnProgress]:
    """A bar on standard error while the block runs; nothing where that is no terminal."""
    console = Console(stderr=True)
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        TextColumn("{task.fields[name]}"),
    )
    with Progress(*columns, console=console, disable=not console.is_terminal) as bar:
        task = bar.add_task(title, total=None, name="")

        def move(done: int, total: int, name: str) -> None:
            bar.update(task, completed=done, total=total or None, name=name[:40])

        yield move


@contextmanager
def stoppable() -> Iterator[Callable[[], bool]]:
    """Whether Ctrl+C was pressed while the block runs: what is done stays whole."""
    pressed = False

    def note(_number: int, _frame: FrameType | None) -> None:
        nonlocal pressed
        pressed = True

    before = signal.signal(signal.SIGINT, note)
    try:
        yield lambda: pressed
    finally:
        signal.signal(signal.SIGINT, before)
