"""Rows to model values and back. Spans are compared with their text on the way, both ways."""

from __future__ import annotations

import json
import zlib
from collections.abc import Collection, Iterator, Sequence
from typing import Any

from annotator.model.actor_codec import actor_to_json
from annotator.model.annotation import (
    Annotation,
    AnnotationState,
    Decision,
    Status,
    Suggestion,
    Verdict,
)
from annotator.model.article import Article, ArticleState, Metadata, text_sha256
from annotator.model.codec import item_from_json, item_name, item_to_json, suggestion_to_json
from annotator.model.dates import PartialDate
from annotator.model.ids import AnnotationId, ArticleId, ItemId, SuggestionId
from annotator.model.imported import ImportedRecord
from annotator.model.items import (
    FLAGS,
    Actor,
    Flag,
    Item,
    Mention,
    Quote,
    SanctionsReference,
    flags_of,
    item_spans,
)
from annotator.model.message import msg
from annotator.model.text import SpanError, words
from annotator.store.trouble import DamagedProject

Row = dict[str, Any]
"""Values by column."""
Values = tuple[Any, ...]
"""Values of every column, in the order of the table."""
META_COLUMNS = ("source_file", "published", "source", "author", "url", "language")


_ENCODER = json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":"))
_AT_A_TIME = 50
"""JSON texts that are read together: with more, their values live long enough to burden Python."""


def dumps(value: Any) -> str:
    """JSON as compact as it gets, letters as they are; of plain values, which hold no cycle."""
    return _ENCODER.encode(value)


def loads_all(texts: Sequence[str]) -> Iterator[Any]:
    """The values of many JSON texts, several read at a time: far quicker than one by one.

    Raises:
        json.JSONDecodeError: one of them is no text, not JSON, or more than one value.
    """
    for first in range(0, len(texts), _AT_A_TIME):
        yield from _loads_some(texts[first : first + _AT_A_TIME])


def _loads_some(texts: Sequence[str]) -> list[Any]:
    try:
        values: list[Any] = json.loads(f"[{','.join(texts)}]")
    except TypeError as error:  # a broken file can give bytes
        raise json.JSONDecodeError(str(error), "", 0) from error
    if len(values) != len(texts):
        raise json.JSONDecodeError("Not one value each", "", 0)
    return values


def check_spans(item: Item, text: str) -> None:
    """Compare every span of an item with the article's text.

    Raises:
        SpanError: one does not fit; the message names the item and the place.
    """
    for _role, span in item_spans(item):
        try:
            span.check(text)
        except SpanError as error:
            found = text[span.start : span.end]
            raise SpanError(
                msg(
                    "store.span",
                    item=item.id,
                    start=span.start,
                    end=span.end,
                    said=span.text,
                    found=found,
                )
            ) from error


def meta_to_row(meta: Metadata) -> Row:
    """The columns of an article's metadata."""
    published = str(meta.published) if meta.published else None
    return {**{name: getattr(meta, name) for name in META_COLUMNS}, "published": published}


def meta_from_row(row: Any) -> Metadata:
    """Metadata from any row that has its columns."""
    return Metadata(
        source_file=row.source_file,
        published=PartialDate.parse(row.published) if row.published else None,
        source=row.source,
        author=row.author,
        url=row.url,
        language=row.language,
    )


def article_to_row(record: ImportedRecord, import_run: str) -> Row:
    """The row of an imported article."""
    article = record.article
    return {
        "id": article.id,
        "revision": article.revision,
        "title": article.title,
        **meta_to_row(article.meta),
        "binned": False,
        "words": sum(1 for _ in words(article.text)),
        "suggestions": len(record.proposals.suggestions) if record.proposals else 0,
        "prelabelled": record.proposals is not None,
        "body_start": article.body_start,
        "sha256": article.sha256,
        "raw_sha256": article.raw_sha256,
        "import_run_id": import_run,
        "text": article.text,
        "raw": zlib.compress(record.raw) if record.raw else b"",
    }


def article_from_row(row: Any) -> Article:
    """An article from a row that has all its columns but `raw`.

    Raises:
        DamagedProject: its text is not the one that was imported.
    """
    if text_sha256(row.text) != row.sha256:
        raise DamagedProject(msg("store.text_changed", title=row.title, id=row.id))
    return Article(
        id=ArticleId(row.id),
        text=row.text,
        title=row.title,
        sha256=row.sha256,
        raw_sha256=row.raw_sha256,
        body_start=row.body_start,
        revision=row.revision,
        meta=meta_from_row(row),
    )


def state_from_row(row: Any) -> ArticleState:
    """What may change about an article, from a row that has those columns."""
    return ArticleState(ArticleId(row.id), row.title, meta_from_row(row), row.binned)


def actor_to_row(actor: Actor) -> Row:
    """The row of an actor."""
    return {
        "id": actor.id,
        "article_id": actor.article,
        "name": actor.name,
        "kind": actor.kind,
        "body": actor_to_json(actor),
    }


def item_to_row(item: Item, annotation: AnnotationId) -> Values:
    """The row of an item, without its spans and links."""
    return (
        annotation,
        item.id,
        item_name(item),
        item.form if isinstance(item, Mention) else item.kind,
        item.label if isinstance(item, Mention) else None,
        item.claim_type if isinstance(item, Quote) else None,
        item.status if isinstance(item, SanctionsReference) else None,
        dumps(item_to_json(item)),
    )


