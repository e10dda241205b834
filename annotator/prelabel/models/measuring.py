"""Measuring a model against gold: how often it is right by label, and if it helps the rules."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import add

from annotator.model.ids import ArticleId
from annotator.prelabel.draft import Draft, Entity
from annotator.prelabel.lexicon import lexicons
from annotator.prelabel.merging import merged_names
from annotator.prelabel.model_names import Candidate, candidates
from annotator.prelabel.models.labels import LABELS, label_map
from annotator.prelabel.models.loading import LoadedModel
from annotator.prelabel.models.own import Counts, Measured, OwnModels
from annotator.prelabel.models.precision import Precision
from annotator.prelabel.models.running import names_of
from annotator.prelabel.name_words import name_words
from annotator.prelabel.pipeline import draft_of, known_language
from annotator.quality.scores import Rate

Name = tuple[int, int, str]
"""Start, end and label of a name, in code points."""


@dataclass(frozen=True, slots=True)
class GoldNames:
    """A text with the names that are right in it."""

    text: str
    language: str
    names: frozenset[Name]


@dataclass(frozen=True, slots=True)
class Measurement:
    """What gold said of a model.

    Attributes:
        model: its name and version.
        measured: its figures, for the table of precisions.
        rules: names of the rules alone, on these texts.
        merged: names of both. The weights for one half of the texts were measured on the other,
            so that the gain is none of having seen the answers.
    """

    model: str
    measured: Measured
    rules: Rate
    merged: Rate


@dataclass(frozen=True, slots=True)
class _Read:
    """One text as rules and model read it."""

    gold: frozenset[Name]
    draft: Draft
    found: tuple[Candidate, ...]

    @property
    def by_rules(self) -> frozenset[Name]:
        return _names(self.draft.entities)


def measure(model: LoadedModel, texts: Sequence[GoldNames], own: OwnModels) -> Measurement:
    """Compare a model's names with gold.

    Args:
        model: loaded.
        texts: in its language.
        own: what its labels mean to the person.

    Raises:
        ModelRefused: it fails on a text.
    """
    read = [_read(model, one, own) for one in texts]
    halves = read[::2], read[1::2]
    rates = []
    for mine, other in (halves, halves[::-1]):
        shares = Precision({**own.measured, model.id: counted(other)})
        rates += [_rate(_names(_merged(one, shares)), one.gold) for one in mine]
    return Measurement(
        model=model.id,
        measured=counted(read),
        rules=reduce(add, (_rate(one.by_rules, one.gold) for one in read), Rate()),
        merged=reduce(add, rates, Rate()),
    )


def counted(read: Sequence[_Read]) -> Measured:
    """The figures of a model over some texts: of all its names, and of those only it gives."""
    every = [(one, _names(one.found)) for one in read]
    alone = [(one, names - one.by_rules) for one, names in every]
    return Measured(_counts(every), _counts(alone), len(read))


def _counts(found: Iterable[tuple[_Read, frozenset[Name]]]) -> dict[str, Counts]:
    pairs = list(found)
    out: dict[str, Counts] = {}
    for label in LABELS:
        given = [(one, {name for name in names if name[2] == label}) for one, names in pairs]
        right = sum(len(names & one.gold) for one, names in given)
        out[label] = Counts(right, sum(len(names) for _, names in given))
    return {label: counts for label, counts in out.items() if counts.given}


def _read(model: LoadedModel, text: GoldNames, own: OwnModels) -> _Read:
    language = known_language(text.language)
    draft = draft_of(text.text, language, ArticleId(""))
    said = names_of(model, text.text, label_map(own))
    found = candidates(text.text, draft.words, said, name_words(language))
    return _Read(text.names, draft, tuple(found))


def _merged(one: _Read, shares: Precision) -> list[Entity]:
    return merged_names(one.draft, one.found, shares, lexicons(one.draft.language))


def _names(found: Iterable[Entity | Candidate]) -> frozenset[Name]:
    return frozenset((one.start, one.end, one.label) for one in found)


def _rate(found: frozenset[Name], gold: frozenset[Name]) -> Rate:
    return Rate(len(found & gold), len(found), len(gold))
