"""Source: a file that is read in pieces, and what its beginning shows of its kind.

Nothing here holds more than a piece and a line in memory. Text is decoded strictly: a list in the
wrong encoding would be full of names that nobody finds.
"""

from __future__ import annotations

import codecs
import csv
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from annotator.model.message import UserError, msg

PIECE = 1 << 16
"""Bytes that are read at a time, and that are looked at to recognise a file."""
LONGEST_LINE = 1 << 23
"""Characters of the longest line of text that is read."""
SEPARATORS = (",", ";", "\t", "|")
_ARCHIVES = (
    (b"PK\x03\x04", "ZIP"), (b"PK\x05\x06", "ZIP"), (b"\x1f\x8b", "GZIP"), (b"7z\xbc\xaf", "7Z"),
    (b"Rar!", "RAR"), (b"BZh", "BZIP2"), (b"\xfd7zXZ", "XZ"),
)  # fmt: skip
_WIDE = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_WEB = re.compile(rb"<!doctype\s+html|<html[\s>]|<head[\s>]", re.IGNORECASE)
_ROOT = re.compile(r"<([A-Za-z_][\w.-]*:)?([\w.-]+)([^>]*)")


class UnreadableList(UserError):
    """A file that is no list at all, or not the text that it claims to be."""


@dataclass(slots=True)
class Source:
    """A file to read.

    Attributes:
        name: how sentences call it.
        watch: told how many bytes of it have been read; may raise to stop the reading.
        ended: whether the last line that was read has an end.
    """

    path: Path
    name: str
    watch: Callable[[int], None] | None = None
    encoding: str = "utf-8"
    ended: bool = True

    def pieces(self) -> Iterator[bytes]:
        """The bytes, without a mark of their order at the beginning.

        Raises:
            OSError: the file cannot be read.
        """
        done = 0
        with self.path.open("rb") as handle:
            while piece := handle.read(PIECE):
                if not done and piece.startswith(codecs.BOM_UTF8):
                    done = len(codecs.BOM_UTF8)
                    piece = piece[done:]
                done += len(piece)
                if self.watch is not None:
                    self.watch(done)
                yield piece

    def text(self) -> Iterator[str]:
        """The text, decoded strictly.

        Raises:
            UnreadableList: a byte is not of the encoding, or there is a NUL; the line is named.
        """
        decoder = codecs.getincrementaldecoder(self.encoding)("strict")
        line = 1
        for piece in self.pieces():
            try:
                text = decoder.decode(piece)
            except UnicodeDecodeError as error:
                line += error.object[: error.start].count(b"\n")
                raise self._undecodable(line) from error
            if "\0" in text:
                line += text[: text.index("\0")].count("\n")
                raise self._undecodable(line)
            line += text.count("\n")
            yield text
        try:
            decoder.decode(b"", True)
        except UnicodeDecodeError as error:
            raise self._undecodable(line) from error

    def _undecodable(self, line: int) -> UnreadableList:
        wanted = self.encoding.upper()
        message = msg("lists.bad.encoding", file=self.name, line=line, encoding=wanted)
        return UnreadableList(message)

    def lines(self) -> Iterator[str]:
        """The lines with their ends; the byte 0x1A that old programs end a file with is dropped.

        Raises:
            UnreadableList: the text cannot be decoded, or a line has no end.
        """
        rest, number = "", 0
        for text in self.text():
            *whole, rest = (rest + text).split("\n")
            for line in whole:
                number += 1
                yield line + "\n"
            if len(rest) > LONGEST_LINE:
                limit = LONGEST_LINE >> 20
                message = msg("lists.bad.long", file=self.name, line=number + 1, limit=limit)
                raise UnreadableList(message)
        rest = rest.rstrip("\x1a")
        self.ended = not rest
        if rest:
            yield rest


@dataclass(frozen=True)
class Head:
    """The beginning of a file, for recognising its kind."""

    raw: bytes

    @cached_property
    def text(self) -> str:
        """The beginning as text; what cannot be decoded is replaced."""
        raw = self.raw.removeprefix(codecs.BOM_UTF8)
        return raw.decode("utf-8", errors="replace").lstrip()

    @cached_property
    def root(self) -> str:
        """Name of the first element of XML, without its prefix; empty for anything else."""
        if not self.text.startswith("<"):
            return ""
        bare = re.sub(r"<\?.*?\?>|<!--.*?-->|<!DOCTYPE.*?(?:\]\s*>|>)", "", self.text, flags=re.S)
        found = _ROOT.search(bare)
        return found[2] if found else ""

    @cached_property
    def separator(self) -> str:
        """What separates the columns: the first separator, in the first line that has any."""
        for line in self.text.splitlines()[:3]:
            places = {one: line.find(one) for one in SEPARATORS if one in line}
            if places:
                return min(places, key=lambda one: places[one])
        return SEPARATORS[0]

    @cached_property
    def rows(self) -> list[list[str]]:
        """The first rows, if this is a table; the last may be cut."""
        lines = [line.rstrip("\r") for line in self.text.split("\n")[:200]]
        try:
            return list(csv.reader(lines, delimiter=self.separator))
        except csv.Error:
            return []

    def has_columns(self, *names: str) -> bool:
        """Whether one of the first two rows names these columns."""
        return any(set(names) <= {cell.strip() for cell in row} for row in self.rows[:2])


def head_of(source: Source) -> Head:
    """The beginning of a file.

    Raises:
        UnreadableList: it is empty, a web page, an archive or wide text; the message says which.
        OSError: it cannot be read.
    """
    with source.path.open("rb") as handle:
        raw = handle.read(PIECE)
    if not raw.strip(b"\x1a \t\r\n\xef\xbb\xbf"):
        raise UnreadableList(msg("lists.bad.empty", file=source.name))
    for magic, kind in _ARCHIVES:
        if raw.startswith(magic):
            raise UnreadableList(msg("lists.bad.archive", file=source.name, kind=kind))
    if raw.startswith(_WIDE):
        message = msg("lists.bad.encoding", file=source.name, line=1, encoding="UTF-8")
        raise UnreadableList(message)
    if raw.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<") and _WEB.search(raw[:4096]):
        raise UnreadableList(msg("lists.bad.web_page", file=source.name))
    return Head(raw)
