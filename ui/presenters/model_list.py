"""What the dialog on models shows and what is ticked in it, decided without Qt."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from annotator.messages import Translator
from annotator.services.model_words import figures, size_words, state_words
from annotator.services.models import IGNORED, MEANINGS, ModelRow, bare_label

Deed = Literal["save", "open", "review", "confirm", "unconfirm", "measure", "forget", "remove"]


@dataclass(frozen=True, slots=True)
class ModelList:
    """The models, and what a person has ticked and said so far.

    Attributes:
        rows: by language, packages before folders.
        chosen: names of the rows that are ticked.
        meanings: ours by a model's label, as the person said it; "" where that was taken back.
    """

    rows: tuple[ModelRow, ...]
    chosen: frozenset[str] = frozenset()
    meanings: Mapping[str, str] = field(default_factory=dict)

    def toggled(self, row: ModelRow) -> ModelList:
        """The same with a row ticked, or not any more; what cannot be used is not ticked."""
        if row.name in self.chosen:
            return replace(self, chosen=self.chosen - {row.name})
        return replace(self, chosen=self.chosen | {row.name}) if row.state == "ready" else self

    def meaning(self, label: str, ours: str) -> ModelList:
        """The same with what a label means; "" takes back what was said of it."""
        return replace(self, meanings={**self.meanings, label: ours})

    @property
    def ticked(self) -> tuple[ModelRow, ...]:
        """The rows that are chosen."""
        return tuple(row for row in self.rows if row.name in self.chosen)

    @property
    def labels(self) -> dict[str, tuple[str, ...]]:
        """Labels that somebody has to explain, or has explained, with the models that give them."""
        found: dict[str, tuple[str, ...]] = {}
        for row in self.rows:
            given = (bare_label(one) for one in row.labels)
            asked = dict.fromkeys((*row.unknown, *(one for one in given if one in self.meanings)))
            for label in asked:
                found[label] = (*found.get(label, ()), row.title)
        return dict(sorted(found.items()))


@dataclass(frozen=True, slots=True)
class ModelWish:
    """How the dialog was left.

    Attributes:
        deed: what is to be done; after all but `save` the dialog comes back.
        shown: the list as it was left.
        row: which model the deed is on.
    """

    deed: Deed
    shown: ModelList
    row: ModelRow | None = None


def ordered(rows: tuple[ModelRow, ...]) -> tuple[ModelRow, ...]:
    """French before English, packages before folders, by name."""
    return tuple(
        sorted(rows, key=lambda row: (row.language != "fr", row.language, row.folder, row.name))
    )


def deeds_on(row: ModelRow | None) -> frozenset[Deed]:
    """What can be done with a model."""
    if row is None:
        return frozenset()
    found: set[Deed] = set()
    if row.state == "ready":
        found.add("measure")
    if row.state == "doubt":
        found.add("confirm")
    if row.state == "consent":
        found.add("review")
    if row.confirmed:
        found.add("unconfirm")
    if row.measured is not None:
        found.add("forget")
    if row.folder:
        found.add("remove")
    return frozenset(found)


def state_here(row: ModelRow, say: Translator) -> str:
    """What stands in the way of a model, said in the window where the person can see to it."""
    if row.state != "consent" or row.why is None:
        return state_words(row, say)
    changed = row.why.id == "models.folder.other_files"
    return say("models.here.other_files" if changed else "models.here.no_consent")


def details(row: ModelRow | None, say: Translator) -> tuple[str, ...]:
    """Everything about a model, a line for each thing."""
    if row is None:
        return (say("models.details.none"),)
    lines = [state_here(row, say)]
    if row.folder:
        lines.append(say("models.details.folder", folder=row.name))
    if row.labels:
        lines.append(say("models.details.labels", labels=", ".join(row.labels)))
    if row.components:
        lines.append(say("models.details.components", components=", ".join(row.components)))
    if row.spacy_version:
        facts = (f"spaCy {row.spacy_version}", row.licence, size_words(row, say))
        lines.append(" · ".join(part for part in facts if part))
    if row.measured is not None:
        said = figures(row.measured) or "–"
        lines.append(say("models.details.measured", n=row.measured.texts, figures=said))
    return tuple(lines)


def short_state(row: ModelRow, say: Translator) -> str:
    """In a word or two, for the table."""
    if row.state == "ready" and row.unknown:
        return say("models.state.unknown", n=len(row.unknown))
    return say(f"models.state.{row.state}")


def meanings(say: Translator) -> tuple[tuple[str, str], ...]:
    """What a label can mean, with words."""
    return tuple(
        (one, say("models.meaning.ignored") if one == IGNORED else say(f"models.meaning.{one}"))
        for one in MEANINGS
    )
