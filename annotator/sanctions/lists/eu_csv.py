"""The European Union's consolidated list of financial sanctions (FSF, CSV 1.1)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from annotator.model.listed import NameKind
from annotator.sanctions.lists.base import ListHead, OneFile, Record
from annotator.sanctions.lists.countries import language
from annotator.sanctions.lists.dates import partial
from annotator.sanctions.lists.draft import Draft
from annotator.sanctions.lists.eu_xml import LIST, subject_of
from annotator.sanctions.lists.source import Head, Source
from annotator.sanctions.lists.table import Row, headed_rows

_NEEDED = ("fileGenerationDate", "Entity_LogicalId", "NameAlias_WholeName")
_NAMES = ("NameAlias_FirstName", "NameAlias_MiddleName", "NameAlias_LastName")


class EuCsv(OneFile):
    """A row for each name, birth, address or citizenship; most rows have no name."""

    name = "eu-csv"
    title = "lists.format.eu-csv"

    def recognises(self, head: Head) -> bool:
        """By its columns, whatever separates them."""
        return head.has_columns(*_NEEDED)

    def look(self, files: Sequence[Source]) -> ListHead:
        """The date stands in every row."""
        first = next(headed_rows(files[0], ";", _NEEDED), None)
        published = partial(first["fileGenerationDate"]) if first else ""
        return ListHead(LIST, published, (files[0],))

    def read(self, head: ListHead) -> Iterator[Record]:
        """The entries in the order of their first rows."""
        found: dict[str, Record] = {}
        for row in headed_rows(head.joined[0], ";", _NEEDED):
            logical = row["Entity_LogicalId"]
            key = row["Entity_EU_ReferenceNumber"] or logical
            record = found.setdefault(logical, Record(Draft(LIST, key), row.line))
            _add(record.draft, row)
        yield from found.values()


def _add(draft: Draft, row: Row) -> None:
    codes = row["Entity_SubjectType"], row["Entity_SubjectType_ClassificationCode"]
    draft.subject = subject_of(*codes)
    name = row["NameAlias_WholeName"] or " ".join(row[part] for part in _NAMES)
    kind: NameKind = "alias" if draft.names else "primary"
    draft.add_name(name, kind, language(row["NameAlias_NameLanguage"]))
    draft.add_programme(row["Entity_Regulation_Programme"])
    draft.add_legal_basis(row["Entity_Regulation_NumberTitle"])
    draft.listed_at(row["Entity_DesignationDate"] or row["Entity_Regulation_PublicationDate"])
    draft.add_birth(row["BirthDate_BirthDate"] or row["BirthDate_Year"])
    draft.add_birth_place(row["BirthDate_City"], row["BirthDate_Place"])
    for place in ("Citizenship", *(("Address",) if draft.subject != "person" else ())):
        code, words = row[f"{place}_CountryIso2Code"], row[f"{place}_CountryDescription"]
        draft.add_country(code or words)
    draft.add_un(row["Entity_UnitedNationId"])
    draft.add_note(row["NameAlias_Function"])
    draft.add_note(row["Entity_Remark"])
    draft.add_numbers(row["Entity_Remark"])
