"""What one file gives to a project: its articles, compared with each other and what is there."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace

from annotator.identifiers import new_id
from annotator.importers.base import Refused
from annotator.model.annotation import Annotation, AnnotationState, Proposals
from annotator.model.article import Article, shown_title, text_sha256
from annotator.model.checks import problems
from annotator.model.ids import ActorId, AnnotationId, ArticleId
from annotator.model.imported import ImportedArticle, ImportedRecord
from annotator.model.items import Actor
from annotator.model.message import GuillemetError, Message, UserError, msg
from annotator.model.scheme_fit import MACHINE
from annotator.services.arriving_entries import ArrivingEntries
from annotator.services.import_report import ImportEntry, ImportStatus
from annotator.services.projects import Project
from annotator.services.schemes import scheme_for


@dataclass(frozen=True, slots=True)
class Destination:
    """What articles are compared with.

    Attributes:
        language: of texts whose language could not be told.
    """

    project: Project
    language: str


class FileIntake:
    """Collects what one file holds, one record an article, and what became of each part."""

    def __init__(self, destination: Destination, file: str) -> None:
        """Start with nothing; `file` is the file's name in the report."""
        self._to = destination
        self._file = file
        self._records: dict[ArticleId, ImportedRecord] = {}
        self._by_text: dict[str, ArticleId] = {}
        self._ids: set[str] = set()
        self._entries: list[ImportEntry] = []
        self._register: dict[ActorId, Actor] | None = None
        self._known_entries = ArrivingEntries(destination.project)

    def take(self, part: ImportedArticle | Refused) -> None:
        """Add an article of the file, or note why a part of it is refused."""
        if isinstance(part, Refused):
            self._note("refused", part.message, part.line, where=part.where)
            return
        try:
            self._take_article(part)
        except GuillemetError as error:
            self._note("refused", error.message, part.line)

    def records(self) -> list[ImportedRecord]:
        """What is to be kept, in the order of the file."""
        return list(self._records.values())

    def entries(self) -> list[ImportEntry]:
        """What became of each part of the file, and what its links lack."""
        about = (ImportEntry(self._file, "warning", one) for one in self._known_entries.warnings())
        return [*self._entries, *about]

    def _take_article(self, part: ImportedArticle) -> None:
        record = _record(part, self._to.language)
        article = record.article
        there = self._there(article)
        if there is not None:
            self._note("duplicate", self._duplicate(there, part), part.line, there)
            return
        earlier = self._by_text.get(article.sha256)
        if earlier is None:
            self._take_new(record, part)
        elif earlier == article.id and record.annotations:
            self._take_annotations(earlier, record, part.line)
        else:
            message = msg("import.duplicate_in_file", title=self._records[earlier].article.title)
            self._note("duplicate", message, part.line, earlier)

    def _take_new(self, record: ImportedRecord, part: ImportedArticle) -> None:
        article = record.article
        if part.id and (article.id in self._records or _is_known(self._to.project, article.id)):
            raise UserError(msg("import.double_article", id=article.id))
        self._check(record, _ids(record, suggestions=True))
        self._known_entries.check(record)
        self._ids |= _ids(record, suggestions=True)
        self._records[article.id] = record
        self._by_text[article.sha256] = article.id
        warnings = (*part.warnings, *self._kept_actors(record))
        if warnings and part.remark is not None:
            warnings = (*warnings, part.remark)
        for warning in warnings:
            self._note("warning", warning, part.line, article.id)
        if not warnings:
            done = part.remark or msg("import.done", title=article.title)
            self._note("imported", done, part.line, article.id)

    def _take_annotations(
        self, article_id: ArticleId, record: ImportedRecord, line: int | None
    ) -> None:
        """Add the annotations of one more line about an article of the file."""
        self._check(record, _ids(record, suggestions=False))
        self._known_entries.check(record)
        self._records[article_id] = _joined(self._records[article_id], record)
        self._ids |= _ids(record, suggestions=False)
        message = msg("import.joined", title=record.article.title)
        self._note("imported", message, line, article_id)

    def _kept_actors(self, record: ImportedRecord) -> Iterator[Message]:
        """A warning for each actor that the project knows otherwise: what it knows stays."""
        if record.actors and self._register is None:
            self._register = {one.id: one for one in self._to.project.register()}
        for actor in record.actors:
            known = (self._register or {}).get(actor.id, actor)
            if known != actor:
                yield msg("import.actor_kept", name=actor.name, known=known.name)

    def _check(self, record: ImportedRecord, ids: set[str]) -> None:
        """Compare labels with their scheme, and ids with those of the file's other parts."""
        _check_labels(record, self._to.project)
        double = self._ids & ids
        if double:
            raise UserError(msg("import.double_id", kind="id", id=min(double)))

    def _there(self, article: Article) -> ArticleId | None:
        project = self._to.project
        return project.has_text(article.sha256) or project.has_text(article.raw_sha256)

    def _duplicate(self, there: ArticleId, part: ImportedArticle) -> Message:
        state = self._to.project.article_state(there)
        if state.binned:
            return msg("import.duplicate_in_bin", title=state.title)
        kind = "import.duplicate_annotated" if part.annotations else "import.duplicate"
        return msg(kind, title=state.title)

    def _note(
        self,
        status: ImportStatus,
        message: Message,
        line: int | None,
        article: ArticleId | None = None,
        where: str = "",
    ) -> None:
        self._entries.append(ImportEntry(self._file, status, message, line, where, article))


