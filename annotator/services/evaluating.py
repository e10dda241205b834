"""Compare any annotation with any other: files or projects in, figures and mistakes out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from annotator.model.annotated import AnnotatedArticle
from annotator.model.annotation import Verdict
from annotator.model.ids import ActorId
from annotator.model.items import Actor, Item
from annotator.model.message import UserError, msg
from annotator.quality.calibration import Judged, judge
from annotator.quality.evaluation import Comparison, compare
from annotator.quality.figures import Summary, summarise
from annotator.quality.gold_file import GoldArticle
from annotator.quality.gold_form import in_gold_form
from annotator.quality.strata import kinds, of_items, of_kind
from annotator.services.evaluation_sides import (
    GoldText,
    Side,
    UnfitFile,
    gold_texts,
    predicted_lines,
)
from annotator.services.export_scope import as_document
from annotator.services.project_values import LoadedWork

__all__ = ["BREAKDOWNS", "ComparedText", "EvaluationReport", "GoldText", "Side", "UnfitFile"]


@dataclass(frozen=True, slots=True)
class ComparedText:
    """One text with both sides, and what came of comparing them.

    Attributes:
        source: newspaper, agency or series of files.
        gold: what is right; offsets are of the article's text.
        line: the article with what was compared.
    """

    gold: GoldArticle
    source: str
    line: AnnotatedArticle
    comparison: Comparison
    judged: tuple[Judged, ...]

    @property
    def actors(self) -> dict[ActorId, Actor]:
        """Whom the items point to."""
        return {one.id: one for one in (*self.line.proposals.actors, *self.line.actors)}

    @property
    def items(self) -> tuple[tuple[str, Item], ...]:
        """What was compared, each with its component: a suggestion's source, or who made it."""
        annotation = self.line.annotation
        if annotation is None:
            return tuple((one.source, one.item) for one in self.line.suggestions)
        return tuple((_maker(item, annotation.by), item) for item in annotation.items)


def _maker(item: Item, by: str) -> str:
    origin = item.origin
    if origin.by == "annotator":
        return origin.name or by
    return f"{origin.name}@{origin.version}" if origin.version else origin.name


@dataclass(frozen=True, slots=True)
class EvaluationReport:
    """What was measured.

    Attributes:
        summary: over all texts that both sides have.
        texts: each of them.
        missing: gold ids that nothing was predicted for; they are not in the figures.
        unused: predicted titles that no gold was there for.
        decisions: what annotators did with suggestions, by component and verdict.
    """

    summary: Summary
    texts: tuple[ComparedText, ...]
    missing: tuple[str, ...] = ()
    unused: tuple[str, ...] = ()
    decisions: Mapping[tuple[str, Verdict], int] = field(default_factory=dict)


def evaluate_files(gold: Path, predicted: Path) -> EvaluationReport:
    """Compare all that one path holds with all that the other holds; see `evaluate_sides`."""
    return evaluate_sides(Side(gold), Side(predicted))


def evaluate_sides(gold: Side, predicted: Side) -> EvaluationReport:
    """Compare predicted annotations with gold, text by text.

    Args:
        gold: a file of `guillemet-jsonl/1`, a JSON file of the annotation guidelines with its text
            beside it, a folder of either, or a project.
        predicted: a file of `guillemet-jsonl/1`, a folder with them, or a project. A line's
            annotation counts; where there is none, its suggestions do.

    Raises:
        UserError: a file is missing or cannot be read, a text is there twice, nobody of the name
            annotated anything, or both sides have no text in common.
    """
    report = evaluate_lines(gold_texts(gold), predicted_lines(predicted))
    if not report.texts:
        raise UserError(
            msg("evaluate.nothing_common", gold=str(gold.path), predicted=str(predicted.path))
        )
    return report


