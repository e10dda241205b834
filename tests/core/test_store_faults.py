"""Files that are no projects, broken, newer, in use or out of reach; disks that fill; kills."""

from __future__ import annotations

import random
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import event
from sqlalchemy.exc import DBAPIError

from annotator.errors import EnvironmentTrouble, GuillemetError, UserError
from annotator.identifiers import new_id
from annotator.model.change import apply
from annotator.model.ids import ItemId
from annotator.model.imported import ImportedRecord
from annotator.model.items import Mention
from annotator.model.text import Span
from annotator.services.projects import Project, ProjectSettings
from annotator.store.files import is_network, made_whole
from annotator.store.trouble import (
    DamagedProject,
    NewerProject,
    NotAProject,
    ReadOnlyProject,
)
from tests.core.project_builders import (
    BY,
    TEXT,
    add,
    adding,
    article,
    filled,
    make,
    run,
    said,
)

PROJECT = Path(__file__).resolve().parents[2]


def opening(path: Path) -> GuillemetError:
    """The error that opening gives, after making sure that it touched nothing."""
    before, beside = path.read_bytes(), sorted(path.parent.iterdir())
    with pytest.raises(GuillemetError) as caught:
        Project.open(path, BY)
    assert path.read_bytes() == before
    assert sorted(path.parent.iterdir()) == beside
    return caught.value


@pytest.mark.parametrize(
    "content", [b"", b"hello", bytes(4096), random.Random(1).randbytes(9000), b"SQLite format 3\0"]
)
def test_another_file_is_left_alone(tmp_path: Path, content: bytes):
    path = tmp_path / "a.guillemet"
    path.write_bytes(content)
    error = opening(path)
    assert isinstance(error, NotAProject)
    assert str(path) in said(error)


def test_another_programs_database_is_left_alone(tmp_path: Path):
    path = tmp_path / "a.guillemet"
    raw = sqlite3.connect(path)
    raw.execute("CREATE TABLE project (id TEXT)")
    raw.close()
    error = opening(path)
    assert error.message.id == "store.not_a_project"
    assert "autre programme" in said(error)


def test_a_missing_file_and_a_folder_have_their_sentences(tmp_path: Path):
    with pytest.raises(UserError) as caught:
        Project.open(tmp_path / "none.guillemet", BY)
    assert caught.value.message.id == "store.no_file"
    with pytest.raises(NotAProject) as refused:
        Project.open(tmp_path, BY)
    assert "dossier" in said(refused.value)


@pytest.mark.parametrize("keep", [0.2, 0.5, 0.9, 0.999])
def test_a_truncated_file_is_told_and_left_alone(tmp_path: Path, keep: float):
    path = filled(tmp_path)
    whole = path.read_bytes()
    path.write_bytes(whole[: int(len(whole) * keep)])
    error = opening(path)
    assert isinstance(error, DamagedProject)
    assert "endommagé" in said(error)


def test_overwritten_pages_are_told_and_left_alone(tmp_path: Path):
    path = filled(tmp_path)
    content = bytearray(path.read_bytes())
    content[8192 : 8192 + 8192] = random.Random(2).randbytes(8192)
    path.write_bytes(bytes(content))
    assert isinstance(opening(path), DamagedProject)


def test_a_flipped_byte_never_gives_wrong_words(tmp_path: Path):
    """Damage is told at opening or at reading, or what is read is what was written."""
    path = filled(tmp_path)
    whole = path.read_bytes()
    with Project.open(path, BY) as project:
        expected = {one.article.text for one in project.all_work()}
    told = 0
    for place in random.Random(3).sample(range(100, len(whole)), 60):
        content = bytearray(whole)
        content[place] ^= 0x55
        copy = tmp_path / "copy.guillemet"
        copy.write_bytes(bytes(content))
        try:
            with Project.open(copy, BY) as project:
                assert {one.article.text for one in project.all_work()} <= expected
        except (GuillemetError, DBAPIError):
            told += 1
        assert copy.read_bytes() == bytes(content)
    assert told > 10


def test_a_project_of_a_newer_version_is_refused(tmp_path: Path):
    path = filled(tmp_path)
    raw = sqlite3.connect(path)
    raw.execute("PRAGMA journal_mode=DELETE")
    raw.execute("UPDATE alembic_version SET version_num = '9999'")
    raw.commit()
    raw.close()
    error = opening(path)
    assert isinstance(error, NewerProject)
    assert "9999" in said(error)


