"""Pre-highlighting in a process of its own: what comes of it, what stops it, what it leaves."""

from __future__ import annotations

import contextlib
import errno
import multiprocessing
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.context import SpawnProcess
from pathlib import Path

import psutil
import pytest

from annotator.errors import EnvironmentTrouble, UserError
from annotator.model.annotation import Proposals
from annotator.model.article import Article
from annotator.model.interchange import read_line
from annotator.model.items import item_spans
from annotator.services.prelabel_child import PrelabelFailed, propose
from annotator.services.prelabel_crew import EngineStopped
from annotator.services.prelabel_files import PrelabelCancelled, prelabel_files
from annotator.services.prelabel_pass import prelabel_project
from annotator.services.prelabelling import Engine
from annotator.services.projects import Project
from tests.core.project_builders import add, article, full_record, make, run, said

PROJECT = Path(__file__).resolve().parents[2]
TEXT = "« La route est ouverte », a déclaré Ada Kern. Elle a promis de « tenir »."
ORPHAN = """
import sys, time
sys.path.insert(0, {root!r})
from annotator.services.prelabelling import Engine
import multiprocessing
if __name__ == "__main__":
    engine = Engine()
    engine.start().result()
    print(multiprocessing.active_children()[0].pid, flush=True)
    time.sleep(60)
"""


@pytest.fixture(scope="module")
def engine() -> Iterator[Engine]:
    """One child for all tests: it takes a moment to start."""
    made = Engine()
    yield made
    made.close()


def shape(proposals: Proposals) -> list[tuple[object, ...]]:
    """What was proposed, without the ids that are new at every pass."""
    return [
        (one.source, one.score, one.reason, item_spans(one.item)) for one in proposals.suggestions
    ]


def test_the_process_proposes_what_the_pipeline_proposes(engine: Engine):
    own = article(TEXT)
    found = engine.submit(own).result().proposals
    assert found.article == own.id
    assert shape(found) == shape(propose(own).proposals)
    assert len(found.suggestions) > 2


def test_it_says_which_pipeline_is_at_work(engine: Engine):
    assert engine.start().result() == "rules"


def test_closing_ends_the_process_and_the_next_article_starts_another():
    others = set(multiprocessing.active_children())
    engine = Engine()
    engine.start()
    (child,) = set(multiprocessing.active_children()) - others
    engine.close()
    assert not child.is_alive()
    engine.close()
    assert engine.submit(article(TEXT)).result().proposals.suggestions
    engine.close()
    assert set(multiprocessing.active_children()) == others


def test_a_killed_process_is_started_again(engine: Engine):
    engine.start().result()
    for child in multiprocessing.active_children():
        child.kill()
        child.join()
    with contextlib.suppress(BrokenProcessPool):  # nobody may have noticed its death yet
        engine.submit(article(TEXT)).result()
    assert engine.submit(article(TEXT)).result().proposals.suggestions


def test_a_process_that_cannot_start_is_told_and_may_start_later(monkeypatch: pytest.MonkeyPatch):
    def refuse(_process: object) -> None:
        raise OSError(errno.EAGAIN, "Resource temporarily unavailable")

    engine = Engine()
    with monkeypatch.context() as patched:
        patched.setattr(SpawnProcess, "start", refuse)
        with pytest.raises(EnvironmentTrouble) as caught:
            engine.start().result()
        assert "Resource temporarily unavailable" in said(caught.value)
        engine.close()
    assert engine.start().result() == "rules"
    engine.close()


@pytest.fixture
def killer() -> Iterator[None]:
    """Kills every child as soon as it is there, while the test runs."""
    done = threading.Event()

    def kill() -> None:
        while not done.is_set():
            for child in psutil.Process().children():
                with contextlib.suppress(psutil.Error):
                    if any("spawn_main" in word for word in child.cmdline()):
                        child.kill()
            time.sleep(0.005)

    thread = threading.Thread(target=kill)
    thread.start()
    yield
    done.set()
    thread.join()


def test_a_process_that_always_dies_is_told_in_a_sentence(tmp_path: Path, killer: None):
    engine = Engine()
    with make(tmp_path) as project:
        own = add(project)
        with pytest.raises(EngineStopped) as caught:
            prelabel_project(project, engine)
        engine.close()
        assert project.unlabelled_articles() == (own.id,)
    assert "ne démarre pas" in said(caught.value)


def test_a_text_that_cannot_be_read_is_told_and_the_process_lives(engine: Engine):
    engine.start().result()
    before = multiprocessing.active_children()
    broken = Article(article().id, 7, "Sept", "")  # type: ignore[arg-type]
    with pytest.raises(PrelabelFailed) as caught:
        engine.submit(broken).result()
    assert "Sept" in said(caught.value)
    assert "Error: " in said(caught.value)
    assert multiprocessing.active_children() == before
    assert engine.submit(article(TEXT)).result().proposals.suggestions


