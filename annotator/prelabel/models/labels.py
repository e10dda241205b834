"""What a model's labels are among ours: the shipped map, and the person's own over it."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import cast, get_args

from annotator.prelabel.evidence import Label
from annotator.prelabel.models.own import IGNORED, OwnModels, bare_label

LABELS: tuple[Label, ...] = get_args(Label)


@dataclass(frozen=True, slots=True)
class LabelMap:
    """Tells a model's labels.

    Attributes:
        ours: our label by a model's.
        dropped: labels whose names are left out.
    """

    ours: Mapping[str, Label]
    dropped: frozenset[str]

    def label(self, given: str) -> Label | None:
        """Our label for a model's; None if its names are dropped, or nobody knows it."""
        return self.ours.get(bare_label(given))

    def knows(self, given: str) -> bool:
        """Whether it is said somewhere what becomes of a label."""
        bare = bare_label(given)
        return bare in self.ours or bare in self.dropped

    def unknown(self, given: Iterable[str]) -> tuple[str, ...]:
        """The labels that nobody knows, sorted, each once."""
        return tuple(sorted({bare_label(one) for one in given if not self.knows(one)}))


def label_map(own: OwnModels) -> LabelMap:
    """The shipped map with a person's own choices over it."""
    ours, dropped = _shipped()
    chosen = {given: label for given, label in own.labels.items() if label in (*LABELS, IGNORED)}
    kept = {given: label for given, label in ours.items() if given not in chosen}
    named = {given: cast(Label, one) for given, one in chosen.items() if one != IGNORED}
    left_out = {given for given, label in chosen.items() if label == IGNORED}
    return LabelMap({**kept, **named}, (dropped - set(named)) | left_out)


@cache
def _shipped() -> tuple[dict[str, Label], frozenset[str]]:
    source = (files("resources") / "models" / "labels.toml").read_text("utf-8")
    data = tomllib.loads(source)
    ours = {given: label for label in LABELS for given in data[label]}
    return ours, frozenset(data["dropped"])
