"""Entries that links point to, from one project into another: own, listed, unknown ones."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import pytest

from annotator import corpus
from annotator.messages import LANGUAGES, Translator
from annotator.model.annotated import AnnotatedArticle
from annotator.model.article import text_sha256
from annotator.model.ids import EntryId
from annotator.model.interchange import read_line, write_line
from annotator.model.interchange_checks import LineError
from annotator.model.items import Link, SanctionsReference
from annotator.services.entries import EntryBook, OwnEntry, change_own, own_entries
from annotator.services.export_scope import Scope
from annotator.services.exporting import export
from annotator.services.import_report import ImportReport
from annotator.services.importing import import_paths
from annotator.services.listed import linked_entries
from annotator.services.projects import Project, ProjectSettings
from tests.exchange_samples import OWN_RESOLUTION, PERSON, french, linked

TODAY = datetime.date(2026, 1, 31)


@pytest.fixture
def projects(tmp_path: Path) -> Iterator[tuple[Project, Project]]:
    with ExitStack() as stack:
        made = [
            stack.enter_context(
                Project.create(tmp_path / f"{name}.guillemet", name, ProjectSettings(), "Ada")
            )
            for name in ("one", "two")
        ]
        yield made[0], made[1]


def sample() -> AnnotatedArticle:
    return replace(linked(french()), entries=(OWN_RESOLUTION, PERSON))


def bring(project: Project, path: Path, *documents: AnnotatedArticle) -> ImportReport:
    path.write_text("".join(write_line(one) + "\n" for one in documents), "utf-8", newline="\n")
    return import_paths(project, [path], annotator="Ada")


def lines(project: Project, path: Path) -> list[AnnotatedArticle]:
    export(project, "jsonl", path, scope=Scope("drafts"), created=TODAY)
    return [read_line(raw) for raw in path.read_bytes().splitlines()]


def test_own_and_listed_entries_go_along_into_another_project(
    projects: tuple[Project, Project], tmp_path: Path
):
    first, second = projects
    assert [one.status for one in bring(first, tmp_path / "in.jsonl", sample()).entries] == [
        "imported"
    ]
    (written,) = lines(first, tmp_path / "out.jsonl")
    assert {one.id: one.source for one in written.entries} == {
        "un-9999": "own",
        "un-sc:KPx.001": "un-sc",
    }
    report = import_paths(second, [tmp_path / "out.jsonl"], annotator="Ada")
    assert [one.status for one in report.entries] == ["imported"]
    assert own_entries(second) == own_entries(first)
    assert linked_entries(second) == linked_entries(first)
    assert EntryBook(second).title("un-9999", "fr") == "Résolution 9999"
    lines(second, tmp_path / "again.jsonl")
    assert (tmp_path / "again.jsonl").read_bytes() == (tmp_path / "out.jsonl").read_bytes()


def test_an_entry_that_the_project_knows_otherwise_stays_and_is_told(
    projects: tuple[Project, Project], tmp_path: Path
):
    project, _ = projects
    bring(project, tmp_path / "in.jsonl", sample())
    change_own(project, EntryId("un-9999"), OwnEntry("À moi"))
    other = french(2)
    text = f"{other.article.text}\nFin."
    article = replace(other.article, text=text, sha256=text_sha256(text))
    other = replace(other, article=article, entries=sample().entries)
    report = bring(project, tmp_path / "in.jsonl", other)
    assert [one.message.id for one in report.entries] == ["import.done", "import.entry_kept"]
    assert EntryBook(project).title("un-9999", "fr") == "À moi"


def test_what_nobody_knows_is_said_in_one_sentence(
    projects: tuple[Project, Project], tmp_path: Path
):
    document = french()
    assert document.annotation is not None
    links = tuple(Link(EntryId(one)) for one in ("un-9999", "eu-fsf:EU.1", "un-scr-1718-2006"))
    items = tuple(
        replace(one, links=links) if isinstance(one, SanctionsReference) else one
        for one in document.annotation.items
    )
    changed = replace(document, annotation=replace(document.annotation, items=items))
    report = bring(projects[0], tmp_path / "in.jsonl", changed)
    (warning,) = [one.message for one in report.entries if one.status == "warning"]
    assert warning.values == {"n": 2, "ids": "un-9999, eu-fsf:EU.1"}
    for language in LANGUAGES:
        assert "eu-fsf:EU.1" in Translator(language).say(warning)


@pytest.mark.parametrize(
    "own",
    [
        {"id": "other", "title_fr": "x"},
        {"id": "un-9999", "title_fr": 3},
        {"id": "un-9999", "title_fr": "x", "patterns_fr": [1]},
        {"id": "un-9999", "title_fr": "x", "colour": "red"},
        {"id": "un-9999", "title_fr": "x", "type": "list"},
        {"id": "un-9999"},
    ],
)
def test_an_entry_that_is_not_sound_refuses_its_line(
    own: dict[str, object], projects: tuple[Project, Project], tmp_path: Path
):
    broken = replace(sample(), entries=(replace(OWN_RESOLUTION, own=own), PERSON))
    report = bring(projects[0], tmp_path / "in.jsonl", broken)
    assert [one.status for one in report.entries] == ["refused"]
    assert own_entries(projects[0]) == {}
    assert projects[0].article_count() == 0


@pytest.mark.parametrize(
    ("place", "value"),
    [("names", []), ("key", "other"), ("subject", "ghost"), ("births", "1962"), ("names", [{}])],
)
def test_a_listed_entry_of_another_form_is_named(place: str, value: object):
    data = json.loads(write_line(sample()))
    data["entries"][1]["listed"][place] = value
    with pytest.raises(LineError) as error:
        read_line(json.dumps(data).encode())
    assert error.value.where == "entries un-sc:KPx.001"


def test_a_corpus_answers_for_the_links_of_its_documents(
    projects: tuple[Project, Project], tmp_path: Path
):
    bring(projects[0], tmp_path / "in.jsonl", sample())
    export(projects[0], "corpus", tmp_path / "c", scope=Scope("drafts"), created=TODAY)
    loaded = corpus.load(tmp_path / "c")
    (document,) = loaded.documents
    assert document.annotation is not None
    (reference,) = document.annotation.references
    act, person = (document.entry(one.entry, one.list_version) for one in reference.links)
    assert act is not None
    assert act.regimes == ("DPRK",)
    assert person == PERSON
    assert {one.id for one in loaded.entries} == {act.id, PERSON.id}
    counts = loaded.manifest["counts"]
    assert counts["links"] == {"own": 1, "un-sc": 1}
    assert counts["regimes"] == {"DPRK": 2, "Exemple 2": 1}, "one for each link"
    assert "OpenSanctions" in loaded.manifest["licence"]
