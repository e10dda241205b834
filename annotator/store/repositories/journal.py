"""The log: one line for each batch, only ever added to, ordered by (replica, sequence number)."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, String, bindparam, func, insert, or_, select, type_coerce

from annotator.model.annotation import Decision
from annotator.model.change import Batch
from annotator.model.ids import AnnotationId, ArticleId, SuggestionId
from annotator.model.log_codec import batch_from_json, batch_to_json
from annotator.store.mapping import loads_all
from annotator.store.tables import ChangeLogRow, ProjectRow

PAYLOAD = 1
"""Version of the JSON form of a batch (`annotator.model.log_codec`)."""

_LAST = select(
    ProjectRow.replica,
    select(func.max(ChangeLogRow.seq))
    .where(ChangeLogRow.replica == ProjectRow.replica)
    .correlate(ProjectRow)
    .scalar_subquery(),
)
_ADD = insert(ChangeLogRow)
_ORDER = (ChangeLogRow.replica, ChangeLogRow.seq)
_BATCHES = (
    select(type_coerce(ChangeLogRow.body, String))  # as it lies in the file: read in one go
    .where(ChangeLogRow.annotation_id == bindparam("annotation"))
    .order_by(*_ORDER)
)
_DECIDING = select(type_coerce(ChangeLogRow.body, String)).where(
    ChangeLogRow.article_id == bindparam("article"), ChangeLogRow.annotation_id.is_not(None)
)


@dataclass(frozen=True, slots=True)
class LogEntry:
    """One line of the log.

    Attributes:
        replica: the copy of the project that it was made in.
        seq: its number within that copy, from 1.
        author: who did it.
        at: when, ISO 8601 in UTC, as the clock said; never an order.
        import_run: the import that the line stands for, if it is one.
    """

    replica: str
    seq: int
    author: str
    at: str
    batch: Batch
    article: ArticleId | None
    annotation: AnnotationId | None
    import_run: str | None


def now() -> str:
    """The moment in UTC, ISO 8601 to the second."""
    return datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")


def append(
    connection: Connection,
    batch: Batch,
    author: str,
    *,
    article: ArticleId | None = None,
    annotation: AnnotationId | None = None,
    import_run: str | None = None,
) -> int:
    """Add a line to the log; its number within this copy of the project."""
    replica, last = connection.execute(_LAST).one()
    seq = (last or 0) + 1
    connection.execute(
        _ADD,
        {
            "replica": replica,
            "seq": seq,
            "batch": batch.id,
            "author": author,
            "at": now(),
            "payload": PAYLOAD,
            "article_id": article,
            "annotation_id": annotation,
            "import_run_id": import_run,
            "undoes": batch.undoes,
            "redoes": batch.redoes,
            "body": batch_to_json(batch),
        },
    )
    return seq


def batches(connection: Connection, annotation: AnnotationId) -> tuple[Batch, ...]:
    """The batches of one annotation in order."""
    bodies = connection.execute(_BATCHES, {"annotation": annotation}).scalars().all()
    return tuple(batch_from_json(body) for body in loads_all(bodies))


def decided_once(connection: Connection, article: ArticleId) -> frozenset[SuggestionId]:
    """The suggestions of an article that anybody ever decided on, be it undone since."""
    bodies = connection.execute(_DECIDING, {"article": article}).scalars().all()
    found = (
        change.record for body in loads_all(bodies) for change in batch_from_json(body).changes
    )
    return frozenset(one.suggestion for one in found if isinstance(one, Decision))


def history(connection: Connection, article: ArticleId) -> tuple[LogEntry, ...]:
    """Every line of the log that concerns an article, in order."""
    mine = select(ChangeLogRow.__table__).where(ChangeLogRow.article_id == article)
    rows = connection.execute(mine.order_by(*_ORDER)).all()
    return tuple(_entry(row) for row in rows)


def made_by(
    connection: Connection, author: str, since: str, read: Mapping[str, int]
) -> tuple[LogEntry, ...]:
    """The steps on annotations that somebody made from a moment on, in order; imports are none.

    Args:
        connection: to the project.
        author: who.
        since: ISO 8601 in UTC; lines from before are left out.
        read: by copy of the project, the last line that need not be read again.
    """
    log = ChangeLogRow
    known = [or_(log.replica != replica, log.seq > seq) for replica, seq in read.items()]
    asked = select(log.__table__).where(
        log.author == author,
        log.annotation_id.is_not(None),
        log.import_run_id.is_(None),
        log.at >= since,
        *known,
    )
    return tuple(_entry(row) for row in connection.execute(asked.order_by(*_ORDER)).all())


def _entry(row: Any) -> LogEntry:
    return LogEntry(
        replica=row.replica,
        seq=row.seq,
        author=row.author,
        at=row.at,
        batch=batch_from_json(row.body),
        article=ArticleId(row.article_id) if row.article_id else None,
        annotation=AnnotationId(row.annotation_id) if row.annotation_id else None,
        import_run=row.import_run_id,
    )
