"""ArticleView: the column of text with its marks; turns clicks into items and bounds.

Marks are painted behind and above the text, which never moves (shared notes on Qt, section 2,
recipe c).
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QTextBlock,
)
from PySide6.QtWidgets import QWidget

from annotator.messages import Translator
from annotator.model.article import Article
from annotator.model.ids import ItemId
from annotator.services.annotating import Part
from ui.announcing import announce
from ui.article_view.column import Column
from ui.article_view.emphasis import emphasis
from ui.article_view.found import Finds, FoundMarks
from ui.article_view.handles import Handles, gripped
from ui.article_view.layers import Layers
from ui.article_view.pointer import Pointer
from ui.presenters.ends import Taken
from ui.presenters.marks import Mark
from ui.theme import Theme


class ArticleView(Column):
    """The text of one article. All places given and taken are code points of it."""

    item_clicked = Signal(str)
    part_clicked = Signal(str, object)
    """Item id and `Part`: which of its spans was clicked."""
    end_dragged = Signal(str, object, int, int)
    """Item id, `Part`, new start, new end; after the mouse was let go."""
    context_wanted = Signal(QPoint)
    """Where the small menu is wanted, in global pixels."""

    def __init__(self, say: Translator, parent: QWidget | None = None) -> None:
        """Make an empty column."""
        super().__init__(parent)
        self._say = say
        self._part: tuple[ItemId, Part] | None = None
        self.handles = Handles(self.page)
        self.layers = Layers(self.page, self.handles)
        self.found = FoundMarks(self.page, self.pages)
        self.pointer = Pointer(self)
        self.bar.set_theme(self.layers.theme)
        self.setMouseTracking(True)
        self.setAccessibleName(say("article_view.name"))

    # What is shown

    def show_article(self, article: Article) -> None:
        """Show a text, at its beginning and without marks."""
        self.fill(article.text)
        about = self._say("article_view.about", title=article.title)
        self.setAccessibleDescription(about)

    def show_nothing(self) -> None:
        """Show no text."""
        self.fill("")
        self.setAccessibleDescription("")

    def fill(self, text: str) -> None:
        """Show a text without marks, at its beginning."""
        self.pointer.forget()
        self._part, self.layers.hovered = None, None
        self.setExtraSelections([])
        self.handles.show(None, None)
        self.bar.show_marks((), 0)
        self.show_found((), -1)
        super().fill(text)

    def show_found(self, finds: Finds, current: int) -> None:
        """Show what was found, in text order, and which find is the present one (-1: none)."""
        self.found.show(finds, current)
        self.bar.show_found([start for start, _end in finds], len(self.pages.text))
        self.viewport().update()

    def show_marks(
        self, marks: tuple[Mark, ...], taken: Taken | None = None, part: Part | None = None
    ) -> None:
        """Show other marks; the text stays where it is.

        Args:
            marks: all marks of the article.
            taken: the end that the arrow keys move now, if any.
            part: the part of the selected item that is looked at; None for the one clicked last.
        """
        self.layers.forget(self.page.set_marks(marks))
        chosen = next((mark.item for mark in marks if mark.selected), None)
        self.pointer.selected(chosen)
        grip = gripped(marks, taken, part or self._clicked_part(chosen))
        self.handles.show(grip, taken.end if taken else None)
        self.bar.show_marks(marks, len(self.pages.text))
        self.setExtraSelections(emphasis(marks, self.pages, self.layers.theme))
        self.viewport().update()

    def _clicked_part(self, chosen: ItemId | None) -> Part | None:
        return self._part[1] if self._part is not None and self._part[0] == chosen else None

    def set_theme(self, theme: Theme) -> None:
        """Paint in the colours of a theme."""
        self.layers.set_theme(theme)
        palette = theme.palette()
        palette.setColor(QPalette.ColorRole.Window, theme.colour("page"))
        self.setPalette(palette)
        self.bar.set_theme(theme)
        self.setExtraSelections(emphasis(self.page.marks, self.pages, theme))
        self.viewport().update()

    def set_labels_shown(self, shown: bool) -> None:
        """Show the names of all labels, or only the selected and the hovered mention's."""
        self.layers.labels = shown
        self.viewport().update()

    def set_hovered(self, item: ItemId | None) -> None:
        """Show the label's name of the mention under the mouse."""
        if item != self.layers.hovered:
            self.layers.hovered = item
            self.viewport().update()

    def choose(self, mark: Mark) -> None:
        """A mark was clicked."""
        self._part = (mark.item, mark.part)
        self.item_clicked.emit(mark.item)
        self.part_clicked.emit(mark.item, mark.part)

    def announce(self, words: str) -> None:
        """Have words spoken by a screen reader."""
        announce(self, words)

    # Places in the view

    def y_of(self, point: int) -> int:
        """The height of the line that holds a place, in pixels of the view; may lie outside."""
        return int(self.page.caret_rect(point).top()) - self.bar.value()

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint bands and rules, then the text, then names, grips and preview."""
        blocks = self._blocks_in(event.rect().top(), event.rect().bottom())
        painter = self._painter()
        self.layers.paint_under(painter, blocks)
        painter.end()
        super().paintEvent(event)
        painter = self._painter()
        self.layers.paint_over(painter, blocks, self.pointer.preview())
        self.found.paint(painter, blocks, self.layers.theme)
        painter.end()

    def _blocks_in(self, top: int, bottom: int) -> list[QTextBlock]:
        """The paragraphs between two heights of the view, and one more line's height around."""
        first = self.cursorForPosition(QPoint(0, top)).block()
        start = first.previous() if first.previous().isValid() else first
        scrolled, around = self.bar.value(), 40
        return list(
            self.page.visible_blocks(scrolled + top - around, scrolled + bottom + around, start)
        )

    def _painter(self) -> QPainter:
        painter = QPainter(self.viewport())
        painter.translate(QPointF(0, -self.bar.value()))
        return painter

    # Hands

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a click, a selection or a drag of an end."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.pointer.press(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Go on with it."""
        self.pointer.move(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End it: select what was meant, choose what was clicked, or move the end."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.pointer.release(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Select a word, a whole quotation, or at the third click a sentence."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.pointer.double_click(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Nothing is hovered any more."""
        self.set_hovered(None)
        super().leaveEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the small menu, at the mouse or for the menu key at the caret."""
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        if not by_key:
            self.pointer.aim(QPointF(event.pos()))
        at_caret = self.viewport().mapToGlobal(self.cursorRect().bottomLeft())
        self.context_wanted.emit(at_caret if by_key else event.globalPos())