def evaluate_article(gold: Path, work: LoadedWork) -> EvaluationReport:
    """Compare the work on one article with its gold, which may stand among others'.

    The suggestions are compared where nobody has begun to annotate.

    Raises:
        UserError: the gold is missing or cannot be read, or does not have this text.
    """
    report = evaluate_lines(gold_texts(Side(gold)), (as_document(work, gold=False),))
    if not report.texts:
        title = work.article.title
        raise UserError(msg("evaluate.not_this_text", gold=str(gold), title=title))
    return replace(report, missing=())


def evaluate_lines(
    gold: Mapping[str, GoldText], lines: Iterable[AnnotatedArticle]
) -> EvaluationReport:
    """Compare articles with the gold of their texts.

    Args:
        gold: by the SHA-256 of its text.
        lines: each text once; an annotation counts, or else the suggestions.
    """
    left = dict(gold)
    texts: list[ComparedText] = []
    unused: list[str] = []
    for line in lines:
        found = left.pop(line.article.sha256, None)
        if found is None:
            unused.append(line.article.title)
        else:
            texts.append(_compared(found, line))
    return EvaluationReport(
        summary=_summary(texts),
        texts=tuple(texts),
        missing=tuple(one.gold.id for one in left.values()),
        unused=tuple(unused),
        decisions=_decisions(texts),
    )


def _compared(found: GoldText, line: AnnotatedArticle) -> ComparedText:
    actors = {one.id: one for one in (*line.proposals.actors, *line.actors)}
    suggested = [one.item for one in line.suggestions]
    items = suggested if line.annotation is None else line.annotation.items
    form = in_gold_form(found.gold.id, line.article.text, items, actors)
    judged = tuple(judge(found.gold, line.suggestions, actors))
    source = line.article.meta.source or found.source
    return ComparedText(found.gold, source, line, compare(found.gold, form), judged)


def _summary(texts: Sequence[ComparedText]) -> Summary:
    return summarise([one.comparison for one in texts], [one.judged for one in texts])


def _decisions(texts: Sequence[ComparedText]) -> Counter[tuple[str, Verdict]]:
    counts: Counter[tuple[str, Verdict]] = Counter()
    for text in texts:
        sources = {one.id: one.source for one in text.line.suggestions}
        decided = text.line.annotation.decisions if text.line.annotation else ()
        counts.update(
            (sources[one.suggestion], one.verdict) for one in decided if one.suggestion in sources
        )
    return counts


def _by_source(report: EvaluationReport) -> dict[str, Summary]:
    groups: dict[str, list[ComparedText]] = {}
    for text in report.texts:
        groups.setdefault(text.source, []).append(text)
    return {name: _summary(groups[name]) for name in sorted(groups)}


def _by_style(report: EvaluationReport) -> dict[str, Summary]:
    sides = [
        (one.gold, in_gold_form("", one.gold.text, _items(one), one.actors)) for one in report.texts
    ]
    return {
        kind: summarise([compare(*of_kind(gold, found, kind)) for gold, found in sides])
        for kind in kinds(sides)
    }


def _items(text: ComparedText) -> list[Item]:
    return [item for _, item in text.items]


def _by_component(report: EvaluationReport) -> dict[str, Summary]:
    names = sorted({name for text in report.texts for name, _ in text.items})
    return {name: _of_component(report, name) for name in names}


def _of_component(report: EvaluationReport, name: str) -> Summary:
    """What a component is answerable for: its layers, in texts of the languages it works on."""
    made = [[item for maker, item in text.items if maker == name] for text in report.texts]
    languages = {_language(text) for text, items in zip(report.texts, made, strict=True) if items}
    sides = [
        (text.gold, in_gold_form("", text.gold.text, items, text.actors))
        for text, items in zip(report.texts, made, strict=True)
        if _language(text) in languages
    ]
    return summarise([compare(gold, found) for gold, found in of_items(sides)])


def _language(text: ComparedText) -> str:
    return text.line.article.meta.language


BREAKDOWNS: Mapping[str, Callable[[EvaluationReport], dict[str, Summary]]] = {
    "source": _by_source,
    "style": _by_style,
    "component": _by_component,
}
"""What the figures can be broken down by: a summary for each part."""
