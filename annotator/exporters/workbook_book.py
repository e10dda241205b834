"""Cells and sheets as Excel takes them: looks, limits, and no formula made from text.

openpyxl is imported with this module, which the exporter therefore loads only when it writes.
Limits and traps: shared notes on interchange, section 2.
"""

from __future__ import annotations

import datetime
import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.styles.colors import Color
from openpyxl.utils import get_column_letter

from annotator.exporters.workbook_columns import (
    COLUMNS,
    COUNTED,
    SHEETS,
    Column,
    Marked,
    Row,
    SheetName,
    Value,
)
from annotator.messages import Translator
from annotator.model.message import Message, msg

_Sheet = Any  # openpyxl's write-only sheet, which its type stubs know only in part

CREATOR = "Guillemet"
_STYLE = "_style"
"""Where openpyxl's cells keep the numbers of their looks, which cells that look alike can share."""
CELL_LIMIT = 32_767
"""Characters of a cell, as Excel counts them: in UTF-16 units."""
ROW_LIMIT = 1_048_576
"""Rows of a sheet, its header included."""
LINE_HEIGHT, TALLEST = 15.0, 409.0
"""Height of a line, and of the tallest row that Excel knows, in points."""
_SHEET_NAME_LIMIT = 31
_A4 = 9  # as Excel numbers sizes of paper
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_FONT, _SIZE = "Calibri", 11  # as openpyxl's cells; bold text without a name gets another font
_TOP = Alignment(horizontal="left", vertical="top")
_WRAPPED = Alignment(vertical="top", wrap_text=True)
_NUMBER = Alignment(horizontal="right", vertical="top", wrap_text=True)
_HEADER_FONT = Font(name=_FONT, sz=_SIZE, bold=True, color="FFFFFF")
_HEADER_FILL = PatternFill("solid", fgColor="1F3A5F")
_MARKED_FONT = InlineFont(rFont=_FONT, sz=_SIZE, b=True, color=Color("1F3A5F"))


