"""Scheme: the label set with stable ids, definitions, examples, keys and colours: the codebook."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, cast, get_args

from annotator.model.message import UserError, msg

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


def in_language(texts: Texts, language: str) -> str:
    """The text in `language`, else in English, else the first there is, else nothing."""
    found = dict(texts)
    return found.get(language) or found.get("en") or next(iter(found.values()), "")


@dataclass(frozen=True, slots=True)
class Label:
    """One value of one group, named and defined in every language of the scheme.

    Attributes:
        id: stable and language-neutral (`PER`, `demand`).
        key: the key that chooses it, one letter or empty.
        colour: a role of the theme ("blue"), never a colour value.
        pattern: line pattern of an entity label ("solid", "dashed", "dotted", "wave").
        examples, counter_examples: (language, example) pairs, several per language.
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

    def title(self, language: str) -> str:
        """The name in a language."""
        return in_language(self.name, language)

    def brief(self, language: str) -> str:
        """The short form for cards ("Affirme"), or the name."""
        return in_language(self.short, language) or self.title(language)


@dataclass(frozen=True, slots=True)
class Scheme:
    """A versioned label set. Items store label ids; annotations store `reference`."""

    id: str
    version: int
    name: Texts
    groups: tuple[tuple[Group, tuple[Label, ...]], ...]

    @property
    def reference(self) -> str:
        """`diplomacy@1`."""
        return f"{self.id}@{self.version}"

    def labels(self, group: Group) -> tuple[Label, ...]:
        """The labels of a group in the order of the codebook."""
        return next((labels for name, labels in self.groups if name == group), ())

    def label(self, group: Group, label_id: str | None) -> Label | None:
        """A label by its id."""
        return next((one for one in self.labels(group) if one.id == label_id), None)

    def knows(self, group: Group, label_id: str) -> bool:
        """Whether the group has a label with this id."""
        return self.label(group, label_id) is not None


def scheme_from_data(data: Mapping[str, object], source: str) -> Scheme:
    """Make a scheme of the values of a scheme file (the TOML as `tomllib` gives it).

    Args:
        data: the tables of the file.
        source: the file's name, for errors.

    Raises:
        UserError: a field is missing or of the wrong type, an id or a key is given twice.
    """
    groups = tuple((group, _labels(data.get(group, []), group, source)) for group in GROUPS)
    found_id, version = data.get("id"), data.get("version")
    if not isinstance(found_id, str) or not isinstance(version, int):
        raise UserError(msg("scheme.no_id", file=source))
    return Scheme(found_id, version, _texts(data.get("name"), "name", source), groups)


def _labels(tables: object, group: str, source: str) -> tuple[Label, ...]:
    if not isinstance(tables, list):
        raise UserError(msg("scheme.bad_field", file=source, field=group))
    labels = tuple(_label(table, f"{group}[{n}]", source) for n, table in enumerate(tables, 1))
    for attribute in ("id", "key"):
        seen: set[str] = set()
        for label in labels:
            value = cast(str, getattr(label, attribute))
            if value and value in seen:
                raise UserError(msg("scheme.double", file=source, field=group, value=value))
            seen.add(value)
    return labels


def _label(table: object, where: str, source: str) -> Label:
    if not isinstance(table, Mapping) or not isinstance(table.get("id"), str):
        raise UserError(msg("scheme.bad_field", file=source, field=where))

    def word(name: str, default: str) -> str:
        value = table.get(name, default)
        if not isinstance(value, str):
            raise UserError(msg("scheme.bad_field", file=source, field=f"{where}.{name}"))
        return value

    def texts(name: str) -> Texts:
        return _texts(table.get(name, {}), f"{where}.{name}", source)

    return Label(
        id=word("id", ""),
        name=texts("name"),
        key=word("key", ""),
        colour=word("colour", "grey"),
        pattern=word("pattern", "solid"),
        short=texts("short"),
        definition=texts("definition"),
        rule=texts("rule"),
        examples=texts("examples"),
        counter_examples=texts("counter_examples"),
    )


def _texts(value: object, where: str, source: str) -> Texts:
    if not isinstance(value, Mapping):
        raise UserError(msg("scheme.bad_field", file=source, field=where))
    out: list[tuple[str, str]] = []
    for language, text in value.items():
        several = text if isinstance(text, Sequence) and not isinstance(text, str) else [text]
        if not all(isinstance(one, str) for one in several):
            raise UserError(msg("scheme.bad_field", file=source, field=f"{where}.{language}"))
        out += [(str(language), one) for one in several]
    return tuple(out)
