"""Entries of official lists that a project keeps because annotations link to them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from sqlalchemy import Connection, select, update
from sqlalchemy.dialects.sqlite import insert

from annotator.model.list_editions import ListEdition, StoredEntry
from annotator.model.message import EnvironmentTrouble, msg
from annotator.store.list_codec import from_body, to_body
from annotator.store.tables import ItemLinkRow, ListedEntryRow


def keep(connection: Connection, stored: StoredEntry) -> None:
    """Keep an entry as its edition has it; one that is kept already stays as it is."""
    edition = stored.edition
    row = {
        "entry": stored.entry.id,
        "version": edition.sha256,
        "list": edition.list,
        "file_name": edition.file_name,
        "published": edition.published,
        "imported": edition.imported,
        "count": edition.count,
        "withdrawn": stored.withdrawn,
        "body": to_body(stored.entry),
    }
    connection.execute(insert(ListedEntryRow).values(row).on_conflict_do_nothing())


def find(connection: Connection, entries: Collection[str]) -> tuple[StoredEntry, ...]:
    """What is kept of some entries, the edition imported last first.

    Raises:
        EnvironmentTrouble: a row is no entry.
    """
    asked = select(ListedEntryRow.__table__).where(ListedEntryRow.entry.in_(entries))
    rows = connection.execute(asked.order_by(ListedEntryRow.imported.desc()))
    return tuple(_stored(row) for row in rows)


def linked(connection: Connection) -> tuple[StoredEntry, ...]:
    """What is kept of the entries that annotations link to at present, by id.

    Raises:
        EnvironmentTrouble: a row is no entry.
    """
    pointed_to = select(ItemLinkRow.entry).where(ItemLinkRow.entry.is_not(None))
    asked = select(ListedEntryRow.__table__).where(ListedEntryRow.entry.in_(pointed_to))
    rows = connection.execute(asked.order_by(ListedEntryRow.entry, ListedEntryRow.imported.desc()))
    return tuple(_stored(row) for row in rows)


def mark(connection: Connection, withdrawn: Iterable[tuple[str, str]]) -> None:
    """Note since when entries are withdrawn; empty where they are listed (again)."""
    for entry, since in withdrawn:
        connection.execute(
            update(ListedEntryRow).where(ListedEntryRow.entry == entry).values(withdrawn=since)
        )


def _stored(row: Any) -> StoredEntry:
    edition = ListEdition(
        row.list, row.file_name, row.version, row.published, row.imported, row.count
    )
    try:
        return StoredEntry(from_body(row.body), edition, row.withdrawn)
    except ValueError as error:
        raise EnvironmentTrouble(msg("lists.kept_broken", entry=row.entry)) from error
