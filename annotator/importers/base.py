"""What every import format offers, and how it says that it cannot take something."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from annotator.model.imported import ImportedArticle
from annotator.model.message import GuillemetError, Message


class ImportRefused(GuillemetError):
    """A file that is not imported; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Refused:
    """A part of a file that is not imported, while the rest goes on.

    Attributes:
        line: 1-based line of the file.
        where: the part of the line, such as `quotes 0190…`; empty for the whole line.
    """

    message: Message
    line: int
    where: str = ""


class Importer(Protocol):
    """One import format.

    Attributes:
        name: its key in `IMPORTERS`.
        title: message id of its name for people.
        suffixes: file endings that it reads, lower case, with the dot.
    """

    name: str
    title: str
    suffixes: tuple[str, ...]

    def recognises(self, path: Path, head: bytes) -> bool:
        """Whether the file looks like this format, by its ending or its first bytes."""
        ...

    def read(self, path: Path) -> Iterator[ImportedArticle | Refused]:
        """The articles of a file, one after the other.

        Raises:
            ImportRefused: the file as a whole cannot be read as this format.
            OSError: it cannot be opened.
        """
        ...
