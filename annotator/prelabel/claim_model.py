"""The claim model of a language: what each class gains by each feature, in a file one can read.

The file is written by `make claims`; docs/models.md says from what, and what it is worth.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_NEARLY, _STRONG = 0.9, 1 / 3
"""A class is nearly as likely as the likeliest from such a share of its likelihood on, and strongly
supported from such a likelihood on."""


@dataclass(frozen=True, eq=False)
class ClaimModel:
    """A linear model: the likelihood of a class grows with the sum of the weights of what is there.

    Attributes:
        classes: the claim types in the codebook's order.
        start: what each class has without any feature.
        weights: by feature, one a class; what is not there weighs nothing.
    """

    classes: tuple[str, ...]
    start: tuple[float, ...]
    weights: Mapping[str, tuple[float, ...]]

    def ranked(self, features: Iterable[str]) -> list[tuple[str, float]]:
        """The classes with their likelihoods, which sum to 1, best first.

        Among strongly supported classes that are nearly as likely as the likeliest, the
        codebook's order decides; the one that it puts in front is given the highest likelihood,
        so that they still fall.
        """
        known = self.weights
        rows = [self.start, *(known[one] for one in features if one in known)]
        shares = [math.exp(total) for total in map(sum, zip(*rows, strict=True))]
        whole = sum(shares)
        likely = [share / whole for share in shares]
        most = max(likely)
        least = min(most, max(_STRONG, _NEARLY * most))
        first = next(n for n, one in enumerate(likely) if one >= least)
        rest = (n for n in range(len(likely)) if n != first)
        order = sorted(rest, key=lambda n: -likely[n])
        classes = self.classes
        return [(classes[first], most), *((classes[n], likely[n]) for n in order)]


@cache
def claim_model(language: str) -> ClaimModel | None:
    """The model that ships for a language; None where the rules alone decide."""
    found = files("resources") / "models" / "claims" / f"{language}.toml"
    if not found.is_file():
        return None
    data = tomllib.loads(found.read_text("utf-8"))
    weights = {name: tuple(row) for name, row in data["weights"].items()}
    return ClaimModel(tuple(data["classes"]), tuple(data["start"]), weights)
