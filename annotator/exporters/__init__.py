"""Export formats: a new one is a file beside these and a line here."""

from __future__ import annotations

from annotator.exporters.base import Exporter
from annotator.exporters.corpus import CorpusExporter
from annotator.exporters.docbin import DocBinExporter
from annotator.exporters.jsonl import JsonlExporter
from annotator.exporters.workbook import WorkbookExporter

EXPORTERS: dict[str, Exporter] = {
    "workbook": WorkbookExporter(),
    "corpus": CorpusExporter(),
    "jsonl": JsonlExporter(),
    "docbin": DocBinExporter(),
}
"""By name, in the order in which they are offered."""
