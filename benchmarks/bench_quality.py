"""How good the pre-highlighting is: on texts that it was developed with, and on held-out ones.

The shared gold and `texts/developed` were in sight when the rules were written: their figures say
whether a change helped. `texts/held_out` says how good the pipeline is on other articles.
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
    """F1 of every measure by set and source of the texts, and edits to gold; n is the gold's."""
    shared = Path(os.environ.get("GUILLEMET_SHARED", PROJECT.parent / "shared"))
    texts = PROJECT / "benchmarks" / "texts"
    sets = {
        "gold": shared / "gold",
        "developed": texts / "developed",
        "held_out": texts / "held_out",
    }
    found = [one for name, folder in sets.items() for one in _of_set(name, folder)]
    if not sets["gold"].is_dir():
        Console().print("  left out: the shared gold is not beside the project")
    return found


def _of_set(name: str, folder: Path) -> Iterator[Figure]:
    if not folder.is_dir():
        return
    gold = gold_texts(Side(folder))
    report = evaluate_lines(gold, (_proposed(one.gold) for one in gold.values()))
    kind = "held out" if name == "held_out" else "development data"
    yield from _of_part(name, report.summary, kind)
    for source, part in BREAKDOWNS["source"](report).items():
        yield from _of_part(f"{name}.{source}", part, kind)


def _proposed(gold: GoldArticle) -> AnnotatedArticle:
    text = gold.text
    meta = Metadata(language=guess_language(text) or "fr")
    article = Article(ArticleId(gold.id), text, gold.id, text_sha256(text), meta=meta)
    return AnnotatedArticle(article, None, False, (), propose(article))


def _of_part(part: str, summary: Summary, kind: str) -> Iterator[Figure]:
    for name, one in summary.rates.items():
        if one.rate.expected:
            value, n = one.rate.f1, one.rate.expected
            yield Figure(
                f"quality.{part}.{name}", value, "F1", _against(kind, one.f1, ".3f"), None, n
            )
    macro, edits = summary.claims_macro, summary.edits
    name = f"quality.{part}.claims_macro"
    yield Figure(name, macro.value, "F1", _against(kind, macro.interval, ".3f"), None, macro.n)
    name, unit = f"quality.{part}.edits", "edits/article"
    yield Figure(name, edits.value, unit, _against(kind, edits.interval, ".1f"), None, edits.n)


def _against(kind: str, found: Interval | None, form: str) -> str:
    """Where the 95 % of resampled articles lie, and what sort of data this is."""
    if found is None:
        return kind
    return f"{kind}; 95 % {'–'.join(format(end, form) for end in found)}"
