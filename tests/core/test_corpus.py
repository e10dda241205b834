"""Loading a corpus the way a trainer does: typed documents, spaCy Docs, nothing unchecked."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from annotator import corpus
from annotator.exporters import EXPORTERS
from annotator.exporters.base import ExportContext
from annotator.services.schemes import load_scheme
from tests.exchange_samples import ENGLISH, TEXT, english, french

DOCUMENTS = (replace(french(1), gold=True), english(9), french(2))
ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    context = ExportContext("drafts", "en", load_scheme("diplomacy@1"), "2026-01-31", "1.2.3")
    EXPORTERS["corpus"].write(DOCUMENTS, tmp_path / "corpus", context)
    return tmp_path / "corpus"


def test_documents_come_back_typed_and_whole(folder: Path):
    loaded = corpus.load(folder)
    assert loaded.documents == DOCUMENTS
    assert loaded.gold == DOCUMENTS[:1]
    assert loaded.manifest["scheme"]["reference"] == "diplomacy@1"
    assert corpus.load(str(folder)) == loaded


def test_docs_come_by_language_with_their_spans(folder: Path):
    loaded = corpus.load(folder)
    first, second = loaded.docs("fr")
    (other,) = loaded.docs("en")
    assert (first.text, second.text, other.text) == (TEXT, TEXT, ENGLISH)
    items = {item.id: item for item in DOCUMENTS[0].annotation.items}  # type: ignore[union-attr]
    for one in first.spans["segments"]:
        places = [(part.start, part.end) for part in items[one.id_].segments]
        assert (one.start_char, one.end_char) in places
        assert one.label_ == items[one.id_].claim_type


def test_the_codebook_travels_along(folder: Path):
    labels = corpus.load(folder).manifest["scheme"]["labels"]
    scheme = load_scheme("diplomacy@1")
    assert [one["id"] for one in labels["claim_types"]] == [
        label.id for label in scheme.labels("claim_types")
    ]
    assert labels["claim_types"][0]["definition"]["fr"]


def test_a_corpus_needs_no_store_and_no_window(folder: Path):
    code = f"""
import sys
from annotator import corpus
loaded = corpus.load({str(folder)!r})
assert len(loaded.documents) == 3
strangers = {{"sqlalchemy", "openpyxl", "PySide6", "spacy", "annotator.store"}} & set(sys.modules)
assert not strangers, strangers
"""
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def refused(folder: Path) -> str:
    with pytest.raises(corpus.CorpusError) as error:
        corpus.load(folder)
    sentence = str(error.value)
    assert "{" not in sentence
    assert "\n" not in sentence
    return sentence


def test_a_folder_that_is_no_corpus_is_named(tmp_path: Path):
    assert "no manifest.json" in refused(tmp_path)
    assert "no manifest.json" in refused(tmp_path / "none")
    (tmp_path / "manifest.json").write_text("{")
    assert "cannot be read" in refused(tmp_path)
    (tmp_path / "manifest.json").write_text('{"format": "guillemet-corpus/9"}')
    assert "guillemet-corpus/1" in refused(tmp_path)
    (tmp_path / "manifest.json").write_text('{"format": "guillemet-corpus/1"}')
    assert "cannot be read" in refused(tmp_path)


@pytest.mark.parametrize("name", [corpus.ARTICLES, corpus.DOCBIN])
def test_a_file_that_changed_or_went_is_named(folder: Path, name: str):
    raw = (folder / name).read_bytes()
    (folder / name).write_bytes(raw[:-1])
    assert f"{name} has changed" in refused(folder)
    (folder / name).unlink()
    assert f"{name}, which the manifest names, is missing" in refused(folder)


def test_a_line_that_does_not_slice_is_named(folder: Path):
    """Even when somebody made the manifest agree."""
    import hashlib

    lines = (folder / corpus.ARTICLES).read_text("utf-8").splitlines()
    data = json.loads(lines[1])
    data["annotation"]["quotes"][0]["segments"][0]["start"] += 1
    data["annotation"]["quotes"][0]["segments"][0]["end"] += 1
    lines[1] = json.dumps(data)
    (folder / corpus.ARTICLES).write_text("\n".join(lines) + "\n", "utf-8")
    manifest = json.loads((folder / corpus.MANIFEST).read_text("utf-8"))
    raw = (folder / corpus.ARTICLES).read_bytes()
    manifest["files"][corpus.ARTICLES]["sha256"] = hashlib.sha256(raw).hexdigest()
    (folder / corpus.MANIFEST).write_text(json.dumps(manifest), "utf-8")
    sentence = refused(folder)
    assert sentence.startswith("articles.jsonl, line 2, quotes item-9-1, segment: ")
