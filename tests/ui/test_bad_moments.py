"""Bad moments at work: what was done stays, what happened is said, and the window goes on."""

from __future__ import annotations

import json
import multiprocessing
import sqlite3
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from annotator.exporters import EXPORTERS
from annotator.model.items import Mention
from annotator.services.export_scope import Scope
from annotator.services.exporting import export
from annotator.services.importing import import_paths
from annotator.services.prelabelling import Engine
from annotator.services.projects import Project, ProjectSettings
from annotator.services.schemes import kept_version, new_version, present_scheme
from tests.conftest import PROJECT
from tests.ui.test_window_trouble import held_open
from tests.ui.window_stage import BY, CTRL, Stage, staged
from ui.presenters.cards import cards_of

KEY = Qt.Key
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="an open file cannot go there")


def saved_items(path: Path) -> int:
    """Items that the file holds, read by somebody else."""
    with sqlite3.connect(path) as other:
        (count,) = other.execute("SELECT count(*) FROM mention").fetchone()
    other.close()
    return count


# The article


def test_an_article_that_is_binned_in_the_list_while_it_is_open_keeps_its_work(
    stage: Stage,
) -> None:
    stage.press("a", "a")
    work, title = stage.session.annotation, stage.title
    stage.pick(stage.context_menu(0), stage.window.say("panels.to_bin"))
    assert title not in stage.titles
    stage.to_text()
    stage.window.frame.show_bin(True)
    assert stage.titles == [title]
    stage.click_row(0)
    assert stage.session.annotation == work
    stage.window.run("article.restore")
    stage.window.frame.show_bin(False)
    assert title in stage.titles
    stage.reopen()
    assert title in stage.titles


# The file


@POSIX
def test_a_project_file_that_is_deleted_takes_no_work_with_it(stage: Stage, path: Path) -> None:
    """What was done since is kept beside the settings, and offered with the next backup or copy."""
    stage.press("a")
    copy = path.read_bytes()
    path.unlink()
    before = len(stage.session.annotation.items)
    stage.press("a")
    assert path.name in stage.banner
    assert len(stage.session.annotation.items) > before
    assert stage.session.unsaved == 1
    path.write_bytes(copy)  # somebody puts a copy back: another file, perhaps without the last step
    stage.press("a")
    assert stage.session.unsaved
    stage.asked(lambda form: stage.click(form.ok), lambda: stage.main.close())
    assert Project.open(path, BY).close() is None


FULL = """
import resource, sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
from annotator.settings import AppSettings
from tests.ui.window_stage import BY, NearEngine
from ui.window import Window

app = QApplication([])
path = Path(sys.argv[1])
window = Window(AppSettings(annotator=BY, theme="light"), NearEngine())
window.main.show()
assert window.frame.open_project(path)
session = window.desk.session
window.run("decide.accept")
print(session.unsaved, len(session.annotation.items))
largest = max(one.stat().st_size for one in path.parent.iterdir())
resource.setrlimit(resource.RLIMIT_FSIZE, (largest, resource.RLIM_INFINITY))
for _ in range(40):
    window.run("decide.accept")
    if session.unsaved:
        break
print(session.unsaved > 0, bool(window.main.banner.words), path.name in window.main.banner.words)
done = len(session.annotation.items)
window.run("decide.accept")
print(len(session.annotation.items) > done)
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
window.run("decide.accept")
print(session.unsaved)
items = session.annotation.items
window.main.close()
from annotator.services.projects import Project
with Project.open(path, BY) as project:
    print(project.load_work(session.article.id, BY).work.annotation.items == items, project.check())
"""