@pytest.mark.skipif(os.name == "nt", reason="SIGKILL is not there")
def test_the_process_ends_when_its_parent_is_killed(tmp_path: Path):
    script = tmp_path / "parent.py"
    script.write_text(ORPHAN.format(root=str(PROJECT)), "utf-8")
    with subprocess.Popen([sys.executable, str(script)], stdout=subprocess.PIPE) as parent:
        assert parent.stdout is not None
        child = psutil.Process(int(parent.stdout.readline()))
        parent.send_signal(signal.SIGKILL)
    gone, alive = psutil.wait_procs([child], timeout=20)
    assert [len(gone), len(alive)] == [1, 0]


# A project


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with make(tmp_path) as made:
        yield made


def test_every_article_gets_its_suggestions_and_progress_is_told(project: Project, engine: Engine):
    texts = [article(f"{n}. {TEXT}", f"T{n}") for n in range(3)]
    add(project, *texts)
    told: list[tuple[int, int, str]] = []
    report = prelabel_project(project, engine, on_progress=lambda *step: told.append(step))
    assert (report.articles, report.failed, report.cancelled) == (3, (), False)
    assert [step[:2] for step in told] == [(0, 3), (1, 3), (2, 3), (3, 3)]
    assert {step[2] for step in told[1:]} == {"T0", "T1", "T2"}
    kept = [project.proposals(one.id) for one in texts]
    assert report.suggestions == sum(len(one.suggestions) for one in kept) > 0
    assert project.unlabelled_articles() == ()


def test_a_pass_that_is_stopped_keeps_what_it_made_and_goes_on_later(
    project: Project, engine: Engine
):
    add(project, *(article(f"{n}. {TEXT}", f"T{n}") for n in range(3)))
    engine.start().result()
    done: list[int] = []
    report = prelabel_project(
        project,
        engine,
        jobs=1,
        on_progress=lambda number, _all, _name: done.append(number),
        cancelled=lambda: 1 in done,
    )
    assert report.cancelled
    assert 1 <= report.articles <= 3
    assert len(project.unlabelled_articles()) == 3 - report.articles
    rest = prelabel_project(project, engine)
    assert (rest.articles, rest.cancelled) == (3 - report.articles, False)


def test_finished_work_is_left_alone(project: Project, engine: Engine):
    project.add_articles([full_record()], run())
    (row,) = project.article_rows(project.annotator)
    assert row.status == "done"
    assert prelabel_project(project, engine).articles == 0


# Files


def test_files_become_lines_with_suggestions(tmp_path: Path, engine: Engine):
    folder, target = tmp_path / "textes", tmp_path / "lignes.jsonl"
    folder.mkdir()
    (folder / "un.txt").write_text(f" date 2023-08 {TEXT}", "utf-8")
    (folder / "vide.txt").write_text("", "utf-8")
    (folder / "image.png").write_bytes(b"\x89PNG\r\n\x1a\n\x00")
    report = prelabel_files([folder], target, engine)
    (line,) = [read_line(raw) for raw in target.read_bytes().splitlines()]
    assert line.article.text == TEXT
    assert line.article.body_start == 14
    assert str(line.article.meta.published) == "2023-08"
    assert line.annotation is None
    assert shape(line.proposals) == shape(propose(line.article).proposals)
    assert (report.articles, report.suggestions) == (1, len(line.suggestions))
    assert [(one.file, one.status) for one in report.unread] == [
        ("image.png", "left_out"),
        ("vide.txt", "refused"),
    ]


def test_suggestions_can_be_the_annotation_of_the_machine(tmp_path: Path, engine: Engine):
    source, target = tmp_path / "un.txt", tmp_path / "lignes.jsonl"
    source.write_text(TEXT, "utf-8")
    prelabel_files([source], target, engine, as_annotation=True)
    line = read_line(target.read_bytes())
    assert line.annotation is not None
    assert (line.annotation.by, line.gold, line.suggestions) == ("machine", False, ())
    expected = sorted(
        (item_spans(one.item) for one in propose(line.article).proposals.suggestions), key=str
    )
    assert sorted((item_spans(item) for item in line.annotation.items), key=str) == expected


def test_a_file_that_is_there_is_not_replaced(tmp_path: Path, engine: Engine):
    source, target = tmp_path / "un.txt", tmp_path / "lignes.jsonl"
    source.write_text(TEXT, "utf-8")
    target.write_text("à moi", "utf-8")
    with pytest.raises(UserError) as caught:
        prelabel_files([source], target, engine)
    assert "lignes.jsonl" in said(caught.value)
    assert target.read_text("utf-8") == "à moi"


def test_nothing_is_left_of_files_when_it_is_stopped(tmp_path: Path, engine: Engine):
    source, target = tmp_path / "un.txt", tmp_path / "lignes.jsonl"
    source.write_text(TEXT * 2000, "utf-8")
    with pytest.raises(PrelabelCancelled):
        prelabel_files([source], target, engine, cancelled=lambda: True)
    assert [path.name for path in tmp_path.iterdir()] == ["un.txt"]


def test_a_folder_that_is_not_there_is_named(tmp_path: Path, engine: Engine):
    source = tmp_path / "un.txt"
    source.write_text(TEXT, "utf-8")
    with pytest.raises(EnvironmentTrouble) as caught:
        prelabel_files([source], tmp_path / "nulle part" / "lignes.jsonl", engine)
    assert "nulle part" in said(caught.value)
