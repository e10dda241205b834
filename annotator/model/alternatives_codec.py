"""Alternatives of a suggestion as plain JSON values and back; told apart by their first field."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from annotator.model.alternatives import Alternative, ClaimChoice, LinkChoice, SpeakerChoice
from annotator.model.fields import (
    FormError,
    Json,
    as_table,
    choices,
    read_choice,
    read_score,
    read_text,
)
from annotator.model.ids import ActorId, EntryId
from annotator.model.items import KnownBy
from annotator.model.message import Message, msg

_WAYS = choices(KnownBy)
_LARGEST = 2**31
"""No quote has as many speakers; every reader of JSON knows numbers up to here."""


def alternative_to_json(one: Alternative) -> Json:
    """An alternative as interchange has it."""
    because: Json = {"score": one.score, "reason": one.reason.to_json()}
    if isinstance(one, SpeakerChoice):
        return {"speaker": one.actor, "place": one.place, "known_by": one.known_by, **because}
    if isinstance(one, ClaimChoice):
        return {"claim": one.claim, **because}
    return {"entry": one.entry, **because}


def alternative_from_json(value: Any) -> Alternative:
    """Read an alternative.

    Raises:
        FormError: it names neither speaker nor claim nor entry, or a field is of another type.
    """
    data = as_table(value, "alternatives")
    score, reason = read_score(data.get("score")), _reason(data)
    if "speaker" in data:
        known_by: KnownBy = read_choice(data, "known_by", _WAYS)
        return SpeakerChoice(ActorId(_id(data, "speaker")), known_by, score, reason, _place(data))
    if "claim" in data:
        return ClaimChoice(_id(data, "claim"), score, reason)
    return LinkChoice(EntryId(_id(data, "entry")), score, reason)


def _id(data: Mapping[str, Any], name: str) -> str:
    found = read_text(data, name)
    if not found:
        raise FormError(msg("form.field", field=name))
    return found


def _place(data: Mapping[str, Any]) -> int:
    found = data.get("place", 0)
    if type(found) is not int or not 0 <= found < _LARGEST:
        raise FormError(msg("form.field", field="place"))
    return found


def _reason(data: Mapping[str, Any]) -> Message:
    try:
        return Message.from_json(as_table(data.get("reason"), "reason"))
    except ValueError as error:
        raise FormError(msg("form.field", field="reason")) from error
