"""Flags of articles, and beside each annotation those that its items have, for lists."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns; nothing had a flag before."""
    for name in ("flags", "item_flags"):
        column = sa.Column(name, sa.String(), nullable=False, server_default="")
        op.add_column("annotation", column)
