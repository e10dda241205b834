"""What an entry that is still to be described may be, going by the words of a reference."""

from __future__ import annotations

import re

from annotator.model.text import fold
from annotator.sanctions.catalogue import numbers
from annotator.sanctions.own_entries import OwnEntry

_TYPES = (
    (r"resolutions|paquets? de sanctions|trains? de sanctions", "instrument_family", ""),
    (r"resolution\b", "unsc_resolution", "UN"),
    (r"reglement|regulation", "eu_regulation", "EU"),
    (r"executive order|decret (presidentiel|executif)", "us_executive_order", "US"),
    (r"decision\b", "eu_decision", "EU"),
    (r"ordonnance|ordinance", "ordinance", "CH"),
    (r"comite|committee|panel|groupe d.experts|office", "body", ""),
    (r"liste|list\b|registre", "list", ""),
    (r"accord|agreement|deal\b", "agreement", ""),
    (r"embargo|gel|plafond|interdiction|ban\b|freeze|price cap", "coalition_measure", ""),
)
"""What folded words begin or contain, the type that they tell, and who usually issues it."""
_ISSUERS = (
    (r"onu\b|nations unies|conseil de securite(?! national)|\bun\b(?= )|united nations", "UN"),
    (r"\bue\b|union europeenne|european union|\beu\b|bruxelles", "EU"),
    (r"americain|etats-unis|tresor|\bu\.?s\.?\b|washington|ofac", "US"),
    (r"britannique|royaume-uni|british|\buk\b|londres", "UK"),
    (r"suisse|seco\b|swiss", "CH"),
    (r"cedeao|ecowas", "ECOWAS"),
)
_BY_KIND = {"list": "list", "body": "body", "measure": "coalition_measure"}


def guessed(words: str, kind: str = "", issuer: str = "") -> OwnEntry:
    """A description to begin with; a person checks it.

    Args:
        words: of the reference, or what was searched for in vain.
        kind: of the reference, as the scheme has it.
        issuer: whose sanctions the reference is said to mean; empty if that is not said.
    """
    folded = fold(words)
    told = [(type_, whose) for pattern, type_, whose in _TYPES if re.search(pattern, folded)]
    type_, whose = told[0] if told else (_BY_KIND.get(kind, "act"), "")
    named = next((code for pattern, code in _ISSUERS if re.search(pattern, folded)), "")
    plain = " ".join(words.split())
    found = numbers(plain)
    return OwnEntry(
        title_fr=plain[:1].upper() + plain[1:],
        type=type_,
        issuer=issuer or named or whose,
        number=found[0] if found else "",
        patterns_fr=(plain,) if plain else (),
    )
