"""The sheets of the workbook and their columns, with the values that a cell can have."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Literal, get_args

from annotator.model.scheme import ItemKind, Scheme, in_language

SheetName = Literal[
    "about",
    "who_claims",
    "who_regimes",
    "regime_months",
    "actors",
    "quotes",
    "references",
    "entries",
    "entities",
    "articles",
    "codebook",
]
SHEETS: tuple[SheetName, ...] = get_args(SheetName)
"""The sheets in the order of their tabs."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: message id `export.column.<key>`, width in characters, long text wrapped.

    Attributes:
        title: its header in words, where a scheme or the counts give it rather than a message.
        number: it holds numbers, which stand at its right, its header with them.
    """

    key: str
    width: int = 14
    wrap: bool = False
    title: str = ""
    number: bool = False


@dataclass(frozen=True, slots=True)
class Marked:
    """Text of which some stretches are set in bold: (text, whether it is marked) in order."""

    runs: tuple[tuple[str, bool], ...]


Value = str | int | float | datetime.datetime | Marked | None
Row = dict[str, Value]

_TITLE = Column("title", 34, wrap=True)
_PUBLISHED = Column("published", 12)
_SOURCE = Column("source", 16, wrap=True)
_CONTEXT = Column("context", 70, wrap=True)
_MAKER = (
    Column("by", 16),
    Column("origin", 18, wrap=True),
    Column("score", 8, number=True),
    Column("note", 24, wrap=True),
    Column("flags", 14),
    Column("start", 8, number=True),
    Column("end", 8, number=True),
    Column("article_id", 12),
    Column("item_id", 12),
)
_WHO = (Column("speaker", 30, wrap=True), Column("actor_kind", 16), Column("role", 26, wrap=True))
COLUMNS: dict[SheetName, tuple[Column, ...]] = {
    "about": (Column("what", 34, wrap=True), Column("value", 100, wrap=True)),
    "who_claims": (*_WHO, Column("all_quotes", 11, number=True)),
    "who_regimes": (*_WHO, Column("about_sanctions", 13, number=True)),
    "regime_months": (
        Column("regime", 34, wrap=True),
        Column("month", 10),
        Column("count", 11, number=True),
    ),
    "actors": (
        Column("actor", 30, wrap=True),
        Column("actor_kind", 16),
        Column("roles", 40, wrap=True),
        Column("aliases", 30, wrap=True),
        Column("external_ids", 20, wrap=True),
        Column("sources", 11, number=True),
        Column("quotes", 10, number=True),
        Column("spoken_for", 11, number=True),
        Column("addressed", 11, number=True),
        Column("mentions", 10, number=True),
        Column("in_articles", 10, number=True),
        Column("known_by", 26, wrap=True),
        Column("first", 12),
        Column("last", 12),
        Column("notes", 30, wrap=True),
        Column("actor_id", 12),
    ),
    "quotes": (
        _TITLE,
        _PUBLISHED,
        _SOURCE,
        _CONTEXT,
        Column("quote", 60, wrap=True),
        Column("speaker", 28, wrap=True),
        Column("speaker_kind", 16, wrap=True),
        Column("speaker_role", 26, wrap=True),
        Column("speaker_words", 34, wrap=True),
        Column("known_by", 18, wrap=True),
        Column("sure", 10, wrap=True),
        Column("on_behalf_of", 20, wrap=True),
        Column("addressee", 20, wrap=True),
        Column("cue", 22, wrap=True),
        Column("quote_kind", 12),
        Column("claim_type", 18),
        Column("claim_secondary", 18),
        Column("claim_sure", 10),
        Column("references", 44, wrap=True),
        Column("regimes", 24, wrap=True),
        Column("claim_type_id", 12),
        Column("entries", 24, wrap=True),
        *_MAKER,
    ),
    "references": (
        _TITLE,
        _PUBLISHED,
        _SOURCE,
        Column("text", 34, wrap=True),
        _CONTEXT,
        Column("kind", 16),
        Column("reference_status", 16),
        Column("hedged", 9),
        Column("issuer", 14),
        Column("target", 14),
        Column("measures", 24, wrap=True),
        Column("entry_titles", 50, wrap=True),
        Column("regimes", 24, wrap=True),
        Column("entry_issuers", 14, wrap=True),
        Column("numbers", 16, wrap=True),
        Column("lists", 34, wrap=True),
        Column("link_sure", 10, wrap=True),
        Column("link_warnings", 40, wrap=True),
        Column("nil_reason", 22, wrap=True),
        Column("quote", 50, wrap=True),
        Column("quote_speakers", 28, wrap=True),
        Column("quote_claims", 18, wrap=True),
        Column("kind_id", 12),
        Column("reference_status_id", 12),
        Column("entries", 24, wrap=True),
        *_MAKER,
    ),
    "entries": (
        Column("entry_title", 50, wrap=True),
        Column("known_from", 30, wrap=True),
        Column("entry_kind", 16),
        Column("issuer", 12),
        Column("number", 18, wrap=True),
        Column("regimes", 26, wrap=True),
        Column("countries", 10, wrap=True),
        Column("links", 8, number=True),
        Column("in_articles", 10, number=True),
        Column("names", 40, wrap=True),
        Column("births", 14, wrap=True),
        Column("birth_places", 24, wrap=True),
        Column("legal_bases", 34, wrap=True),
        Column("valid_from", 12),
        Column("valid_to", 12),
        Column("withdrawn", 12),
        Column("edition", 20, wrap=True),
        Column("about_entry", 40, wrap=True),
        Column("entry_id", 24),
        Column("edition_sha256", 20),
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
        Column("chain", 8, number=True),
        _CONTEXT,
        *_MAKER,
        Column("actor_id", 12),
    ),
    "articles": (
        Column("title", 60, wrap=True),
        _PUBLISHED,
        Column("source", 18),
        Column("author", 18),
        Column("url", 24),
        Column("language", 9),
        Column("words", 8, number=True),
        Column("by", 16),
        Column("status", 14),
        Column("entities", 9, number=True),
        Column("quotes", 9, number=True),
        Column("references", 11, number=True),
        Column("open_suggestions", 12, number=True),
        Column("notes", 40, wrap=True),
        Column("flags", 14),
        Column("open_reason", 40, wrap=True),
        Column("source_file", 24),
        Column("article_id", 12),
        Column("sha256", 12),
    ),
    "codebook": (
        Column("group", 22, wrap=True),
        Column("name", 24, wrap=True),
        Column("in_use", 24, wrap=True),
        Column("key", 8),
        Column("definition", 60, wrap=True),
        Column("rule", 60, wrap=True),
        Column("examples", 60, wrap=True),
        Column("counter_examples", 60, wrap=True),
        Column("since", 9),
        Column("id", 18),
    ),
}
"""What every workbook has; attributes of a scheme and counts add columns of their own."""
COUNTED: frozenset[SheetName] = frozenset(("who_claims", "who_regimes", "regime_months", "actors"))
"""Sheets whose columns are known only when everything was counted."""
_ASKED: dict[SheetName, ItemKind] = {
    "quotes": "quote",
    "references": "reference",
    "entities": "mention",
}


def attribute_key(attribute_id: str) -> str:
    """Key of the column of a further attribute of a scheme."""
    return f"attribute {attribute_id}"


def columns_of(scheme: Scheme, language: str) -> dict[SheetName, tuple[Column, ...]]:
    """The columns of each sheet, with one for each further attribute of the scheme."""
    found = dict(COLUMNS)
    for sheet, kind in _ASKED.items():
        asked = tuple(
            Column(attribute_key(one.id), 18, wrap=True, title=in_language(one.name, language))
            for one in scheme.attributes
            if one.of == kind
        )
        place = len(COLUMNS[sheet]) - len(_MAKER) - (sheet == "entities")
        found[sheet] = (*COLUMNS[sheet][:place], *asked, *COLUMNS[sheet][place:])
    return found
