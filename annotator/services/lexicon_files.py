"""Own word files on the disk: written whole or not at all, every change with a way back.

What a file was before each change is kept in `history.json` beside the languages' folders, for the
last fifty changes.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from annotator.learning.toml_text import toml_text
from annotator.model.message import EnvironmentTrouble, Message, UserError, msg
from annotator.prelabel.lexicon_overlay import REMOVE, Table
from annotator.prelabel.own_lexicon import own_folder

HISTORY = "history.json"
KEPT_STEPS = 50
"""Changes that can be taken back."""
HEADING = "Own words; written by Guillemet, may be edited by hand."


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


def own_text(data: Table) -> str:
    """The text of an own file: what it removes first, then what it adds."""
    return toml_text(data, HEADING, first=REMOVE)


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
    _put_with_history(texts, before, [*steps(), step][-KEPT_STEPS:])


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
        EnvironmentTrouble: the folder cannot be written; nothing is changed then.
    """
    known = steps()
    if not known:
        raise UserError(msg("lexicon.nothing_done"))
    last = known[-1]
    now = {name: _read(name) for name in last.before}
    for name, text in now.items():
        if _sha(text) != last.after[name]:
            raise UserError(msg("lexicon.changed_since", file=str(own_folder() / name)))
    _put_with_history(last.before, now, known[:-1])
    return last.did


def _put_with_history(
    texts: Mapping[str, str | None], before: Mapping[str, str | None], known: list[Step]
) -> None:
    """Write files and the list of changes, all of them or none."""
    _put_all({**texts, HISTORY: _history(known)}, {**before, HISTORY: _read(HISTORY)})


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
    new = path.with_name(path.name + ".new")
    try:
        if text is None:
            path.unlink(missing_ok=True)
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        new.write_text(text, "utf-8", newline="\n")
        new.replace(path)
    except OSError as error:
        with suppress(OSError):
            new.unlink(missing_ok=True)
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


def _history(known: list[Step]) -> str:
    rows = [
        {
            "did": one.did.id,
            "with": one.did.values,
            "before": dict(one.before),
            "after": dict(one.after),
        }
        for one in known
    ]
    return json.dumps(rows, ensure_ascii=False, indent=1) + "\n"


def _step(row: Any) -> Step:
    return Step(msg(row["did"], **row["with"]), dict(row["before"]), dict(row["after"]))
