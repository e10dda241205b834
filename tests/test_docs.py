"""What README, docs and help say is so: commands, keys, links, paths, fields and snippets."""

from __future__ import annotations

import csv
import json
import re
import shlex
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import get_args

import pytest
import typer

from annotator import corpus
from annotator.cli.program import COMMANDS, GROUPS, run
from annotator.exporters import EXPORTERS
from annotator.exporters.base import SCOPES
from annotator.importers import IMPORTERS
from annotator.model import annotation, items
from annotator.model.interchange import FORMAT, line_to_json, read_line
from benchmarks.__main__ import BENCHES
from ui.actions import ACTIONS
from ui.dialogs.catalogue import KEYS as CATALOGUE_KEYS
from ui.dialogs.codebook import BELOW, DEEDS
from ui.margin.link_picker import ONE_OF, UNSURE

PROJECT = Path(__file__).resolve().parent.parent
PAGES = {
    path.relative_to(PROJECT).as_posix(): path
    for path in (
        *PROJECT.glob("*.md"),
        *PROJECT.glob("docs/**/*.md"),
        *PROJECT.glob("resources/**/*.md"),
    )
}
HELP = {name: path for name, path in PAGES.items() if name.startswith("resources/help/")}
README = (PROJECT / "README.md").read_text("utf-8")
ARCHITECTURE = (PROJECT / "docs" / "architecture.md").read_text("utf-8")
INTERCHANGE = (PROJECT / "docs" / "guillemet-jsonl.md").read_text("utf-8")
SNIPPETS = ("README.md", "resources/help/en/export.md", "resources/help/fr/export.md")

BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
CODE = re.compile(r"`([^`\n]+)`")
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
KEY = re.compile(r"(?:(?:Ctrl|Shift|Alt)\+)*(?:[A-Z]|F\d+|[A-Z][a-z]+|[,+=-])")
EVERYWHERE = {
    *("Tab", "Enter", "Esc", "Down"),
    *(f"Ctrl+{UNSURE.name[-1]}", f"Ctrl+{ONE_OF.name[-1]}", "Shift+Enter"),
    *(keys.replace("Return", "Enter") for keys in CATALOGUE_KEYS.values()),
}
"""Keys that are no action's: of lists, of the picker of links, of the catalogue."""
IN_FRENCH = {
    "Espace": "Space",
    "Entrée": "Enter",
    "Échap": "Esc",
    "Suppr": "Del",
    "Maj": "Shift",
    "Gauche": "Left",
    "Inser": "Ins",
    "Haut": "Up",
    "Bas": "Down",
}


def blocks(text: str, language: str) -> list[str]:
    return [body for name, body in BLOCK.findall(text) if name == language]


def codes(text: str) -> list[str]:
    """What stands between single backquotes."""
    return CODE.findall(BLOCK.sub("", text))


def commands() -> Iterator[list[str]]:
    """Every command line of the README, as words."""
    for body in blocks(README, ""):
        for line in body.splitlines():
            if line.startswith("guillemet "):
                yield shlex.split(line)[1:]


def parse(words: list[str]) -> None:
    """Let the command line read its words and carry out nothing.

    Raises:
        click.UsageError: there is no such command, option or argument.
    """
    inner = GROUPS.get(words[0])
    program = typer.Typer()
    for name, command in (inner or COMMANDS).items():
        program.command(name)(command)
    name, *rest = words[1:] if inner else words
    group = typer.main.get_command(program)
    context = group.make_context("guillemet", [name, "--help"], resilient_parsing=True)
    command = group.get_command(context, name)  # type: ignore[attr-defined]
    assert command is not None, name
    command.make_context(name, rest, parent=context)


# -- links


@pytest.mark.parametrize("name", PAGES)
def test_every_link_and_picture_is_there(name: str):
    targets = [one for one in LINK.findall(PAGES[name].read_text("utf-8")) if "://" not in one]
    missing = [one for one in targets if not (PAGES[name].parent / one.split("#")[0]).is_file()]
    assert missing == []


# -- commands


