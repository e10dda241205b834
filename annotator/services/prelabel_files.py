"""Pre-highlighting without a project: files in, `guillemet-jsonl/1` with suggestions out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import CancelledError
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TextIO

from annotator.exporters.atomic import replacing_file
from annotator.identifiers import new_id
from annotator.importers import IMPORTERS
from annotator.importers.base import ImportRefused, Refused
from annotator.importers.folders import FoundFile, found_files, importer_for
from annotator.model.annotated import AnnotatedArticle
from annotator.model.annotation import Annotation, AnnotationState, Proposals
from annotator.model.article import Article, shown_title, text_sha256
from annotator.model.ids import AnnotationId, ArticleId
from annotator.model.imported import ImportedArticle
from annotator.model.interchange import write_line
from annotator.model.message import GuillemetError, Message, UserError, msg
from annotator.services.import_report import ImportEntry, ImportStatus
from annotator.services.prelabel_child import PrelabelFailed
from annotator.services.prelabelling import Engine

MACHINE = "machine"
"""Whose name a machine's annotation bears."""
SCHEME = "diplomacy@1"
"""The scheme of what the pipeline proposes."""


class PrelabelCancelled(GuillemetError):
    """The person stopped it; nothing was written."""


@dataclass(frozen=True, slots=True)
class FilesReport:
    """What became of the files.

    Attributes:
        target: what was written.
        articles: how many articles it holds.
        suggestions: how many suggestions it holds.
        unread: files and lines without suggestions: `refused`, or `left_out` for other types.
    """

    target: Path
    articles: int
    suggestions: int
    unread: tuple[ImportEntry, ...] = ()


def prelabel_files(
    paths: Sequence[Path],
    target: Path,
    engine: Engine,
    *,
    as_annotation: bool = False,
    on_progress: Callable[[int, int, str], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> FilesReport:
    """Have suggestions made for files and folders. One bad file never stops the rest.

    Args:
        paths: files of any import format, and folders that are searched through.
        target: the file to write; there is none yet.
        engine: makes the suggestions.
        as_annotation: whether the suggestions become the machine's annotation, so that it can be
            compared with anyone's.
        on_progress: told before each file.
        cancelled: asked all the time.

    Raises:
        UserError: there is a file at `target`.
        PrelabelCancelled: `cancelled` said so.
        EnvironmentTrouble: the target cannot be written, or the machine does not start.
    """
    if target.exists():
        raise UserError(msg("prelabelling.target_exists", target=str(target)))
    work = _Pass(engine, cancelled)
    articles = suggestions = 0
    try:
        with (
            replacing_file(target) as fresh,
            fresh.open("w", encoding="utf-8", newline="\n") as out,
        ):
            for line in work.lines(list(found_files(paths)), on_progress):
                written = line if not as_annotation else as_machine_annotation(line)
                out.write(write_line(written) + "\n")
                articles += 1
                suggestions += len(line.suggestions)
    except CancelledError:
        raise PrelabelCancelled(msg("prelabelling.nothing_written")) from None
    return FilesReport(target, articles, suggestions, tuple(work.unread))


def _lines_file(path: Path) -> TextIO:
    """A new file for lines: UTF-8 and line feeds everywhere."""
    return path.open("w", encoding="utf-8", newline="\n")


class _Pass:
    """One pass over files; keeps what could not be read."""

    def __init__(self, engine: Engine, cancelled: Callable[[], bool] | None) -> None:
        self.engine = engine
        self.cancelled = cancelled
        self.unread: list[ImportEntry] = []

    def lines(
        self, files: Sequence[FoundFile], on_progress: Callable[[int, int, str], None] | None
    ) -> Iterator[AnnotatedArticle]:
        for done, found in enumerate(files):
            if on_progress:
                on_progress(done, len(files), found.name)
            yield from self._of_file(found)
        if on_progress:
            on_progress(len(files), len(files), "")

    def _of_file(self, found: FoundFile) -> Iterator[AnnotatedArticle]:
        try:
            importer = importer_for(found.path, IMPORTERS)
            if importer is None:
                known = ", ".join(end for one in IMPORTERS.values() for end in one.suffixes)
                self._note("left_out", found, msg("import.left_out", known=known))
                return
            for part in importer.read(found.path):
                if isinstance(part, Refused):
                    self._note("refused", found, part.message, part.line, part.where)
                else:
                    yield from self._of_article(found, part)
        except OSError as error:
            self._note(
                "refused", found, msg("import.cannot_read", why=error.strerror or str(error))
            )
        except (ImportRefused, UserError) as error:
            self._note("refused", found, error.message)

    def _of_article(self, found: FoundFile, part: ImportedArticle) -> Iterator[AnnotatedArticle]:
        article = _article(part)
        try:
            proposals = self.engine.propose(article, self.cancelled)
        except PrelabelFailed as error:
            self._note("refused", found, error.message, part.line)
        else:
            yield AnnotatedArticle(article, None, False, (), proposals)

    def _note(
        self,
        status: ImportStatus,
        found: FoundFile,
        message: Message,
        line: int | None = None,
        where: str = "",
    ) -> None:
        self.unread.append(ImportEntry(found.name, status, message, line, where))


def _article(part: ImportedArticle) -> Article:
    return Article(
        id=part.id or ArticleId(new_id()),
        text=part.text,
        title=part.title or shown_title(part.text),
        sha256=text_sha256(part.text),
        body_start=part.body_start,
        meta=part.meta,
    )


def as_machine_annotation(line: AnnotatedArticle) -> AnnotatedArticle:
    """The suggestions of a line as an annotation by the machine, and no suggestions."""
    own = AnnotationId(new_id())
    items = sorted((one.item for one in line.suggestions), key=lambda item: item.id)
    annotation = Annotation(
        id=own,
        article=line.article.id,
        by=MACHINE,
        scheme=SCHEME,
        state=AnnotationState(own, status="in_progress"),
        items=tuple(items),
    )
    nothing = Proposals(line.article.id)
    return replace(line, annotation=annotation, actors=line.proposals.actors, proposals=nothing)
