"""The two sides of an evaluation, read from files: gold by its text, and what is compared with it.

A side is `guillemet-jsonl/1`, JSON of the annotation guidelines with its text beside it, a folder
of either, or a project.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from annotator.importers.plain_text import split_header
from annotator.model.annotated import AnnotatedArticle
from annotator.model.article import text_sha256
from annotator.model.interchange import read_line
from annotator.model.message import GuillemetError, Message, UserError, msg
from annotator.quality.gold_file import GoldArticle, read_gold
from annotator.quality.gold_form import as_line, in_gold_form, without_header
from annotator.services.export_scope import Scope, as_document, documents
from annotator.services.projects import Project
from annotator.store.files import SUFFIX

GUIDELINES = ".json"
LINES = (".jsonl", ".ndjson")
_READER = "guillemet evaluate"
"""Who has a project open while it is read for everybody's work."""
_NUMBER_AT_END = re.compile(r"[-_. ]?\d+$")


class UnfitFile(UserError):
    """A file that cannot be compared; `place` is its name, with the line where there is one."""

    def __init__(self, place: str, message: Message) -> None:
        """Keep the place beside the sentence."""
        super().__init__(message)
        self.place = place


@dataclass(frozen=True, slots=True)
class Side:
    """Where annotations are, and whose they are.

    Attributes:
        by: only this annotator's; empty takes all of a file, the settled ones of a project that
            is gold, and the suggestions of a project that is compared.
    """

    path: Path
    by: str = ""


@dataclass(frozen=True, slots=True)
class GoldText:
    """A gold text as an import would keep it.

    Attributes:
        source: the newspaper or agency of its metadata, else the name of its file up to a number.
        line: the whole line where gold came as one; None for JSON of the guidelines.
    """

    gold: GoldArticle
    source: str
    line: AnnotatedArticle | None = None


@dataclass(frozen=True, slots=True)
class _Placed:
    """A line with the file that it is in, and its number."""

    line: AnnotatedArticle
    file: Path
    place: str


def gold_texts(side: Side) -> dict[str, GoldText]:
    """The gold by the SHA-256 of its text.

    Raises:
        UserError: a file is missing or cannot be read, a text is there twice, or nobody of that
            name annotated anything.
    """
    found: dict[str, GoldText] = {}
    for place, text in _gold(side):
        known = text_sha256(text.gold.text)
        if known in found:
            raise UnfitFile(place, msg("evaluate.twice", name=text.gold.id))
        found[known] = text
    if side.by and not found:
        raise UserError(msg("evaluate.nobody", by=side.by, file=str(side.path)))
    if not found:
        raise UserError(msg("evaluate.no_annotation", file=str(side.path)))
    return found


def predicted_lines(side: Side) -> Iterator[AnnotatedArticle]:
    """What is compared with the gold, text by text.

    Raises:
        UserError: a file is missing or cannot be read, a text is there twice, or nobody of that
            name annotated anything.
    """
    seen: set[str] = set()
    for one in (*_guideline_lines(side), *_lines_below(side, gold=False)):
        if one.line.article.sha256 in seen:
            raise UnfitFile(one.place, msg("evaluate.twice", name=one.line.article.title))
        seen.add(one.line.article.sha256)
        yield one.line
    if side.by and not seen:
        raise UserError(msg("evaluate.nobody", by=side.by, file=str(side.path)))


def _gold(side: Side) -> Iterator[tuple[str, GoldText]]:
    for file in _files(side.path, GUIDELINES):
        gold = _guideline_file(file)
        yield file.name, GoldText(gold, _prefix(file.stem))
    for one in _lines_below(side, gold=True):
        line = one.line
        if line.annotation is None:
            continue  # an article that nobody annotated is no gold; it is named if it is compared
        actors = {actor.id: actor for actor in (*line.proposals.actors, *line.actors)}
        name = line.article.title or line.article.id
        gold = in_gold_form(name, line.article.text, line.annotation.items, actors)
        yield one.place, GoldText(gold, _source(one), line)


def _guideline_lines(side: Side) -> Iterator[_Placed]:
    """Files of the guidelines as anybody's work; they bear nobody's name."""
    files = [] if side.by else _files(side.path, GUIDELINES)
    for file in files:
        gold = _guideline_file(file)
        yield _Placed(as_line(gold), file, file.name)


def _source(one: _Placed) -> str:
    meta = one.line.article.meta
    return meta.source or _prefix(Path(meta.source_file or one.file.name).stem)


def _prefix(stem: str) -> str:
    """The name of a series of files: `wikinews` of `wikinews-43971`."""
    return _NUMBER_AT_END.sub("", stem) or stem


def _guideline_file(file: Path) -> GoldArticle:
    text = file.with_suffix(".txt")
    try:
        gold = read_gold(text.read_bytes(), file.read_bytes())
        return without_header(gold, split_header(gold.text)[1])
    except OSError as error:
        raise _unreadable(error, text if file.exists() else file) from error
    except GuillemetError as error:
        raise UnfitFile(file.name, error.message) from error


def _lines_below(side: Side, *, gold: bool) -> Iterator[_Placed]:
    if side.path.suffix == SUFFIX and side.path.is_file():
        found = _of_project(side, gold=gold)
    else:
        found = (one for file in _files(side.path, *LINES) for one in _lines(file))
    for one in found:
        annotation = one.line.annotation
        if not side.by or (annotation is not None and annotation.by == side.by):
            yield one


def _of_project(side: Side, *, gold: bool) -> Iterator[_Placed]:
    """The settled work of a project, somebody's work, or the machine's suggestions."""
    with Project.open(side.path, side.by or _READER, to_read=True) as project:
        if gold and not side.by:
            lines = [
                one
                for one in documents(project, Scope("gold"), None)
                if isinstance(one, AnnotatedArticle)
            ]
        elif side.by:
            work = project.all_work(annotator=side.by, statuses=("in_progress", "done"))
            lines = [as_document(one, gold=one.gold) for one in work]
        else:
            lines = _suggested(project)
    for line in lines:
        yield _Placed(line, side.path, f"{side.path.name}, {line.article.title}")


def _suggested(project: Project) -> list[AnnotatedArticle]:
    """Each article once with what the machine found, where it found anything."""
    lines = (as_document(one, gold=False) for one in project.all_work())
    machine = {
        line.article.id: replace(line, annotation=None) for line in lines if line.suggestions
    }
    return list(machine.values())


def _lines(file: Path) -> Iterator[_Placed]:
    try:
        with file.open("rb") as handle:
            for number, raw in enumerate(handle, 1):
                if raw.strip():
                    yield _line(file, number, raw)
    except OSError as error:
        raise _unreadable(error, file) from error


def _line(file: Path, number: int, raw: bytes) -> _Placed:
    place = f"{file.name}:{number}"
    try:
        return _Placed(read_line(raw), file, place)
    except GuillemetError as error:
        raise UnfitFile(place, error.message) from error


def _files(path: Path, *suffixes: str) -> list[Path]:
    """The files of one form: those of a folder, or the file itself if it is of this form.

    A file that is neither JSON nor a project is taken for lines, whatever its ending.
    """
    if path.is_dir():
        return sorted(file for file in path.iterdir() if file.suffix in suffixes)
    if not path.exists():
        raise UserError(msg("evaluate.not_found", file=str(path)))
    if path.suffix == SUFFIX:
        return []
    return [path] if (path.suffix == GUIDELINES) == (GUIDELINES in suffixes) else []


def _unreadable(error: OSError, file: Path) -> UserError:
    return UserError(msg("evaluate.unreadable", file=str(file), why=error.strerror or str(error)))
