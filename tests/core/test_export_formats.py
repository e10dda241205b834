"""Writing files: what each format holds, what it says that it lost, nothing half-written."""

from __future__ import annotations

import errno
import json
import os
import resource
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given

from annotator import corpus
from annotator.exporters import EXPORTERS
from annotator.exporters.base import Excluded, ExportContext, Exporter
from annotator.messages import Translator
from annotator.model.annotated import AnnotatedArticle
from annotator.model.interchange import read_line
from annotator.model.message import EnvironmentTrouble, msg
from annotator.services.schemes import load_scheme
from annotator.spacy_language import blank
from tests.exchange_samples import ENGLISH, TEXT, annotated_articles, english, french, linked, span

GOLDEN = Path(__file__).resolve().parent.parent / "golden" / "exports"
DOCUMENTS = (replace(linked(french(1)), gold=True), english(9))


def context(language: str = "fr", **more) -> ExportContext:
    values = {"scope": "gold", "created": "2026-01-31", "version": "1.2.3", **more}
    scheme = load_scheme("diplomacy@1")
    return ExportContext(language=language, scheme=scheme, **values)


def write(format: str, target: Path, *documents: AnnotatedArticle, **more):
    return EXPORTERS[format].write(documents or DOCUMENTS, target, context(**more))


def targets(folder: Path) -> dict[str, Path]:
    return {name: folder / f"out{exporter.suffix}" for name, exporter in EXPORTERS.items()}


@pytest.fixture(params=list(EXPORTERS))
def exporter(request: pytest.FixtureRequest) -> Exporter:
    return EXPORTERS[request.param]


def opened(path: Path) -> openpyxl.Workbook:
    return openpyxl.load_workbook(path, rich_text=True)


def rows(book: openpyxl.Workbook, sheet: str) -> list[dict[str, object]]:
    header, *body = book[sheet].iter_rows(values_only=True)
    return [dict(zip(header, row, strict=True)) for row in body]


# -- lines


def readable(name: str, target: Path) -> object:
    """What an export says, as plain values that a reviewer can read and compare."""
    if name == "jsonl":
        return [json.loads(line) for line in target.read_text("utf-8").splitlines()]
    if name == "corpus":
        manifest = json.loads((target / "manifest.json").read_text("utf-8"))
        manifest["files"] = {key: one["format"] for key, one in manifest["files"].items()}
        return manifest | {"scheme": manifest["scheme"]["reference"]}
    if name == "docbin":
        return [
            {
                key: [[one.text, one.label_, one.kb_id_, one.id_] for one in group]
                for key, group in (*doc.spans.items(), ("ents", doc.ents))
            }
            for doc in docs(target)
        ]
    book = opened(target)
    sheets = [sheet for sheet in book.sheetnames if sheet != "Guide"]
    return {
        sheet: [[str(cell) if cell is not None else None for cell in row] for row in body]
        for sheet in sheets
        for body in [book[sheet].iter_rows(values_only=True)]
    }


def test_exports_are_as_they_were_when_their_format_was_fixed(exporter: Exporter, tmp_path: Path):
    target = targets(tmp_path)[exporter.name]
    exporter.write(DOCUMENTS, target, context())
    golden = json.loads((GOLDEN / f"{exporter.name}.json").read_text("utf-8"))
    assert json.loads(json.dumps(readable(exporter.name, target))) == golden


def test_lines_are_written_byte_for_byte(tmp_path: Path):
    write("jsonl", tmp_path / "out.jsonl")
    written = (tmp_path / "out.jsonl").read_bytes()
    assert written == (GOLDEN / "articles.jsonl").read_bytes()
    assert b"\r" not in written


def test_golden_lines_are_still_read():
    lines = (GOLDEN / "articles.jsonl").read_bytes().splitlines()
    assert tuple(read_line(line) for line in lines) == DOCUMENTS


def test_lines_from_before_entries_travelled_along_are_still_read():
    lines = (GOLDEN / "articles_without_entries.jsonl").read_bytes().splitlines()
    assert tuple(read_line(line) for line in lines) == (replace(french(1), gold=True), english(9))


# -- DocBin


def docs(path: Path, lang: str = "fr") -> list:
    from spacy.tokens import DocBin

    return list(DocBin(store_user_data=True).from_disk(path).get_docs(blank(lang).vocab))


