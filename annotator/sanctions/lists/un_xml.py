"""The consolidated list of the United Nations Security Council (XML)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from xml.etree.ElementTree import Element

from annotator.model.listed import NameKind
from annotator.sanctions.lists.base import ListHead, OneFile, Record
from annotator.sanctions.lists.dates import partial
from annotator.sanctions.lists.draft import Draft
from annotator.sanctions.lists.source import Head, Source
from annotator.sanctions.lists.xml_stream import stream, words

LIST = "un-sc"
_KINDS: dict[str, NameKind] = {"low": "weak", "f.k.a.": "former"}
_PARTED = re.compile(r";\s+")


class UnXml(OneFile):
    """Individuals and entities; several names in one alias, parted by semicolons, are several."""

    name = "un-xml"
    title = "lists.format.un-xml"

    def recognises(self, head: Head) -> bool:
        """By its root element."""
        return head.root == "CONSOLIDATED_LIST"

    def look(self, files: Sequence[Source]) -> ListHead:
        """The date is that of its generation."""
        root = next(stream(files[0], ())).element
        return ListHead(LIST, partial(root.get("dateGenerated", "")), (files[0],))

    def read(self, head: ListHead) -> Iterator[Record]:
        """One element an entry."""
        for piece in stream(head.joined[0], ("INDIVIDUAL", "ENTITY")):
            if piece.element.tag in ("INDIVIDUAL", "ENTITY"):
                yield Record(_draft(piece.element), piece.line)


def _draft(one: Element) -> Draft:
    kind = one.tag
    number = words(one, "REFERENCE_NUMBER")
    draft = Draft(LIST, number or words(one, "DATAID"))
    draft.subject = "person" if kind == "INDIVIDUAL" else "entity"
    parts = [words(one, f"{which}_NAME") for which in ("FIRST", "SECOND", "THIRD", "FOURTH")]
    draft.add_name(" ".join(parts))
    for alias in one.findall(f"{kind}_ALIAS"):
        quality = _KINDS.get(words(alias, "QUALITY").lower(), "alias")
        for name in _PARTED.split(words(alias, "ALIAS_NAME")):
            draft.add_name(name, quality)
    draft.add_name(words(one, "NAME_ORIGINAL_SCRIPT"), "alias")
    draft.add_programme(words(one, "UN_LIST_TYPE"))
    draft.listed_at(words(one, "LISTED_ON"))
    for born in one.findall("INDIVIDUAL_DATE_OF_BIRTH"):
        draft.add_birth(_born(born))
    for place in one.findall("INDIVIDUAL_PLACE_OF_BIRTH"):
        draft.add_birth_place(*(words(place, tag) for tag in ("CITY", "STATE_PROVINCE", "COUNTRY")))
    for value in one.findall("NATIONALITY/VALUE"):
        if words(value).lower() != "na":  # not available, and not Namibia
            draft.add_country(value.text)
    for value in one.findall("ENTITY_ADDRESS/COUNTRY"):
        draft.add_country(value.text)
    for value in (*one.findall("TITLE/VALUE"), *one.findall("DESIGNATION/VALUE")):
        draft.add_note(value.text)
    draft.add_note(words(one, "COMMENTS1"))
    draft.add_numbers(words(one, "COMMENTS1"))
    return draft


def _born(born: Element) -> str:
    if exact := words(born, "DATE") or words(born, "YEAR"):
        return exact
    first, last = words(born, "FROM_YEAR"), words(born, "TO_YEAR")
    return f"{first} to {last}" if first and last else first or last or words(born, "NOTE")
