"""Items and what belongs to them as plain JSON values and back: one form for store and interchange.

Field names are those of `guillemet-jsonl/1` (DESIGN, "Interchange"). Empty optional fields are
written, so that every line has the same shape.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

from annotator.model.alternatives_codec import alternative_from_json, alternative_to_json
from annotator.model.annotation import Decision, Suggestion, Verdict
from annotator.model.fields import (
    FormError,
    Json,
    as_string,
    as_table,
    choices,
    read_choice,
    read_flag,
    read_id,
    read_list,
    read_maybe,
    read_score,
    read_text,
)
from annotator.model.ids import (
    ActorId,
    ArticleId,
    EntryId,
    ItemId,
    SuggestionId,
)
from annotator.model.items import (
    FLAGS,
    Attributes,
    Certainty,
    Flag,
    Item,
    KnownBy,
    Link,
    LinkRole,
    Mention,
    MentionForm,
    Origin,
    OriginBy,
    Quote,
    QuoteKind,
    SanctionsReference,
    Speaker,
)
from annotator.model.message import Message, msg
from annotator.model.text import Span

_MAKERS = choices(OriginBy)
_WAYS = choices(KnownBy)
_CERTAINTIES = choices(Certainty)
_FORMS = choices(MentionForm)
_QUOTE_KINDS = choices(QuoteKind)
_LINK_ROLES = choices(LinkRole)
_VERDICTS = choices(Verdict)


def span_to_json(span: Span) -> Json:
    """`{"start", "end", "text"}`."""
    return {"start": span.start, "end": span.end, "text": span.text}


def span_from_json(value: Any) -> Span:
    """Read a span.

    Raises:
        FormError: a field is missing or of another type.
        SpanError: the offsets cannot be a span.
    """
    return _span(as_table(value, "span"))


def _span(data: Mapping[str, Any]) -> Span:
    start, end, text = data.get("start"), data.get("end"), data.get("text")
    if type(start) is not int or type(end) is not int or not isinstance(text, str):
        raise FormError(msg("form.field", field="start, end, text"))
    return Span(start, end, text)


def _origin_to_json(origin: Origin) -> Json:
    out: Json = {"by": origin.by, "name": origin.name}
    if origin.version:
        out["version"] = origin.version
    if origin.suggestion is not None:
        out["suggestion"] = origin.suggestion
    if origin.score is not None:
        out["score"] = origin.score
    return out


def _origin_from_json(value: Any) -> Origin:
    data = as_table(value or {}, "origin")
    suggestion, score = read_maybe(data, "suggestion"), data.get("score")
    by: OriginBy = read_choice(data, "by", _MAKERS, "import")
    name, version = read_text(data, "name", ""), read_text(data, "version", "")
    if not suggestion and score is None:
        return _plain_origin(by, name, version)
    return Origin(
        by=by,
        name=name,
        version=version,
        suggestion=SuggestionId(suggestion) if suggestion else None,
        score=read_score(score) if score is not None else None,
    )


@lru_cache(maxsize=256)
def _plain_origin(by: OriginBy, name: str, version: str) -> Origin:
    """One value for the many items of the same maker."""
    return Origin(by, name, version)


def flags_from_json(data: Mapping[str, Any]) -> tuple[Flag, ...]:
    """Read what an item or an article is marked with; older files do not have the field.

    Raises:
        FormError: it is no list of flags.
    """
    if not data.get("flags"):
        return ()
    return tuple(dict.fromkeys(read_list(data, "flags", _flag)))


def _flag(value: Any) -> Flag:
    flag: Flag = read_choice({"flags": value}, "flags", FLAGS)
    return flag


def _scheme_to_json(item: Item) -> Json:
    """Attributes and scheme of an item; most items have neither, so they are left out then."""
    out: Json = {}
    if item.attributes:
        out["attributes"] = dict(item.attributes)
    if item.scheme:
        out["scheme"] = item.scheme
    return out


def _attributes_from_json(data: Mapping[str, Any]) -> Attributes:
    given = data.get("attributes")
    if not given:
        return ()
    table = as_table(given, "attributes")
    return tuple(sorted((str(name), as_string(value)) for name, value in table.items()))


def _speaker_to_json(speaker: Speaker) -> Json:
    return {
        "actor": speaker.actor,
        "source": span_to_json(speaker.source) if speaker.source else None,
        "mention": speaker.mention,
        "known_by": speaker.known_by,
        "certainty": speaker.certainty,
    }


def _speaker_from_json(value: Any) -> Speaker:
    data = as_table(value, "speaker")
    actor, mention = read_maybe(data, "actor"), read_maybe(data, "mention")
    return Speaker(
        actor=ActorId(actor) if actor else None,
        source=span_from_json(data["source"]) if data.get("source") else None,
        mention=ItemId(mention) if mention else None,
        known_by=read_choice(data, "known_by", _WAYS, "stated"),
        certainty=read_choice(data, "certainty", _CERTAINTIES, "sure"),
    )


def _mention_to_json(item: Mention) -> Json:
    out: Json = {
        "id": item.id,
        **span_to_json(item.span),
        "form": item.form,
        "label": item.label,
        "actor": item.actor,
        "note": item.note,
        "flags": list(item.flags),
        "origin": _origin_to_json(item.origin),
        **_scheme_to_json(item),
    }
    if item.chain is not None:
        out["chain"] = item.chain
    return out


def _mention_from_json(data: Mapping[str, Any]) -> Mention:
    actor = read_maybe(data, "actor")
    return Mention(
        id=ItemId(read_id(data)),
        span=_span(data),
        form=read_choice(data, "form", _FORMS, "name"),
        label=read_maybe(data, "label"),
        actor=ActorId(actor) if actor else None,
        note=read_text(data, "note", ""),
        origin=_origin_from_json(data.get("origin")),
        flags=flags_from_json(data),
        chain=read_maybe(data, "chain"),
        attributes=_attributes_from_json(data),
        scheme=read_text(data, "scheme", ""),
    )


def _quote_to_json(item: Quote) -> Json:
    return {
        "id": item.id,
        "kind": item.kind,
        "segments": [span_to_json(span) for span in item.segments],
        "cues": [span_to_json(span) for span in item.cues],
        "speakers": [_speaker_to_json(speaker) for speaker in item.speakers],
        "on_behalf_of": list(item.on_behalf_of),
        "addressee": item.addressee,
        "claim_type": item.claim_type,
        "claim_secondary": item.claim_secondary,
        "certainty": item.certainty,
        "note": item.note,
        "flags": list(item.flags),
        "origin": _origin_to_json(item.origin),
        **_scheme_to_json(item),
    }


def _quote_from_json(data: Mapping[str, Any]) -> Quote:
    addressee = read_maybe(data, "addressee")
    segments = read_list(data, "segments", span_from_json)
    if not segments:
        raise FormError(msg("form.field", field="segments"))
    return Quote(
        id=ItemId(read_id(data)),
        kind=read_choice(data, "kind", _QUOTE_KINDS),
        segments=segments,
        cues=read_list(data, "cues", span_from_json),
        speakers=read_list(data, "speakers", _speaker_from_json),
        on_behalf_of=read_list(data, "on_behalf_of", lambda value: ActorId(as_string(value))),
        addressee=ActorId(addressee) if addressee else None,
        claim_type=read_maybe(data, "claim_type"),
        claim_secondary=read_maybe(data, "claim_secondary"),
        certainty=read_choice(data, "certainty", _CERTAINTIES) if data.get("certainty") else None,
        note=read_text(data, "note", ""),
        origin=_origin_from_json(data.get("origin")),
        flags=flags_from_json(data),
        attributes=_attributes_from_json(data),
        scheme=read_text(data, "scheme", ""),
    )


def _reference_to_json(item: SanctionsReference) -> Json:
    place = span_to_json(item.span) if item.span else {"start": None, "end": None, "text": None}
    return {
        "id": item.id,
        **place,
        "quotes": list(item.quotes),
        "kind": item.kind,
        "status": item.status,
        "hedged": item.hedged,
        "links": [_link_to_json(link) for link in item.links],
        "nil_reason": item.nil_reason,
        "issuer": item.issuer,
        "target": item.target,
        "measures": list(item.measures),
        "note": item.note,
        "flags": list(item.flags),
        "origin": _origin_to_json(item.origin),
        **_scheme_to_json(item),
    }


def _link_to_json(link: Link) -> Json:
    return {
        "entry": link.entry,
        "role": link.role,
        "certainty": link.certainty,
        "list": link.list_version,
    }


def _link_from_json(value: Any) -> Link:
    data = as_table(value, "links")
    return Link(
        entry=EntryId(read_text(data, "entry")),
        role=read_choice(data, "role", _LINK_ROLES, "refers_to"),
        certainty=read_choice(data, "certainty", _CERTAINTIES, "sure"),
        list_version=read_maybe(data, "list"),
    )


def _reference_from_json(data: Mapping[str, Any]) -> SanctionsReference:
    return SanctionsReference(
        id=ItemId(read_id(data)),
        span=_span(data) if data.get("start") is not None else None,
        quotes=read_list(data, "quotes", lambda value: ItemId(as_string(value))),
        kind=read_text(data, "kind", "vague"),
        status=read_text(data, "status", "unspecified"),
        hedged=read_flag(data, "hedged"),
        links=read_list(data, "links", _link_from_json),
        nil_reason=read_maybe(data, "nil_reason"),
        issuer=read_maybe(data, "issuer"),
        target=read_maybe(data, "target"),
        measures=read_list(data, "measures", as_string),
        note=read_text(data, "note", ""),
        origin=_origin_from_json(data.get("origin")),
        flags=flags_from_json(data),
        attributes=_attributes_from_json(data),
        scheme=read_text(data, "scheme", ""),
    )


_READERS: Mapping[str, Callable[[Mapping[str, Any]], Item]] = {
    "mention": _mention_from_json,
    "quote": _quote_from_json,
    "reference": _reference_from_json,
}
ITEM_NAMES = {Mention: "mention", Quote: "quote", SanctionsReference: "reference"}
"""The interchange's name for each type of item."""


