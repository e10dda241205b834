"""One change made durable, beside a raw SQLite commit, in a small and in a large project."""

from __future__ import annotations

import json
import statistics
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path

from annotator.identifiers import new_id
from annotator.model.article import Article, text_sha256
from annotator.model.change import Batch, Change, Work, apply
from annotator.model.codec import item_to_json
from annotator.model.ids import ArticleId, BatchId
from annotator.model.imported import ImportedRecord, ImportRun
from annotator.model.message import msg
from annotator.services.projects import Project, ProjectSettings
from benchmarks.figures import Figure, milliseconds_of
from benchmarks.references import raw_commit, raw_database
from benchmarks.workload import annotation_of, article_of

EDITS = 200
SMALL, LARGE = 10, 1_000
BY = "banc"


def figures() -> list[Figure]:
    """A durable change against the raw commit, and against the same change in a small project."""
    with tempfile.TemporaryDirectory() as folder:
        small, raw = _measured(Path(folder) / "small", SMALL)
        large, _ = _measured(Path(folder) / "large", LARGE)
    against = f"the same with {SMALL} articles"
    return [
        Figure("save.change", small, "ms", "raw SQLite commit (WAL, FULL)", small / raw, EDITS),
        Figure("save.change_1000_articles", large, "ms", against, large / small, EDITS),
    ]


def _measured(folder: Path, articles: int) -> tuple[float, float]:
    """Median milliseconds of a change saved in a project, and of a raw commit, taken in turns."""
    folder.mkdir()
    own: list[float] = []
    raw: list[float] = []
    with project_of(folder / "banc.guillemet", articles) as project:
        first = project.article_rows(BY)[0].id
        work = project.load_work(first, BY).work
        body = json.dumps(item_to_json(work.annotation.items[0]))
        with raw_database(folder / "raw.db") as database:
            for number, (batch, after) in enumerate(islice(_edits(work), EDITS)):
                own.append(milliseconds_of(project.commit, batch, after, first, BY))
                raw.append(milliseconds_of(raw_commit, database, number, body))
    return statistics.median(own), statistics.median(raw)


def project_of(path: Path, articles: int) -> Project:
    """A project with `articles` articles of 500 words, each with work on it."""
    project = Project.create(path, "Banc", ProjectSettings(), BY)
    run = ImportRun(new_id(), "banc", "text", BY)
    project.add_articles(list(records(articles)), run, lambda done, total: None, lambda: False)
    return project


def records(count: int) -> Iterator[ImportedRecord]:
    """Articles of 500 words, no two alike, each with work on it."""
    pattern = article_of(500)
    for number in range(count):
        text = f"{pattern.text}Fin de la dépêche {number}.\n"
        article = Article(ArticleId(new_id()), text, f"Dépêche {number}", text_sha256(text))
        yield ImportedRecord(article, text.encode(), annotations=(annotation_of(article, BY),))


def _edits(work: Work) -> Iterator[tuple[Batch, Work]]:
    """One edit after the other: the labels of the mentions, turned over again and again."""
    while True:
        for place in range(len(work.annotation.mentions)):
            before = work.annotation.mentions[place]
            after = replace(before, label="ORG" if before.label == "PER" else "PER")
            batch = Batch(
                BatchId(new_id()),
                msg("do.set_label", words=before.span.text),
                (Change(before, after),),
            )
            work = apply(work, batch)
            yield batch, work
