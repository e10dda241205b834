"""Gold articles in the form of the annotation guidelines: one JSON file beside its text.

Offsets are code points of the text file as it is, end exclusive; `text[start:end]` must equal the
words that the file gives, and a file that breaks this is refused.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from annotator.model.codec import (
    span_from_json,
)
from annotator.model.fields import (
    FormError,
    as_string,
    as_table,
    read_list,
    read_maybe,
    read_text,
)
from annotator.model.message import msg
from annotator.model.text import Span


@dataclass(frozen=True, slots=True)
class GoldQuote:
    """A quote as the guidelines have it.

    Attributes:
        speakers: the canonical name, then the other answers that count as right.
        claim: the claim type in lower case.
    """

    id: str
    kind: str
    content: tuple[Span, ...]
    cues: tuple[Span, ...]
    speakers: tuple[str, ...]
    claim: str | None
    claim_secondary: str | None


@dataclass(frozen=True, slots=True)
class GoldReference:
    """A sanctions reference as the guidelines have it."""

    span: Span
    kind: str
    status: str
    links: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GoldArticle:
    """One annotated text.

    Attributes:
        references: None if the file does not annotate them.
    """

    id: str
    text: str
    quotes: tuple[GoldQuote, ...]
    entities: tuple[tuple[Span, str], ...]
    scare: tuple[Span, ...]
    references: tuple[GoldReference, ...] | None


def read_gold(raw_text: bytes, raw_json: bytes) -> GoldArticle:
    """Read a gold file and compare every span with the text.

    Args:
        raw_text: the text file's bytes, UTF-8.
        raw_json: the JSON file's bytes.

    Raises:
        FormError: not UTF-8 or not JSON, a field is missing, or the text is another one.
        SpanError: a span does not fit the text; the message says which.
    """
    try:
        data = as_table(json.loads(raw_json), "gold")
        text = raw_text.decode("utf-8")
    except (ValueError, RecursionError) as error:
        raise FormError(msg("evaluate.not_json", detail=str(error))) from error
    expected = read_maybe(data, "sha256")
    if expected and expected != hashlib.sha256(raw_text).hexdigest():
        raise FormError(msg("evaluate.other_text", id=read_text(data, "id")))
    gold = GoldArticle(
        id=read_text(data, "id"),
        text=text,
        quotes=read_list(data, "quotes", _quote),
        entities=read_list(data, "entities", _entity),
        scare=read_list(data, "scare_quotes", span_from_json),
        references=read_list(data, "references", _reference) if "references" in data else None,
    )
    for span in gold_spans(gold):
        span.check(text)
    return gold


def gold_spans(gold: GoldArticle) -> list[Span]:
    """Every span of a gold article."""
    found = [span for quote in gold.quotes for span in (*quote.content, *quote.cues)]
    found += [span for span, _ in gold.entities]
    found += [*gold.scare, *(one.span for one in gold.references or ())]
    return found


def _quote(value: Any) -> GoldQuote:
    data = as_table(value, "quotes")
    speaker = as_table(data.get("speaker") or {}, "speaker")
    content = read_list(data, "content", span_from_json)
    if not content:
        raise FormError(msg("form.field", field="content"))
    names = (read_maybe(speaker, "canonical") or "", *read_list(speaker, "accept", as_string))
    return GoldQuote(
        id=read_text(data, "id"),
        kind=read_text(data, "type"),
        content=content,
        cues=read_list(data, "cue", span_from_json),
        speakers=tuple(name for name in names if name),
        claim=_claim(data, "claim_type"),
        claim_secondary=_claim(data, "claim_secondary"),
    )


def _claim(data: Mapping[str, Any], name: str) -> str | None:
    found = read_maybe(data, name)
    return found.lower() if found else None


def _entity(value: Any) -> tuple[Span, str]:
    return span_from_json(value), read_text(as_table(value, "entities"), "label")


def _reference(value: Any) -> GoldReference:
    data = as_table(value, "references")
    span = data.get("span") or data
    return GoldReference(
        span=span_from_json(span),
        kind=read_text(data, "kind", "vague"),
        status=read_text(data, "status", "unspecified"),
        links=read_list(data, "links", _link),
    )


def _link(value: Any) -> str:
    return value if isinstance(value, str) else read_text(as_table(value, "links"), "entry")
