"""Which catalogue entries a reference may mean, ranked: linked, cited elsewhere, of one regime."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from annotator.model.alternatives import LinkChoice
from annotator.model.items import SanctionsReference
from annotator.model.message import msg
from annotator.sanctions.catalogue import Catalogue, CatalogueEntry, shipped_catalogue

_MOST = 3
_SCORES = {"linked": 0.6, "cited": 0.4, "regime": 0.2}
"""Ordered by how near to the words an entry is found; not measured."""
_FITS: Mapping[str, frozenset[str]] = {
    "instrument": frozenset(("instrument", "instrument_family", "agreement")),
    "measure": frozenset(("measure", "instrument", "instrument_family")),
    "vague": frozenset(("instrument", "instrument_family")),
    "list": frozenset(("list",)),
    "body": frozenset(("body",)),
}
"""Kinds of entries that a kind of reference can mean; nothing else is offered."""
_OPEN = frozenset((None, "ambiguous", "vague"))


def linked_entries(
    references: Iterable[SanctionsReference], catalogue: Catalogue | None = None
) -> tuple[CatalogueEntry, ...]:
    """The entries that an article's references are linked to, in text order, each once.

    Args:
        references: what was found in the article.
        catalogue: where links point; None takes the one that comes with the program.
    """
    known = catalogue or shipped_catalogue()
    found = (known.entry(link.entry) for one in references for link in one.links)
    return tuple(dict.fromkeys(entry for entry in found if entry is not None))


def link_choices(
    reference: SanctionsReference,
    cited: tuple[CatalogueEntry, ...],
    catalogue: Catalogue | None = None,
) -> tuple[LinkChoice, ...]:
    """What a reference may mean; nothing where its link is certain or no entry comes into question.

    Args:
        reference: as it is proposed.
        cited: the entries that the whole article is linked to.
        catalogue: where links point; None takes the one that comes with the program.
    """
    sure = any(link.certainty == "sure" for link in reference.links)
    if sure or reference.nil_reason not in _OPEN:
        return ()
    ranked: dict[CatalogueEntry, str] = {}
    for how, entry in _candidates(reference, cited, catalogue or shipped_catalogue()):
        ranked.setdefault(entry, how)
    chosen = list(ranked.items())[:_MOST]
    if reference.links and len(chosen) < 2:
        return ()
    return tuple(
        LinkChoice(entry.id, _SCORES[how], msg(f"prelabel.link.{how}")) for entry, how in chosen
    )


def _candidates(
    reference: SanctionsReference, cited: tuple[CatalogueEntry, ...], catalogue: Catalogue
) -> Iterator[tuple[str, CatalogueEntry]]:
    linked = [entry for link in reference.links if (entry := catalogue.entry(link.entry))]
    fits = _FITS.get(reference.kind, frozenset())
    regimes = {(entry.issuer, entry.regime) for entry in linked}
    for entry in linked:
        yield "linked", entry
    for entry in cited:
        if entry.kind in fits and (not regimes or (entry.issuer, entry.regime) in regimes):
            yield "cited", entry
    for issuer, regime in sorted(regimes):
        for entry in _of_regime(catalogue, issuer, regime):
            if entry.kind in fits:
                yield "regime", entry


@cache
def _of_regime(catalogue: Catalogue, issuer: str, regime: str) -> tuple[CatalogueEntry, ...]:
    """The entries of a regime, those cited most in the press first."""
    found = [one for one in catalogue.entries if (one.issuer, one.regime) == (issuer, regime)]
    return tuple(sorted(found, key=lambda one: one.priority))
