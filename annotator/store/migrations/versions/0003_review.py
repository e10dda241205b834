"""What a list of suggestions filters by: columns of their own, and an index that answers alone."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

PLACE = """
    UPDATE suggestion SET
        kind = coalesce(json_extract(body, CASE type WHEN 'mention' THEN '$.value.form'
            ELSE '$.value.kind' END), ''),
        label = json_extract(body, '$.value.label'),
        claim = json_extract(body, '$.value.claim_type'),
        start = coalesce(json_extract(body, '$.value.start'),
            json_extract(body, '$.value.segments[0].start'), 0),
        "end" = coalesce(json_extract(body, '$.value.end'),
            json_extract(body, '$.value.segments[0].end'), 0),
        words = coalesce(json_extract(body, '$.value.text'),
            json_extract(body, '$.value.segments[0].text'), '')
"""


def upgrade() -> None:
    """Add the columns and fill them; index them, the items of decisions and the bin."""
    for column in (
        sa.Column("kind", sa.String(), nullable=False, server_default=""),
        sa.Column("label", sa.String(), nullable=True),
        sa.Column("claim", sa.String(), nullable=True),
        sa.Column("start", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("end", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("words", sa.String(), nullable=False, server_default=""),
    ):
        op.add_column("suggestion", column)
    op.execute(PLACE)
    op.drop_index("ix_suggestion_article_id", "suggestion")
    op.create_index(
        "ix_suggestion_review",
        "suggestion",
        ["article_id", "type", "kind", "label", "claim", "source", "score", "start", "id"],
    )
    in_bin = sa.text("binned = 1")
    op.create_index("ix_article_in_bin", "article", ["number"], sqlite_where=in_bin)
    op.create_index("ix_decision_annotation_id_item_id", "decision", ["annotation_id", "item_id"])
