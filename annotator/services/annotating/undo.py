"""History: which step can be taken back or brought back, read from the log and kept up with it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from annotator.identifiers import new_id
from annotator.model.annotation import Decision, Proposals
from annotator.model.change import CONTINUES, Batch, joined
from annotator.model.ids import BatchId, ItemId
from annotator.model.items import Mention, Quote, SanctionsReference


@dataclass
class History:
    """Undo and redo without limit, over restarts: two stacks that the log determines."""

    done: list[Batch] = field(default_factory=list)
    undone: list[Batch] = field(default_factory=list)

    @classmethod
    def of(cls, log: Iterable[Batch]) -> History:
        """The history after the batches of a log, in their order."""
        history = cls()
        for batch in log:
            history.follow(batch)
        return history

    def follow(self, batch: Batch) -> None:
        """Keep up with a batch that was saved."""
        if batch.undoes is not None:
            if self.done:
                self.undone.append(self.done.pop())
            return
        if batch.redoes is not None:
            if self.undone:
                self.undone.pop()
        else:
            self.undone.clear()
        goes_on_with = batch.label.values.get(CONTINUES)
        if self.done and goes_on_with == self.done[-1].id:
            batch = joined(self.done.pop(), batch)
        self.done.append(batch)

    def undo(self) -> Batch | None:
        """The batch that takes the last step back, not yet saved; None if there is none."""
        return self.done[-1].inverse(BatchId(new_id())) if self.done else None

    def redo(self) -> Batch | None:
        """The batch that brings the last undone step back, not yet saved; None if none."""
        if not self.undone:
            return None
        last = self.undone[-1]
        return Batch(BatchId(new_id()), last.label, last.changes, redoes=last.id)


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
