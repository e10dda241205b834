"""Changes as plain JSON values and back: what the log of a project keeps."""

from __future__ import annotations

from typing import Any

from annotator.model.actor_codec import actor_from_json, actor_to_json
from annotator.model.annotation import AnnotationState, Decision, Status
from annotator.model.article import ArticleState
from annotator.model.change import Batch, Change, Record
from annotator.model.codec import (
    decision_from_json,
    decision_to_json,
    flags_from_json,
    item_from_json,
    item_name,
    item_to_json,
)
from annotator.model.fields import (
    Json,
    as_table,
    choices,
    read_choice,
    read_list,
    read_maybe,
    read_text,
)
from annotator.model.ids import AnnotationId, ArticleId, BatchId
from annotator.model.items import Actor, Mention, Quote, SanctionsReference
from annotator.model.message import Message
from annotator.model.meta_codec import meta_from_json, meta_to_json

_STATUSES = choices(Status)


def _article_state_to_json(state: ArticleState) -> Json:
    return {
        "id": state.id,
        "title": state.title,
        "meta": meta_to_json(state.meta),
        "binned": state.binned,
    }


def record_to_json(record: Record) -> Json:
    """Any record of a change, with its type's name under `type`."""
    if isinstance(record, (Mention, Quote, SanctionsReference)):
        return {"type": item_name(record), **item_to_json(record)}
    if isinstance(record, Decision):
        return {"type": "decision", **decision_to_json(record)}
    if isinstance(record, Actor):
        return {"type": "actor", **actor_to_json(record)}
    if isinstance(record, ArticleState):
        return {"type": "article", **_article_state_to_json(record)}
    return {
        "type": "annotation",
        "id": record.id,
        "status": record.status,
        "notes": record.notes,
        "open_reason": record.open_reason,
        "flags": list(record.flags),
    }


def record_from_json(value: Any) -> Record:
    """Read a record back.

    Raises:
        FormError: no such type, or a field is missing or of another type.
    """
    data = as_table(value, "record")
    name = read_text(data, "type")
    if name == "decision":
        return decision_from_json(data)
    if name == "actor":
        return actor_from_json(data)
    if name == "article":
        return ArticleState(
            ArticleId(read_text(data, "id")),
            read_text(data, "title"),
            meta_from_json(data.get("meta")),
            bool(data.get("binned", False)),
        )
    if name == "annotation":
        return AnnotationState(
            AnnotationId(read_text(data, "id")),
            read_choice(data, "status", _STATUSES),
            read_text(data, "notes", ""),
            read_text(data, "open_reason", ""),
            flags_from_json(data),
        )
    return item_from_json(name, data)


def batch_to_json(batch: Batch) -> Json:
    """A batch as the log keeps it."""
    return {
        "id": batch.id,
        "label": batch.label.to_json(),
        "undoes": batch.undoes,
        "redoes": batch.redoes,
        "changes": [
            {
                "before": record_to_json(change.before) if change.before else None,
                "after": record_to_json(change.after) if change.after else None,
            }
            for change in batch.changes
        ],
    }


def batch_from_json(value: Any) -> Batch:
    """Read a batch of the log back.

    Raises:
        FormError: a field is missing or of another type.
    """
    data = as_table(value, "batch")
    undoes, redoes = read_maybe(data, "undoes"), read_maybe(data, "redoes")
    return Batch(
        id=BatchId(read_text(data, "id")),
        label=Message.from_json(as_table(data.get("label"), "label")),
        changes=read_list(data, "changes", _change_from_json),
        undoes=BatchId(undoes) if undoes else None,
        redoes=BatchId(redoes) if redoes else None,
    )


def _change_from_json(value: Any) -> Change:
    data = as_table(value, "change")
    before, after = data.get("before"), data.get("after")
    return Change(
        record_from_json(before) if before else None,
        record_from_json(after) if after else None,
    )
