"""Writing files: what each format holds, what it says that it lost, nothing half-written."""

from __future__ import annotations

import datetime
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
from hypothesis import strategies as st
from openpyxl.cell.rich_text import CellRichText, TextBlock

from annotator import corpus
from annotator.exporters import EXPORTERS
from annotator.exporters.base import Excluded, ExportContext, Exporter
from annotator.exporters.workbook_book import (
    CELL_LIMIT,
    LINE_HEIGHT,
    TALLEST,
    Book,
    row_height,
)
from annotator.exporters.workbook_columns import COLUMNS, Marked
from annotator.exporters.workbook_rows import marked_context, shown_day
from annotator.messages import LANGUAGES, Translator
from annotator.model.annotated import AnnotatedArticle
from annotator.model.dates import PartialDate
from annotator.model.ids import EntryId
from annotator.model.interchange import read_line
from annotator.model.items import Link, SanctionsReference
from annotator.model.message import EnvironmentTrouble, msg
from annotator.services.schemes import load_scheme
from annotator.spacy_language import blank
from tests.exchange_samples import ENGLISH, TEXT, annotated_articles, english, french, span

GOLDEN = Path(__file__).resolve().parent.parent / "golden" / "exports"
DOCUMENTS = (replace(french(1), gold=True), english(9))
TITLES = {"un-9999": "Résolution 9999"}


def context(language: str = "fr", **more) -> ExportContext:
    values = {"scope": "gold", "created": "2026-01-31", "version": "1.2.3", **more}
    scheme = load_scheme("diplomacy@1")
    return ExportContext(
        language=language, scheme=scheme, entry_title=lambda entry: TITLES[entry], **values
    )


def write(format: str, target: Path, *documents: AnnotatedArticle, **more):
    return EXPORTERS[format].write(documents or DOCUMENTS, target, context(**more))


def targets(folder: Path) -> dict[str, Path]:
    return {name: folder / f"out{exporter.suffix}" for name, exporter in EXPORTERS.items()}


@pytest.fixture(params=list(EXPORTERS))
def exporter(request: pytest.FixtureRequest) -> Exporter:
    return EXPORTERS[request.param]


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


# -- workbook


def opened(path: Path) -> openpyxl.Workbook:
    return openpyxl.load_workbook(path, rich_text=True)


def rows(book: openpyxl.Workbook, sheet: str) -> list[dict[str, object]]:
    header, *body = book[sheet].iter_rows(values_only=True)
    return [dict(zip(header, row, strict=True)) for row in body]


def test_the_workbook_says_who_says_what(tmp_path: Path):
    write("workbook", tmp_path / "out.xlsx")
    book = opened(tmp_path / "out.xlsx")
    assert book.sheetnames == [
        "Articles",
        "Entités",
        "Citations",
        "Sanctions",
        "Guide",
        "À propos",
    ]
    first, second, *_ = rows(book, "Citations")
    assert first["Locuteur"] == "Inès Valmont"
    assert first["Mots qui le désignent"] == "Inès Valmont, ministre des Affaires étrangères"
    scheme = context().scheme
    claim, known_by = scheme.label("claim_types", "deny"), scheme.label("known_by", "stated")
    assert claim is not None
    assert known_by is not None
    assert first["Type d’affirmation"] == claim.title("fr")
    assert (first["Id. type"], first["Connu par"]) == ("deny", known_by.title("fr"))
    assert first["Score"] == 0.93
    assert first["Origine"] == "proposé par quotes-fr 1"
    assert "Nous n’avons rien signé\u00a0» […] «\u202fet nous" in str(first["Citation"])
    assert second["Références aux sanctions"] == "Résolution 9999"
    assert second["Id. catalogue"] == "un-9999"
    context_cell = first["Dans le texte"]
    assert isinstance(context_cell, CellRichText)
    assert [run.text for run in context_cell if isinstance(run, TextBlock)] == [
        "«\u00a0Nous n’avons rien signé\u00a0»",
        "«\u202fet nous ne signerons rien sous la menace\u202f»",
    ]
    assert str(context_cell).removesuffix(" …") in TEXT


