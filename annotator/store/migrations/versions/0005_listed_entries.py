"""The entries of official lists that annotations link to, as the edition had them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the table; nothing linked to such an entry before."""
    op.create_table(
        "listed_entry",
        sa.Column("entry", sa.String(), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("list", sa.String(), nullable=False),
        sa.Column("file_name", sa.String(), nullable=False),
        sa.Column("published", sa.String(), nullable=False),
        sa.Column("imported", sa.String(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("withdrawn", sa.String(), nullable=False),
        sa.Column("body", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("entry", "version", name=op.f("pk_listed_entry")),
        sqlite_with_rowid=False,
    )
