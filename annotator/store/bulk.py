"""Many rows at once: SQLAlchemy writes the statement, the driver takes the values as they are."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any, cast

from sqlalchemy import Connection, Table, insert
from sqlalchemy.dialects import sqlite

from annotator.store.tables import Base


def table_of(row: type[Base]) -> Table:
    """The bare table of a row class: statements on it are run without the mapper's detour."""
    return cast("Table", row.__table__)


def insert_rows(connection: Connection, row: type[Base], values: Sequence[tuple[Any, ...]]) -> None:
    """Insert whole rows that are made up of what the driver itself takes: text, numbers, None.

    Args:
        connection: of a writing transaction.
        row: the table's class.
        values: a tuple a row, every column of the table in its order; JSON as text.
    """
    if values:
        connection.exec_driver_sql(_statement(row), list(values))


@cache
def _statement(row: type[Base]) -> str:
    return str(insert(table_of(row)).compile(dialect=sqlite.dialect()))
