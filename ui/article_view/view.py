"""ArticleView: the column of text with its marks; turns keys and clicks into places in the text.

A read-only QTextBrowser paints the text; marks are painted behind and above it (shared notes on
Qt, section 2, recipe c). Places cross into Qt's positions in `document.Pages` and nowhere else.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QResizeEvent,
    QTextBlock,
    QTextCursor,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QTextBrowser, QTextEdit, QWidget

from annotator.messages import Translator
from annotator.model.article import Article
from annotator.model.ids import ItemId
from annotator.services.annotating import Part
from ui.article_view import accessibility, keys, moving
from ui.article_view.document import Pages
from ui.article_view.emphasis import emphasis
from ui.article_view.handles import Handles, gripped
from ui.article_view.layers import Layers
from ui.article_view.page import Page
from ui.article_view.pointer import Pointer
from ui.article_view.scroll_marks import MarkedScrollBar
from ui.presenters.ends import Taken
from ui.presenters.marks import Mark
from ui.theme import Theme

SIDE = 36
"""Blank at the left of the column, in pixels."""
FAR = 1_000_000
"""A height below everything, for places that Qt has not laid out yet."""


class ArticleView(QTextBrowser):
    """The text of one article. All places given and taken are code points of it."""

    item_clicked = Signal(str)
    part_clicked = Signal(str, object)
    """Item id and `Part`: which of its spans was clicked."""
    caret_moved = Signal(int)
    selection_changed = Signal(object)
    """(start, end), or None."""
    end_dragged = Signal(str, object, int, int)
    """Item id, `Part`, new start, new end; after the mouse was let go."""
    context_wanted = Signal(QPoint)
    """Where the small menu is wanted, in global pixels."""
    laid_out = Signal()
    """Scrolled, resized or set in other type: `y_of` gives other heights."""

    def __init__(self, say: Translator, parent: QWidget | None = None) -> None:
        """Make an empty column."""
        super().__init__(parent)
        self._say = say
        self._exact = False
        self._part: tuple[ItemId, Part] | None = None
        self._told: ItemId | None = None
        self.pages = Pages(self.document())
        self.page = Page(self.pages)
        self.handles = Handles(self.page)
        self.layers = Layers(self.page, self.handles)
        self.pointer = Pointer(self)
        self._bar = MarkedScrollBar(self)
        self._set_up()

    def _set_up(self) -> None:
        self.setVerticalScrollBar(self._bar)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setOpenLinks(False)
        self.setLineWrapMode(QTextEdit.LineWrapMode.FixedPixelWidth)
        flags = Qt.TextInteractionFlag
        self.setTextInteractionFlags(flags.TextSelectableByMouse | flags.TextSelectableByKeyboard)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setTabChangesFocus(True)
        self.setCursorWidth(2)
        self.setMouseTracking(True)
        self.setAutoFillBackground(True)
        self.setAccessibleName(self._say("article_view.name"))
        self._bar.valueChanged.connect(self.laid_out)
        self.document().documentLayout().documentSizeChanged.connect(self._relaid)
        self.selectionChanged.connect(lambda: self.selection_changed.emit(self.selection()))
        self.cursorPositionChanged.connect(lambda: self.caret_moved.emit(self.caret()))

    # What is shown

    def show_article(self, article: Article) -> None:
        """Show a text, at its beginning and without marks."""
        self._fill(article.text)
        about = self._say("article_view.about", title=article.title)
        self.setAccessibleDescription(about)
        self.set_caret(0)
        self._bar.setValue(0)

    def show_nothing(self) -> None:
        """Show no text."""
        self._fill("")
        self.setAccessibleDescription("")

    def _fill(self, text: str) -> None:
        self.pointer.forget()
        self._part, self._told, self.layers.hovered = None, None, None
        self.setExtraSelections([])
        self.pages.fill(text)
        self.page.new_text()
        self.handles.show(None, None)
        self._bar.show_marks((), 0, self.layers.theme)
        self._relaid()

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
        grip = gripped(marks, taken, part or self._clicked_part(marks))
        self.handles.show(grip, taken.end if taken else None)
        self._bar.show_marks(marks, len(self.pages.text), self.layers.theme)
        self.setExtraSelections(emphasis(marks, self.pages, self.layers.theme))
        self._tell_selected(marks)
        self.viewport().update()

    def _clicked_part(self, marks: tuple[Mark, ...]) -> Part | None:
        chosen = next((mark.item for mark in marks if mark.selected), None)
        return self._part[1] if self._part is not None and self._part[0] == chosen else None

    def _tell_selected(self, marks: tuple[Mark, ...]) -> None:
        """Say which item is selected, where another one is than before."""
        grip = self.handles.mark
        told = grip.item if grip else None
        if grip is not None and told != self._told:
            self.announce(accessibility.words_for(grip, self.pages.text, self._say))
        self._told = told

    def set_theme(self, theme: Theme) -> None:
        """Paint in the colours of a theme."""
        self.layers.set_theme(theme)
        palette = theme.palette()
        palette.setColor(QPalette.ColorRole.Window, theme.colour("page"))
        self.setPalette(palette)
        self._bar.show_marks(self.page.marks, len(self.pages.text), theme)
        self.setExtraSelections(emphasis(self.page.marks, self.pages, theme))
        self.viewport().update()

    def set_text_look(self, size: float, spacing: float) -> None:
        """Set type size in points and line height as a factor."""
        if (size, spacing) != (self.pages.size, self.pages.spacing):
            caret = self.caret()
            self.pages.style(size, spacing)
            self._fit()
            self.reveal(caret, caret)

    def set_labels_shown(self, shown: bool) -> None:
        """Show the names of all labels, or only the selected and the hovered mention's."""
        self.layers.labels = shown
        self.viewport().update()

    def set_hovered(self, item: ItemId | None) -> None:
        """Show the label's name of the mention under the mouse."""
        if item != self.layers.hovered:
            self.layers.hovered = item
            self.viewport().update()

    # Caret and selection

    def caret(self) -> int:
        """The caret's place."""
        return self.pages.point(self.textCursor().position())

    def anchor(self) -> int:
        """Where the selection began; the caret's place if nothing is selected."""
        return self.pages.point(self.textCursor().anchor())

    def selection(self) -> tuple[int, int] | None:
        """The selected stretch, of whole words unless it was made by characters; or None."""
        cursor = self.textCursor()
        if not cursor.hasSelection():
            return None
        ends = self.pages.point(cursor.anchor()), self.pages.point(cursor.position())
        return moving.meant(self.pages.text, *ends, exact=self._exact)

    def select(self, start: int, end: int) -> None:
        """Select exactly a stretch; the caret is at `end`."""
        self.extend(start, end, exact=True)

    def extend(self, anchor: int, head: int, *, exact: bool = False) -> None:
        """Select from one place to another, the caret at the second; whole words unless exact."""
        found = moving.meant(self.pages.text, anchor, head, exact=exact)
        if found is not None:
            anchor, head = found if anchor <= head else found[::-1]
        self._exact = exact
        self._put(anchor, head)

    def clear_selection(self) -> None:
        """Select nothing; the caret stays."""
        if self.textCursor().hasSelection():
            self.set_caret(self.caret())

    def set_caret(self, point: int, *, keep_anchor: bool = False) -> None:
        """Put the caret at a place; with `keep_anchor` select up to it."""
        if keep_anchor:
            self.extend(self.anchor(), point)
            return
        self._put(point, point)

    def take_cursor(self, cursor: QTextCursor) -> None:
        """Take over a cursor that Qt moved over lines."""
        self._exact = False
        self.setTextCursor(cursor)

    def _put(self, anchor: int, head: int) -> None:
        cursor = self.textCursor()
        cursor.setPosition(self.pages.position(anchor))
        if head != anchor:
            cursor.setPosition(self.pages.position(head), QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)

    def choose(self, mark: Mark) -> None:
        """A mark was clicked."""
        self._part = (mark.item, mark.part)
        self.item_clicked.emit(mark.item)
        self.part_clicked.emit(mark.item, mark.part)

    def announce(self, words: str) -> None:
        """Have words spoken by a screen reader."""
        accessibility.announce(self, words)

    # Places in the view

    def reveal(self, start: int, end: int) -> None:
        """Scroll so that a stretch is seen, with two lines of context around it."""
        first, last = self.page.caret_rect(start), self.page.caret_rect(end)
        top, bottom = first.top() - 2 * first.height(), last.bottom() + 2 * last.height()
        here, height = self._bar.value(), self.viewport().height()
        if top < here or bottom - top > height:
            self._bar.setValue(int(top))
        elif bottom > here + height:
            self._bar.setValue(int(bottom - height))

    def y_of(self, point: int) -> int:
        """The height of the line that holds a place, in pixels of the view; may lie outside.

        A place that Qt has not laid out yet lies far below; `laid_out` tells when it has come.
        """
        if not self.page.is_laid_out(point):
            return FAR + point - self._bar.value()
        return int(self.page.caret_rect(point).top()) - self._bar.value()

    def point_at(self, place: QPoint) -> int:
        """The place in the text nearest to a place of the view."""
        return self.pages.point(self.cursorForPosition(place).position())

    def wanted_width(self) -> int:
        """The width at which the column has its best measure, in pixels."""
        return self.pages.column_width() + SIDE + self._bar.sizeHint().width() + 28

    def lines_in_sight(self) -> int:
        """How many lines a page is, but one, so that the eye finds its place again."""
        return max(1, int(self.viewport().height() / self.pages.line_height()) - 1)

    # Layout and painting

    def _fit(self) -> None:
        self.setViewportMargins(SIDE, 0, 0, 0)
        room = self.viewport().width() - 4
        self.setLineWrapColumnOrWidth(max(200, min(self.pages.column_width() + 16, room)))
        self._relaid()

    def _relaid(self) -> None:
        self.page.new_layout()
        self.layers.forget()
        self.laid_out.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the column its measure."""
        super().resizeEvent(event)
        self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint bands and rules, then the text, then names, grips and preview."""
        blocks = self._blocks_in(event.rect().top(), event.rect().bottom())
        painter = self._painter()
        self.layers.paint_under(painter, blocks)
        painter.end()
        super().paintEvent(event)
        painter = self._painter()
        self.layers.paint_over(painter, blocks, self.pointer.preview())
        painter.end()

    def _blocks_in(self, top: int, bottom: int) -> list[QTextBlock]:
        """The paragraphs between two heights of the view, and one more line's height around."""
        first = self.cursorForPosition(QPoint(0, top)).block()
        start = first.previous() if first.previous().isValid() else first
        scrolled, around = self._bar.value(), 40
        return list(
            self.page.visible_blocks(scrolled + top - around, scrolled + bottom + around, start)
        )

    def _painter(self) -> QPainter:
        painter = QPainter(self.viewport())
        painter.translate(QPointF(0, -self._bar.value()))
        return painter

    # Hands

    def event(self, event: QEvent) -> bool:
        """Claim the keys that move the caret; leave every other to the window's shortcuts."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            event.setAccepted(keys.is_ours(event))
            return event.isAccepted()
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the caret; leave every other key to the window."""
        event.setAccepted(keys.press(self, event))

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

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll; with Ctrl leave the type size to the window's settings."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()
            return
        super().wheelEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the small menu, at the mouse or for the menu key at the caret."""
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        at_caret = self.viewport().mapToGlobal(self.cursorRect().bottomLeft())
        self.context_wanted.emit(at_caret if by_key else event.globalPos())

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the caret."""
        super().focusInEvent(event)
        self.viewport().update()

    def createMimeDataFromSelection(self) -> QMimeData:
        """Copy the article's own words: Qt would turn no-break spaces into spaces."""
        data, found = QMimeData(), self.selection()
        data.setText(self.pages.text[found[0] : found[1]] if found else "")
        return data
