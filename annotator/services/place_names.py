"""Whose sanctions, and on whom: the codes of the catalogue and of states, with their names."""

from __future__ import annotations

from collections import Counter
from functools import cache

from babel import Locale

from annotator.services.catalogue import CatalogueEntry, starter_catalogue

_OTHER_CODES = {"UK": "GB"}
"""Codes of the catalogue that the lists of territories write otherwise."""


@cache
def place_name(code: str, language: str) -> str:
    """The name of a state or body (`EU`: Union européenne); words that are no code as they are."""
    found = Locale.parse(language).territories.get(_OTHER_CODES.get(code, code))
    return str(found) if found else code


@cache
def issuers() -> tuple[str, ...]:
    """Who issues sanctions in the catalogue, the commonest first."""
    return tuple(code for code, _n in Counter(one.issuer for one in _entries()).most_common())


@cache
def targets() -> tuple[str, ...]:
    """Whom the sanctions of the catalogue are on, the commonest first; then every other state."""
    met = Counter(code for one in _entries() for code in one.targets)
    states = [str(code) for code in Locale.parse("en").territories]
    rest = sorted(code for code in states if len(code) == 2 and code.isalpha() and code not in met)
    return (*(code for code, _n in met.most_common()), *rest)


def _entries() -> tuple[CatalogueEntry, ...]:
    return tuple(starter_catalogue().entries)
