"""How far each source of names is believed: shares of right ones, shipped and measured."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from annotator.prelabel.models.own import Measured, OwnModels

SURE = 0.7
"""From this score on the rules are sure of a name (`[rules.*.sure]` of precision.toml)."""


@dataclass(frozen=True)
class Precision:
    """The table that the merging weighs by.

    Attributes:
        measured: by model, what the person measured; outweighs what ships.
    """

    measured: Mapping[str, Measured]

    def of_rules(self, language: str, label: str, score: float) -> float:
        """The share of right ones among the rules' names of a label.

        Args:
            language: of the article.
            label: one of ours.
            score: how sure the rules are of the name.
        """
        tables = _shipped()["rules"]
        table = tables.get(language, tables["fr"])["sure" if score >= SURE else "unsure"]
        return float(table[label])

    def of_model(self, model: str, label: str) -> float:
        """The share of right ones among all names of a label that a model gives."""
        own = self.measured.get(model)
        if own is not None and label in own.all:
            return own.all[label].share
        return float(_family(model)[label])

    def alone(self, model: str, label: str, language: str) -> float:
        """The share of right ones among those that only this model gives.

        Where nobody measured it, it follows from its precision and from how much the rules leave
        (`[rules.*.recall]` of precision.toml).
        """
        own = self.measured.get(model)
        if own is not None and label in own.alone:
            return own.alone[label].share
        share = self.of_model(model, label)
        tables = _shipped()["rules"]
        left = share * (1 - float(tables.get(language, tables["fr"])["recall"][label]))
        return left / (left + 1 - share)

    @property
    def least(self) -> float:
        """Below this share a name that only a model found is not proposed."""
        return float(_shipped()["alone"]["least"])

    @property
    def further(self) -> float:
        """How much of its weight a further model counts that agrees with another."""
        return float(_shipped()["alone"]["further"])


def precision(own: OwnModels) -> Precision:
    """The shipped table with a person's measurements over it."""
    return Precision(own.measured)


def _family(model: str) -> Mapping[str, Any]:
    """What ships about a model, by its name without version."""
    name = model.split("@")[0]
    table: Mapping[str, Any] = _shipped()["families"].get(name, _shipped()["unknown"])
    return table


@cache
def _shipped() -> dict[str, Any]:
    source = (files("resources") / "models" / "precision.toml").read_text("utf-8")
    return tomllib.loads(source)
