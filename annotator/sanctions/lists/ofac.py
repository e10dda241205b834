"""What the formats of the US Treasury (OFAC) have in common: two lists in one layout, remarks."""

from __future__ import annotations

import re
from collections.abc import Iterable

from annotator.sanctions.lists.draft import Draft

SDN, NON_SDN = "ofac-sdn", "ofac-cons"
_NON_SDN = re.compile(r"UKRAINE-EO13662|NS-PLC|NS-|CMIC|FSE-|561-|CAPTA|HIFPAA|\bMBS\b|\bSSI\b")
_PARTS = re.compile(r";\s+|\.\s*$")
_BORN = re.compile(r"^(?:alt\. )?DOB (.+)$")
_BORN_AT = re.compile(r"^(?:alt\. )?POB (.+)$")
_OF = re.compile(r"^(?:alt\. )?(?:nationality|citizen) (.+)$")
_SHORT = re.compile(r"^(?:a\.k\.a\.|alt\. a\.k\.a\.) '(.+)'$")
SAMPLE = 200
"""Entries whose programmes say which list a file is."""


def list_of(programmes: Iterable[str]) -> str:
    """Which list it is, by the programmes of its first entries: both lists have one layout."""
    known = list(programmes)
    others = sum(1 for one in known if _NON_SDN.search(one))
    return NON_SDN if known and others * 2 > len(known) else SDN


def add_remarks(draft: Draft, remarks: str) -> None:
    """Note what remarks say: births, places, nationalities, names; the rest stays a note."""
    rest: list[str] = []
    for part in _PARTS.split(remarks):
        if found := _BORN.match(part):
            draft.add_birth(found[1])
        elif found := _BORN_AT.match(part):
            draft.add_birth_place(found[1])
        elif found := _OF.match(part):
            draft.add_country(found[1])
        elif found := _SHORT.match(part):
            draft.add_name(found[1], "weak")
        elif part:
            rest.append(part)
    draft.add_numbers(remarks)
    draft.add_note("; ".join(rest))