def item_name(item: Item) -> str:
    """`mention`, `quote` or `reference`."""
    return ITEM_NAMES[type(item)]


def item_to_json(item: Item) -> Json:
    """An item as interchange has it (without its type's name)."""
    if isinstance(item, Mention):
        return _mention_to_json(item)
    return _quote_to_json(item) if isinstance(item, Quote) else _reference_to_json(item)


def item_from_json(name: str, value: Any) -> Item:
    """Read an item of the type called `name`.

    Raises:
        FormError: no such type, or a field is missing or of another type.
        SpanError: offsets that cannot be a span.
    """
    read = _READERS.get(name)
    if read is None:
        raise FormError(msg("form.choice", field="item", value=name, allowed=", ".join(_READERS)))
    return read(as_table(value, name))


def decision_to_json(decision: Decision) -> Json:
    """A decision as interchange has it."""
    return {
        "suggestion": decision.suggestion,
        "verdict": decision.verdict,
        "item": decision.item,
    }


def decision_from_json(value: Any) -> Decision:
    """Read a decision.

    Raises:
        FormError: a field is missing or of another type.
    """
    data = as_table(value, "decision")
    item = read_maybe(data, "item")
    return Decision(
        suggestion=SuggestionId(read_text(data, "suggestion")),
        verdict=read_choice(data, "verdict", _VERDICTS),
        item=ItemId(item) if item else None,
    )


def suggestion_to_json(suggestion: Suggestion) -> Json:
    """A suggestion as interchange has it; `alternatives` stands there only if there are some."""
    out: Json = {
        "id": suggestion.id,
        "item": item_name(suggestion.item),
        "value": item_to_json(suggestion.item),
        "source": suggestion.source,
        "score": suggestion.score,
        "reason": suggestion.reason.to_json(),
    }
    if suggestion.alternatives:
        out["alternatives"] = [alternative_to_json(one) for one in suggestion.alternatives]
    return out


def suggestion_from_json(value: Any, article: ArticleId) -> Suggestion:
    """Read a suggestion made for `article`.

    Raises:
        FormError: a field is missing or of another type.
        SpanError: offsets that cannot be a span.
    """
    data = as_table(value, "suggestion")
    try:
        reason = Message.from_json(as_table(data.get("reason"), "reason"))
    except ValueError as error:
        raise FormError(msg("form.field", field="reason")) from error
    return Suggestion(
        id=SuggestionId(read_id(data)),
        article=article,
        item=item_from_json(read_text(data, "item"), data.get("value")),
        source=read_text(data, "source"),
        score=read_score(data.get("score")),
        reason=reason,
        alternatives=read_list(data, "alternatives", alternative_from_json),
    )
