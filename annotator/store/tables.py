"""The tables of a project file; the same for every database that SQLAlchemy speaks.

What one filters or counts by is a column of its own; the whole record is JSON in `body`, in the
form of `annotator.model.codec`. Foreign keys are deferred to the end of the transaction, so that
the records of one batch may be written in any order.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    JSON,
    Double,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    LargeBinary,
    MetaData,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

NAMES = {
    "ix": "ix_%(column_0_N_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """Root of all tables; JSON columns hold plain values."""

    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map = {dict[str, Any]: JSON, list[Any]: JSON}  # noqa: RUF012 (SQLAlchemy's)


def _to(column: str, *, cascade: bool = False) -> ForeignKey:
    return ForeignKey(
        column,
        ondelete="CASCADE" if cascade else None,
        deferrable=True,
        initially="DEFERRED",
    )


class ProjectRow(Base):
    """The one row that says which project this is; `replica` names this copy of it."""

    __tablename__ = "project"
    id: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    replica: Mapped[str]
    language: Mapped[str]
    scheme: Mapped[str]
    created: Mapped[str]


class SettingRow(Base):
    """What belongs to the project and is neither text nor work, by name."""

    __tablename__ = "setting"
    name: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[dict[str, Any]]


class ImportRunRow(Base):
    """One imported file."""

    __tablename__ = "import_run"
    id: Mapped[str] = mapped_column(primary_key=True)
    source: Mapped[str]
    format: Mapped[str]
    by: Mapped[str]
    sha256: Mapped[str]
    at: Mapped[str]
    articles: Mapped[int]


class ArticleRow(Base):
    """An article; what lists show comes before the long columns, which SQLite then skips.

    `number` is the order of import and the row id that the text search points to. `raw` is the
    file's bytes, compressed by zlib. `suggestions` counts the rows of the table of that name.
    """

    __tablename__ = "article"
    __table_args__ = (Index("ix_article_in_bin", "number", sqlite_where=text("binned = 1")),)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    id: Mapped[str] = mapped_column(unique=True)
    revision: Mapped[int]
    title: Mapped[str]
    source_file: Mapped[str | None]
    published: Mapped[str | None]
    source: Mapped[str | None]
    author: Mapped[str | None]
    url: Mapped[str | None]
    language: Mapped[str]
    binned: Mapped[bool]
    words: Mapped[int]
    suggestions: Mapped[int]
    prelabelled: Mapped[bool]
    body_start: Mapped[int]
    sha256: Mapped[str] = mapped_column(index=True)
    raw_sha256: Mapped[str] = mapped_column(index=True)
    import_run_id: Mapped[str | None] = mapped_column(_to("import_run.id"))
    text: Mapped[str]
    raw: Mapped[bytes] = mapped_column(LargeBinary)


class ActorRow(Base):
    """An actor of the register, or of one article alone."""

    __tablename__ = "actor"
    id: Mapped[str] = mapped_column(primary_key=True)
    article_id: Mapped[str | None] = mapped_column(_to("article.id"), index=True)
    name: Mapped[str]
    kind: Mapped[str]
    body: Mapped[dict[str, Any]]


class AnnotationRow(Base):
    """One annotator's work on one article revision in one round.

    `version` grows with every change. `quotes`, `undecided` (quotes without a claim type) and
    `decided` (suggestions of the article that were decided on) are what lists show. `flags` are the
    article's and `item_flags` those that any item has, with a blank between them.
    """

    __tablename__ = "annotation"
    __table_args__ = (UniqueConstraint("article_id", "revision", "annotator", "round"),)
    id: Mapped[str] = mapped_column(primary_key=True)
    article_id: Mapped[str] = mapped_column(_to("article.id"))
    revision: Mapped[int]
    annotator: Mapped[str]
    round: Mapped[int]
    scheme: Mapped[str]
    status: Mapped[str]
    notes: Mapped[str]
    open_reason: Mapped[str]
    flags: Mapped[str] = mapped_column(server_default="")
    item_flags: Mapped[str] = mapped_column(server_default="")
    quotes: Mapped[int]
    undecided: Mapped[int]
    decided: Mapped[int]
    version: Mapped[int]


def _to_item(column: str, *, cascade: bool = False) -> ForeignKeyConstraint:
    """A pointer to an item of the same annotation."""
    return ForeignKeyConstraint(
        ["annotation_id", column],
        ["item.annotation_id", "item.id"],
        ondelete="CASCADE" if cascade else None,
        deferrable=True,
        initially="DEFERRED",
    )


class ItemRow(Base):
    """A mention, quote or reference. `kind` is the form, the quote's kind or the reference's.

    Two annotators who accept one suggestion have an item of the same id each.
    """

    __tablename__ = "item"
    __table_args__ = ({"sqlite_with_rowid": False},)
    annotation_id: Mapped[str] = mapped_column(_to("annotation.id", cascade=True), primary_key=True)
    id: Mapped[str] = mapped_column(primary_key=True)
    type: Mapped[str]
    kind: Mapped[str]
    label: Mapped[str | None]
    claim: Mapped[str | None]
    status: Mapped[str | None]
    body: Mapped[dict[str, Any]]


class ItemSpanRow(Base):
    """A place in the text that an item takes; `ord` is its place among the item's spans."""

    __tablename__ = "item_span"
    __table_args__ = (_to_item("item_id", cascade=True), {"sqlite_with_rowid": False})
    annotation_id: Mapped[str] = mapped_column(primary_key=True)
    item_id: Mapped[str] = mapped_column(primary_key=True)
    ord: Mapped[int] = mapped_column(primary_key=True)
    role: Mapped[str]
    start: Mapped[int]
    end: Mapped[int]
    text: Mapped[str]


