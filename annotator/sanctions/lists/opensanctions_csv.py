"""A data set of OpenSanctions as a simple table (targets.simple.csv)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from annotator.model.listed import SubjectKind
from annotator.model.text import fold
from annotator.sanctions.lists.base import ListHead, OneFile, Record
from annotator.sanctions.lists.dates import partial
from annotator.sanctions.lists.draft import Draft
from annotator.sanctions.lists.source import Head, Source
from annotator.sanctions.lists.table import Row, headed_rows

LIST = "opensanctions"
SUBJECTS: dict[str, SubjectKind] = {
    "Person": "person", "Vessel": "vessel", "Airplane": "aircraft", "Organization": "entity",
    "Company": "entity", "LegalEntity": "entity", "PublicBody": "entity",
}  # fmt: skip
_NEEDED = ("id", "schema", "name", "aliases", "countries", "dataset")


class OpenSanctionsCsv(OneFile):
    """A row an entry; files before 2025 have no column for the ids of programmes."""

    name = "opensanctions-csv"
    title = "lists.format.opensanctions-csv"

    def recognises(self, head: Head) -> bool:
        """By its columns, whatever separates them."""
        return head.has_columns(*_NEEDED)

    def look(self, files: Sequence[Source]) -> ListHead:
        """The date is the newest on which an entry was seen; the data set is the one of all."""
        common: set[str] | None = None
        newest = ""
        for row in headed_rows(files[0], ",", _NEEDED):
            newest = max(newest, row["last_seen"])
            sets = {part.strip() for part in row["dataset"].split(";") if part.strip()}
            common = sets if common is None else common & sets
        return ListHead(list_id(common or set()), partial(newest), (files[0],))

    def read(self, head: ListHead) -> Iterator[Record]:
        """The entries in the order of the file."""
        for row in headed_rows(head.joined[0], ",", _NEEDED):
            yield Record(_draft(head.list, row), row.line)


def list_id(datasets: set[str]) -> str:
    """A list for each data set; a collection, whose entries have none in common, is one, too."""
    if not datasets:
        return LIST
    words = re.findall(r"[a-z0-9]+", fold(min(datasets)))
    return "-".join((LIST, *words))


def _draft(list_name: str, row: Row) -> Draft:
    draft = Draft(list_name, row["id"], SUBJECTS.get(row["schema"], "unknown"))
    draft.add_name(row["name"])
    for alias in row["aliases"].split(";"):
        draft.add_name(alias, "alias")
    for programme in row["program_ids"].split(";"):
        draft.add_programme(programme)
    if not draft.programmes:
        for measure in row["sanctions"].split(";"):
            draft.add_programme(measure.strip('" '))
    for born in row["birth_date"].split(";"):
        draft.add_birth(born)
    for code in row["countries"].split(";"):
        draft.add_country(code.strip().partition("-")[0])
    for number in row["identifiers"].split(";"):
        draft.add_numbers(re.sub(r"^IMO(?=\d)", "IMO ", number.strip()))
    for source in row["dataset"].split(";"):
        draft.add_note(source)
    return draft
