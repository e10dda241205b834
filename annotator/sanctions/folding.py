"""How names on lists are folded for the index: the words and sounds that are compared."""

from __future__ import annotations

from dataclasses import dataclass

from annotator.model.name_index import FoldedName
from annotator.sanctions.name_words import VERSION, split


@dataclass(frozen=True, slots=True)
class Folding:
    """The folding of `name_words` (`annotator.model.name_index.NameFolding`)."""

    version: str = VERSION

    def fold(self, name: str) -> FoldedName:
        """The folded forms of a name; empty where nothing of it can be searched for."""
        words = split(name)
        return FoldedName(" ".join(words.words), " ".join(words.keys))


FOLDING = Folding()
