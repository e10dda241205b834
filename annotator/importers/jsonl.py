"""`guillemet-jsonl/1`: articles that come with annotations, one to a line."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from annotator.importers.base import ImportRefused, Refused
from annotator.model.imported import ImportedArticle
from annotator.model.interchange import FORMAT, read_line
from annotator.model.interchange_checks import LineError
from annotator.model.message import msg

_LONGEST_LINE = 64 * 1024 * 1024
"""Bytes of the longest line that is read: an article of a million words with its work is less."""


class GuillemetJsonl:
    """Reads what the exporter of the same name writes; each line stands or falls for itself."""

    name = "jsonl"
    title = "import.format.jsonl"
    suffixes: tuple[str, ...] = (".jsonl", ".ndjson")

    def recognises(self, path: Path, head: bytes) -> bool:
        """By the file's ending, or by the format named in its first bytes."""
        named = head.lstrip(b"\xef\xbb\xbf \t\r\n")[:200]
        return path.suffix.lower() in self.suffixes or (
            named.startswith(b"{") and FORMAT.encode() in named
        )

    def read(self, path: Path) -> Iterator[ImportedArticle | Refused]:
        """The articles of the file, and for each line that is not sound why it is refused.

        Raises:
            ImportRefused: no line holds anything.
            OSError: the file cannot be opened.
        """
        empty = True
        for number, raw in _lines(path):
            if raw.strip():
                empty = False
                yield _read(raw, number)
        if empty:
            raise ImportRefused(msg("import.empty_file"))


def _lines(path: Path) -> Iterator[tuple[int, bytes]]:
    """The lines by number, of an overlong one only the beginning."""
    with path.open("rb") as handle:
        number = 0
        while raw := handle.readline(_LONGEST_LINE):
            number += 1
            rest = raw
            while not rest.endswith(b"\n") and (rest := handle.readline(_LONGEST_LINE)):
                continue
            yield number, raw


def _read(raw: bytes, number: int) -> ImportedArticle | Refused:
    if len(raw) >= _LONGEST_LINE:
        limit = _LONGEST_LINE // (1024 * 1024)
        return Refused(msg("import.line_too_long", limit=limit), number)
    try:
        line = read_line(raw)
    except LineError as error:
        return Refused(error.message, number, error.where)
    article = line.article
    return ImportedArticle(
        text=article.text,
        title=article.title or None,
        raw=b"",
        body_start=article.body_start,
        meta=article.meta,
        id=article.id,
        actors=line.actors,
        annotations=(line.annotation,) if line.annotation else (),
        gold=line.gold,
        proposals=line.proposals if line.proposals.suggestions or line.proposals.actors else None,
        entries=line.entries,
        line=number,
    )
