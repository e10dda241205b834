"""`evaluate` as a person and a program meet it: tables, JSON, mistakes, limits, bad input."""

from __future__ import annotations

import json
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path

import pytest

from annotator.cli.program import run
from annotator.messages import Translator
from annotator.prelabel.pipeline import components

VERSIONS = {one.name: one.version for one in components("fr")}
QUOTES_FR, QUOTES_EN = (f"quotes-{one}@{VERSIONS['quotes']}" for one in ("fr", "en"))
PROJECT = Path(__file__).resolve().parents[2]
GOLD = PROJECT / "tests" / "golden" / "evaluation"
TUTORIAL = files("resources") / "samples" / "tutorial.jsonl"

Evaluate = Callable[..., int]


@pytest.fixture(autouse=True)
def french(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "fr_FR.UTF-8")


@pytest.fixture
def tutorial(tmp_path: Path) -> Path:
    path = tmp_path / "tutoriel.jsonl"
    path.write_bytes(TUTORIAL.read_bytes())
    return path


@pytest.fixture(scope="module")
def machine(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the pipeline suggests for the committed texts."""
    path = tmp_path_factory.mktemp("machine") / "machine.jsonl"
    assert run(["prelabel", *map(str, sorted(GOLD.glob("*.txt"))), "--out", str(path)]) == 0
    return path


def changed(path: Path, change: Callable[[dict], None], name: str = "autre.jsonl") -> Path:
    """A copy of a file of one line in which `change` changed something."""
    line = json.loads(path.read_text("utf-8"))
    change(line)
    target = path.with_name(name)
    target.write_text(json.dumps(line, ensure_ascii=False) + "\n", "utf-8")
    return target


def evaluate(gold: Path, predicted: Path, *words: str) -> int:
    return run(["evaluate", "--gold", str(gold), "--predicted", str(predicted), *words])


def measured(capsys: pytest.CaptureFixture[str], *words: object) -> dict:
    capsys.readouterr()
    gold, predicted, *rest = words
    assert evaluate(gold, predicted, "--json", *rest) in (0, 1)
    return json.loads(capsys.readouterr().out)


def test_the_pipeline_has_not_become_worse(machine: Path, capsys: pytest.CaptureFixture[str]):
    capsys.readouterr()
    code = evaluate(GOLD, machine, "--fail-under", str(GOLD / "limits.toml"))
    shown = capsys.readouterr()
    assert (code, shown.err) == (0, ""), shown.out


def test_a_broken_limit_is_told_and_is_exit_code_1(machine: Path, tmp_path: Path, capsys):
    limits = tmp_path / "seuils.toml"
    limits.write_text('[least]\nquotes = 1.01\n"entities.PER" = 0.1\n[most]\nedits = 0\n')
    capsys.readouterr()
    assert evaluate(GOLD, machine, "--fail-under", str(limits)) == 1
    first, second = capsys.readouterr().err.splitlines()
    assert first.startswith("quotes\u00a0: 0.")
    assert first.endswith("sous le seuil de 1.01.")
    assert second.startswith("edits")
    assert [
        one[:5] for one in measured(capsys, GOLD, machine, "--fail-under", str(limits))["broken"]
    ] == ["quote", "edits"]


@pytest.mark.parametrize(
    ("written", "named"),
    [
        ("least = ", "TOML"),
        ("[minimum]\nquotes = 1", "« minimum »"),
        ("[least]\nquotes = 'beaucoup'", "least.quotes"),
        ("[least]\nquotes = nan", "least.quotes"),
        ("least = 1", "« least »"),
        ("[least]\nquote = 1", "« quote »"),
    ],
)
def test_limits_that_make_no_sense_are_one_sentence(
    written: str, named: str, tutorial: Path, capsys
):
    limits = tutorial.with_name("seuils.toml")
    limits.write_text(written, "utf-8")
    assert evaluate(tutorial, tutorial, "--fail-under", str(limits)) == 2
    shown = capsys.readouterr()
    said = shown.err.replace("\u00a0", " ")
    assert named in said
    assert "seuils.toml" in said
    assert (said.count("\n"), shown.out) == (1, "")


def test_every_figure_has_n_and_an_interval(machine: Path, capsys):
    data = measured(capsys, GOLD, machine)
    assert (data["articles"], len(data["texts"])) == (4, 4)
    for name, one in data["total"].items():
        low, high = one["f1_interval"]
        assert 0 <= low <= one["f1"] <= high <= 1, name
        assert one["n"] == one["expected"] > 0
    assert data["claims"]["macro_f1"]["n"] == data["total"]["claims"]["expected"]
    assert sum(sum(row.values()) for row in data["claims"]["confusion"].values()) > 40
    assert set(data["entities_by_label"]) == {"LOC", "MISC", "ORG", "PER"}
    assert data["edits"]["per_article"]["value"] * 4 == sum(
        text["edits"] for text in data["texts"].values()
    )
    calibration = data["calibration"][QUOTES_FR]
    assert sum(row["n"] for row in calibration["table"]) == calibration["ece"]["n"]


def test_an_annotation_is_its_own_gold_in_every_layer(tutorial: Path, capsys):
    data = measured(capsys, tutorial, tutorial, "--errors", "5")
    assert {one["f1"] for one in data["total"].values()} == {1.0}
    assert data["errors"] == []
    assert data["edits"]["per_article"] == {"value": 0.0, "n": 1, "interval": None}


def test_the_guidelines_form_can_be_either_side(machine: Path, capsys):
    data = measured(capsys, GOLD, GOLD)
    assert {one["f1"] for one in data["total"].values()} == {1.0}
    assert data["total"]["quotes"]["n"] > 50


def test_the_table_has_a_row_for_each_figure(machine: Path, capsys):
    capsys.readouterr()
    assert evaluate(GOLD, machine) == 0
    shown = capsys.readouterr().out
    say = Translator("fr")
    assert shown.startswith("4 textes comparés\n")
    for name in measured(capsys, GOLD, machine)["total"]:
        assert f"  {say(f'evaluate.measure.{name}')} " in shown
    assert say("evaluate.confusion") in shown
    assert say("evaluate.reliability", component=QUOTES_EN) in shown
    assert "evaluate." not in shown


def test_mistakes_are_told_with_their_place(tutorial: Path, capsys):
    def spoil(line: dict) -> None:
        found = line["annotation"]["quotes"][0]
        found["claim_type"] = "other"
        line["annotation"]["mentions"][0]["label"] = "MISC"

    other = changed(tutorial, spoil)
    capsys.readouterr()
    assert evaluate(tutorial, other, "--errors", "1") == 0
    (told,) = [one for one in capsys.readouterr().out.splitlines() if " [" in one]
    assert "attendu" in told
    assert "trouvé Autre nom propre" in told
    found = measured(capsys, tutorial, other, "--errors", "10")["errors"]
    assert sorted((one["layer"], one["fault"]) for one in found) == [
        ("entities", "label"),
        ("quotes", "claim"),
    ]
    text = json.loads(tutorial.read_text("utf-8"))["text"]
    assert all(text[one["start"] : one["end"]] == one["words"] for one in found)
    assert measured(capsys, tutorial, other)["errors"] == []


@pytest.mark.parametrize(
    ("by", "parts"),
    [
        ("source", {"own-en", "own-fr"}),
        ("style", {"direct", "indirect", "mixed"}),
        (
            "component",
            {
                f"{one}-{end}@{VERSIONS[one]}"
                for one in ("quotes", "entities", "sanctions")
                for end in ("fr", "en")
            },
        ),
    ],
)
def test_figures_are_broken_down(by: str, parts: set[str], machine: Path, capsys):
    data = measured(capsys, GOLD, machine, "--by", by)
    found = data["by"][by]
    assert set(found) == parts
    quotes = [one["total"]["quotes"] for one in found.values()]
    whole = data["total"]["quotes"]
    assert sum(one["right"] for one in quotes) == whole["right"]
    assert sum(one["predicted"] for one in quotes) == whole["predicted"]
    assert evaluate(GOLD, machine, "--by", by) == 0
    assert sorted(parts)[0] in capsys.readouterr().out


def test_a_component_answers_for_the_texts_of_its_language(machine: Path, capsys):
    found = measured(capsys, GOLD, machine, "--by", "component")["by"]["component"]
    assert {name: one["articles"] for name, one in found.items()} == dict.fromkeys(found, 2)
    quotes = measured(capsys, GOLD, machine)["total"]["quotes"]["n"]
    both = [
        found[f"quotes-{one}@{VERSIONS['quotes']}"]["total"]["quotes"]["n"] for one in ("fr", "en")
    ]
    assert sum(both) == quotes


def test_a_style_is_about_quotes_alone(machine: Path, capsys):
    found = measured(capsys, GOLD, machine, "--by", "style")["by"]["style"]
    assert all(one["total"]["entities"]["n"] == 0 for one in found.values())
    total = sum(one["total"]["quotes"]["n"] for one in found.values())
    assert total == measured(capsys, GOLD, machine)["total"]["quotes"]["n"]


def test_decisions_on_suggestions_are_counted(tutorial: Path, capsys):
    def decide(line: dict) -> None:
        quote = line["annotation"]["quotes"][0]
        value = {key: one for key, one in quote.items() if key != "origin"}
        line["suggestions"] = [
            {
                "id": f"s{number}",
                "item": "quote",
                "value": {**value, "id": f"v{number}"},
                "source": QUOTES_FR,
                "score": 0.9,
                "reason": {"id": "form.field", "with": {"field": "x"}},
            }
            for number in range(3)
        ]
        verdicts = [("accepted", quote["id"]), ("rejected", None)]
        line["annotation"]["decisions"] = [
            {"suggestion": f"s{number}", "verdict": verdict, "item": item}
            for number, (verdict, item) in enumerate(verdicts)
        ]

    other = changed(tutorial, decide)
    data = measured(capsys, tutorial, other)
    assert data["decisions"] == {QUOTES_FR: {"accepted": 1, "rejected": 1}}
    assert data["calibration"][QUOTES_FR]["unchanged"]["value"] == pytest.approx(1 / 3, abs=1e-4)
    assert evaluate(tutorial, other) == 0
    assert "1/0/1" in capsys.readouterr().out


def test_annotator_and_machine_of_a_project_are_compared(tutorial: Path, capsys):
    text, machine_made = tutorial.with_suffix(".txt"), tutorial.with_name("machine.jsonl")
    text.write_text(json.loads(tutorial.read_text("utf-8"))["text"], "utf-8")
    assert run(["prelabel", str(text), "--out", str(machine_made)]) == 0

    def beside_the_machine(line: dict) -> None:
        line["annotation"]["status"] = "in_progress"
        made = json.loads(machine_made.read_text("utf-8"))
        line |= {key: made[key] for key in ("suggestions", "suggested_actors")}

    name = json.loads(tutorial.read_text("utf-8"))["annotation"]["by"]
    project = tutorial.with_name("p.guillemet")
    assert run(["new", str(project)]) == 0
    assert run(["import", str(project), str(changed(tutorial, beside_the_machine))]) == 0
    data = measured(capsys, tutorial, project)
    assert data["calibration"][QUOTES_FR]["ece"]["n"] > 3
    assert data["total"]["quotes"]["f1"] > 0.5
    own = measured(capsys, tutorial, project, "--predicted-by", name)
    assert {one["f1"] for one in own["total"].values()} == {1.0}
    machine = measured(capsys, project, project, "--gold-by", name)
    assert machine["total"] == data["total"]
    assert evaluate(project, project, "--gold-by", "Personne") == 2
    assert "Personne" in capsys.readouterr().err
    assert evaluate(tutorial, project, "--predicted-by", "Personne") == 2
    assert "Personne" in capsys.readouterr().err


def test_the_gold_of_a_project_is_what_is_settled(tutorial: Path, capsys):
    project = tutorial.with_name("p.guillemet")
    assert run(["new", str(project)]) == 0
    assert run(["import", str(project), str(tutorial)]) == 0
    data = measured(capsys, project, tutorial)
    assert {one["f1"] for one in data["total"].values()} == {1.0}


def test_one_annotator_of_a_file_is_chosen_by_name(tutorial: Path, capsys):
    def by_omar(line: dict) -> None:
        line["annotation"]["by"] = "Omar"
        line["annotation"]["quotes"][0]["claim_type"] = "other"

    both = tutorial.with_name("deux.jsonl")
    other = changed(tutorial, by_omar)
    both.write_text(
        tutorial.read_text("utf-8").rstrip("\n") + "\n" + other.read_text("utf-8"), "utf-8"
    )
    name = json.loads(tutorial.read_text("utf-8"))["annotation"]["by"]
    data = measured(
        capsys, both, both, "--gold-by", name, "--predicted-by", "Omar", "--errors", "9"
    )
    assert [one["fault"] for one in data["errors"]] == ["claim"]
    assert evaluate(both, tutorial) == 2
    assert "deux.jsonl:2" in capsys.readouterr().err
    assert evaluate(tutorial, both) == 2
    assert "--predicted-by" in capsys.readouterr().err


def test_gold_without_an_annotation_is_refused(tutorial: Path, capsys):
    bare = changed(tutorial, lambda line: line.update(annotation=None))
    assert evaluate(bare, tutorial) == 2
    assert "autre.jsonl n’a d’annotation" in capsys.readouterr().err


def test_articles_that_nobody_annotated_are_no_gold(machine: Path, tutorial: Path, capsys):
    both = tutorial.with_name("deux.jsonl")
    both.write_text(tutorial.read_text("utf-8") + machine.read_text("utf-8"), "utf-8")
    data = measured(capsys, both, tutorial)
    assert data["articles"] == 1
    assert data["missing"] == []


def test_an_unknown_breakdown_is_one_sentence(tutorial: Path, capsys):
    assert evaluate(tutorial, tutorial, "--by", "auteur") == 2
    shown = capsys.readouterr()
    assert "source, style, component" in shown.err
    assert shown.out == ""


def test_texts_without_a_partner_are_named(machine: Path, tmp_path: Path, capsys):
    one, *rest = machine.read_text("utf-8").splitlines()
    part = tmp_path / "part.jsonl"
    part.write_text(one + "\n", "utf-8")
    capsys.readouterr()
    assert evaluate(GOLD, part) == 1
    assert capsys.readouterr().err.count("Rien n’a été donné pour own-") == len(rest)
    assert evaluate(GOLD / "own-fr1.json", machine) == 0
    assert capsys.readouterr().err.count("Aucune référence") == 3
    assert evaluate(GOLD / "own-fr3.json", part) == 2


def test_help_shows_every_option_in_words(capsys):
    assert run(["evaluate", "--help"]) == 0
    shown = capsys.readouterr().out
    assert "evaluate.opt" not in shown
    for option in ("--gold-by", "--predicted-by", "--by", "--errors", "--fail-under", "--json"):
        assert option in shown
