"""Many articles, several processes: order, deaths, cancelling, a full disk, always one result."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import CancelledError
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import psutil
import pytest

from annotator.errors import EnvironmentTrouble
from annotator.model.annotation import Decision
from annotator.model.article import Article
from annotator.model.change import apply
from annotator.model.items import item_spans
from annotator.prelabel.evidence import NO_MODELS, ModelChoice
from annotator.services.prelabel_crew import Crew, EngineStopped, in_order, usable_jobs
from annotator.services.prelabel_files import prelabel_files
from annotator.services.prelabel_pass import plan_pass, prelabel_project
from annotator.services.prelabelling import Engine
from annotator.services.projects import Project
from tests.core import model_doubles
from tests.core.project_builders import BY, add, adding, article, make, said

PROJECT = Path(__file__).resolve().parents[2]
TEXT = "« La route est ouverte », a déclaré Ada Kern. Elle a promis de « tenir »."


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with make(tmp_path) as made:
        yield made


@pytest.fixture
def engine() -> Iterator[Engine]:
    made = Engine()
    yield made
    made.close()


def texts(count: int, *others: str) -> list[Article]:
    own = [article(f"{n}. {TEXT * (n % 4 + 1)}", f"T{n}") for n in range(count)]
    return [*own, *(article(one, one) for one in others)]


def deadly(title: str) -> Article:
    own = article(TEXT, title)
    return model_doubles.Deadly(own.id, own.text, own.title, own.sha256, meta=own.meta)


def shapes(project: Project) -> list[tuple[object, ...]]:
    """Every suggestion of a project, without ids."""
    return [
        (row.title, one.source, one.score, one.reason, item_spans(one.item))
        for row in project.article_rows(BY)
        for one in project.proposals(row.id).suggestions
    ]


# The crew


def test_every_article_comes_back_once_and_can_be_put_in_order():
    given = texts(20)
    with Crew(2, NO_MODELS, model_doubles.sees) as crew:
        outcomes = list(in_order(crew.outcomes(given)))
    assert [one.article for one in outcomes] == given
    assert all(one.found and one.found.proposals.suggestions for one in outcomes)


def test_articles_are_taken_a_few_at_a_time():
    taken: list[Article] = []

    def source() -> Iterator[Article]:
        for one in texts(50):
            taken.append(one)
            yield one

    with Crew(2, NO_MODELS, model_doubles.sees) as crew:
        next(crew.outcomes(source()))
    assert len(taken) < 12


def test_a_slow_article_holds_up_the_taking_of_others_where_order_is_wanted():
    taken: list[Article] = []

    def source() -> Iterator[Article]:
        for one in [article(TEXT * 3000, "long"), *texts(40)]:
            taken.append(one)
            yield one

    with Crew(2, NO_MODELS, model_doubles.sees) as crew:
        first = next(in_order(crew.outcomes(source(), ahead=9)))
        before = len(taken)
        assert first.article.title == "long"
    assert 3 < before <= 9


def test_cancelling_ends_the_processes_at_once():
    others = set(multiprocessing.active_children())
    with (
        pytest.raises(CancelledError),
        Crew(2, NO_MODELS, model_doubles.sees) as crew,
    ):
        list(crew.outcomes([article(TEXT * 3000) for _ in range(4)], lambda: True))
    assert not any(one.is_alive() for one in set(multiprocessing.active_children()) - others)


@pytest.mark.skipif(os.name == "nt", reason="SIGKILL is not there")
@pytest.mark.parametrize("choice", [NO_MODELS, model_doubles.CHOICE])
def test_a_text_that_kills_its_process_costs_that_text_alone(choice: ModelChoice):
    given = texts(9)
    given.insert(2, deadly("Fatal"))
    with Crew(2, choice, model_doubles.sees) as crew:
        outcomes = list(in_order(crew.outcomes(given)))
    assert [one.article for one in outcomes] == given
    assert [one.died for one in outcomes] == [n == 2 for n in range(10)]
    assert [one.found is None for one in outcomes] == [n == 2 for n in range(10)]
    trouble = outcomes[2].trouble
    assert trouble is not None
    assert trouble.values["title"] == "Fatal"


@pytest.mark.skipif(os.name == "nt", reason="SIGKILL is not there")
def test_where_a_model_dies_the_rules_read_that_text_alone():
    given = texts(9, f"fatal {TEXT}")
    given.insert(2, given.pop())
    with Crew(2, model_doubles.CHOICE, model_doubles.dies) as crew:
        outcomes = list(in_order(crew.outcomes(given)))
    assert [one.article for one in outcomes] == given
    assert all(one.found and one.found.proposals.suggestions for one in outcomes)
    assert [one.trouble is None for one in outcomes] == [n != 2 for n in range(10)]
    assert outcomes[2].trouble is not None
    assert outcomes[2].trouble.id == "prelabelling.models_stopped"
    with_model, alone = outcomes[1].found, outcomes[2].found
    assert with_model
    assert alone
    assert with_model.made_with != alone.made_with


@pytest.mark.skipif(os.name == "nt", reason="SIGKILL is not there")
def test_a_model_that_only_dies_is_left_out_and_the_rules_read_everything():
    given = [article(f"fatal {n} {TEXT}", f"T{n}") for n in range(12)]
    with Crew(1, model_doubles.CHOICE, model_doubles.dies) as crew:
        outcomes = list(crew.outcomes(given))
    assert {one.article.id for one in outcomes} == {one.id for one in given}
    assert all(one.found and one.found.proposals.suggestions for one in outcomes)
    said_ = [one.trouble.id for one in outcomes if one.trouble]
    assert said_.count("prelabelling.models_stopped") == 2
    assert said_.count("prelabelling.models_given_up") == 10


@pytest.mark.skipif(os.name == "nt", reason="SIGKILL is not there")
def test_processes_that_only_die_are_given_up():
    given = [deadly(f"T{n}") for n in range(20)]
    with (
        pytest.raises(EngineStopped) as caught,
        Crew(1, model_doubles.CHOICE, model_doubles.sees) as crew,
    ):
        list(crew.outcomes(given))
    assert "T" in said(caught.value)


def test_a_process_that_is_killed_from_outside_costs_nothing():
    given = texts(30)
    seen = []
    others = set(multiprocessing.active_children())
    with Crew(1, NO_MODELS, model_doubles.sees) as crew:
        for one in crew.outcomes(given):
            seen.append(one)
            if len(seen) == 5:
                (child,) = set(multiprocessing.active_children()) - others
                child.kill()
    assert {one.article.id for one in seen} == {one.id for one in given}
    assert all(one.found for one in seen)


def test_jobs_follow_cores_and_articles():
    assert usable_jobs(1) == 1
    assert 1 <= usable_jobs(10_000) <= 4
    assert usable_jobs(10_000, 7) == 7
    assert usable_jobs(3, 7) == 3
    assert usable_jobs(40, None, model_doubles.CHOICE) == 1


# A pass over a project


def test_the_result_does_not_depend_on_the_number_of_processes(tmp_path: Path, engine: Engine):
    given, found = texts(25), []
    for jobs in (1, 3):
        with make(tmp_path, f"essai-{jobs}") as project:
            add(project, *given)
            report = prelabel_project(project, engine, jobs=jobs)
            assert report.articles == 25
            found.append(shapes(project))
            assert project.check() == ()
    assert found[0] == found[1]
    assert found[0]


def test_files_give_the_same_lines_for_any_number_of_processes(tmp_path: Path, engine: Engine):
    folder, written = tmp_path / "textes", []
    folder.mkdir()
    for n in range(12):
        (folder / f"{n:02}.txt").write_text(f"{n}. {TEXT * (n % 3 + 1)}", "utf-8")
    (folder / "05b.txt").write_text("", "utf-8")
    (folder / "07b.png").write_bytes(b"\x89PNG\x00")
    for jobs in (1, 2):
        report = prelabel_files([folder], tmp_path / f"{jobs}.jsonl", engine, jobs=jobs)
        assert [one.file for one in report.unread] == ["05b.txt", "07b.png"]
        lines = (tmp_path / f"{jobs}.jsonl").read_text("utf-8").splitlines()
        written.append([line.split('"text"')[1].split('"sha256"')[0] for line in lines])
    assert written[0] == written[1]
    assert len(written[0]) == 12


@pytest.mark.skipif(os.name == "nt", reason="SIGKILL is not there")
def test_a_pass_tells_what_a_process_died_of_and_goes_on(project: Project):
    engine = Engine(model_doubles.CHOICE, model_doubles.dies)
    add(project, *texts(6, f"fatal {TEXT}"))
    report = prelabel_project(project, engine, jobs=2)
    engine.close()
    assert (report.articles, report.failed) == (7, ())
    (why,) = report.troubles
    assert why.values["title"].startswith("fatal")
    assert project.unlabelled_articles() == ()


def test_a_pass_that_was_stopped_keeps_what_is_done_and_goes_on_later(
    project: Project, engine: Engine
):
    add(project, *texts(3), *(article(f"{n} {TEXT * 2000}", f"L{n}") for n in range(3)))
    pressed: list[object] = []

    def saved(article_id: object, _count: int) -> None:
        pressed.append(article_id)

    report = prelabel_project(
        project, engine, jobs=1, cancelled=lambda: bool(pressed), on_saved=saved
    )
    assert report.cancelled
    assert 1 <= report.articles < 6
    assert len(project.unlabelled_articles()) == 6 - report.articles
    assert multiprocessing.active_children()  # the open article's own process lives on
    assert prelabel_project(project, engine, jobs=2).articles == 6 - report.articles


def test_what_somebody_did_meanwhile_is_left_alone(project: Project, engine: Engine):
    first, *others = texts(8)
    add(project, first, *others)
    last = max(others, key=lambda one: int(one.title[1:]))
    opened = engine.submit(last).result()
    done: list[object] = []

    def saved(article_id: object, _count: int) -> None:
        if not done:  # a person opens the last one: its suggestions come from the other process
            project.save_proposals(opened.proposals, made_with=opened.made_with)
        done.append(article_id)

    report = prelabel_project(project, engine, jobs=1, on_saved=saved)
    assert last.id not in done
    assert report.articles == 7
    assert project.proposals(last.id) == opened.proposals


def test_older_suggestions_are_counted_and_made_anew_when_asked(project: Project, engine: Engine):
    own, begun = texts(2)
    add(project, own, begun)
    for one in (own, begun):
        project.save_proposals(engine.submit(one).result().proposals, made_with="règles 1")
    work = project.load_work(begun.id, BY).work
    first = project.proposals(begun.id).suggestions[0]
    step = adding(Decision(first.id, "rejected"))
    project.commit(step, apply(work, step), begun.id, BY)
    assert plan_pass(project, engine).outdated == 1
    report = prelabel_project(project, engine)
    assert (report.articles, report.outdated) == (0, 1)
    before = project.proposals(own.id)
    report = prelabel_project(project, engine, renew=True)
    assert (report.articles, report.outdated) == (1, 0)
    assert project.proposals(own.id) == before  # the same rules: even the ids stay
    assert plan_pass(project, engine).outdated == 0


def test_other_models_make_suggestions_outdated(project: Project, engine: Engine):
    add(project, *texts(2))
    prelabel_project(project, engine)
    assert plan_pass(project, engine).outdated == 0
    engine.choose(model_doubles.CHOICE)
    assert plan_pass(project, engine).outdated == 2
    engine.choose(replace(model_doubles.CHOICE, packages=(("en", "en_essai"),)))
    assert plan_pass(project, engine).outdated == 0


def test_a_model_that_fails_is_said_once_and_the_rules_go_on(project: Project):
    engine = Engine(model_doubles.CHOICE, model_doubles.fails)
    add(project, *texts(5))
    report = prelabel_project(project, engine)
    engine.close()
    assert report.articles == 5
    (why,) = report.troubles
    assert "poids illisibles" in why.values["why"]
    assert all(project.proposals(row.id).suggestions for row in project.article_rows(BY))


@pytest.mark.skipif(os.name == "nt", reason="there is no limit on the size of a file")
def test_a_full_disk_is_told_in_a_sentence_and_keeps_what_is_done(project: Project, engine: Engine):
    add(project, *texts(30))

    def fill(_article: object, _count: int) -> None:
        with project._store.writing() as connection:
            (pages,) = connection.exec_driver_sql("PRAGMA page_count").one()
            connection.exec_driver_sql(f"PRAGMA max_page_count={pages}")

    with pytest.raises(EnvironmentTrouble) as caught:
        prelabel_project(project, engine, jobs=2, on_saved=fill)
    assert said(caught.value)
    kept = 30 - len(project.unlabelled_articles())
    assert 1 <= kept < 30
    assert len({row[0] for row in shapes(project)}) == kept
    assert project.check() == ()


# From the command line, broken off


def command(path: Path, *options: str) -> subprocess.Popen[str]:
    """The pass as a person starts it, in a process group of its own, like a terminal's."""
    environment = {**os.environ, "GUILLEMET_CONFIG_DIR": str(path.parent / "config")}
    return subprocess.Popen(
        [sys.executable, str(PROJECT / "main.py"), "prelabel", str(path), *options],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        env=environment,
    )


