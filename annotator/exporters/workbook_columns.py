"""The sheets of the workbook and their columns, with the values that a cell can have."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Literal

SheetName = Literal["articles", "entities", "quotes", "references", "actors", "codebook", "about"]


@dataclass(frozen=True, slots=True)
class Column:
    """One column: message id `export.column.<key>`, width in characters, long text wrapped.

    Attributes:
        title: the header where it is no message, such as the name of a label.
    """

    key: str
    width: int = 14
    wrap: bool = False
    title: str = ""


@dataclass(frozen=True, slots=True)
class Marked:
    """Text of which some stretches are set in bold: (text, whether it is marked) in order."""

    runs: tuple[tuple[str, bool], ...]


Value = str | int | float | datetime.datetime | Marked | None
Row = dict[str, Value]

_TITLE = Column("title", 34, wrap=True)
_PUBLISHED = Column("published", 12)
_CONTEXT = Column("context", 70, wrap=True)
_MAKER = (
    Column("by", 16),
    Column("origin", 18),
    Column("score", 8),
    Column("note", 24, wrap=True),
    Column("flags", 14),
    Column("start", 8),
    Column("end", 8),
    Column("article_id", 12),
    Column("item_id", 12),
)
Columns = dict[SheetName, tuple[Column, ...]]
COLUMNS: Columns = {
    "articles": (
        Column("title", 60, wrap=True),
        _PUBLISHED,
        Column("source", 18),
        Column("author", 18),
        Column("url", 24),
        Column("language", 9),
        Column("words", 8),
        Column("by", 16),
        Column("status", 14),
        Column("entities", 9),
        Column("quotes", 9),
        Column("references", 9),
        Column("open_suggestions", 12),
        Column("notes", 40, wrap=True),
        Column("flags", 14),
        Column("open_reason", 40, wrap=True),
        Column("source_file", 24),
        Column("article_id", 12),
        Column("sha256", 12),
    ),
    "entities": (
        _TITLE,
        _PUBLISHED,
        Column("text", 28, wrap=True),
        Column("label", 16),
        Column("label_id", 9),
        Column("form", 12),
        Column("actor", 26, wrap=True),
        Column("actor_kind", 14),
        Column("chain", 8),
        _CONTEXT,
        *_MAKER,
        Column("actor_id", 12),
    ),
    "quotes": (
        _TITLE,
        _PUBLISHED,
        _CONTEXT,
        Column("quote", 60, wrap=True),
        Column("speaker", 28, wrap=True),
        Column("speaker_words", 34, wrap=True),
        Column("known_by", 18),
        Column("sure", 10),
        Column("on_behalf_of", 20, wrap=True),
        Column("addressee", 20, wrap=True),
        Column("cue", 22, wrap=True),
        Column("kind", 12),
        Column("claim_type", 18),
        Column("claim_type_id", 12),
        Column("claim_secondary", 18),
        Column("claim_sure", 10),
        Column("references", 36, wrap=True),
        Column("entries", 24, wrap=True),
        *_MAKER,
    ),
    "references": (
        _TITLE,
        _PUBLISHED,
        Column("text", 34, wrap=True),
        _CONTEXT,
        Column("kind", 16),
        Column("kind_id", 12),
        Column("reference_status", 16),
        Column("reference_status_id", 12),
        Column("hedged", 9),
        Column("entry_titles", 44, wrap=True),
        Column("entries", 24, wrap=True),
        Column("nil_reason", 22, wrap=True),
        Column("issuer", 14),
        Column("target", 14),
        Column("measures", 24, wrap=True),
        Column("quote", 50, wrap=True),
        *_MAKER,
    ),
    "actors": (
        Column("actor", 30, wrap=True),
        Column("actor_kind", 16),
        Column("roles", 34, wrap=True),
        Column("aliases", 26, wrap=True),
        Column("external_ids", 16, wrap=True),
        Column("quotes", 9),
        Column("mentions", 9),
        Column("in_articles", 9),
        Column("known_by", 24, wrap=True),
        Column("notes", 30, wrap=True),
        Column("actor_id", 12),
    ),
    "codebook": (
        Column("group", 22),
        Column("name", 24, wrap=True),
        Column("id", 18),
        Column("key", 6),
        Column("definition", 60, wrap=True),
        Column("rule", 60, wrap=True),
        Column("examples", 60, wrap=True),
        Column("counter_examples", 60, wrap=True),
    ),
    "about": (Column("what", 34, wrap=True), Column("value", 90, wrap=True)),
}
"""The sheets in the order of their tabs."""