def test_the_readme_has_an_example_of_every_command():
    shown = {words[0] for words in commands()}
    assert set(COMMANDS) <= shown <= set(COMMANDS) | set(GROUPS)


@pytest.mark.parametrize("words", list(commands()), ids=" ".join)
def test_the_command_line_takes_what_the_readme_writes(words: list[str]):
    parse(words)


def test_a_wrong_option_would_be_seen():
    with pytest.raises(Exception, match="No such option"):
        parse(["new", "a.guillemet", "--colour", "red"])
    parse(["lists", "import", "sdn.csv", "--json"])
    with pytest.raises(Exception, match="No such option"):
        parse(["lists", "import", "sdn.csv", "--colour", "red"])


def test_the_readme_names_every_command_format_and_scope():
    rows = re.findall(r"^\| `([\w-]+)` \| ", README, re.MULTILINE)
    assert [name for name in COMMANDS if name not in rows] == []
    said = codes(README)
    assert [one for one in SCOPES if not re.search(rf"`(--scope )?{one}`", README)] == []
    assert [one for one in EXPORTERS if not re.search(rf"`(--format )?{one}`", README)] == []
    endings = {ending for one in IMPORTERS.values() for ending in one.suffixes}
    assert endings <= set(said)
    with_json = {name for name, command in COMMANDS.items() if "as_json" in command.__annotations__}
    without = re.search(r"`--json` \(all but ([^)]*)\)", README)
    assert without is not None
    assert set(COMMANDS) - with_json == set(codes(without[1]))


@pytest.mark.parametrize("name", [one for one in PAGES if not one.startswith("resources/")])
def test_every_target_of_make_that_is_named_is_there(name: str):
    makefile = (PROJECT / "Makefile").read_text("utf-8")
    targets = set(re.findall(r"^(\w+):", makefile, re.MULTILINE))
    text = PAGES[name].read_text("utf-8")
    named = re.findall(r"(?:`|^)make (\w+)", text, re.MULTILINE)
    assert set(named) <= targets


def test_the_packages_are_those_that_every_check_installs():
    script = (PROJECT / ".ci" / "run").read_text("utf-8")
    listed = re.search(r"packages=\((.*?)\n\)", script, re.DOTALL)
    assert listed is not None
    wanted = re.sub(r"#.*", "", listed[1]).split()
    line = re.search(r"^sudo apt-get install (.*)$", README, re.MULTILINE)
    assert line is not None
    assert [*line[1].split(), "libreoffice-calc"] == wanted


# -- keys and actions


@pytest.mark.parametrize("name", ["README.md", *HELP])
def test_every_key_that_is_named_does_something(name: str):
    known = EVERYWHERE | {key for one in ACTIONS for key in one.keys}
    known |= {*DEEDS.values(), *BELOW.values()}
    text = PAGES[name].read_text("utf-8")
    for french, portable in IN_FRENCH.items():
        text = re.sub(rf"(?<=[`+]){french}(?=[`+])", portable, text)
    named = {one for one in codes(text) if KEY.fullmatch(one)}
    assert named <= known


@pytest.mark.parametrize("name", ["README.md", "docs/architecture.md", *HELP])
def test_every_action_that_is_named_exists(name: str):
    groups = "|".join(sorted({one.id.split(".")[0] for one in ACTIONS}))
    named = re.findall(rf"`((?:{groups})\.[a-z_]+)`", PAGES[name].read_text("utf-8"))
    assert set(named) <= {one.id for one in ACTIONS}


# -- for trainers


