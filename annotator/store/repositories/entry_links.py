"""Catalogue entries in the tables: how many items link to one, and a project's own ones."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, func, select

from annotator.model.linked_entry import LinkedEntry
from annotator.store.repositories import listed, projects
from annotator.store.tables import AnnotationRow, ArticleRow, ItemLinkRow, ItemSpanRow

KEPT = "catalogue/"
"""In front of the id, the name under which a project keeps an entry of its own."""


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


def places(connection: Connection, entry: str, most: int) -> Sequence[Any]:
    """The items that link to an entry: article, title, whose, item, first place and its words.

    Args:
        connection: to the project.
        entry: id of the entry.
        most: rows at most; in the order of articles and texts.
    """
    first = (
        select(ItemSpanRow.start, ItemSpanRow.end, ItemSpanRow.text)
        .where(
            ItemSpanRow.annotation_id == ItemLinkRow.annotation_id,
            ItemSpanRow.item_id == ItemLinkRow.item_id,
        )
        .order_by(ItemSpanRow.ord)
        .limit(1)
    )
    asked = (
        select(
            ArticleRow.id,
            ArticleRow.title,
            AnnotationRow.annotator,
            ItemLinkRow.item_id,
            first.with_only_columns(ItemSpanRow.start).scalar_subquery().label("start"),
            first.with_only_columns(ItemSpanRow.end).scalar_subquery().label("end"),
            first.with_only_columns(ItemSpanRow.text).scalar_subquery().label("text"),
        )
        .join(AnnotationRow, AnnotationRow.id == ItemLinkRow.annotation_id)
        .join(ArticleRow, ArticleRow.id == AnnotationRow.article_id)
        .where(ItemLinkRow.entry == entry)
        .order_by(ArticleRow.title, ArticleRow.id, "start", AnnotationRow.annotator)
        .limit(most)
    )
    return connection.execute(asked).all()


def add_missing(connection: Connection, entries: Iterable[LinkedEntry]) -> None:
    """Keep what came along with imported links; what the project has already stays as it is."""
    for entry in entries:
        if entry.listed is not None:
            listed.keep(connection, entry.listed)
        elif entry.own and projects.setting(connection, KEPT + entry.id) is None:
            projects.keep_setting(connection, KEPT + entry.id, dict(entry.own))
