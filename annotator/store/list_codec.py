"""Listed entries as the text that the lists' database keeps, and back."""

from __future__ import annotations

import hashlib
import json
from dataclasses import fields
from typing import Any

from annotator.model.listed import ListedEntry, ListedName

_FIELDS = tuple(field.name for field in fields(ListedEntry))
_ENCODE = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_TUPLES = ("programmes", "legal_bases", "births", "birth_places", "countries")


def to_body(entry: ListedEntry) -> str:
    """The entry as JSON with its fields in a fixed order, so that equal entries give equal text."""
    data = {name: getattr(entry, name) for name in _FIELDS}
    data["names"] = [[one.text, one.kind, one.language] for one in entry.names]
    return _ENCODE(data)


def from_body(body: str) -> ListedEntry:
    """Read it back.

    Raises:
        ValueError: it is no entry.
    """
    data: dict[str, Any] = json.loads(body)
    data["names"] = tuple(ListedName(*name) for name in data["names"])
    for field in _TUPLES:
        data[field] = tuple(data[field])
    data["references"] = tuple((scheme, number) for scheme, number in data["references"])
    try:
        return ListedEntry(**data)
    except TypeError as error:
        raise ValueError(str(error)) from error


def findable(body: str) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """What an entry is found by, without making the entry: names with their kinds, references."""
    data = json.loads(body)
    names = [(text, kind) for text, kind, _language in data["names"]]
    return names, [(scheme, number) for scheme, number in data["references"]]


def digest(body: str) -> str:
    """What tells a changed entry from one that stayed as it was."""
    return hashlib.sha256(body.encode()).hexdigest()
