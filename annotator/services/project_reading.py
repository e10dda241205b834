"""Puts together what a project gives out: rows of the list, an annotator's work with its texts."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import Connection

from annotator.identifiers import new_id
from annotator.model.annotation import Annotation, AnnotationState, Status
from annotator.model.article import Article, ArticleState
from annotator.model.change import Change, Work
from annotator.model.ids import ActorId, AnnotationId, ArticleId
from annotator.model.items import Actor
from annotator.model.message import Message, msg
from annotator.services.project_values import ArticleRow, LoadedWork, PassScope
from annotator.store.mapping import flags_from_column, meta_from_row
from annotator.store.repositories import actors, articles, journal, proposals, works

Value = TypeVar("Value")
Register = Mapping[ActorId, Actor]


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which annotations are asked for; None asks for all.

    Attributes:
        annotator: who made them.
        statuses: how far they are; "new" includes articles that nobody has begun.
    """

    annotator: str | None = None
    statuses: Collection[Status] | None = None

    def takes(self, status: Status) -> bool:
        """Whether work of this status is asked for."""
        return self.statuses is None or status in self.statuses


def chunks(values: Iterable[Value], size: int) -> Iterator[list[Value]]:
    """The values in lists of `size`, the last one shorter."""
    rest = iter(values)
    while chunk := list(islice(rest, size)):
        yield chunk


def list_row(row: Any) -> ArticleRow:
    """A row of the article list from a row of the tables."""
    begun = row.status is not None
    return ArticleRow(
        id=ArticleId(row.id),
        title=row.title,
        meta=meta_from_row(row),
        status=row.status if begun else "new",
        binned=row.binned,
        words=row.words,
        quotes=row.quotes if begun else 0,
        undecided=row.undecided if begun else 0,
        open_suggestions=max(0, row.suggestions - (row.decided if begun else 0)),
        noted=bool(row.notes),
        flags=flags_from_column(row.flags),
        item_flags=flags_from_column(row.item_flags),
    )


def with_changes(register: Register, changes: Iterable[Change]) -> dict[ActorId, Actor]:
    """The register after actors were added or changed."""
    known = dict(register)
    for change in changes:
        if isinstance(change.after, Actor) and change.after.article is None:
            known[change.after.id] = change.after
    return known


def new_annotation(article: Article, annotator: str, round: int, scheme: str) -> Annotation:
    """An annotation that nothing was done in yet; its row is made with its first change."""
    made = AnnotationId(new_id())
    return Annotation(
        id=made,
        article=article.id,
        by=annotator,
        scheme=scheme,
        revision=article.revision,
        round=round,
        state=AnnotationState(made),
    )


def load_one(
    connection: Connection,
    article_id: ArticleId,
    annotator: str,
    round: int,
    scheme: str,
    register: Register,
) -> LoadedWork:
    """One annotator's work on one article, with its log; empty work if there is none.

    Raises:
        UserError: there is no such article.
        SpanError: an item's words are not those of the text.
    """
    article, state = articles.opened(connection, article_id)
    found = works.find(connection, {article_id: article}, annotator=annotator, round=round)
    stored = found.get(article_id, [])
    annotation = stored[0] if stored else new_annotation(article, annotator, round, scheme)
    local = actors.local(connection, [article_id])[article_id]
    return LoadedWork(
        article=article,
        work=Work(annotation, {**register, **local}, state),
        proposals=proposals.find(connection, [article_id])[article_id],
        log=journal.batches(connection, annotation.id) if stored else (),
        gold=annotation.id in works.gold_ids(connection, [article_id]),
    )


def load_many(
    connection: Connection,
    ids: Sequence[ArticleId],
    wanted: Wanted,
    starter: tuple[str, str],
    register: Register,
) -> Iterator[LoadedWork]:
    """The work on several articles outside the bin, in the order of `ids`, without its log.

    Args:
        connection: of a reading transaction.
        ids: the articles.
        wanted: which annotations.
        starter: annotator and scheme of the empty work of an article that nobody has begun.
        register: the project's actors.
    """
    texts = articles.get_many(connection, ids)
    stored = works.find(connection, texts, annotator=wanted.annotator)
    proposed = proposals.find(connection, ids)
    local = actors.local(connection, ids)
    gold = works.gold_ids(connection, ids)
    for one in ids:
        article = texts[one]
        begun = stored.get(one) or [new_annotation(article, starter[0], 1, starter[1])]
        state = ArticleState(one, article.title, article.meta)
        for work in begun:
            if wanted.takes(work.state.status):
                around = Work(work, {**register, **local[one]}, state)
                yield LoadedWork(article, around, proposed[one], gold=work.id in gold)


def due(
    connection: Connection, scope: PassScope, only: ArticleId | None = None
) -> tuple[ArticleId, ...]:
    """The articles that a pass of the machine is to look at; `only` asks of one alone."""
    new = articles.unlabelled(connection, None, only) if scope.new else ()
    old = articles.outdated(connection, scope.made_with, only) if scope.outdated else ()
    begun = articles.read_by_machine(connection, only) if scope.begun else ()
    return (*new, *old, *begun)


def did(before: ArticleState, after: ArticleState) -> Message:
    """What was done to an article, in words for the log."""
    if before.binned != after.binned:
        return msg("store.did_bin" if after.binned else "store.did_restore", title=after.title)
    return msg("store.did_edit", title=after.title)