def item_from_row(row: Any) -> Item:
    """An item from its row."""
    return item_from_json(row.type, row.body)


def span_rows(item: Item, annotation: AnnotationId) -> list[Values]:
    """The rows of an item's spans."""
    return [
        (annotation, item.id, place, role, span.start, span.end, span.text)
        for place, (role, span) in enumerate(item_spans(item))
    ]


def link_rows(item: Item, annotation: AnnotationId) -> list[Values]:
    """The rows of what an item points to."""
    return [
        (
            annotation,
            item.id,
            place,
            role,
            value if column == "actor_id" else None,
            value if column == "target_id" else None,
            value if column == "entry" else None,
        )
        for place, (role, column, value) in enumerate(_links(item))
    ]


def _links(item: Item) -> Iterator[tuple[str, str, str]]:
    if isinstance(item, Mention):
        if item.actor:
            yield "denotes", "actor_id", item.actor
    elif isinstance(item, Quote):
        yield from _quote_links(item)
    else:
        yield from (("quote", "target_id", quote) for quote in item.quotes)
        yield from ((link.role, "entry", link.entry) for link in item.links)


def _quote_links(quote: Quote) -> Iterator[tuple[str, str, str]]:
    for speaker in quote.speakers:
        if speaker.actor:
            yield "speaker", "actor_id", speaker.actor
        if speaker.mention:
            yield "speaker", "target_id", speaker.mention
    yield from (("on_behalf_of", "actor_id", actor) for actor in quote.on_behalf_of)
    if quote.addressee:
        yield "addressee", "actor_id", quote.addressee


def decision_to_row(decision: Decision, annotation: AnnotationId) -> Row:
    """The row of a decision."""
    return {
        "annotation_id": annotation,
        "suggestion_id": decision.suggestion,
        "verdict": decision.verdict,
        "item_id": decision.item,
    }


def decision_from_row(row: Any) -> Decision:
    """A decision from its row."""
    verdict: Verdict = row.verdict
    item = ItemId(row.item_id) if row.item_id else None
    return Decision(SuggestionId(row.suggestion_id), verdict, item)


def suggestion_to_row(suggestion: Suggestion, place: int) -> Values:
    """The row of a suggestion, the `place`th of its article."""
    item = suggestion.item
    first = next((span for _role, span in item_spans(item)), None)
    return (
        suggestion.id,
        suggestion.article,
        place,
        item_name(item),
        suggestion.source,
        suggestion.score,
        dumps(suggestion_to_json(suggestion)),
        item.form if isinstance(item, Mention) else item.kind,
        item.label if isinstance(item, Mention) else None,
        item.claim_type if isinstance(item, Quote) else None,
        first.start if first else 0,
        first.end if first else 0,
        first.text if first else "",
    )


def annotation_state_from_row(row: Any) -> AnnotationState:
    """Status and notes from an annotation's row."""
    status: Status = row.status
    flags = flags_from_column(row.flags)
    return AnnotationState(AnnotationId(row.id), status, row.notes, row.open_reason, flags)


def flags_to_column(flags: Collection[Flag]) -> str:
    """Flags as lists keep them: with a blank between them, in the order of `FLAGS`."""
    return " ".join(one for one in FLAGS if one in flags)


def flags_from_column(kept: str | None) -> tuple[Flag, ...]:
    """The flags of a column."""
    there = (kept or "").split()
    return tuple(one for one in FLAGS if one in there)


def annotation_to_row(annotation: Annotation) -> Row:
    """The row of an annotation; `decided` is counted by who knows the suggestions."""
    state = annotation.state
    return {
        "id": annotation.id,
        "article_id": annotation.article,
        "revision": annotation.revision,
        "annotator": annotation.by,
        "round": annotation.round,
        "scheme": annotation.scheme,
        "status": state.status,
        "notes": state.notes,
        "open_reason": state.open_reason,
        "flags": flags_to_column(state.flags),
        **list_values(annotation),
        "decided": 0,
        "version": 1,
    }


def list_values(annotation: Annotation) -> Row:
    """What lists show of the items: how many quotes, how many without claim type, which flags."""
    quotes = [item for item in annotation.items if isinstance(item, Quote)]
    open_ones = [one for one in quotes if one.claim_type is None and one.kind != "scare"]
    flags = flags_to_column(flags_of(annotation.items))
    return {"quotes": len(quotes), "undecided": len(open_ones), "item_flags": flags}


def annotation_from_rows(
    row: Any, items: Sequence[Item], decisions: Sequence[Decision]
) -> Annotation:
    """An annotation from its row and what belongs to it."""
    return Annotation(
        id=AnnotationId(row.id),
        article=ArticleId(row.article_id),
        by=row.annotator,
        scheme=row.scheme,
        revision=row.revision,
        round=row.round,
        state=annotation_state_from_row(row),
        items=tuple(sorted(items, key=lambda item: item.id)),
        decisions=tuple(sorted(decisions, key=lambda one: one.suggestion)),
    )