def fill_up(project: Project, pages: int) -> None:
    """Lets the database grow by no more than some pages, as on a full disk."""

    def limit(connection: sqlite3.Connection, _record: object) -> None:
        (now,) = connection.execute("PRAGMA page_count").fetchone()
        connection.execute(f"PRAGMA max_page_count={now + pages}")

    project._store.close()  # so that every connection meets the limit
    event.listen(project._store._engine, "connect", limit)


def test_a_full_disk_is_told_and_nothing_is_half_written(tmp_path: Path):
    with make(tmp_path) as project:
        own = add(project)
        fill_up(project, 2)
        given = [ImportedRecord(article(f"{n} " * 500), b"x") for n in range(300)]
        with pytest.raises(EnvironmentTrouble) as caught:
            project.add_articles(given, run())
        assert caught.value.message.id == "store.disk_full"
        assert "plein" in said(caught.value)
        assert project.article_count() == 1
        loaded = project.load_work(own.id, BY)
        long = adding(Mention(ItemId(new_id()), Span.of(TEXT, 0, 6), note="n" * 50_000))
        with pytest.raises(EnvironmentTrouble):
            project.commit(long, apply(loaded.work, long), own.id, BY)
        short = adding(Mention(ItemId(new_id()), Span.of(TEXT, 0, 6)))
        project.commit(short, apply(loaded.work, short), own.id, BY)  # there is room for this
        assert project.load_work(own.id, BY).log == (short,)
        assert project.check() == ()


@pytest.mark.skipif(sys.platform == "win32", reason="an open file cannot be moved there")
def test_a_file_that_was_moved_away_takes_no_more_work_until_it_is_back(tmp_path: Path):
    with make(tmp_path) as project:
        own = add(project)
        loaded = project.load_work(own.id, BY)
        change = adding(Mention(ItemId(new_id()), Span.of(TEXT, 0, 6)))
        after = apply(loaded.work, change)
        for elsewhere in (tmp_path / "moved.guillemet", tmp_path / "again.guillemet"):
            project.path.rename(elsewhere)
            with pytest.raises(EnvironmentTrouble) as caught:
                project.commit(change, after, own.id, BY)
            assert project.path.name in said(caught.value)
            project.path.write_bytes(b"another file in its place")
            with pytest.raises(EnvironmentTrouble):
                project.commit(change, after, own.id, BY)
            elsewhere.replace(project.path)
        project.commit(change, after, own.id, BY)
    with Project.open(project.path, BY) as project:
        assert project.load_work(own.id, BY).log == (change,)


LIMITED = """
import resource, signal, sys
from pathlib import Path
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
from annotator.errors import GuillemetError
from annotator.services.projects import Project, ProjectSettings
from tests.core.project_builders import article, run
from annotator.model.imported import ImportedRecord
folder = Path(sys.argv[1])
project = Project.open(folder / "essai.guillemet", "Zoé")
resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, 60_000))
given = [ImportedRecord(article(f"{n} " * 500), b"") for n in range(999)]
for act in (
    lambda: project.add_articles(given, run()),
    lambda: project.copy_to(folder / "copy.guillemet"),
    lambda: Project.create(folder / "new.guillemet", "N", ProjectSettings(), "Zoé").close(),
):
    try:
        act()
        print("done")
    except GuillemetError as error:
        print(error.message.id)
print(project.article_count(), project.check())
"""


