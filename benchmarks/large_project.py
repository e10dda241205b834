"""A project of 10,000 articles with some 60 suggestions each, of the shared workload."""

from __future__ import annotations

import importlib.util
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from annotator.identifiers import new_id
from annotator.model.annotation import Proposals, Suggestion
from annotator.model.article import Article, Metadata, text_sha256
from annotator.model.dates import PartialDate
from annotator.model.ids import ArticleId, ItemId, SuggestionId
from annotator.model.imported import ImportedRecord, ImportRun
from annotator.model.items import Item, Mention, Quote, SanctionsReference
from annotator.model.message import msg
from annotator.model.text import Span
from annotator.services.projects import Project, ProjectSettings

BY = "banc"
PROJECT = Path(__file__).resolve().parent.parent
SOURCES = ("Agence", "Le Quotidien", "La Gazette", "Radio")


def generator() -> Path | None:
    """The script that makes the shared workload; None where it is not beside the project."""
    shared = Path(os.environ.get("GUILLEMET_SHARED", PROJECT.parent / "shared"))
    path = shared / "workload" / "make_workload.py"
    return path if path.exists() else None


def large_project(path: Path, count: int, script: Path) -> Project:
    """Make the project, with the workload's spans as suggestions that nobody decided on."""
    project = Project.create(path, "Banc", ProjectSettings(), BY)
    project.add_articles(_records(count, script), ImportRun(new_id(), "banc", "text", BY))
    return project


def _records(count: int, script: Path) -> Iterator[ImportedRecord]:
    spec = importlib.util.spec_from_file_location("make_workload", script)
    if spec is None or spec.loader is None:
        raise RuntimeError(str(script))
    workload = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(workload)
    for number in range(count):
        yield _record(number, workload.article(number, 1))


def _record(number: int, made: dict[str, Any]) -> ImportedRecord:
    text = made["text"]
    meta = Metadata(
        published=PartialDate.parse(made["date"]), source=SOURCES[number % len(SOURCES)]
    )
    article = Article(ArticleId(new_id()), text, made["title"], text_sha256(text), meta=meta)
    found = tuple(_suggestion(article, one, place) for place, one in enumerate(made["spans"]))
    return ImportedRecord(article, b"", proposals=Proposals(article.id, found))


def _suggestion(article: Article, made: dict[str, Any], place: int) -> Suggestion:
    item = _item(Span.of(article.text, made["start"], made["end"]), made["label"])
    kind = "quotes" if isinstance(item, Quote) else "entities"
    score = 0.3 + (place * 37 % 70) / 100
    return Suggestion(
        SuggestionId(new_id()), article.id, item, f"{kind}-fr@1", score, msg("why.test")
    )


def _item(span: Span, label: str) -> Item:
    own = ItemId(new_id())
    if label == "QUOTE":
        return Quote(own, "direct", (span,))
    if label == "REG":
        return SanctionsReference(own, span, kind="instrument")
    return Mention(own, span, label=label if label in ("PER", "ORG", "LOC") else "MISC")
