"""Search in official lists of 100,000 names: how quick, how often right, how often wrongly sure."""

from __future__ import annotations

import statistics
import tempfile
import time
from pathlib import Path

from rich.console import Console

from annotator.model.listed import ListedEntry
from annotator.services.entry_search import CATALOGUE, EntrySearch, Hit
from annotator.services.list_store import ListStore, open_lists
from benchmarks.figures import Figure, milliseconds_of
from benchmarks.lists_workload import (
    TOTAL,
    made_up,
    mistyped,
    ordinary_names,
    real_lists,
    spellings,
    take_in,
)

MISTYPED = 300
_P95 = 0.95
_TARGETS = {"median": "target: 15 ms", "p95": "target: 60 ms", "worst": "target: 200 ms"}


def figures() -> list[Figure]:
    """Import, search and quality; the lists must stand beside the project."""
    real = real_lists()
    if not real:
        Console().print("  left out: the shared lists are not beside the project")
        return []
    with tempfile.TemporaryDirectory() as folder:
        store = open_lists(Path(folder) / "lists.sqlite")
        out = _filled(store, real)
        search = EntrySearch(store)
        out += [*_speed(search), *_quality(search)]
        search.close()
    return out


def _filled(store: ListStore, real: dict[str, list[ListedEntry]]) -> list[Figure]:
    begin, cpu, names = time.perf_counter(), time.process_time(), 0
    for list_id, entries in real.items():
        names += take_in(store, list_id, entries).names
    take_in(store, "made-up", list(made_up(real, TOTAL - names)))
    seconds, busy = time.perf_counter() - begin, time.process_time() - cpu
    size = store.path.stat().st_size / 1e6
    return [
        Figure("lists.import_100000_names", seconds, "s", "target: 30 s"),
        Figure("lists.import_cpu", busy, "s of CPU"),
        Figure("lists.real_names", names, "names"),
        Figure("lists.file", size, "MB"),
    ]


def _speed(search: EntrySearch) -> list[Figure]:
    spelled = [one.query for one in spellings()]
    first = milliseconds_of(search.search, "Serguei Qhoigou")  # reads the words of the index
    queries = [*spelled, *ordinary_names(), *mistyped(spelled, MISTYPED)]
    times, busy = [], []
    for query in queries:
        begin = time.process_time()
        times.append(milliseconds_of(search.search, query))
        busy.append((time.process_time() - begin) * 1000)
    out = [Figure("lists.first_search", first, "ms")]
    for unit, found, targets in (("ms", times, _TARGETS), ("ms of CPU", busy, {})):
        found.sort()
        values = {
            "median": statistics.median(found),
            "p95": found[int(_P95 * len(found))],
            "worst": found[-1],
        }
        kind = "search" if targets else "search_cpu"
        out += [
            Figure(f"lists.{kind}_{name}", value, unit, targets.get(name, ""), n=len(found))
            for name, value in values.items()
        ]
    return out


def _quality(search: EntrySearch) -> list[Figure]:
    out: list[Figure] = []
    for half in ("tune", "report"):
        asked = [one for one in spellings() if one.half == half]
        found = [search.search(one.query) for one in asked]
        places = [place_of(hits, one.wanted) for one, hits in zip(asked, found, strict=True)]
        sure = [place == 0 and hits[0].sure for place, hits in zip(places, found, strict=True)]
        out += [
            _share(f"lists.{half}.hit_at_1", [place < 1 for place in places], "target: 0.90"),
            _share(f"lists.{half}.hit_at_5", [place < 5 for place in places], "target: 0.97"),
            _share(f"lists.{half}.first_and_sure", sure),
        ]
    answers = [search.search(name) for name in ordinary_names()]
    sure = [any(hit.sure for hit in hits if hit.source != CATALOGUE) for hits in answers]
    return [*out, _share("lists.ordinary_names_sure", sure)]


def place_of(hits: tuple[Hit, ...], wanted: frozenset[str]) -> int:
    """The place of the first hit that is meant; what is shown as one group is one place.

    Out of sight if none is.
    """
    place, group = -1, frozenset[str]()
    for hit in hits:
        if hit.id not in group:
            place += 1
            group = frozenset({hit.id, *hit.same_as})
        if wanted & group:
            return place
    return len(hits) + 1000


def _share(name: str, flags: list[bool], target: str = "") -> Figure:
    return Figure(name, sum(flags) / len(flags), "share", target, n=len(flags))
