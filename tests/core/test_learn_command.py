"""The command `guillemet learn`, on real projects."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.cli.program import run
from annotator.prelabel.lexicon import adopt
from annotator.prelabel.own_lexicon import own_folder, take_up_own_words
from annotator.services import lexicon
from annotator.services.projects import Project
from annotator.services.schemes import load_scheme
from tests.core.learning_builders import (
    AGAIN,
    PROSE,
    open_session,
    place,
    put,
    quote_by_hand,
    rejecting,
)
from tests.core.project_builders import BY, make


@pytest.fixture(autouse=True)
def shipped_words_again() -> Iterator[None]:
    take_up_own_words()
    yield
    adopt({})


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with make(tmp_path) as made:
        yield made


def command_line(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str]:
    code = run(["learn", *words, "--by", BY])
    return code, capsys.readouterr().out


def test_the_command_lists_takes_over_and_takes_back(tmp_path: Path, capsys) -> None:
    with make(tmp_path) as project:
        first, _second = put(project, PROSE, AGAIN)
        quote_by_hand(open_session(project, first), "que le régime mentait", "a zorgloté")
        rejecting(project, 3)
        path = str(project.path)
    code, out = command_line(capsys, path)
    assert code == 0
    assert "zorgloter" in out
    assert "Jean Valmont a zorgloté que le régime mentait." in out
    assert not (own_folder() / "fr" / "cues.toml").exists()
    code, out = command_line(capsys, path, "--take", "--word", "zorgloter", "--json")
    (lesson,) = json.loads(out)["lessons"]
    assert (lesson["word"], lesson["done"], lesson["claim"]) == ("zorgloter", "taken", "accuse")
    assert "zorgloter" in (own_folder() / "fr" / "cues.toml").read_text("utf-8")
    code, out = command_line(capsys, path)
    assert "zorgloter" not in out
    assert "marteler" in out
    code, out = command_line(capsys, path, "--undo", "--dismiss", "--word", "marteler")
    assert code == 0
    code, out = command_line(capsys, path)
    assert "zorgloter" in out
    assert "marteler" not in out


def test_a_word_that_cannot_be_taken_over_is_told_and_the_others_are(
    tmp_path: Path, capsys
) -> None:
    with make(tmp_path) as project:
        first, second = put(project, PROSE, AGAIN)
        quote_by_hand(open_session(project, first), "que le régime mentait", "a zorgloté")
        for one in (first, second):
            open_session(project, one).add_mention(*place(one, "Zarkovane"), label="ORG")
        path = str(project.path)
    broken = own_folder() / "fr" / "cues.toml"
    broken.parent.mkdir(parents=True)
    broken.write_text("[[group]\n", "utf-8")
    assert run(["learn", path, "--by", BY, "--take", "--json"]) == 1
    out, told = capsys.readouterr()
    done = {one["word"]: one["done"] for one in json.loads(out)["lessons"]}
    assert done == {"zorgloter": "", "Zarkovane": "taken"}
    assert told.count(str(broken)) == 2
    assert lexicon.find(lexicon.entries("fr", "organisations"), "Zarkovane")


def test_the_command_names_the_option_for_a_word_and_words_that_nobody_knows(
    tmp_path: Path, capsys
) -> None:
    with make(tmp_path) as project:
        path = str(project.path)
    assert run(["learn", path, "--take", "zorgloter"]) == 2
    assert "--word zorgloter" in capsys.readouterr().err
    assert run(["learn", path, "--by", BY, "--take", "--word", "nirgends"]) == 1
    out, told = capsys.readouterr()
    assert "nirgends" in told
    assert "--by" not in out


def test_the_command_shows_the_claim_type_and_says_how_many_places_it_leaves_out(
    tmp_path: Path, capsys
) -> None:
    with make(tmp_path) as project:
        first, _second = put(project, PROSE, AGAIN)
        quote_by_hand(open_session(project, first), "que le régime mentait", "a zorgloté")
        rejecting(project, 3)
        path = str(project.path)
    _code, out = command_line(capsys, path)
    (line,) = [one for one in out.splitlines() if one.startswith("zorgloter")]
    assert load_scheme("diplomacy@1").label("claim_types", "accuse").title("fr") in line
    place = out.splitlines().index(next(one for one in out.splitlines() if "marteler" in one))
    assert out.splitlines()[place + 3].strip() == "… et 1 autre passage"


def test_the_command_says_what_is_not_there(tmp_path: Path, capsys) -> None:
    with make(tmp_path) as project:
        put(project, PROSE)
        path = str(project.path)
    assert command_line(capsys, path)[0] == 0
    assert command_line(capsys, path, "--take", "--word", "nirgends")[0] == 1
    assert command_line(capsys, path, "--take", "--dismiss")[0] == 2


def test_the_command_warns_of_own_words_that_are_left_out(tmp_path: Path, capsys) -> None:
    with make(tmp_path) as project:
        path = str(project.path)
    broken = own_folder() / "fr" / "cues.toml"
    broken.parent.mkdir(parents=True)
    broken.write_text("[[group]\n", "utf-8")
    assert run(["learn", path]) == 0
    assert f"{broken}, " in capsys.readouterr().err
