"""OFAC's SDN and consolidated non-SDN lists as XML (not the larger "advanced" form)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from xml.etree.ElementTree import Element

from annotator.model.listed import NameKind, SubjectKind
from annotator.sanctions.lists.base import ListHead, OneFile, Record
from annotator.sanctions.lists.dates import partial
from annotator.sanctions.lists.draft import Draft
from annotator.sanctions.lists.ofac import SAMPLE, add_remarks, list_of
from annotator.sanctions.lists.source import Head, Source
from annotator.sanctions.lists.xml_stream import stream, words

_SUBJECTS: dict[str, SubjectKind] = {
    "entity": "entity", "individual": "person", "vessel": "vessel", "aircraft": "aircraft",
}  # fmt: skip
_ABOUT = "publshInformation"  # as OFAC writes it


class OfacXml(OneFile):
    """One element an entry; names that OFAC calls weak are weak."""

    name = "ofac-xml"
    title = "lists.format.ofac-xml"

    def recognises(self, head: Head) -> bool:
        """By its root element."""
        return head.root == "sdnList"

    def look(self, files: Sequence[Source]) -> ListHead:
        """Date and list stand at the beginning."""
        published, programmes = "", []
        for piece in islice(stream(files[0], (_ABOUT, "sdnEntry")), SAMPLE):
            if piece.element.tag == _ABOUT:
                published = partial(words(piece.element, "Publish_Date"), month_first=True)
            found = piece.element.findall("programList/program")
            programmes += [" ".join(one.text or "" for one in found)] if found else []
        return ListHead(list_of(programmes), published, (files[0],))

    def read(self, head: ListHead) -> Iterator[Record]:
        """The entries in the order of the file."""
        for piece in stream(head.joined[0], ("sdnEntry",)):
            if piece.element.tag == "sdnEntry":
                yield Record(_draft(head.list, piece.element), piece.line)


def _draft(list_id: str, one: Element) -> Draft:
    key = words(one, "uid")
    draft = Draft(list_id, key, _SUBJECTS.get(words(one, "sdnType").lower(), "unknown"))
    draft.add_name(_name(one))
    for aka in one.findall("akaList/aka"):
        draft.add_name(_name(aka), _kind(aka))
    for programme in one.findall("programList/program"):
        draft.add_programme(programme.text)
    for born in one.findall("dateOfBirthList/dateOfBirthItem/dateOfBirth"):
        draft.add_birth(born.text)
    for place in one.findall("placeOfBirthList/placeOfBirthItem/placeOfBirth"):
        draft.add_birth_place(place.text)
    for path in ("nationalityList/nationality/country", "citizenshipList/citizenship/country"):
        for at in one.findall(path):
            draft.add_country(at.text)
    draft.add_country(words(one, "vesselInfo", "vesselFlag"))
    if draft.subject == "entity":
        for at in one.findall("addressList/address/country"):
            draft.add_country(at.text)
    for paper in one.findall("idList/id/idNumber"):
        draft.add_numbers(paper.text or "")
    draft.add_note(words(one, "title"))
    add_remarks(draft, words(one, "remarks"))
    return draft


def _name(one: Element) -> str:
    """As the tables of OFAC have it: the family's name, a comma, the others."""
    last, first = words(one, "lastName"), words(one, "firstName")
    return f"{last}, {first}" if last and first else last or first


def _kind(aka: Element) -> NameKind:
    if words(aka, "category").lower() == "weak":
        return "weak"
    return "former" if words(aka, "type").lower().startswith("f") else "alias"
