"""The catalogue for the window's picker and the command line: look up, search, name."""

from __future__ import annotations

from collections.abc import Iterable

from annotator.model.ids import EntryId
from annotator.model.items import SanctionsReference
from annotator.sanctions.catalogue import (
    Candidate,
    Catalogue,
    CatalogueEntry,
    Context,
    shipped_catalogue,
)

__all__ = ["Candidate", "CatalogueEntry", "Context", "context_of", "find_entry", "search_entries"]


def starter_catalogue() -> Catalogue:
    """The catalogue that comes with the program; read once, then kept."""
    return shipped_catalogue()


def find_entry(entry_id: EntryId | str) -> CatalogueEntry | None:
    """The entry with this id, or None for one that the catalogue does not have."""
    return starter_catalogue().entry(entry_id)


def search_entries(
    query: str, *, language: str = "fr", limit: int = 20, context: Context | None = None
) -> tuple[Candidate, ...]:
    """The entries that answer what a person typed, best first; nothing for an empty query.

    Args:
        query: free text: a number, a part of a title, a newspaper's name for the act.
        language: of the interface; names in the other language are searched, too.
        limit: most answers.
        context: issuers and countries of the article; they order answers that are nearly equal.
    """
    if not query.strip():
        return ()
    return starter_catalogue().search(query, language=language, limit=limit, context=context)


def context_of(references: Iterable[SanctionsReference], countries: Iterable[str] = ()) -> Context:
    """The context that an article's references and countries give.

    Args:
        references: what is annotated already.
        countries: ISO 3166 codes that the article speaks of.
    """
    linked = frozenset(str(link.entry) for one in references for link in one.links)
    issuers = frozenset(one.issuer for one in references if one.issuer)
    return Context(issuers, frozenset(countries), linked)
