"""What the rules and the models say of the names of a text, settled: the better source wins.

Candidates that overlap are a cluster. Of what a cluster offers, each reading (place and label) is
weighed by the precision of the sources that give it (`models/precision.py`); those that agree make
it likelier. Names that the word lists hold, acts with a number and sanctions stay as the rules have
them. Without models nothing is changed.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import prod

from annotator.model.items import ActorKind
from annotator.model.message import Message, msg
from annotator.prelabel.draft import Draft, Entity, Place
from annotator.prelabel.entities import gender_of
from annotator.prelabel.lexicon import Lexicons
from annotator.prelabel.model_names import Candidate, candidates
from annotator.prelabel.models.own import load_own
from annotator.prelabel.models.precision import SURE, Precision, precision
from annotator.prelabel.name_words import NameWords, name_words
from annotator.prelabel.sanctions_mentions import find_references

_FIXED = ("entity.listed", "entity.act")
"""Reasons of the rules that no model outweighs, if the rules are sure."""
_OF_SANCTIONS = ("instrument", "body", "list")
"""Kinds of sanctions references whose words no model takes for another name."""
_DOUBT = 0.1
"""What a name of the rules loses of its score where a model reads otherwise."""
_KINDS: dict[str, ActorKind | None] = {"PER": "person", "ORG": "organisation"}


@dataclass(frozen=True)
class ModelEntitiesComponent:
    """Weighs `draft.entities` against what models found, if any is at work."""

    name: str = "model_entities"
    version: int = 1
    needs: tuple[str, ...] = ("text", "words", "entities")
    gives: tuple[str, ...] = ("entities",)

    def run(self, draft: Draft, lexicons: Lexicons) -> None:
        """Settle the names; never raises for any text."""
        if not draft.evidence.entities:
            return
        lists = name_words(lexicons.language)
        found = candidates(draft.text, draft.words, draft.evidence.entities, lists)
        draft.entities = merged_names(draft, found, precision(load_own()), lexicons)


def merged_names(
    draft: Draft, found: Sequence[Candidate], shares: Precision, lexicons: Lexicons
) -> list[Entity]:
    """The names of the rules and of models, settled, in text order and none overlapping another.

    Args:
        draft: with the rules' names.
        found: by models.
        shares: how far each source is believed.
        lexicons: the word lists of the language.
    """
    references = find_references(draft.text, draft.words, lexicons)
    protected = tuple(
        (one.item.span.start, one.item.span.end)
        for one in references
        if one.item.span is not None and one.item.kind in _OF_SANCTIONS
    )
    known = {(draft.text[one.start : one.end], one.label): one for one in reversed(draft.entities)}
    merger = _Merger(draft, shares, name_words(lexicons.language), known, protected)
    return merger.merged(draft.entities, found)


@dataclass(frozen=True, slots=True)
class _Reading:
    """One way to read a place.

    Attributes:
        rule: the rules' name, if they give this reading.
        models: those that give it, sorted.
        weight: how likely it is to be right.
    """

    start: int
    end: int
    label: str
    rule: Entity | None
    models: tuple[str, ...]
    weight: float


@dataclass(frozen=True)
class _Merger:
    """Settles the names of one text.

    Attributes:
        shares: how far each source is believed.
        known: the rules' names by their words and label, the first in the text.
        protected: where sanctions stand.
    """

    draft: Draft
    shares: Precision
    lists: NameWords
    known: Mapping[tuple[str, str], Entity]
    protected: tuple[Place, ...]

    def merged(self, rules: Sequence[Entity], found: Sequence[Candidate]) -> list[Entity]:
        """The names of both, in text order, none overlapping another."""
        wanted = [one for one in found if not self._of_sanctions(one)]
        out: list[Entity] = []
        for own, theirs in _clusters(rules, wanted):
            out += self._settled(own, theirs) if theirs else own
        return out

    def _of_sanctions(self, one: Candidate) -> bool:
        return any(one.start < end and start < one.end for start, end in self.protected)

    def _settled(self, own: list[Entity], theirs: list[Candidate]) -> list[Entity]:
        readings = self._readings(own, theirs)
        ranked = sorted(readings, key=lambda one: (-_fixed(one), -one.weight, one.start))
        taken: list[_Reading] = []
        for reading in ranked:
            free = all(reading.end <= one.start or one.end <= reading.start for one in taken)
            if free and (reading.rule or reading.weight >= self.shares.least):
                taken.append(reading)
        taken.sort(key=lambda one: one.start)
        return [self._entity(one, readings) for one in taken]

    def _readings(self, own: list[Entity], theirs: list[Candidate]) -> list[_Reading]:
        keys = {(one.start, one.end, one.label): one for one in own}
        places = dict.fromkeys((*keys, *((one.start, one.end, one.label) for one in theirs)))
        return [self._reading(place, keys.get(place), theirs) for place in places]

    def _reading(
        self, place: tuple[int, int, str], rule: Entity | None, theirs: list[Candidate]
    ) -> _Reading:
        start, end, label = place
        models = sorted({one.model for one in theirs if (one.start, one.end, one.label) == place})
        said = sorted((self._share(model, label, rule) for model in models), reverse=True)
        weights = [one * (self.shares.further if rank else 1) for rank, one in enumerate(said)]
        if rule is not None:
            weights.append(self.shares.of_rules(self.draft.language, label, rule.score))
        wrong = prod(1 - weight for weight in weights)
        return _Reading(start, end, label, rule, tuple(models), 1 - wrong)

    def _share(self, model: str, label: str, rule: Entity | None) -> float:
        """How far a model is believed: less where the rules do not read the same."""
        if rule is None:
            return self.shares.alone(model, label, self.draft.language)
        return self.shares.of_model(model, label)

    def _entity(self, one: _Reading, readings: list[_Reading]) -> Entity:
        rivals = [
            other
            for other in readings
            if other is not one and other.start < one.end and one.start < other.end
        ]
        if one.rule is not None:
            return self._of_rules(one, one.rule, rivals)
        return self._of_models(one, rivals)

    def _of_rules(self, one: _Reading, rule: Entity, rivals: list[_Reading]) -> Entity:
        """The rules' name: surer where a model agrees; a model that reads otherwise is named."""
        score = max(rule.score, one.weight) if one.models else rule.score
        against = [rival for rival in rivals if rival.models]
        if not against:
            return replace(rule, score=score)
        reason = msg(
            "entity.models_differ",
            name=rule.full_name,
            models=", ".join(against[0].models),
            other=self._words(against[0]),
            label=against[0].label,
        )
        return replace(rule, score=max(0.0, score - _DOUBT), reason=reason)

    def _of_models(self, one: _Reading, rivals: list[_Reading]) -> Entity:
        """A name that the rules do not have, or read otherwise."""
        rules = [rival for rival in rivals if rival.rule is not None]
        text = self._words(one)
        same = self.known.get((text, one.label))
        person = one.label == "PER" and same is None
        return Entity(
            start=one.start,
            end=one.end,
            label=one.label,
            full_name=same.full_name if same else text,
            gender=gender_of(self.draft.words, self._first(one), self.lists) if person else "?",
            kind=same.kind if same else _KINDS.get(one.label),
            score=one.weight,
            reason=self._reason(one, rules),
            model=one.models[0],
        )

    def _reason(self, one: _Reading, rules: list[_Reading]) -> Message:
        models = ", ".join(one.models)
        if not rules:
            return msg("entity.model_alone", models=models)
        rival = rules[0]
        words = self._words(rival)
        return msg("entity.model_outweighs", models=models, other=words, label=rival.label)

    def _words(self, one: _Reading) -> str:
        return self.draft.text[one.start : one.end]

    def _first(self, one: _Reading) -> int:
        """The index of the word that a reading begins with."""
        return bisect_left(self.draft.words, one.start, key=lambda word: word.start)


def _fixed(one: _Reading) -> bool:
    rule = one.rule
    return rule is not None and rule.score >= SURE and rule.reason.id in _FIXED


def _clusters(
    rules: Sequence[Entity], found: Sequence[Candidate]
) -> Iterator[tuple[list[Entity], list[Candidate]]]:
    """Names that overlap, one by another, together; in text order."""
    own: list[Entity] = []
    theirs: list[Candidate] = []
    reach = -1
    every: list[Entity | Candidate] = [*rules, *found]
    every.sort(key=lambda one: (one.start, one.end))
    for one in every:
        if one.start >= reach and (own or theirs):
            yield own, theirs
            own, theirs = [], []
        reach = max(reach, one.end)
        if isinstance(one, Entity):
            own.append(one)
        else:
            theirs.append(one)
    if own or theirs:
        yield own, theirs