def test_docbin_holds_every_layer_with_the_words_of_the_text(tmp_path: Path):
    report = write("docbin", tmp_path / "out.spacy")
    doc, other = docs(tmp_path / "out.spacy")
    assert (doc.text, other.text) == (TEXT, ENGLISH)
    groups = {name: [(one.text, one.label_) for one in spans] for name, spans in doc.spans.items()}
    assert groups["mentions"] == [("Inès Valmont", "PER")]
    assert groups["cues"] == [("a déclaré", "cue"), ("Selon", "cue")]
    assert ("«inacceptable»", "condemn") in groups["segments"]
    assert len(groups["segments"]) == 4
    assert [label for _, label in groups["quotes"]] == ["direct", "mixed", "indirect"]
    assert groups["references"] == [("résolution 9999 du Conseil", "instrument")]
    assert ("un diplomate", "unnamed_source") in groups["sources"]
    (entity,) = doc.ents
    assert (entity.text, entity.kb_id_, entity.id_) == ("Inès Valmont", "actor-1", "item-1-Ada-1")
    assert read_line(doc.user_data["guillemet"].encode()) == DOCUMENTS[0]
    assert report.losses == ()


def test_spans_that_no_token_fits_are_listed_and_not_moved(tmp_path: Path):
    document = french(1)
    assert document.annotation is not None
    first = document.annotation.items[0]
    torn = replace(first, span=span(TEXT, "nès Valmont"))
    over = replace(first, id="item-x", span=span(TEXT, "Valmont"))
    inside = replace(first, id="item-y", span=span(TEXT, "Inès Valmont"))
    annotation = replace(document.annotation, items=(torn, over, inside))
    report = write("docbin", tmp_path / "out.spacy", replace(document, annotation=annotation))
    (doc,) = docs(tmp_path / "out.spacy")
    assert [one.text for one in doc.spans["mentions"]] == ["Inès Valmont", "Valmont"]
    assert [one.text for one in doc.ents] == ["Inès Valmont"]
    assert {(one.item, one.message.id) for one in report.losses} == {
        (first.id, "export.off_token"),
        ("item-x", "export.overlap"),
    }


@given(annotated_articles())
def test_docbin_keeps_any_text_and_counts_what_it_drops(document: AnnotatedArticle):
    from spacy.tokens import DocBin

    from annotator.exporters.docbin import DocBinBuilder

    builder = DocBinBuilder()
    losses = [one for one in builder.add(document) if one.message.id == "export.off_token"]
    (doc,) = DocBin().from_bytes(builder.to_bytes()).get_docs(blank("fr").vocab)
    assert doc.text == document.article.text
    kept = [one for group in doc.spans.values() for one in group]
    items = document.annotation.items if document.annotation else ()
    places = sum(3 if hasattr(item, "segments") else 1 for item in items)
    assert len(kept) + len(losses) == places
    for one in kept:
        assert one.text == document.article.text[one.start_char : one.end_char]


# -- whole or not at all


def everything(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_an_export_made_twice_replaces_the_first_and_is_the_same(exporter: Exporter, tmp_path):
    target = targets(tmp_path)[exporter.name]
    first = exporter.write(DOCUMENTS, target, context())
    assert exporter.is_ours(target)
    assert exporter.write(DOCUMENTS, target, context()) == first
    assert everything(tmp_path) == [target.name]
    assert first.counts["articles"] == 2
    assert first.counts["claim_types.deny"] == 2
    assert first.counts["decisions.rejected"] == 1


def test_what_is_not_ours_is_known(exporter: Exporter, tmp_path: Path):
    target = tmp_path / "other"
    target.write_bytes(b"PK\x03\x04 something else")
    assert not exporter.is_ours(target)
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "thesis.txt").touch()
    if exporter.suffix == "":
        assert not exporter.is_ours(folder)


class Boom(Exception):
    pass


def breaking() -> Iterator[AnnotatedArticle]:
    yield DOCUMENTS[0]
    raise Boom


def test_a_break_leaves_the_earlier_export_alone(exporter: Exporter, tmp_path: Path):
    target = targets(tmp_path)[exporter.name]
    with pytest.raises(Boom):
        exporter.write(breaking(), target, context())
    assert everything(tmp_path) == []
    exporter.write(DOCUMENTS, target, context())
    before = content(target)
    with pytest.raises(Boom):
        exporter.write(breaking(), target, context())
    assert content(target) == before
    assert everything(tmp_path) == [target.name]


def content(target: Path) -> dict[str, bytes]:
    files = [target] if target.is_file() else sorted(target.iterdir())
    return {path.name: path.read_bytes() for path in files}


def refused(exporter: Exporter, target: Path) -> str:
    with pytest.raises(EnvironmentTrouble) as trouble:
        exporter.write(many(), target, context())
    english_sentence = Translator("en").say(trouble.value.message)
    assert "{" not in english_sentence
    return Translator("fr").say(trouble.value.message)


