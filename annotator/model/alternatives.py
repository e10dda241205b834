"""Alternatives: what a machine holds possible beside its proposal, ranked, each with its reason."""

from __future__ import annotations

from dataclasses import dataclass

from annotator.model.ids import ActorId, EntryId
from annotator.model.items import KnownBy
from annotator.model.message import Message


@dataclass(frozen=True, slots=True)
class SpeakerChoice:
    """Somebody who may speak in a proposed quote.

    Attributes:
        score: 0 to 1; ordered within one ranking, not calibrated. So in the other choices.
        reason: why, in words a person can read. So in the other choices.
        place: number of the speaker, from 0, whose place is meant; a quote may have several.
    """

    actor: ActorId
    known_by: KnownBy
    score: float
    reason: Message
    place: int = 0


@dataclass(frozen=True, slots=True)
class ClaimChoice:
    """A claim type (id of the scheme) that a proposed quote may have."""

    claim: str
    score: float
    reason: Message


@dataclass(frozen=True, slots=True)
class LinkChoice:
    """A catalogue entry that a proposed sanctions reference may mean."""

    entry: EntryId
    score: float
    reason: Message


Alternative = SpeakerChoice | ClaimChoice | LinkChoice
