"""Brings a project file to the newest tables: all of it or nothing, with a copy made before."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import Connection, create_engine, event
from sqlalchemy.pool import StaticPool

from annotator.model.message import EnvironmentTrouble, msg
from annotator.store.unit_of_work import connect

HEAD = "0005"
"""The newest revision; kept here so that opening a project needs no Alembic."""
REVISIONS = ("0001", "0002", "0003", "0004", "0005")
"""Every revision that this version can open, oldest first."""
SCRIPTS = Path(__file__).parent / "migrations"


class MigrationLost(EnvironmentTrouble):
    """A migration would have lost rows; nothing was changed."""


def upgrade(path: Path, scripts: Path = SCRIPTS, revision: str = "head") -> None:
    """Run the migrations that the file at `path` lacks, in one transaction.

    Foreign keys are off meanwhile: with them on, recreating a parent table silently deletes its
    children. So the rows are counted before and after, and every foreign key is checked.

    Raises:
        MigrationLost: a table has fewer rows than before, or a row points to nothing.
    """
    with closing(connect(path)) as raw:
        raw.execute("PRAGMA foreign_keys=OFF")
        engine = create_engine("sqlite://", creator=lambda: raw, poolclass=StaticPool)
        event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN"))
        with engine.connect() as connection, connection.begin():
            before = _counts(connection)
            _run(connection, scripts, revision)
            _compare(connection, before, path)


def compared(name: str | None, kind: str, _parents: object) -> bool:
    """Whether Alembic compares this table with ours: the text search keeps its own."""
    return not (kind == "table" and (name or "").startswith("article_search"))


def _run(connection: Connection, scripts: Path, revision: str) -> None:
    from alembic import command  # a quarter of a second to import: only when tables change
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(scripts).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, revision)


def _counts(connection: Connection) -> dict[str, int]:
    found = connection.exec_driver_sql(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
        " AND name NOT LIKE 'article_search%' AND name <> 'alembic_version'"
    )
    names = [str(name) for (name,) in found]
    counted = (connection.exec_driver_sql(f'SELECT count(*) FROM "{name}"') for name in names)
    return {name: int(result.scalar_one()) for name, result in zip(names, counted, strict=True)}


def _compare(connection: Connection, before: dict[str, int], path: Path) -> None:
    after = _counts(connection)
    for name, count in before.items():
        if after.get(name, count) < count:
            raise MigrationLost(
                msg("store.migration_lost", path=str(path), table=name, n=count - after[name])
            )
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
    if broken:
        raise MigrationLost(
            msg("store.migration_lost", path=str(path), table=str(broken[0][0]), n=len(broken))
        )


def revision_of(connection: sqlite3.Connection) -> str:
    """The revision of the tables, empty if the file has none of ours."""
    try:
        row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    except sqlite3.OperationalError as error:
        if "no such table" in str(error):
            return ""
        raise
    return str(row[0]) if row else ""
