"""Pre-highlighting without a project: files in, `guillemet-jsonl/1` with suggestions out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import CancelledError
from dataclasses import dataclass, replace
from pathlib import Path

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
from annotator.model.items import item_actors
from annotator.model.message import GuillemetError, Message, UserError, msg
from annotator.services.import_report import ImportEntry, ImportStatus
from annotator.services.prelabel_crew import AHEAD, Crew, in_order, usable_jobs
from annotator.services.prelabelling import Engine

MACHINE = "machine"
"""Whose name a machine's annotation bears."""
SCHEME = "diplomacy@1"
"""The scheme of what the pipeline proposes."""
MANY = 1_000
"""Articles that one file may hold; a process starts only when there is one for it."""


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
        troubles: why models had no part in some of the suggestions, each reason once.
    """

    target: Path
    articles: int
    suggestions: int
    unread: tuple[ImportEntry, ...] = ()
    troubles: tuple[Message, ...] = ()


def prelabel_files(
    paths: Sequence[Path],
    target: Path,
    engine: Engine,
    *,
    jobs: int | None = None,
    as_annotation: bool = False,
    on_progress: Callable[[int, int, str], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> FilesReport:
    """Have suggestions made for files and folders. One bad file never stops the rest.

    Args:
        paths: files of any import format, and folders that are searched through.
        target: the file to write; there is none yet.
        engine: makes the suggestions.
        jobs: how many processes read at once, None for as many as are of use; what is written is
            the same for any number.
        as_annotation: whether the suggestions become the machine's annotation, so that it can be
            compared with anyone's.
        on_progress: told before each file is opened.
        cancelled: asked all the time.

    Raises:
        UserError: there is a file at `target`.
        PrelabelCancelled: `cancelled` said so.
        EnvironmentTrouble: the target cannot be written, or the machine does not start.
    """
    if target.exists():
        raise UserError(msg("prelabelling.target_exists", target=str(target)))
    work = _Pass(list(found_files(paths)), on_progress or (lambda *_: None))
    articles = suggestions = 0
    try:
        with (
            replacing_file(target) as fresh,
            fresh.open("w", encoding="utf-8", newline="\n") as out,
            engine.crew(usable_jobs(MANY, jobs, engine.choice)) as crew,
        ):
            for line in work.lines(crew, cancelled):
                written = line if not as_annotation else as_machine_annotation(line)
                out.write(write_line(written) + "\n")
                articles += 1
                suggestions += len(line.suggestions)
    except CancelledError:
        raise PrelabelCancelled(msg("prelabelling.nothing_written")) from None
    return FilesReport(target, articles, suggestions, work.unread(), tuple(work.troubles))


class _Pass:
    """One pass over files; keeps what could not be read, and why."""

    def __init__(
        self, files: Sequence[FoundFile], on_progress: Callable[[int, int, str], None]
    ) -> None:
        self._files = files
        self._tell = on_progress
        self._came_from: dict[int, tuple[int, int | None]] = {}
        self._given = 0
        self._unread: list[tuple[int, ImportEntry]] = []
        self.troubles: dict[Message, None] = {}

    def lines(self, crew: Crew, cancelled: Callable[[], bool] | None) -> Iterator[AnnotatedArticle]:
        """The articles of the files with their suggestions, in order."""
        for one in in_order(crew.outcomes(self._articles(), cancelled, AHEAD)):
            place, line = self._came_from.pop(one.number)
            if one.found is None and one.trouble is not None:
                self._note(place, "refused", one.trouble, line)
            elif one.trouble is not None:
                self.troubles[one.trouble] = None
            if one.found is not None:
                yield AnnotatedArticle(one.article, None, False, (), one.found.proposals)

    def unread(self) -> tuple[ImportEntry, ...]:
        """What could not be read, in the order of the files."""
        return tuple(entry for _, entry in sorted(self._unread, key=lambda pair: pair[0]))

    def _articles(self) -> Iterator[Article]:
        for place, found in enumerate(self._files):
            self._tell(place, len(self._files), found.name)
            for part in self._parts(place, found):
                self._came_from[self._given] = place, part.line
                self._given += 1
                yield _article(part)
        self._tell(len(self._files), len(self._files), "")

    def _parts(self, place: int, found: FoundFile) -> Iterator[ImportedArticle]:
        try:
            importer = importer_for(found.path, IMPORTERS)
            if importer is None:
                known = ", ".join(end for one in IMPORTERS.values() for end in one.suffixes)
                self._note(place, "left_out", msg("import.left_out", known=known))
                return
            for part in importer.read(found.path):
                if isinstance(part, Refused):
                    self._note(place, "refused", part.message, part.line, part.where)
                else:
                    yield part
        except OSError as error:
            why = error.strerror or str(error)
            self._note(place, "refused", msg("import.cannot_read", why=why))
        except (ImportRefused, UserError) as error:
            self._note(place, "refused", error.message)

    def _note(
        self,
        place: int,
        status: ImportStatus,
        message: Message,
        line: int | None = None,
        where: str = "",
    ) -> None:
        name = self._files[place].name
        self._unread.append((place, ImportEntry(name, status, message, line, where)))


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
    named = {actor for item in items for actor in item_actors(item)}
    actors = tuple(one for one in line.proposals.actors if one.id in named)
    return replace(line, annotation=annotation, actors=actors, proposals=nothing)
