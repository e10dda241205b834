"""What the dialog on official lists shows, decided without Qt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from babel.numbers import format_decimal

from annotator.messages import Translator
from annotator.services.list_words import day, edition_date, list_title
from annotator.services.lists import ListRow

Deed = Literal["close", "import", "remove"]
HEADS = ("title", "date", "entries", "file")
NUMBERS = range(2, 3)
"""Columns that are set to the right."""
OLDER = 5
"""Editions before the current one that are named."""


@dataclass(frozen=True, slots=True)
class ListsWish:
    """How the dialog was left.

    Attributes:
        paths: files that were dropped; empty: they are to be asked for.
        row: the list that the cursor was on.
    """

    deed: Deed
    paths: tuple[Path, ...] = ()
    row: ListRow | None = None


def cells(row: ListRow, say: Translator) -> tuple[str, ...]:
    """The words of a list in the table."""
    edition = row.edition
    count = format_decimal(edition.count, locale=say.language)
    title = list_title(edition.list, say)
    return title, edition_date(edition, say), count, edition.file_name


def about(row: ListRow | None, say: Translator) -> str:
    """What stands below the table about a list."""
    if row is None:
        return ""
    edition = row.edition
    imported = day(edition.imported, say.language)
    lines = [say("lists.about", list=edition.list, date=imported, sha256=edition.sha256)]
    if row.older:
        dates = "; ".join(edition_date(one, say) for one in row.older[:OLDER])
        more = len(row.older) - OLDER
        dates += f"; {say('lists.and_more', n=more)}" if more > 0 else ""
        lines.append(say("lists.about_older", dates=dates))
    return "\n".join(lines)


def local_files(urls: Sequence[str]) -> tuple[Path, ...]:
    """The files among what is dropped; what is no file of this computer is given as empty."""
    return tuple(Path(one) for one in urls if one)
