"""Scheme: the label set with stable ids, definitions, examples, keys and colours: the codebook."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

Texts = tuple[tuple[str, str], ...]
Group = Literal[
    "entity_labels",
    "quote_kinds",
    "claim_types",
    "known_by",
    "certainties",
    "reference_kinds",
    "reference_statuses",
    "nil_reasons",
    "measures",
]
GROUPS: tuple[Group, ...] = get_args(Group)
OPEN_GROUPS: tuple[Group, ...] = (
    "claim_types",
    "entity_labels",
    "reference_kinds",
    "reference_statuses",
    "nil_reasons",
    "measures",
)
"""Groups whose labels a project may change: what the program itself rests on stays."""
ItemKind = Literal["mention", "quote", "reference"]
ITEM_KINDS: tuple[ItemKind, ...] = get_args(ItemKind)


def in_language(texts: Texts, language: str) -> str:
    """The text in `language`, else in English, else the first there is, else nothing."""
    found = dict(texts)
    return found.get(language) or found.get("en") or next(iter(found.values()), "")


def examples_in(texts: Texts, language: str) -> tuple[str, ...]:
    """The examples in a language; all there are, if there are none in it."""
    own = tuple(words for code, words in texts if code == language)
    return own or tuple(words for _code, words in texts)


@dataclass(frozen=True, slots=True)
class Label:
    """One value of one group, named and defined in every language of the scheme.

    Attributes:
        id: stable and language-neutral (`PER`, `demand`).
        key: the key that chooses it, one letter or empty.
        colour: a role of the theme ("blue"), never a colour value.
        pattern: line pattern of an entity label ("solid", "dashed", "dotted", "wave").
        examples, counter_examples: (language, example) pairs, several per language.
        retired: not offered any more; items that carry it stay sound.
        merged_into: id of the label that took its place, if it was merged.
        since: version of the scheme in which it got the meaning that it has; items labelled
            under an older one are to be looked at again.
        takes: labels of other schemes that it stands for, as `diplomacy:assert`; what the machine
            proposes in those words becomes this.
    """

    id: str
    name: Texts
    key: str = ""
    colour: str = "grey"
    pattern: str = "solid"
    short: Texts = ()
    definition: Texts = ()
    rule: Texts = ()
    examples: Texts = ()
    counter_examples: Texts = ()
    retired: bool = False
    merged_into: str = ""
    since: int = 1
    takes: tuple[str, ...] = ()

    def title(self, language: str) -> str:
        """The name in a language."""
        return in_language(self.name, language)

    def brief(self, language: str) -> str:
        """The short form for cards ("Affirme"), or the name."""
        return in_language(self.short, language) or self.title(language)


@dataclass(frozen=True, slots=True)
class Attribute:
    """A further question that a scheme asks of every item of one kind, with its answers.

    Attributes:
        of: the kind of item that it is asked of.
        labels: the answers; an item has one of them or none.
    """

    id: str
    of: ItemKind
    name: Texts
    labels: tuple[Label, ...]
    retired: bool = False

    def label(self, label_id: str | None) -> Label | None:
        """An answer by its id."""
        return next((one for one in self.labels if one.id == label_id), None)


@dataclass(frozen=True, slots=True)
class Scheme:
    """A versioned label set. Items store label ids; annotations store `reference`."""

    id: str
    version: int
    name: Texts
    groups: tuple[tuple[Group, tuple[Label, ...]], ...]
    attributes: tuple[Attribute, ...] = ()

    @property
    def reference(self) -> str:
        """`diplomacy@1`."""
        return f"{self.id}@{self.version}"

    def labels(self, group: Group) -> tuple[Label, ...]:
        """The labels that can be chosen, in the order of the codebook; retired ones are not."""
        return tuple(one for one in self.all_labels(group) if not one.retired)

    def all_labels(self, group: Group) -> tuple[Label, ...]:
        """The labels of a group in the order of the codebook, retired ones among them."""
        return next((labels for name, labels in self.groups if name == group), ())

    def label(self, group: Group, label_id: str | None) -> Label | None:
        """A label by its id, be it retired."""
        return next((one for one in self.all_labels(group) if one.id == label_id), None)

    def knows(self, group: Group, label_id: str) -> bool:
        """Whether the group has a label with this id."""
        return self.label(group, label_id) is not None

    def asked_of(self, kind: ItemKind) -> tuple[Attribute, ...]:
        """The further attributes of a kind of item, retired ones left out."""
        return tuple(one for one in self.attributes if one.of == kind and not one.retired)

    def attribute(self, attribute_id: str) -> Attribute | None:
        """A further attribute by its id, be it retired."""
        return next((one for one in self.attributes if one.id == attribute_id), None)


def version_of(reference: str) -> tuple[str, int]:
    """Name and version of a reference: `diplomacy@1`; version 0 where it says none."""
    name, _, version = reference.partition("@")
    return name, int(version) if version.isdigit() else 0
