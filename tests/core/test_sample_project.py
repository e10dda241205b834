"""The sample project: everybody finds the tutorial annotated, as work of their own."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator.model.checks import open_points
from annotator.services.projects import Project
from annotator.services.samples import TUTOR, make_sample, sample_project, take_over_tutorial


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sample") / "exemple.guillemet"
    make_sample(path)
    return path


def test_it_has_each_text_once(sample: Path):
    with Project.open(sample, "Inès") as project:
        rows = project.article_rows(TUTOR)
    assert len(rows) == 8
    assert [row.meta.source_file for row in rows if row.status == "done"] == ["fr-cargo.txt"]


def test_the_tutorial_becomes_the_work_of_who_opens_it(sample: Path):
    with Project.open(sample, "Inès") as project:
        take_over_tutorial(project, "Inès")
        take_over_tutorial(project, "Inès")
        (row,) = (one for one in project.article_rows("Inès") if one.status == "done")
        loaded = project.load_work(row.id, "Inès")
        tutor = project.load_work(row.id, TUTOR).work.annotation
        assert project.check() == ()
    own = loaded.work.annotation
    assert (own.by, own.items) == ("Inès", tutor.items)
    assert open_points(loaded.article.text, own, loaded.proposals) == ()


def test_work_that_was_begun_is_left_alone(sample: Path):
    with Project.open(sample, "Ada") as project:
        take_over_tutorial(project, "Ada")
        (row,) = (one for one in project.article_rows("Ada") if one.status == "done")
        before = len(project.load_work(row.id, "Ada").log)
        take_over_tutorial(project, "Ada")
        assert len(project.load_work(row.id, "Ada").log) == before


def test_it_is_made_once(tmp_path: Path):
    path = tmp_path / "ici" / "exemple.guillemet"
    assert sample_project(path) == path
    made = path.stat().st_mtime_ns
    assert sample_project(path) == path
    assert path.stat().st_mtime_ns == made
