"""Actors that may be the same: names that are alike, to be looked at, never merged unasked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from rapidfuzz import fuzz

from annotator.model.actors import names_of
from annotator.model.ids import ActorId
from annotator.model.items import Actor
from annotator.services.projects import Project
from annotator.services.register import Register

ALIKE = 88.0
"""Least likeness of two names, 0 to 100, that is offered."""
COMMON = 40
"""A word that more actors bear than these tells nobody from another."""
DISTINCT = "register_distinct"
"""The project's setting that keeps which pairs are known to be different."""


@dataclass(frozen=True, slots=True)
class Twins:
    """Two actors that may be the same.

    Attributes:
        score: how alike their names are, 0 to 1.
    """

    one: ActorId
    other: ActorId
    score: float


def likely_twins(known: Register, distinct: Collection[frozenset[str]] = ()) -> tuple[Twins, ...]:
    """The pairs whose names are alike and kinds are the same, the likeliest first.

    Only actors who share a word, or the first four letters of one, are compared.
    """
    people = {row.actor.id: row.actor for row in known.rows if row.actor is not None}
    names = {one.id: names_of(one) for one in people.values()}
    found: dict[frozenset[str], Twins] = {}
    for one, other in _candidates(people.values()):
        pair = frozenset((one, other))
        if pair in found or pair in distinct or people[one].kind != people[other].kind:
            continue
        person = people[one].kind == "person"
        score = max(_alike(a, b, person) for a in names[one] for b in names[other])
        if score >= ALIKE:
            first, second = sorted((one, other))
            found[pair] = Twins(first, second, score / 100)
    return tuple(sorted(found.values(), key=lambda twins: (-twins.score, twins.one, twins.other)))


def _candidates(people: Iterable[Actor]) -> Iterator[tuple[ActorId, ActorId]]:
    blocks: dict[str, set[ActorId]] = defaultdict(set)
    for actor in people:
        for name in names_of(actor):
            for word in name.replace("-", " ").replace("'", " ").split():
                if len(word) > 2:
                    blocks[word].add(actor.id)
                if len(word) > 4:
                    blocks[f"{word[:4]}…"].add(actor.id)
    for block in blocks.values():
        if len(block) <= COMMON:
            yield from combinations(sorted(block), 2)


def _alike(one: str, other: str, person: bool) -> float:
    """Likeness of two folded names; of people, "kirby" and "john kirby" are likely one."""
    words, others = one.split(), other.split()
    shorter, longer = sorted((words, others), key=len)
    if (
        person
        and shorter
        and shorter != longer
        and len(shorter[-1]) > 3
        and shorter == longer[-len(shorter) :]
    ):
        return 92.0
    return max(fuzz.ratio(one, other), fuzz.token_sort_ratio(one, other))


def read_distinct(project: Project) -> frozenset[frozenset[str]]:
    """The pairs that somebody said are different."""
    pairs: Any = project.setting(DISTINCT).get("pairs", [])
    return frozenset(frozenset(map(str, pair)) for pair in pairs)


def keep_distinct(project: Project, pairs: Iterable[frozenset[str]]) -> None:
    """Keep which pairs are different, so that they are not offered again."""
    listed = sorted(sorted(pair) for pair in pairs)
    project.keep_setting(DISTINCT, {"pairs": listed})
