"""How names on lists are folded for the index: the words and sounds that are compared."""

from __future__ import annotations

from dataclasses import dataclass

from annotator.model.name_index import FoldedName
from annotator.sanctions.name_words import VERSION, folded


@dataclass(frozen=True, slots=True)
class Folding:
    """The folding of `name_words` (`annotator.model.name_index.NameFolding`)."""

    version: str = VERSION

    def fold(self, name: str) -> FoldedName:
        """The folded forms of a name; empty where nothing of it can be searched for."""
        words, keys, _ = folded(name)
        return FoldedName(" ".join(words), " ".join(keys))


FOLDING = Folding()
