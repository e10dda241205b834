"""Tables: rows of CSV with the line that each begins on, held to the number of their columns."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from annotator.model.message import msg
from annotator.sanctions.lists.base import ListRefused
from annotator.sanctions.lists.source import Source, head_of

_NAMED = {"\t": "TAB"}


@dataclass(frozen=True, slots=True)
class Row:
    """A row by the names of its columns, without blanks around; a column not there is empty."""

    cells: dict[str, str]
    line: int

    def __getitem__(self, column: str) -> str:
        """The content of a column."""
        return self.cells.get(column, "")


def plain_rows(source: Source, separator: str) -> Iterator[tuple[int, list[str]]]:
    """Every row that is not empty, with its first line.

    Raises:
        ListRefused: a quotation mark is not closed, or stands where none may.
        UnreadableList: the text cannot be decoded.
    """
    reader = csv.reader(source.lines(), delimiter=separator, strict=True)
    while True:
        line = reader.line_num + 1
        try:
            row = next(reader, None)
        except csv.Error as error:
            if "unexpected end" in str(error):
                raise ListRefused(msg("lists.bad.cut", file=source.name, line=line)) from error
            message = msg("lists.bad.csv", file=source.name, line=reader.line_num, why=str(error))
            raise ListRefused(message) from error
        if row is None:
            return
        if any(cell.strip(" \t\x1a") for cell in row):
            yield line, row


def rows_of(source: Source, separator: str, columns: int) -> Iterator[tuple[int, list[str]]]:
    """The rows of a table without a header, each with as many columns as it must have.

    Raises:
        ListRefused: a row has another number of columns, or another separator is used.
    """
    check_separator(source, separator)
    for line, row in plain_rows(source, separator):
        _check_width(source, line, row, columns)
        yield line, row


def headed_rows(source: Source, separator: str, needed: Sequence[str]) -> Iterator[Row]:
    """The rows below the header, which is the first or the second row: a date may stand above it.

    Raises:
        ListRefused: a column is missing, a row has more or fewer columns than the header, or
            another separator is used. The last line has no end: if that is where a download was
            cut, nothing else tells it.
    """
    check_separator(source, separator)
    first_rows = list(islice(plain_rows(source, separator), 2))
    lacks = [[name for name in needed if name not in _stripped(row)] for _line, row in first_rows]
    least = min(range(len(lacks)), key=lambda number: len(lacks[number]), default=None)
    if least is None:
        raise ListRefused(msg("lists.bad.empty", file=source.name))
    if lacks[least]:
        column = lacks[least][0]
        raise ListRefused(msg("lists.bad.no_column", file=source.name, column=column))
    header = _stripped(first_rows[least][1])
    rows = islice(plain_rows(source, separator), least + 1, None)
    line = 1
    for number, (line, row) in enumerate(rows):
        if number == 0 and header[0] == "" and len(row) == len(header) - 1:
            header = header[1:]  # some programs name a column of row numbers that they leave out
        _check_width(source, line, row, len(header))
        named = zip(header, row, strict=True)
        yield Row({name: cell.strip() for name, cell in named}, line)
    if not source.ended:
        raise ListRefused(msg("lists.bad.no_end", file=source.name, line=line))


def _stripped(row: Sequence[str]) -> list[str]:
    return [cell.strip() for cell in row]


def check_separator(source: Source, separator: str) -> None:
    """Refuse a table that was saved again with another separator.

    Raises:
        ListRefused: with the separator that is there and the one that should be.
    """
    found = head_of(source).separator
    if found != separator:
        there, wanted = _NAMED.get(found, found), _NAMED.get(separator, separator)
        raise ListRefused(msg("lists.bad.separator", file=source.name, found=there, wanted=wanted))


def _check_width(source: Source, line: int, row: Sequence[str], columns: int) -> None:
    if len(row) != columns:
        raise ListRefused(
            msg("lists.bad.columns", file=source.name, line=line, n=len(row), wanted=columns)
        )