def many() -> Iterator[AnnotatedArticle]:
    return (french(number) for number in range(1, 60))


def test_a_full_disk_is_told_and_nothing_is_left(exporter: Exporter, tmp_path: Path):
    """The system's limit on file size stands in for the full disk: the write itself fails."""
    exporter.write(DOCUMENTS, targets(tmp_path / ".")[exporter.name].with_name("warm"), context())
    shutil.rmtree(tmp_path)
    tmp_path.mkdir()
    import signal

    ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, hard))
    try:
        sentence = refused(exporter, targets(tmp_path)[exporter.name])
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        signal.signal(signal.SIGXFSZ, ignored)
    assert "disque est plein" in sentence
    assert everything(tmp_path) == []


def test_a_folder_that_cannot_be_written_is_told(exporter: Exporter, tmp_path: Path):
    closed = tmp_path / "closed"
    closed.mkdir()
    root = os.geteuid() == 0
    tmp_path.chmod(0o755)
    for folder in tmp_path.parents[:2]:
        folder.chmod(0o755)
    closed.chmod(0o555)
    if root:
        os.seteuid(65534)
    try:
        sentence = refused(exporter, targets(closed)[exporter.name])
    finally:
        if root:
            os.seteuid(0)
        closed.chmod(0o755)
    assert "pas le droit" in sentence
    assert everything(closed) == []


def test_a_folder_that_is_not_there_is_told(exporter: Exporter, tmp_path: Path):
    assert "n’existe pas" in refused(exporter, tmp_path / "none" / "out")
    (tmp_path / "file").touch()
    assert "n’existe pas" in refused(exporter, tmp_path / "file" / "out")


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (errno.ENOSPC, "disque est plein"),
        (errno.EDQUOT, "disque est plein"),
        (errno.EROFS, "pas le droit"),
        (errno.EIO, "Input/output error"),
    ],
)
def test_every_trouble_of_the_disk_has_its_sentence(
    exporter: Exporter, tmp_path: Path, number: int, said: str
):
    def sick() -> Iterator[AnnotatedArticle]:
        yield DOCUMENTS[0]
        raise OSError(number, os.strerror(number))

    with pytest.raises(EnvironmentTrouble) as trouble:
        exporter.write(sick(), targets(tmp_path)[exporter.name], context())
    assert said in Translator("fr").say(trouble.value.message)
    assert everything(tmp_path) == []


def test_what_is_left_out_is_reported(exporter: Exporter, tmp_path: Path):
    left = Excluded(french(2).article.id, "Titre", msg("export.why.not_finished"))
    target = targets(tmp_path)[exporter.name]
    report = exporter.write((DOCUMENTS[0], left), target, context())
    assert report.excluded == (left,)
    assert report.articles == 1
    if exporter.name == "corpus":
        manifest = json.loads((target / "manifest.json").read_text("utf-8"))
        assert [one["title"] for one in manifest["excluded"]] == ["Titre"]
    if exporter.name == "workbook":
        about = [row["Contenu"] for row in rows(opened(target), "À propos")]
        assert "«\u00a0Titre\u00a0»\u00a0: l’annotation n’est pas terminée." in about


KILLED = """
import sys
from pathlib import Path
from tests.core.test_export_formats import EXPORTERS, context, french
documents = [french(number) for number in range(30)]
name, target = sys.argv[1], Path(sys.argv[2])
while True:
    for count in (20, 30):
        EXPORTERS[name].write(documents[:count], target, context())
        print("written", flush=True)
"""


@pytest.mark.parametrize("name", ["jsonl", "corpus"])
def test_a_killed_export_leaves_the_old_or_the_new_one(name: str, tmp_path: Path):
    target = targets(tmp_path)[name]
    for delay in (0.0, 0.004, 0.011):
        child = subprocess.Popen(
            [sys.executable, "-c", KILLED, name, str(target)],
            cwd=GOLDEN.parent.parent.parent,
            stdout=subprocess.PIPE,
        )
        assert child.stdout is not None
        child.stdout.readline()
        time.sleep(delay)
        child.kill()
        child.stdout.close()
        child.wait()
        lines = target if name == "jsonl" else target / "articles.jsonl"
        if name == "corpus" and not target.exists():
            continue  # killed between the two renames: the old one lies in the folder beside
        found = [read_line(raw) for raw in lines.read_bytes().splitlines()]
        assert len(found) in (20, 30)
        if name == "corpus":
            assert len(corpus.load(target).documents) == len(found)
        assert [one for one in everything(tmp_path) if not one.startswith(".")] == [target.name]
