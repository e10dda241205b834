"""Backups: one a day, the old ones dropped, each a project of its own that says what it holds."""

from __future__ import annotations

import datetime
import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.model.message import EnvironmentTrouble
from annotator.services.backups import (
    DAYS,
    WEEKS,
    back_up,
    backup_folder,
    backups,
    kept,
    taken_out,
)
from annotator.services.importing import import_paths
from annotator.services.projects import Project, ProjectSettings
from tests.conftest import PROJECT

SAMPLES = PROJECT / "resources" / "samples" / "articles"
BY = "Inès Vidal"
TODAY = datetime.date(2026, 11, 28)


@pytest.fixture
def project(tmp_path: Path):
    with Project.create(tmp_path / "essai", "Essai", ProjectSettings(), BY) as made:
        import_paths(made, [SAMPLES / "fr-banque.txt", SAMPLES / "fr-niger.txt"], annotator=BY)
        yield made


def days(count: int) -> list[datetime.date]:
    return [TODAY - datetime.timedelta(days=n) for n in range(count)]


def test_a_day_has_one_backup_which_says_what_it_holds(project: Project):
    made = back_up(project, "", TODAY)
    assert made is not None
    assert made.parent == project.path.with_name("essai.backups")
    assert back_up(project, "", TODAY) is None
    (found,) = backups(project.path, "")
    assert (found.path, found.day, found.trouble) == (made, TODAY, None)
    assert found.size == made.stat().st_size
    assert (found.holds.articles, found.holds.finished, found.holds.items) == (2, 0, 0)


def test_old_backups_are_dropped_and_other_files_are_left_alone(project: Project):
    folder = backup_folder(project.path, "")
    made = back_up(project, "", TODAY)
    for day in days(60)[1:]:
        shutil.copy(made, folder / f"essai-{day.isoformat()}.guillemet")
    other = folder / "ma-copie.guillemet"
    other.write_bytes(b"mine")
    back_up(project, "", TODAY + datetime.timedelta(days=1))
    left = [one.day for one in backups(project.path, "")]
    assert left[:DAYS] == [TODAY + datetime.timedelta(days=1 - n) for n in range(DAYS)]
    assert len(left) == DAYS + WEEKS
    assert other.read_bytes() == b"mine"


@given(st.sets(st.dates(datetime.date(2020, 1, 1), datetime.date(2030, 1, 1)), max_size=80))
def test_the_newest_is_always_kept_and_never_more_than_there_is_room_for(found: set):
    left = kept(found)
    assert left <= found
    assert len(left) <= DAYS + WEEKS
    assert set(sorted(found, reverse=True)[:DAYS]) <= left
    assert kept(left) == left


def test_a_chosen_folder_keeps_projects_of_the_same_name_apart(tmp_path: Path):
    chosen = str(tmp_path / "all")
    places = set()
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        path = tmp_path / name / "essai"
        with Project.create(path, name, ProjectSettings(), BY) as project:
            places.add(back_up(project, chosen, TODAY))
            assert len(backups(project.path, chosen)) == 1
    assert len(places) == 2
    assert all(place.is_relative_to(tmp_path / "all") for place in places)


def test_a_backup_is_worked_with_as_a_copy_and_stays_as_it_is(project: Project):
    back_up(project, "", TODAY)
    (found,) = backups(project.path, "")
    before = found.path.read_bytes()
    copies = [taken_out(found, project.path) for _ in range(2)]
    assert [one.name for one in copies] == [
        "essai-2026-11-28.guillemet",
        "essai-2026-11-28-2.guillemet",
    ]
    with Project.open(copies[0], BY) as copy:
        assert copy.article_count() == 2
        assert copy.check() == ()
        copy.rename("Autre")
    assert found.path.read_bytes() == before


def test_a_damaged_backup_is_listed_with_what_is_wrong(project: Project):
    made = back_up(project, "", TODAY)
    made.write_bytes(b"not a project at all")
    (found,) = backups(project.path, "")
    assert found.holds is None
    assert found.trouble.id == "store.not_a_database"


def test_a_folder_that_takes_nothing_is_told_and_older_backups_stay(project: Project):
    back_up(project, "", TODAY)
    folder = backup_folder(project.path, "")
    folder.rename(folder.with_name("kept"))
    folder.write_text("a file in the way")
    with pytest.raises(EnvironmentTrouble) as trouble:
        back_up(project, "", TODAY)
    assert trouble.value.message.id == "backups.not_made"
    assert len(list(folder.with_name("kept").iterdir())) == 1


def test_a_project_without_backups_has_an_empty_list(tmp_path: Path):
    assert backups(tmp_path / "gone.guillemet", "") == ()


def test_a_program_that_did_not_close_the_project_is_noticed(project: Project):
    assert not project.broke_off
    path = project.path
    lock = path.with_name(path.name + ".lock")
    left = lock.read_bytes()
    project.close()
    lock.write_bytes(left)
    with Project.open(path, BY) as again:
        assert again.broke_off
    with Project.open(path, BY) as again:
        assert not again.broke_off
