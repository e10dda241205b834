"""The text as Qt's document: paragraphs, headline, line height; positions in and out."""

from __future__ import annotations

from PySide6.QtGui import (
    QFont,
    QFontMetricsF,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)

from annotator.model.article import title_line
from annotator.model.text import Utf16Map

FAMILIES = ("Noto Serif", "Source Serif 4", "Georgia", "Cambria", "DejaVu Serif")
"""Serif faces by preference; the first that the system has is used."""

COLUMN = 66
"""Usual width of the column in average characters (comfortable: 62 to 75, notes on the face)."""

MARGIN = 10
"""Blank around the text, in pixels; bands reach a little into it."""

LEAST_ROOM = 9.0
"""Pixels between two lines at least: two rules must find room there."""


class Pages:
    """Fills a document with an article's text, and maps places between the two.

    The document holds exactly the text, a paragraph a line, so that a code point's position is
    its UTF-16 offset in the text. Nothing is ever read back from it.
    """

    def __init__(self, document: QTextDocument) -> None:
        """Start empty."""
        self.document = document
        self.text = ""
        self._map = Utf16Map("")
        self.size, self.spacing = 13.0, 1.5
        self.measure = COLUMN
        document.setUndoRedoEnabled(False)
        document.setDocumentMargin(MARGIN)

    def fill(self, text: str) -> None:
        """Show a text."""
        self.text = text
        self._map = Utf16Map(text)
        self.document.setDefaultFont(self.font())
        self.document.setPlainText(text)
        self.style(self.size, self.spacing)

    def position(self, point: int) -> int:
        """The document's position of a code point offset."""
        return self._map.to_utf16(max(0, min(point, len(self.text))))

    def point(self, position: int) -> int:
        """The code point offset of a document's position."""
        return min(self._map.to_code_point(position), len(self.text))

    def font(self) -> QFont:
        """The face of the text."""
        font = QFont()
        font.setFamilies(list(FAMILIES))
        font.setPointSizeF(self.size)
        return font

    def column_width(self) -> int:
        """Width of the column in device-independent pixels."""
        return round(QFontMetricsF(self.font()).averageCharWidth() * self.measure)

    def line_height(self) -> float:
        """From one line to the next, in device-independent pixels."""
        return QFontMetricsF(self.font()).height() + self._room()

    def _room(self) -> float:
        height = QFontMetricsF(self.font()).height()
        return max(LEAST_ROOM, height * (self.spacing - 1))

    def style(self, size: float, spacing: float) -> None:
        """Set type size (points) and line height (factor), with room below for two rules."""
        self.size, self.spacing = size, spacing
        font = self.font()
        if self.document.defaultFont() != font:
            self.document.setDefaultFont(font)
        cursor = QTextCursor(self.document)
        cursor.beginEditBlock()
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.setBlockFormat(_lines(self._room()))
        self._shrink_blank_lines(QFontMetricsF(font).height())
        self._set_headline(size)
        cursor.endEditBlock()

    def _shrink_blank_lines(self, height: float) -> None:
        """A blank line between paragraphs is a small gap, not a whole line."""
        gap = QTextBlockFormat()
        fixed = QTextBlockFormat.LineHeightTypes.FixedHeight
        gap.setLineHeight(height * 0.35, fixed.value)
        gap.setBottomMargin(0)
        block = self.document.begin()
        while block.isValid():
            if block.length() == 1:
                QTextCursor(block).setBlockFormat(gap)
            block = block.next()

    def _set_headline(self, size: float) -> None:
        if title_line(self.text) is None:
            return
        cursor = QTextCursor(self.document.begin())
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
        form = QTextCharFormat()
        form.setFontPointSize(size * 1.35)
        form.setFontWeight(QFont.Weight.Bold)
        cursor.mergeCharFormat(form)


def _lines(room: float) -> QTextBlockFormat:
    """Lines so many pixels apart, and paragraphs half of that more."""
    form = QTextBlockFormat()
    kind = QTextBlockFormat.LineHeightTypes.LineDistanceHeight
    form.setLineHeight(room, kind.value)
    form.setBottomMargin(room / 2)
    return form
