"""What becomes of suggestions when the machine looks at an article again.

A suggestion that stands where an undecided one stood takes its ids, so that an open card, the place
where a person was, and a redo still find it. What was decided on stays as it is, and what the
machine finds in its place is left out, as is what somebody has marked by hand: nothing that was
rejected comes back, nothing that is there comes twice. Undo takes a decision back, but redo, or a
restored state, may bring it again: so what anybody ever decided on stays, too.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace

from annotator.model.alternatives import Alternative, SpeakerChoice
from annotator.model.annotation import Proposals, Suggestion
from annotator.model.ids import ActorId, ItemId, SuggestionId
from annotator.model.items import Actor, Item, Mention, Quote, SanctionsReference, Speaker
from annotator.model.text import Span

SAME_PLACE = 0.8
"""Share of common characters (Jaccard) from which on two stretches are the same place."""

Stretches = tuple[tuple[int, int], ...]


def renewed(
    old: Proposals,
    decided: Collection[SuggestionId],
    new: Proposals,
    held: ItemId | None = None,
    own: Collection[Item] = (),
    named: Collection[SuggestionId] = (),
) -> Proposals:
    """New suggestions in the place of an article's old ones.

    Args:
        old: what the article has now.
        decided: which of them somebody decided on.
        new: what the machine proposes now.
        held: the undecided item that a person is looking at: it stays even if it is not proposed
            any more.
        own: the items that annotators have in the article.
        named: suggestions that the article's log speaks of; the undecided of them stay likewise.

    Returns:
        What is to stand beside those decided on: the new suggestions, less those at a decided
        place or at an item, under the old ids where they have the place of an undecided one.
    """
    settled = [one for one in old.suggestions if one.id in decided]
    waiting = {one.item.id: one for one in old.suggestions if one.id not in decided}
    done = _Places((*(one.item for one in settled), *own))
    there = _Places([one.item for one in waiting.values()])
    ids = _Ids(actors=_same_actors(old.actors, new.actors))
    kept: list[Suggestion] = []
    for one in new.suggestions:
        before = done.at(one.item)
        if before is not None:
            ids.items[one.item.id] = before.id
            continue
        before = there.take(one.item)
        if before is not None:
            ids.items[one.item.id] = before.id
            one = replace(one, id=waiting[before.id].id)
        kept.append(one)
    suggestions = [ids.in_suggestion(one) for one in kept]
    actors = {
        one.id: one for one in (replace(a, id=ids.actors.get(a.id, a.id)) for a in new.actors)
    }
    there_now = {one.item.id for one in (*settled, *suggestions)}
    for one in (waiting[item.id] for item in there.free()):
        if one.item.id == held or one.id in named:
            suggestions.append(replace(one, item=_alone(one.item, there_now)))
            actors = {a.id: a for a in old.actors if a.id in one.actors} | actors
    return Proposals(new.article, tuple(suggestions), tuple(actors.values()))


def _alone(item: Item, there: Collection[ItemId]) -> Item:
    """An item without what it points to and is not there any more."""
    if isinstance(item, Quote):
        speakers = (
            who if who.mention in there else replace(who, mention=None) for who in item.speakers
        )
        return replace(item, speakers=tuple(speakers))
    if isinstance(item, SanctionsReference):
        return replace(item, quotes=tuple(one for one in item.quotes if one in there))
    return item


def _same_actors(old: Collection[Actor], new: Collection[Actor]) -> dict[ActorId, ActorId]:
    """New ids of actors and the old ones of those who have the same name and kind."""
    known = {(one.kind, one.name): one.id for one in old}
    found = {one.id: known.pop((one.kind, one.name), None) for one in new}
    return {here: before for here, before in found.items() if before is not None}


class _Places:
    """Items by where they stand; at most one is taken for each new one."""

    def __init__(self, items: Collection[Item]) -> None:
        self._free = {one.id: one for one in items}
        self._by_edge: dict[tuple[type, int, bool], list[Item]] = defaultdict(list)
        for one in items:
            for edge in _edges(one):
                self._by_edge[edge].append(one)

    def at(self, item: Item) -> Item | None:
        """The one at an item's place, be it taken already."""
        where = _stretches(item)
        found: dict[ItemId, Item] = {}
        for edge in _edges(item):
            found |= {one.id: one for one in self._by_edge[edge]}
        near = {one.id: _overlap(where, _stretches(one)) for one in found.values()}
        best = max(near, key=near.__getitem__, default=None)
        return found[best] if best is not None and near[best] >= SAME_PLACE else None

    def free(self) -> tuple[Item, ...]:
        """Those that no item has taken."""
        return tuple(self._free.values())

    def take(self, item: Item) -> Item | None:
        """The one at an item's place if no other item has taken it."""
        found = self.at(item)
        return self._free.pop(found.id, None) if found is not None else None


def _stretches(item: Item) -> Stretches:
    if isinstance(item, Quote):
        return tuple((one.start, one.end) for one in item.segments)
    span: Span | None = item.span
    return ((span.start, span.end),) if span is not None else ()


def _edges(item: Item) -> list[tuple[type, int, bool]]:
    """Where an item begins and ends: what stands at the same place shares one of the two."""
    where = _stretches(item)
    return [(type(item), where[0][0], True), (type(item), where[-1][1], False)] if where else []


def _overlap(one: Stretches, other: Stretches) -> float:
    """Common characters as a share of all; 1 for the same place."""
    if one == other:
        return 1.0
    common = sum(
        max(0, min(end, until) - max(start, begin)) for start, end in one for begin, until in other
    )
    size = sum(end - start for start, end in (*one, *other))
    return common / (size - common) if size > common else 0.0


@dataclass(slots=True)
class _Ids:
    """Ids of this pass and the old ones that stand for them."""

    actors: Mapping[ActorId, ActorId]
    items: dict[ItemId, ItemId] = field(default_factory=dict)

    def in_suggestion(self, one: Suggestion) -> Suggestion:
        """A suggestion whose item and alternatives point to the old ids."""
        others = tuple(self._alternative(each) for each in one.alternatives)
        return replace(one, item=self.in_item(one.item), alternatives=others)

    def _alternative(self, one: Alternative) -> Alternative:
        if not isinstance(one, SpeakerChoice):
            return one
        return replace(one, actor=self.actors.get(one.actor, one.actor))

    def in_item(self, item: Item) -> Item:
        """An item with old ids in the place of the new."""
        own = self.items.get(item.id, item.id)
        if isinstance(item, Mention):
            return replace(item, id=own, actor=self._actor(item.actor))
        if isinstance(item, SanctionsReference):
            quotes = tuple(dict.fromkeys(self.items.get(one, one) for one in item.quotes))
            return replace(item, id=own, quotes=quotes)
        return replace(
            item,
            id=own,
            speakers=tuple(self._speaker(one) for one in item.speakers),
            on_behalf_of=tuple(self.actors.get(one, one) for one in item.on_behalf_of),
            addressee=self._actor(item.addressee),
        )

    def _speaker(self, who: Speaker) -> Speaker:
        mention = self.items.get(who.mention, who.mention) if who.mention else None
        return replace(who, actor=self._actor(who.actor), mention=mention)

    def _actor(self, actor: ActorId | None) -> ActorId | None:
        return self.actors.get(actor, actor) if actor is not None else None
