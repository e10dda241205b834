"""The project's own row, and its settings by name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from annotator.store.tables import ProjectRow, SettingRow


@dataclass(frozen=True, slots=True)
class ProjectRecord:
    """Which project this is, and which copy of it."""

    id: str
    name: str
    replica: str
    language: str
    scheme: str
    created: str


def get(connection: Connection) -> ProjectRecord:
    """The project's row."""
    return ProjectRecord(*connection.execute(select(ProjectRow.__table__)).one())


def rename(connection: Connection, name: str) -> None:
    """Give the project another name."""
    connection.execute(update(ProjectRow).values(name=name))


def change_settings(connection: Connection, language: str, scheme: str) -> None:
    """Set language and scheme."""
    connection.execute(update(ProjectRow).values(language=language, scheme=scheme))


def setting(connection: Connection, name: str) -> dict[str, Any] | None:
    """What is kept under a name."""
    asked = select(SettingRow.value).where(SettingRow.name == name)
    return connection.execute(asked).scalar_one_or_none()


def keep_setting(connection: Connection, name: str, value: dict[str, Any]) -> None:
    """Keep a value under a name, in the place of the one before."""
    connection.execute(delete(SettingRow).where(SettingRow.name == name))
    connection.execute(insert(SettingRow), {"name": name, "value": value})


def settings_under(connection: Connection, prefix: str) -> dict[str, dict[str, Any]]:
    """Everything that is kept under names that begin so, by name."""
    asked = select(SettingRow.name, SettingRow.value).order_by(SettingRow.name)
    begins = asked.where(SettingRow.name.startswith(prefix, autoescape=True))
    return {row.name: row.value for row in connection.execute(begins)}


def forget_setting(connection: Connection, name: str) -> None:
    """Keep nothing under a name any more."""
    connection.execute(delete(SettingRow).where(SettingRow.name == name))
