"""How good the pre-highlighting is, on the shared gold where it stands beside the project.

These are development data: the rules were written with these texts in sight. The figures say
whether a change helped, not how good the pipeline is on other articles.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from rich.console import Console

from annotator.importers.language import guess_language
from annotator.model.annotated import AnnotatedArticle
from annotator.model.article import Article, Metadata, text_sha256
from annotator.model.ids import ArticleId
from annotator.prelabel.pipeline import propose
from annotator.quality.bootstrap import Interval
from annotator.quality.figures import Summary
from annotator.quality.gold_file import GoldArticle
from annotator.services.evaluating import BREAKDOWNS, evaluate_lines
from annotator.services.evaluation_sides import Side, gold_texts
from benchmarks.figures import Figure

PROJECT = Path(__file__).resolve().parent.parent


def figures() -> list[Figure]:
    """F1 of every measure by source of the texts, and edits to gold; n is what the gold has."""
    folder = Path(os.environ.get("GUILLEMET_SHARED", PROJECT.parent / "shared")) / "gold"
    if not folder.is_dir():
        Console().print("  left out: the shared gold is not beside the project")
        return []
    gold = gold_texts(Side(folder))
    report = evaluate_lines(gold, (_proposed(one.gold) for one in gold.values()))
    parts = {"all": report.summary, **BREAKDOWNS["source"](report)}
    return [one for name, part in parts.items() for one in _of_part(name, part)]


def _proposed(gold: GoldArticle) -> AnnotatedArticle:
    text = gold.text
    meta = Metadata(language=guess_language(text) or "fr")
    article = Article(ArticleId(gold.id), text, gold.id, text_sha256(text), meta=meta)
    return AnnotatedArticle(article, None, False, (), propose(article))


def _of_part(part: str, summary: Summary) -> Iterator[Figure]:
    for name, one in summary.rates.items():
        if one.rate.expected:
            value, n = one.rate.f1, one.rate.expected
            yield Figure(f"quality.{part}.{name}", value, "F1", _against(one.f1, ".3f"), None, n)
    macro, edits = summary.claims_macro, summary.edits
    name = f"quality.{part}.claims_macro"
    yield Figure(name, macro.value, "F1", _against(macro.interval, ".3f"), None, macro.n)
    name, unit = f"quality.{part}.edits", "edits/article"
    yield Figure(name, edits.value, unit, _against(edits.interval, ".1f"), None, edits.n)


def _against(found: Interval | None, form: str) -> str:
    """Where the 95 % of resampled articles lie, and what sort of data this is."""
    if found is None:
        return "development data"
    return f"development data; 95 % {'–'.join(format(end, form) for end in found)}"
