"""From the start of the process to a painted window with an article, beside a bare Qt window."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.bench_saving import LARGE, SMALL, project_of
from benchmarks.figures import Figure

REPEAT = 5


def figures() -> list[Figure]:
    """Start on a small and on a large project; all warm, a new process each time."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        small, large = _made(folder, SMALL), _made(folder, LARGE)
        bare, first, second = _medians(folder, (None, small, large))
    grown = f"the same with {SMALL} articles"
    return [
        Figure("start.window", first, "ms", "bare Qt window", first / bare, REPEAT),
        Figure(f"start.{LARGE}_articles", second, "ms", grown, second / first, REPEAT),
    ]


def _made(folder: Path, articles: int) -> Path:
    path = folder / f"{articles}.guillemet"
    project_of(path, articles).close()
    return path


def _medians(folder: Path, projects: tuple[Path | None, ...]) -> list[float]:
    """Median wall milliseconds from start to painted window, the programs taken in turns."""
    turns = [[_start(folder, project) for project in projects] for _ in range(REPEAT + 1)]
    return [statistics.median(times) for times in zip(*turns[1:], strict=True)]


def _start(folder: Path, project: Path | None) -> float:
    command = [sys.executable, "-m", "benchmarks.start"]
    environment = {**os.environ, "GUILLEMET_CONFIG_DIR": str(folder / "settings")}
    begun = time.perf_counter()
    with subprocess.Popen(
        command + ([str(project)] if project else []),
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as process:
        said = process.stdout.readline() if process.stdout else ""
        took = (time.perf_counter() - begun) * 1000
    if said.strip() != "painted":
        raise RuntimeError(f"{' '.join(command)} did not paint its window")
    return took
