"""What one file gives to a project: its articles, compared with each other and what is there."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace

from annotator.identifiers import new_id
from annotator.importers.base import Refused
from annotator.model.annotation import Annotation, AnnotationState, Proposals
from annotator.model.article import Article, shown_title, text_sha256
from annotator.model.checks import problems
from annotator.model.ids import AnnotationId, ArticleId, ItemId
from annotator.model.imported import ImportedArticle, ImportedRecord
from annotator.model.items import Actor
from annotator.model.message import GuillemetError, Message, UserError, msg
from annotator.services.import_report import ImportEntry, ImportStatus
from annotator.services.projects import Project
from annotator.services.schemes import load_scheme


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
        self._items: set[ItemId] = set()
        self._entries: list[ImportEntry] = []

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
        """What became of each part of the file."""
        return list(self._entries)

    def _take_article(self, part: ImportedArticle) -> None:
        record = _record(part, self._to.language)
        article = record.article
        there = self._there(article)
        if there is not None:
            self._note("duplicate", self._duplicate(there, part), part.line, there)
            return
        earlier = self._by_text.get(article.sha256)
        if earlier is not None and (earlier != article.id or not record.annotations):
            title = self._records[earlier].article.title
            self._note(
                "duplicate", msg("import.duplicate_in_file", title=title), part.line, earlier
            )
            return
        _check_labels(record, self._to.project.settings.scheme)
        self._check_items(record)
        if earlier is None:
            self._add(record, part)
        else:
            self._records[earlier] = _joined(self._records[earlier], record)
            self._note("imported", msg("import.joined", title=article.title), part.line, earlier)
        self._items |= _item_ids(record)

    def _there(self, article: Article) -> ArticleId | None:
        project = self._to.project
        return project.has_text(article.sha256) or project.has_text(article.raw_sha256)

    def _duplicate(self, there: ArticleId, part: ImportedArticle) -> Message:
        state = self._to.project.article_state(there)
        if state.binned:
            return msg("import.duplicate_in_bin", title=state.title)
        kind = "import.duplicate_annotated" if part.annotations else "import.duplicate"
        return msg(kind, title=state.title)

    def _add(self, record: ImportedRecord, part: ImportedArticle) -> None:
        article = record.article
        if part.id and (article.id in self._records or _is_known(self._to.project, article.id)):
            raise UserError(msg("import.double_article", id=article.id))
        self._records[article.id] = record
        self._by_text[article.sha256] = article.id
        for warning in part.warnings:
            self._note("warning", warning, part.line, article.id)
        if not part.warnings:
            self._note("imported", msg("import.done", title=article.title), part.line, article.id)

    def _check_items(self, record: ImportedRecord) -> None:
        double = self._items & _item_ids(record)
        if double:
            raise UserError(msg("import.double_id", kind="item", id=min(double)))

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
        article, part.raw, part.actors, part.annotations, part.proposals, part.gold
    )


def _item_ids(record: ImportedRecord) -> set[ItemId]:
    return {item.id for annotation in record.annotations for item in annotation.items}


def _check_labels(record: ImportedRecord, scheme: str) -> None:
    """Compare labels with the scheme that the work names, those of suggestions with `scheme`."""
    actors = {actor.id: actor for actor in record.actors}
    work = [(annotation, actors) for annotation in record.annotations]
    if record.proposals:
        proposed = {actor.id: actor for actor in record.proposals.actors}
        work.append((_as_annotation(record.proposals, record, scheme), actors | proposed))
    for annotation, known in work:
        found = problems(record.article.text, annotation, known, load_scheme(annotation.scheme))
        if found:
            raise UserError(found[0])


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
        proposals=one.proposals or other.proposals,
        gold=one.gold or other.gold,
    )


def _united(actors: tuple[Actor, ...], others: tuple[Actor, ...]) -> tuple[Actor, ...]:
    known = {actor.id: actor for actor in actors}
    for actor in others:
        if known.setdefault(actor.id, actor) != actor:
            raise UserError(msg("import.two_actors", name=actor.name, id=actor.id))
    return tuple(known.values())
