"""AnnotatedArticle: an article with one annotation and its surroundings, as it leaves the house."""

from __future__ import annotations

from dataclasses import dataclass

from annotator.model.actors import resolved
from annotator.model.annotation import Annotation, Proposals, Suggestion
from annotator.model.article import Article
from annotator.model.chains import chains_of
from annotator.model.ids import ActorId, EntryId
from annotator.model.items import Actor, Mention
from annotator.model.linked_entry import LinkedEntry


@dataclass(frozen=True, slots=True)
class AnnotatedArticle:
    """What one line of `guillemet-jsonl/1` holds, what exporters write and trainers load.

    Attributes:
        annotation: one annotator's work, the machine's, or the settled one; None if there is none.
        gold: whether `annotation` is the settled one.
        actors: whom the annotation's items point to.
        proposals: what the machine proposed, with the actors that only proposals point to.
        entries: what the annotation's links point to, as far as it was known where they were
            made; an entry once for each edition of its list that a link names.
    """

    article: Article
    annotation: Annotation | None
    gold: bool
    actors: tuple[Actor, ...]
    proposals: Proposals
    entries: tuple[LinkedEntry, ...] = ()

    @property
    def suggestions(self) -> tuple[Suggestion, ...]:
        """The machine's suggestions; those that were rejected are a trainer's hard negatives."""
        return self.proposals.suggestions

    def actor(self, actor_id: ActorId | None) -> Actor | None:
        """The actor with this id, among the annotation's and then among the proposed ones."""
        known = next((one for one in self.actors if one.id == actor_id), None)
        return known or self.proposals.actor(actor_id)

    def meant(self, actor_id: ActorId | None) -> ActorId | None:
        """The id of the actor whom an id means: of the one that its own was merged into, if any."""
        known = {one.id: one for one in self.actors}
        return resolved(known, actor_id) if actor_id is not None else None

    def meant_actor(self, actor_id: ActorId | None) -> Actor | None:
        """The actor whom an id means."""
        actor = self.actor(actor_id)
        if actor is None or actor.merged_into is None:
            return actor
        return self.actor(self.meant(actor.id))

    @property
    def chains(self) -> tuple[tuple[Mention, ...], ...]:
        """The mentions that denote the same, each chain in text order; two mentions or more."""
        return chains_of(self.annotation.items) if self.annotation is not None else ()

    def entry(self, entry_id: EntryId, edition: str | None = None) -> LinkedEntry | None:
        """What is known of an entry that a link points to; None if nothing is.

        Args:
            entry_id: `link.entry`.
            edition: `link.list_version`; without it, or if that edition is not known, the first
                there is.
        """
        found = [one for one in self.entries if one.id == entry_id]
        exact = (one for one in found if edition and one.edition == edition)
        return next(exact, found[0] if found else None)