@pytest.fixture(scope="module")
def gold(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A corpus of the article that ships annotated."""
    folder = tmp_path_factory.mktemp("gold")
    project, target = folder / "one.guillemet", folder / "corpus"
    tutorial = files("resources") / "samples" / "tutorial.jsonl"
    assert run(["new", str(project)]) == 0
    assert run(["import", str(project), str(tutorial), "--by", "Guillemet"]) == 0
    assert run(["export", str(project), str(target), "--format", "corpus"]) == 0
    return target


@pytest.mark.parametrize("name", SNIPPETS)
def test_snippets_run_on_a_corpus(
    name: str,
    gold: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
):
    (snippet,) = blocks(PAGES[name].read_text("utf-8"), "python")
    wanted = re.search(r'corpus\.load\("([^"]+)"\)', snippet)
    assert wanted is not None
    place = tmp_path / wanted[1]
    place.parent.mkdir(parents=True, exist_ok=True)
    place.symlink_to(gold, target_is_directory=True)
    monkeypatch.chdir(tmp_path)
    exec(compile(snippet, name, "exec"), {})  # it is our own page
    told = capsys.readouterr().out
    (document,) = corpus.load(gold).documents
    assert document.annotation is not None
    quotes = document.annotation.quotes
    assert quotes
    if name == "README.md":
        pieces = [piece.text for quote in quotes for piece in quote.segments]
        assert [one for one in pieces if one not in told] == []
        assert "PER" in told
    else:
        assert f"{document.article.title} {len(quotes)}" in told


# -- guillemet-jsonl/1


def example() -> bytes:
    (line,) = blocks(INTERCHANGE, "json")
    return line.strip().encode()


def names(value: object) -> set[str]:
    """Every name of a field in a value of JSON; parameters, ids of others and answers are none."""
    if isinstance(value, list):
        return {name for one in value for name in names(one)}
    if not isinstance(value, dict):
        return set()
    foreign = {"with", "external_ids", "attributes"}
    inside = {key: one for key, one in value.items() if key not in foreign}
    return set(value) | names(list(inside.values()))


def test_the_example_line_is_read_and_written_back():
    line = read_line(example())
    assert line.gold
    assert line.annotation is not None
    assert line_to_json(line) == json.loads(example())


def test_the_page_has_every_field_and_no_other():
    known = names(json.loads(example()))
    written = {name for name in codes(INTERCHANGE) if re.fullmatch(r"[a-z_0-9]+", name)}
    assert known - written == set()
    rows = re.findall(r"^\| ((?:`\w+`(?:, )?)+) \|", INTERCHANGE, re.MULTILINE)
    assert {name for row in rows for name in codes(row)} - known == set()


def test_the_page_has_every_value_of_a_closed_list():
    closed = (
        items.OriginBy,
        items.MentionForm,
        items.QuoteKind,
        items.KnownBy,
        items.Certainty,
        items.ActorKind,
        items.LinkRole,
        annotation.Verdict,
        annotation.Status,
    )
    values = {value for kind in closed for value in get_args(kind)}
    assert values - set(codes(INTERCHANGE)) == set()


def test_format_id_and_text_make_a_line():
    line = read_line(json.dumps({"format": FORMAT, "id": "a", "text": "Rien."}).encode())
    assert line.article.text == "Rien."
    assert line.annotation is None


# -- architecture and measuring


def test_every_path_of_the_architecture_is_there():
    pattern = r"(?:annotator|ui|resources|tests|docs|benchmarks)/[\w/.{},-]*"
    paths = {one for one in codes(ARCHITECTURE) if re.fullmatch(pattern, one)}
    assert len(paths) > 15
    both = {one.replace("{fr,en}", language) for one in paths for language in ("fr", "en")}
    assert [one for one in sorted(both) if not (PROJECT / one).exists()] == []


def test_every_module_of_the_tree_is_there():
    (tree,) = [body for body in blocks(ARCHITECTURE, "") if "main.py    " in body]
    named = re.findall(r"\b(\w+\.py)\b", tree)
    known = {path.name for path in PROJECT.rglob("*.py") if ".venv" not in path.parts}
    assert len(named) > 20
    assert set(named) <= known


def test_every_benchmark_is_explained():
    page = (PROJECT / "docs" / "measuring.md").read_text("utf-8")
    assert [name for name in BENCHES if f"`{name}`" not in page] == []


def test_the_readme_counts_the_catalogue():
    table = (files("resources") / "catalogue" / "catalogue.csv").read_text(encoding="utf-8")
    count = len(list(csv.DictReader(table.splitlines())))
    assert f"{count} entries" in " ".join(README.split())
