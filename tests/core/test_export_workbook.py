"""The workbook: what its sheets say, what Excel can hold, and that another program opens it."""

from __future__ import annotations

import datetime
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.cell.rich_text import CellRichText, TextBlock

from annotator.exporters import EXPORTERS
from annotator.exporters.workbook_book import (
    CELL_LIMIT,
    LINE_HEIGHT,
    TALLEST,
    Book,
    row_height,
)
from annotator.exporters.workbook_columns import COLUMNS, SHEETS, Marked
from annotator.exporters.workbook_rows import marked_context
from annotator.exporters.workbook_words import shown_day
from annotator.messages import LANGUAGES, Translator
from annotator.model.dates import PartialDate
from annotator.model.ids import EntryId
from annotator.model.items import Link, SanctionsReference
from tests.core.test_export_formats import context, opened, rows, write
from tests.exchange_samples import RESOLUTION, TEXT, french


def test_the_workbook_says_who_says_what(tmp_path: Path):
    write("workbook", tmp_path / "out.xlsx")
    book = opened(tmp_path / "out.xlsx")
    assert book.sheetnames == [
        "À propos",
        "Qui dit quoi",
        "Qui, sur quel régime",
        "Régimes par mois",
        "Acteurs",
        "Citations",
        "Sanctions",
        "Textes et listes",
        "Entités",
        "Articles",
        "Guide",
    ]
    first, second, *_ = rows(book, "Citations")
    assert first["Locuteur"] == "Inès Valmont"
    assert first["Mots qui le désignent"] == "Inès Valmont, ministre des Affaires étrangères"
    scheme = context().scheme
    claim, known_by = scheme.label("claim_types", "deny"), scheme.label("known_by", "stated")
    assert claim is not None
    assert known_by is not None
    assert first["Type de propos"] == claim.title("fr")
    assert (first["Id. type"], first["Connu par"]) == ("deny", known_by.title("fr"))
    assert first["Score"] == 0.93
    assert first["Origine"] == "proposé par quotes-fr 1"
    assert "Nous n’avons rien signé\u00a0» […] «\u202fet nous" in str(first["Citation"])
    assert second["Références aux sanctions"] == "Résolution 9999\nArdan Velmo"
    assert second["Id. catalogue"] == "un-9999\nun-sc:KPx.001"
    assert second["Régimes"] == "Corée du Nord\nExemple 2"
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
    known = replace(changed, entries=(RESOLUTION,))
    EXPORTERS["workbook"].write((known,), tmp_path / "out.xlsx", context())
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
    for name, sheet in zip(SHEETS, book.worksheets, strict=True):
        assert sheet.freeze_panes == "B2"
        assert sheet.auto_filter.ref == sheet.dimensions
        assert all(cell.font.b for cell in sheet[1])
        known = {
            Translator("en")(f"export.column.{column.key}"): column for column in COLUMNS[name]
        }
        headers = [str(cell.value) for cell in sheet[1]]
        assert set(known) <= set(headers)
        for cell in sheet[1]:
            column = known.get(str(cell.value))
            width = sheet.column_dimensions[cell.column_letter].width
            assert column is None or width == column.width
        for cell in sheet[2]:
            column = known.get(headers[cell.column - 1])
            if column is not None and cell.value is not None:
                assert bool(cell.alignment.wrap_text) == (column.wrap or column.number)
    labels = rows(book, "Codebook")
    assert {"deny", "PER", "instrument"} <= {str(one["Id"]) for one in labels}


def test_the_sheet_of_actors_counts_quotes_by_claim_type(tmp_path: Path):
    write("workbook", tmp_path / "out.xlsx")
    book = opened(tmp_path / "out.xlsx")
    found = {row["Acteur"]: row for row in rows(book, "Acteurs")}
    quotes = [row for row in rows(book, "Citations") if row["Locuteur"] == "Inès Valmont"]
    mine = found["Inès Valmont"]
    assert quotes
    assert mine["Citations"] == len(quotes)
    for claim in {row["Type de propos"] for row in quotes}:
        assert mine[claim] == sum(row["Type de propos"] == claim for row in quotes)
    assert str(mine["Connu par"]).startswith("Nommé sur place")


def test_no_text_becomes_a_formula(tmp_path: Path):
    write("workbook", tmp_path / "out.xlsx")
    book = opened(tmp_path / "out.xlsx")
    kinds = {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row}
    assert kinds <= {"s", "n", "d", "inlineStr"}
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
        assert str(sheet.page_setup.paperSize) == "9"
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
    counted = (tmp_path / "out-Qui dit quoi.csv").read_text("utf-8").splitlines()
    assert len(counted) == 1 + 4, "two speakers of one article, one of the other, and nobody"
    assert "Corée du Nord" in (tmp_path / "out-Régimes par mois.csv").read_text("utf-8")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sheet_column_and_limit_has_its_name(language: str):
    say = Translator(language)
    wanted = [f"export.{kind}.{name}" for name in COLUMNS for kind in ("sheet", "holds")]
    wanted.remove("export.holds.about")
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