def _is_known(project: Project, article_id: ArticleId) -> bool:
    try:
        project.article_state(article_id)
    except UserError:
        return False
    return True


def _record(part: ImportedArticle, language: str) -> ImportedRecord:
    article = Article(
        id=part.id or ArticleId(new_id()),
        text=part.text,
        title=part.title or shown_title(part.text),
        sha256=text_sha256(part.text),
        raw_sha256=hashlib.sha256(part.raw).hexdigest() if part.raw else "",
        body_start=part.body_start,
        revision=part.annotations[0].revision if part.annotations else 1,
        meta=part.meta if part.meta.language else replace(part.meta, language=language),
    )
    return ImportedRecord(
        article, part.raw, part.actors, part.annotations, part.proposals, part.gold, part.entries
    )


def _ids(record: ImportedRecord, *, suggestions: bool) -> set[str]:
    """The ids that no other part of the file may use: of annotations and of suggestions.

    Item ids are their annotation's own: two who accept one suggestion have an item of its id each.
    """
    found: set[str] = {one.id for one in record.annotations}
    if suggestions and record.proposals:
        found |= {one.id for one in record.proposals.suggestions}
    return found


def _check_labels(record: ImportedRecord, project: Project) -> None:
    """Compare labels with the scheme that the work names, those of suggestions with the project's.

    What a machine proposed in the words of another scheme is put into this one's when it is shown.
    """
    actors = {actor.id: actor for actor in record.actors}
    work = [(annotation, actors) for annotation in record.annotations]
    annotated = {item.id for one in record.annotations for item in one.items}
    if record.proposals:
        proposed = {actor.id: actor for actor in record.proposals.actors}
        annotated -= {one.item.id for one in record.proposals.suggestions}
        work.append((_as_annotation(record.proposals, record, f"{MACHINE}@"), actors | proposed))
    for annotation, known in work:
        scheme = scheme_for(project, annotation.scheme)
        for problem in problems(record.article.text, annotation, known, scheme):
            if annotation.by or problem.values.get("item") not in annotated:
                raise UserError(problem)


def _as_annotation(proposals: Proposals, record: ImportedRecord, scheme: str) -> Annotation:
    """Suggested items beside the annotated ones that they may point to, for checking alone."""
    proposed = {one.item.id: one.item for one in proposals.suggestions}
    annotated = {item.id: item for one in record.annotations for item in one.items}
    nobody = AnnotationId("")
    return Annotation(
        id=nobody,
        article=record.article.id,
        by="",
        scheme=scheme,
        state=AnnotationState(nobody),
        items=tuple((annotated | proposed).values()),
    )


def _joined(one: ImportedRecord, other: ImportedRecord) -> ImportedRecord:
    """One article whose annotations stand on two lines of a file."""
    taken = {(work.by, work.round) for work in one.annotations} | {
        work.id for work in one.annotations
    }
    for work in other.annotations:
        if (work.by, work.round) in taken or work.id in taken:
            raise UserError(msg("import.double_annotation", by=work.by, round=work.round))
    if one.gold and other.gold:
        raise UserError(msg("import.double_gold", title=one.article.title))
    first, second = (other, one) if other.gold else (one, other)  # the settled one comes first
    return replace(
        one,
        actors=_united(one.actors, other.actors),
        annotations=(*first.annotations, *second.annotations),
        proposals=_all_proposals(one.proposals, other.proposals),
        gold=one.gold or other.gold,
        entries=tuple(
            {(entry.id, entry.edition): entry for entry in (*one.entries, *other.entries)}.values()
        ),
    )


def _all_proposals(one: Proposals | None, other: Proposals | None) -> Proposals | None:
    """What two lines propose together: each line's decisions need the suggestions of its own."""
    if one is None or other is None:
        return one or other
    known = {each.id: each for each in one.suggestions}
    for suggestion in other.suggestions:
        if known.setdefault(suggestion.id, suggestion) != suggestion:
            raise UserError(msg("import.double_id", kind="suggestion", id=suggestion.id))
    return replace(one, suggestions=tuple(known.values()), actors=_united(one.actors, other.actors))


def _united(actors: tuple[Actor, ...], others: tuple[Actor, ...]) -> tuple[Actor, ...]:
    known = {actor.id: actor for actor in actors}
    for actor in others:
        if known.setdefault(actor.id, actor) != actor:
            raise UserError(msg("import.two_actors", name=actor.name, id=actor.id))
    return tuple(known.values())
