"""The OFSI consolidated list (ConList.csv), which the UK Sanctions List has replaced."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from annotator.model.listed import NameKind
from annotator.sanctions.lists.base import ListHead, OneFile, Record
from annotator.sanctions.lists.draft import Draft
from annotator.sanctions.lists.source import Head, Source, UnreadableList
from annotator.sanctions.lists.table import Row, headed_rows
from annotator.sanctions.lists.uk_csv import SUBJECTS, date_above, full_name, several

LIST = "uk-conlist"
_NEEDED = ("Name 6", "Group Type", "Regime", "Group ID")
_OLD_ENCODING = "cp1252"


class UkConList(OneFile):
    """A row for each name and address; files older than 2022 are in Windows-1252."""

    name = "uk-conlist"
    title = "lists.format.uk-conlist"

    def recognises(self, head: Head) -> bool:
        """By its columns, whatever separates them."""
        return head.has_columns(*_NEEDED)

    def look(self, files: Sequence[Source]) -> ListHead:
        """The date stands above the header, where there is such a line."""
        source = files[0]
        try:
            for _text in source.text():
                pass
        except UnreadableList:
            source = replace(source, encoding=_OLD_ENCODING)
        return ListHead(LIST, date_above(source), (source,))

    def read(self, head: ListHead) -> Iterator[Record]:
        """The entries in the order of their first rows."""
        found: dict[str, Record] = {}
        for row in headed_rows(head.joined[0], ",", _NEEDED):
            key = row["Group ID"]
            _add(found.setdefault(key, Record(Draft(LIST, key), row.line)).draft, row)
        yield from found.values()


def _add(draft: Draft, row: Row) -> None:
    first = row["Alias Type"].lower() in ("prime alias", "primary name")
    kind: NameKind = "primary" if first else "alias"
    if "low" in row["Alias Quality"].lower():
        kind = "weak"
    draft.subject = SUBJECTS.get(row["Group Type"].lower(), "unknown")
    draft.add_name(full_name(row), kind)
    draft.add_name(row["Name Non-Latin Script"], "alias")
    draft.add_programme(row["Regime"])
    draft.listed_at(row["Listed On"])
    for born in several(row["DOB"]):
        draft.add_birth(born)
    draft.add_birth_place(row["Town of Birth"], row["Country of Birth"])
    for nation in several(row["Nationality"]):
        draft.add_country(nation)
    if draft.subject == "entity":
        draft.add_country(row["Country"])
    draft.add_reference("ofsi", row["Group ID"])
    for column in ("Title", "Position", "Other Information"):
        draft.add_note(row[column])
    draft.add_numbers(row["Other Information"])
