"""Chosen models are asked for the names of a text; what is not agreed to is not loaded."""

from __future__ import annotations

import multiprocessing
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from annotator.prelabel.evidence import ModelChoice
from annotator.prelabel.models import ModelRefused, evidence_of, loading
from annotator.prelabel.models.folders import check_folder
from annotator.prelabel.models.labels import label_map
from annotator.prelabel.models.limits import ends_process_after
from annotator.prelabel.models.own import IGNORED, OwnModels, load_own, own_file, save_own
from annotator.prelabel.models.running import PIECE, pieces
from tests.trained_models import edit_meta, install, make_model

TEXT = "Zorvex denied the report.\nIn Quilby, Milkor smiled. Nobody read the Plonian Accord."


@pytest.fixture(autouse=True)
def nothing_loaded(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each test begins as a process does."""
    monkeypatch.setattr(loading, "_kept", {})


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModelChoice:
    """An installed English model, chosen."""
    site = tmp_path / "site"
    site.mkdir()
    monkeypatch.syspath_prepend(str(site))
    install(site, "en_tiny_news", make_model(tmp_path / "model"))
    monkeypatch.delitem(sys.modules, "en_tiny_news", raising=False)
    return ModelChoice(packages=(("en", "en_tiny_news"),))


def agreed(folder: Path) -> ModelChoice:
    checked = check_folder(folder)
    save_own(load_own().with_consent(str(checked.folder), checked.sha256))
    return ModelChoice(folders=(("en", str(folder)),))


def named(choice: ModelChoice, text: str = TEXT, language: str = "en") -> dict[str, str]:
    found = evidence_of(text, language, choice).entities
    return {text[one.start : one.end]: one.label for one in found}


def refused(choice: ModelChoice) -> str:
    with pytest.raises(ModelRefused) as error:
        evidence_of(TEXT, "en", choice)
    return error.value.message.id


def test_an_installed_model_gives_its_names_with_our_labels(package: ModelChoice):
    found = evidence_of(TEXT, "en", package).entities
    assert named(package) == {"Zorvex": "ORG", "Quilby": "LOC", "Milkor": "PER"}
    assert {one.model for one in found} == {"en_tiny_news@1.0.0"}


def test_a_model_is_not_asked_about_another_language(package: ModelChoice):
    assert named(package, language="fr") == {}
    assert named(ModelChoice()) == {}


def test_a_label_that_a_person_explained_is_used(package: ModelChoice):
    save_own(OwnModels(labels={"TREATY": "MISC", "GPE": IGNORED}))
    assert named(package) == {"Zorvex": "ORG", "Milkor": "PER", "Plonian Accord": "MISC"}


def test_unknown_labels_are_named_until_somebody_says_what_they_are():
    given = ("PERSON", "I-PER", "TREATY", "B-TREATY", "DATE", "GPE")
    assert label_map(OwnModels()).unknown(given) == ("TREATY",)
    assert label_map(OwnModels(labels={"TREATY": IGNORED})).unknown(given) == ()
    assert label_map(OwnModels(labels={"TREATY": "LOC"})).label("I-TREATY") == "LOC"
    assert label_map(OwnModels(labels={"TREATY": "DRAGON"})).unknown(given) == ("TREATY",)


def test_a_model_that_is_not_installed_is_refused():
    assert refused(ModelChoice(packages=(("en", "en_nowhere"),))) == "models.not_installed"


def test_a_model_for_another_spacy_is_refused_until_confirmed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.syspath_prepend(str(tmp_path))
    wanted = {"name": "old_news", "version": "0.3.4", "spacy_version": ">=3.4.0,<3.5.0"}
    install(tmp_path, "en_old_news", make_model(tmp_path / "m", **wanted))
    choice = ModelChoice(packages=(("en", "en_old_news"),))
    assert refused(choice) == "models.other_spacy"
    save_own(OwnModels(confirmed=("en_old_news@0.3.4",)))
    assert named(choice)["Milkor"] == "PER"


def test_a_folder_is_opened_only_with_consent_to_just_these_files(tmp_path: Path):
    folder = make_model(tmp_path / "model")
    choice = ModelChoice(folders=(("en", str(folder)),))
    assert refused(choice) == "models.folder.no_consent"
    assert named(agreed(folder))["Zorvex"] == "ORG"
    loading._kept.clear()
    edit_meta(folder, description="changed")
    assert refused(choice) == "models.folder.other_files"
    (folder / "setup.py").write_text("")
    assert refused(choice) == "models.folder.code"


def test_a_name_that_is_filled_in_from_elsewhere_is_seen_as_spacy_sees_it(tmp_path: Path):
    """`"@architectures"` put together from a variable passes a reading of the text alone."""
    folder = make_model(tmp_path / "model")
    path = folder / "config.cfg"
    text = path.read_text("utf-8").replace("train = null", 'train = "@misc"', 1)
    hidden = 'after_init = {"${paths.train}": "evil.v1"}'
    path.write_text(text.replace("after_init = null", hidden, 1), "utf-8")
    assert refused(agreed(folder)) == "models.config.function"


def test_a_model_that_does_not_load_says_so_by_name(tmp_path: Path):
    folder = make_model(tmp_path / "model")
    (folder / "ner" / "model").write_bytes(b"no msgpack")
    assert refused(agreed(folder)) == "models.not_loaded"


def test_a_model_may_give_no_labels_that_its_description_hides(tmp_path: Path):
    folder = make_model(tmp_path / "model")
    edit_meta(folder, labels={"ner": ["PERSON"]})
    assert refused(agreed(folder)) == "models.hidden_labels"


def test_a_damaged_file_of_choices_is_told_and_left(package: ModelChoice):
    own_file().write_text('{"labels": 3}')
    with pytest.raises(Exception, match=r"models\.own\.damaged"):
        evidence_of(TEXT, "en", package)
    assert own_file().read_text() == '{"labels": 3}'


def test_a_persons_file_comes_back_as_it_was_written():
    from annotator.prelabel.models.own import Counts, Measured

    own = (
        OwnModels(confirmed=("a@1",))
        .with_label("TREATY", "MISC")
        .with_consent("/x", "00")
        .with_measured("en@1", Measured({"PER": Counts(3, 4)}, {"PER": Counts(0, 1)}, 2))
    )
    save_own(own)
    assert load_own() == own
    assert load_own().without_consent("/x").consents == {}


@pytest.mark.parametrize("unit", ["word ", "line\n", "x", "é\u00a0", "\n"])
def test_the_pieces_of_a_text_are_the_text(unit: str):
    text = unit * (3 * PIECE // len(unit) + 7)
    places = list(pieces(text))
    assert "".join(text[start:end] for start, end in places) == text
    assert all(0 < end - start <= PIECE for start, end in places)


def test_names_of_a_long_text_stand_where_they_stand(package: ModelChoice):
    text = f"{'They met again and said nothing. ' * 700}\n{TEXT}"
    found = evidence_of(text, "en", package).entities
    assert {"Zorvex", "Milkor"} <= {text[one.start : one.end] for one in found}


@pytest.mark.slow
def test_a_french_folder_keeps_its_own_tokenizer(tmp_path: Path):
    examples = (
        ("Milkor a vu « Zorvex » à Quilby.", {"Milkor": "PER", "Zorvex": "ORG", "Quilby": "LOC"}),
        ("L’accord de Zorvex plaît à Milkor.", {"Zorvex": "ORG", "Milkor": "PER"}),
        ("Ils se sont revus, sans rien dire.", {}),
    )
    folder = make_model(tmp_path / "model", "fr", examples)
    checked = check_folder(folder)
    save_own(OwnModels().with_consent(str(checked.folder), checked.sha256))
    choice = ModelChoice(folders=(("fr", str(folder)),))
    assert named(choice, examples[0][0], "fr") == examples[0][1]


def _match_for_ever() -> None:
    import re

    with ends_process_after(1.0):
        re.match(r"(a+)+$", "a" * 60 + "!")


def _match_shortly() -> None:
    with ends_process_after(60.0):
        pass


def _exit_code(call: Callable[[], Any]) -> int | None:
    process = multiprocessing.get_context("spawn").Process(target=call)
    process.start()
    process.join(60)
    return process.exitcode


@pytest.mark.slow
def test_a_pattern_that_never_ends_ends_the_process():
    assert _exit_code(_match_for_ever) == 1
    assert _exit_code(_match_shortly) == 0