@pytest.mark.parametrize(
    ("role", "said"),
    [("refers_to", "Résolution 9999\nun-2"), ("one_of", "Résolution 9999\nou un-2")],
)
def test_one_of_two_texts_does_not_look_like_both(role: str, said: str, tmp_path: Path):
    document = french()
    links = tuple(Link(EntryId(one), role) for one in ("un-9999", "un-2"))
    items = tuple(
        replace(one, links=links, nil_reason=None) if isinstance(one, SanctionsReference) else one
        for one in document.annotation.items
    )
    changed = replace(document, annotation=replace(document.annotation, items=items))
    titles = replace(context(), entry_title=lambda entry: TITLES.get(entry, entry))
    EXPORTERS["workbook"].write((changed,), tmp_path / "out.xlsx", titles)
    book = opened(tmp_path / "out.xlsx")
    assert {one["Textes de sanctions"] for one in rows(book, "Sanctions")} == {said}
    assert said in [one["Références aux sanctions"] for one in rows(book, "Citations")]


def test_every_suggestion_of_an_article_that_nobody_began_is_open(tmp_path: Path):
    decided = french()
    write("workbook", tmp_path / "out.xlsx", decided, replace(decided, annotation=None))
    articles = rows(opened(tmp_path / "out.xlsx"), "Articles")
    column = Translator("fr")("export.column.open_suggestions")
    assert [one[column] for one in articles] == [0, len(decided.proposals.suggestions)]


def test_every_sheet_can_be_read_and_filtered(tmp_path: Path):
    write("workbook", tmp_path / "out.xlsx", language="en")
    book = opened(tmp_path / "out.xlsx")
    for name, sheet in zip(COLUMNS, book.worksheets, strict=True):
        assert sheet.freeze_panes == "B2"
        assert sheet.auto_filter.ref == sheet.dimensions
        assert sheet.max_column == len(COLUMNS[name])
        widths = [sheet.column_dimensions[cell.column_letter].width for cell in sheet[1]]
        assert widths == [column.width for column in COLUMNS[name]]
        assert all(cell.font.b for cell in sheet[1])
        wrapped = [bool(cell.alignment.wrap_text) for cell in sheet[2]]
        assert wrapped == [column.wrap for column in COLUMNS[name]]
    labels = rows(book, "Codebook")
    assert {"deny", "PER", "instrument"} <= {str(one["Id"]) for one in labels}


def test_no_text_becomes_a_formula(tmp_path: Path):
    write("workbook", tmp_path / "out.xlsx")
    book = opened(tmp_path / "out.xlsx")
    kinds = {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row}
    assert kinds <= {"s", "n", "inlineStr"}
    assert "=SUM of all fears" in [row["Article"] for row in rows(book, "Articles")]
    assert "=1+1" in [row["Note"] for row in rows(book, "Citations")]


@pytest.mark.parametrize(
    "text", ["=1+1", "#N/A", "+1", "-1", "@x", "\t=1", "_x000D_", " a  b\u00a0"]
)
def test_cells_keep_text_as_it_is(tmp_path: Path, text: str):
    with Book(Translator("fr"), "2026-01-31") as book:
        book.add("about", {"what": text, "value": Marked(((text, False), (text, True)))})
        book.save(tmp_path / "out.xlsx")
    _, row = opened(tmp_path / "out.xlsx")["À propos"].iter_rows(values_only=True)
    assert (row[0], str(row[1])) == (text, text + text)
    assert list(book.warnings()) == []