@POSIX
def test_a_disk_that_fills_up_while_somebody_edits_loses_nothing(path: Path) -> None:
    """A window of its own, whose files may not grow any more: what the system itself does."""
    done = subprocess.run(
        [sys.executable, "-c", FULL, str(path)],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    first, full, on, back, sound = done.stdout.splitlines()
    assert first.startswith("0 ")
    assert (full, on, back, sound) == ("True True True", "True", "0", "True ()")


# The process that reads


@pytest.mark.slow
def test_a_reading_process_that_is_killed_again_and_again_is_said_and_work_goes_on(
    qtbot, path: Path
) -> None:
    with Project.open(path, BY) as project:
        text = "Le ministre a dit : « Non. » La Russie a répondu. " * 3000
        (project.path.parent / "long.txt").write_text(text, "utf-8")
    others = set(multiprocessing.active_children())
    engine = Engine()
    with staged(qtbot, path) as stage:
        window = stage.window
        window.prelabeller.stop()
        window.prelabeller._engine = engine
        report = import_paths(stage.project, [path.parent / "long.txt"], annotator=BY)
        window.frame.refresh()
        window.frame.choose(report.article_ids[0])

        def said_or_kill() -> bool:
            """Kill whatever reads, also one that had not begun, until it is said."""
            if "long" in stage.banner or stage.title[:20] in stage.banner:
                return True
            for child in set(multiprocessing.active_children()) - others:
                child.kill()
                child.join()
            return False

        try:
            qtbot.waitUntil(said_or_kill, timeout=60_000)
            qtbot.waitUntil(lambda: not window.prelabeller.busy)
            qtbot.waitUntil(lambda: stage.session is not None)
            stage.to_text()
            window.main.article.text.select(0, 2)
            stage.press("m")
            assert [type(one) for one in stage.session.annotation.items] == [Mention]
            assert stage.session.unsaved == 0
        finally:
            engine.close()


# The scheme


def without_label(project: Project, label: str) -> None:
    """Have the project work with a version of its scheme that knows nothing of a label."""
    scheme = present_scheme(project)
    entities = tuple(one for one in scheme.labels("entity_labels") if one.id != label)
    groups = tuple(
        (name, entities if name == "entity_labels" else labels) for name, labels in scheme.groups
    )
    smaller = replace(scheme, version=scheme.version + 1, groups=groups)
    project.keep_setting(*kept_version(new_version(smaller, scheme.reference, BY, "g")))
    project.change_settings(ProjectSettings(project.settings.language, smaller.reference))


def test_items_whose_label_the_scheme_lacks_are_shown_relabelled_and_exported(
    qtbot, path: Path, tmp_path: Path
) -> None:
    with staged(qtbot, path) as stage:
        window = stage.window
        window.main.article.text.select(0, 4)
        stage.press("m")
        session = stage.session
        (item,) = session.annotation.items
        session.set_label(item.id, "PER")
        session.add_mention(10, 14, "PER")
        article = session.article.id
    with Project.open(path, BY) as project:
        without_label(project, "PER")
    with staged(qtbot, path) as stage:
        window = stage.window
        window.frame.choose(article)
        mine = [one for one in stage.session.annotation.items if isinstance(one, Mention)]
        assert [one.label for one in mine] == ["PER", "PER"]
        window.desk.select(mine[0].id)
        stage.to_text()
        cards = cards_of(stage.session, mine[0].id, "fr")
        assert any("PER" in str(card) for card in cards)
        stage.press("l")
        stage.type("organisation")
        stage.press(KEY.Key_Return)
        assert [one.label for one in stage.session.annotation.items] == ["ORG", "PER"]
        stage.press(KEY.Key_Z, held=CTRL)
        assert [one.label for one in stage.session.annotation.items] == ["PER", "PER"]
        for form in EXPORTERS:
            export(stage.project, form, tmp_path / form, scope=Scope("drafts"))
        lines = (tmp_path / "jsonl.jsonl").read_text("utf-8").splitlines()
        (line,) = [one for one in map(json.loads, lines) if article in json.dumps(one)]
        assert json.dumps(line).count('"PER"') >= 2
        stage.session.finish("essai")
        strict = export(stage.project, "jsonl", tmp_path / "fini", scope=Scope("finished"))
        (why,) = [one.why for one in strict.excluded if one.article == article]
        assert (why.id, why.values["label"]) == ("check.no_label", "PER")
        assert stage.project.check() == ()


# Two windows


def test_two_windows_on_one_project_in_one_program(qtbot, stage: Stage, path: Path) -> None:
    with staged(qtbot, None) as second:
        assert not second.window.frame.open_project(path)
        assert BY in second.banner
        assert second.main.welcome.isVisible()
    stage.main.activateWindow()
    qtbot.waitUntil(stage.main.isActiveWindow)
    stage.to_text()
    stage.press("a")
    assert stage.session.unsaved == 0
    assert stage.session.annotation.items


def test_a_window_whose_project_another_program_wants_stays_the_writer(
    stage: Stage, path: Path
) -> None:
    with pytest.raises(AssertionError), held_open(path):
        pass
    stage.press("a")
    assert stage.session.unsaved == 0
