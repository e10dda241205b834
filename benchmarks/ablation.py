"""Whether a French parser helps the rules: `python -m benchmarks.ablation [--model DIR] GOLD …`.

Each French text of a gold folder is pre-highlighted by the rules alone and with each use of what
the parser says of it (`parser_uses`), alone and together. The differences come with the paired
bootstrap over articles. The gold beside the project is development data; only texts that nobody
developed on say what a parser is worth.
"""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Column, Table

from annotator.importers.language import guess_language
from annotator.learning.parser import load, parse
from annotator.model.annotated import AnnotatedArticle
from annotator.model.article import Article, Metadata, text_sha256
from annotator.model.ids import ArticleId
from annotator.quality.bootstrap import Interval, draws, interval
from annotator.quality.gold_file import GoldArticle
from annotator.quality.scores import Rate, Scores
from annotator.services.evaluating import evaluate_lines
from annotator.services.evaluation_sides import GoldText, Side, gold_texts
from benchmarks.parsed import Parsed
from benchmarks.parser_uses import USES, proposed_with

MEASURES = ("quotes", "quotes_exact", "quotes_overlap_08", "relations", "speakers")
TRIALS: Mapping[str, tuple[str, ...]] = {
    "all": ("subject", "scope", "gender"),
    **{name: (name,) for name in USES},
}
"""Which uses of the parser are tried together."""


@dataclass(frozen=True, slots=True)
class Difference:
    """What a use changes in one measure (F1, or the share right for `speakers`).

    Attributes:
        by: with the parser less without.
        within: where 95 % of the redrawn sets of articles have it; None for one article.
        changed: articles whose counts differ.
    """

    source: str
    use: str
    measure: str
    without: float
    by: float
    within: Interval | None
    articles: int
    changed: int


def differences(gold: Mapping[str, GoldText], parsed: Mapping[str, Parsed]) -> list[Difference]:
    """Every trial and measure, by source of the texts and over all; `parsed` by text."""
    base = _scores(gold, parsed, ())
    out: list[Difference] = []
    for use, uses in TRIALS.items():
        helped = _scores(gold, parsed, uses)
        groups = {"all": list(base), **_by_source(gold)}
        for source, texts in groups.items():
            pairs = [(base[text], helped[text]) for text in texts]
            out += [_difference(source, use, name, pairs) for name in MEASURES]
    return out


def _by_source(gold: Mapping[str, GoldText]) -> dict[str, list[str]]:
    groups: dict[str, list[str]] = {}
    for one in gold.values():
        groups.setdefault(one.source, []).append(one.gold.text)
    return groups if len(groups) > 1 else {}


def _scores(
    gold: Mapping[str, GoldText], parsed: Mapping[str, Parsed], uses: tuple[str, ...]
) -> dict[str, Scores]:
    lines = (_proposed(one.gold, parsed[one.gold.text], uses) for one in gold.values())
    return {one.gold.text: one.comparison.scores for one in evaluate_lines(gold, lines).texts}


def _proposed(gold: GoldArticle, parsed: Parsed, uses: tuple[str, ...]) -> AnnotatedArticle:
    text = gold.text
    meta = Metadata(language="fr")
    article = Article(ArticleId(gold.id), text, gold.id, text_sha256(text), meta=meta)
    return AnnotatedArticle(article, None, False, (), proposed_with(article, parsed, uses))


def _difference(
    source: str, use: str, measure: str, pairs: Sequence[tuple[Scores, Scores]]
) -> Difference:
    rates: list[tuple[Rate, Rate]] = [
        (getattr(one, measure), getattr(two, measure)) for one, two in pairs
    ]
    columns = [
        [float(getattr(pair[side], name)) for pair in rates]
        for side in (0, 1)
        for name in ("right", "predicted", "expected")
    ]
    sums = [sum(column) for column in columns]
    return Difference(
        source=source,
        use=use,
        measure=measure,
        without=_f1(sums[:3]),
        by=_gain(sums),
        within=interval(columns, _gain, draws(len(pairs))),
        articles=len(pairs),
        changed=sum(one != two for one, two in rates),
    )


def _f1(sums: Sequence[float]) -> float:
    return 2 * sums[0] / (sums[1] + sums[2]) if sums[1] + sums[2] else 1.0


def _gain(sums: Sequence[float]) -> float:
    return _f1(sums[3:]) - _f1(sums[:3])


def main(
    folders: Annotated[list[Path], typer.Argument(help="Folders of gold.")],
    model: Annotated[Path, typer.Option(help="The parser: `make parser` writes it.")] = Path(
        "build/fr_parser"
    ),
) -> None:
    """Print the differences, and what the parser costs."""
    console, language = Console(width=110), load(model)
    for folder in folders:
        gold = {
            key: one
            for key, one in gold_texts(Side(folder)).items()
            if guess_language(one.gold.text) != "en"
        }
        start = time.process_time()
        texts = [one.gold.text for one in gold.values()]
        parsed = {text: Parsed(text, parse(language, text)) for text in texts}
        seconds = time.process_time() - start
        console.print(_table(folder, differences(gold, parsed)))
        words = sum(len(text.split()) for text in parsed)
        console.print(f"{words} words in {seconds:.1f} CPU-seconds: {words / seconds:,.0f} words/s")


def _table(folder: Path, found: Sequence[Difference]) -> Table:
    rows = Table(
        Column("source", no_wrap=True), "use", "measure", "without", "by", "95 %", "changed", "n",
        title=folder.name,
    )  # fmt: skip
    for one in found:
        within = "" if one.within is None else " ".join(f"{end:+.3f}" for end in one.within)
        rows.add_row(
            one.source, one.use, one.measure, f"{one.without:.3f}", f"{one.by:+.4f}", within,
            str(one.changed), str(one.articles),
        )  # fmt: skip
    return rows


if __name__ == "__main__":
    typer.run(main)
