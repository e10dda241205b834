"""What a model folder from elsewhere may hold: the list of `resources/models/allowed.toml`."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True)
class Allowed:
    """The limits and names.

    Attributes:
        limits: `bytes`, `files`, `config_bytes`, `pattern`.
        files: names by place: `top`, `vocab`, `component`; and `ignored`, left by the system.
        patterns: SHA-256 of longer patterns that are spaCy's own.
        factories: components that config.cfg may make.
        libraries: the library of each component with a transformer.
        functions: pattern of the names that may be called, by registry.
    """

    limits: Mapping[str, int]
    files: Mapping[str, tuple[str, ...]]
    patterns: frozenset[str]
    factories: frozenset[str]
    libraries: Mapping[str, str]
    functions: Mapping[str, re.Pattern[str]]

    def function(self, registry: str, name: object) -> bool:
        """Whether config.cfg may call a registered function."""
        pattern = self.functions.get(registry)
        return isinstance(name, str) and pattern is not None and bool(pattern.fullmatch(name))


@cache
def allowed() -> Allowed:
    """The list that ships."""
    source = (files("resources") / "models" / "allowed.toml").read_text("utf-8")
    data = tomllib.loads(source)
    return Allowed(
        limits=data["limits"],
        files={place: tuple(names) for place, names in data["files"].items()},
        patterns=frozenset(data["patterns"]["known"]),
        factories=frozenset(data["components"]["factories"]),
        libraries=data["components"]["libraries"],
        functions={
            registry: re.compile(pattern, re.VERBOSE)
            for registry, pattern in data["functions"].items()
        },
    )
