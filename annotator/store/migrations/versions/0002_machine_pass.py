"""With what the suggestions of each article were made, so that older ones can be made anew."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table; what the machine looked at before counts as made with something older."""
    op.create_table(
        "machine_pass",
        sa.Column("article_id", sa.String(), nullable=False),
        sa.Column("made_with", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_id"],
            ["article.id"],
            name="fk_machine_pass_article_id",
            ondelete="CASCADE",
            deferrable=True,
            initially="DEFERRED",
        ),
        sa.PrimaryKeyConstraint("article_id", name="pk_machine_pass"),
        sqlite_with_rowid=False,
    )
    op.execute(
        "INSERT INTO machine_pass (article_id, made_with)"
        " SELECT id, '' FROM article WHERE prelabelled"
    )
