"""Chains of mentions by hand: tie a mention to those before it, take it out, say who they are."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from annotator.identifiers import new_id
from annotator.model.chains import chain_of
from annotator.model.ids import ItemId
from annotator.model.items import Item, Mention
from annotator.model.message import UserError, msg
from annotator.services.annotating.plan import Plan


def before(items: Iterable[Item], mention: Mention) -> Mention | None:
    """The mention that "the same as before" means.

    The nearest one before; for a mention that is tied to it already, the nearest before that is of
    another chain, so that asking again goes back one by one.
    """
    items = tuple(items)
    own = chain_of(items, mention)
    place = mention.span.start
    earlier = [
        one
        for one in items
        if isinstance(one, Mention) and one.span.start < place and one.span.end <= place
    ]
    earlier.sort(key=lambda one: (-one.span.start, one.id))
    tied = next((one for one in earlier if one in own), None)
    skipped = set() if tied is None else {one.id for one in own}
    limit = place if tied is None else tied.span.start
    return next((one for one in earlier if one.id not in skipped and one.span.start < limit), None)


def tie(plan: Plan, item_id: ItemId, other_id: ItemId) -> Mention:
    """Say that a mention denotes what another denotes; it leaves the chain that it was in."""
    other = plan.take(other_id, Mention)
    mention = plan.take(item_id, Mention)
    if other.actor is None and other.chain is None:
        other = replace(other, chain=new_id())
        plan.put(other)
    mention = replace(mention, actor=other.actor, chain=other.chain)
    plan.put(mention)
    return mention


def tie_before(plan: Plan, item_id: ItemId) -> Mention:
    """Say that a mention denotes the same as the one before it.

    Raises:
        UserError: there is none before it.
    """
    mention = plan.take(item_id, Mention)
    waiting = [one.item for one in plan.work.annotation.open_suggestions(plan.proposals)]
    other = before((*plan.work.annotation.items, *waiting), mention)
    if other is None:
        raise UserError(msg("chains.none_before"))
    return tie(plan, item_id, other.id)


def untie(plan: Plan, item_id: ItemId) -> Mention:
    """Take a mention out of its chain: nobody is said to be denoted by it any more.

    Raises:
        UserError: it is in none.
    """
    mention = plan.take(item_id, Mention)
    if mention.actor is None and mention.chain is None:
        raise UserError(msg("chains.not_tied"))
    mention = replace(mention, actor=None, chain=None)
    plan.put(mention)
    return mention
