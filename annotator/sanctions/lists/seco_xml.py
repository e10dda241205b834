"""The list of the Swiss State Secretariat for Economic Affairs (SECO, XML)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, product
from xml.etree.ElementTree import Element

from annotator.model.listed import NameKind, SubjectKind
from annotator.sanctions.lists.base import ListHead, OneFile, Record
from annotator.sanctions.lists.countries import language
from annotator.sanctions.lists.dates import partial
from annotator.sanctions.lists.draft import Draft
from annotator.sanctions.lists.source import Head, Source
from annotator.sanctions.lists.xml_stream import stream, words

LIST = "ch-seco"
_SUBJECTS: dict[str, SubjectKind] = {
    "individual": "person", "entity": "entity", "object": "vessel",
}  # fmt: skip
_MOST_WAYS = 16
"""Names that are made of one whose parts have several ways to be written."""


@dataclass(frozen=True, slots=True)
class _Programme:
    key: str
    law: str


@dataclass(frozen=True, slots=True)
class _Place:
    location: str
    area: str
    country: str
    code: str


@dataclass(frozen=True, slots=True)
class _Around:
    """What subjects point to: programmes by the ids of their sets, places by theirs."""

    programmes: dict[str, _Programme]
    places: dict[str, _Place]


class SecoXml(OneFile):
    """Keeps de-listed subjects, too, with the date; old identities inside changes do not count."""

    name = "seco-xml"
    title = "lists.format.seco-xml"

    def recognises(self, head: Head) -> bool:
        """By its root element."""
        return head.root == "swiss-sanctions-list"

    def look(self, files: Sequence[Source]) -> ListHead:
        """The date stands at the root."""
        root = next(stream(files[0], ())).element
        return ListHead(LIST, partial(root.get("date", "")), (files[0],))

    def read(self, head: ListHead) -> Iterator[Record]:
        """The subjects; programmes and places, which they point to, are read before them."""
        source = head.joined[0]
        around = _Around({}, {})
        for piece in stream(source, ("sanctions-program", "target", "place")):
            if piece.element.tag == "sanctions-program":
                around.programmes.update(_programmes(piece.element))
            elif piece.element.tag == "place":
                around.places[piece.element.get("ssid", "")] = _place(piece.element)
        for piece in stream(source, ("target",)):
            if piece.element.tag == "target":
                yield Record(_draft(piece.element, around), piece.line)


def _programmes(one: Element) -> dict[str, _Programme]:
    """The programme under the id of each of its sets of measures."""
    found = _Programme(_english(one, "program-key"), _english(one, "program-name"))
    return {part.get("ssid", ""): found for part in one.findall("sanctions-set")}


def _place(one: Element) -> _Place:
    country = one.find("country")
    code = country.get("iso-code", "") if country is not None else ""
    return _Place(words(one, "location"), words(one, "area"), words(country), code)


def _english(one: Element, tag: str) -> str:
    found = {part.get("lang", ""): part.text or "" for part in one.findall(tag)}
    return found.get("eng") or next(iter(found.values()), "")


def _draft(one: Element, around: _Around) -> Draft:
    draft = Draft(LIST, one.get("ssid", ""))
    sets = [set_id.text or "" for set_id in one.findall("sanctions-set-id")]
    for set_id in (one.get("sanctions-set-id", ""), *sets):
        if programme := around.programmes.get(set_id.strip()):
            draft.add_programme(programme.key)
            draft.add_legal_basis(programme.law)
    for number in one.findall("foreign-identifier"):
        draft.add_un(number.text)
    for tag in _SUBJECTS:
        for subject in one.findall(tag):
            _add_subject(draft, subject, around)
    _add_changes(draft, one)
    return draft


def _add_subject(draft: Draft, subject: Element, around: _Around) -> None:
    draft.subject = _SUBJECTS[subject.tag]
    if subject.get("object-type") == "aircraft":
        draft.subject = "aircraft"
    identities = sorted(subject.findall("identity"), key=lambda one: one.get("main") != "true")
    for number, identity in enumerate(identities):
        for name in identity.findall("name"):
            _add_name(draft, name, main=number == 0)
        if draft.subject == "person":
            _add_birth(draft, identity, around)
        for at in identity.findall("nationality/country"):
            draft.add_country(at.get("iso-code") or at.text)
        if draft.subject == "entity":
            for seat in _places(identity, "address", around):
                draft.add_country(seat.code or seat.country)
    for remark in (*subject.findall("justification"), *subject.findall("other-information")):
        draft.add_note(remark.text)
        draft.add_numbers(remark.text or "")


def _add_birth(draft: Draft, identity: Element, around: _Around) -> None:
    for day in identity.findall("day-month-year"):
        parts = day.get("year", ""), day.get("month", ""), day.get("day", "")
        draft.add_birth("-".join(part for part in parts if part))
    for place in _places(identity, "place-of-birth", around):
        draft.add_birth_place(place.location, place.area, place.country)


def _places(identity: Element, tag: str, around: _Around) -> Iterator[_Place]:
    for one in identity.findall(tag):
        place = around.places.get(one.get("place-id", ""))
        yield place if place is not None else _place(one)


def _add_name(draft: Draft, name: Element, *, main: bool) -> None:
    """Note a name; parts of one order are ways to write that part, and each makes a name."""
    kind = _kind(name, main=main)
    parts: dict[int, list[Element]] = {}
    for part in sorted(name.findall("name-part"), key=_order):
        if part.get("name-part-type") != "title":
            parts.setdefault(_order(part), []).append(part)
    for chosen in islice(product(*parts.values()), _MOST_WAYS):
        draft.add_name(" ".join(words(part, "value") for part in chosen), kind)
        kind = "alias" if kind == "primary" else kind
        tongues = {
            (other.get("lang", ""), other.get("script", ""))
            for part in chosen
            for other in part.findall("spelling-variant")
        }
        for lang, script in sorted(tongues):
            spelt = " ".join(_spelt(part, lang, script) for part in chosen)
            draft.add_name(spelt, kind, language(lang))


def _kind(name: Element, *, main: bool) -> NameKind:
    if name.get("quality") == "low":
        return "weak"
    if name.get("name-type", "").startswith("former"):
        return "former"
    return "primary" if main and name.get("name-type") == "primary-name" else "alias"


def _order(part: Element) -> int:
    order = part.get("order", "")
    return int(order) if order.isdecimal() and len(order) < 6 else 0


def _spelt(part: Element, lang: str, script: str) -> str:
    for other in part.findall("spelling-variant"):
        if (other.get("lang", ""), other.get("script", "")) == (lang, script):
            return (other.text or "").strip()
    return words(part, "value")


def _add_changes(draft: Draft, one: Element) -> None:
    """When it was first listed; and when it was taken off, if that is the newest change."""
    newest, kind = "", ""
    for change in one.findall("modification"):
        when = partial(change.get("effective-date") or change.get("publication-date") or "")
        if change.get("modification-type") == "listed":
            draft.listed_at(when)
        if when >= newest:
            newest, kind = when, change.get("modification-type", "")
    if kind == "de-listed":
        draft.delisted_on = newest
