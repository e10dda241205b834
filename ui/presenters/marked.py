"""Which articles the list shows by their marks: flags on them or in them, and notes."""

from __future__ import annotations

from typing import Literal, get_args

from annotator.services.projects import ArticleRow

Marked = Literal["all", "any", "unsure", "discuss", "noted"]
MARKED: tuple[Marked, ...] = get_args(Marked)


def fits(row: ArticleRow, wanted: Marked) -> bool:
    """Whether an article is among those that are wanted."""
    if wanted == "all":
        return True
    if wanted == "any":
        return row.flagged
    if wanted == "noted":
        return row.noted
    return wanted in row.flags or wanted in row.item_flags
