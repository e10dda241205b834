"""Where spans lie on the page: rectangles of a stretch of a paragraph, from its layout."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QTextBlock, QTextLine


@dataclass(frozen=True, slots=True)
class Strip:
    """A span's part of one line, in document coordinates (device-independent pixels).

    Attributes:
        rect: from the top to the bottom of the letters, without the distance to the next line.
        baseline: y of the letters' baseline.
        first, last: whether the span begins, or ends, here.
    """

    rect: QRectF
    baseline: float
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
    found: list[Strip] = []
    for number in range(layout.lineCount()):
        line = layout.lineAt(number)
        left, right = line.textStart(), line.textStart() + line.textLength()
        if right <= low or left >= high:
            continue
        for rect in _runs(line, max(low, left), min(high, right)):
            first, last = start >= left + offset, end <= right + offset
            baseline = origin.y() + line.y() + line.ascent()
            found.append(Strip(rect.translated(origin), baseline, first, last))
    return tuple(found)


def _runs(line: QTextLine, start: int, end: int) -> list[QRectF]:
    """Rectangles of a stretch of one line; several only where directions are mixed."""
    top, height = line.y(), line.ascent() + line.descent()
    left, right = x_of(line, start), x_of(line, end)
    runs = line.glyphRuns(start, end - start) if left > right else []
    if not runs:
        return [QRectF(min(left, right), top, abs(right - left), height)]
    boxes = [run.boundingRect() for run in runs]
    return [QRectF(box.left(), top, box.width(), height) for box in boxes]


def x_of(line: QTextLine, position: int) -> float:
    """The x of a place in a line, from the paragraph's left edge."""
    found: Any = line.cursorToX(position)  # PySide gives (x, position), its stub says object
    return float(found[0])
