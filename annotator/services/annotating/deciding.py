"""Deciding on suggestions: accept, reject, accept all that are sure enough, delete."""

from __future__ import annotations

from dataclasses import replace

from annotator.model.annotation import Decision, Suggestion
from annotator.model.ids import ItemId
from annotator.model.items import Item, Quote, SanctionsReference
from annotator.model.message import UserError, msg
from annotator.services.annotating.plan import Plan


def accept(plan: Plan, item_id: ItemId) -> Item:
    """Make a suggestion the annotator's own, as it is.

    Raises:
        UserError: it is no open suggestion.
    """
    suggestion = plan.suggestion_of(item_id)
    if suggestion is None or plan.work.annotation.decision(suggestion.id) is not None:
        raise UserError(msg("annotate.not_open"))
    return plan.adopt(suggestion)


def accept_all(plan: Plan, least: float) -> tuple[Suggestion, ...]:
    """Accept every open suggestion with at least this score, and what those rest on.

    A link that only may be meant stays open: together with others, nobody looks at each.

    Returns:
        What was accepted.
    """
    before = tuple(plan.work.annotation.open_suggestions(plan.proposals))
    for suggestion in before:
        still_open = plan.work.annotation.decision(suggestion.id) is None
        if suggestion.score >= least and still_open and _has_place(plan, suggestion.item):
            plan.adopt(suggestion, seen=False)
    return tuple(one for one in before if plan.work.annotation.decision(one.id) is not None)


def _has_place(plan: Plan, item: Item) -> bool:
    """Whether an item can stand in the text: a reference by a whole quote needs that quote."""
    if not isinstance(item, SanctionsReference) or item.span is not None:
        return True
    return any(
        plan.work.annotation.item(one) is not None or plan.is_open(one) for one in item.quotes
    )


def reject(plan: Plan, item_id: ItemId) -> None:
    """Say no to a suggestion (kept as a rejection), or delete an item of one's own.

    Raises:
        UserError: there is nothing with this id.
    """
    suggestion = plan.suggestion_of(item_id)
    item = plan.work.annotation.item(item_id)
    if item is None and suggestion is None:
        raise UserError(msg("annotate.no_item"))
    if item is not None:
        _delete(plan, item)
    if suggestion is not None:
        plan.put(Decision(suggestion.id, "rejected", None))


def _delete(plan: Plan, item: Item) -> None:
    _let_go(plan, item.id)
    plan.remove(item)


def _let_go(plan: Plan, item_id: ItemId) -> None:
    """Take an item's id out of the items that point to it."""
    for other in plan.work.annotation.items:
        if isinstance(other, SanctionsReference) and item_id in other.quotes:
            rest = tuple(one for one in other.quotes if one != item_id)
            if other.span is None and not rest:
                plan.remove(other)
            else:
                plan.put(replace(other, quotes=rest))
        if isinstance(other, Quote) and any(who.mention == item_id for who in other.speakers):
            speakers = tuple(
                replace(who, mention=None) if who.mention == item_id else who
                for who in other.speakers
            )
            plan.put(replace(other, speakers=speakers))
