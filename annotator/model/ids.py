"""Names of things: typed ids, all of them strings."""

from __future__ import annotations

from typing import NewType

ArticleId = NewType("ArticleId", str)
ItemId = NewType("ItemId", str)
ActorId = NewType("ActorId", str)
SuggestionId = NewType("SuggestionId", str)
AnnotationId = NewType("AnnotationId", str)
BatchId = NewType("BatchId", str)
EntryId = NewType("EntryId", str)  # a catalogue entry, such as "un-scr-1718-2006"
