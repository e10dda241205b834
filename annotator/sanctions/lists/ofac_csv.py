"""OFAC's SDN and non-SDN lists as CSV: the main file; names, addresses and comments beside it.

None of the files has a header, so that they are told apart by the number of their columns: 12 in
the main file, 5 of other names, 6 of addresses, 2 of comments. Nothing is written as `-0-`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import islice

from annotator.model.listed import NameKind, SubjectKind
from annotator.model.message import msg
from annotator.sanctions.lists.base import ListHead, ListRefused, Record
from annotator.sanctions.lists.draft import Draft
from annotator.sanctions.lists.ofac import SAMPLE, add_remarks, list_of
from annotator.sanctions.lists.source import Head, Source, UnreadableList, head_of
from annotator.sanctions.lists.table import rows_of

MAIN, NAMES, ADDRESSES, COMMENTS = 12, 5, 6, 2
"""Columns of each file."""
_BESIDE = {
    "sdn": ("alt", "add", "sdn_comments"),
    "cons_prim": ("cons_alt", "cons_add", "cons_comments"),
}
_NAME_KINDS: dict[str, NameKind] = {"aka": "alias", "fka": "former", "nka": "alias"}
_SUBJECTS: dict[str, SubjectKind] = {
    "": "entity", "individual": "person", "vessel": "vessel", "aircraft": "aircraft",
}  # fmt: skip


class OfacCsv:
    """Joins the files that belong together: given together, or beside the main one by name."""

    name = "ofac-csv"
    title = "lists.format.ofac-csv"

    def recognises(self, head: Head) -> bool:
        """By numbers in the first column, `-0-` somewhere, and as many columns as one has."""
        rows = [row for row in head.rows[:3] if len(row) > 1]
        return bool(rows) and _part(rows[0]) > 0 and (_part(rows[0]) == COMMENTS or _nulls(head))

    def group(self, files: Sequence[Source]) -> list[list[Source]]:
        """Each main file with the parts that are given with it; of several, by their names."""
        parts = {one.path: _part(head_of(one).rows[0]) for one in files}
        mains = [one for one in files if parts[one.path] == MAIN]
        others = [one for one in files if parts[one.path] != MAIN]
        if len(mains) == 1:
            return [[mains[0], *others]]
        wanted = {main.path: _stems(main.path.stem.lower()) for main in mains}
        groups = [
            [main, *(one for one in others if one.path.stem.lower() in wanted[main.path])]
            for main in mains
        ]
        joined = {one.path for group in groups for one in group}
        return groups + [[one] for one in others if one.path not in joined]

    def look(self, files: Sequence[Source]) -> ListHead:
        """The files have no date.

        Raises:
            ListRefused: the main file is not among them.
        """
        parts = {_part(head_of(one).rows[0]): one for one in reversed(files)}
        main = parts.get(MAIN)
        if main is None:
            raise ListRefused(msg("lists.bad.ofac_part", file=files[0].name))
        rows = islice(rows_of(main, ",", MAIN), SAMPLE)
        kind = list_of(_cell(row, 3) for _line, row in rows)
        beside = {n: parts.get(n) or _beside(main, n) for n in (NAMES, ADDRESSES, COMMENTS)}
        joined = (main, *(one for one in beside.values() if one))
        alone = () if beside[NAMES] else (msg("lists.ofac_alone", file=main.name),)
        return ListHead(kind, "", joined, alone)

    def read(self, head: ListHead) -> Iterator[Record]:
        """The rows of the main file, with what the others say of each."""
        more: dict[int, dict[str, list[list[str]]]] = {}
        for source in head.joined[1:]:
            columns = _part(head_of(source).rows[0])
            more[columns] = defaultdict(list)
            for _line, row in rows_of(source, ",", columns):
                more[columns][row[0].strip()].append(row)
        for line, row in rows_of(head.joined[0], ",", MAIN):
            yield Record(_draft(head.list, row, more), line)


def _draft(list_id: str, row: list[str], more: dict[int, dict[str, list[list[str]]]]) -> Draft:
    key = row[0].strip()
    draft = Draft(list_id, key, _SUBJECTS.get(_cell(row, 2).lower(), "unknown"))
    draft.add_name(_cell(row, 1))
    for one in more.get(NAMES, {}).get(key, ()):
        draft.add_name(_cell(one, 3), _NAME_KINDS.get(_cell(one, 2).lower(), "alias"))
    for programme in re.split(r"\]\s*\[", _cell(row, 3)):
        draft.add_programme(programme.strip("[] "))
    draft.add_country(_cell(row, 9))
    if draft.subject == "entity":
        for one in more.get(ADDRESSES, {}).get(key, ()):
            draft.add_country(_cell(one, 4))
    draft.add_note(_cell(row, 4))
    rest = [_cell(one, 1) for one in more.get(COMMENTS, {}).get(key, ())]
    add_remarks(draft, "".join((_cell(row, 11), *rest)))
    return draft


def _cell(row: Sequence[str], place: int) -> str:
    found = row[place].strip()
    return "" if found == "-0-" else found


def _part(row: Sequence[str]) -> int:
    """The number of columns that says which file this is; 0 if it is none of OFAC's."""
    known = len(row) in (MAIN, NAMES, ADDRESSES, COMMENTS) and row[0].strip().isdecimal()
    if known and len(row) in (NAMES, ADDRESSES):
        known = row[1].strip().isdecimal()
    return len(row) if known else 0


def _nulls(head: Head) -> bool:
    return any("-0-" in cell for row in head.rows[:50] for cell in row)


def _beside(main: Source, columns: int) -> Source | None:
    """The file in the same folder that has the name which OFAC gives to this part."""
    stems = _stems(main.path.stem.lower())
    if not stems:
        return None
    return _named(main, stems[(NAMES, ADDRESSES, COMMENTS).index(columns)], columns)


def _stems(stem: str) -> list[str]:
    """The names of the parts that belong to a main file: "alt (1)" to "sdn (1)"."""
    for own, others in _BESIDE.items():
        if own in stem:
            return [stem.replace(own, other, 1) for other in others]
    return []


def _named(main: Source, stem: str, columns: int) -> Source | None:
    for path in sorted(main.path.parent.glob("*.[cC][sS][vV]")):
        if path.stem.lower() == stem and path.is_file():
            source = Source(path, path.name, main.watch)
            if _is_part(source, columns):
                return source
    return None


def _is_part(source: Source, columns: int) -> bool:
    try:
        rows = head_of(source).rows
    except UnreadableList:
        return False
    return bool(rows) and _part(rows[0]) == columns
