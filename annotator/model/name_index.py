"""What joins the ranking of names with the index that finds candidates for it.

`annotator.sanctions` knows how names sound and ranks them, `annotator.store` keeps the index;
neither imports the other, a service hands one to the other.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from annotator.model.listed import NameKind


class FoldedName(NamedTuple):
    """A name as it is indexed: words in Latin letters, and how they sound, parted by spaces."""

    norm: str
    key: str


class NameFolding(Protocol):
    """How names are folded; the index is made anew where `version` is not the one it has."""

    @property
    def version(self) -> str:
        """Changes with every change of what the folding gives."""
        ...

    def fold(self, name: str) -> FoldedName:
        """The folded forms of a name; empty where nothing of it can be searched for."""
        ...


@dataclass(frozen=True, slots=True)
class IndexedName:
    """A name in the index.

    Attributes:
        number: of the name, stable within one `generation` of the index.
        entry: id of the entry that has it.
        place: 0 for the primary name.
    """

    number: int
    entry: str
    text: str
    kind: NameKind
    place: int
    norm: str
    key: str


class NameIndex(Protocol):
    """Finds names that share words with a query."""

    def generation(self) -> int:
        """Grows with every change of what is indexed."""
        ...

    def candidates(
        self, words: Sequence[str], keys: Sequence[str], limit: int
    ) -> list[IndexedName]:
        """Names with words that begin like one of `words` or sound like one of `keys`.

        Args:
            words: folded words; they are matched as beginnings of words.
            keys: their sounds; they are matched whole.
            limit: most names; those with rarer words come first.
        """
        ...

    def vocabulary(self) -> dict[str, int]:
        """Every key in the index, with how many names have it.

        For a scan where no word of a query is spelled as in the index.
        """
        ...
