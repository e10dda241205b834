"""The register of a project of 1,000 articles whose quotes and mentions point to 7,200 actors."""

from __future__ import annotations

import random
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

from annotator.identifiers import new_id
from annotator.model.article import Article, Metadata, text_sha256
from annotator.model.dates import PartialDate
from annotator.model.ids import ActorId, ArticleId
from annotator.model.imported import ImportedRecord, ImportRun
from annotator.model.items import Actor, ActorKind, Item, Mention, Quote, Speaker
from annotator.services.projects import Project, ProjectSettings
from annotator.services.register import (
    Register,
    by_month,
    read_corrections,
    read_places,
    read_register,
)
from annotator.services.register_deciding import carry_out, undo
from annotator.services.register_plans import plan_merge
from annotator.services.register_twins import likely_twins
from benchmarks.figures import Figure, milliseconds
from benchmarks.workload import annotation_of, text_of

ARTICLES, ACTORS = 1_000, 10_000
"""Of the actors, some are drawn for no article."""
LENGTH = 500
"""Words of an article."""
RUNS = 5
MERGED = 100
"""Place of the actor who is merged with the next, those quoted most first."""
BY = "banc"
_KINDS: tuple[ActorKind, ...] = ("person", "person", "organisation", "state", "group")
_CLAIMS = ("assert", "accuse", "demand", "deny", "commit")


def figures() -> list[Figure]:
    """Reading the list, sifting it, looking at the actor most quoted, and merging two."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "banc.guillemet"
        with Project.create(path, "Banc", ProjectSettings(), BY) as project:
            project.add_articles(_records(), ImportRun(new_id(), "banc", "text", BY))
            return _figures(project)


def _figures(project: Project) -> list[Figure]:
    known = read_register(project)
    first, second = (row.actor for row in known.rows[MERGED : MERGED + 2])
    top = known.rows[0].ids
    assert first is not None
    assert second is not None
    places = read_places(project, top)

    def merged_and_back() -> None:
        carry_out(project, BY, plan_merge(project, first, (second,), first))
        undo(project, BY)

    return [
        Figure("register.actors", len(known.rows), "actors"),
        _figure("register.read", partial(read_register, project)),
        _figure("register.read_errors", partial(read_corrections, project, known)),
        _figure("register.likely_twins", partial(likely_twins, known, frozenset())),
        _figure("register.sift_by_words", partial(_sift, known)),
        _figure("register.read_places_of_first", partial(read_places, project, top)),
        _figure("register.claims_by_month", partial(by_month, places)),
        Figure("register.merge_two_and_back", milliseconds(merged_and_back, 1), "ms"),
    ]


def _figure(name: str, action: Callable[[], object]) -> Figure:
    return Figure(name, milliseconds(action, RUNS), "ms", n=RUNS)


def _sift(known: Register) -> int:
    return sum(row.fits(("acteur", "7")) for row in known.rows)


def _records() -> Iterator[ImportedRecord]:
    """Articles whose every mention and quote points to somebody, a few of them far more often."""
    chance = random.Random(7)
    actors = [_actor(number) for number in range(ACTORS)]
    weights = [1 / (number + 1) for number in range(ACTORS)]
    text = text_of(LENGTH)
    for number in range(ARTICLES):
        own = _article(f"Article {number}\n{text}", number)
        made = annotation_of(own, BY)
        chosen = chance.choices(actors, weights, k=len(made.items))
        items = tuple(_pointing(*one, chance) for one in zip(made.items, chosen, strict=True))
        there = tuple({one.id: one for one in chosen}.values())
        yield ImportedRecord(own, b"", there, (replace(made, items=items),))


def _article(text: str, number: int) -> Article:
    meta = Metadata(published=PartialDate(2020 + number % 6, 1 + number % 12))
    return Article(ArticleId(new_id()), text, text.partition("\n")[0], text_sha256(text), meta=meta)


def _actor(number: int) -> Actor:
    kind = _KINDS[number % len(_KINDS)]
    return Actor(ActorId(new_id()), f"Acteur {number}", kind, f"fonction {number % 50}")


def _pointing(item: Item, actor: Actor, chance: random.Random) -> Item:
    if isinstance(item, Quote):
        return replace(item, speakers=(Speaker(actor.id),), claim_type=chance.choice(_CLAIMS))
    return replace(item, actor=actor.id) if isinstance(item, Mention) else item
