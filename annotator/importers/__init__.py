"""Import formats: a new one is a file beside these and a line here."""

from __future__ import annotations

from annotator.importers.base import Importer
from annotator.importers.jsonl import GuillemetJsonl
from annotator.importers.plain_text import PlainText

IMPORTERS: dict[str, Importer] = {
    "jsonl": GuillemetJsonl(),
    "text": PlainText(),
}
"""By name; a file goes to the first one that recognises it."""
