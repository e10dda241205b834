"""Mentions by hand: make one, change its label, form or actor."""

from __future__ import annotations

from dataclasses import replace

from annotator.identifiers import new_id
from annotator.model.ids import ActorId, ItemId
from annotator.model.items import Mention, MentionForm
from annotator.model.text import Span
from annotator.services.annotating.plan import Plan


def add(plan: Plan, start: int, end: int, label: str | None, form: MentionForm = "name") -> Mention:
    """Make a mention of `text[start:end]`; the one that is there already is relabelled.

    An open suggestion of the same span is taken over, so that it does not stay open.

    Raises:
        SpanError: the bounds are empty or outside the text.
    """
    span = Span.of(plan.article.text, start, end)
    same = _same_place(plan, span)
    if same is not None:
        return set_label(plan, same, label)
    mention = Mention(ItemId(new_id()), span, form, label, origin=plan.origin())
    plan.put(mention)
    return mention


def _same_place(plan: Plan, span: Span) -> ItemId | None:
    waiting = [one.item for one in plan.work.annotation.open_suggestions(plan.proposals)]
    for item in (*plan.work.annotation.items, *waiting):
        if isinstance(item, Mention) and item.span == span:
            return item.id
    return None


def set_label(plan: Plan, item_id: ItemId, label: str | None) -> Mention:
    """Change the entity label."""
    mention = replace(plan.take(item_id, Mention), label=label)
    plan.put(mention)
    return mention


def set_form(plan: Plan, item_id: ItemId, form: MentionForm) -> Mention:
    """Change the form: name, nominal or pronoun."""
    mention = replace(plan.take(item_id, Mention), form=form)
    plan.put(mention)
    return mention


def set_actor(plan: Plan, item_id: ItemId, actor: ActorId | None) -> Mention:
    """Say whom the mention denotes.

    Those that it is tied to denote them, too, if nobody was said to be denoted by them before; else
    the mention leaves them.
    """
    mention = plan.take(item_id, Mention)
    entered = plan.ensure_actor(actor)
    tied = _tied(plan, mention)
    if entered is not None and all(one.actor is None for one in (mention, *tied)):
        for one in tied:
            plan.put(replace(one, actor=entered))
        mention = replace(mention, actor=entered)
    elif entered != mention.actor:
        mention = replace(mention, actor=entered, chain=None)
    plan.put(mention)
    return mention


def _tied(plan: Plan, mention: Mention) -> list[Mention]:
    others = plan.work.annotation.mentions
    return [one for one in others if one.chain and one.chain == mention.chain and one != mention]