class ItemLinkRow(Base):
    """What an item points to: an actor, another item or a catalogue entry (one of the three)."""

    __tablename__ = "item_link"
    __table_args__ = (
        _to_item("item_id", cascade=True),
        _to_item("target_id"),
        Index("ix_item_link_annotation_id_target_id", "annotation_id", "target_id"),
        {"sqlite_with_rowid": False},
    )
    annotation_id: Mapped[str] = mapped_column(primary_key=True)
    item_id: Mapped[str] = mapped_column(primary_key=True)
    ord: Mapped[int] = mapped_column(primary_key=True)
    role: Mapped[str]
    actor_id: Mapped[str | None] = mapped_column(_to("actor.id"), index=True)
    target_id: Mapped[str | None]
    entry: Mapped[str | None] = mapped_column(index=True)


class SuggestionRow(Base):
    """What a machine proposed; `ord` is its place among the article's.

    What lists filter by stands beside the record: `kind` as with items, the bounds and words of
    the first span (0 and empty where there is none). The index answers such questions alone.
    """

    __tablename__ = "suggestion"
    __table_args__ = (
        Index(
            "ix_suggestion_review",
            *("article_id", "type", "kind", "label", "claim", "source", "score", "start", "id"),
        ),
    )
    id: Mapped[str] = mapped_column(primary_key=True)
    article_id: Mapped[str] = mapped_column(_to("article.id", cascade=True))
    ord: Mapped[int]
    type: Mapped[str]
    source: Mapped[str]
    score: Mapped[float] = mapped_column(Double)
    body: Mapped[dict[str, Any]]
    kind: Mapped[str]
    label: Mapped[str | None]
    claim: Mapped[str | None]
    start: Mapped[int]
    end: Mapped[int]
    words: Mapped[str]


class MachinePassRow(Base):
    """With what an article's suggestions were made; none for those that came from elsewhere."""

    __tablename__ = "machine_pass"
    __table_args__ = ({"sqlite_with_rowid": False},)
    article_id: Mapped[str] = mapped_column(_to("article.id", cascade=True), primary_key=True)
    made_with: Mapped[str]


class SuggestedActorRow(Base):
    """Somebody that suggestions point to and the register may not know."""

    __tablename__ = "suggested_actor"
    __table_args__ = ({"sqlite_with_rowid": False},)
    article_id: Mapped[str] = mapped_column(_to("article.id", cascade=True), primary_key=True)
    id: Mapped[str] = mapped_column(primary_key=True)
    ord: Mapped[int]
    body: Mapped[dict[str, Any]]


class DecisionRow(Base):
    """What an annotation did with a suggestion. The item may be gone since; the log has it."""

    __tablename__ = "decision"
    __table_args__ = (
        Index("ix_decision_annotation_id_item_id", "annotation_id", "item_id"),
        {"sqlite_with_rowid": False},
    )
    annotation_id: Mapped[str] = mapped_column(_to("annotation.id", cascade=True), primary_key=True)
    suggestion_id: Mapped[str] = mapped_column(primary_key=True, index=True)
    verdict: Mapped[str]
    item_id: Mapped[str | None]


class GoldRow(Base):
    """The settled annotation of an article revision, with what it was made from."""

    __tablename__ = "gold"
    article_id: Mapped[str] = mapped_column(_to("article.id"), primary_key=True)
    revision: Mapped[int] = mapped_column(primary_key=True)
    annotation_id: Mapped[str] = mapped_column(_to("annotation.id"))
    sources: Mapped[list[Any]]
    dissent: Mapped[list[Any]]


class ListedEntryRow(Base):
    """An entry of an official list that somebody linked to, so that the project can be read alone.

    `version` is the SHA-256 of the edition that it was chosen from, as the link has it. Rows stay
    when the link goes: undoing and redoing need them, and who looks asks for the linked ones.
    `withdrawn` says when an edition without it was imported (UTC, ISO), empty if none is known.
    """

    __tablename__ = "listed_entry"
    __table_args__ = ({"sqlite_with_rowid": False},)
    entry: Mapped[str] = mapped_column(primary_key=True)
    version: Mapped[str] = mapped_column(primary_key=True)
    list: Mapped[str]
    file_name: Mapped[str]
    published: Mapped[str]
    imported: Mapped[str]
    count: Mapped[int]
    withdrawn: Mapped[str]
    body: Mapped[str]


class ChangeLogRow(Base):
    """The log: only ever added to. Its order is (replica, seq), never `at`."""

    __tablename__ = "change_log"
    __table_args__ = (UniqueConstraint("batch"),)
    replica: Mapped[str] = mapped_column(primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True)
    batch: Mapped[str]
    author: Mapped[str]
    at: Mapped[str]
    payload: Mapped[int]
    article_id: Mapped[str | None] = mapped_column(index=True)
    annotation_id: Mapped[str | None] = mapped_column(index=True)
    import_run_id: Mapped[str | None]
    undoes: Mapped[str | None]
    redoes: Mapped[str | None]
    body: Mapped[dict[str, Any]]
