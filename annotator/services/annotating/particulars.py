"""What more there is to say: whom a quote is said to and for; whose sanctions, on whom, which."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from annotator.model.ids import ActorId, ItemId
from annotator.model.items import ActorKind, Quote, SanctionsReference
from annotator.services.annotating.plan import Plan
from annotator.services.annotating.speakers import new_actor

Party = Literal["addressee", "on_behalf"]


def set_addressee(plan: Plan, item_id: ItemId, actor: ActorId | None) -> Quote:
    """Say to whom a quote is said; None for nobody in particular."""
    quote = replace(plan.take(item_id, Quote), addressee=plan.ensure_actor(actor))
    plan.put(quote)
    return quote


def set_on_behalf(plan: Plan, item_id: ItemId, actors: tuple[ActorId, ...]) -> Quote:
    """Say for whom the speaker speaks; none for nobody else."""
    entered = (plan.ensure_actor(actor) for actor in actors)
    kept = tuple(dict.fromkeys(actor for actor in entered if actor is not None))
    quote = replace(plan.take(item_id, Quote), on_behalf_of=kept)
    plan.put(quote)
    return quote


def set_new_party(plan: Plan, item_id: ItemId, party: Party, name: str, kind: ActorKind) -> Quote:
    """Enter somebody new, to whom or for whom a quote is said.

    Raises:
        UserError: the name is empty.
    """
    actor = new_actor(plan, name, kind)
    if party == "addressee":
        return set_addressee(plan, item_id, actor.id)
    there = plan.take(item_id, Quote).on_behalf_of
    return set_on_behalf(plan, item_id, (*there, actor.id))


def set_issuer(plan: Plan, item_id: ItemId, issuer: str | None) -> SanctionsReference:
    """Say whose sanctions a reference means: a code such as `EU`, or words; None if not said."""
    reference = replace(plan.take(item_id, SanctionsReference), issuer=issuer or None)
    plan.put(reference)
    return reference


def set_target(plan: Plan, item_id: ItemId, target: str | None) -> SanctionsReference:
    """Say on whom the sanctions are: a country's code, or words; None if not said."""
    reference = replace(plan.take(item_id, SanctionsReference), target=target or None)
    plan.put(reference)
    return reference


def set_measures(plan: Plan, item_id: ItemId, measures: tuple[str, ...]) -> SanctionsReference:
    """Say which measures a reference speaks of, by the labels of the scheme."""
    wanted = tuple(dict.fromkeys(measures))
    reference = replace(plan.take(item_id, SanctionsReference), measures=wanted)
    plan.put(reference)
    return reference
