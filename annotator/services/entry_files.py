"""Own entries from and to CSV files in the catalogue's form."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from pathlib import Path

from annotator.exporters.atomic import replacing_file
from annotator.importers.decoding import decode
from annotator.model.message import EnvironmentTrouble, msg
from annotator.sanctions.catalogue import CatalogueEntry, catalogue_row
from annotator.services.entries import add_from_file
from annotator.services.projects import Project


def take_in(project: Project, path: Path) -> tuple[CatalogueEntry, ...]:
    """Add every entry of a file, or none.

    Raises:
        EnvironmentTrouble: the file cannot be read.
        GuillemetError: it is not sound, or the project cannot be written; the message says where.
    """
    try:
        raw = path.read_bytes()
    except OSError as error:
        why = error.strerror or str(error)
        raise EnvironmentTrouble(msg("catalogue.unreadable", file=path.name, why=why)) from error
    return add_from_file(project, decode(raw).text, path.name)


def write_entries(entries: Iterable[CatalogueEntry], target: Path) -> int:
    """Write entries to a file, with the byte order mark that Excel asks for; how many.

    Raises:
        EnvironmentTrouble: the file cannot be written; an earlier one is as it was.
    """
    rows = [catalogue_row(entry) for entry in entries]
    out = io.StringIO()
    if rows:
        writer = csv.DictWriter(out, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    with replacing_file(target) as fresh:
        fresh.write_text(out.getvalue(), encoding="utf-8-sig", newline="")
    return len(rows)
