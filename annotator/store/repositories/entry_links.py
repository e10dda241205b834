"""Catalogue entries in the tables: how many items link to one, and a project's own ones."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, func, select

from annotator.store.repositories import projects
from annotator.store.tables import ItemLinkRow


def count(connection: Connection, entry: str) -> int:
    """How many items link to an entry."""
    asked = select(func.count()).where(ItemLinkRow.entry == entry)
    return connection.execute(asked).scalar_one()


def forget(connection: Connection, name: str) -> None:
    """Keep no entry under a name any more."""
    projects.forget_setting(connection, name)


def keep_all(connection: Connection, values: Mapping[str, dict[str, Any]]) -> None:
    """Keep entries by name, in the place of those before."""
    for name, value in values.items():
        projects.keep_setting(connection, name, value)
