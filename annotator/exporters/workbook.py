"""The Excel workbook for project leads: who said what, of which type, against which regime.

Details (quotes, references, entities, articles) go to the disk as they pass; what is counted on the
way (speakers, regimes, entries) is written behind them.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from annotator.exporters.atomic import replacing_file
from annotator.exporters.base import Excluded, ExportContext, ExportReport, Tally
from annotator.exporters.workbook_columns import SHEETS, Row, columns_of
from annotator.exporters.workbook_counts import Counts
from annotator.exporters.workbook_rows import RowMaker
from annotator.exporters.workbook_tables import Tables
from annotator.model.annotated import AnnotatedArticle

if TYPE_CHECKING:
    from annotator.exporters.workbook_book import Book


class WorkbookExporter:
    """Writes one sheet a kind of thing, headers and label names in the reader's language."""

    name = "workbook"
    title = "export.format.workbook"
    suffix = ".xlsx"
    limits: tuple[str, ...] = (
        "export.limit.workbook_text",
        "export.limit.workbook_decisions",
        "export.limit.workbook_cells",
    )

    def is_ours(self, target: Path) -> bool:
        """By the creator in its properties."""
        try:
            with zipfile.ZipFile(target) as archive:
                return b"<dc:creator>Guillemet</dc:creator>" in archive.read("docProps/core.xml")
        except (zipfile.BadZipFile, KeyError):
            return False

    def write(
        self, documents: Iterable[AnnotatedArticle | Excluded], target: Path, context: ExportContext
    ) -> ExportReport:
        """Write the workbook; documents pass once, rows go straight to the disk."""
        from annotator.exporters.workbook_book import Book  # loads openpyxl

        tally, maker, counts = Tally(), RowMaker(context), Counts()
        columns = columns_of(context.scheme, context.language)
        with replacing_file(target) as fresh, Book(maker.say, context.created, columns) as book:
            for document in tally.take(documents):
                counts.add(document)
                for sheet, row in maker.rows(document):
                    book.add(sheet, row)
            tables = Tables(counts, maker.words)
            for sheet, wanted in tables.columns().items():
                book.open(sheet, wanted)
            for sheet, row in tables.rows():
                book.add(sheet, row)
            for row in maker.codebook():
                book.add("codebook", row)
            report = tally.report(self.name, target, context, *book.warnings())
            for row in _about(report, context, book, self.limits):
                book.add("about", row)
            book.save(fresh)
        return report


def _about(
    report: ExportReport, context: ExportContext, book: Book, limits: Iterable[str]
) -> Iterator[Row]:
    """What the workbook is: where from, which articles, what each sheet holds, what it lacks."""
    say = book.say
    facts = {
        "program": f"Guillemet {context.version}",
        "created": context.created,
        "scope": say(f"export.scope.{context.scope}"),
        "scheme": context.scheme.reference,
        "articles": str(report.articles),
        "quotes": str(book.count("quotes")),
        "references": str(book.count("references")),
    }
    for name, value in facts.items():
        yield {"what": say(f"export.about.{name}"), "value": value}
    for sheet in SHEETS[1:]:
        held = say(f"export.holds.{sheet}", n=book.count(sheet))
        yield {"what": say("export.about.sheet", name=say(f"export.sheet.{sheet}")), "value": held}
    for one in ("counting", "several", "lists"):
        yield {"what": say("export.about.reading"), "value": say(f"export.reading.{one}")}
    for one in limits:
        yield {"what": say("export.about.limit"), "value": say(one)}
    for warning in report.warnings:
        yield {"what": say("export.about.warning"), "value": say.say(warning)}
    for left in report.excluded:
        value = say("export.excluded_one", title=left.title, why=say.say(left.why))
        yield {"what": say("export.about.excluded"), "value": value}
