"""Pre-highlighting: words a second beside a pure pass over the same text, and how it grows.

Beside the rules themselves: how long a person waits for the first suggestions, and how fast a whole
project is read and saved.
"""

from __future__ import annotations

import gc
import tempfile
from dataclasses import replace
from pathlib import Path

from annotator.identifiers import new_id
from annotator.model.article import text_sha256
from annotator.model.ids import ArticleId
from annotator.model.imported import ImportedRecord, ImportRun
from annotator.prelabel.pipeline import propose
from annotator.services.prelabel_child import COLLECT_AFTER
from annotator.services.prelabel_pass import prelabel_project
from annotator.services.prelabelling import Engine
from annotator.services.projects import Project, ProjectSettings
from benchmarks.figures import Figure, cpu_milliseconds, exponent, milliseconds, milliseconds_of
from benchmarks.references import pure_pass
from benchmarks.workload import LENGTHS, article_of

NAMES = frozenset({"Maison-Blanche", "Washington", "Moscou", "Pyongyang", "Conseil de sécurité"})
REPEAT = {500: 15, 5_000: 7, 50_000: 3}
SHORT, LONG = 400, 1_000
"""Words of a dispatch, and of the article whose first suggestions are waited for."""
ARTICLES = 60
"""Articles of the project that is read."""


def figures() -> list[Figure]:
    """Speed at each length against the pure pass, growth, and what a person waits for."""
    gc.set_threshold(COLLECT_AFTER)  # as in the processes that pre-highlight
    took = {length: _times(length) for length in LENGTHS}
    speeds = [_figure(length, *took[length]) for length in LENGTHS]
    growth = exponent(LENGTHS, [took[length][0] for length in LENGTHS])
    short = cpu_milliseconds(lambda: propose(article_of(SHORT)), REPEAT[500])
    return [
        *speeds,
        Figure("prelabel.growth", growth, "exponent", "linear", growth),
        Figure(f"prelabel.{SHORT}_words", short, "ms of CPU", n=REPEAT[500]),
        *_waiting(),
        _project(),
    ]


def _times(length: int) -> tuple[float, float]:
    article = article_of(length)
    own = cpu_milliseconds(lambda: propose(article), REPEAT[length])
    return own, cpu_milliseconds(lambda: pure_pass(article.text, NAMES), REPEAT[length])


def _figure(length: int, own: float, pure: float) -> Figure:
    speed = len(article_of(length).text.split()) / own * 1000
    name, against = f"prelabel.{length}_words", "pure pass over the same text"
    return Figure(name, speed, "words/s of CPU", against, pure / own, REPEAT[length])


def _waiting() -> list[Figure]:
    """From asking a process to its answer: its start, and an article while it lives."""
    engine, article = Engine(), article_of(LONG)
    try:
        ready = milliseconds_of(lambda: engine.start().result())
        first = milliseconds(lambda: engine.submit(article).result(), REPEAT[500])
    finally:
        engine.close()
    return [
        Figure("prelabel.process_ready", ready, "ms"),
        Figure(f"prelabel.first_{LONG}_words", first, "ms", n=REPEAT[500]),
    ]


def _project() -> Figure:
    """Articles a second of a pass over a project, against a loop that saves nothing."""
    own = [_other(number) for number in range(ARTICLES)]
    alone = milliseconds_of(lambda: [propose(one.article) for one in own])
    engine = Engine()
    with (
        tempfile.TemporaryDirectory() as folder,
        Project.create(Path(folder) / "banc", "banc", ProjectSettings(), "banc") as project,
    ):
        project.add_articles(own, ImportRun(new_id(), "banc", "banc", "banc", ""))
        engine.start().result()
        took = milliseconds_of(lambda: prelabel_project(project, engine))
        engine.close()
    speed = ARTICLES / took * 1000
    against = "the rules alone, in one process, without saving"
    return Figure("prelabel.project", speed, "articles/s", against, alone / took, ARTICLES)


def _other(number: int) -> ImportedRecord:
    article = article_of(500)
    text = f"{number}. {article.text}"
    one = replace(article, id=ArticleId(new_id()), text=text, sha256=text_sha256(text))
    return ImportedRecord(one, b"")
