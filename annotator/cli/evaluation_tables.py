"""An evaluation as tables in the terminal, and its mistakes as lines with their places."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice

from rich import box
from rich.table import Table

from annotator.messages import Translator
from annotator.model.annotation import Verdict
from annotator.model.text import short
from annotator.quality.figures import Reliability, Summary
from annotator.quality.mistakes import EDITS, LAYERS
from annotator.services.evaluating import EvaluationReport
from annotator.services.evaluation_words import (
    FIGURE_HEADS,
    NONE,
    WORDS,
    figure_rows,
    range_text,
    what_is_wrong,
)

VERDICTS: tuple[Verdict, ...] = ("accepted", "edited", "rejected")


def tables(
    report: EvaluationReport, parts: Mapping[str, Summary], say: Translator
) -> Iterator[Table]:
    """All tables: the whole, the claim types, edits, calibration, then each part."""
    summary = report.summary
    yield _figures(summary, say, "")
    if summary.confusion:
        yield _confusion(summary, say)
    yield _edits(summary, say)
    if summary.reliability:
        yield _calibration(report, say)
        for name, one in summary.reliability.items():
            yield _reliability(name, one, say)
    for name, part in parts.items():
        yield _figures(part, say, f"{name} ({say('evaluate.texts', n=part.articles)})")


def _table(title: str, heads: Iterable[str]) -> Table:
    """A table whose first column is words and the rest numbers."""
    table = Table(title=title or None, title_justify="left", box=box.SIMPLE_HEAD)
    for number, head in enumerate(heads):
        table.add_column(head, justify="right" if number else "left", no_wrap=True)
    return table


def _figures(summary: Summary, say: Translator, title: str) -> Table:
    table = _table(title, [say(f"evaluate.head.{name}") for name in FIGURE_HEADS])
    for row in figure_rows(summary, say):
        table.add_row(*row)
    return table


def _confusion(summary: Summary, say: Translator) -> Table:
    found = sorted({claim for _, claim in summary.confusion})
    table = _table(say("evaluate.confusion"), ["", *(name or NONE for name in found)])
    for gold in sorted({claim for claim, _ in summary.confusion}):
        counts = (summary.confusion.get((gold, name), 0) for name in found)
        table.add_row(gold or NONE, *(str(count) if count else "·" for count in counts))
    return table


def _edits(summary: Summary, say: Translator) -> Table:
    heads = [say(f"evaluate.edit.{name}") for name in EDITS]
    one = summary.edits
    mean, between = say.decimal(one.value, ".1f"), range_text(one.interval, say, ".1f")
    title = say("evaluate.edits", mean=mean, range=between)
    table = _table(title, ["", *heads])
    for layer in LAYERS:
        counts = (summary.edit_counts.get((layer, edit), 0) for edit in EDITS)
        table.add_row(say(f"evaluate.layer.{layer}"), *map(str, counts))
    return table


def _calibration(report: EvaluationReport, say: Translator) -> Table:
    heads = ["component", "n", "ece", "interval", "unchanged", "interval", "decided"]
    table = _table(say("evaluate.calibration"), [say(f"evaluate.head.{one}") for one in heads])
    for name, one in report.summary.reliability.items():
        counts = [report.decisions.get((name, verdict), 0) for verdict in VERDICTS]
        decided = "/".join(map(str, counts)) if any(counts) else NONE
        error, good = one.error, one.unchanged
        table.add_row(
            name,
            str(error.n),
            say.decimal(error.value, ".3f"),
            range_text(error.interval, say),
            say.decimal(good.value, ".3f"),
            range_text(good.interval, say),
            decided,
        )
    return table


def _reliability(name: str, one: Reliability, say: Translator) -> Table:
    heads = [say(f"evaluate.head.{head}") for head in ("scores", "n", "mean_score", "right")]
    table = _table(say("evaluate.reliability", component=name), heads)
    for number, part in enumerate(one.table):
        if part.count:
            ends = (number / len(one.table), (number + 1) / len(one.table))
            shares = (part.score / part.count, part.right / part.count)
            numbers = (say.decimal(share, ".3f") for share in shares)
            table.add_row(range_text(ends, say, ".1f"), str(part.count), *numbers)
    return table


def mistake_lines(report: EvaluationReport, count: int, say: Translator) -> Iterator[str]:
    """The first mistakes: text, offsets, words, and what is wrong about them."""
    every = ((text, one) for text in report.texts for one in text.comparison.mistakes)
    for text, one in islice(every, count):
        yield say(
            "evaluate.mistake",
            text=short(text.gold.id, WORDS),
            start=one.span.start,
            end=one.span.end,
            layer=say(f"evaluate.layer.{one.layer}"),
            words=short(one.span.text, WORDS),
            wrong=what_is_wrong(one, say),
        )
