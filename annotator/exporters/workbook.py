"""The Excel workbook for project leads: articles, entities, quotes, references, the codebook."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from annotator.exporters.atomic import replacing_file
from annotator.exporters.base import Excluded, ExportContext, ExportReport, Tally
from annotator.exporters.workbook_actors import ActorSheet
from annotator.exporters.workbook_columns import Row
from annotator.exporters.workbook_rows import RowMaker
from annotator.messages import Translator
from annotator.model.annotated import AnnotatedArticle


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

        tally, maker = Tally(), RowMaker(context)
        actors = ActorSheet(context, maker.say)
        columns = actors.columns()
        with (
            replacing_file(target) as fresh,
            Book(maker.say, context.created, columns=columns) as book,
        ):
            for document in tally.take(documents):
                for sheet, row in maker.rows(document):
                    book.add(sheet, row)
                actors.count(document)
            for row in actors.rows():
                book.add("actors", row)
            for row in maker.codebook():
                book.add("codebook", row)
            report = tally.report(self.name, target, context, *book.warnings())
            for row in _about(report, context, maker.say, self.limits):
                book.add("about", row)
            book.save(fresh)
        return report


def _about(
    report: ExportReport, context: ExportContext, say: Translator, limits: Iterable[str]
) -> Iterator[Row]:
    """What the workbook is: where from, which articles, what it lacks."""
    facts = {
        "program": f"Guillemet {context.version}",
        "created": context.created,
        "scope": say(f"export.scope.{context.scope}"),
        "scheme": context.scheme.reference,
        "articles": str(report.articles),
    }
    for name, value in facts.items():
        yield {"what": say(f"export.about.{name}"), "value": value}
    for one in limits:
        yield {"what": say("export.about.limit"), "value": say(one)}
    for warning in report.warnings:
        yield {"what": say("export.about.warning"), "value": say.say(warning)}
    for left in report.excluded:
        value = say("export.excluded_one", title=left.title, why=say.say(left.why))
        yield {"what": say("export.about.excluded"), "value": value}
