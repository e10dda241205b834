"""Installed models are found by their records; nothing of theirs runs until one is asked."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

from annotator.prelabel.lexicon import adopt, languages
from annotator.prelabel.models.finding import FoundModel, installed_model, installed_models
from annotator.prelabel.models.folders import check_folder
from annotator.prelabel.models.meta import read_meta
from annotator.prelabel.models.needs import fits
from annotator.prelabel.models.refusal import ModelRefused
from annotator.prelabel.own_lexicon import own_folder, take_up_own_words
from tests.conftest import PROJECT
from tests.trained_models import edit_meta, install, make_model

CANARY = "raise SystemExit('the package was imported')"


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of packages beside those that are installed."""
    folder = tmp_path / "site"
    folder.mkdir()
    monkeypatch.syspath_prepend(str(folder))
    monkeypatch.delitem(sys.modules, "en_tiny_news", raising=False)
    return folder


def found() -> dict[str, FoundModel]:
    return {one.name: one for one in installed_models()}


def test_a_package_is_found_and_described_without_being_imported(site: Path, tmp_path: Path):
    install(site, "en_tiny_news", make_model(tmp_path / "model"), CANARY)
    model = found()["en_tiny_news"]
    assert "en_tiny_news" not in sys.modules
    assert model.meta is not None
    assert (model.meta.id, model.meta.language) == ("en_tiny_news@1.0.0", "en")
    assert model.meta.labels == ("GPE", "ORG", "PERSON", "TREATY")
    assert model.meta.components == ("sentencizer", "ner")
    assert model.meta.licence == "MIT"
    assert model.size > 100_000
    assert model.trouble is None
    assert model.doubt is None


def test_a_package_that_lies_about_its_place_is_shown_and_not_used(site: Path, tmp_path: Path):
    home = install(site, "en_tiny_news", make_model(tmp_path / "model"))
    home.rename(site / "en_elsewhere")
    model = found()["en_tiny_news"]
    assert model.trouble is not None
    assert model.trouble.id == "models.files_missing"


def test_a_broken_description_is_told_with_its_file(site: Path, tmp_path: Path):
    home = install(site, "en_tiny_news", make_model(tmp_path / "model"))
    meta = home / "en_tiny_news-1.0.0" / "meta.json"
    meta.write_text('{"lang": "en", "labels": 3')
    model = found()["en_tiny_news"]
    assert model.trouble is not None
    assert model.trouble.values["file"] == str(meta)


@pytest.mark.parametrize("field", [{"lang": 3}, {"labels": {"ner": "PER"}}, {"version": None}])
def test_a_description_with_other_fields_is_refused(tmp_path: Path, field: dict):
    edit_meta(make_model(tmp_path / "model"), **field)
    with pytest.raises(ModelRefused) as refused:
        read_meta(tmp_path / "model")
    assert refused.value.message.id == "models.meta.broken"
    assert next(iter(field)) in str(refused.value.message.values["why"])


def test_a_model_for_another_language_is_not_shown(site: Path, tmp_path: Path):
    edit_meta(make_model(tmp_path / "model"), lang="de")
    install(site, "de_tiny_news", tmp_path / "model")
    assert "de_tiny_news" not in found()
    with pytest.raises(ModelRefused):
        installed_model("de_tiny_news")


def test_a_third_language_is_a_folder_for_models_too(site: Path, tmp_path: Path):
    """Its word lists are all that a model for it needs."""
    folder = make_model(tmp_path / "model", "de", (("Zorvex schweigt.", {"Zorvex": "ORG"}),))
    install(site, "de_tiny_news", folder)
    with pytest.raises(ModelRefused) as refused:
        check_folder(folder)
    assert refused.value.message.values["known"] == ", ".join(languages())
    shutil.copytree(PROJECT / "resources" / "lexicons" / "en", own_folder() / "de")
    try:
        assert take_up_own_words() == ()
        assert "de" in languages()
        assert check_folder(folder).meta.language == "de"
        assert found()["de_tiny_news"].trouble is None
    finally:
        adopt({})


def test_a_model_for_another_spacy_waits_for_a_word(site: Path, tmp_path: Path):
    model = make_model(tmp_path / "model", spacy_version=">=3.4.0,<3.5.0")
    install(site, "en_tiny_news", model)
    old = found()["en_tiny_news"]
    assert old.trouble is None
    assert old.doubt is not None
    assert old.doubt.values["wanted"] == ">=3.4.0,<3.5.0"


def test_a_transformer_is_shown_with_the_libraries_that_it_lacks(site: Path, tmp_path: Path):
    folder = make_model(tmp_path / "model")
    requirement = "spacy-curated-transformers>=0.2.2,<1.0.0"
    edit_meta(folder, components=["transformer", "ner"], requirements=[requirement])
    install(site, "en_tiny_trf", folder)
    model = found()["en_tiny_trf"]
    assert model.trouble is not None
    assert model.trouble.values["libraries"] == "spacy_curated_transformers, torch"


def test_a_model_that_gives_no_names_says_so(site: Path, tmp_path: Path):
    edit_meta(make_model(tmp_path / "model"), components=["tagger"])
    install(site, "en_tiny_tags", tmp_path / "model")
    model = found()["en_tiny_tags"]
    assert model.trouble is not None
    assert model.trouble.id == "models.no_names"


@pytest.mark.parametrize(
    ("wanted", "here", "right"),
    [
        (">=3.8.0,<3.9.0", (3, 8), True),
        (">=3.8.18,<3.9.0", (3, 8), True),
        (">=3.7.2,<3.8.0", (3, 8), False),
        (">=3.9.0,<3.10.0", (3, 8), False),
        (">=3.5.0,<4.0.0", (3, 8), True),
        ("<3.8.5", (3, 8), True),
        ("==3.8.1", (3, 8), True),
        ("~=3.8.0", (3, 8), True),
        ("^3.4.1", (3, 8), True),
        ("", (3, 8), False),
        ("newest", (3, 8), False),
    ],
)
def test_versions_count_by_their_first_two_numbers(wanted: str, here: tuple, right: bool):
    assert fits(wanted, here) is right
