"""Import of a text that lies in no file: pasted, or dropped as words."""

from __future__ import annotations

import hashlib

from annotator.identifiers import new_id
from annotator.importers.base import ImportRefused
from annotator.importers.plain_text import PlainText, article_of
from annotator.model.imported import ImportRun
from annotator.model.message import msg
from annotator.services.import_intake import Destination, FileIntake
from annotator.services.import_report import ImportReport
from annotator.services.projects import Project

LONGEST = 1_000_000
"""Code points that a pasted text may have: a book, which the window still opens at once."""


def import_text(project: Project, text: str, source: str, *, annotator: str) -> ImportReport:
    """Make an article of a text.

    Args:
        project: the open project that it goes into.
        text: with a header or without.
        source: where it comes from, in words, for the report and the log.
        annotator: who imports, for the log.

    Raises:
        GuillemetError: it is no text, or the project cannot take it; nothing was kept.
    """
    if len(text) > LONGEST:
        raise ImportRefused(msg("paste.too_long", limit=LONGEST // 1000, there=len(text) // 1000))
    try:
        raw = text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise ImportRefused(msg("paste.broken")) from error
    intake = FileIntake(Destination(project, project.settings.language), source)
    intake.take(article_of(raw, ""))
    records = intake.records()
    if records:
        sha256 = hashlib.sha256(raw).hexdigest()
        run = ImportRun(new_id(), source, PlainText.name, annotator, sha256)
        project.add_articles(records, run)
    return ImportReport(tuple(intake.entries()))
