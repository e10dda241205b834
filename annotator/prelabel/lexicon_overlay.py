"""Own words over shipped ones: two files of one form become one, and what fits that form.

An own file has the form of the shipped file that it lies over; every part may be left out. Its
entries come first, so that they win. `remove` lists what of the shipped file no longer counts.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, TypeGuard

Table = Mapping[str, Any]
REMOVE = "remove"
"""Key of an own file: the shipped entries that no longer count, as they are listed."""
BETWEEN_FORMS = " | "
"""Stands between the forms of a name in one entry."""
_NAMES_OF_TABLES = ("pattern", "form", "lemma", "status")
_VERBS = "verbs"
"""The field of a table in a list that holds words; its other fields say something of them."""
SECTIONS: Mapping[str, tuple[str, ...]] = {
    "cues": ("group",),
    "first_names": ("first_names",),
    "names": ("no_names",),
    "roles": ("people", "bodies"),
    "sanctions": ("mention",),
    **dict.fromkeys(
        (
            *("people", "organisations", "institutions", "media"),
            *("regions", "countries", "cities", "misc"),
        ),
        ("names",),
    ),
}
"""Where the words stand that a file is there for, by its name without `.toml`."""
_OPEN_TABLES = frozenset({"names", "stems", "unless", "with_object", "with_label"})
"""Tables whose keys are words themselves, so that an own file may bring others."""


def laid_over(shipped: Table, own: Table, file: str = "") -> dict[str, Any]:
    """The shipped data without what the own file removes, and with what it adds or sets.

    Args:
        shipped: the data of the shipped file.
        own: the data of the own one.
        file: their name, without `.toml`. A removed word that stands in the section of the words
            that the file is there for goes from there only; others go wherever they stand.
    """
    kept = dict(shipped)
    gone = frozenset(own.get(REMOVE, ()))
    sections = [key for key in SECTIONS.get(file, ()) if key in kept] if gone else []
    here = gone.intersection(word for key in sections for word in _words(kept[key]))
    for key in sections:
        kept[key] = _part_without(kept[key], here, key)
    if gone > here:
        kept = _without(kept, gone - here)
    return _joined(kept, {key: value for key, value in own.items() if key != REMOVE})


def _words(part: Any) -> Iterator[str]:
    """The words that a section lists."""
    if isinstance(part, str):
        yield part
        yield from (form.strip() for form in part.split(BETWEEN_FORMS))
    elif isinstance(part, list):
        for one in part:
            if isinstance(one, Mapping):
                yield from (one[name] for name in _NAMES_OF_TABLES if name in one)
                yield from one.get(_VERBS, ())
            else:
                yield from _words(one)
    elif isinstance(part, Mapping):
        for one in part.values():
            yield from _words(one)


def _without(table: Table, gone: frozenset[str], at: str = "") -> dict[str, Any]:
    return {
        key: _part_without(part, gone, key)
        for key, part in table.items()
        if isinstance(part, Mapping | list) or key not in gone or at not in _OPEN_TABLES
    }


def _part_without(part: Any, gone: frozenset[str], key: str) -> Any:
    if isinstance(part, Mapping):
        return _without(part, gone, key)
    if isinstance(part, list):
        return [left for one in part if (left := _left(one, gone)) is not None]
    return part


def _left(entry: Any, gone: frozenset[str]) -> Any:
    """What is left of an entry of a list; None for nothing."""
    if isinstance(entry, Mapping):
        if any(entry.get(name) in gone for name in _NAMES_OF_TABLES):
            return None
        verbs = entry.get(_VERBS)
        return entry if verbs is None else {**entry, _VERBS: _part_without(verbs, gone, _VERBS)}
    if not isinstance(entry, str):
        return entry
    forms = [form.strip() for form in entry.split(BETWEEN_FORMS)]
    if entry in gone or forms[0] in gone:
        return None
    return BETWEEN_FORMS.join(one for one in forms if one not in gone)


def _joined(shipped: Table, own: Table) -> dict[str, Any]:
    out = dict(shipped)
    for key, value in own.items():
        there = out.get(key)
        if isinstance(value, Mapping) and isinstance(there, Mapping):
            out[key] = _joined(there, value)
        elif isinstance(value, list) and isinstance(there, list):
            out[key] = [*value, *(one for one in there if one not in value)]
        else:
            out[key] = value
    return out


def misfit(shipped: Table, own: Table, at: str = "") -> str:
    """The name of the first field of an own file that its shipped file has no place for; or ""."""
    for key, value in own.items():
        if not at and key == REMOVE:
            if not _texts(value):
                return key
        elif key not in shipped:
            like_others = any(_alike(one, value) for one in shipped.values())
            if at not in _OPEN_TABLES or not like_others:
                return key
        elif not _alike(shipped[key], value):
            return key
        elif isinstance(value, Mapping):
            inner = misfit(shipped[key], value, key)
            if inner:
                return inner
        elif inner := _misfit_of_tables(shipped[key], value):
            return inner
    return ""


def _misfit_of_tables(shipped: Any, own: Any) -> str:
    """The first field of a table in a list whose value is like no shipped one's; or ""."""
    tables = [one for one in shipped if isinstance(one, Mapping)] if _is_list(shipped) else []
    for table in own if tables else ():
        for key, value in table.items():
            known = [one[key] for one in tables if key in one]
            if known and not any(_alike(one, value) for one in known):
                return str(key)
    return ""


def lacking(shipped: Table, own: Table) -> tuple[str, int, str] | None:
    """The first table in a list that lacks a field which all shipped ones of that list have.

    Returns:
        The list's key, the table's rank in it, the field; None if nothing is lacking.
    """
    for key, value in own.items():
        there = shipped.get(key)
        tables = [one for one in there if isinstance(one, Mapping)] if _is_list(there) else []
        for rank, table in enumerate(value if tables else ()):
            for name in tables[0]:
                if name not in table and all(name in one for one in tables):
                    return key, rank, name
    return None


def _is_list(value: Any) -> TypeGuard[list[Any]]:
    return isinstance(value, list)


def _texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(one, str) and one.strip() for one in value)


def _alike(shipped: Any, own: Any) -> bool:
    """Whether a value is of the kind that the shipped one is."""
    if isinstance(shipped, Mapping):
        return isinstance(own, Mapping)
    if isinstance(shipped, list):
        of_tables = any(isinstance(one, Mapping) for one in shipped)
        if of_tables:
            return isinstance(own, list) and all(isinstance(one, Mapping) for one in own)
        return _texts(own)
    if isinstance(shipped, float):
        return isinstance(own, int | float) and not isinstance(own, bool)
    return isinstance(own, type(shipped))
