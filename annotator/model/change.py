"""Change: one reversible step. The same record serves saving, undo, the log and merging copies."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from annotator.model.annotation import Annotation, AnnotationState, Decision
from annotator.model.article import ArticleState
from annotator.model.ids import ActorId, ArticleId, BatchId
from annotator.model.items import Actor, Item, Mention, Quote, SanctionsReference
from annotator.model.message import GuillemetError, Message, msg

Record = Mention | Quote | SanctionsReference | Decision | Actor | AnnotationState | ArticleState


class ChangeError(GuillemetError):
    """A change that does not fit the state that it is applied to."""


@dataclass(frozen=True, slots=True)
class Change:
    """One step: adding has no `before`, removing no `after`.

    Raises:
        ChangeError: neither is given, or they are records of two different things.
    """

    before: Record | None
    after: Record | None

    def __post_init__(self) -> None:
        """Refuse a step from nothing to nothing, or from one thing to another."""
        if self.before is None and self.after is None:
            raise ChangeError(msg("change.empty"))
        if self.before is None or self.after is None:
            return
        if type(self.before) is not type(self.after) or key(self.before) != key(self.after):
            raise ChangeError(msg("change.two_things"))

    @property
    def record(self) -> Record:
        """The record after the step, or before it if it was removed."""
        found = self.after if self.after is not None else self.before
        assert found is not None  # __post_init__ refuses the change that has neither
        return found

    def inverse(self) -> Change:
        """The step back."""
        return Change(self.after, self.before)


@dataclass(frozen=True, slots=True)
class Batch:
    """Steps that are saved and undone together.

    Attributes:
        label: what the person did ("Accept the quote « … »"), for the undo list.
        undoes: the batch that this one takes back (an undo), if any.
        redoes: the batch that this one brings back (a redo), if any.
    """

    id: BatchId
    label: Message
    changes: tuple[Change, ...]
    undoes: BatchId | None = None
    redoes: BatchId | None = None

    def inverse(self, batch_id: BatchId) -> Batch:
        """The batch that takes this one back, under a new id."""
        steps = tuple(change.inverse() for change in reversed(self.changes))
        return Batch(batch_id, self.label, steps, undoes=self.id)


CONTINUES = "continues"
"""Parameter of a label: the id of the batch that this one goes on with, as one deed."""


RELINK = "relink"
"""Parameter of a label: who stands in whose place since, for a step of the register (JSON)."""


def joined(first: Batch, second: Batch) -> Batch:
    """Two batches in a row as one, under the id of the second: what is left of their steps."""
    before: dict[tuple[str, str], Record | None] = {}
    after: dict[tuple[str, str], Record | None] = {}
    for change in (*first.changes, *second.changes):
        before.setdefault(key(change.record), change.before)
        after[key(change.record)] = change.after
    steps = (Change(before[one], after[one]) for one in before if before[one] != after[one])
    return Batch(second.id, second.label, tuple(steps))


@dataclass(frozen=True, slots=True)
class Work:
    """What changes are applied to: one annotation, and the actors and article around it."""

    annotation: Annotation
    actors: Mapping[ActorId, Actor] = field(default_factory=dict)
    article: ArticleState | None = None


def key(record: Record) -> tuple[str, str]:
    """The kind and id under which a record is kept."""
    if isinstance(record, Decision):
        return "decision", record.suggestion
    if isinstance(record, (Mention, Quote, SanctionsReference)):
        return "item", record.id
    names = {Actor: "actor", AnnotationState: "annotation", ArticleState: "article"}
    return names[type(record)], record.id


def apply(work: Work, batch: Batch) -> Work:
    """The work after all steps of a batch.

    Raises:
        ChangeError: a step's `before` is not what is there.
    """
    for change in batch.changes:
        work = _apply(work, change)
    return work


def _apply(work: Work, change: Change) -> Work:
    record = change.record
    if isinstance(record, Actor):
        return _apply_actor(work, change, record.id)
    if isinstance(record, ArticleState):
        return _apply_article(work, change, record.id)
    if isinstance(record, AnnotationState):
        return _apply_state(work, change)
    if isinstance(record, Decision):
        return _apply_decision(work, change)
    return _apply_item(work, change)


def _expect(there: Record | None, change: Change) -> None:
    if there != change.before:
        kind, record_id = key(change.record)
        raise ChangeError(msg("change.stale", kind=kind, id=record_id))


def stays(there: Actor, before: Record | None, after: Record | None) -> bool:
    """Whether an actor stays as it is: it was entered, or changed in the register, meanwhile.

    Entering somebody who is there brings nothing new, and taking back how somebody was entered does
    not undo what was made of them since.
    """
    return before is None or (after is None and there != before)


def _apply_actor(work: Work, change: Change, actor_id: ActorId) -> Work:
    there = work.actors.get(actor_id)
    if there is not None and stays(there, change.before, change.after):
        return work
    _expect(there, change)
    actors = dict(work.actors)
    if isinstance(change.after, Actor):
        actors[actor_id] = change.after
    else:
        del actors[actor_id]
    return replace(work, actors=actors)


def _apply_article(work: Work, change: Change, article_id: ArticleId) -> Work:
    _expect(work.article, change)
    if not isinstance(change.after, ArticleState):
        raise ChangeError(msg("change.article_removed", id=article_id))
    return replace(work, article=change.after)


def _apply_state(work: Work, change: Change) -> Work:
    _expect(work.annotation.state, change)
    if not isinstance(change.after, AnnotationState):
        raise ChangeError(msg("change.annotation_removed", id=work.annotation.id))
    return replace(work, annotation=replace(work.annotation, state=change.after))


def _apply_decision(work: Work, change: Change) -> Work:
    decisions, suggestion = work.annotation.decisions, key(change.record)[1]
    _expect(next((one for one in decisions if one.suggestion == suggestion), None), change)
    rest = [one for one in decisions if one.suggestion != suggestion]
    if isinstance(change.after, Decision):
        rest.append(change.after)
        rest.sort(key=lambda one: one.suggestion)
    return replace(work, annotation=replace(work.annotation, decisions=tuple(rest)))


def _apply_item(work: Work, change: Change) -> Work:
    items, item_id = work.annotation.items, key(change.record)[1]
    _expect(next((item for item in items if item.id == item_id), None), change)
    kept: list[Item] = [item for item in items if item.id != item_id]
    if isinstance(change.after, (Mention, Quote, SanctionsReference)):
        kept.append(change.after)
        kept.sort(key=lambda item: item.id)
    return replace(work, annotation=replace(work.annotation, items=tuple(kept)))
