"""Import files into a project: read, compare, keep; one transaction a file, one report for all."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from annotator.identifiers import new_id
from annotator.importers import IMPORTERS
from annotator.importers.base import Importer
from annotator.importers.folders import FoundFile, found_files, importer_for, plain_name
from annotator.model.imported import ImportRun
from annotator.model.message import GuillemetError, Message, msg
from annotator.services.import_intake import Destination, FileIntake
from annotator.services.import_report import ImportEntry, ImportReport, say_entry
from annotator.services.projects import Project

__all__ = ["IMPORTERS", "ImportReport", "import_paths", "say_entry"]

Progress = Callable[[int, int, str], None]
"""Called with how many files are done, how many there are, and the name of the next."""


def import_paths(
    project: Project,
    paths: Sequence[Path],
    *,
    annotator: str,
    on_progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
    language: str | None = None,
) -> ImportReport:
    """Import files and folders. One bad file never stops the rest.

    Args:
        project: the open project that the articles go into.
        paths: files, and folders that are searched through.
        annotator: who imports, for the log.
        on_progress: told before each file.
        cancelled: asked before each file; what was imported before stays.
        language: of texts whose language cannot be told; None takes the project's.
    """
    files = list(found_files(paths))
    entries: list[ImportEntry] = []
    destination = Destination(project, language or project.settings.language)
    for done, found in enumerate(files):
        if cancelled and cancelled():
            return ImportReport(tuple(entries), cancelled=True)
        if on_progress:
            on_progress(done, len(files), found.name)
        entries += _import_file(destination, found, annotator)
    if on_progress:
        on_progress(len(files), len(files), "")
    return ImportReport(tuple(entries))


def _import_file(destination: Destination, found: FoundFile, annotator: str) -> list[ImportEntry]:
    try:
        importer = importer_for(found.path, IMPORTERS)
        if importer is None:
            known = ", ".join(_suffixes())
            return [ImportEntry(found.name, "left_out", msg("import.left_out", known=known))]
        return _keep(destination, found, importer, annotator)
    except OSError as error:
        return [_refusal(found, _trouble(error))]
    except GuillemetError as error:
        return [_refusal(found, error.message)]


def _keep(
    destination: Destination, found: FoundFile, importer: Importer, annotator: str
) -> list[ImportEntry]:
    intake = FileIntake(destination, found.name)
    for part in importer.read(found.path):
        intake.take(part)
    records = intake.records()
    if records:
        run = ImportRun(
            id=new_id(),
            source=plain_name(found.path.name),
            format=importer.name,
            by=annotator,
            sha256=_file_sha256(found.path),
        )
        destination.project.add_articles(records, run)
    return intake.entries()


def _refusal(found: FoundFile, message: Message) -> ImportEntry:
    return ImportEntry(found.name, "refused", message)


def _trouble(error: OSError) -> Message:
    if isinstance(error, FileNotFoundError):
        return msg("import.not_found")
    if isinstance(error, PermissionError):
        return msg("import.not_allowed")
    return msg("import.cannot_read", why=error.strerror or str(error))


def _suffixes() -> Iterator[str]:
    return (suffix for importer in IMPORTERS.values() for suffix in importer.suffixes)


def _file_sha256(path: Path) -> str:
    with path.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()
