"""XML read in pieces: the elements that are records, one after the other, and nothing kept.

No document type is taken, and so no entity is: that is how a small file fills a memory, or has
another file read.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element, SubElement
from xml.parsers import expat

from annotator.model.message import msg
from annotator.sanctions.lists.base import ListRefused
from annotator.sanctions.lists.source import Source

LARGEST_RECORD = 1 << 23
"""Characters of the largest record."""
DEEPEST = 64
"""Levels of elements within each other."""


@dataclass(frozen=True, slots=True)
class Piece:
    """An element with all that is in it (the root: its attributes alone), and its line."""

    element: Element
    line: int


def stream(source: Source, records: Collection[str]) -> Iterator[Piece]:
    """The root, then every element of these names, without the prefixes of namespaces.

    Raises:
        ListRefused: no XML, cut, with a document type, too deep, or a record too large.
        OSError: the file cannot be read.
    """
    builder = _Builder(source, records)
    try:
        for piece in source.pieces():
            builder.parser.Parse(piece, False)
            yield from builder.taken()
        builder.parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise _refusal(source, error) from error
    except (LookupError, ValueError) as error:  # an encoding that is not known, or not 8 bits wide
        message = msg("lists.bad.xml", file=source.name, line=1, why=str(error))
        raise ListRefused(message) from error
    yield from builder.taken()


def words(element: Element | None, *path: str) -> str:
    """The text of an element, or of the first below it by this path; empty if there is none."""
    for step in path:
        element = element.find(step) if element is not None else None
    return (element.text or "").strip() if element is not None else ""


def _refusal(source: Source, error: expat.ExpatError) -> ListRefused:
    cut = {
        expat.errors.codes[name]
        for name in (
            expat.errors.XML_ERROR_NO_ELEMENTS,
            expat.errors.XML_ERROR_UNCLOSED_TOKEN,
            expat.errors.XML_ERROR_PARTIAL_CHAR,
            expat.errors.XML_ERROR_UNCLOSED_CDATA_SECTION,
        )
    }
    if error.code in cut:
        return ListRefused(msg("lists.bad.cut", file=source.name, line=error.lineno))
    why = expat.ErrorString(error.code)
    return ListRefused(msg("lists.bad.xml", file=source.name, line=error.lineno, why=why))


class _Builder:
    """Puts elements together while expat reads."""

    def __init__(self, source: Source, records: Collection[str]) -> None:
        self._source = source
        self._records = records
        self._open: list[Element] = []
        self._depth = self._size = self._line = 0
        self._done: list[Piece] = []
        self._text: list[str] = []
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._data
        self.parser.StartDoctypeDeclHandler = self._refuse_type
        self.parser.EntityDeclHandler = self._refuse_type
        self.parser.ExternalEntityRefHandler = self._refuse_type

    def taken(self) -> list[Piece]:
        """What is whole since the last call."""
        done, self._done = self._done, []
        return done

    def _refuse_type(self, *_given: object) -> int:
        line = self.parser.CurrentLineNumber
        raise ListRefused(msg("lists.bad.dtd", file=self._source.name, line=line))

    def _start(self, tag: str, given: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > DEEPEST:
            self._too_large()
        name = tag.rpartition(":")[2]
        line = self.parser.CurrentLineNumber
        if self._open:
            self._weigh(len(tag) + 20 + sum(len(key) + len(value) for key, value in given.items()))
            self._close_text()
            self._open.append(SubElement(self._open[-1], name, given))
        elif name in self._records:
            self._size, self._line = 0, line
            self._open.append(Element(name, given))
        elif self._depth == 1:
            self._done.append(Piece(Element(name, given), line))

    def _end(self, _tag: str) -> None:
        self._depth -= 1
        if self._open:
            self._close_text()
            element = self._open.pop()
            if not self._open:
                self._done.append(Piece(element, self._line))

    def _data(self, text: str) -> None:
        if self._open:
            self._weigh(len(text))
            self._text.append(text)

    def _close_text(self) -> None:
        """Give an element the text before its first child; what follows a child is layout."""
        element = self._open[-1]
        if element.text is None and len(element) == 0:
            element.text = "".join(self._text)
        self._text.clear()

    def _weigh(self, size: int) -> None:
        self._size += size
        if self._size > LARGEST_RECORD:
            self._too_large()

    def _too_large(self) -> None:
        line = self._line or self.parser.CurrentLineNumber
        raise ListRefused(msg("lists.bad.large", file=self._source.name, line=line))
