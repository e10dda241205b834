"""Bringing a list from one edition to the next: entries that are spooled against those there.

What stayed as it was is told by its digest, and neither read nor folded. All of it happens within
one transaction of the caller.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable

from annotator.model.list_editions import EditionReport, EntryName, ListEdition, NamedEntries
from annotator.model.name_index import NameFolding
from annotator.store.list_codec import findable
from annotator.store.list_names import Indexing
from annotator.store.list_spool import STEP, Progress, Spool
from annotator.store.trouble import Cancelled

EDITION = "list, file_name, sha256, published, imported, count"
"""The columns of an edition in the order of `ListEdition`."""
_NAMED = 100
"""Entries that a report names of each kind: more than anybody reads, and never a whole list."""
_FATES = """
CREATE TEMP TABLE fate AS
SELECT incoming.number AS number, entry.number AS entry, entry.number IS NULL AS new,
       entry.digest IS incoming.digest AS same, coalesce(entry.withdrawn, '') AS withdrawn
FROM temp.incoming LEFT JOIN main.entry ON entry.id = incoming.id
ORDER BY incoming.number
"""
_ADDED = "new OR withdrawn <> ''"
_CHANGED = "NOT new AND withdrawn = '' AND NOT same"
_REWRITTEN = "SELECT entry FROM temp.fate WHERE NOT new AND NOT same"
_WITHIN = "fate.number > ? AND fate.number <= ?"
_STAYED = f"""
UPDATE entry SET edition = ?, withdrawn = ''
WHERE number IN (SELECT entry FROM temp.fate WHERE same AND {_WITHIN})
"""
_REWRITE = f"""
UPDATE entry SET edition = ?, withdrawn = '', body = found.body, digest = found.digest,
                 name = found.name
FROM (SELECT fate.entry AS at, incoming.* FROM temp.fate JOIN temp.incoming USING (number)
      WHERE NOT new AND NOT same AND {_WITHIN}) AS found
WHERE entry.number = found.at
"""
_INSERT = f"""
INSERT INTO entry (number, id, list, name, body, digest, edition)
SELECT fate.entry, incoming.id, ?, incoming.name, incoming.body, incoming.digest, ?
FROM temp.fate JOIN temp.incoming USING (number) WHERE new AND {_WITHIN} ORDER BY fate.number
"""
_BODIES = f"""
SELECT fate.entry, incoming.id, incoming.body FROM temp.fate JOIN temp.incoming USING (number)
WHERE NOT same AND {_WITHIN} ORDER BY fate.number
"""


def write_edition(
    connection: sqlite3.Connection,
    edition: ListEdition,
    spool: Spool,
    folding: NameFolding,
    say: Progress,
    stop: Callable[[], bool],
    check: Callable[[EditionReport], None],
) -> EditionReport:
    """Bring the tables from the edition before to a spooled one.

    Args:
        connection: that of the spool, with a transaction begun.
        edition: as it is to be kept.
        spool: its entries.
        folding: how their names are folded.
        say: told from time to time.
        stop: asked from time to time.
        check: told what the edition changes before an entry is touched; may raise to refuse it.

    Raises:
        Cancelled: `stop` said so; the caller undoes the transaction.
    """
    before = connection.execute(
        "SELECT published FROM edition WHERE list = ? ORDER BY number DESC LIMIT 1", (edition.list,)
    ).fetchone()
    number = connection.execute(
        f"INSERT INTO edition ({EDITION}) VALUES (?, ?, ?, ?, ?, ?)",
        (
            *(edition.list, edition.file_name, edition.sha256, edition.published),
            *(edition.imported, edition.count),
        ),
    ).lastrowid
    report = _fates(connection, edition, before[0] if before else "", spool.names)
    check(report)
    index = Indexing(connection)
    index.remove(_REWRITTEN)
    connection.execute(f"DELETE FROM reference WHERE entry IN ({_REWRITTEN})")
    for done in range(0, spool.count, STEP):
        if stop():
            raise Cancelled
        say("save", done, spool.count)
        within = (done, done + STEP)
        connection.execute(_STAYED, (number, *within))
        connection.execute(_REWRITE, (number, *within))
        connection.execute(_INSERT, (edition.list, number, *within))
        _add_names(connection, edition.list, within, folding)
        index.keep_up()
    index.finish()
    connection.execute(
        "UPDATE entry SET withdrawn = ? WHERE list = ? AND withdrawn = '' AND edition <> ?",
        (edition.imported, edition.list, number),
    )
    say("save", spool.count, spool.count)
    return report


def _fates(
    connection: sqlite3.Connection, edition: ListEdition, published: str, names: int
) -> EditionReport:
    """What becomes of every entry, noted in a temporary table, and the report of it.

    Entries that are new get their numbers here.
    """
    connection.execute(_FATES)
    connection.execute("CREATE UNIQUE INDEX temp.fate_number ON fate (number)")
    (last,) = connection.execute("SELECT coalesce(max(number), 0) FROM entry").fetchone()
    connection.execute("UPDATE temp.fate SET entry = ? + number WHERE new", (last,))

    def counted(kind: str) -> NamedEntries:
        table = f"temp.fate JOIN temp.incoming USING (number) WHERE {kind}"
        return _named(connection, f"{table} ORDER BY fate.number", ())

    (same,) = connection.execute(
        "SELECT count(*) FROM temp.fate WHERE same AND withdrawn = ''"
    ).fetchone()
    gone = (
        "main.entry WHERE list = ? AND withdrawn = ''"
        " AND NOT EXISTS (SELECT 1 FROM temp.incoming WHERE incoming.id = entry.id)"
    )
    return EditionReport(
        edition,
        older=bool(edition.published and edition.published < published),
        added=counted(_ADDED),
        changed=counted(_CHANGED),
        withdrawn=_named(connection, f"{gone} ORDER BY number", (edition.list,)),
        same=same,
        names=names,
    )


def _named(connection: sqlite3.Connection, table: str, values: tuple[str, ...]) -> NamedEntries:
    (count,) = connection.execute(f"SELECT count(*) FROM {table}", values).fetchone()
    rows = connection.execute(f"SELECT id, name FROM {table} LIMIT {_NAMED}", values)
    return NamedEntries(count, tuple(EntryName(*row) for row in rows))


def _add_names(
    connection: sqlite3.Connection, list_id: str, within: tuple[int, int], folding: NameFolding
) -> None:
    """What some of the new and changed entries are found by."""
    names: list[tuple[object, ...]] = []
    references: list[tuple[str, str, int]] = []
    register = list_id.partition("-")[0]  # its own number counts as well: `un-sc` is `un`
    for entry, entry_id, body in connection.execute(_BODIES, within).fetchall():
        called, numbers = findable(body)
        names += [
            (entry, place, text, kind, *folding.fold(text))
            for place, (text, kind) in enumerate(called)
        ]
        references.append((register, entry_id.removeprefix(f"{list_id}:"), entry))
        references += [(scheme, value, entry) for scheme, value in numbers]
    connection.executemany(
        "INSERT INTO name (entry, place, text, kind, norm, key) VALUES (?, ?, ?, ?, ?, ?)", names
    )
    connection.executemany(
        "INSERT OR IGNORE INTO reference (scheme, value, entry) VALUES (?, ?, ?)", references
    )
