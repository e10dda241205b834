"""Which characters an article's text cannot hold, and what is done about line ends."""

from __future__ import annotations

import re

from annotator.model.message import Message, msg

_LINE_ENDS = re.compile("\r\n|\r|\u2028|\u2029")
_FORBIDDEN = re.compile("[\x00\r\u2028\u2029\ud800-\udfff\ufdd0\ufdd1]")
_NAMES = {
    "\x00": "NUL (U+0000)",
    "\r": "CR (U+000D)",
    "\u2028": "LINE SEPARATOR (U+2028)",
    "\u2029": "PARAGRAPH SEPARATOR (U+2029)",
}


def with_plain_line_ends(text: str) -> str:
    """The text with CRLF, CR, U+2028 and U+2029 turned into line feeds; nothing else is touched."""
    return _LINE_ENDS.sub("\n", text)


def forbidden_character(text: str) -> Message | None:
    """The first character that a text may not hold, named with its offset in code points.

    NUL and lone surrogates cannot be stored or written as UTF-8; U+FDD0 and U+FDD1 end a block
    inside Qt; other line ends than a line feed would move offsets (shared notes on Qt, section 3).
    """
    found = _FORBIDDEN.search(text)
    if found is None:
        return None
    return msg("text.forbidden", name=_name(found[0]), offset=found.start())


def _name(character: str) -> str:
    if "\ud800" <= character <= "\udfff":
        return f"lone surrogate (U+{ord(character):04X})"
    return _NAMES.get(character, f"U+{ord(character):04X}")
