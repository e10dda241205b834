"""Where spans lie on the page: rectangles of a stretch of a paragraph, from its layout."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import cast

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QTextBlock, QTextLine

_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")


@dataclass(frozen=True, slots=True)
class Strip:
    """A span's part of one line, in document coordinates (device-independent pixels).

    Attributes:
        rect: from the top to the bottom of the letters, without the distance to the next line.
        first: whether the span begins here.
        last: whether the span ends here.
    """

    rect: QRectF
    first: bool
    last: bool


def strips(block: QTextBlock, origin: QPointF, start: int, end: int) -> tuple[Strip, ...]:
    """The strips of the document positions `start` to `end` that lie in a paragraph.

    Args:
        block: a paragraph that is laid out.
        origin: its top left corner in document coordinates.
        start: first position of the span in the document, UTF-16 units.
        end: one past the last.
    """
    layout, offset = block.layout(), block.position()
    low, high = max(0, start - offset), min(block.length() - 1, end - offset)
    if low >= high:
        return ()
    mixed = _RIGHT_TO_LEFT.search(block.text()) is not None
    found: list[Strip] = []
    number = layout.lineForTextPosition(low).lineNumber()
    while 0 <= number < layout.lineCount():
        line = layout.lineAt(number)
        left, right = line.textStart(), line.textStart() + line.textLength()
        if left >= high:
            break
        first, last = start - offset >= left, end - offset <= right
        for rect in _rects(line, max(low, left), min(high, right), mixed):
            found.append(Strip(rect.translated(origin), first, last))
        number += 1
    return tuple(found)


def _rects(line: QTextLine, start: int, end: int, mixed: bool) -> list[QRectF]:
    """Rectangles of a stretch of one line; several only where directions are mixed."""
    top, height = line.y(), line.ascent() + line.descent()
    if mixed:
        boxes = [run.boundingRect() for run in line.glyphRuns(start, end - start)]
        return [QRectF(box.left(), top, box.width(), height) for box in boxes]
    left = x_of(line, start)
    right = min(x_of(line, end), line.x() + line.naturalTextWidth())
    return [QRectF(left, top, right - left, height)] if right > left else []


def x_of(line: QTextLine, position: int) -> float:
    """Where a position of a paragraph stands on its line, in pixels from the paragraph's left."""
    return cast(tuple[float, int], line.cursorToX(position))[0]
