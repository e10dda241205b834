"""A project's own catalogue entries in the suggestions: found by name, linked, outdated."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from annotator.model.items import SanctionsReference
from annotator.sanctions.own_entries import OwnEntry
from annotator.services import entries
from annotator.services.prelabel_child import propose
from annotator.services.prelabel_pass import plan_pass, prelabel_project
from annotator.services.prelabelling import Engine
from annotator.services.projects import Project
from tests.core.project_builders import add, article, make

TEXT = "Le Niger proteste. Le carcan d’Abuja pèse, et le carcan\u00a0d'Abuja dure. Abuja se tait."
CARCAN = OwnEntry(
    title_fr="Embargo de la Cédéao sur le Niger",
    type="regional_decision",
    issuer="ECOWAS",
    targets=("NE",),
    patterns_fr=("carcan d’Abuja",),
    measures=("trade_embargo",),
)


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with make(tmp_path) as made:
        yield made


@pytest.fixture
def engine() -> Iterator[Engine]:
    made = Engine()
    yield made
    made.close()


def references(suggestions) -> list[SanctionsReference]:
    return [one.item for one in suggestions if isinstance(one.item, SanctionsReference)]


def linked(suggestions) -> list[tuple[str, list[str]]]:
    found = references(suggestions)
    return [(one.span.text, [str(link.entry) for link in one.links]) for one in found if one.span]


def test_a_pass_finds_the_names_of_own_entries_and_older_passes_are_outdated(
    project: Project, engine: Engine
):
    own = article(TEXT)
    add(project, own)
    prelabel_project(project, engine)
    assert references(project.proposals(own.id).suggestions) == []
    assert plan_pass(project, engine).outdated == 0

    made = entries.add_own(project, CARCAN)
    assert plan_pass(project, engine).outdated == 1
    prelabel_project(project, engine, renew=True)
    wanted = [("carcan d’Abuja", [made.id]), ("carcan\u00a0d'Abuja", [made.id])]
    assert linked(project.proposals(own.id).suggestions) == wanted
    assert plan_pass(project, engine).outdated == 0

    entries.remove_own(project, made.id)
    assert plan_pass(project, engine).outdated == 1


def test_the_open_article_gets_them_from_the_same_process_that_serves_other_projects(
    project: Project, engine: Engine
):
    made = entries.add_own(project, CARCAN)
    with_it = engine.submit(article(TEXT), (made,)).result()
    without = engine.submit(article(TEXT)).result()
    assert [ids for _, ids in linked(with_it.proposals.suggestions)] == [[made.id]] * 2
    assert references(without.proposals.suggestions) == []
    assert with_it.made_with == engine.made_with((made,)).result()["fr"]
    assert without.made_with == engine.made_with().result()["fr"]
    assert with_it.made_with != without.made_with


def test_what_suggestions_are_made_with_follows_every_change_but_not_the_order(project: Project):
    first = entries.add_own(project, CARCAN)
    second = entries.add_own(project, replace(CARCAN, title_fr="Autre", patterns_fr=("l’étau",)))
    words = {
        propose(article("Rien."), own=own).made_with
        for own in ((), (first,), (second,), (first, second), (second, first))
    }
    assert len(words) == 4
    changed = entries.change_own(project, first.id, replace(CARCAN, patterns_fr=("carcan",)))
    assert propose(article("Rien."), own=(changed,)).made_with not in words


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        ("{ord} train d’Abuja", "Le 4e train d’Abuja arrive.", ["4e train d’Abuja"]),
        ("l’étau (d’Abuja)", "On desserre l’étau (d’Abuja).", ["l’étau (d’Abuja)"]),
        ("l’étau", "Les étaux tiennent.", []),
        ("ab", "Un ab ici.", []),
    ],
)
def test_names_stand_between_word_boundaries(
    project: Project, name: str, text: str, found: list[str]
):
    made = entries.add_own(project, replace(CARCAN, patterns_fr=(name,), targets=()))
    suggestions = propose(article(text), own=(made,)).proposals.suggestions
    assert [words for words, _ in linked(suggestions)] == found
