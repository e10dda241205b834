"""History: which step can be taken back or brought back, read from the log and kept up with it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from annotator.identifiers import new_id
from annotator.model.actors import Relinking
from annotator.model.annotation import Decision, Proposals
from annotator.model.change import CONTINUES, RELINK, Batch, Change, Record, joined
from annotator.model.ids import BatchId, ItemId
from annotator.model.items import Mention, Quote, SanctionsReference


@dataclass
class History:
    """Undo and redo without limit, over restarts: two stacks that the log determines."""

    done: list[Batch] = field(default_factory=list)
    undone: list[Batch] = field(default_factory=list)
    _before: dict[BatchId, dict[BatchId, Batch]] = field(default_factory=dict, repr=False)

    @classmethod
    def of(cls, log: Iterable[Batch]) -> History:
        """The history after the batches of a log, in their order."""
        history = cls()
        for batch in log:
            history.follow(batch)
        return history

    def follow(self, batch: Batch) -> None:
        """Keep up with a batch that was saved.

        A step of the register is none of this history: the older steps go on with the actors that
        stand in the place of others since, and with their own again once it is taken back.
        """
        if RELINK in batch.label.values and "." in batch.id:
            self._relink(batch)
            return
        if batch.undoes is not None:
            if self.done:
                self.undone.append(self.done.pop())
            return
        if batch.redoes is not None:
            if self.undone:
                self.undone.pop()
            for originals in self._before.values():
                if batch.redoes in originals:
                    originals[batch.id] = replace(originals[batch.redoes], id=batch.id)
        else:
            self.undone.clear()
        goes_on_with = batch.label.values.get(CONTINUES)
        if self.done and goes_on_with == self.done[-1].id:
            batch = joined(self.done.pop(), batch)
        self.done.append(batch)

    def _relink(self, batch: Batch) -> None:
        if batch.undoes is not None:
            originals = self._before.pop(batch.undoes, {})
            for stack in (self.done, self.undone):
                stack[:] = [originals.get(one.id, one) for one in stack]
            return
        relinking = _relinking(str(batch.label.values[RELINK]))
        changed: dict[BatchId, Batch] = {}
        for stack in (self.done, self.undone):
            for place, one in enumerate(stack):
                new = _relinked(one, relinking)
                if new != one:
                    changed[one.id], stack[place] = one, new
        self._before[batch.id] = changed

    def undo(self) -> Batch | None:
        """The batch that takes the last step back, not yet saved; None if there is none."""
        return self.done[-1].inverse(BatchId(new_id())) if self.done else None

    def redo(self) -> Batch | None:
        """The batch that brings the last undone step back, not yet saved; None if none."""
        if not self.undone:
            return None
        last = self.undone[-1]
        return Batch(BatchId(new_id()), last.label, last.changes, redoes=last.id)


def _relinking(value: str) -> Relinking:
    data = json.loads(value)
    only = data.get("only")
    return Relinking(data["actors"], data["words"], frozenset(only) if only is not None else None)


def _relinked(batch: Batch, relinking: Relinking) -> Batch:
    """A batch as it would be if those had stood in the others' place from the beginning."""

    def new(record: Record | None) -> Record | None:
        if isinstance(record, (Mention, Quote, SanctionsReference)):
            return relinking.of(record)
        return record

    changes = tuple(Change(new(one.before), new(one.after)) for one in batch.changes)
    return batch if changes == batch.changes else replace(batch, changes=changes)


def last_touched(batch: Batch, proposals: Proposals) -> ItemId | None:
    """The item to look at after an undo or a redo: the last one that the batch touched."""
    proposed = {one.id: one.item.id for one in proposals.suggestions}
    for change in reversed(batch.changes):
        record = change.record
        if isinstance(record, (Mention, Quote, SanctionsReference)):
            return record.id
        if isinstance(record, Decision) and record.suggestion in proposed:
            return proposed[record.suggestion]
    return None
