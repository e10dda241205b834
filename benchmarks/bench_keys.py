"""Keys per quote and per article: gold reached in the real window, with suggestions and without.

`python -m benchmarks.bench_keys [FOLDER …]` prints a table of every text; `--log` every key.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Column, Table

from benchmarks.figures import Figure
from benchmarks.keys.compare import wanted_name
from benchmarks.keys.hands import Hands
from benchmarks.keys.ideal import Replay, annotate
from benchmarks.keys.stage import choose, staged
from benchmarks.keys.wanted import WantedArticle, read_folder

PROJECT = Path(__file__).resolve().parent.parent
BARE = "the same from the bare text"


def figures() -> list[Figure]:
    """Keys and actions with suggestions, beside those from the bare text; n is articles or items.

    A figure of a kind of item counts the keys that items of this kind took, walking included.
    """
    folder = Path(os.environ.get("GUILLEMET_SHARED", PROJECT.parent / "shared")) / "gold"
    if not folder.is_dir():
        Console().print("  left out: the shared gold is not beside the project")
        return []
    articles = read_folder(folder)
    return figures_of(articles, replay(articles, suggested=True), replay(articles, suggested=False))


def replay(
    articles: Sequence[WantedArticle],
    *,
    suggested: bool,
    log: Callable[[str], object] | None = None,
) -> tuple[Replay, ...]:
    """Bring every article to its gold in one window."""
    found = []
    with staged(tuple(articles), suggested=suggested) as window:
        for one in articles:
            choose(window, one)
            if log is not None:
                log(f"{one.name}:")
            found.append(annotate(Hands(window, log), one))
    return tuple(found)


def figures_of(
    articles: Sequence[WantedArticle], suggested: Sequence[Replay], bare: Sequence[Replay]
) -> list[Figure]:
    """The figures of two replays of the same articles."""
    number = len(articles)
    found = [
        _figure("keys.article", "keys/article", _keys(suggested), _keys(bare), number),
        _figure("keys.actions", "actions/article", _actions(suggested), _actions(bare), number),
    ]
    items = Counter(wanted_name(item) for one in articles for item in one.items)
    for kind, count in items.most_common():
        ours, theirs = (sum(one.count.by_item[kind] for one in side) for side in (suggested, bare))
        found.append(_figure(f"keys.{kind}", f"keys/{kind}", ours, theirs, count))
    for name, side in (("suggested", suggested), ("bare", bare)):
        unlike = sum(sum(one.unlike.values()) for one in side)
        found.append(Figure(f"keys.unreached_{name}", unlike, "differences from gold", n=number))
    return found


def _figure(name: str, unit: str, ours: int, theirs: int, n: int) -> Figure:
    ratio = ours / theirs if theirs else None
    return Figure(name, ours / n, unit, f"{theirs / n:.4g} {BARE}", ratio, n)


def _keys(replays: Iterable[Replay]) -> int:
    return sum(one.count.keys for one in replays)


def _actions(replays: Iterable[Replay]) -> int:
    return sum(one.count.actions for one in replays)


def table(suggested: Sequence[Replay], bare: Sequence[Replay]) -> Table:
    """One line a text, and the sums."""
    heads = ("quotes", "keys", "actions", "bare keys", "bare actions", "ratio", "unreached")
    rows = Table(Column("text", no_wrap=True), *heads)
    for ours, theirs in zip(suggested, bare, strict=True):
        rows.add_row(ours.name, *_cells([ours], [theirs]))
    rows.add_section()
    rows.add_row("all", *_cells(suggested, bare))
    return rows


def _cells(suggested: Sequence[Replay], bare: Sequence[Replay]) -> list[str]:
    numbers = (_keys(suggested), _actions(suggested), _keys(bare), _actions(bare))
    unlike = sum((one.unlike for one in (*suggested, *bare)), Counter())
    named = ", ".join(f"{n} {name}" for name, n in unlike.most_common())
    quotes = sum(one.quotes for one in suggested)
    return [
        *(f"{n:,}" for n in (quotes, *numbers)),
        f"{numbers[0] / max(1, numbers[2]):.2f}",
        named,
    ]


def main(
    folders: Annotated[
        list[Path] | None, typer.Argument(help="Gold; the shared one if none.")
    ] = None,
    log: Annotated[bool, typer.Option(help="Print every key with what it is for.")] = False,
) -> None:
    """A table of every text, and what the keys are for."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    articles = tuple(
        one
        for folder in folders or [PROJECT.parent / "shared" / "gold"]
        for one in read_folder(folder)
    )
    tell = print if log else None
    sides = [replay(articles, suggested=way, log=tell) for way in (True, False)]
    console = Console(width=150)
    console.print(table(*sides))
    for name, side in zip(("suggested", "bare"), sides, strict=True):
        spent = sum((one.count.by_action for one in side), Counter())
        console.print(f"{name}: " + ", ".join(f"{key} {n:,}" for key, n in spent.most_common()))


if __name__ == "__main__":
    typer.run(main)
