"""What every export format offers, what it is told, and what it reports."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, Protocol

from annotator.model.annotated import AnnotatedArticle
from annotator.model.ids import ArticleId, SuggestionId
from annotator.model.items import Mention, Quote
from annotator.model.message import Message
from annotator.model.scheme import Scheme

ScopeKind = Literal["gold", "finished", "selected", "drafts"]
SCOPES: tuple[ScopeKind, ...] = ("gold", "finished", "selected", "drafts")


@dataclass(frozen=True, slots=True)
class Excluded:
    """An article that the scope leaves out, and why."""

    article: ArticleId
    title: str
    why: Message


@dataclass(frozen=True, slots=True)
class Loss:
    """Something that the format could not hold, with the item that it was."""

    article: ArticleId
    title: str
    item: str
    message: Message


@dataclass(frozen=True, slots=True)
class ExportContext:
    """What an export is told beside its articles.

    Attributes:
        scope: which articles were chosen; written into every file that can say it.
        language: of headers and of the names of labels.
        scheme: the labels that are named.
        created: date of the export, ISO form; given by the caller, so that an export can be
            made twice alike.
        version: of the program.
    """

    scope: ScopeKind
    language: str
    scheme: Scheme
    created: str
    version: str


@dataclass(frozen=True, slots=True)
class ExportReport:
    """What was written.

    Attributes:
        counts: how many of what: `articles`, `mentions.PER`, `claim_types.assert`, …
        losses: what the format could not hold, one by one.
        excluded: articles that the scope left out.
        warnings: what the reader should know about the file as a whole.
        undecided: suggestions on written articles that no written annotation decided on.
    """

    format: str
    target: Path
    scope: ScopeKind
    counts: dict[str, int] = field(default_factory=dict)
    losses: tuple[Loss, ...] = ()
    excluded: tuple[Excluded, ...] = ()
    warnings: tuple[Message, ...] = ()
    undecided: int = 0

    @property
    def articles(self) -> int:
        """How many articles were written."""
        return self.counts.get("articles", 0)


class Exporter(Protocol):
    """One export format.

    Attributes:
        name: its key in `EXPORTERS`.
        title: message id of its name for people.
        suffix: ending of its files, with the dot; empty for a folder.
        limits: message ids that say what the format cannot hold.
    """

    name: str
    title: str
    suffix: str
    limits: tuple[str, ...]

    def is_ours(self, target: Path) -> bool:
        """Whether what lies at `target` is an earlier export in this format."""
        ...

    def write(
        self, documents: Iterable[AnnotatedArticle | Excluded], target: Path, context: ExportContext
    ) -> ExportReport:
        """Write all documents, or nothing: what lay at `target` stays until the new is whole.

        Args:
            documents: one after the other; articles that the scope leaves out come as `Excluded`.
            target: the file or folder; an earlier one is replaced.
            context: what is written beside them.

        Raises:
            EnvironmentTrouble: the disk is full, the folder read-only or not there.
        """
        ...


class Tally:
    """Counts what passes into an export, and keeps what was left out or lost."""

    def __init__(self) -> None:
        """Start with nothing."""
        self.counts: Counter[str] = Counter()
        self.excluded: list[Excluded] = []
        self.losses: list[Loss] = []
        self.undecided = 0

    def take(self, documents: Iterable[AnnotatedArticle | Excluded]) -> Iterator[AnnotatedArticle]:
        """The articles to write; what is excluded is noted.

        Several annotations of an article follow each other and count as one article.
        """
        last = None
        waiting: set[SuggestionId] = set()
        for document in documents:
            if isinstance(document, Excluded):
                self.excluded.append(document)
                continue
            if document.article.id != last:
                last = document.article.id
                self.counts.update(("articles", f"languages.{document.article.meta.language}"))
                self.counts["suggestions"] += len(document.suggestions)
                self.undecided += len(document.suggestions)
                waiting = {one.id for one in document.suggestions}
            decisions = document.annotation.decisions if document.annotation else ()
            decided = waiting & {one.suggestion for one in decisions}
            self.undecided -= len(decided)
            waiting -= decided
            self.counts.update(_counted(document))
            self.counts.update(_counted_links(document))
            yield document

    def report(
        self, name: str, target: Path, context: ExportContext, *warnings: Message
    ) -> ExportReport:
        """What was written, as far as it is known now."""
        return ExportReport(
            format=name,
            target=target,
            scope=context.scope,
            counts=dict(sorted(self.counts.items())),
            losses=tuple(self.losses),
            excluded=tuple(self.excluded),
            warnings=warnings,
            undecided=self.undecided,
        )


def _counted_links(document: AnnotatedArticle) -> Iterator[str]:
    """Links by where their entry is known from, and by its regimes."""
    for item in document.annotation.references if document.annotation else ():
        for link in item.links:
            entry = document.entry(link.entry, link.list_version)
            yield f"links.{entry.source if entry else 'unknown'}"
            yield from (f"regimes.{one}" for one in (entry.regimes if entry else ()))


def _counted(document: AnnotatedArticle) -> Iterator[str]:
    annotation = document.annotation
    if annotation is None:
        return
    yield "annotations"
    yield "gold" if document.gold else f"status.{annotation.state.status}"
    yield from (f"decisions.{one.verdict}" for one in annotation.decisions)
    for item in annotation.items:
        if isinstance(item, Mention):
            yield f"mentions.{item.label or item.form}"
        elif isinstance(item, Quote):
            yield f"quotes.{item.kind}"
            yield f"claim_types.{item.claim_type or 'none'}"
            yield from (f"known_by.{who.known_by}" for who in item.speakers)
        else:
            yield f"references.{item.kind}"
            yield f"reference_statuses.{item.status}"
