"""Plan: the steps of one deed, each seen by the next, before they are saved; and its Outcome."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import TypeVar

from annotator.identifiers import new_id
from annotator.model.actors import resolved
from annotator.model.annotation import Decision, Proposals, Suggestion
from annotator.model.article import Article
from annotator.model.change import Batch, Change, Record, Work, apply, key
from annotator.model.checks import link_is_open
from annotator.model.ids import ActorId, BatchId, EntryId, ItemId
from annotator.model.items import (
    Actor,
    Item,
    Mention,
    Origin,
    Quote,
    SanctionsReference,
    Speaker,
    labels_of,
)
from annotator.model.message import Message, UserError, msg
from annotator.model.text import fold

Aims = Callable[[EntryId], tuple[str, tuple[str, ...]]]
"""Gives whose sanctions an entry says and on which states; `EntryBook.aims` is one."""
ItemType = TypeVar("ItemType", Mention, Quote, SanctionsReference)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a deed did.

    Attributes:
        batch: what was done; None if there was nothing to change.
        focus: the item that is now the one to look at; None keeps the selection.
        said: what a person should be told of it, because they did not ask for it.
    """

    batch: Batch | None
    focus: ItemId | None = None
    said: Message | None = None


@dataclass
class Plan:
    """Collects the changes of one deed on one article; `work` is always the state so far.

    Attributes:
        article: the article; its text is where spans are cut from.
        work: annotation and actors after the steps planned so far.
        proposals: the machine's suggestions for the article.
        annotator: whose deed it is.
        scheme: reference of the scheme that labels are given under; empty leaves the items' own.
        aims: what issuer and target of a reference follow when its links change; None leaves them.
        said: what the deed did beside what was asked for.
    """

    article: Article
    work: Work
    proposals: Proposals
    annotator: str
    scheme: str = ""
    aims: Aims | None = None
    changes: list[Change] = field(default_factory=list)
    said: Message | None = None
    _taken: dict[ItemId, Item] = field(default_factory=dict, init=False)

    def put(self, record: Record) -> None:
        """Add a record, or replace the one with its id; equal records make no step."""
        before = self._there(record)
        if isinstance(record, (Mention, Quote, SanctionsReference)):
            record = self._under_scheme(before, record)
        if before != record:
            self._step(Change(before, record))

    def _under_scheme(self, before: Record | None, item: Item) -> Item:
        """The item with the version of the scheme that its labels were chosen under."""
        if not self.scheme:
            return item
        if isinstance(before, type(item)) and labels_of(before) == labels_of(item):
            return replace(item, scheme=before.scheme)
        return replace(item, scheme=self._version())

    def _version(self) -> str:
        """What an item says of the version that it is labelled under now."""
        return "" if self.scheme == self.work.annotation.scheme else self.scheme

    def confirm(self, item: Item) -> Item:
        """Leave the labels of an item as they are, as chosen under the scheme as it is now."""
        confirmed: Item = replace(item, scheme=self._version())
        if confirmed != item:
            self._step(Change(item, confirmed))
        return confirmed

    def remove(self, record: Record) -> None:
        """Take a record away."""
        self._step(Change(record, None))

    def batch(self, label: Message) -> Batch:
        """The steps so far as one batch; suggestions that they changed count as edited."""
        self._note_edits()
        return Batch(BatchId(new_id()), label, tuple(self.changes))

    def _note_edits(self) -> None:
        for item_id, taken in self._taken.items():
            item, suggestion = self.work.annotation.item(item_id), self.suggestion_of(item_id)
            if item is None or suggestion is None:
                continue
            remarked: Item = replace(taken, note=item.note, flags=item.flags, scheme=item.scheme)
            if item != remarked:  # a note or a flag says nothing against the suggestion
                self.put(Decision(suggestion.id, "edited", item_id))

    def _step(self, change: Change) -> None:
        self.work = apply(self.work, Batch(BatchId(""), Message(""), (change,)))
        self.changes.append(change)

    def _there(self, record: Record) -> Record | None:
        kind, record_id = key(record)
        annotation = self.work.annotation
        if kind == "actor":
            return self.work.actors.get(ActorId(record_id))
        if kind == "annotation":
            return annotation.state
        if kind == "article":
            return self.work.article
        if isinstance(record, Decision):
            return annotation.decision(record.suggestion)
        return annotation.item(ItemId(record_id))

    def suggestion_of(self, item_id: ItemId) -> Suggestion | None:
        """The suggestion that proposed, or became, the item with this id."""
        item = self.work.annotation.item(item_id)
        if item is not None:
            wanted = item.origin.suggestion
            return next((one for one in self.proposals.suggestions if one.id == wanted), None)
        return next((one for one in self.proposals.suggestions if one.item.id == item_id), None)

    def take(self, item_id: ItemId, kind: type[ItemType]) -> ItemType:
        """The item to be changed, of a wanted type; see `take_any`.

        Raises:
            UserError: there is no such item, or it is of another type.
        """
        item = self.take_any(item_id)
        if not isinstance(item, kind):
            raise UserError(msg("annotate.no_item"))
        return item

    def take_any(self, item_id: ItemId) -> Item:
        """The item to be changed; a mere suggestion is accepted first.

        Raises:
            UserError: there is no such item.
        """
        item = self.work.annotation.item(item_id)
        suggestion = self.suggestion_of(item_id)
        if item is None and suggestion is not None:
            item = self.adopt(suggestion)
        if item is None:
            raise UserError(msg("annotate.no_item"))
        self._taken.setdefault(item_id, item)
        return item

    def adopt(self, suggestion: Suggestion, *, seen: bool = True) -> Item:
        """Make a suggestion an item of the annotator's, with what it needs: actors, mentions.

        Args:
            suggestion: what is accepted.
            seen: somebody saw what it is linked to; if not, links of which the machine says only
                that one of them may be meant stay open.

        Raises:
            UserError: it refers to a whole quote that was rejected.
        """
        item = self._with_actors(suggestion.item)
        if isinstance(item, Quote):
            item = replace(item, speakers=tuple(self._with_mention(who) for who in item.speakers))
        if isinstance(item, SanctionsReference):
            item = replace(item, quotes=self._quotes_of(item))
            if not seen and link_is_open(item):
                item = replace(item, links=(), target=None)
        name, _, version = suggestion.source.partition("@")
        origin = Origin("machine", name, version, suggestion.id, suggestion.score)
        item = replace(item, origin=origin)
        self.put(item)
        self.put(Decision(suggestion.id, "accepted", item.id))
        if isinstance(item, Quote):
            self._join_references(item)
        return item

    def _quotes_of(self, reference: SanctionsReference) -> tuple[ItemId, ...]:
        """The quotes of a suggested reference that are here; its only place is accepted with it."""
        if reference.span is None:
            for quote in reference.quotes:
                if not self._has(quote):
                    self._adopt_open(quote)
        found = tuple(one for one in reference.quotes if self._has(one))
        if reference.span is None and not found:
            raise UserError(msg("annotate.no_quote"))
        return found

    def _adopt_open(self, item_id: ItemId) -> bool:
        """Accept the suggestion of an item, unless it was decided on; whether it was accepted."""
        suggestion = self.suggestion_of(item_id)
        if suggestion is None or not self.is_open(item_id):
            return False
        self.adopt(suggestion)
        return True

    def is_open(self, item_id: ItemId) -> bool:
        """Whether the item is a suggestion that was not decided on."""
        suggestion = self.suggestion_of(item_id)
        return suggestion is not None and not self.work.annotation.decision(suggestion.id)

    def _has(self, item_id: ItemId) -> bool:
        return self.work.annotation.item(item_id) is not None

    def _with_mention(self, speaker: Speaker) -> Speaker:
        if speaker.mention is None or self._has(speaker.mention):
            return speaker
        return speaker if self._adopt_open(speaker.mention) else replace(speaker, mention=None)

    def _join_references(self, quote: Quote) -> None:
        """Tell the references inside a quote that they belong to it."""
        for reference in self.work.annotation.references:
            span = reference.span
            inside = span and any(piece.overlaps(span) for piece in quote.segments)
            if inside and quote.id not in reference.quotes:
                self.put(replace(reference, quotes=(*reference.quotes, quote.id)))

    def _with_actors(self, item: Item) -> Item:
        if isinstance(item, Mention):
            return replace(item, actor=self.ensure_actor(item.actor))
        if isinstance(item, SanctionsReference):
            return item
        return replace(
            item,
            speakers=tuple(
                replace(who, actor=self.ensure_actor(who.actor)) for who in item.speakers
            ),
            on_behalf_of=tuple(
                found for one in item.on_behalf_of if (found := self.ensure_actor(one))
            ),
            addressee=self.ensure_actor(item.addressee),
        )

    def ensure_actor(self, actor_id: ActorId | None) -> ActorId | None:
        """The id under which an actor is known here, entering a proposed one where it is new.

        A proposed actor of the same kind and name as one of the register becomes that one.
        """
        if actor_id is None or actor_id in self.work.actors:
            return resolved(self.work.actors, actor_id) if actor_id is not None else None
        proposed = self.proposals.actor(actor_id)
        if proposed is None:
            return None
        return self.enter_actor(proposed).id

    def enter_actor(self, actor: Actor) -> Actor:
        """Put an actor into the register, unless one of its kind and name is there already."""
        known = namesake(self.work, actor)
        if known is not None:
            return known
        self.put(actor)
        return actor

    def origin(self) -> Origin:
        """The origin of what the annotator makes by hand."""
        return Origin("annotator", self.annotator)


def namesake(work: Work, actor: Actor) -> Actor | None:
    """The actor known here that has the kind and the (folded) name or alias of another."""
    wanted = fold(actor.name)
    for one in work.actors.values():
        if one.kind != actor.kind or one.article not in (None, actor.article):
            continue
        if wanted in (fold(one.name), *(fold(alias) for alias in one.aliases)):
            return work.actors[resolved(work.actors, one.id)]
    return None


def words_of(item: Item) -> str:
    """The first words of an item in the text; empty for a reference made by a whole quote."""
    if isinstance(item, Quote):
        return item.segments[0].text
    return item.span.text if item.span else ""
