"""The past of an article: the work as it was after any line of its log, and the way back to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from annotator.model.actors import Relinking, resolved
from annotator.model.annotation import AnnotationState, Decision
from annotator.model.change import Batch, Record, Work, key
from annotator.model.items import Actor, Mention, Quote, SanctionsReference, item_actors
from annotator.services.annotating.plan import Plan


def rewound(work: Work, later: Sequence[Batch]) -> Work:
    """The work as it was before the last batches of its log.

    Actors that came since stay: nothing points to them, and others may have changed them.

    Args:
        work: as it is now.
        later: the batches since, in the order of the log; of this annotation alone.
    """
    records: dict[tuple[str, str], Record] = {
        key(one): one for one in (*work.annotation.items, *work.annotation.decisions)
    }
    actors, state = dict(work.actors), work.annotation.state
    for batch in reversed(later):
        for change in reversed(batch.changes):
            before = change.before
            if isinstance(before, AnnotationState):
                state = before
            elif isinstance(before, Actor):
                actors[before.id] = before
            elif isinstance(before, (Mention, Quote, SanctionsReference, Decision)):
                records[key(before)] = before
            else:
                records.pop(key(change.record), None)
    items = [one for one in records.values() if isinstance(one, Mention | Quote)]
    references = [one for one in records.values() if isinstance(one, SanctionsReference)]
    decisions = [one for one in records.values() if isinstance(one, Decision)]
    annotation = replace(
        work.annotation,
        state=state,
        items=tuple(sorted((*items, *references), key=lambda one: one.id)),
        decisions=tuple(sorted(decisions, key=lambda one: one.suggestion)),
    )
    return replace(work, annotation=annotation, actors=actors)


def restore(plan: Plan, then: Work) -> None:
    """Plan the steps from the work as it is to the work as it was.

    A decision on a suggestion that is no longer made is left out; the item that came of it is not.
    """
    now, wanted = plan.work.annotation, then.annotation
    kept = {key(one) for one in (*wanted.items, *wanted.decisions)}
    for actor_id in dict.fromkeys(one for item in wanted.items for one in item_actors(item)):
        if actor_id not in plan.work.actors and actor_id in then.actors:
            plan.put(then.actors[actor_id])
    merged = {one: resolved(plan.work.actors, one) for one in plan.work.actors}
    now_same = Relinking({old: new for old, new in merged.items() if old != new}, {})
    for item in wanted.items:
        plan.put(now_same.of(item))
    for item in now.items:
        if key(item) not in kept:
            plan.remove(item)
    made = {one.id for one in plan.proposals.suggestions}
    for decision in wanted.decisions:
        if decision.suggestion in made:
            plan.put(decision)
    for decision in now.decisions:
        if key(decision) not in kept:
            plan.remove(decision)
    plan.put(wanted.state)