def left_in(path: Path) -> int:
    """How many articles have no suggestions yet, read beside whoever writes."""
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as raw:
        (count,) = raw.execute("SELECT count(*) FROM article WHERE NOT prelabelled").fetchone()
    return int(count)


@pytest.fixture
def long_work(tmp_path: Path) -> Path:
    with make(tmp_path) as project:
        add(project, *(article(f"{n}. {TEXT * 60}", f"L{n}") for n in range(60)))
        return project.path


def begun(path: Path, running: subprocess.Popen[str]) -> None:
    """Wait until some of the articles are done."""
    while left_in(path) > 56:
        assert running.poll() is None, running.communicate()
        time.sleep(0.05)


@pytest.mark.skipif(os.name == "nt", reason="there are no process groups")
def test_ctrl_c_keeps_what_is_done_and_says_so_in_a_sentence(long_work: Path):
    with command(long_work, "--jobs", "2") as running:
        begun(long_work, running)
        os.killpg(running.pid, signal.SIGINT)
        said_, trouble = running.communicate(timeout=30)
    assert running.returncode == 1
    assert trouble == "", "no process dies aloud"
    assert len(said_.splitlines()) == 2
    assert 0 < left_in(long_work) < 60
    with Project.open(long_work, BY) as project:
        assert project.check() == ()


@pytest.mark.skipif(os.name == "nt", reason="SIGKILL is not there")
def test_a_pass_that_is_killed_leaves_a_sound_project_and_no_process(long_work: Path):
    with command(long_work, "--jobs", "2") as running:
        begun(long_work, running)
        children = psutil.Process(running.pid).children(recursive=True)
        assert len(children) >= 2
        running.kill()
        running.communicate(timeout=30)
    gone, alive = psutil.wait_procs(children, timeout=20)
    assert (len(gone), alive) == (len(children), [])
    with Project.open(long_work, BY) as project:
        assert project.check() == ()
        assert 0 < len(project.unlabelled_articles()) < 60


def test_a_project_that_somebody_has_open_is_refused_in_a_sentence(project: Project):
    add(project, *texts(1))
    with command(project.path, "--json") as running:
        _out, trouble = running.communicate(timeout=60)
    assert running.returncode == 2
    assert BY in trouble
    assert len(trouble.strip().splitlines()) == 1
    assert len(project.unlabelled_articles()) == 1
