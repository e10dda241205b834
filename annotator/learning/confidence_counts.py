"""Counts on gold how often suggestions are right by source, for `annotator.learning.confidence`.

`python -m annotator.learning.confidence_counts GOLD… [--write]`: folders of gold as the annotation
guidelines have it. Prints the expected calibration error before and after; `after` is measured by
cross-validation over articles, so that no article is judged by its own counts.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from annotator.importers.plain_text import split_header
from annotator.learning.confidence import (
    Cell,
    Confidence,
    Tally,
    component_of,
    counted,
)
from annotator.learning.toml_text import toml_text
from annotator.model.article import Article, Metadata, text_sha256
from annotator.model.ids import ArticleId
from annotator.prelabel.pipeline import propose
from annotator.quality.calibration import Judged, bins, expected_error, judge
from annotator.quality.gold_file import GoldArticle, read_gold
from annotator.quality.gold_form import without_header

FOLDS = 10
SHIPPED = Path(__file__).parents[2] / "resources" / "learning" / "confidence.toml"
HEADING = """How often suggestions were right on the development gold: component, reason, tenth of
the raw score, how many, how many right. An empty reason stands for all of a component. A quote or a
reference is right if it matches the gold (Jaccard 0.5), a name if span and label are the gold's.
Written by `python -m annotator.learning.confidence_counts GOLD --write`."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """Calibration of one component's scores.

    Attributes:
        before: expected calibration error of the raw scores, 0 to 1.
        after: of the re-estimated ones.
        brier: mean squared error of both, before and after.
    """

    component: str
    count: int
    before: float
    after: float
    brier: tuple[float, float]


def judged_articles(folders: Iterable[Path]) -> Iterator[tuple[str, tuple[Judged, ...]]]:
    """The suggestions of each gold article with the gold's judgement, by name of the article."""
    for file in sorted(path for folder in folders for path in folder.glob("*.json")):
        gold = read_gold(file.with_suffix(".txt").read_bytes(), file.read_bytes())
        gold = without_header(gold, split_header(gold.text)[1])
        proposals = propose(_article(gold))
        actors = {actor.id: actor for actor in proposals.actors}
        yield file.stem, tuple(judge(gold, proposals.suggestions, actors))


def _article(gold: GoldArticle) -> Article:
    language = "en" if "-en" in gold.id else "fr"
    meta = Metadata(language=language)
    return Article(ArticleId(gold.id), gold.text, gold.id, text_sha256(gold.text), meta=meta)


def cells(judged: Iterable[Judged]) -> dict[Cell, Tally]:
    """The counts by source."""
    return counted(
        (component_of(one.component), one.reason, one.score, one.right) for one in judged
    )


def cross_validated(articles: Sequence[tuple[str, tuple[Judged, ...]]]) -> list[Comparison]:
    """Calibration before and after, each article by the counts of the other folds."""
    after: list[tuple[Judged, float]] = []
    for fold in range(FOLDS):
        rest = [
            one for place, (_, each) in enumerate(articles) if place % FOLDS != fold for one in each
        ]
        known = Confidence(cells(rest))
        for _, each in articles[fold::FOLDS]:
            after += [(one, _score(known, one)) for one in each]
    return compared(after)


def applied(
    articles: Iterable[tuple[str, tuple[Judged, ...]]], known: Confidence
) -> list[Comparison]:
    """Calibration before and after by counts from elsewhere."""
    return compared([(one, _score(known, one)) for _, each in articles for one in each])


def _score(known: Confidence, one: Judged) -> float:
    return known.score(component_of(one.component), one.reason, one.score)


def compared(scored: Sequence[tuple[Judged, float]]) -> list[Comparison]:
    """Both calibrations by component."""
    names = sorted({component_of(one.component) for one, _ in scored})
    out: list[Comparison] = []
    for name in names:
        mine = [(one, new) for one, new in scored if component_of(one.component) == name]
        before = _error([(one.score, one.right) for one, _ in mine])
        after = _error([(new, one.right) for one, new in mine])
        brier = (
            sum((one.score - one.right) ** 2 for one, _ in mine) / len(mine),
            sum((new - one.right) ** 2 for one, new in mine) / len(mine),
        )
        out.append(Comparison(name, len(mine), before, after, brier))
    return out


def _error(scored: Iterable[tuple[float, bool]]) -> float:
    """The expected calibration error of (score, right)."""
    judged = (Judged("", "", score, right, right) for score, right in scored)
    sums = [value for part in bins(judged) for value in (part.count, part.score, part.right)]
    return expected_error(sums) or 0.0


def table_of(found: dict[Cell, Tally], articles: int) -> dict[str, Any]:
    """The counts as they are kept."""
    rows = [[*cell, int(tally.count), int(tally.right)] for cell, tally in sorted(found.items())]
    return {"articles": articles, "sources": rows}


def main(arguments: Sequence[str]) -> int:
    """Count, print the calibration, and write the counts if asked to."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", nargs="+", type=Path)
    parser.add_argument("--write", action="store_true", help="replace the counts that ship")
    parser.add_argument("--other", type=Path, help="gold that only the calibration is measured on")
    given = parser.parse_args(arguments)
    articles = list(judged_articles(given.gold))
    found = cells(one for _, each in articles for one in each)
    _print(f"{len(articles)} articles, {FOLDS} folds", cross_validated(articles))
    if given.other:
        others = list(judged_articles([given.other]))
        _print(f"{len(others)} other articles", applied(others, Confidence(found)))
    if given.write:
        SHIPPED.parent.mkdir(exist_ok=True)
        SHIPPED.write_text(toml_text(table_of(found, len(articles)), HEADING), "utf-8")
    return 0


def _print(title: str, found: Iterable[Comparison]) -> None:
    lines = [title]
    lines += [
        f"  {one.component:10} n={one.count:5}  ECE {one.before:.3f} -> {one.after:.3f}"
        f"  Brier {one.brier[0]:.3f} -> {one.brier[1]:.3f}"
        for one in found
    ]
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
