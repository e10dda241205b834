"""Compare annotations with gold: files in, counts of what is right out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from annotator.importers.plain_text import split_header
from annotator.model.annotated import AnnotatedArticle
from annotator.model.article import text_sha256
from annotator.model.interchange import read_line
from annotator.model.items import Item, Mention, Quote, SanctionsReference
from annotator.model.message import GuillemetError, Message, UserError, msg
from annotator.quality.evaluation import Scores, evaluate
from annotator.quality.gold_file import GoldArticle, GoldQuote, GoldReference, read_gold


class UnfitFile(UserError):
    """A file that cannot be compared; `place` is its name, with the line where there is one."""

    def __init__(self, place: str, message: Message) -> None:
        """Keep the place beside the sentence."""
        super().__init__(message)
        self.place = place


@dataclass(frozen=True, slots=True)
class EvaluationReport:
    """What was measured.

    Attributes:
        total: over all texts that both sides have.
        by_text: the same by gold id.
        missing: gold ids that nothing was predicted for; they are not in `total`.
        unused: predicted titles that no gold was there for.
    """

    total: Scores
    by_text: Mapping[str, Scores]
    missing: tuple[str, ...] = ()
    unused: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Expected:
    """A gold text; `shift` is what an import would cut from its front, in code points."""

    gold: GoldArticle
    shift: int


def evaluate_files(gold: Path, predicted: Path) -> EvaluationReport:
    """Compare predicted annotations with gold, text by text.

    Args:
        gold: a file of `guillemet-jsonl/1`, a JSON file of the annotation guidelines with its text
            beside it, or a folder of either.
        predicted: a file of `guillemet-jsonl/1`, or a folder with them. A line's annotation
            counts; where there is none, its suggestions do.

    Raises:
        UserError: a file is missing, cannot be read, or both sides have no text in common.
    """
    expected = dict(_gold_texts(gold))
    scores: dict[str, Scores] = {}
    unused: list[str] = []
    for line in _lines_below(predicted):
        found = expected.get(line.article.sha256)
        if found is None:
            unused.append(line.article.title)
            continue
        actors = {actor.id: actor for actor in (*line.actors, *line.proposals.actors)}
        scores[found.gold.id] = evaluate(found.gold, _items(line), actors, found.shift)
    if not scores:
        raise UserError(msg("evaluate.nothing_common", gold=str(gold), predicted=str(predicted)))
    missing = tuple(one.gold.id for one in expected.values() if one.gold.id not in scores)
    return EvaluationReport(sum(scores.values(), Scores()), scores, missing, tuple(unused))


def _items(line: AnnotatedArticle) -> tuple[Item, ...]:
    if line.annotation is not None:
        return line.annotation.items
    return tuple(one.item for one in line.suggestions)


def _gold_texts(path: Path) -> Iterator[tuple[str, _Expected]]:
    """Gold by the SHA-256 of the text as an import would keep it."""
    for file in _files(path, ".json", ".jsonl"):
        if file.suffix == ".json":
            gold = _guideline_file(file)
            _, cut = split_header(gold.text)
            yield text_sha256(gold.text[cut:]), _Expected(gold, cut)
        else:
            for line in _lines(file):
                yield line.article.sha256, _Expected(_as_gold(line), 0)


def _guideline_file(file: Path) -> GoldArticle:
    text = file.with_suffix(".txt")
    try:
        return read_gold(text.read_bytes(), file.read_bytes())
    except OSError as error:
        raise _unreadable(error, text if file.exists() else file) from error
    except GuillemetError as error:
        raise UnfitFile(file.name, error.message) from error


def _lines_below(path: Path) -> Iterator[AnnotatedArticle]:
    for file in _files(path, ".jsonl"):
        yield from _lines(file)


def _lines(file: Path) -> Iterator[AnnotatedArticle]:
    try:
        with file.open("rb") as handle:
            for number, raw in enumerate(handle, 1):
                if raw.strip():
                    yield _line(file, number, raw)
    except OSError as error:
        raise _unreadable(error, file) from error


def _line(file: Path, number: int, raw: bytes) -> AnnotatedArticle:
    try:
        return read_line(raw)
    except GuillemetError as error:
        raise UnfitFile(f"{file.name}:{number}", error.message) from error


def _files(path: Path, *suffixes: str) -> list[Path]:
    if path.is_dir():
        return sorted(file for file in path.iterdir() if file.suffix in suffixes)
    if not path.exists():
        raise UserError(msg("evaluate.not_found", file=str(path)))
    return [path]


def _unreadable(error: OSError, file: Path) -> UserError:
    return UserError(msg("evaluate.unreadable", file=str(file), why=error.strerror or str(error)))


def _as_gold(line: AnnotatedArticle) -> GoldArticle:
    """A finished annotation as gold to compare with."""
    items = _items(line)
    quotes = [one for one in items if isinstance(one, Quote)]
    return GoldArticle(
        id=line.article.title or line.article.id,
        text=line.article.text,
        quotes=tuple(_gold_quote(line, one) for one in quotes if one.kind != "scare"),
        entities=tuple(
            (one.span, one.label)
            for one in items
            if isinstance(one, Mention) and one.form == "name" and one.label
        ),
        scare=tuple(span for one in quotes if one.kind == "scare" for span in one.segments),
        references=tuple(
            GoldReference(one.span, one.kind, one.status, tuple(link.entry for link in one.links))
            for one in items
            if isinstance(one, SanctionsReference) and one.span
        ),
    )


def _gold_quote(line: AnnotatedArticle, quote: Quote) -> GoldQuote:
    actors = (line.actor(who.actor) for who in quote.speakers)
    return GoldQuote(
        id=quote.id,
        kind=quote.kind,
        content=quote.segments,
        cues=quote.cues,
        speakers=tuple(actor.name for actor in actors if actor),
        claim=quote.claim_type,
        claim_secondary=quote.claim_secondary,
    )
