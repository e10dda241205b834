"""Schemes as plain tables, as a scheme file has them, and back; every fault named by its field."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields
from typing import Any, cast

from annotator.model.message import UserError, msg
from annotator.model.scheme import GROUPS, ITEM_KINDS, Attribute, ItemKind, Label, Scheme, Texts

_TEXTS = ("name", "short", "definition", "rule", "examples", "counter_examples")
_SEVERAL = frozenset({"examples", "counter_examples"})
_PLAIN = Label("", ())
"""A label of which nothing was said: what is as here is not written."""


def scheme_from_data(data: Mapping[str, object], source: str) -> Scheme:
    """Make a scheme of the values of a scheme file (the TOML as `tomllib` gives it).

    Args:
        data: the tables of the file.
        source: the file's name, for errors.

    Raises:
        UserError: a field is missing or of the wrong type, an id or a key is given twice, a label
            was merged into one that is not there.
    """
    groups = tuple((group, _labels(data.get(group, []), group, source)) for group in GROUPS)
    found_id, version = data.get("id"), data.get("version")
    if not isinstance(found_id, str) or not _is_name(found_id) or not isinstance(version, int):
        raise UserError(msg("scheme.no_id", file=source))
    name = _texts(data.get("name"), "name", source)
    return Scheme(found_id, version, name, groups, _attributes(data.get("attributes", []), source))


def scheme_to_data(scheme: Scheme) -> dict[str, Any]:
    """The tables of a scheme file; `scheme_from_data` makes the same scheme of them."""
    out: dict[str, Any] = {
        "id": scheme.id,
        "version": scheme.version,
        "name": _texts_out(scheme.name, several=False),
    }
    out |= {group: [_label_out(one) for one in labels] for group, labels in scheme.groups}
    if scheme.attributes:
        out["attributes"] = [_attribute_out(one) for one in scheme.attributes]
    return out


def _is_name(text: str) -> bool:
    return text.replace("_", "").replace("-", "").isalnum() and text.isascii()


def _labels(tables: object, group: str, source: str) -> tuple[Label, ...]:
    if not isinstance(tables, list):
        raise UserError(msg("scheme.bad_field", file=source, field=group))
    labels = tuple(_label(table, f"{group}[{n}]", source) for n, table in enumerate(tables, 1))
    _refuse_doubles([one.id for one in labels], group, source)
    _refuse_doubles([one.key for one in labels if one.key and not one.retired], group, source)
    known = {one.id for one in labels}
    for label in labels:
        if label.merged_into and label.merged_into not in known:
            field = f"{group}.{label.id}.merged_into"
            raise UserError(msg("scheme.bad_field", file=source, field=field))
    return labels


def _refuse_doubles(values: Sequence[str], group: str, source: str) -> None:
    seen: set[str] = set()
    for value in values:
        if value in seen:
            raise UserError(msg("scheme.double", file=source, field=group, value=value))
        seen.add(value)


def _label(table: object, where: str, source: str) -> Label:
    if not isinstance(table, Mapping) or not table.get("id"):
        raise UserError(msg("scheme.bad_field", file=source, field=where))

    def bad(name: str) -> UserError:
        return UserError(msg("scheme.bad_field", file=source, field=f"{where}.{name}"))

    def word(name: str, default: str) -> str:
        value = table.get(name, default)
        if not isinstance(value, str):
            raise bad(name)
        return value

    def texts(name: str) -> Texts:
        return _texts(table.get(name, {}), f"{where}.{name}", source)

    retired, since, takes = (
        table.get("retired", False),
        table.get("since", 1),
        table.get("takes", []),
    )
    if not isinstance(retired, bool):
        raise bad("retired")
    if not isinstance(since, int) or isinstance(since, bool) or since < 1:
        raise bad("since")
    if not isinstance(takes, list) or not all(isinstance(one, str) for one in takes):
        raise bad("takes")
    return Label(
        id=word("id", ""),
        name=texts("name"),
        key=word("key", ""),
        colour=word("colour", _PLAIN.colour),
        pattern=word("pattern", _PLAIN.pattern),
        short=texts("short"),
        definition=texts("definition"),
        rule=texts("rule"),
        examples=texts("examples"),
        counter_examples=texts("counter_examples"),
        retired=retired,
        merged_into=word("merged_into", ""),
        since=since,
        takes=tuple(cast("list[str]", takes)),
    )


def _attributes(tables: object, source: str) -> tuple[Attribute, ...]:
    if not isinstance(tables, list):
        raise UserError(msg("scheme.bad_field", file=source, field="attributes"))
    found = tuple(_attribute(one, f"attributes[{n}]", source) for n, one in enumerate(tables, 1))
    _refuse_doubles([one.id for one in found], "attributes", source)
    return found


def _attribute(table: object, where: str, source: str) -> Attribute:
    if not isinstance(table, Mapping):
        raise UserError(msg("scheme.bad_field", file=source, field=where))
    found, of, retired = table.get("id"), table.get("of"), table.get("retired", False)
    if not isinstance(found, str) or not _is_name(found):
        raise UserError(msg("scheme.bad_field", file=source, field=f"{where}.id"))
    if of not in ITEM_KINDS:
        raise UserError(msg("scheme.bad_field", file=source, field=f"{where}.of"))
    if not isinstance(retired, bool):
        raise UserError(msg("scheme.bad_field", file=source, field=f"{where}.retired"))
    labels = _labels(table.get("labels", []), f"{where}.labels", source)
    return Attribute(
        found,
        cast(ItemKind, of),
        _texts(table.get("name"), f"{where}.name", source),
        labels,
        retired,
    )


def _texts(value: object, where: str, source: str) -> Texts:
    if not isinstance(value, Mapping):
        raise UserError(msg("scheme.bad_field", file=source, field=where))
    out: list[tuple[str, str]] = []
    for language, text in value.items():
        several = text if isinstance(text, Sequence) and not isinstance(text, str) else [text]
        if not all(isinstance(one, str) for one in several):
            raise UserError(msg("scheme.bad_field", file=source, field=f"{where}.{language}"))
        out += [(str(language), one) for one in several]
    return tuple(out)


def _label_out(label: Label) -> dict[str, Any]:
    """A label as a table; what was not said is left out."""
    out: dict[str, Any] = {}
    for field in fields(Label):
        value = getattr(label, field.name)
        if field.name == "id":
            out["id"] = value
        elif field.name in _TEXTS:
            if value:
                out[field.name] = _texts_out(value, several=field.name in _SEVERAL)
        elif value != getattr(_PLAIN, field.name):
            out[field.name] = list(value) if isinstance(value, tuple) else value
    return out


def _attribute_out(attribute: Attribute) -> dict[str, Any]:
    out: dict[str, Any] = {
        "id": attribute.id,
        "of": attribute.of,
        "name": _texts_out(attribute.name, several=False),
    }
    if attribute.retired:
        out["retired"] = True
    out["labels"] = [_label_out(one) for one in attribute.labels]
    return out


def _texts_out(texts: Texts, *, several: bool) -> dict[str, Any]:
    out: dict[str, Any] = {}
    for language, text in texts:
        if several:
            out.setdefault(language, []).append(text)
        else:
            out[language] = text
    return out
