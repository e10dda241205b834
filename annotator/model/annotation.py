"""Annotation: one annotator's work on one article; Suggestion, Decision and Gold beside it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeVar

from annotator.model.alternatives import Alternative, SpeakerChoice
from annotator.model.ids import ActorId, AnnotationId, ArticleId, ItemId, SuggestionId
from annotator.model.items import (
    Actor,
    Flag,
    Item,
    Mention,
    Quote,
    SanctionsReference,
    anchor,
    item_actors,
)
from annotator.model.message import Message

Verdict = Literal["accepted", "edited", "rejected"]
Status = Literal["new", "in_progress", "done"]
ItemType = TypeVar("ItemType", Mention, Quote, SanctionsReference)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """An item proposed by a machine; a Decision says what became of it.

    It never changes once it was decided on; until then another pass may put a better reading of the
    same place under its id (`model.renewal`).

    Attributes:
        item: the proposal; its id is the id that the item gets when accepted as it is.
        source: the component and version, `quotes-fr@1`.
        score: 0 to 1: how often such a suggestion is right, as estimated when it was made.
        reason: why, in words a person can read.
        alternatives: what may be right instead: speakers of a quote, claim types, catalogue
            entries. Of each kind (and speaker's place) the likeliest first, the proposal itself
            among them, nobody and nothing twice; empty where there is no choice.
    """

    id: SuggestionId
    article: ArticleId
    item: Item
    source: str
    score: float
    reason: Message
    alternatives: tuple[Alternative, ...] = ()

    @property
    def actors(self) -> tuple[ActorId, ...]:
        """Every actor that the proposal and its alternatives point to, without doubles."""
        others = (one.actor for one in self.alternatives if isinstance(one, SpeakerChoice))
        return tuple(dict.fromkeys((*item_actors(self.item), *others)))


@dataclass(frozen=True, slots=True)
class Proposals:
    """What one pass of the machine over one article gave.

    Attributes:
        actors: people and bodies that the suggestions point to; they enter the register when a
            person accepts a suggestion that needs them.
    """

    article: ArticleId
    suggestions: tuple[Suggestion, ...] = ()
    actors: tuple[Actor, ...] = ()

    def actor(self, actor_id: ActorId | None) -> Actor | None:
        """The proposed actor with this id."""
        return next((one for one in self.actors if one.id == actor_id), None)


@dataclass(frozen=True, slots=True)
class Decision:
    """What one annotation did with a suggestion; `item` is what it became, unless rejected."""

    suggestion: SuggestionId
    verdict: Verdict
    item: ItemId | None = None


@dataclass(frozen=True, slots=True)
class AnnotationState:
    """What changes about an annotation beside its items.

    Attributes:
        notes: on the article.
        open_reason: why it was finished with points open.
        flags: what the article is marked with.
    """

    id: AnnotationId
    status: Status = "new"
    notes: str = ""
    open_reason: str = ""
    flags: tuple[Flag, ...] = ()


@dataclass(frozen=True, slots=True)
class Annotation:
    """One annotator's work on one article revision in one round.

    Attributes:
        items: mentions, quotes and references, sorted by id (which is the order of making).
        decisions: sorted by suggestion id.
        scheme: id and version, `diplomacy@1`.
    """

    id: AnnotationId
    article: ArticleId
    by: str
    scheme: str
    revision: int = 1
    round: int = 1
    state: AnnotationState = AnnotationState(AnnotationId(""))
    items: tuple[Item, ...] = ()
    decisions: tuple[Decision, ...] = ()

    def of_type(self, kind: type[ItemType]) -> tuple[ItemType, ...]:
        """The items of one type, in text order."""
        found = [item for item in self.items if isinstance(item, kind)]
        return tuple(sorted(found, key=lambda item: (anchor(item), item.id)))

    @property
    def mentions(self) -> tuple[Mention, ...]:
        """The mentions in text order."""
        return self.of_type(Mention)

    @property
    def quotes(self) -> tuple[Quote, ...]:
        """The quotes in text order."""
        return self.of_type(Quote)

    @property
    def references(self) -> tuple[SanctionsReference, ...]:
        """The sanctions references in text order."""
        return self.of_type(SanctionsReference)

    def item(self, item_id: ItemId) -> Item | None:
        """The item with this id."""
        return next((item for item in self.items if item.id == item_id), None)

    def decision(self, suggestion: SuggestionId) -> Decision | None:
        """What was decided about a suggestion, if anything."""
        return next((one for one in self.decisions if one.suggestion == suggestion), None)

    def open_suggestions(self, proposals: Proposals) -> Iterator[Suggestion]:
        """The suggestions of `proposals` that nothing was decided about yet."""
        decided = {decision.suggestion for decision in self.decisions}
        return (one for one in proposals.suggestions if one.id not in decided)


@dataclass(frozen=True, slots=True)
class Gold:
    """The settled annotation of an article, with where it came from.

    Attributes:
        annotation: the settled work.
        sources: ids of the annotations that it was made from (one: taken over as it was).
        dissent: what the sources disagreed on, in words.
    """

    annotation: Annotation
    sources: tuple[AnnotationId, ...]
    dissent: tuple[str, ...] = ()
