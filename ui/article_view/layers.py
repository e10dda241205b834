"""Layers: what is painted under the text and over it, kept until something changes."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtGui import QPainter, QTextBlock

from annotator.model.ids import ItemId
from ui.article_view import painting
from ui.article_view.handles import Handles
from ui.article_view.page import Page, Placed
from ui.theme import Theme, load_theme


class Layers:
    """Paints the marks of the paragraphs in sight."""

    def __init__(self, page: Page, handles: Handles) -> None:
        """Start with the light theme and no names of labels."""
        self._page, self._handles = page, handles
        self._inks: dict[int, painting.Inks] = {}
        self._chosen: tuple[Placed, ...] | None = None
        self._layout_number = page.layout_number
        self.theme = load_theme("light")
        self.labels = False
        self.hovered: ItemId | None = None

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self.theme = theme
        self.forget()

    def forget(self, numbers: Iterable[int] | None = None) -> None:
        """Drop what is kept for some paragraphs, or for all."""
        self._chosen = None
        if numbers is None:
            self._inks.clear()
            return
        for number in numbers:
            self._inks.pop(number, None)

    def paint_under(self, painter: QPainter, blocks: Iterable[QTextBlock]) -> None:
        """Bands and rules, in document coordinates."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._layout_number != self._page.layout_number:
            self._layout_number = self._page.layout_number
            self.forget()
        if self._selected():
            painting.paint_links(painter, self._selected(), self.theme)
        for block in blocks:
            self._inks_of(block).draw(painter)

    def paint_over(
        self, painter: QPainter, blocks: Iterable[QTextBlock], preview: tuple[int, int] | None
    ) -> None:
        """Names of labels, grips, and the stretch that the mouse has in hand."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for block in blocks:
            for one in self._page.placed(block):
                if one.mark.label and self._is_named(one):
                    painting.paint_label(painter, one, self.theme)
        painting.paint_handles(painter, self._handles.points(), self.theme)
        if preview is not None:
            painting.paint_preview(painter, self._page.strips_of(*preview), self.theme)

    def _is_named(self, one: Placed) -> bool:
        return self.labels or one.mark.selected or one.mark.item == self.hovered

    def _inks_of(self, block: QTextBlock) -> painting.Inks:
        number = block.blockNumber()
        found = self._inks.get(number)
        if found is None:
            found = painting.inks_of(self._page.placed(block), self.theme)
            self._inks[number] = found
        return found

    def _selected(self) -> tuple[Placed, ...]:
        """The marks of the selected item with their places, in sight or not."""
        if self._chosen is None:
            chosen = [mark for mark in self._page.marks if mark.selected]
            placed = (Placed(mark, self._page.strips_of(mark.start, mark.end)) for mark in chosen)
            self._chosen = tuple(one for one in placed if one.strips)
        return self._chosen
