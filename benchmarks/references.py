"""What figures are compared with: the same work done as plainly as Python and SQLite allow."""

from __future__ import annotations

import json
import os
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

_QUOTED = re.compile(r"«[^»]*»|“[^”]*”|\"[^\"\n]*\"")
_SAID = re.compile(r"\b(?:a|ont|avait|est)?-?t?-?(?:dit|déclar|affirm|ajout|estim|insist)\w*")
_NAME = re.compile(r"[A-ZÀ-Þ][\w’'-]+(?:[ \u00a0][A-ZÀ-Þ][\w’'-]+)*")


def pure_pass(text: str, names: frozenset[str]) -> int:
    """The least that pre-highlighting must do: find marks, cue words, capitals, known names.

    Returns:
        How many things it found.
    """
    found = sum(1 for pattern in (_QUOTED, _SAID) for _ in pattern.finditer(text))
    return found + sum(1 for name in _NAME.finditer(text) if name.group() in names)


@contextmanager
def raw_database(path: Path) -> Iterator[sqlite3.Connection]:
    """A bare SQLite file with the safety that a project has: WAL, FULL; one table, one log."""
    with closing(sqlite3.connect(path, isolation_level=None)) as database:
        database.execute("PRAGMA journal_mode=WAL")
        database.execute("PRAGMA synchronous=FULL")
        database.execute("CREATE TABLE item (id INTEGER PRIMARY KEY, body TEXT)")
        database.execute("CREATE TABLE log (seq INTEGER PRIMARY KEY, body TEXT)")
        yield database


def raw_commit(database: sqlite3.Connection, number: int, body: str) -> None:
    """One durable change: a row and its log line in one transaction."""
    database.execute("BEGIN IMMEDIATE")
    database.execute("INSERT OR REPLACE INTO item VALUES (?, ?)", (number % 60, body))
    database.execute("INSERT INTO log (body) VALUES (?)", (body,))
    database.execute("COMMIT")


def raw_load(database: sqlite3.Connection, lines: Path) -> None:
    """The floor of an import: parse each line, keep its text and every item as a row."""
    database.execute("BEGIN IMMEDIATE")
    with lines.open(encoding="utf-8") as handle:
        for line in handle:
            data = json.loads(line)
            database.execute("INSERT INTO log (body) VALUES (?)", (data["text"],))
            found = (*data["annotation"]["mentions"], *data["annotation"]["quotes"])
            rows = ((json.dumps(item),) for item in found)
            database.executemany("INSERT INTO item (body) VALUES (?)", rows)
    database.execute("COMMIT")


def raw_dump(database: sqlite3.Connection, lines: Path) -> None:
    """The floor of an export: every row read, parsed and written as a line, made durable."""
    with lines.open("w", encoding="utf-8") as handle:
        for (body,) in database.execute("SELECT body FROM item"):
            handle.write(json.dumps(json.loads(body), ensure_ascii=False) + "\n")
        for (body,) in database.execute("SELECT body FROM log"):
            handle.write(json.dumps(body, ensure_ascii=False) + "\n")
        handle.flush()
        os.fsync(handle.fileno())
