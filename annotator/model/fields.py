"""Reading fields of JSON values: each is of the form that is asked for, or named in an error."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import Any, TypeVar, get_args

from annotator.model.message import GuillemetError, msg

Json = dict[str, Any]
Value = TypeVar("Value")


class FormError(GuillemetError):
    """JSON values that are not of the form; the message names the field."""


def read_text(data: Mapping[str, Any], name: str, default: str | None = None) -> str:
    """A string field of `data`; FormError if it is none and there is no default."""
    value = data.get(name, default)
    if not isinstance(value, str):
        raise FormError(msg("form.field", field=name))
    return value


def read_maybe(data: Mapping[str, Any], name: str) -> str | None:
    """A string field that may be missing or null."""
    value = data.get(name)
    if value is not None and not isinstance(value, str):
        raise FormError(msg("form.field", field=name))
    return value


def choices(kind: Any) -> tuple[str, ...]:
    """The values of a Literal type, for `read_choice`; asked once, for types are slow to hash."""
    return get_args(kind)


def read_choice(
    data: Mapping[str, Any], name: str, allowed: tuple[str, ...], default: str | None = None
) -> Any:
    """A string field with one of the allowed values."""
    value = read_text(data, name, default)
    if value not in allowed:
        message = msg("form.choice", field=name, value=value, allowed=", ".join(allowed))
        raise FormError(message)
    return value


def read_list(
    data: Mapping[str, Any], name: str, read: Callable[[Any], Value]
) -> tuple[Value, ...]:
    """A list field, each value read by `read`; missing or null is empty."""
    values = data.get(name)
    if values is None:
        return ()
    if not isinstance(values, list):
        raise FormError(msg("form.field", field=name))
    return tuple(read(value) for value in values)


def read_flag(data: Mapping[str, Any], name: str) -> bool:
    """A field that is true or false; missing or null is false."""
    value = data.get(name)
    if value is not None and not isinstance(value, bool):
        raise FormError(msg("form.field", field=name))
    return bool(value)


def read_id(data: Mapping[str, Any]) -> str:
    """The field `id`, which is not empty."""
    found = read_text(data, "id")
    if not found:
        raise FormError(msg("form.field", field="id"))
    return found


def read_score(value: Any) -> float:
    """A finite number; JSON readers make infinity of `1e999`, which nobody could write again."""
    if not isinstance(value, (int, float)) or isinstance(value, bool) or not math.isfinite(value):
        raise FormError(msg("form.field", field="score"))
    return float(value)


def as_string(value: Any) -> str:
    """The value, if it is a string."""
    if not isinstance(value, str):
        raise FormError(msg("form.field", field="list"))
    return value


def as_table(value: Any, name: str) -> Mapping[str, Any]:
    """The value, if it is a table."""
    if type(value) is dict or isinstance(value, Mapping):  # the first is far quicker to ask
        table: Mapping[str, Any] = value
        return table
    raise FormError(msg("form.field", field=name))
