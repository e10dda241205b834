"""Draft: an entry that is being put together out of rows or elements, then made clean and whole."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from annotator.model.listed import ListedEntry, ListedName, NameKind, SubjectKind
from annotator.sanctions.lists.countries import country
from annotator.sanctions.lists.dates import partial

NOTE_LIMIT = 1500
"""Code points of a note that are kept: enough to tell namesakes apart."""
_UNWANTED = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_IMO = re.compile(r"\bIMO(?: number)?[\s:.]*(\d{7})\b", re.IGNORECASE)
_UN = re.compile(r"\b([A-Z]{2})([ei])\.(\d{3,4})\b", re.IGNORECASE)
_UN_CITED = re.compile(r"\bUN\W{0,3}Ref\w*\W{0,3}([A-Z]{2}[ei]\.\d{3,4})\b", re.IGNORECASE)


def clean(text: str | None) -> str:
    """Words on one line, without what no database and no window can take."""
    if not text:
        return ""
    if not text.isprintable():  # quickly told, and nothing unwanted is printable
        text = _UNWANTED.sub(" ", text)
    return " ".join(text.split())


@dataclass(slots=True)
class Draft:
    """What was found of one subject so far; every `add_…` passes over what is empty or known."""

    list: str
    key: str
    subject: SubjectKind = "unknown"
    names: dict[str, ListedName] = field(default_factory=dict)
    programmes: dict[str, None] = field(default_factory=dict)
    legal_bases: dict[str, None] = field(default_factory=dict)
    listed_on: str = ""
    delisted_on: str = ""
    births: dict[str, None] = field(default_factory=dict)
    birth_places: dict[str, None] = field(default_factory=dict)
    countries: dict[str, None] = field(default_factory=dict)
    references: dict[tuple[str, str], None] = field(default_factory=dict)
    notes: dict[str, None] = field(default_factory=dict)

    def add_name(self, text: str | None, kind: NameKind = "primary", language: str = "") -> None:
        """Note a name; of doubles the first counts."""
        name = clean(text)
        if any(character.isalnum() for character in name):
            self.names.setdefault(name, ListedName(name, kind, language))

    def add_programme(self, text: str | None) -> None:
        """Note a programme or regime."""
        _note(self.programmes, text)

    def add_legal_basis(self, text: str | None) -> None:
        """Note an act that is cited."""
        _note(self.legal_bases, text)

    def add_birth(self, text: str | None) -> None:
        """Note a date of birth in whatever form; what is no date is passed over."""
        _note(self.births, partial(text or ""))

    def add_birth_place(self, *parts: str | None) -> None:
        """Note a place of birth, from the smallest part to the country."""
        known = [clean(part) for part in parts]
        _note(self.birth_places, ", ".join(part for part in known if part))

    def add_country(self, text: str | None) -> None:
        """Note a country by its code or name; one that is unknown here is passed over."""
        _note(self.countries, country(text or ""))

    def add_reference(self, scheme: str, number: str | None) -> None:
        """Note the subject's id in another register."""
        if found := clean(number):
            self.references[scheme, found] = None

    def add_numbers(self, text: str) -> None:
        """Note the ship numbers of a text, and the number that it calls a reference of the UN.

        Other numbers of the UN in a text are as a rule those of somebody else.
        """
        for number in _IMO.findall(text):
            self.add_reference("imo", number)
        for number in _UN_CITED.findall(text):
            self.add_un(number)

    def add_un(self, number: str | None) -> None:
        """Note the subject's number on the list of the United Nations ("KPi.033")."""
        if found := _UN.fullmatch(clean(number)):
            self.add_reference("un", f"{found[1].upper()}{found[2].lower()}.{found[3]}")

    def add_note(self, text: str | None) -> None:
        """Note a remark."""
        _note(self.notes, text)

    def listed_at(self, text: str | None) -> None:
        """Note when it was listed; the earliest date counts."""
        found = partial(text or "")
        if found and (not self.listed_on or found < self.listed_on):
            self.listed_on = found

    def entry(self) -> ListedEntry | None:
        """The entry, primary names first; None if it has no name."""
        rank = {"primary": 0, "alias": 1, "former": 2, "weak": 3}
        names = sorted(self.names.values(), key=lambda name: rank[name.kind])
        if not names:
            return None
        first, rest = names[0], names[1:]
        if first.kind != "primary":
            first = replace(first, kind="primary")
        others = [replace(one, kind="alias") if one.kind == "primary" else one for one in rest]
        note = "; ".join(self.notes)
        return ListedEntry(
            list=self.list,
            key=clean(self.key),
            subject=self.subject,
            names=(first, *others),
            programmes=tuple(self.programmes),
            legal_bases=tuple(self.legal_bases),
            listed_on=self.listed_on,
            delisted_on=self.delisted_on,
            births=tuple(self.births),
            birth_places=tuple(self.birth_places),
            countries=tuple(self.countries),
            references=tuple(self.references),
            note=note if len(note) <= NOTE_LIMIT else note[: NOTE_LIMIT - 1] + "…",
        )


def _note(known: dict[str, None], text: str | None) -> None:
    found = clean(text)
    if found:
        known[found] = None
