"""Linked entries as plain JSON values and back: the `entries` of a line and of a corpus."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from annotator.model.fields import (
    FormError,
    Json,
    as_string,
    as_table,
    choices,
    read_choice,
    read_id,
    read_list,
    read_text,
)
from annotator.model.ids import EntryId
from annotator.model.linked_entry import CATALOGUE, LinkedEntry, is_listed
from annotator.model.list_editions import ListEdition, StoredEntry
from annotator.model.listed import ListedEntry, ListedName, NameKind, SubjectKind
from annotator.model.message import msg

_SUBJECTS = choices(SubjectKind)
_NAME_KINDS = choices(NameKind)


def entry_to_json(entry: LinkedEntry) -> Json:
    """An entry as a line has it; `list` and `own` stand there only where they are known."""
    out: Json = {
        "id": entry.id,
        "source": entry.source,
        "kind": entry.kind,
        "title": dict(entry.titles),
        "issuer": entry.issuer,
        "regimes": list(entry.regimes),
        "number": entry.number,
        "targets": list(entry.targets),
        "valid_from": entry.valid_from,
        "valid_to": entry.valid_to,
        "withdrawn": entry.withdrawn,
        "note": entry.note,
    }
    if entry.listed is not None:
        out["list"] = _edition_to_json(entry.listed.edition)
        out["listed"] = _listed_to_json(entry.listed.entry)
    if entry.own:
        out["own"] = dict(entry.own)
    return out


def entry_from_json(value: Any) -> LinkedEntry:
    """Read an entry.

    Raises:
        FormError: a field is missing or of another type, or a list's entry has another id.
    """
    data = as_table(value, "entry")
    found = read_id(data)
    listed = None
    if data.get("listed") is not None:
        entry = _listed_from_json(data["listed"])
        edition = _edition_from_json(data.get("list"))
        listed = StoredEntry(entry, edition, read_text(data, "withdrawn", ""))
        if entry.id != found or edition.list != entry.list or not is_listed(found):
            raise FormError(msg("form.field", field="listed"))
    return LinkedEntry(
        id=EntryId(found),
        source=read_text(data, "source", CATALOGUE),
        kind=read_text(data, "kind", ""),
        titles=_texts(data.get("title") or {}, "title"),
        issuer=read_text(data, "issuer", ""),
        regimes=read_list(data, "regimes", as_string),
        number=read_text(data, "number", ""),
        targets=read_list(data, "targets", as_string),
        valid_from=read_text(data, "valid_from", ""),
        valid_to=read_text(data, "valid_to", ""),
        withdrawn=read_text(data, "withdrawn", ""),
        note=read_text(data, "note", ""),
        listed=listed,
        own=dict(as_table(data.get("own") or {}, "own")),
    )


def _texts(value: Any, name: str) -> tuple[tuple[str, str], ...]:
    return tuple((str(key), as_string(text)) for key, text in as_table(value, name).items())


def _edition_to_json(edition: ListEdition) -> Json:
    return {
        "id": edition.list,
        "sha256": edition.sha256,
        "published": edition.published,
        "imported": edition.imported,
        "file_name": edition.file_name,
        "count": edition.count,
    }


def _edition_from_json(value: Any) -> ListEdition:
    data = as_table(value, "list")
    count = data.get("count", 0)
    if type(count) is not int or not 0 <= count < 2**53:
        raise FormError(msg("form.field", field="count"))
    return ListEdition(
        list=read_id(data),
        file_name=read_text(data, "file_name", ""),
        sha256=read_text(data, "sha256"),
        published=read_text(data, "published", ""),
        imported=read_text(data, "imported", ""),
        count=count,
    )


def _listed_to_json(entry: ListedEntry) -> Json:
    return {
        "list": entry.list,
        "key": entry.key,
        "subject": entry.subject,
        "names": [
            {"text": one.text, "kind": one.kind, "language": one.language} for one in entry.names
        ],
        "programmes": list(entry.programmes),
        "legal_bases": list(entry.legal_bases),
        "listed_on": entry.listed_on,
        "delisted_on": entry.delisted_on,
        "births": list(entry.births),
        "birth_places": list(entry.birth_places),
        "countries": list(entry.countries),
        "references": [list(pair) for pair in entry.references],
        "note": entry.note,
    }


def _listed_from_json(value: Any) -> ListedEntry:
    data = as_table(value, "listed")
    names = read_list(data, "names", _name_from_json)
    if not names:
        raise FormError(msg("form.field", field="names"))
    return ListedEntry(
        list=read_text(data, "list"),
        key=read_text(data, "key"),
        subject=read_choice(data, "subject", _SUBJECTS, "unknown"),
        names=names,
        programmes=read_list(data, "programmes", as_string),
        legal_bases=read_list(data, "legal_bases", as_string),
        listed_on=read_text(data, "listed_on", ""),
        delisted_on=read_text(data, "delisted_on", ""),
        births=read_list(data, "births", as_string),
        birth_places=read_list(data, "birth_places", as_string),
        countries=read_list(data, "countries", as_string),
        references=read_list(data, "references", _pair),
        note=read_text(data, "note", ""),
    )


def _name_from_json(value: Any) -> ListedName:
    data: Mapping[str, Any] = as_table(value, "names")
    return ListedName(
        read_text(data, "text"),
        read_choice(data, "kind", _NAME_KINDS, "primary"),
        read_text(data, "language", ""),
    )


def _pair(value: Any) -> tuple[str, str]:
    if not isinstance(value, list) or len(value) != 2:
        raise FormError(msg("form.field", field="references"))
    return as_string(value[0]), as_string(value[1])
