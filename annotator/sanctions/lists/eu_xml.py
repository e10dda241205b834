"""The European Union's consolidated list of financial sanctions (FSF, XML 1.1)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from xml.etree.ElementTree import Element

from annotator.model.listed import NameKind, SubjectKind
from annotator.sanctions.lists.base import ListHead, OneFile, Record
from annotator.sanctions.lists.countries import language
from annotator.sanctions.lists.dates import partial
from annotator.sanctions.lists.draft import Draft, clean
from annotator.sanctions.lists.source import Head, Source
from annotator.sanctions.lists.xml_stream import stream, words

LIST = "eu-fsf"
SUBJECTS: dict[str, SubjectKind] = {
    "p": "person", "person": "person", "e": "entity", "enterprise": "entity",
}  # fmt: skip


class EuXml(OneFile):
    """One element an entry; the key is the Union's reference, so CSV and XML agree."""

    name = "eu-xml"
    title = "lists.format.eu-xml"

    def recognises(self, head: Head) -> bool:
        """By root element and namespace."""
        return head.root == "export" and "eu.europa.ec/fpi/fsd" in head.text[:4096]

    def look(self, files: Sequence[Source]) -> ListHead:
        """The date is that of its generation."""
        root = next(stream(files[0], ())).element
        return ListHead(LIST, partial(root.get("generationDate", "")), (files[0],))

    def read(self, head: ListHead) -> Iterator[Record]:
        """The entries in the order of the file."""
        for piece in stream(head.joined[0], ("sanctionEntity",)):
            if piece.element.tag == "sanctionEntity":
                yield Record(_draft(piece.element), piece.line)


def _draft(one: Element) -> Draft:
    reference = clean(one.get("euReferenceNumber"))
    draft = Draft(LIST, reference or clean(one.get("logicalId")))
    kind = one.find("subjectType")
    if kind is not None:
        draft.subject = subject_of(kind.get("code", ""), kind.get("classificationCode", ""))
    for name in one.findall("nameAlias"):
        _add_name(draft, name)
    for act in one.findall("regulation"):
        draft.add_programme(act.get("programme"))
        draft.add_legal_basis(act.get("numberTitle"))
    _add_date(draft, one)
    for born in one.findall("birthdate"):
        years = f"{born.get('yearRangeFrom', '')} to {born.get('yearRangeTo', '')}"
        draft.add_birth(born.get("birthdate") or born.get("year") or years)
        place = (born.get("city"), born.get("place"), born.get("region"))
        draft.add_birth_place(*place, _known(born.get("countryDescription")))
    for tag in ("citizenship", *(("address",) if draft.subject != "person" else ())):
        for at in one.findall(tag):
            draft.add_country(at.get("countryIso2Code") or at.get("countryDescription"))
    draft.add_un(one.get("unitedNationId"))
    for remark in one.findall("remark"):
        draft.add_note(words(remark))
        draft.add_numbers(words(remark))
    return draft


def subject_of(*codes: str) -> SubjectKind:
    """What a subject is, by whichever of its codes is known."""
    return next((SUBJECTS[one.lower()] for one in codes if one.lower() in SUBJECTS), "unknown")


def _add_name(draft: Draft, name: Element) -> None:
    parts = (name.get(part, "") for part in ("firstName", "middleName", "lastName"))
    kind: NameKind = "weak" if name.get("strong") == "false" else "alias"
    if kind == "alias" and not draft.names:
        kind = "primary"
    whole = name.get("wholeName") or " ".join(parts)
    draft.add_name(whole, kind, language(name.get("nameLanguage", "")))
    draft.add_note(name.get("function"))


def _add_date(draft: Draft, one: Element) -> None:
    draft.listed_at(one.get("designationDate"))
    if not draft.listed_on:
        for act in one.findall("regulation"):
            draft.listed_at(act.get("publicationDate") or act.get("entryIntoForceDate"))


def _known(name: str | None) -> str:
    return "" if name in (None, "UNKNOWN") else str(name)
