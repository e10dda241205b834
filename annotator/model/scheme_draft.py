"""Editing a scheme: each step gives a new draft, and with it what becomes of items labelled so far.

A draft is a value: a window keeps those before it and goes back by showing them again.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Literal, Self

from annotator.model.message import UserError, msg
from annotator.model.scheme import Attribute, Group, ItemKind, Label, Scheme, Texts
from annotator.model.scheme_form import scheme_from_data, scheme_to_data
from annotator.model.text import fold

Place = tuple[Literal["group"], Group] | tuple[Literal["attribute"], str]
"""Where labels stand: a group of the scheme, or a further attribute by its id."""
Moves = tuple[tuple[Place, str, str], ...]
"""(place, old label, new label): items with the old label get the new one."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A scheme while it is edited.

    Attributes:
        base: the version that it started from.
        scheme: as it would be; its version is one more than that of `base`.
        moves: the labels that were merged.
    """

    base: Scheme
    scheme: Scheme
    moves: Moves = field(default=())

    @classmethod
    def of(cls, base: Scheme) -> Self:
        """A draft in which nothing was changed."""
        return cls(base, replace(base, version=base.version + 1))

    @property
    def changed(self) -> bool:
        """Whether it differs from what it started from."""
        return replace(self.scheme, version=self.base.version) != self.base

    def labels(self, place: Place) -> tuple[Label, ...]:
        """The labels of a place, retired ones among them."""
        if place[0] == "group":
            return self.scheme.all_labels(place[1])
        attribute = self.scheme.attribute(place[1])
        return attribute.labels if attribute else ()

    def label(self, place: Place, label_id: str) -> Label:
        """A label by its id.

        Raises:
            UserError: there is none.
        """
        found = next((one for one in self.labels(place) if one.id == label_id), None)
        if found is None:
            raise UserError(msg("scheme_edit.no_label", label=label_id))
        return found

    def is_new(self, place: Place, label_id: str) -> bool:
        """Whether no item can have the label yet, for this draft made it."""
        return label_id not in {one.id for one in Draft.of(self.base).labels(place)}

    # Steps

    def add(self, place: Place, label: Label, at: int | None = None) -> Draft:
        """Add a label at the end, or at a place of the order.

        Raises:
            UserError: its id, or its key, is taken or is none.
        """
        labels = list(self.labels(place))
        new = replace(label, since=self.scheme.version)
        labels.insert(len(labels) if at is None else at, new)
        return self._with(place, tuple(labels))

    def change(self, place: Place, label: Label, *, meaning: bool) -> Draft:
        """Put a label in the place of the one with its id.

        Args:
            place: where it stands.
            label: as it is to be.
            meaning: whether what it stands for changes: then its items are to be looked at again.

        Raises:
            UserError: there is no such label, or its key is taken.
        """
        before = self.label(place, label.id)
        since = self.scheme.version if meaning else before.since
        return self._put(place, replace(label, since=since))

    def set_meaning(self, place: Place, label_id: str, *, changed: bool) -> Draft:
        """Say whether a label means something else than in the version before.

        Raises:
            UserError: there is no such label.
        """
        before = {one.id: one for one in Draft.of(self.base).labels(place)}.get(label_id)
        since = self.scheme.version if changed or before is None else before.since
        return self._put(place, replace(self.label(place, label_id), since=since))

    def rename(self, place: Place, label_id: str, name: Texts, short: Texts = ()) -> Draft:
        """Give a label another name; its id, and so its items, stay.

        Raises:
            UserError: there is no such label.
        """
        return self._put(place, replace(self.label(place, label_id), name=name, short=short))

    def move(self, place: Place, label_id: str, by: int) -> Draft:
        """Move a label in the order of the codebook, by so many places."""
        labels = list(self.labels(place))
        label = self.label(place, label_id)
        at = labels.index(label)
        labels.remove(label)
        labels.insert(max(0, min(len(labels), at + by)), label)
        return self._with(place, tuple(labels))

    def retire(self, place: Place, label_id: str) -> Draft:
        """Offer a label no more; items that carry it keep it.

        Raises:
            UserError: there is no such label, or it is the last one that can be chosen.
        """
        return self._put(place, replace(self.label(place, label_id), retired=True))

    def bring_back(self, place: Place, label_id: str) -> Draft:
        """Offer a retired label again; what was merged stays merged.

        Raises:
            UserError: there is no such label, or its key was given to another.
        """
        label = replace(self.label(place, label_id), retired=False, merged_into="")
        moves = tuple(one for one in self.moves if one[:2] != (place, label_id))
        return replace(self._put(place, label), moves=moves)

    def merge(self, place: Place, label_id: str, into: str) -> Draft:
        """Retire a label and give its items another one.

        Raises:
            UserError: one of the labels is not there, both are the same, or the other is retired.
        """
        target = self.label(place, into)
        if into == label_id or target.retired:
            raise UserError(msg("scheme_edit.bad_merge", label=label_id, into=into))
        merged = replace(self.label(place, label_id), retired=True, merged_into=into)
        moves = [
            (there, old, into if (there, new) == (place, label_id) else new)
            for there, old, new in self.moves
        ]
        return replace(self._put(place, merged), moves=(*moves, (place, label_id, into)))

    def split(self, place: Place, label_id: str, parts: tuple[Label, ...]) -> Draft:
        """Put several labels in the place of one, which is retired.

        Its items keep it until somebody chooses one of the parts: they are to be looked at again.

        Raises:
            UserError: there is no such label, or an id or a key of the parts is taken.
        """
        if len(parts) < 2:
            raise UserError(msg("scheme_edit.few_parts"))
        label = self.label(place, label_id)
        at = self.labels(place).index(label)
        gone = replace(label, retired=True, since=self.scheme.version)
        draft = self._put(place, gone)
        for number, part in enumerate(parts, 1):
            draft = draft.add(place, part, at + number)
        return draft

    def forget(self, place: Place, label_id: str) -> Draft:
        """Take away a label that this draft made.

        Raises:
            UserError: it was there before, so that items may have it.
        """
        if not self.is_new(place, label_id):
            raise UserError(msg("scheme_edit.not_new", label=label_id))
        if any((there, new) == (place, label_id) for there, _old, new in self.moves):
            raise UserError(msg("scheme_edit.merged_here", label=label_id))
        rest = tuple(one for one in self.labels(place) if one.id != label_id)
        return self._with(place, rest)

    def add_attribute(self, attribute_id: str, of: ItemKind, name: Texts) -> Draft:
        """Ask a further question of every item of a kind.

        Raises:
            UserError: the id is taken or is none.
        """
        made = Attribute(attribute_id, of, name, ())
        return self._checked(
            replace(self.scheme, attributes=(*self.scheme.attributes, made)), self.moves
        )

    def rename_attribute(self, attribute_id: str, name: Texts) -> Draft:
        """Put the question in other words."""
        return self._attribute(attribute_id, lambda one: replace(one, name=name))

    def retire_attribute(self, attribute_id: str, *, retired: bool = True) -> Draft:
        """Ask a question no more, or again; answers that were given stay."""
        return self._attribute(attribute_id, lambda one: replace(one, retired=retired))

    def _attribute(self, attribute_id: str, change: Callable[[Attribute], Attribute]) -> Draft:
        if self.scheme.attribute(attribute_id) is None:
            raise UserError(msg("scheme_edit.no_label", label=attribute_id))
        found = tuple(
            change(one) if one.id == attribute_id else one for one in self.scheme.attributes
        )
        return self._checked(replace(self.scheme, attributes=found), self.moves)

    def _put(self, place: Place, label: Label) -> Draft:
        before = self.label(place, label.id)
        labels = tuple(label if one is before else one for one in self.labels(place))
        return self._with(place, labels)

    def _with(self, place: Place, labels: tuple[Label, ...]) -> Draft:
        if not any(not one.retired for one in labels) and place[0] == "group":
            raise UserError(msg("scheme_edit.none_left"))
        if place[0] == "group":
            groups = tuple(
                (group, labels if group == place[1] else there)
                for group, there in self.scheme.groups
            )
            return self._checked(replace(self.scheme, groups=groups), self.moves)
        attributes = tuple(
            replace(one, labels=labels) if one.id == place[1] else one
            for one in self.scheme.attributes
        )
        return self._checked(replace(self.scheme, attributes=attributes), self.moves)

    def _checked(self, scheme: Scheme, moves: Moves) -> Draft:
        """The draft with another scheme, if that could be read back from a file."""
        again = scheme_from_data(scheme_to_data(scheme), scheme.reference)
        return replace(self, scheme=again, moves=moves)


def keys_taken(labels: tuple[Label, ...], but: str = "") -> frozenset[str]:
    """The keys of the labels that can be chosen, except that of `but`."""
    return frozenset(one.key for one in labels if one.key and not one.retired and one.id != but)


def free_id(labels: tuple[Label, ...], name: str) -> str:
    """An id made of a name that no label has: letters, digits and underscores."""
    plain = "".join(sign if sign.isascii() and sign.isalnum() else "_" for sign in fold(name))
    wanted = "_".join(part for part in plain.split("_") if part) or "label"
    taken = {one.id for one in labels}
    tries = (wanted if number == 1 else f"{wanted}_{number}" for number in range(1, len(taken) + 2))
    return next(one for one in tries if one not in taken)
