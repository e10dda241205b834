"""One writer at a time, and what was saved survives the death of its process."""

from __future__ import annotations

import os
import random
import sqlite3
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import event

from annotator.cli import run
from annotator.services.projects import Project
from annotator.store.lock import lock_path
from annotator.store.trouble import (
    ProjectInUse,
)
from tests.core.project_builders import (
    BY,
    add,
    filled,
    make,
    said,
)

PROJECT = Path(__file__).resolve().parents[2]
KILLS = 20


HOLD = """
import sys
from pathlib import Path
from annotator.services.projects import Project
with Project.open(Path(sys.argv[1]), "Zoé Martin"):
    print("open", flush=True)
    sys.stdin.read()
"""


def start(code: str, path: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", code, str(path)],
        cwd=PROJECT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def test_a_second_process_is_refused_by_name_until_the_first_is_gone(tmp_path: Path):
    path = filled(tmp_path)
    with start(HOLD, path) as holder:
        assert holder.stdout.readline() == "open\n"
        with pytest.raises(ProjectInUse) as caught:
            Project.open(path, BY)
        assert "Zoé Martin" in said(caught.value)
        assert str(holder.pid) in said(caught.value)
        holder.kill()
    assert lock_path(path).exists()  # left behind, and worth nothing
    with Project.open(path, BY) as project:
        assert project.article_count() == 21
    assert not lock_path(path).exists()


def test_one_process_opens_a_project_once(tmp_path: Path):
    with make(tmp_path) as project:
        with pytest.raises(ProjectInUse) as caught:
            Project.open(project.path, BY)
        assert caught.value.message.values["process"] == os.getpid()
    with Project.open(project.path, BY):
        pass


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_a_link_leads_to_the_same_lock(tmp_path: Path):
    link = tmp_path / "link.guillemet"
    with make(tmp_path) as project:
        link.symlink_to(project.path)
        with pytest.raises(ProjectInUse):
            Project.open(link, BY)
    with Project.open(link, BY) as again:
        assert again.id == project.id


def test_another_program_that_holds_the_file_is_told(tmp_path: Path):
    with make(tmp_path) as project:
        own = add(project)
        state = project.article_state(own.id)
        project._store.close()
        event.listen(
            project._store._engine, "connect", lambda raw, _: raw.execute("PRAGMA busy_timeout=50")
        )
        other = sqlite3.connect(project.path, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(ProjectInUse) as caught:
            project.edit_article(state, replace(state, title="x"), BY)
        assert caught.value.message.id == "store.busy"
        assert project.article_state(own.id) == state  # reading goes on
        other.execute("ROLLBACK")
        other.close()
        project.edit_article(state, replace(state, title="x"), BY)
        assert project.article(own.id).title == "x"


SAVE = """
import sys
from pathlib import Path
from annotator.identifiers import new_id
from annotator.model.change import Batch, Change, apply
from annotator.model.items import Mention
from annotator.model.message import msg
from annotator.model.text import Span
from annotator.services.projects import Project
project = Project.open(Path(sys.argv[1]), "Zoé")
article = project.article_rows("Zoé")[0].id
loaded = project.load_work(article, "Zoé")
work = loaded.work
while True:
    item = Mention(new_id(), Span.of(loaded.article.text, 0, 6))
    batch = Batch(new_id(), msg("do.test"), (Change(None, item),))
    work = apply(work, batch)
    project.commit(batch, work, article, "Zoé")
    print(batch.id, item.id, flush=True)
"""


@pytest.mark.slow
def test_what_was_saved_survives_a_kill(tmp_path: Path):
    """At random moments of a process that saves without a pause: nothing acknowledged is lost."""
    with make(tmp_path) as project:
        own = add(project)
        path = project.path
    chance, acknowledged = random.Random(4), []
    for _ in range(KILLS):
        with start(SAVE, path) as child:
            acknowledged.append(child.stdout.readline().split())
            time.sleep(chance.random() * 0.05)
            child.kill()
            rest = child.stdout.read().splitlines()
            acknowledged += [line.split() for line in rest if len(line) == 73]
        with Project.open(path, BY) as project:
            assert project.check() == ()
            loaded = project.load_work(own.id, "Zoé")
        batches = [one.id for one in loaded.log]
        items = [one.id for one in loaded.work.annotation.items]
        assert batches[: len(acknowledged)] == [batch for batch, _item in acknowledged]
        assert items == [one.changes[0].record.id for one in loaded.log]
        acknowledged = list(zip(batches, items, strict=True))  # one more may have been saved
    assert len(acknowledged) >= KILLS


IMPORT = """
import sys
from pathlib import Path
from annotator.services.projects import Project
from tests.core.project_builders import article, run
from annotator.model.imported import ImportedRecord
project = Project.open(Path(sys.argv[1]), "Zoé")
given = [ImportedRecord(article(f"{n} texte " * 50), b"x") for n in range(400)]
print("go", flush=True)
project.add_articles(given, run(), lambda done, total: print(done, flush=True))
print("done", flush=True)
"""


def test_a_killed_import_leaves_nothing_or_everything(tmp_path: Path):
    with make(tmp_path) as project:
        path = project.path
    for lines in (1, 2, 4):
        with start(IMPORT, path) as child:
            for _ in range(lines):
                child.stdout.readline()
            child.kill()
            finished = "done" in child.stdout.read()
        with Project.open(path, BY) as project:
            assert project.article_count() in ({400} if finished else {0, 400})
            assert project.check() == ()
            if project.article_count():
                return


def test_what_only_reads_works_while_another_has_the_project_open(tmp_path: Path, capsys):
    path, out = filled(tmp_path), tmp_path / "out.jsonl"
    with start(HOLD, path) as holder:
        assert holder.stdout.readline() == "open\n"
        with Project.open(path, BY, to_read=True) as project:
            assert project.read_only
            assert project.article_count() == 21
        assert run(["export", str(path), str(out), "--format", "jsonl", "--scope", "drafts"]) == 0
        assert len(out.read_bytes().splitlines()) == 21
        assert run(["check", str(path)]) == 0
        assert run(["import", str(path), str(out)]) == 2
        assert "Zoé Martin" in capsys.readouterr().err
        holder.kill()
    with Project.open(path, BY, to_read=True) as project:
        assert not project.read_only
