"""Own word files on the disk: written whole or not at all, every change with a way back.

What a file was before each change is kept in `history.json` beside the languages' folders, for the
last fifty changes.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from annotator.model.message import EnvironmentTrouble, Message, UserError, msg
from annotator.prelabel.lexicon_overlay import REMOVE, Table
from annotator.prelabel.own_lexicon import own_folder

HISTORY = "history.json"
KEPT_STEPS = 50
"""Changes that can be taken back."""
_WIDTH = 98


@dataclass(frozen=True, slots=True)
class Step:
    """One change that was made.

    Attributes:
        did: what it was, in words.
        before: the text of each file before, by its path below the folder; None for no file.
        after: the SHA-256 of each file's text after; "" for no file.
    """

    did: Message
    before: Mapping[str, str | None]
    after: Mapping[str, str]


def toml_text(data: Table) -> str:
    """Plain values as TOML: strings, numbers, lists of strings, tables and lists of tables."""
    lines: list[str] = ["# Own words; written by Guillemet, may be edited by hand."]
    _write_table(lines, data, ())
    return "\n".join(lines) + "\n"


def _write_table(lines: list[str], data: Table, at: tuple[str, ...]) -> None:
    plain = {key: value for key, value in data.items() if not _is_table(value)}
    for key in sorted(plain, key=lambda one: (one != REMOVE, list(plain).index(one))):
        lines.append(f"{_key(key)} = {_value(plain[key], len(key))}")
    for key, value in data.items():
        inner = (*at, _key(key))
        if isinstance(value, Mapping):
            lines += ["", f"[{'.'.join(inner)}]"]
            _write_table(lines, value, inner)
        elif _is_table(value):
            for table in value:
                lines += ["", f"[[{'.'.join(inner)}]]"]
                _write_table(lines, table, inner)


def _is_table(value: Any) -> bool:
    tables = isinstance(value, list) and bool(value) and isinstance(value[0], Mapping)
    return isinstance(value, Mapping) or tables


def _key(key: str) -> str:
    bare = key.isascii() and key.replace("_", "").replace("-", "").isalnum()
    return key if bare else _text(key)


def _value(value: Any, before: int) -> str:
    if not isinstance(value, list):
        return _text(value) if isinstance(value, str) else json.dumps(value)
    entries = [_text(one) if isinstance(one, str) else json.dumps(one) for one in value]
    short = f"[{', '.join(entries)}]"
    if len(short) + before < _WIDTH:
        return short
    return "[\n" + "".join(f"  {one},\n" for one in entries) + "]"


def _text(value: str) -> str:
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def write_files(texts: Mapping[str, str | None], did: Message) -> None:
    """Write own files as one change that can be taken back.

    Args:
        texts: the new text of each file, by its path below the folder; None takes a file away.
        did: what the change is, for the list of changes.

    Raises:
        EnvironmentTrouble: the folder cannot be written; nothing is changed then.
        UserError: the list of changes is damaged.
    """
    before = {name: _read(name) for name in texts}
    step = Step(did, before, {name: _sha(text) for name, text in texts.items()})
    _keep([*steps(), step][-KEPT_STEPS:])
    _put_all(texts, before)


def steps() -> list[Step]:
    """The changes that can be taken back, the last one at the end.

    Raises:
        UserError: the file that lists them is damaged.
    """
    text = _read(HISTORY)
    if text is None:
        return []
    try:
        return [_step(one) for one in json.loads(text)]
    except (ValueError, TypeError, KeyError) as error:
        place = str(own_folder() / HISTORY)
        raise UserError(msg("lexicon.history_damaged", file=place, why=str(error))) from error


def take_back() -> Message:
    """Undo the last change; what it was.

    Raises:
        UserError: there is none, or a file was changed by other means since.
        EnvironmentTrouble: the folder cannot be written.
    """
    known = steps()
    if not known:
        raise UserError(msg("lexicon.nothing_done"))
    last = known[-1]
    now = {name: _read(name) for name in last.before}
    for name, text in now.items():
        if _sha(text) != last.after[name]:
            raise UserError(msg("lexicon.changed_since", file=str(own_folder() / name)))
    _put_all(last.before, now)
    _keep(known[:-1])
    return last.did


def _put_all(texts: Mapping[str, str | None], before: Mapping[str, str | None]) -> None:
    """Write all files; where one cannot be written, the others become what they were."""
    done: list[str] = []
    try:
        for name, text in texts.items():
            _put(name, text)
            done.append(name)
    except EnvironmentTrouble:
        for name in done:
            _put(name, before[name])
        raise


def _put(name: str, text: str | None) -> None:
    path = own_folder() / name
    try:
        if text is None:
            path.unlink(missing_ok=True)
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        new = path.with_name(path.name + ".new")
        new.write_text(text, "utf-8", newline="\n")
        new.replace(path)
    except OSError as error:
        why = error.strerror or str(error)
        raise EnvironmentTrouble(msg("lexicon.not_written", file=str(path), why=why)) from error


def _read(name: str) -> str | None:
    path = own_folder() / name
    try:
        return path.read_text("utf-8")
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError) as error:
        raise UserError(msg("lexicon.unreadable", file=str(path), why=str(error))) from error


def _sha(text: str | None) -> str:
    return hashlib.sha256(text.encode()).hexdigest() if text is not None else ""


def _keep(known: list[Step]) -> None:
    rows = [
        {
            "did": one.did.id,
            "with": one.did.values,
            "before": dict(one.before),
            "after": dict(one.after),
        }
        for one in known
    ]
    _put(HISTORY, json.dumps(rows, ensure_ascii=False, indent=1) + "\n")


def _step(row: Any) -> Step:
    return Step(msg(row["did"], **row["with"]), dict(row["before"]), dict(row["after"]))
