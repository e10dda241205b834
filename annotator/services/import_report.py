"""What became of each file of an import, and how that is said."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from annotator.messages import Translator
from annotator.model.ids import ArticleId
from annotator.model.message import Message

ImportStatus = Literal["imported", "warning", "duplicate", "refused", "left_out"]
IMPORT_STATUSES: tuple[ImportStatus, ...] = (
    "imported",
    "warning",
    "duplicate",
    "refused",
    "left_out",
)


@dataclass(frozen=True, slots=True)
class ImportEntry:
    """What became of one article of a file, or of the file.

    Attributes:
        file: name of the file, with its folder below what was chosen.
        status: `warning` is imported, with something to look at.
        message: what happened and what can be done.
        line: 1-based line of the file, where the file holds several articles.
        where: the part of the line, such as `quotes 0190…`.
        article: the article that was made, or that was there already.
    """

    file: str
    status: ImportStatus
    message: Message
    line: int | None = None
    where: str = ""
    article: ArticleId | None = None


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What became of everything that was to be imported.

    Attributes:
        cancelled: whether the person stopped it; what was imported before stays.
    """

    entries: tuple[ImportEntry, ...] = ()
    cancelled: bool = False

    def count(self, *statuses: ImportStatus) -> int:
        """How many entries have one of these statuses."""
        return sum(entry.status in statuses for entry in self.entries)

    @property
    def article_ids(self) -> tuple[ArticleId, ...]:
        """The articles that are new in the project, in the order of import."""
        new = (one for one in self.entries if one.status in ("imported", "warning"))
        return tuple(dict.fromkeys(entry.article for entry in new if entry.article))

    def say(self, translator: Translator) -> Iterator[str]:
        """One sentence for each entry, then one for each status that occurs."""
        for entry in self.entries:
            yield say_entry(entry, translator)
        for status in IMPORT_STATUSES:
            if self.count(status):
                yield translator(f"import.count.{status}", n=self.count(status))
        if self.cancelled:
            yield translator("import.cancelled")


def say_entry(entry: ImportEntry, translator: Translator) -> str:
    """`file, line, item: what happened`."""
    said = translator.say(entry.message)
    if entry.line is None:
        return translator("import.at_file", file=entry.file, said=said)
    if not entry.where:
        return translator("import.at_line", file=entry.file, line=entry.line, said=said)
    return translator(
        "import.at_item", file=entry.file, line=entry.line, where=entry.where, said=said
    )
