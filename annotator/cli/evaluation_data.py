"""An evaluation as JSON: what `evaluate --json` prints, figures rounded to four places."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import islice
from typing import TypeVar

from annotator.quality.bootstrap import Interval
from annotator.quality.figures import Figure, RateFigure, Reliability, Summary
from annotator.quality.scores import Rate, Scores
from annotator.services.evaluating import ComparedText, EvaluationReport

Data = dict[str, object]
Names = TypeVar("Names", bound=tuple[str, str])


def report_data(report: EvaluationReport, errors: int) -> Data:
    """The whole report, with the first `errors` mistakes."""
    return {
        **summary_data(report.summary),
        "decisions": _nested(report.decisions),
        "texts": _texts(report),
        "missing": list(report.missing),
        "unused": list(report.unused),
        "errors": list(islice(_errors(report), errors)),
    }


def summary_data(summary: Summary) -> Data:
    """The figures of a set of articles."""
    return {
        "articles": summary.articles,
        "total": {name: _rate_figure(one) for name, one in summary.rates.items()},
        "entities_by_label": {name: _rate_figure(one) for name, one in summary.labels.items()},
        "claims": {
            "macro_f1": _figure(summary.claims_macro),
            "confusion": _nested(summary.confusion),
        },
        "edits": {"per_article": _figure(summary.edits), "by_layer": _nested(summary.edit_counts)},
        "calibration": {name: _reliability(one) for name, one in summary.reliability.items()},
    }


def _nested(counts: Mapping[Names, int]) -> dict[str, Data]:
    """Counts by two names as tables in a table."""
    found: dict[str, Data] = {}
    for (first, second), count in sorted(counts.items()):
        found.setdefault(first, {})[second] = count
    return found


def _rate_data(rate: Rate) -> Data:
    return {
        "right": rate.right,
        "predicted": rate.predicted,
        "expected": rate.expected,
        "precision": round(rate.precision, 4),
        "recall": round(rate.recall, 4),
        "f1": round(rate.f1, 4),
    }


def _rate_figure(figure: RateFigure) -> Data:
    return {
        **_rate_data(figure.rate),
        "n": figure.rate.expected,
        "precision_interval": _interval(figure.precision),
        "recall_interval": _interval(figure.recall),
        "f1_interval": _interval(figure.f1),
    }


def _figure(figure: Figure) -> Data:
    value = round(figure.value, 4)
    return {"value": value, "n": figure.n, "interval": _interval(figure.interval)}


def _interval(found: Interval | None) -> list[float] | None:
    return None if found is None else [round(end, 4) for end in found]


def _reliability(one: Reliability) -> Data:
    width = 1 / len(one.table)
    rows = [
        {
            "from": round(number * width, 4),
            "n": part.count,
            "score": round(part.score / part.count, 4),
            "right": round(part.right / part.count, 4),
        }
        for number, part in enumerate(one.table)
        if part.count
    ]
    return {"ece": _figure(one.error), "unchanged": _figure(one.unchanged), "table": rows}


def _texts(report: EvaluationReport) -> dict[str, Data]:
    """Each text by its gold id; by its article's id too where two are called the same."""
    found: dict[str, Data] = {}
    for text in report.texts:
        name = text.gold.id
        found[f"{name} ({text.line.article.id})" if name in found else name] = _text(text)
    return found


def _text(text: ComparedText) -> Data:
    scores = text.comparison.scores
    rates: Data = {name: _rate_data(getattr(scores, name)) for name in Scores.__dataclass_fields__}
    return {**rates, "edits": len(text.comparison.mistakes)}


def _errors(report: EvaluationReport) -> list[Data]:
    return [
        {
            "text": text.gold.id,
            "layer": one.layer,
            "fault": one.fault,
            "start": one.span.start,
            "end": one.span.end,
            "words": one.span.text,
            "expected": one.expected,
            "found": one.found,
        }
        for text in report.texts
        for one in text.comparison.mistakes
    ]
