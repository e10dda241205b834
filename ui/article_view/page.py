"""Page: which marks lie where, kept by paragraph until text, width or marks change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QTextBlock

from ui.article_view.document import Pages
from ui.article_view.geometry import Strip, strips, x_of
from ui.article_view.paragraphs import Paragraphs
from ui.presenters.marks import Mark


@dataclass(frozen=True, slots=True)
class Placed:
    """A mark with its strips in one paragraph."""

    mark: Mark
    strips: tuple[Strip, ...]


class Page:
    """The marks of the shown article by paragraph, placed when they are first wanted.

    Attributes:
        layout_number: grows with every new layout, so that others can drop what they keep.
    """

    def __init__(self, pages: Pages) -> None:
        """Start with no marks."""
        self._pages = pages
        self._paragraphs = Paragraphs()
        self._placed: dict[int, tuple[Placed, ...]] = {}
        self.layout_number = 0

    @property
    def marks(self) -> tuple[Mark, ...]:
        """The marks shown now."""
        return self._paragraphs.marks

    def new_text(self) -> None:
        """The document holds another text."""
        self.take(Paragraphs(self._pages.text))

    def take(self, paragraphs: Paragraphs) -> None:
        """Show the marks of the text as they were put in order elsewhere."""
        self._paragraphs = paragraphs
        self.new_layout()

    def new_layout(self) -> None:
        """Width or type have changed: places are not what they were."""
        self._placed.clear()
        self.layout_number += 1

    def set_marks(self, marks: tuple[Mark, ...]) -> set[int]:
        """Show other marks; the numbers of the paragraphs that look different now."""
        touched = self._paragraphs.show(marks)
        for number in touched:
            self._placed.pop(number, None)
        return touched

    def marks_near(self, point: int) -> tuple[Mark, ...]:
        """The marks of the paragraph that holds a code point."""
        return self._paragraphs.near(point)

    def placed(self, block: QTextBlock) -> tuple[Placed, ...]:
        """The marks of a paragraph with their places, the outermost first."""
        number = block.blockNumber()
        found = self._placed.get(number)
        if found is None:
            found = tuple(self._place(block, self._paragraphs.of(number)))
            self._placed[number] = found
        return found

    def _place(self, block: QTextBlock, marks: Iterable[Mark]) -> Iterator[Placed]:
        origin = self.origin(block)
        for mark in marks:
            start, end = self._pages.position(mark.start), self._pages.position(mark.end)
            found = strips(block, origin, start, end)
            if found:
                yield Placed(mark, found)

    def origin(self, block: QTextBlock) -> QPointF:
        """The top left corner of a paragraph in document coordinates; lays it out if need be."""
        layout = self._pages.document.documentLayout()
        top = layout.blockBoundingRect(block).top()
        return QPointF(block.layout().position().x(), top)

    def strips_of(self, start: int, end: int) -> tuple[Strip, ...]:
        """The strips of any stretch of text, in code points."""
        first, last = self._pages.position(start), self._pages.position(end)
        block = self._pages.document.findBlock(first)
        found: list[Strip] = []
        while block.isValid() and block.position() < last:
            found += strips(block, self.origin(block), first, last)
            block = block.next()
        return tuple(found)

    def caret_rect(self, point: int) -> QRectF:
        """A thin upright rectangle at a place, in document coordinates."""
        position = self._pages.position(point)
        block = self._pages.document.findBlock(position)
        origin, local = self.origin(block), position - block.position()
        line = block.layout().lineForTextPosition(local)
        if not line.isValid():
            return QRectF(origin.x(), origin.y(), 1, 16)
        left = x_of(line, local)
        height = line.ascent() + line.descent()
        return QRectF(origin.x() + left, origin.y() + line.y(), 1, height)

    def visible_blocks(self, top: float, bottom: float, first: QTextBlock) -> Iterator[QTextBlock]:
        """The paragraphs between two heights of the document, from one that is above."""
        layout = self._pages.document.documentLayout()
        block = first
        while block.isValid():
            rect = layout.blockBoundingRect(block)
            if rect.top() > bottom:
                return
            if rect.bottom() >= top:
                yield block
            block = block.next()
