"""The UK Sanctions List (CSV), the United Kingdom's only list since 28 January 2026."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from annotator.model.listed import NameKind, SubjectKind
from annotator.sanctions.lists.base import ListHead, OneFile, Record
from annotator.sanctions.lists.countries import language
from annotator.sanctions.lists.dates import partial
from annotator.sanctions.lists.draft import Draft
from annotator.sanctions.lists.source import Head, Source
from annotator.sanctions.lists.table import Row, headed_rows, plain_rows

LIST = "uk-sl"
NEEDED = ("Unique ID", "Name 6", "Name type", "Regime Name", "Designation Type")
SUBJECTS: dict[str, SubjectKind] = {
    "individual": "person", "entity": "entity", "ship": "vessel", "vessel": "vessel",
}  # fmt: skip
_SEVERAL = re.compile(r"\(?\b\d{1,2}\)|[|;]")


class UkCsv(OneFile):
    """A row for each name and address of a subject; the date stands above the header."""

    name = "uk-csv"
    title = "lists.format.uk-csv"

    def recognises(self, head: Head) -> bool:
        """By its columns, whatever separates them."""
        return head.has_columns(*NEEDED)

    def look(self, files: Sequence[Source]) -> ListHead:
        """The date is that of the report."""
        return ListHead(LIST, date_above(files[0]), (files[0],))

    def read(self, head: ListHead) -> Iterator[Record]:
        """The entries in the order of their first rows."""
        found: dict[str, Record] = {}
        for row in headed_rows(head.joined[0], ",", NEEDED):
            key = row["Unique ID"]
            _add(found.setdefault(key, Record(Draft(LIST, key), row.line)).draft, row)
        yield from found.values()


def date_above(source: Source) -> str:
    """The date in the first line, which stands above the header."""
    for _line, row in islice(plain_rows(source, ","), 1):
        words = " ".join(cell for cell in row[:2])
        return partial(re.sub(r"^.*?(?=\d)", "", words).strip())
    return ""


def full_name(row: Row) -> str:
    """The names in the order in which one says them: the sixth is the family's."""
    return " ".join(row[f"Name {number}"] for number in (1, 2, 3, 4, 5, 6))


def several(text: str) -> list[str]:
    """The parts of a cell that holds several: "(1) Iran (2) Iraq"."""
    return [part for part in _SEVERAL.split(text) if part.strip()]


def _add(draft: Draft, row: Row) -> None:
    kind: NameKind = "primary" if row["Name type"].lower() == "primary name" else "alias"
    if "low" in row["Alias strength"].lower() or "weak" in row["Alias strength"].lower():
        kind = "weak"
    draft.subject = SUBJECTS.get(row["Designation Type"].lower(), "unknown")
    draft.add_name(full_name(row), kind)
    tongue = language(row["Non-latin script language"])
    draft.add_name(row["Name non-latin script"], "alias", tongue)
    draft.add_programme(row["Regime Name"])
    draft.listed_at(row["Date Designated"])
    for born in several(row["D.O.B"]):
        draft.add_birth(born)
    draft.add_birth_place(row["Town of birth"], row["Country of birth"])
    for nation in several(row["Nationality(/ies)"]):
        draft.add_country(nation)
    draft.add_country(row["Current believed flag of ship"])
    if draft.subject == "entity":
        draft.add_country(row["Address Country"])
    draft.add_un(row["UN Reference Number"])
    draft.add_reference("ofsi", row["OFSI Group ID"])
    draft.add_numbers(row["IMO number"])
    for column in ("Title", "Position", "Other Information", "UK Statement of Reasons"):
        draft.add_note(row[column])
