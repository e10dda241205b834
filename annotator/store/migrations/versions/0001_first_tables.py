"""The first tables: everything that a project file held when Guillemet began."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


DEFERRED: dict[str, Any] = {"deferrable": True, "initially": "DEFERRED"}
SEARCH = (
    """CREATE VIRTUAL TABLE article_search USING fts5(
        title, text, source, author, content='article', content_rowid='number',
        tokenize='unicode61 remove_diacritics 2')""",
    """CREATE TRIGGER article_search_added AFTER INSERT ON article BEGIN
        INSERT INTO article_search(rowid, title, text, source, author)
        VALUES (new.number, new.title, new.text, new.source, new.author); END""",
    """CREATE TRIGGER article_search_removed AFTER DELETE ON article BEGIN
        INSERT INTO article_search(article_search, rowid, title, text, source, author)
        VALUES ('delete', old.number, old.title, old.text, old.source, old.author); END""",
    """CREATE TRIGGER article_search_changed AFTER UPDATE OF title, text, source, author
        ON article BEGIN
        INSERT INTO article_search(article_search, rowid, title, text, source, author)
        VALUES ('delete', old.number, old.title, old.text, old.source, old.author);
        INSERT INTO article_search(rowid, title, text, source, author)
        VALUES (new.number, new.title, new.text, new.source, new.author); END""",
)


def upgrade() -> None:
    """Make every table and the text search."""
    _project()
    _article()
    _actor()
    _annotation()
    _item()
    _item_parts()
    _suggestion()
    _decision()
    _change_log()
    if op.get_bind().dialect.name == "sqlite":
        for statement in SEARCH:
            op.execute(statement)


def _project() -> None:
    op.create_table(
        "project",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("replica", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("scheme", sa.String(), nullable=False),
        sa.Column("created", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_project"),
    )
    op.create_table(
        "setting",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("value", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_setting"),
    )
    op.create_table(
        "import_run",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("format", sa.String(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("articles", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_import_run"),
    )


def _article() -> None:
    op.create_table(
        "article",
        sa.Column("number", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("source_file", sa.String(), nullable=True),
        sa.Column("published", sa.String(), nullable=True),
        sa.Column("source", sa.String(), nullable=True),
        sa.Column("author", sa.String(), nullable=True),
        sa.Column("url", sa.String(), nullable=True),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("binned", sa.Boolean(), nullable=False),
        sa.Column("words", sa.Integer(), nullable=False),
        sa.Column("suggestions", sa.Integer(), nullable=False),
        sa.Column("prelabelled", sa.Boolean(), nullable=False),
        sa.Column("body_start", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("raw_sha256", sa.String(), nullable=False),
        sa.Column("import_run_id", sa.String(), nullable=True),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("raw", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["import_run_id"], ["import_run.id"], name="fk_article_import_run_id", **DEFERRED
        ),
        sa.PrimaryKeyConstraint("number", name="pk_article"),
        sa.UniqueConstraint("id", name="uq_article_id"),
    )
    op.create_index("ix_article_raw_sha256", "article", ["raw_sha256"])
    op.create_index("ix_article_sha256", "article", ["sha256"])


def _actor() -> None:
    op.create_table(
        "actor",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("article_id", sa.String(), nullable=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_id"], ["article.id"], name="fk_actor_article_id", **DEFERRED
        ),
        sa.PrimaryKeyConstraint("id", name="pk_actor"),
    )
    op.create_index("ix_actor_article_id", "actor", ["article_id"])


def _annotation() -> None:
    op.create_table(
        "annotation",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("article_id", sa.String(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("annotator", sa.String(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("scheme", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("notes", sa.String(), nullable=False),
        sa.Column("open_reason", sa.String(), nullable=False),
        sa.Column("quotes", sa.Integer(), nullable=False),
        sa.Column("undecided", sa.Integer(), nullable=False),
        sa.Column("decided", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_id"], ["article.id"], name="fk_annotation_article_id", **DEFERRED
        ),
        sa.PrimaryKeyConstraint("id", name="pk_annotation"),
        sa.UniqueConstraint(
            "article_id",
            "revision",
            "annotator",
            "round",
            name="uq_annotation_article_id_revision_annotator_round",
        ),
    )


def _item() -> None:
    op.create_table(
        "item",
        sa.Column("annotation_id", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("type", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("label", sa.String(), nullable=True),
        sa.Column("claim", sa.String(), nullable=True),
        sa.Column("status", sa.String(), nullable=True),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["annotation_id"],
            ["annotation.id"],
            name="fk_item_annotation_id",
            ondelete="CASCADE",
            **DEFERRED,
        ),
        sa.PrimaryKeyConstraint("annotation_id", "id", name="pk_item"),
        sqlite_with_rowid=False,
    )


def _item_parts() -> None:
    op.create_table(
        "item_span",
        sa.Column("annotation_id", sa.String(), nullable=False),
        sa.Column("item_id", sa.String(), nullable=False),
        sa.Column("ord", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["annotation_id", "item_id"],
            ["item.annotation_id", "item.id"],
            name="fk_item_span_annotation_id_item_id",
            ondelete="CASCADE",
            **DEFERRED,
        ),
        sa.PrimaryKeyConstraint("annotation_id", "item_id", "ord", name="pk_item_span"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "item_link",
        sa.Column("annotation_id", sa.String(), nullable=False),
        sa.Column("item_id", sa.String(), nullable=False),
        sa.Column("ord", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("actor_id", sa.String(), nullable=True),
        sa.Column("target_id", sa.String(), nullable=True),
        sa.Column("entry", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["actor_id"], ["actor.id"], name="fk_item_link_actor_id", **DEFERRED
        ),
        sa.ForeignKeyConstraint(
            ["annotation_id", "item_id"],
            ["item.annotation_id", "item.id"],
            name="fk_item_link_annotation_id_item_id",
            ondelete="CASCADE",
            **DEFERRED,
        ),
        sa.ForeignKeyConstraint(
            ["annotation_id", "target_id"],
            ["item.annotation_id", "item.id"],
            name="fk_item_link_annotation_id_target_id",
            **DEFERRED,
        ),
        sa.PrimaryKeyConstraint("annotation_id", "item_id", "ord", name="pk_item_link"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_item_link_actor_id", "item_link", ["actor_id"])
    op.create_index(
        "ix_item_link_annotation_id_target_id", "item_link", ["annotation_id", "target_id"]
    )
    op.create_index("ix_item_link_entry", "item_link", ["entry"])


def _suggestion() -> None:
    op.create_table(
        "suggestion",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("article_id", sa.String(), nullable=False),
        sa.Column("ord", sa.Integer(), nullable=False),
        sa.Column("type", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("score", sa.Double(), nullable=False),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_id"],
            ["article.id"],
            name="fk_suggestion_article_id",
            ondelete="CASCADE",
            **DEFERRED,
        ),
        sa.PrimaryKeyConstraint("id", name="pk_suggestion"),
    )
    op.create_index("ix_suggestion_article_id", "suggestion", ["article_id"])
    op.create_table(
        "suggested_actor",
        sa.Column("article_id", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("ord", sa.Integer(), nullable=False),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_id"],
            ["article.id"],
            name="fk_suggested_actor_article_id",
            ondelete="CASCADE",
            **DEFERRED,
        ),
        sa.PrimaryKeyConstraint("article_id", "id", name="pk_suggested_actor"),
        sqlite_with_rowid=False,
    )


def _decision() -> None:
    op.create_table(
        "decision",
        sa.Column("annotation_id", sa.String(), nullable=False),
        sa.Column("suggestion_id", sa.String(), nullable=False),
        sa.Column("verdict", sa.String(), nullable=False),
        sa.Column("item_id", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["annotation_id"],
            ["annotation.id"],
            name="fk_decision_annotation_id",
            ondelete="CASCADE",
            **DEFERRED,
        ),
        sa.PrimaryKeyConstraint("annotation_id", "suggestion_id", name="pk_decision"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_decision_suggestion_id", "decision", ["suggestion_id"])
    op.create_table(
        "gold",
        sa.Column("article_id", sa.String(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("annotation_id", sa.String(), nullable=False),
        sa.Column("sources", sa.JSON(), nullable=False),
        sa.Column("dissent", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["annotation_id"], ["annotation.id"], name="fk_gold_annotation_id", **DEFERRED
        ),
        sa.ForeignKeyConstraint(
            ["article_id"], ["article.id"], name="fk_gold_article_id", **DEFERRED
        ),
        sa.PrimaryKeyConstraint("article_id", "revision", name="pk_gold"),
    )


def _change_log() -> None:
    op.create_table(
        "change_log",
        sa.Column("replica", sa.String(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("batch", sa.String(), nullable=False),
        sa.Column("author", sa.String(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("payload", sa.Integer(), nullable=False),
        sa.Column("article_id", sa.String(), nullable=True),
        sa.Column("annotation_id", sa.String(), nullable=True),
        sa.Column("import_run_id", sa.String(), nullable=True),
        sa.Column("undoes", sa.String(), nullable=True),
        sa.Column("redoes", sa.String(), nullable=True),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("replica", "seq", name="pk_change_log"),
        sa.UniqueConstraint("batch", name="uq_change_log_batch"),
    )
    op.create_index("ix_change_log_annotation_id", "change_log", ["annotation_id"])
    op.create_index("ix_change_log_article_id", "change_log", ["article_id"])
