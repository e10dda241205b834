"""JSON read in pieces: a document of any size on one line, of which one value is held at a time."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from annotator.model.message import msg
from annotator.sanctions.lists.base import ListRefused
from annotator.sanctions.lists.source import Source

LARGEST_VALUE = 1 << 22
"""Characters of the largest value that is read whole."""
_BLANK = " \t\r\n"
_DECODER = json.JSONDecoder()


class JsonStream:
    """Walks through a document from its beginning; `record` is the number of the value, for errors.

    Every step raises ListRefused if the document has another form there, or ends.
    """

    def __init__(self, source: Source) -> None:
        """Stand before the document."""
        self._source = source
        self._pieces = source.text()
        self._rest = ""
        self._at = 0
        self._over = False
        self._before = 0
        self.record = 0

    def members(self) -> Iterator[str]:
        """Go through an object: the name of each member, whose value must then be read."""
        yield from self._within("{", "}", named=True)

    def elements(self) -> Iterator[None]:
        """Go through an array: each step stands before a value, which must then be read."""
        for _ in self._within("[", "]", named=False):
            yield None

    def value(self) -> Any:
        """Read one value whole."""
        self._next()
        while True:
            try:
                found, end = _DECODER.raw_decode(self._rest, self._at)
            except RecursionError as error:
                raise self._wrong("nested too deeply") from error
            except ValueError as error:
                if not self._fill():
                    raise self._cut_or_wrong(error) from error
                continue
            if end == len(self._rest) and not self._over and self._fill():
                continue  # a number may go on
            self._at = end
            return found

    def peek(self) -> str:
        """The next character that is no blank."""
        return self._next()

    def end(self) -> None:
        """Be sure that nothing follows."""
        while True:
            rest = self._rest[self._at :].strip(_BLANK + "\x1a")
            if rest:
                raise self._wrong("something follows the end")
            self._at = len(self._rest)
            if not self._fill():
                return

    def _within(self, opening: str, closing: str, *, named: bool) -> Iterator[str]:
        self._take(opening)
        if self._next() == closing:
            self._at += 1
            return
        while True:
            name = ""
            if named:
                name = self.value()
                if not isinstance(name, str):
                    raise self._wrong("a name is missing")
                self._take(":")
            yield name
            if self._next() == closing:
                self._at += 1
                return
            self._take(",")

    def _take(self, wanted: str) -> None:
        found = self._next()
        if found != wanted:
            raise self._wrong(f"“{wanted}” is missing")
        self._at += 1

    def _next(self) -> str:
        while True:
            while self._at < len(self._rest):
                if self._rest[self._at] not in _BLANK:
                    return self._rest[self._at]
                self._at += 1
            if not self._fill():
                raise ListRefused(self._cut())

    def _fill(self) -> bool:
        """Read one more piece, and let go of what was read before."""
        if len(self._rest) - self._at > LARGEST_VALUE:
            raise self._wrong("a value is too large")
        piece = next(self._pieces, None)
        if piece is None:
            self._over = True
            return False
        self._before += self._at
        self._rest = self._rest[self._at :] + piece
        self._at = 0
        return True

    def _cut_or_wrong(self, error: ValueError) -> ListRefused:
        """Cut, if the document ends in the middle of what could be a value."""
        place = error.pos if isinstance(error, json.JSONDecodeError) else self._at
        unfinished = "Unterminated" in str(error) or place >= len(self._rest.rstrip(_BLANK)) - 1
        if unfinished:
            return ListRefused(self._cut())
        return self._wrong(str(error).partition(":")[0])

    def _cut(self) -> Any:
        return msg("lists.bad.json_cut", file=self._source.name, record=self.record)

    def _wrong(self, why: str) -> ListRefused:
        at = self._before + self._at + 1
        return ListRefused(
            msg("lists.bad.json", file=self._source.name, record=self.record, at=at, why=why)
        )
