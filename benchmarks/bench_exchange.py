"""Annotated articles imported and exported, beside the same rows moved by bare SQLite and json."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

from annotator.model.annotated import AnnotatedArticle
from annotator.model.annotation import Proposals
from annotator.model.interchange import write_line
from annotator.services.exporting import Scope, export
from annotator.services.importing import import_paths
from annotator.services.projects import Project, ProjectSettings
from benchmarks.bench_saving import BY, records
from benchmarks.figures import Figure, exponent, milliseconds_of
from benchmarks.references import raw_database, raw_dump, raw_load

COUNTS = (50, 200, 800)


def figures() -> list[Figure]:
    """Articles a second in and out at the largest count, beside the floor; growth of both."""
    with tempfile.TemporaryDirectory() as folder:
        times = [_times(Path(folder), count) for count in COUNTS]
    imported, exported, loaded, dumped = zip(*times, strict=True)
    return [
        _figure("exchange.import", imported[-1], loaded[-1], "json and raw SQLite inserts"),
        _figure("exchange.export", exported[-1], dumped[-1], "raw SQLite rows to json"),
        _growth("exchange.import_growth", imported),
        _growth("exchange.export_growth", exported),
    ]


def _figure(name: str, own: float, floor: float, against: str) -> Figure:
    return Figure(name, COUNTS[-1] / own * 1000, "articles/s", against, floor / own)


def _growth(name: str, times: tuple[float, ...]) -> Figure:
    slope = exponent(COUNTS, times)
    return Figure(name, slope, "exponent", "linear", slope)


def _lines(count: int) -> Iterator[str]:
    for record in records(count):
        article, annotation = record.article, record.annotations[0]
        proposals = Proposals(article.id)
        yield write_line(AnnotatedArticle(article, annotation, False, (), proposals)) + "\n"


def _times(folder: Path, count: int) -> tuple[float, float, float, float]:
    """Milliseconds to import, to export, to load the same lines raw, to dump them raw."""
    lines = folder / f"{count}.jsonl"
    with lines.open("w", encoding="utf-8", newline="\n") as handle:
        handle.writelines(_lines(count))
    path, out = folder / f"{count}.guillemet", folder / f"{count}-out.jsonl"
    with Project.create(path, "Banc", ProjectSettings(), BY) as project:
        imported = milliseconds_of(import_paths, project, [lines], annotator=BY)
        scope = Scope(kind="drafts")
        exported = milliseconds_of(export, project, "jsonl", out, scope=scope)
    with raw_database(folder / f"{count}.db") as database:
        loaded = milliseconds_of(raw_load, database, lines)
        dumped = milliseconds_of(raw_dump, database, folder / f"{count}-raw.jsonl")
    if len(out.read_text(encoding="utf-8").splitlines()) != count:
        raise RuntimeError(f"{out.name}: not every article was imported and exported")
    return imported, exported, loaded, dumped
