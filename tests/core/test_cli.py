"""The command line as a person and as a program meet it: sentences, JSON, exit codes."""

from __future__ import annotations

import json
import re
import signal
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import pytest
from openpyxl import load_workbook

from annotator import corpus
from annotator.cli.console import stoppable
from annotator.cli.program import COMMANDS, GROUPS, run
from annotator.messages import Translator
from annotator.services.demo import ANNOTATOR
from annotator.services.projects import Project
from annotator.settings import AppSettings, save_settings, settings_file

PROJECT = Path(__file__).resolve().parents[2]
TEXT = "« La route est ouverte », a déclaré Ada Kern. Elle a promis de « tenir »."
TUTORIAL = files("resources") / "samples" / "tutorial.jsonl"


@pytest.fixture(autouse=True)
def french(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "fr_FR.UTF-8")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with one text."""
    path, text = tmp_path / "essai.guillemet", tmp_path / "un.txt"
    text.write_text(TEXT, "utf-8")
    assert run(["new", str(path), "--name", "Essai"]) == 0
    assert run(["import", str(path), str(text), "--by", "Inès"]) == 0
    return path


def given(capsys: pytest.CaptureFixture[str]) -> dict:
    return json.loads(capsys.readouterr().out)


# Help and mistakes


@pytest.mark.parametrize("language", ["fr_FR.UTF-8", "en_GB.UTF-8"])
@pytest.mark.parametrize(
    "name", [*COMMANDS, *GROUPS, *(f"{name}.{one}" for name in GROUPS for one in GROUPS[name])]
)
def test_every_command_has_help_with_an_example_in_the_readers_language(
    name: str, language: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.setenv("LANG", language)
    say = Translator(language[:2])
    assert run([*name.split("."), "--help"]) == 0
    shown = " ".join(capsys.readouterr().out.split())
    assert say(f"cli.{name}.help").split(".")[0] in shown
    assert " ".join(say(f"cli.{name}.example").split()) in shown
    assert "cli." not in shown


def test_an_unknown_command_is_one_sentence_on_stderr(capsys: pytest.CaptureFixture[str]):
    assert run(["exprot"]) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert "exprot" in shown.err
    assert "--help" in shown.err
    assert shown.err.count("\n") == 1


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (["check", "rien.guillemet"], "rien.guillemet"),
        (["export", "rien.guillemet", "x", "--format", "workbook"], "rien.guillemet"),
        (["prelabel", "un.txt"], "--out"),
        (["evaluate", "--gold", "nulle-part", "--predicted", "x.jsonl"], "nulle-part"),
        (["import"], "PROJECT"),
    ],
)
def test_what_cannot_be_done_is_one_sentence_and_exit_code_2(
    words: list[str], named: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys
):
    monkeypatch.chdir(tmp_path)
    assert run(words) == 2
    shown = capsys.readouterr()
    assert named in shown.err
    assert shown.err.count("\n") == 1
    assert shown.out == ""


def test_the_settings_decide_the_language(project: Path, capsys: pytest.CaptureFixture[str]):
    save_settings(AppSettings(language="en"))
    capsys.readouterr()
    assert run(["check", str(project)]) == 0
    assert "is sound" in capsys.readouterr().out


def test_damaged_settings_are_named_and_left_as_they_are(capsys: pytest.CaptureFixture[str]):
    settings_file().write_text("{", "utf-8")
    assert run(["demo", "x"]) == 2
    assert str(settings_file()) in capsys.readouterr().err
    assert settings_file().read_text("utf-8") == "{"


def test_what_nobody_foresaw_is_one_sentence_and_its_details_are_kept(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    def broken(_self: Project) -> tuple:
        raise ZeroDivisionError("tout est cassé")

    monkeypatch.setattr(Project, "check", broken)
    capsys.readouterr()
    assert run(["check", str(project)]) == 2
    said = capsys.readouterr().err
    log = settings_file().with_name("guillemet.log")
    assert "tout est cassé" in said
    assert str(log) in said
    assert said.count("\n") == 1
    assert "Traceback" in log.read_text("utf-8")


def test_ctrl_c_is_a_wish_to_stop_while_work_goes_on():
    before = signal.getsignal(signal.SIGINT)
    with stoppable() as cancelled:
        assert not cancelled()
        signal.raise_signal(signal.SIGINT)
        assert cancelled()
    assert signal.getsignal(signal.SIGINT) is before


# The journey


def test_import_says_what_became_of_each_file(project: Path, tmp_path: Path, capsys):
    empty = tmp_path / "vide.txt"
    empty.write_text("", "utf-8")
    capsys.readouterr()
    assert run(["import", str(project), str(empty), str(TUTORIAL), "--json"]) == 1
    report = given(capsys)
    assert [one["status"] for one in report["entries"]] == ["refused", "imported"]
    assert "vide.txt" in report["entries"][0]["said"]
    assert report["articles"] == [report["entries"][1]["article"]]


def test_prelabel_export_and_check_a_project(project: Path, tmp_path: Path, capsys):
    capsys.readouterr()
    assert run(["prelabel", str(project), "--json"]) == 0
    passed = given(capsys)
    assert (passed["articles"], passed["failed"]) == (1, [])
    assert passed["suggestions"] > 2
    target = tmp_path / "classeur.xlsx"
    words = ["export", str(project), str(target), "--format", "workbook", "--scope", "drafts"]
    assert run([*words, "--json"]) == 0
    assert given(capsys)["counts"]["articles"] == 1
    assert len(load_workbook(target).sheetnames) >= 4
    assert run(["check", str(project), "--json"]) == 0
    assert given(capsys) == {"sound": True, "articles": 1, "problems": []}


def test_gold_of_a_project_becomes_a_corpus(tmp_path: Path, project: Path, capsys):
    assert run(["import", str(project), str(TUTORIAL)]) == 0
    folder = tmp_path / "corpus"
    assert run(["export", str(project), str(folder), "--format", "corpus"]) == 0
    (document,) = corpus.load(folder).documents
    assert document.gold


def test_an_export_of_nothing_is_done_with_problems(tmp_path: Path, project: Path, capsys):
    words = ["export", str(project), str(tmp_path / "x.jsonl"), "--format", "jsonl"]
    assert run(words) == 1
    assert run([*words, "--scope", "tout"]) == 2
    assert "drafts" in capsys.readouterr().err


def test_an_article_is_exported_by_its_id(tmp_path: Path, project: Path, capsys):
    with Project.open(project, "Inès") as opened:
        (row,) = opened.article_rows("Inès")
    target = tmp_path / "un.jsonl"
    words = ["export", str(project), str(target), "--format", "jsonl", "--article", row.id]
    assert run(words) == 0
    assert json.loads(target.read_text("utf-8"))["text"] == TEXT


def test_backups_get_free_names(project: Path, capsys):
    assert run(["backup", str(project)]) == 0
    assert run(["backup", str(project)]) == 0
    copies = sorted(path.name for path in project.parent.glob("*-backup-?.guillemet"))
    assert copies == ["essai-backup-1.guillemet", "essai-backup-2.guillemet"]
    assert run(["backup", str(project), str(project)]) == 2
    assert run(["check", str(project.with_name(copies[1]))]) == 0


def test_suggestions_can_be_compared_with_gold(tmp_path: Path, capsys):
    gold, predicted = tmp_path / "gold.jsonl", tmp_path / "machine.jsonl"
    gold.write_bytes(TUTORIAL.read_bytes())
    assert run(["prelabel", str(gold), "--out", str(predicted), "--as-annotation"]) == 0
    capsys.readouterr()
    assert run(["evaluate", "--gold", str(gold), "--predicted", str(predicted), "--json"]) == 0
    total = given(capsys)["total"]
    assert total["quotes"]["expected"] > 5
    assert 0.5 < total["quotes"]["f1"] <= 1
    assert run(["evaluate", "--gold", str(gold), "--predicted", str(gold), "--json"]) == 0
    itself = given(capsys)["total"]
    assert {name: one["f1"] for name, one in itself.items()} == dict.fromkeys(itself, 1.0)


def test_a_damaged_line_is_named_with_its_number(tmp_path: Path, capsys):
    gold, other = tmp_path / "gold.jsonl", tmp_path / "autre.jsonl"
    gold.write_bytes(TUTORIAL.read_bytes())
    other.write_bytes(gold.read_bytes().splitlines()[0] + b"\n{}\n")
    assert run(["evaluate", "--gold", str(gold), "--predicted", str(other)]) == 2
    assert "autre.jsonl:2" in capsys.readouterr().err


def test_gold_in_the_form_of_the_guidelines_is_read(shared: Path, tmp_path: Path, capsys):
    predicted = tmp_path / "machine.jsonl"
    seed = shared / "gold" / "seed.txt"
    assert run(["prelabel", str(seed), "--out", str(predicted)]) == 0
    capsys.readouterr()
    words = ["evaluate", "--gold", str(seed.with_suffix(".json")), "--predicted", str(predicted)]
    assert run([*words, "--json"]) == 0
    total = given(capsys)["total"]
    assert total["quotes"]["right"] >= 11
    assert total["speakers"]["right"] >= 10
    assert total["entities"]["right"] >= 30


def test_the_demo_leaves_what_its_summary_names(tmp_path: Path, capsys):
    shots: list[tuple[str, str, str]] = []

    def shoot(project: Path, article: str, picture: Path, theme: str, language: str) -> None:
        with Project.open(project, ANNOTATOR) as opened:
            shots.append((opened.article(article).title[:5], theme, language))
        picture.write_bytes(b"")

    folder = tmp_path / "demo"
    (folder / "notes").mkdir(parents=True)
    for _ in range(2):  # the second replaces the first
        assert run(["demo", str(folder)], shoot) == 0
    assert shots[:2] == [("Corée", "light", "fr"), ("Pétro", "dark", "fr")]
    summary = (folder / "LISEZ-MOI.md").read_text("utf-8")
    made = {"window-light.png", "window-dark.png", "workbook.xlsx", "corpus", "demo.guillemet"}
    assert {path.name for path in folder.iterdir()} == {*made, "LISEZ-MOI.md", "notes"}
    assert all(name in summary for name in made)
    (gold,) = corpus.load(folder / "corpus").documents
    assert gold.article.title.startswith("Corée du Nord")


def test_the_demo_takes_an_article_of_ones_own(tmp_path: Path, capsys):
    own = tmp_path / "à moi.txt"
    own.write_text(TEXT, "utf-8")
    assert run(["demo", str(tmp_path / "demo"), "--article", str(own)]) == 0
    with Project.open(tmp_path / "demo" / "demo.guillemet", ANNOTATOR) as opened:
        (row,) = opened.article_rows(ANNOTATOR, query="Ada Kern")
        assert (row.status, row.open_suggestions) == ("in_progress", 0)
        assert row.quotes >= 2


def test_the_program_itself_runs_a_command(tmp_path: Path):
    path = tmp_path / "essai.guillemet"
    done = subprocess.run(
        [sys.executable, "main.py", "new", str(path)],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert path.exists()


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        (["exprt"], ("« exprt »", "vouliez-vous dire export")),
        (["new", "a", "b", "c"], ("ces mots sont de trop : b c",)),
        (["new"], ("il manque « PROJECT »",)),
        (["export", "a", "b"], ("il manque l’option « --format »",)),
        (["export", "a", "b", "--formt", "x"], ("« --formt »", "--format")),
        (["new", "a", "--name"], ("l’option « --name » demande une valeur",)),
        (["prelabel", "x", "--jobs", "z"], ("la valeur de « --jobs",)),
    ],
)
def test_a_mistake_in_the_words_is_told_in_french(words, wanted, monkeypatch, capsys):
    monkeypatch.setenv("LC_ALL", "fr_FR.UTF-8")
    assert run(words) == 2
    told = " ".join(capsys.readouterr().err.replace("\u00a0", " ").replace("\u202f", " ").split())
    assert [one for one in wanted if one not in told] == []
    assert not re.search("No such|Missing|unexpected|requires|Invalid|mean", told)
