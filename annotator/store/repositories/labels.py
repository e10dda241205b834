"""Which items carry which labels of the scheme, over the whole project."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, text

from annotator.model.ids import AnnotationId, ArticleId, ItemId

_GROUPS = {
    "entity_labels": "item.type = 'mention' AND item.label IN :labels",
    "quote_kinds": "item.type = 'quote' AND item.kind IN :labels",
    "claim_types": "item.type = 'quote' AND (item.claim IN :labels"
    " OR json_extract(item.body, '$.claim_secondary') IN :labels)",
    "reference_kinds": "item.type = 'reference' AND item.kind IN :labels",
    "reference_statuses": "item.type = 'reference' AND item.status IN :labels",
    "nil_reasons": "item.type = 'reference' AND json_extract(item.body, '$.nil_reason') IN :labels",
    "measures": "item.type = 'reference' AND EXISTS"
    " (SELECT 1 FROM json_each(item.body, '$.measures') AS one WHERE one.value IN :labels)",
}
_ATTRIBUTE = "json_extract(item.body, '$.attributes.' || json_quote(:attribute)) IN :labels"
_ASKED = """
SELECT annotation.article_id, annotation.annotator, item.annotation_id, item.id,
    coalesce(json_extract(item.body, '$.scheme'), annotation.scheme),
    coalesce((SELECT min(span.start) FROM item_span AS span
        WHERE span.annotation_id = item.annotation_id AND span.item_id = item.id
        AND span.role IN ('mention', 'segment', 'reference')), 0)
FROM item JOIN annotation ON annotation.id = item.annotation_id
    JOIN article ON article.id = annotation.article_id
WHERE {condition}
ORDER BY article.number, annotation.id, 6, item.id
"""


@dataclass(frozen=True, slots=True)
class Use:
    """An item that carries a label.

    Attributes:
        scheme: the version that it was labelled under.
        start: where it begins, in code points.
    """

    article: ArticleId
    annotator: str
    annotation: AnnotationId
    item: ItemId
    scheme: str
    start: int


def uses(
    connection: Connection, group: str, labels: Collection[str], attribute: str = ""
) -> list[Use]:
    """The items that carry one of the labels, in the order of articles and texts.

    Args:
        connection: of a reading transaction.
        group: the group that the labels are of; not asked for where `attribute` is given.
        labels: their ids.
        attribute: the further attribute that the labels answer.
    """
    if not labels:
        return []
    condition = _ATTRIBUTE if attribute else _GROUPS[group]
    asked = text(_ASKED.format(condition=condition)).bindparams(
        bindparam("labels", expanding=True, value=list(labels))
    )
    values = {"attribute": attribute} if attribute else {}
    return [
        Use(ArticleId(row[0]), row[1], AnnotationId(row[2]), ItemId(row[3]), row[4], row[5])
        for row in connection.execute(asked, values)
    ]
