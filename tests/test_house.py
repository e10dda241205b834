"""The rules that no tool checks: sentences in both languages, figures that agree, clean files."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Message
from babel.messages.pofile import read_po

import annotator

PROJECT = Path(__file__).resolve().parent.parent
TRANSLATIONS = PROJECT / "resources" / "translations"
LANGUAGES = ("fr", "en")
AREAS = sorted({path.name for path in TRANSLATIONS.glob("*/*.po")})
PLACEHOLDER = re.compile(r"\{(\w+)\}")
SAYING = frozenset({"msg", "say", "tr"})
SPACE = "[\u00a0\u202f]"
MISTAKES_IN_FRENCH = {
    "a straight apostrophe": re.compile(r"\w'\w"),
    "no no-break space before a high mark": re.compile(
        rf"(?<!{SPACE})(?<=[\w»)}}])[ ]?[;!?](?!\w)"
    ),
    "no no-break space before a colon": re.compile(r"(?<=[\w»)}]) ?:(?= |$)"),
    "no no-break space inside guillemets": re.compile(rf"«(?!{SPACE})|(?<!{SPACE})»"),
    "three dots": re.compile(r"\.\.\."),
}


def catalogue(language: str, area: str) -> dict[str, Message]:
    with (TRANSLATIONS / language / area).open("rb") as handle:
        found = read_po(handle, locale=language)
    return {message_id(message): message for message in found if message.id}


def message_id(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def sentences(message: Message) -> tuple[str, ...]:
    return (message.string,) if isinstance(message.string, str) else tuple(message.string)


def placeholders(message: Message) -> set[str]:
    return {name for form in sentences(message) for name in PLACEHOLDER.findall(form)}


def filled_in(message: Message) -> set[str]:
    """The placeholders, a parameter given in both languages counted as one (title_fr, title_en)."""
    return {re.sub(r"_(?:fr|en)$", "", name) for name in placeholders(message)}


def all_messages(language: str) -> dict[str, Message]:
    whole: dict[str, Message] = {}
    for area in AREAS:
        whole |= catalogue(language, area)
    return whole


@pytest.mark.parametrize("area", AREAS)
def test_both_languages_say_the_same_things(area: str):
    french, english = (catalogue(language, area) for language in LANGUAGES)
    assert french.keys() == english.keys()
    for name, message in french.items():
        assert filled_in(message) == filled_in(english[name]), name
        assert all(sentences(message)), name
        assert all(sentences(english[name])), name


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_is_written_twice(language: str):
    names = [name for area in AREAS for name in catalogue(language, area)]
    assert sorted(names) == sorted(set(names))


@pytest.mark.parametrize("area", AREAS)
def test_french_is_set_as_french_is(area: str):
    found = {
        f"{name}: {mistake}": form
        for name, message in catalogue("fr", area).items()
        for form in sentences(message)
        for mistake, pattern in MISTAKES_IN_FRENCH.items()
        if pattern.search(re.sub(r"https?://\S+|`[^`]*`", "", form))
    }
    assert found == {}


def test_the_mistakes_are_found():
    """The patterns above can fail, and leave good French alone."""
    bad = ["l'eau", "Quoi ?", "Quoi?", "Ici : là", "Ici: là", "« Oui »", "«Oui»", "Attendez..."]
    good = ["l’eau", "Quoi\u202f?", "Ici\u00a0: là", "«\u00a0Oui\u00a0»", "à 10:30", "Attendez…"]
    assert [any(p.search(one) for p in MISTAKES_IN_FRENCH.values()) for one in bad] == [True] * 8
    assert [any(p.search(one) for p in MISTAKES_IN_FRENCH.values()) for one in good] == [False] * 6


def said_in_code() -> Iterator[tuple[str, str, set[str] | None]]:
    """Place, message id and parameters (None: not known here) of each message made by its id."""
    for folder in ("annotator", "ui"):
        for path in sorted((PROJECT / folder).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call) and (name := spoken(node)):
                    names = {word.arg for word in node.keywords}
                    known = None if None in names or len(node.args) > 1 else names
                    yield f"{path.relative_to(PROJECT)}:{node.lineno}", name, known


def spoken(call: ast.Call) -> str | None:
    function = call.func
    name = getattr(function, "id", None) or getattr(function, "attr", "")
    first = call.args[0] if call.args else None
    if name.lstrip("_") not in SAYING or not isinstance(first, ast.Constant):
        return None
    return first.value if isinstance(first.value, str) and "." in first.value else None


def test_every_message_has_its_sentence_and_parameters():
    known, english = all_messages("fr"), all_messages("en")
    wrong = []

    def needed(name: str) -> set[str]:
        """All but the keys, which the window fills in by itself."""
        wanted = placeholders(known[name]) | placeholders(english[name])
        return {one for one in wanted if not one.startswith("k_")}

    for place, name, parameters in said_in_code():
        if name not in known:
            wrong.append(f"{place}: no sentence for {name}")
        elif parameters is not None and (lacking := needed(name) - parameters):
            wrong.append(f"{place}: {name} lacks {sorted(lacking)}")
    assert wrong == []


def settings() -> dict:
    return tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))


def test_there_is_one_version():
    version = settings()["project"]["version"]
    assert annotator.__version__ == version
    assert re.search(rf"^## \[({re.escape(version)}|Unreleased)\]", read("CHANGELOG.md"), re.M)


def read(name: str) -> str:
    return (PROJECT / name).read_text(encoding="utf-8")


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", re.split(r"[\s\[<>=!~;]", name, maxsplit=1)[0]).lower()


def test_constraints_fix_every_dependency():
    lines = [line for line in read("constraints.txt").splitlines() if not line.startswith("#")]
    assert [line for line in lines if not re.fullmatch(r"[\w.-]+==[\w.+!]+", line)] == []
    project = settings()["project"]
    wanted = project["dependencies"] + project["optional-dependencies"]["dev"]
    assert {normal(name) for name in wanted} <= {normal(line) for line in lines}


def test_pre_commit_runs_the_checks_of_make_test():
    hooks = re.findall(r"entry: \.venv/bin/([\w-]+)", read(".pre-commit-config.yaml"))
    checks = re.findall(r"^\t\$\(VENV\)/bin/([\w-]+)", read("Makefile"), re.M)
    assert set(hooks) == set(checks)


@pytest.mark.skipif(shutil.which("make") is None, reason="make is not installed")
@pytest.mark.parametrize("target", ["run", "test", "bench", "screens", "judges"])
def test_every_target_sets_up_first(target: str, tmp_path: Path):
    """`make -n` on a tree without an environment: the set-up comes before the work."""
    for name in ("Makefile", "pyproject.toml", "constraints.txt"):
        shutil.copy(PROJECT / name, tmp_path)
    done = subprocess.run(
        ["make", "-n", target], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    lines = done.stdout.splitlines()
    venv, install = (first(lines, part) for part in ("-m venv", "--constraint constraints.txt"))
    assert venv < install < len(lines) - 1
    assert ("[dev]" in lines[install]) == (target != "run")


def first(lines: list[str], part: str) -> int:
    return next(number for number, line in enumerate(lines) if part in line)


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
def test_tracked_files_speak_of_the_project_alone():
    """No path of the machine that a file was made on, no way to a private package server."""
    done = subprocess.run(
        ["git", "ls-files"], cwd=PROJECT, capture_output=True, text=True, check=False
    )
    if done.returncode:
        pytest.skip("not a git checkout")
    folders = [f"{folder}/" for folder in (PROJECT.parent, Path.home()) if folder.name]
    private = re.compile("|".join(re.escape(folder) for folder in folders) or "(?!)")
    binary = {".png", ".guillemet", ".xlsx", ".spacy", ".gz", ".ico"}
    names = [name for name in done.stdout.splitlines() if Path(name).suffix not in binary]
    present = [name for name in names if (PROJECT / name).is_file()]
    assert [name for name in present if private.search(read(name))] == []
