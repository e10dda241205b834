"""Catalogue entries that a project adds: checked field by field, and as plain values to be kept."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from functools import lru_cache
from typing import Any

from annotator.model.dates import PartialDate
from annotator.model.ids import EntryId
from annotator.model.message import Message, UserError, msg
from annotator.model.text import fold
from annotator.sanctions.catalogue import (
    KINDS,
    Catalogue,
    CatalogueEntry,
    numbers,
    shipped_catalogue,
)

OWN = "own-"
"""What the id of every own entry begins with, so that none is taken for a shipped one."""
_PLAIN = CatalogueEntry(
    *(EntryId(""), "", "", (), "act", "instrument", "", "", "", "", "", "", (), (), ()),
    *("", "", (), 2, "", ""),
)


@dataclass(frozen=True, slots=True)
class OwnEntry:
    """What a person says of an entry.

    Attributes:
        type: of the law, a key of `KINDS`.
        targets: ISO 3166 codes.
        patterns_fr, patterns_en: how newspapers call it.
        valid_from, valid_to: partial dates, empty if open or not known.
        source: where its text is published.
    """

    title_fr: str
    title_en: str = ""
    type: str = "act"
    issuer: str = ""
    regime: str = ""
    number: str = ""
    targets: tuple[str, ...] = ()
    patterns_fr: tuple[str, ...] = ()
    patterns_en: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()
    valid_from: str = ""
    valid_to: str = ""
    note: str = ""
    source: str = ""


def checked(
    said: OwnEntry, catalogue: Catalogue, entry_id: EntryId | None = None
) -> CatalogueEntry:
    """The catalogue entry that a person describes.

    Args:
        said: the description.
        catalogue: everything there is already.
        entry_id: of the entry that it takes the place of; None makes a new one.

    Raises:
        UserError: it has no title, a date is none or the end comes before the beginning, a type or
            country is unknown, or another entry has the same number from the same issuer.
    """
    for message in faults(said, catalogue, entry_id).values():
        raise UserError(message)
    titles = said.title_fr.strip() or said.title_en.strip()
    starts, ends = (_date(value) for value in (said.valid_from, said.valid_to))
    new = entry_id or EntryId(_free(f"{OWN}{_slug(titles)}", catalogue))
    there = catalogue.entry(entry_id) if entry_id else None
    return replace(
        there or _PLAIN,
        id=new,
        title_fr=said.title_fr.strip() or titles,
        title_en=said.title_en.strip() or titles,
        type=said.type,
        kind=KINDS[said.type],
        issuer=said.issuer.strip(),
        regime=said.regime.strip(),
        number=said.number.strip(),
        year=str(starts.year) if starts else "",
        targets=said.targets,
        patterns_fr=_several(said.patterns_fr),
        patterns_en=_several(said.patterns_en),
        measures=said.measures,
        valid_from=str(starts) if starts else "",
        valid_to=str(ends) if ends else "",
        status_note=said.note.strip(),
        source=said.source.strip(),
    )


def faults(
    said: OwnEntry, catalogue: Catalogue, entry_id: EntryId | None = None
) -> dict[str, Message]:
    """What is wrong with a description, by the name of the field; empty if it makes an entry.

    Args:
        said: the description.
        catalogue: everything there is already.
        entry_id: of the entry that it takes the place of, if any.
    """
    found: dict[str, Message] = {}
    if not (said.title_fr.strip() or said.title_en.strip()):
        found["title_fr"] = msg("own_entry.no_title")
    if said.type not in KINDS:
        found["type"] = msg("own_entry.bad_type", type=said.type)
    for code in said.targets:
        if not re.fullmatch("[A-Z]{2}", code):
            found.setdefault("targets", msg("own_entry.bad_country", code=code))
    dates: dict[str, PartialDate | None] = {}
    for name, value in (("valid_from", said.valid_from), ("valid_to", said.valid_to)):
        try:
            dates[name] = _date(value)
        except UserError as error:
            found[name] = error.message
    starts, ends = dates.get("valid_from"), dates.get("valid_to")
    if starts and ends and ends.before(starts):
        found["valid_to"] = msg("own_entry.ends_before", start=str(starts), end=str(ends))
    cited = (there for number in numbers(said.number) for there in catalogue.by_number(number))
    for there in cited:
        same = there.issuer == said.issuer.strip() and there.type == said.type
        if there.id != entry_id and same:
            title = there.title_fr or there.title_en
            found["number"] = msg("own_entry.there", number=said.number.strip(), title=title)
    return found


def said_of(entry: CatalogueEntry) -> OwnEntry:
    """What a person would have to say for an entry, to change it."""
    same = {field.name for field in fields(OwnEntry)} - {"note"}
    values = {name: getattr(entry, name) for name in same}
    return OwnEntry(**values, note=entry.status_note)


def to_values(entry: CatalogueEntry) -> dict[str, Any]:
    """An entry as plain values."""
    return {
        field.name: list(value) if isinstance(value, tuple) else value
        for field in fields(entry)
        if (value := getattr(entry, field.name)) != getattr(_PLAIN, field.name)
    }


def from_values(values: dict[str, Any]) -> CatalogueEntry:
    """An entry from the values that `to_values` gives."""
    plain: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in values.items()
    }
    return replace(_PLAIN, **plain)


def read_values(values: Mapping[str, Any]) -> CatalogueEntry:
    """An entry from values that come from elsewhere.

    Raises:
        UserError: a field is not known or of another type; the message names it.
    """
    known = {field.name: getattr(_PLAIN, field.name) for field in fields(CatalogueEntry)}
    for name, value in values.items():
        plain = known.get(name)
        wanted = list if isinstance(plain, tuple) else type(plain)
        texts = value if isinstance(value, list) else ()
        if plain is None or type(value) is not wanted or not all(type(one) is str for one in texts):
            raise UserError(msg("own_entry.bad_field", field=name))
    entry = from_values(dict(values))
    if (
        not entry.id
        or KINDS.get(entry.type) != entry.kind
        or not (entry.title_fr or entry.title_en)
    ):
        raise UserError(msg("own_entry.bad_field", field="id, type, kind, title_fr"))
    return entry


def joined(catalogue: Catalogue, own: Iterable[CatalogueEntry]) -> Catalogue:
    """A catalogue with own entries behind the others; one with a shipped id takes its place."""
    added = {entry.id: entry for entry in own}
    if not added:
        return catalogue
    rest = (entry for entry in catalogue.entries if entry.id not in added)
    return Catalogue((*rest, *added.values()))


@lru_cache(maxsize=4)
def with_own(own: tuple[CatalogueEntry, ...]) -> Catalogue:
    """The shipped catalogue with own entries; the last few are kept, as their indices cost time."""
    return joined(shipped_catalogue(), own)


def _date(text: str) -> PartialDate | None:
    return PartialDate.parse(text) if text.strip() else None


def _several(patterns: Iterable[str]) -> tuple[str, ...]:
    stripped = (" ".join(one.split()) for one in patterns)
    return tuple(dict.fromkeys(one for one in stripped if one))


def _slug(title: str) -> str:
    plain = re.sub(r"[^a-z0-9]+", "-", fold(title)).strip("-")
    return plain[:48].rstrip("-") or "entry"


def _free(wanted: str, catalogue: Catalogue) -> str:
    found, number = wanted, 1
    while catalogue.entry(found) is not None:
        number += 1
        found = f"{wanted}-{number}"
    return found
