"""The catalogue that ships, and what an article says for the order of its entries."""

from __future__ import annotations

from collections.abc import Iterable

from annotator.model.ids import EntryId
from annotator.model.items import SanctionsReference
from annotator.sanctions.catalogue import (
    Catalogue,
    CatalogueEntry,
    Context,
    shipped_catalogue,
)

__all__ = ["CatalogueEntry", "Context", "context_of", "find_entry", "starter_catalogue"]


def starter_catalogue() -> Catalogue:
    """The catalogue that comes with the program; read once, then kept."""
    return shipped_catalogue()


def find_entry(entry_id: EntryId | str) -> CatalogueEntry | None:
    """The entry with this id, or None for one that the catalogue does not have."""
    return starter_catalogue().entry(entry_id)


def context_of(references: Iterable[SanctionsReference], countries: Iterable[str] = ()) -> Context:
    """The context that an article's references and countries give.

    Args:
        references: what is annotated already.
        countries: ISO 3166 codes that the article speaks of.
    """
    linked = frozenset(str(link.entry) for one in references for link in one.links)
    issuers = frozenset(one.issuer for one in references if one.issuer)
    return Context(issuers, frozenset(countries), linked)
