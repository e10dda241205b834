"""A data set of OpenSanctions as entities of FollowTheMoney, one JSON object a line."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from annotator.model.listed import NameKind
from annotator.model.message import msg
from annotator.sanctions.lists.base import ListHead, ListRefused, OneFile, Record
from annotator.sanctions.lists.dates import partial
from annotator.sanctions.lists.draft import Draft
from annotator.sanctions.lists.opensanctions_csv import SUBJECTS, list_id
from annotator.sanctions.lists.source import Head, Source

_NAMES: tuple[tuple[str, NameKind], ...] = (
    ("name", "alias"), ("alias", "alias"), ("previousName", "former"), ("weakAlias", "weak"),
)  # fmt: skip
_ELSEWHERE = (("ofac-", "ofac"), ("ch-seco-", "ch"), ("fr-ga-", "fr"), ("gb-fcdo-", "uk"))


@dataclass(frozen=True, slots=True)
class _Sanction:
    programmes: tuple[str, ...]
    laws: tuple[str, ...]
    listed: tuple[str, ...]


class FtmJson(OneFile):
    """Two passes: the sanctions, which are objects of their own, then whom they point to."""

    name = "ftm-json"
    title = "lists.format.ftm-json"

    def recognises(self, head: Head) -> bool:
        """By the members of its first object."""
        begins = head.text[:PROBE]
        return begins.startswith("{") and all(
            f'"{name}"' in begins for name in ("id", "schema", "properties")
        )

    def look(self, files: Sequence[Source]) -> ListHead:
        """The date is the newest on which an entry was seen; the data set is the one of all."""
        common: set[str] | None = None
        newest = ""
        for line, one in _objects(files[0]):
            newest = max(newest, _first(one.get("last_seen")))
            if one.get("target") is True:
                sets = set(_strings(one.get("datasets"), files[0], line))
                common = sets if common is None else common & sets
        return ListHead(list_id(common or set()), partial(newest), (files[0],))

    def read(self, head: ListHead) -> Iterator[Record]:
        """The subjects that are targets, in the order of the file."""
        source = head.joined[0]
        sanctions = _sanctions(source)
        for line, one in _objects(source):
            if one.get("target") is True:
                draft = _draft(head.list, source, one, line)
                for sanction in sanctions.get(draft.key, ()):
                    _add_sanction(draft, sanction)
                yield Record(draft, line)


PROBE = 1 << 16
"""Characters in which the members of the first object must stand."""


def _objects(source: Source) -> Iterator[tuple[int, Mapping[str, Any]]]:
    for number, text in enumerate(source.lines(), start=1):
        if not text.strip():
            continue
        try:
            one = json.loads(text)
        except (ValueError, RecursionError) as error:
            if not text.endswith("\n"):
                raise ListRefused(msg("lists.bad.cut", file=source.name, line=number)) from error
            raise ListRefused(msg("lists.bad.json_line", file=source.name, line=number)) from error
        if not isinstance(one, dict) or not isinstance(one.get("properties", {}), dict):
            raise ListRefused(msg("lists.bad.shape", file=source.name, record=number))
        yield number, one


def _sanctions(source: Source) -> dict[str, list[_Sanction]]:
    """The sanctions by the subject that they point to."""
    found: dict[str, list[_Sanction]] = {}
    for line, one in _objects(source):
        if one.get("schema") == "Sanction":
            values = one.get("properties", {})

            def take(name: str, given: Any = values, at: int = line) -> tuple[str, ...]:
                return tuple(_strings(given.get(name), source, at))

            sanction = _Sanction(
                take("programId") or take("program") or take("authority"),
                take("provisions"),
                take("listingDate") or take("startDate"),
            )
            for entity in take("entity"):
                found.setdefault(entity, []).append(sanction)
    return found


def _draft(list_name: str, source: Source, one: Mapping[str, Any], line: int) -> Draft:
    values = one.get("properties", {})

    def take(name: str) -> list[str]:
        return _strings(values.get(name), source, line)

    schema = one.get("schema")
    subject = SUBJECTS.get(schema, "unknown") if isinstance(schema, str) else "unknown"
    draft = Draft(list_name, _first(one.get("id")), subject)
    draft.add_name(_first(one.get("caption")) if take("name") else "")
    for field, kind in _NAMES:
        for name in take(field):
            draft.add_name(name, kind)
    for field in ("birthDate", "birthPlace"):
        for value in take(field):
            draft.add_birth(value) if field == "birthDate" else draft.add_birth_place(value)
    for field in ("nationality", "citizenship", "country", "jurisdiction", "flag"):
        for code in take(field):
            draft.add_country(code.partition("-")[0])
    for number in take("imoNumber"):
        draft.add_reference("imo", "".join(c for c in number if c.isdecimal()))
    for number in take("programId"):
        draft.add_programme(number)
    for referent in _strings(one.get("referents"), source, line):
        _add_reference(draft, referent)
    for note in (*take("position"), *take("notes")):
        draft.add_note(note)
    return draft


def _add_reference(draft: Draft, referent: str) -> None:
    """Note the ids in other lists that OpenSanctions has joined: "eu-fsf-eu-8282-49"."""
    if referent.startswith("eu-fsf-eu-"):
        draft.add_reference("eu", "EU." + referent.removeprefix("eu-fsf-eu-").replace("-", "."))
    for prefix, scheme in _ELSEWHERE:
        number = referent.removeprefix(prefix)
        if number != referent and number.isalnum():
            draft.add_reference(scheme, number.upper())


def _add_sanction(draft: Draft, sanction: _Sanction) -> None:
    for programme in sanction.programmes:
        draft.add_programme(programme)
    for law in sanction.laws:
        draft.add_legal_basis(law)
    for day in sanction.listed:
        draft.listed_at(day)


def _strings(given: Any, source: Source, line: int) -> list[str]:
    if given is None:
        return []
    if not isinstance(given, list) or not all(isinstance(one, str) for one in given):
        raise ListRefused(msg("lists.bad.shape", file=source.name, record=line))
    return given


def _first(given: Any) -> str:
    return given if isinstance(given, str) else ""
