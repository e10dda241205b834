"""Other people's readers open what we export, and find in it what was annotated.

Run by `make judges`; in `make test` they are skipped where the readers are not installed.
"""

from __future__ import annotations

from importlib.resources import as_file, files
from pathlib import Path

import pytest

from annotator.services.exporting import Scope, export
from annotator.services.importing import import_paths
from annotator.services.projects import Project, ProjectSettings

pytestmark = [pytest.mark.judges, pytest.mark.filterwarnings("default")]

BY = "Juge"


@pytest.fixture
def project(tmp_path: Path):
    """The tutorial, which is annotated by hand, as a project of its own."""
    with Project.create(tmp_path / "p.guillemet", "Juges", ProjectSettings(), BY) as made:
        with as_file(files("resources") / "samples" / "tutorial.jsonl") as tutorial:
            import_paths(made, [tutorial], annotator=BY)
        yield made


@pytest.fixture
def work(project: Project):
    found = next(iter(project.all_work()))
    assert found.work.annotation.quotes
    return found


def written(project: Project, format: str, target: Path) -> Path:
    return export(project, format, target, scope=Scope(kind="drafts")).target


def test_pandas_reads_the_workbook(project, work, tmp_path: Path):
    pandas = pytest.importorskip("pandas")
    path = written(project, "workbook", tmp_path / "lead.xlsx")
    sheets = pandas.read_excel(path, sheet_name=None)
    assert len(sheets) >= 5
    rows = {len(sheet) for sheet in sheets.values()}
    assert {1, len(work.work.annotation.quotes), len(work.work.annotation.mentions)} <= rows
    everything = " ".join(sheet.to_string() for sheet in sheets.values())
    assert all(span.text in everything for span in work.work.annotation.quotes[0].segments)
    assert "Unnamed" not in everything


def test_pandas_reads_the_lines(project, work, tmp_path: Path):
    pandas = pytest.importorskip("pandas")
    frame = pandas.read_json(written(project, "jsonl", tmp_path / "a.jsonl"), lines=True)
    assert frame["text"].tolist() == [work.article.text]
    quotes = frame["annotation"][0]["quotes"]
    assert [part["text"] for quote in quotes for part in quote["segments"]] == [
        span.text for quote in work.work.annotation.quotes for span in quote.segments
    ]


def test_datasets_loads_the_corpus(project, work, tmp_path: Path):
    datasets = pytest.importorskip("datasets")
    folder = written(project, "corpus", tmp_path / "corpus")
    loaded = datasets.load_dataset(
        "json", data_files=str(folder / "articles.jsonl"), cache_dir=str(tmp_path / "cache")
    )["train"]
    row = loaded[0]
    assert row["text"] == work.article.text
    mentions = row["annotation"]["mentions"]
    assert [row["text"][one["start"] : one["end"]] for one in mentions] == [
        mention.span.text for mention in work.work.annotation.mentions
    ]


def test_spacy_loads_the_docbin(project, work, tmp_path: Path):
    """With the plain tokenizer of spaCy, as a trainer would load it."""
    from spacy import blank
    from spacy.tokens import DocBin

    folder = written(project, "corpus", tmp_path / "corpus")
    path = next(folder.glob("*.spacy"))
    doc = next(DocBin().from_disk(path).get_docs(blank("xx").vocab))
    assert doc.text == work.article.text
    assert len(doc.spans["quotes"]) == len(work.work.annotation.quotes)
