"""Steps that were never saved outlive a crash, and are saved when they are taken up."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from annotator.model.change import ChangeError
from annotator.model.message import EnvironmentTrouble, msg
from annotator.services import recovery
from annotator.services.annotating import History, Session, WindowJournal
from annotator.services.importing import import_paths
from annotator.services.projects import Project, ProjectSettings
from annotator.services.schemes import load_scheme
from tests.conftest import PROJECT

SAMPLE = PROJECT / "resources" / "samples" / "articles" / "fr-banque.txt"
BY = "Inès Vidal"


@pytest.fixture
def project(tmp_path: Path):
    with Project.create(tmp_path / "a", "A", ProjectSettings(), BY) as made:
        import_paths(made, [SAMPLE], annotator=BY)
        yield made


class Sick:
    """A journal whose disk is full."""

    def commit(self, *_args: object) -> None:
        raise EnvironmentTrouble(msg("store.disk_full", path="a"))


def session_on(project: Project, journal: object = None) -> Session:
    (row,) = project.article_rows(BY)
    loaded = project.load_work(row.id, BY)
    scheme = load_scheme(loaded.work.annotation.scheme)
    log = History.of(loaded.log)
    journal = journal or WindowJournal(project)
    return Session(journal, loaded.article, loaded.work, loaded.proposals, log, scheme)


def never_saved(project: Project, count: int = 3) -> Session:
    session = session_on(project, Sick())
    for n in range(count):
        session.add_mention(5 * n, 5 * n + 4, "PER")
    recovery.keep(project, session)
    return session


def test_what_waits_is_kept_and_saved_later_in_its_order(project: Project):
    lost = never_saved(project)
    (held,) = recovery.held(project)
    assert (held.title, held.by, len(held.labels)) == (lost.article.title, BY, 3)
    recovery.take_up(project, held)
    again = session_on(project)
    assert again.annotation == lost.annotation
    assert [one.id for one in again.history.done] == [one.id for one in lost.history.done]
    assert recovery.held(project) == ()
    assert not held.file.exists()


def test_nothing_is_kept_while_all_is_saved(project: Project):
    session = session_on(project)
    session.add_mention(0, 4, "PER")
    recovery.keep(project, session)
    assert recovery.held(project) == ()


def test_what_was_saved_after_all_is_not_offered(project: Project):
    lost = never_saved(project)
    (held,) = recovery.held(project)
    lost._saver._journal = WindowJournal(project)
    assert lost.retry()
    assert recovery.held(project) == ()
    assert not held.file.exists()


def test_steps_that_fit_no_more_are_kept_and_told(project: Project):
    session = session_on(project)
    session.add_mention(0, 4, "PER")
    lost = session_on(project, Sick())
    lost.reject(lost.annotation.items[0].id)
    recovery.keep(project, lost)
    session.set_label(session.annotation.items[0].id, "LOC")
    (held,) = recovery.held(project)
    with pytest.raises(EnvironmentTrouble) as trouble:
        recovery.take_up(project, held)
    assert trouble.value.message.id == "recovery.does_not_fit"
    assert isinstance(trouble.value.__cause__, ChangeError)
    assert held.file.exists()
    assert session_on(project).annotation == session.annotation


def test_a_copy_is_not_offered_the_steps_of_the_original(project: Project, tmp_path: Path):
    never_saved(project)
    copy = tmp_path / "copy.guillemet"
    project.copy_to(copy)
    with Project.open(copy, BY) as other:
        assert recovery.held(other) == ()
    path = project.path
    project.close()
    moved = Path(shutil.move(path, tmp_path / "moved.guillemet"))
    with Project.open(moved, BY) as same:
        assert len(recovery.held(same)) == 1


def test_given_up_steps_are_forgotten(project: Project):
    session = never_saved(project)
    recovery.give_up(project, session)
    assert recovery.held(project) == ()


def test_a_file_that_cannot_be_read_is_named_and_left(project: Project):
    never_saved(project)
    (held,) = recovery.held(project)
    held.file.write_text("{", "utf-8")
    with pytest.raises(EnvironmentTrouble) as trouble:
        recovery.held(project)
    assert str(held.file) in str(trouble.value.message.values["file"])
    assert held.file.exists()
