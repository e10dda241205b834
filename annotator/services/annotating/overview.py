"""Overview: what an open article shows, gathered once for each state of the work.

A window asks for it many times with every key, and an article may have hundreds of suggestions.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from annotator.model.annotation import Annotation, Proposals, Suggestion
from annotator.model.checks import ItemPoints, OpenPoint, open_points
from annotator.model.ids import ActorId, ItemId, SuggestionId
from annotator.model.items import Actor, Item, item_actors

Shown = tuple[Item, Suggestion | None]
"""An own item (with None), or the item of an open suggestion."""


class Overview:
    """Items, open suggestions and open points of one annotation beside its proposals."""

    def __init__(
        self,
        text: str,
        annotation: Annotation,
        proposals: Proposals,
        before: Overview | None = None,
    ) -> None:
        """Look at a state of the work; each part is gathered when it is first asked for.

        Args:
            text: the article's.
            annotation: the work so far.
            proposals: the machine's suggestions.
            before: the state before, from which what did not change is taken over.
        """
        self.item_points: ItemPoints = {} if before is None else before.item_points
        self._text = text
        self._annotation = annotation
        self._proposals = proposals

    def shows(self, annotation: Annotation, proposals: Proposals) -> bool:
        """Whether this very state is what it was made of."""
        return annotation is self._annotation and proposals is self._proposals

    @cached_property
    def suggestions(self) -> tuple[Suggestion, ...]:
        """The suggestions not decided yet."""
        return tuple(self._annotation.open_suggestions(self._proposals))

    @cached_property
    def items(self) -> tuple[Shown, ...]:
        """Everything to show: the own items, then those of the open suggestions."""
        own: list[Shown] = [(item, None) for item in self._annotation.items]
        return tuple(own + [(one.item, one) for one in self.suggestions])

    @cached_property
    def by_id(self) -> Mapping[ItemId, Shown]:
        """The same by id; an own item stands before a suggestion of the same id."""
        return {item.id: (item, why) for item, why in reversed(self.items)}

    @cached_property
    def made(self) -> Mapping[SuggestionId | None, Suggestion]:
        """All suggestions by id, decided or not."""
        return {one.id: one for one in self._proposals.suggestions}

    @cached_property
    def proposed_actors(self) -> Mapping[ActorId, Actor]:
        """The actors that the suggestions point to, by id."""
        return {actor.id: actor for actor in self._proposals.actors}

    @cached_property
    def named_actors(self) -> tuple[Actor, ...]:
        """Of the proposed actors those whom some suggestion names, not only its alternatives."""
        named = {actor for one in self._proposals.suggestions for actor in item_actors(one.item)}
        return tuple(actor for actor in self._proposals.actors if actor.id in named)

    @cached_property
    def points(self) -> tuple[OpenPoint, ...]:
        """What is still to do, in text order."""
        return open_points(self._text, self._annotation, self._proposals, self.item_points)
