"""`guillemet-jsonl/1`: everything about an article and its annotation, one to a line."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from annotator.exporters.atomic import replacing_file
from annotator.exporters.base import Excluded, ExportContext, ExportReport, Tally
from annotator.model.annotated import AnnotatedArticle
from annotator.model.interchange import FORMAT, write_line


class JsonlExporter:
    """Writes what the importer of the same name reads back without loss; streamed."""

    name = "jsonl"
    title = "export.format.jsonl"
    suffix = ".jsonl"
    limits: tuple[str, ...] = ("export.limit.jsonl", "export.limit.entries")

    def is_ours(self, target: Path) -> bool:
        """By the format that its first line names; an empty file counts, too."""
        with target.open("rb") as handle:
            head = handle.read(200)
        return not head or head.startswith(f'{{"format": "{FORMAT}"'.encode())

    def write(
        self, documents: Iterable[AnnotatedArticle | Excluded], target: Path, context: ExportContext
    ) -> ExportReport:
        """Write one line a document; UTF-8, each line ends with a line feed."""
        tally = Tally()
        with (
            replacing_file(target) as fresh,
            fresh.open("w", encoding="utf-8", newline="\n") as handle,
        ):
            for document in tally.take(documents):
                handle.write(write_line(document) + "\n")
        return tally.report(self.name, target, context)
