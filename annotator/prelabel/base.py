"""Component: what every part of the pre-highlighting pass looks like."""

from __future__ import annotations

from typing import Protocol

from annotator.prelabel.draft import Draft
from annotator.prelabel.lexicon import Lexicons


class Component(Protocol):
    """One step. It reads the fields of the draft that it needs and fills those that it gives."""

    @property
    def name(self) -> str:
        """What it is called in the source of a suggestion: `quotes`."""
        ...

    @property
    def version(self) -> int:
        """Raised when the step would propose something else for the same text."""
        ...

    @property
    def needs(self) -> tuple[str, ...]:
        """Names of the draft's fields that must be filled before."""
        ...

    @property
    def gives(self) -> tuple[str, ...]:
        """Names of the draft's fields that it fills."""
        ...

    def run(self, draft: Draft, lexicons: Lexicons) -> None:
        """Fill in what this step gives; never raises for any text."""
        ...
