"""Plain text: one article a file, with the metadata header of the press database if it has one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from annotator.importers.base import ImportRefused, Refused
from annotator.importers.dateline import dateline
from annotator.importers.decoding import decode
from annotator.importers.folders import plain_name
from annotator.importers.language import guess_language
from annotator.model.article import Metadata, title_line
from annotator.model.dates import PartialDate
from annotator.model.imported import ImportedArticle
from annotator.model.message import UserError, msg

_LARGEST = 64 * 1024 * 1024
"""Bytes of the largest file that can be one article."""
_HEADER = re.compile(r"\s?date (\d{4}(?:-\d{2}(?:-\d{2})?)?)\s+")


class PlainText:
    """Reads `.txt` files."""

    name = "text"
    title = "import.format.text"
    suffixes: tuple[str, ...] = (".txt", ".text")

    def recognises(self, path: Path, head: bytes) -> bool:
        """By the file's ending alone: text has no first bytes of its own."""
        return path.suffix.lower() in self.suffixes

    def read(self, path: Path) -> Iterator[ImportedArticle | Refused]:
        """The one article of the file.

        Raises:
            ImportRefused: too large, empty, binary, in no known encoding, or nothing but a header.
            OSError: it cannot be opened.
        """
        if path.stat().st_size > _LARGEST:
            raise ImportRefused(msg("import.too_large", limit=_LARGEST // (1024 * 1024)))
        yield article_of(path.read_bytes(), plain_name(path.name))


def article_of(raw: bytes, source: str) -> ImportedArticle:
    """The article that some bytes are, dated by its header, else by its dateline.

    Args:
        raw: the text in an encoding that can be told.
        source: the name of the file; empty if there is none.

    Raises:
        ImportRefused: too large, empty, binary, in no known encoding, or nothing but a header.
    """
    if len(raw) > _LARGEST:
        raise ImportRefused(msg("import.too_large", limit=_LARGEST // (1024 * 1024)))
    decoded = decode(raw)
    published, body_start = split_header(decoded.text)
    text = decoded.text[body_start:]
    if not text.strip():
        raise ImportRefused(msg("import.header_only"))
    remark = None
    if published is None and (published := dateline(text)) is not None:
        remark = msg("import.dateline", date=str(published))
    language = guess_language(text) or ""
    meta = Metadata(source_file=source or None, published=published, language=language)
    return ImportedArticle(
        text, title_line(text), raw, body_start, meta, warnings=decoded.warnings, remark=remark
    )


def split_header(text: str) -> tuple[PartialDate | None, int]:
    """The date of a header such as ` date 2023-08 `, and the header's length in code points.

    A date that does not exist is no header: it stays in the text.
    """
    found = _HEADER.match(text)
    if not found:
        return None, 0
    try:
        return PartialDate.parse(found[1]), found.end()
    except UserError:
        return None, 0