@pytest.mark.skipif(sys.platform == "win32", reason="needs a limit on the size of files")
def test_a_file_that_may_not_grow_is_told(tmp_path: Path):
    filled(tmp_path)
    done = subprocess.run(
        [sys.executable, "-c", LIMITED, str(tmp_path)],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == ["store.disk_error"] * 3 + ["21 ()"]
    left = [path.name for path in tmp_path.iterdir() if not path.name.endswith("-wal")]
    assert set(left) <= {"essai.guillemet", "essai.guillemet-shm", "essai.guillemet.lock"}


def test_folders_that_cannot_take_a_project_have_their_sentences(tmp_path: Path):
    (tmp_path / "file").write_text("x")
    for folder in (tmp_path / "missing", tmp_path / "file"):
        with pytest.raises(EnvironmentTrouble) as caught:
            Project.create(folder / "a.guillemet", "A", ProjectSettings(), BY)
        assert caught.value.message.id == "store.no_folder"
        assert str(folder) in said(caught.value)


def test_an_existing_file_is_never_replaced(tmp_path: Path):
    path = tmp_path / "a.guillemet"
    path.write_bytes(b"precious")
    with pytest.raises(UserError) as caught:
        Project.create(path, "A", ProjectSettings(), BY)
    assert caught.value.message.id == "store.exists"
    assert path.read_bytes() == b"precious"
    assert list(tmp_path.iterdir()) == [path]


def test_a_name_that_was_taken_meanwhile_is_left_alone(tmp_path: Path):
    target = tmp_path / "a.guillemet"

    def make_late() -> None:
        with made_whole(target) as draft:
            draft.write_bytes(b"ours")
            target.write_bytes(b"theirs")

    with pytest.raises(UserError) as caught:
        make_late()
    assert caught.value.message.id == "store.exists"
    assert target.read_bytes() == b"theirs"
    assert list(tmp_path.iterdir()) == [target]


READ_ONLY = """
import os, sys
from pathlib import Path
from annotator.errors import GuillemetError
from annotator.services.projects import Project, ProjectSettings
from dataclasses import replace
Project.create(Path(sys.argv[2]) / "other.guillemet", "N", ProjectSettings(), "Zoé").close()
if os.geteuid() == 0:  # everything is imported: nobody else may read this interpreter
    os.setgroups([]); os.setgid(65534); os.setuid(65534)
folder = Path(sys.argv[1])
with Project.open(folder / "essai.guillemet", "Zoé") as project:
    print(project.read_only, project.article_count(), len(list(project.all_work())))
    state = project.article_state(project.article_rows("Zoé")[0].id)
    for act in (
        lambda: project.edit_article(state, replace(state, title="x"), "Zoé"),
        lambda: project.copy_to(folder / "copy.guillemet"),
        lambda: Project.create(folder / "new.guillemet", "N", ProjectSettings(), "Zoé"),
    ):
        try:
            act()
        except GuillemetError as error:
            print(error.message.id)
    project.copy_to(Path(sys.argv[2]) / "copy.guillemet")
try:
    Project.open(folder / "secret.guillemet", "Zoé")
except GuillemetError as error:
    print(error.message.id)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="folders are protected in another way there")
def test_a_protected_folder_opens_for_reading(tmp_path: Path):
    kept, free = tmp_path / "kept", tmp_path / "free"
    kept.mkdir()
    free.mkdir()
    path = filled(kept)
    before = path.read_bytes()
    secret = kept / "secret.guillemet"
    secret.write_bytes(before)
    secret.chmod(0o000)
    for folder in (kept, *kept.parents):
        if "pytest-of-" in str(folder):
            folder.chmod(0o755)
    kept.chmod(0o555)
    path.chmod(0o444)
    free.chmod(0o777)
    try:
        done = subprocess.run(
            [sys.executable, "-B", "-c", READ_ONLY, str(kept), str(free)],
            cwd=PROJECT,
            capture_output=True,
            text=True,
            check=False,
        )
    finally:
        kept.chmod(0o755)
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == [
        "True 21 21",
        "store.read_only",
        "store.read_only_folder",
        "store.read_only_folder",
        "store.cannot_open",
    ]
    assert path.read_bytes() == before
    assert set(kept.iterdir()) == {path, secret}
    with Project.open(free / "copy.guillemet", BY) as copy:
        assert copy.article_count() == 21


def test_network_folders_are_known_by_their_file_system():
    mounts = [("/", "ext4"), ("/mnt/team", "nfs4"), ("/mnt/team/local", "xfs"), ("/srv", "cifs")]
    assert is_network("/mnt/team/a.guillemet", mounts)
    assert is_network("/srv/deep/a.guillemet", mounts)
    assert not is_network("/mnt/team/local/a.guillemet", mounts)
    assert not is_network("/mnt/teams/a.guillemet", mounts)
    assert not is_network("/home/a.guillemet", [])


def test_a_network_path_is_refused_with_the_way_out():
    with pytest.raises(EnvironmentTrouble) as caught:
        Project.create(Path("//server/share/a.guillemet"), "A", ProjectSettings(), BY)
    assert "PostgreSQL" in said(caught.value)


def test_reading_only_is_an_error_of_its_own():
    assert issubclass(ReadOnlyProject, EnvironmentTrouble)
