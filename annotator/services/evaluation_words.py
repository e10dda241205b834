"""The figures and mistakes of an evaluation in words, for terminal and window alike."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from annotator.messages import Translator
from annotator.model.scheme import Group
from annotator.model.text import short
from annotator.quality.bootstrap import Interval
from annotator.quality.figures import RateFigure, Summary
from annotator.quality.mistakes import Fault, Layer, Mistake
from annotator.services.schemes import load_scheme

FIGURE_HEADS = ("measure", "n", "counts", "precision", "recall", "f1", "interval")
"""Columns of `figure_rows`; the words are `evaluate.head.<name>`."""
WORDS = 60
"""Characters of a place that a line shows."""
NONE = "—"
SCHEME = "diplomacy@1"
"""Whose titles labels are shown by; a label of another scheme is shown by its id."""
LABELS: Mapping[tuple[Layer, Fault], Group] = {
    ("quotes", "kind"): "quote_kinds",
    ("quotes", "claim"): "claim_types",
    ("entities", "label"): "entity_labels",
    ("references", "kind"): "reference_kinds",
    ("references", "status"): "reference_statuses",
}
"""What the two sides of a mistake are labels of."""


def figure_rows(summary: Summary, say: Translator) -> Iterator[tuple[str, ...]]:
    """A row for each figure that there is anything to count for."""
    for name, one in summary.rates.items():
        if one.rate.predicted or one.rate.expected:
            yield say(f"evaluate.measure.{name}"), *_cells(one, say)
            if name == "entities":
                for label, each in summary.labels.items():
                    yield f"  {label or NONE}", *_cells(each, say)
    macro = summary.claims_macro
    if macro.n:
        numbers = (say.decimal(macro.value, ".3f"), range_text(macro.interval, say))
        yield say("evaluate.measure.claims_macro"), str(macro.n), "", "", "", *numbers


def _cells(figure: RateFigure, say: Translator) -> tuple[str, ...]:
    rate = figure.rate
    shares = (say.decimal(share, ".3f") for share in (rate.precision, rate.recall, rate.f1))
    counts = str(rate.expected), f"{rate.right}/{rate.predicted}"
    return *counts, *shares, range_text(figure.f1, say)


def range_text(found: Interval | None, say: Translator, form: str = ".3f") -> str:
    """An interval in words."""
    return NONE if found is None else "–".join(say.decimal(end, form) for end in found)


def what_is_wrong(mistake: Mistake, say: Translator) -> str:
    """What the gold has, and what was found instead; labels by their titles."""
    return say(
        f"evaluate.fault.{mistake.fault}",
        expected=_named(mistake, mistake.expected, say.language),
        found=_named(mistake, mistake.found, say.language),
    )


def _named(mistake: Mistake, value: str, language: str) -> str:
    group = LABELS.get((mistake.layer, mistake.fault))
    label = load_scheme(SCHEME).label(group, value) if group else None
    return label.title(language) if label else short(value, WORDS) or NONE
