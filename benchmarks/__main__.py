"""Runs the benchmarks: `python -m benchmarks [NAME …]`; a table, and build/bench.json."""

from __future__ import annotations

import importlib
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Column, Table

from benchmarks.figures import Figure, write_json

BENCHES: Mapping[str, str] = {
    "exchange": "benchmarks.bench_exchange",
    "prelabel": "benchmarks.bench_prelabel",
    "crash": "benchmarks.bench_crash",
    "quality": "benchmarks.bench_quality",
    "keys": "benchmarks.bench_keys",
    "view": "benchmarks.bench_view",
    "long": "benchmarks.bench_long",
    "desk": "benchmarks.bench_desk",
    "start": "benchmarks.bench_start",
    "saving": "benchmarks.bench_saving",
    "finding": "benchmarks.bench_finding",
    "lists": "benchmarks.bench_lists",
    "register": "benchmarks.bench_register",
}
"""Name → module; each has `figures() -> list[Figure]`."""

_WIDTH = 150
"""Columns of a table that goes into a file or another program."""


def measure(name: str) -> list[Figure]:
    """Run one benchmark by its name."""
    found: list[Figure] = importlib.import_module(BENCHES[name]).figures()
    return found


def table(figures: list[Figure]) -> Table:
    """The figures as a person reads them."""
    rows = Table(Column("figure", no_wrap=True), "value", "unit", "against", "ratio", "n")
    for one in figures:
        ratio = "" if one.ratio is None else f"{one.ratio:.3g}"
        rows.add_row(one.name, f"{one.value:,.4g}", one.unit, one.against, ratio, str(one.n))
    return rows


def _console() -> Console:
    """Wide enough for the table where nothing says how wide a line may be."""
    console = Console()
    return console if console.is_terminal else Console(width=_WIDTH)


def main(
    names: Annotated[
        list[str] | None, typer.Argument(help="Benchmarks to run; all if none.")
    ] = None,
    out: Annotated[Path, typer.Option(help="Where the figures go.")] = Path("build/bench.json"),
) -> None:
    """Measure, print a table, write the figures as JSON."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    chosen = names or list(BENCHES)
    if unknown := sorted(set(chosen) - set(BENCHES)):
        raise typer.BadParameter(f"no benchmark {', '.join(unknown)}; known: {', '.join(BENCHES)}")
    console, figures = _console(), []
    for name in chosen:
        console.print(f"{name} …")
        figures += measure(name)
    console.print(table(figures))
    write_json(figures, out)


if __name__ == "__main__":
    typer.run(main)
