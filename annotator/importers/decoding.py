"""Bytes of a text file to text: which encoding, which line ends, what is refused by name.

Byte order mark first, then strict UTF-8, then Windows-1252 with a warning that shows a sample:
detectors are wrong on short texts (shared notes on interchange, section 3).
"""

from __future__ import annotations

import codecs
from dataclasses import dataclass

from annotator.importers.base import ImportRefused
from annotator.model.characters import forbidden_character, with_plain_line_ends
from annotator.model.message import Message, msg

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MAGIC = (
    (b"%PDF", "PDF"),
    (b"PK\x03\x04", "ZIP, DOCX, ODT, XLSX"),
    (b"\xd0\xcf\x11\xe0", "DOC, XLS"),
    (b"{\\rtf", "RTF"),
    (b"SQLite format 3\x00", "SQLite"),
    (b"\x1f\x8b", "GZIP"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"\x7fELF", "ELF"),
    (b"MZ\x90", "EXE"),
)
_PROBE = 8192
_MANY = 4
_CONTROLS = bytes(set(range(32)) - {9, 10, 12, 13, 27})


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text as it will be kept, and what the person should know about how it was read."""

    text: str
    warnings: tuple[Message, ...] = ()


def decode(raw: bytes) -> Decoded:
    """Decode a text file and turn its line ends into line feeds; nothing else is touched.

    Raises:
        ImportRefused: empty, binary, in no encoding that we read, or with a character that no
            text may hold; the message names the offset.
    """
    if not raw.strip():
        raise ImportRefused(msg("import.empty_file"))
    text, warnings = _decode(raw)
    text = with_plain_line_ends(text)
    if not text.strip():
        raise ImportRefused(msg("import.empty_file"))
    problem = forbidden_character(text)
    if problem:
        raise ImportRefused(problem)
    return Decoded(text, warnings)


def _decode(raw: bytes) -> tuple[str, tuple[Message, ...]]:
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            return _strictly(raw, len(mark), encoding), ()
    _refuse_binary(raw)
    try:
        return raw.decode("utf-8"), ()
    except UnicodeDecodeError as error:
        _refuse_broken_utf8(raw, error)
    return _as_windows_1252(raw)


def _strictly(raw: bytes, skip: int, encoding: str) -> str:
    try:
        return raw[skip:].decode(encoding)
    except UnicodeDecodeError as error:
        offset = skip + error.start
        message = msg("import.bad_bytes", encoding=encoding.upper(), offset=offset)
        raise ImportRefused(message) from error


def _refuse_binary(raw: bytes) -> None:
    for magic, kind in _MAGIC:
        if raw.startswith(magic):
            raise ImportRefused(msg("import.binary", kind=kind))
    probe = raw[:_PROBE]
    strange = len(probe) - len(probe.translate(None, _CONTROLS))
    if strange >= _MANY and strange * 50 > len(probe):
        raise ImportRefused(msg("import.binary_unknown"))


def _refuse_broken_utf8(raw: bytes, error: UnicodeDecodeError) -> None:
    """Refuse a text that is UTF-8 but for a few bytes: Windows-1252 would garble all the rest."""
    replaced = raw.decode("utf-8", errors="replace")
    broken = replaced.count("\ufffd")
    sound = sum(1 for character in replaced if character >= "\x80") - broken
    if sound > broken:
        line = raw.count(b"\n", 0, error.start) + 1
        raise ImportRefused(msg("import.broken_utf8", offset=error.start, line=line)) from error


def _as_windows_1252(raw: bytes) -> tuple[str, tuple[Message, ...]]:
    try:
        text = raw.decode("cp1252")
    except UnicodeDecodeError as error:
        message = msg(
            "import.unknown_encoding", offset=error.start, byte=f"0x{raw[error.start]:02X}"
        )
        raise ImportRefused(message) from error
    return text, (msg("import.windows_1252", sample=_sample(text)),)


def _sample(text: str, around: int = 30) -> str:
    """The words around the first character that the encoding decides."""
    place = next(n for n, character in enumerate(text) if character >= "\x80")
    cut = text[max(0, place - around) : place + around]
    return " ".join(cut.split())