class Book:
    """A workbook that is written row by row; memory does not grow with it. A context manager."""

    def __init__(
        self,
        say: Translator,
        created: str,
        columns: Mapping[SheetName, tuple[Column, ...]] = COLUMNS,
        *,
        row_limit: int = ROW_LIMIT,
    ) -> None:
        """Make the sheets with their headers, those aside whose columns are not known yet.

        Args:
            say: names sheets and columns.
            created: ISO date, for the file's properties.
            columns: of each sheet.
            row_limit: rows of a sheet, header included.
        """
        self.say = say
        self._columns = dict(columns)
        self._row_limit = row_limit
        self._rows: Counter[SheetName] = Counter()
        self._dropped: Counter[SheetName] = Counter()
        self._cut = self._cleaned = 0
        self._book = Workbook(write_only=True)
        self._book.properties.creator = CREATOR
        moment = datetime.datetime.fromisoformat(created).replace(tzinfo=None)
        self._book.properties.created = self._book.properties.modified = moment
        self._looks: dict[tuple[bool, bool, bool], Any] = {}
        self._sheets = {name: self._new_sheet(name) for name in SHEETS if name not in COUNTED}

    def __enter__(self) -> Book:
        """The book itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close sheets that were not saved; openpyxl would do it at a bad moment, complaining.

        What is thrown away need not be sound: a sheet that cannot be closed, on a full disk say,
        is left as it is.
        """
        for sheet in self._sheets.values():
            if not sheet.closed:
                with suppress(OSError, ValueError, StopIteration):
                    sheet.close()

    def open(self, name: SheetName, columns: tuple[Column, ...]) -> None:
        """Make a sheet whose columns have become known."""
        self._columns[name] = columns
        self._sheets[name] = self._new_sheet(name)

    def count(self, name: SheetName) -> int:
        """How many rows a sheet has, its header left out."""
        return max(0, self._rows[name] - 1)

    def _new_sheet(self, name: SheetName) -> _Sheet:
        sheet: _Sheet = self._book.create_sheet(
            self.say(f"export.sheet.{name}")[:_SHEET_NAME_LIMIT]
        )
        sheet.freeze_panes = "B2"
        sheet.print_title_rows = "1:1"
        sheet.page_setup.orientation = "landscape"
        sheet.page_setup.paperSize = _A4
        sheet.page_setup.fitToHeight = 0  # as many pages as it takes, each as wide as the sheet
        sheet.sheet_properties.pageSetUpPr.fitToPage = True
        for place, column in enumerate(self._columns[name], 1):
            sheet.column_dimensions[get_column_letter(place)].width = column.width
        columns = self._columns[name]
        titles = [column.title or self.say(f"export.column.{column.key}") for column in columns]
        header = [self._text(sheet, title) for title in titles]
        for cell, column in zip(header, columns, strict=True):
            cell.font, cell.fill = _HEADER_FONT, _HEADER_FILL
            cell.alignment = _NUMBER if column.number else _WRAPPED
        tallest = max(
            _lines(title, one.width - 2) for title, one in zip(titles, columns, strict=True)
        )
        sheet.row_dimensions[1].height = (1 + tallest) * LINE_HEIGHT
        sheet.append(header)
        self._rows[name] += 1
        return sheet

    def add(self, name: SheetName, row: Row) -> None:
        """Append a row; one that the sheet has no room for is counted."""
        if self._rows[name] >= self._row_limit:
            self._dropped[name] += 1
            return
        sheet = self._sheets[name]
        self._rows[name] += 1
        place = self._rows[name]
        sheet.row_dimensions[place].height = row_height(self._columns[name], row)
        columns = self._columns[name]
        sheet.append([self._cell(sheet, column, row.get(column.key)) for column in columns])
        del sheet.row_dimensions[place]  # it is written; a million of them would fill the memory

    def warnings(self) -> Iterator[Message]:
        """What the sheets could not hold as it was."""
        if self._cut:
            yield msg("export.cells_cut", n=self._cut, limit=CELL_LIMIT)
        if self._cleaned:
            yield msg("export.cells_cleaned", n=self._cleaned)
        for name, count in self._dropped.items():
            sheet = self.say(f"export.sheet.{name}")
            yield msg("export.rows_left_out", n=count, sheet=sheet, limit=self._row_limit)

    def save(self, path: Path) -> None:
        """Write the file.

        Raises:
            OSError: it cannot be written.
        """
        made = [self._sheets[name] for name in SHEETS if name in self._sheets]
        for place, sheet in enumerate(made):  # in the order of tabs, not of making
            self._book.move_sheet(sheet.title, place - self._book.index(sheet))
        for name, sheet in self._sheets.items():
            last = get_column_letter(len(self._columns[name]))
            sheet.auto_filter.ref = f"A1:{last}{self._rows[name]}"
        self._book.save(path)

    def _cell(self, sheet: _Sheet, column: Column, value: Value) -> Cell | None:
        """A cell with its looks; None where there is nothing, for empty cells take time, too."""
        if value is None or value == "":
            return None
        if isinstance(value, Marked):
            cell = self._rich(sheet, value)
        elif isinstance(value, str):
            cell = self._text(sheet, value)
        else:
            cell = WriteOnlyCell(sheet, value)
        looks = (column.wrap, column.number, isinstance(value, datetime.datetime))
        if looks in self._looks:  # openpyxl compares anew whatever is set by name
            setattr(cell, _STYLE, self._looks[looks])
            return cell
        if isinstance(value, datetime.datetime):
            cell.number_format = "yyyy-mm-dd"
        cell.alignment = _NUMBER if column.number else _WRAPPED if column.wrap else _TOP
        self._looks[looks] = getattr(cell, _STYLE)
        return cell

    def _text(self, sheet: _Sheet, value: str) -> Cell:
        cell = WriteOnlyCell(sheet, self._fitting(self._clean(value)) or None)
        if value:
            cell.data_type = "s"  # openpyxl takes "=…" for a formula and "#N/A" for an error
        return cell

    def _rich(self, sheet: _Sheet, value: Marked) -> Cell:
        whole = "".join(text for text, _ in value.runs)
        if _utf16_length(whole) > CELL_LIMIT:
            return self._text(sheet, whole)
        runs: list[str | TextBlock] = [
            TextBlock(_MARKED_FONT, self._clean(text)) if marked else self._clean(text)
            for text, marked in value.runs
        ]
        cell = WriteOnlyCell(sheet)
        cell.value = CellRichText(runs)
        return cell

    def _clean(self, text: str) -> str:
        clean, found = _ILLEGAL.subn("\ufffd", text)
        self._cleaned += found > 0
        return clean

    def _fitting(self, text: str) -> str:
        if _utf16_length(text) <= CELL_LIMIT:
            return text
        self._cut += 1
        mark = self.say("export.cut_mark")
        units = text.encode("utf-16-le")[: 2 * (CELL_LIMIT - len(mark))]
        return units.decode("utf-16-le", errors="ignore") + mark


def row_height(columns: tuple[Column, ...], row: Row) -> float:
    """The height that a row's wrapped cells need, in points: not every reader works it out."""
    values = ((row.get(one.key), one.width) for one in columns if one.wrap)
    lines = max((_lines(value, width) for value, width in values if value), default=1)
    return min(lines * LINE_HEIGHT, TALLEST)


def _lines(value: Value, width: int) -> int:
    """How many lines of `width` characters a cell takes."""
    if isinstance(value, Marked):
        value = "".join(text for text, _ in value.runs)
    return sum(max(1, math.ceil(len(line) / width)) for line in str(value or "").split("\n"))


def _utf16_length(text: str) -> int:
    """Length in UTF-16 units, which is how Excel counts."""
    return len(text) + sum(character > "\uffff" for character in text)
