"""Evidence: what trained models say of a text, for the rules to weigh. Rules work without any.

A model is run elsewhere (`annotator/prelabel/models`); here is only what it said, on characters.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Label = Literal["PER", "ORG", "LOC", "MISC"]


@dataclass(frozen=True, slots=True)
class ModelEntity:
    """A name that a model found.

    Attributes:
        start: code point of the text, as is `end` (exclusive).
        label: one of ours, by the label maps.
        model: name and version of the model: `fr_core_news_md@3.8.0`.
    """

    start: int
    end: int
    label: Label
    model: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """What models say of one text; empty where none is at work."""

    entities: tuple[ModelEntity, ...] = ()


@dataclass(frozen=True, slots=True)
class ModelChoice:
    """Which models a person wants to be asked, by language of the articles.

    Attributes:
        packages: (language, name of an installed package).
        folders: (language, path of a model's folder that the person agreed to open).
    """

    packages: tuple[tuple[str, str], ...] = ()
    folders: tuple[tuple[str, str], ...] = ()

    @property
    def empty(self) -> bool:
        """Whether rules work alone."""
        return not (self.packages or self.folders)

    def of(self, language: str) -> ModelChoice:
        """The same for the articles of one language alone."""
        return ModelChoice(
            tuple(one for one in self.packages if one[0] == language),
            tuple(one for one in self.folders if one[0] == language),
        )


NO_EVIDENCE = Evidence()
NO_MODELS = ModelChoice()
