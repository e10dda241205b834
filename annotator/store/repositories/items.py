"""Items and decisions in the tables: one record at a time, compared with what is there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from annotator.model.annotation import Decision
from annotator.model.change import ChangeError
from annotator.model.ids import AnnotationId
from annotator.model.items import Item
from annotator.model.message import msg
from annotator.store.mapping import (
    check_spans,
    decision_from_row,
    decision_to_row,
    item_from_row,
    item_to_row,
    link_rows,
    span_rows,
)
from annotator.store.tables import DecisionRow, ItemLinkRow, ItemRow, ItemSpanRow

# Made once: building a statement takes longer than running it.
_SAME = (ItemRow.id == bindparam("item")) & (ItemRow.annotation_id == bindparam("owner"))
_THERE = select(ItemRow.type, ItemRow.body).where(_SAME)
_ADD, _ADD_SPANS, _ADD_LINKS = insert(ItemRow), insert(ItemSpanRow), insert(ItemLinkRow)


def write(
    connection: Connection,
    annotation: AnnotationId,
    before: Item | None,
    after: Item | None,
    text: str,
) -> None:
    """Add, change or remove an item with its spans and links.

    Raises:
        ChangeError: what is there is not `before`.
        SpanError: a span of `after` is not what the text has there.
    """
    item = after or before
    assert item is not None  # a Change has one of the two
    key = {"item": item.id, "owner": annotation}
    row = connection.execute(_THERE, key).one_or_none()
    if (item_from_row(row) if row is not None else None) != before:
        raise ChangeError(msg("change.stale", kind="item", id=item.id))
    if after is None:
        connection.execute(delete(ItemRow).where(_SAME), key)
        return
    check_spans(after, text)
    if before is None:
        add(connection, annotation, [after])
    else:
        _replace(connection, annotation, after)


def add(connection: Connection, annotation: AnnotationId, items: Iterable[Item]) -> None:
    """Add new items whose spans were checked."""
    add_many(connection, [(annotation, item) for item in items])


def add_many(connection: Connection, items: Sequence[tuple[AnnotationId, Item]]) -> None:
    """Add new items of several annotations at once; their spans were checked."""
    if not items:
        return
    connection.execute(_ADD, [item_to_row(item, owner) for owner, item in items])
    _add_parts(connection, items)


def _replace(connection: Connection, annotation: AnnotationId, item: Item) -> None:
    for table in (ItemSpanRow, ItemLinkRow):
        parts = (table.annotation_id == annotation) & (table.item_id == item.id)
        connection.execute(delete(table).where(parts))
    same = (ItemRow.annotation_id == annotation) & (ItemRow.id == item.id)
    connection.execute(update(ItemRow).where(same).values(item_to_row(item, annotation)))
    _add_parts(connection, [(annotation, item)])


def _add_parts(connection: Connection, items: Sequence[tuple[AnnotationId, Item]]) -> None:
    if spans := [row for owner, item in items for row in span_rows(item, owner)]:
        connection.execute(_ADD_SPANS, spans)
    if links := [row for owner, item in items for row in link_rows(item, owner)]:
        connection.execute(_ADD_LINKS, links)


def decide(
    connection: Connection,
    annotation: AnnotationId,
    before: Decision | None,
    after: Decision | None,
) -> None:
    """Add, change or take back a decision.

    Raises:
        ChangeError: what is there is not `before`.
    """
    decision = after or before
    assert decision is not None  # a Change has one of the two
    mine = (DecisionRow.annotation_id == annotation) & (
        DecisionRow.suggestion_id == decision.suggestion
    )
    row = connection.execute(select(DecisionRow.__table__).where(mine)).one_or_none()
    if (decision_from_row(row) if row is not None else None) != before:
        raise ChangeError(msg("change.stale", kind="decision", id=decision.suggestion))
    if row is not None:
        connection.execute(delete(DecisionRow).where(mine))
    if after is not None:
        connection.execute(insert(DecisionRow), decision_to_row(after, annotation))
