"""What the machine proposes, in the words of another scheme or of a newer version of its own."""

from __future__ import annotations

from dataclasses import replace

from annotator.model.alternatives import Alternative, ClaimChoice
from annotator.model.annotation import Proposals, Suggestion
from annotator.model.items import Item, Mention, Quote
from annotator.model.scheme import Group, Label, Scheme

MACHINE = "diplomacy"
"""The scheme in whose words the shipped pipeline proposes."""


def fitted(proposals: Proposals, scheme: Scheme) -> Proposals:
    """Proposals whose labels are those of `scheme`.

    A merged label becomes the one that took its place, one of the machine's scheme the label that
    takes it (`Label.takes`), and one that nothing takes falls away: the person chooses.
    """
    fit = _Fit(scheme)
    if fit.is_plain:
        return proposals
    fitting = tuple(fit.suggestion(one) for one in proposals.suggestions)
    return (
        proposals if fitting == proposals.suggestions else replace(proposals, suggestions=fitting)
    )


class _Fit:
    def __init__(self, scheme: Scheme) -> None:
        self._scheme = scheme
        self._own = scheme.id == MACHINE
        self._taken: dict[tuple[Group, str], str] = {}
        for group, labels in scheme.groups:
            for label in labels:
                found = (one.partition(":") for one in label.takes if not label.retired)
                for name, _, taken in found:
                    if name == MACHINE:
                        self._taken[group, taken] = label.id

    @property
    def is_plain(self) -> bool:
        """Whether every label of the machine's means itself."""
        labels = (one for _, several in self._scheme.groups for one in several)
        return self._own and not any(one.retired for one in labels)

    def suggestion(self, one: Suggestion) -> Suggestion:
        item, others = self._item(one.item), self._others(one.alternatives)
        if item == one.item and others == one.alternatives:
            return one
        return replace(one, item=item, alternatives=others)

    def _item(self, item: Item) -> Item:
        if isinstance(item, Mention):
            return replace(item, label=self._label("entity_labels", item.label))
        if isinstance(item, Quote):
            claim = self._label("claim_types", item.claim_type)
            second = self._label("claim_types", item.claim_secondary)
            return replace(
                item, claim_type=claim, claim_secondary=second if second != claim else None
            )
        measures = (self._label("measures", one) for one in item.measures)
        return replace(
            item,
            kind=self._label("reference_kinds", item.kind) or self._vaguest("reference_kinds"),
            status=self._label("reference_statuses", item.status)
            or self._vaguest("reference_statuses"),
            measures=tuple(dict.fromkeys(one for one in measures if one)),
        )

    def _others(self, alternatives: tuple[Alternative, ...]) -> tuple[Alternative, ...]:
        found: list[Alternative] = []
        claims: set[str] = set()
        for one in alternatives:
            if not isinstance(one, ClaimChoice):
                found.append(one)
                continue
            claim = self._label("claim_types", one.claim)
            if claim and claim not in claims:
                claims.add(claim)
                found.append(one if claim == one.claim else replace(one, claim=claim))
        return tuple(found)

    def _vaguest(self, group: Group) -> str:
        """The last label of a group: by custom the one that says least."""
        labels = self._scheme.labels(group)
        return labels[-1].id if labels else ""

    def _label(self, group: Group, label_id: str | None) -> str | None:
        if label_id is None:
            return None
        found = self._taken.get((group, label_id))
        if found is not None:
            return found
        return offered(self._scheme.all_labels(group), label_id)


def offered(labels: tuple[Label, ...], label_id: str) -> str | None:
    """The label that can be chosen in the place of `label_id`: itself, or what it was merged into.

    None for a label that was retired, or that is not there.
    """
    by_id = {one.id: one for one in labels}
    seen: set[str] = set()
    label = by_id.get(label_id)
    while label is not None and label.retired and label.id not in seen:
        seen.add(label.id)
        label = by_id.get(label.merged_into)
    return label.id if label is not None and not label.retired else None
