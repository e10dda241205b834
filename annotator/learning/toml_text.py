"""Plain values as TOML text; the standard library reads TOML and does not write it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

Table = Mapping[str, Any]
_WIDTH = 98
"""Most characters of a list that stands in one line."""


def toml_text(data: Table, heading: str, first: str = "") -> str:
    """Strings, numbers, truth values, lists of them, tables and lists of tables as TOML.

    Args:
        data: what to write; in a table, plain values come before tables.
        heading: a comment above it all, of one line or several.
        first: the key that is to stand in front.
    """
    lines = [f"# {line}".rstrip() for line in heading.splitlines()]
    order = sorted(data, key=lambda key: key != first)
    _write(lines, {key: data[key] for key in order}, ())
    return "\n".join(lines) + "\n"


def _write(lines: list[str], data: Table, at: tuple[str, ...]) -> None:
    lines += [
        f"{_key(key)} = {_value(value, len(key))}"
        for key, value in data.items()
        if not _is_table(value)
    ]
    for key, value in data.items():
        inner = (*at, _key(key))
        if isinstance(value, Mapping):
            lines += ["", f"[{'.'.join(inner)}]"]
            _write(lines, value, inner)
        elif _is_table(value):
            for table in value:
                lines += ["", f"[[{'.'.join(inner)}]]"]
                _write(lines, table, inner)


def _is_table(value: Any) -> bool:
    of_tables = isinstance(value, list) and bool(value) and isinstance(value[0], Mapping)
    return isinstance(value, Mapping) or of_tables


def _key(key: str) -> str:
    bare = key.isascii() and key.replace("_", "").replace("-", "").isalnum()
    return key if bare else _text(key)


def _value(value: Any, before: int) -> str:
    if not isinstance(value, list):
        return _text(value) if isinstance(value, str) else json.dumps(value)
    entries = [_value(one, 0) for one in value]
    short = f"[{', '.join(entries)}]"
    if len(short) + before < _WIDTH:
        return short
    return "[\n" + "".join(f"  {one},\n" for one in entries) + "]"


def _text(value: str) -> str:
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
