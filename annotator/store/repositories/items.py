"""Items and decisions in the tables: one record at a time, compared with what is there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, String, bindparam, delete, insert, select, update

from annotator.model.annotation import Decision
from annotator.model.change import ChangeError
from annotator.model.ids import AnnotationId, ArticleId, ItemId
from annotator.model.items import Item
from annotator.model.message import msg
from annotator.store.bulk import insert_rows, table_of
from annotator.store.mapping import (
    check_spans,
    decision_from_row,
    decision_to_row,
    item_from_row,
    item_to_row,
    link_rows,
    span_rows,
)
from annotator.store.tables import (
    AnnotationRow,
    ArticleRow,
    DecisionRow,
    ItemLinkRow,
    ItemRow,
    ItemSpanRow,
)

# Made once: building a statement takes longer than running it.
_ITEMS, _SPANS, _LINKS = table_of(ItemRow), table_of(ItemSpanRow), table_of(ItemLinkRow)
_SAME = (_ITEMS.c.id == bindparam("item")) & (_ITEMS.c.annotation_id == bindparam("owner"))
_THERE = select(_ITEMS.c.type, _ITEMS.c.body).where(_SAME)
_REMOVE = delete(_ITEMS).where(_SAME)
_REMOVE_SPANS, _REMOVE_LINKS = (
    delete(parts).where(
        parts.c.annotation_id == bindparam("owner"), parts.c.item_id == bindparam("item")
    )
    for parts in (_SPANS, _LINKS)
)
_OF_ARTICLE = (
    select(_ITEMS.c.type, _ITEMS.c.body)
    .join(AnnotationRow, AnnotationRow.id == _ITEMS.c.annotation_id)
    .join(ArticleRow, ArticleRow.id == AnnotationRow.article_id)
    .where(ArticleRow.id == bindparam("article"), AnnotationRow.revision == ArticleRow.revision)
)
_CHANGED = [column.name for column in _ITEMS.columns if not column.primary_key]
_CHANGE = (
    update(_ITEMS)
    .where(_SAME)
    .values({name: bindparam(f"new_{name}", type_=String()) for name in _CHANGED})
)


def of_article(connection: Connection, article: ArticleId) -> tuple[Item, ...]:
    """The items that anybody has in the present revision of an article."""
    rows = connection.execute(_OF_ARTICLE, {"article": article}).all()
    return tuple(item_from_row(row) for row in rows)


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
    if there(connection, annotation, item.id) != before:
        raise ChangeError(msg("change.stale", kind="item", id=item.id))
    if after is None:
        connection.execute(_REMOVE, key)
        return
    check_spans(after, text)
    if before is None:
        add(connection, annotation, [after])
    else:
        _replace(connection, annotation, before, after)


def there(connection: Connection, annotation: AnnotationId, item: ItemId) -> Item | None:
    """An item of an annotation as it is now."""
    row = connection.execute(_THERE, {"item": item, "owner": annotation}).one_or_none()
    return item_from_row(row) if row is not None else None


def relink(connection: Connection, annotation: AnnotationId, before: Item, after: Item) -> None:
    """Write an item that points to other actors; its places are what they were.

    Raises:
        ChangeError: what is there is not `before`.
    """
    if there(connection, annotation, before.id) != before:
        raise ChangeError(msg("change.stale", kind="item", id=before.id))
    _replace(connection, annotation, before, after)


def add(connection: Connection, annotation: AnnotationId, items: Iterable[Item]) -> None:
    """Add new items whose spans were checked."""
    add_many(connection, [(annotation, item) for item in items])


def add_many(connection: Connection, items: Sequence[tuple[AnnotationId, Item]]) -> None:
    """Add new items of several annotations at once; their spans were checked."""
    insert_rows(connection, ItemRow, [item_to_row(item, owner) for owner, item in items])
    spans = [row for owner, item in items for row in span_rows(item, owner)]
    insert_rows(connection, ItemSpanRow, spans)
    links = [row for owner, item in items for row in link_rows(item, owner)]
    insert_rows(connection, ItemLinkRow, links)


def _replace(connection: Connection, annotation: AnnotationId, before: Item, after: Item) -> None:
    """Write an item in the place of the one before; spans and links only if they are others."""
    key = {"item": after.id, "owner": annotation}
    values = dict(zip(_ITEMS.columns.keys(), item_to_row(after, annotation), strict=True))
    connection.execute(_CHANGE, {**key, **{f"new_{name}": values[name] for name in _CHANGED}})
    spans, links = span_rows(after, annotation), link_rows(after, annotation)
    if spans != span_rows(before, annotation):
        connection.execute(_REMOVE_SPANS, key)
        insert_rows(connection, ItemSpanRow, spans)
    if links != link_rows(before, annotation):
        connection.execute(_REMOVE_LINKS, key)
        insert_rows(connection, ItemLinkRow, links)


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