def test_what_excel_cannot_hold_is_replaced_or_cut_and_told(tmp_path: Path):
    with Book(Translator("fr"), "2026-01-31", row_limit=4) as book:
        book.add(
            "about", {"what": "a\x00b\x0bc\ud800d\ufffe", "value": Marked((("x\x01y", True),))}
        )
        book.add("about", {"what": "😀" * 20_000, "value": Marked((("é" * 40_000, True),))})
        book.add("about", {"what": "é" * CELL_LIMIT})
        book.add("about", {"what": "no room"})
        book.save(tmp_path / "out.xlsx")
    read = opened(tmp_path / "out.xlsx")["À propos"]
    assert read["A2"].value == "a\ufffdb\ufffdc\ufffdd\ufffd"
    assert str(read["B2"].value) == "x\ufffdy"
    assert read["A3"].value.endswith("😀 […coupé]")
    assert len(read["A3"].value.encode("utf-16-le")) <= 2 * CELL_LIMIT
    assert len(str(read["B3"].value)) == CELL_LIMIT
    assert read["A4"].value == "é" * CELL_LIMIT
    assert read.max_row == 4
    said = {one.id: one.values["n"] for one in book.warnings()}
    assert said == {
        "export.cells_cut": 2,
        "export.cells_cleaned": 2,
        "export.rows_left_out": 1,
    }


def test_rows_are_as_tall_as_their_text_and_pages_as_wide_as_a_sheet(tmp_path: Path):
    write("workbook", tmp_path / "out.xlsx")
    for sheet in openpyxl.load_workbook(tmp_path / "out.xlsx"):
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.print_title_rows == "$1:$1"
        assert all(sheet.row_dimensions[row].height for row in range(1, sheet.max_row + 1))
    long = Marked((("un " * 30, False), ("mot\n\nfin", True)))
    assert row_height(COLUMNS["quotes"], {"context": long}) == 4 * LINE_HEIGHT
    assert row_height(COLUMNS["quotes"], {"context": "x" * 100_000}) == TALLEST


def test_what_was_cut_stands_in_the_workbook_itself(tmp_path: Path):
    document = french(1)
    assert document.annotation is not None
    state = replace(document.annotation.state, notes="n" * 40_000)
    long = replace(document, annotation=replace(document.annotation, state=state))
    (warning,) = write("workbook", tmp_path / "out.xlsx", long).warnings
    about = rows(opened(tmp_path / "out.xlsx"), "À propos")
    assert Translator("fr").say(warning) in [row["Contenu"] for row in about]


@given(st.text("ab é😀\n", min_size=1, max_size=600), st.data())
def test_the_context_holds_the_quote_and_text_around_it(text: str, data: st.DataObject):
    from annotator.model.text import Span

    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    found = marked_context(text, (Span.of(text, start, end),))
    assert found is not None
    assert "".join(run for run, marked in found.runs if marked) == text[start:end]
    plain = "".join(run for run, _ in found.runs)
    assert plain.removeprefix("… ").removesuffix(" …") in text


def test_libreoffice_opens_the_workbook_and_sees_text(tmp_path: Path):
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not installed: apt-get install libreoffice-calc")
    write("workbook", tmp_path / "out.xlsx")
    options = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"
    subprocess.run(
        [
            office,
            f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
            *("--headless", "--convert-to", options, "--outdir", str(tmp_path)),
            str(tmp_path / "out.xlsx"),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    quotes = (tmp_path / "out-Citations.csv").read_text("utf-8")
    assert "=1+1" in quotes
    assert "«\u00a0Nous n’avons rien signé\u00a0»" in quotes
    assert "=SUM of all fears" in (tmp_path / "out-Articles.csv").read_text("utf-8")


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
        assert "“Titre”\u00a0: l’annotation n’est pas terminée." in about


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


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sheet_column_and_limit_has_its_name(language: str):
    say = Translator(language)
    wanted = [f"export.sheet.{name}" for name in COLUMNS]
    wanted += [f"export.column.{c.key}" for columns in COLUMNS.values() for c in columns]
    for one in EXPORTERS.values():
        wanted += [one.title, *one.limits]
    assert [one for one in wanted if not say.knows(one)] == []
    titles = [say(f"export.sheet.{name}") for name in COLUMNS]
    assert all(len(title) <= 31 and not set(title) & set("[]:*?/\\") for title in titles)


def test_whole_dates_are_dates_for_excel_and_parts_of_dates_are_text():
    assert shown_day(PartialDate(2023, 8, 30)) == datetime.datetime(2023, 8, 30)
    assert shown_day(PartialDate(2023, 8)) == "2023-08"
    assert shown_day(PartialDate(1870, 7, 19)) == "1870-07-19"
    assert shown_day(None) == ""
