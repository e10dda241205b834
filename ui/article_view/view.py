"""ArticleView: the column of text with its marks; turns keys and clicks into places in the text.

A read-only QTextBrowser paints the text; marks are painted behind and above it (shared notes on
Qt, section 2, recipe c). Places cross into Qt's positions in `document.Pages` and nowhere else.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, QRect, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QResizeEvent,
    QTextCursor,
)
from PySide6.QtWidgets import QFrame, QTextBrowser, QTextEdit, QWidget

from annotator.messages import Translator
from annotator.model.article import Article
from annotator.services.annotating import Part
from ui.article_view import accessibility, painting
from ui.article_view.document import Pages
from ui.article_view.handles import Handles
from ui.article_view.keys import move_for
from ui.article_view.page import Page, Placed
from ui.article_view.pointer import Pointer
from ui.article_view.scroll_marks import MarkedScrollBar
from ui.presenters.ends import Taken
from ui.presenters.marks import Mark
from ui.theme import Theme, load_theme

SIDE = 36
"""Blank at the left of the column, in pixels."""


class ArticleView(QTextBrowser):
    """The text of one article. All places given and taken are code points."""

    item_clicked = Signal(str)
    caret_moved = Signal(int)
    selection_changed = Signal(object)
    end_dragged = Signal(str, object, int, int)
    context_wanted = Signal(QPoint)
    laid_out = Signal()

    def __init__(self, say: Translator, parent: QWidget | None = None) -> None:
        """Make an empty column."""
        super().__init__(parent)
        self._say = say
        self._theme = load_theme("light")
        self._labels = False
        self.pages = Pages(self.document())
        self.page = Page(self.pages)
        self.handles = Handles(self.page)
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
        self.setTabChangesFocus(True)
        self.setCursorWidth(2)
        self.setMouseTracking(True)
        self.document().setDocumentMargin(8)
        self.setAccessibleName(self._say("article_view.name"))
        self._bar.valueChanged.connect(self.laid_out)
        self.document().documentLayout().documentSizeChanged.connect(self._relaid)
        self.selectionChanged.connect(lambda: self.selection_changed.emit(self.selection()))
        self.cursorPositionChanged.connect(lambda: self.caret_moved.emit(self.caret()))

    # What is shown

    def show_article(self, article: Article) -> None:
        """Show a text, at its beginning and without marks."""
        self.pointer.forget()
        self.pages.fill(article.text)
        self.page.new_text()
        self.handles.show(None, None)
        self.setAccessibleDescription(article.title)
        self._fit()
        self.set_caret(0)
        self._bar.setValue(0)

    def show_nothing(self) -> None:
        """Show no text."""
        self.pages.fill("")
        self.page.new_text()
        self.handles.show(None, None)
        self.viewport().update()

    def show_marks(
        self, marks: tuple[Mark, ...], taken: Taken | None = None, part: Part | None = None
    ) -> None:
        """Show other marks; the text stays where it is."""
        self.page.set_marks(marks)
        self.handles.show(_grip(marks, taken, part), taken.end if taken else None)
        self._bar.show_marks(marks, len(self.pages.text), self._theme)
        self.viewport().update()

    def set_theme(self, theme: Theme) -> None:
        """Paint in the colours of a theme."""
        self._theme = theme
        palette = theme.palette()
        palette.setColor(QPalette.ColorRole.Window, theme.colour("page"))
        self.setPalette(palette)
        self._bar.show_marks(self.page.marks, len(self.pages.text), theme)
        self.viewport().update()

    def set_text_look(self, size: float, spacing: float) -> None:
        """Set type size in points and line height as a factor."""
        if (size, spacing) != (self.pages.size, self.pages.spacing):
            caret = self.caret()
            self.pages.style(size, spacing)
            self._fit()
            self.reveal(caret, caret)

    def set_labels_shown(self, shown: bool) -> None:
        """Show the names of all labels, or only the selected mention's."""
        self._labels = shown
        self.viewport().update()

    # Caret and selection

    def caret(self) -> int:
        """The caret's place."""
        return self.pages.point(self.textCursor().position())

    def selection(self) -> tuple[int, int] | None:
        """The selected stretch, or None."""
        cursor = self.textCursor()
        if not cursor.hasSelection():
            return None
        return self.pages.point(cursor.selectionStart()), self.pages.point(cursor.selectionEnd())

    def select(self, start: int, end: int) -> None:
        """Select a stretch; the caret is at `end`."""
        cursor = self.textCursor()
        cursor.setPosition(self.pages.position(start))
        cursor.setPosition(self.pages.position(end), QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)

    def clear_selection(self) -> None:
        """Select nothing; the caret stays."""
        cursor = self.textCursor()
        if cursor.hasSelection():
            cursor.clearSelection()
            self.setTextCursor(cursor)

    def set_caret(self, point: int, *, keep_anchor: bool = False) -> None:
        """Put the caret at a place."""
        mode = QTextCursor.MoveMode
        cursor = self.textCursor()
        cursor.setPosition(
            self.pages.position(point), mode.KeepAnchor if keep_anchor else mode.MoveAnchor
        )
        self.setTextCursor(cursor)

    def reveal(self, start: int, end: int) -> None:
        """Scroll so that a stretch is seen, with two lines of context above it."""
        first, last = self.page.caret_rect(start), self.page.caret_rect(end)
        top, bottom = first.top() - 2 * first.height(), last.bottom() + 2 * last.height()
        here = self._bar.value()
        if top < here or bottom - top > self.viewport().height():
            self._bar.setValue(int(top))
        elif bottom > here + self.viewport().height():
            self._bar.setValue(int(bottom - self.viewport().height()))

    def y_of(self, point: int) -> int:
        """The height of the line that holds a place, in pixels of the view; may lie outside."""
        return int(self.page.caret_rect(point).top()) - self._bar.value()

    def point_at(self, place: QPoint) -> int:
        """The code point under, or nearest to, a place of the view."""
        return self.pages.point(self.cursorForPosition(place).position())

    def announce(self, words: str) -> None:
        """Have words spoken by a screen reader."""
        accessibility.announce(self, words)

    # Layout and painting

    def wanted_width(self) -> int:
        """The width at which the column has its best measure, in pixels."""
        return self.pages.column_width() + SIDE + self._bar.sizeHint().width() + 28

    def _fit(self) -> None:
        self.setViewportMargins(SIDE, 0, 0, 0)
        self.setLineWrapColumnOrWidth(
            max(200, min(self.pages.column_width() + 16, self.viewport().width() - 4))
        )
        self._relaid()

    def _relaid(self) -> None:
        self.page.new_layout()
        self.laid_out.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the column its measure."""
        super().resizeEvent(event)
        self._fit()

    def visible(self) -> tuple[Placed, ...]:
        """The marks of the paragraphs in sight."""
        top = float(self._bar.value())
        first = self.cursorForPosition(QPoint(0, 0)).block()
        before = first.previous()
        start = before if before.isValid() else first
        blocks = self.page.visible_blocks(top - 40, top + self.viewport().height() + 40, start)
        return tuple(one for block in blocks for one in self.page.placed(block))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint bands, then the text, then rules, links, preview and grips."""
        placed = self.visible()
        painter = self._painter()
        painting.paint_bands(painter, placed, self._theme)
        painter.end()
        super().paintEvent(event)
        painter = self._painter()
        painting.paint_rules(painter, placed, self._theme, labels=self._labels)
        painting.paint_links(painter, placed, self._theme)
        painting.paint_handles(painter, self.handles.points(), self._theme)
        preview = self.pointer.preview()
        if preview is not None:
            painting.paint_preview(painter, self.page.strips_of(*preview), self._theme)
        painter.end()

    def _painter(self) -> QPainter:
        painter = QPainter(self.viewport())
        painter.translate(QPointF(0, -self._bar.value()))
        return painter

    # Hands

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the caret; leave every other key to the actions of the window."""
        if move_for(self, event):
            event.accept()
            return
        event.ignore()

    def event(self, event: QEvent) -> bool:
        """Keep the keys that move the caret from being taken for shortcuts."""
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a click, a selection or a drag of an end."""
        if not self.pointer.press(event):
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Go on with it."""
        if not self.pointer.move(event):
            super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End it: select what was meant, choose what was clicked, or move the end."""
        if not self.pointer.release(event):
            super().mouseReleaseEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Select a word, a whole quotation, or at the third click a sentence."""
        self.pointer.double_click(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the small menu."""
        self.context_wanted.emit(event.globalPos())

    def createMimeDataFromSelection(self) -> QMimeData:
        """Copy the article's own words: Qt would turn no-break spaces into spaces."""
        data = QMimeData()
        found = self.selection()
        data.setText(self.pages.text[found[0] : found[1]] if found else "")
        return data

    def visible_rect(self) -> QRect:
        """The part of the document in sight, in document coordinates."""
        return self.viewport().rect().translated(0, self._bar.value())


def _grip(marks: tuple[Mark, ...], taken: Taken | None, part: Part | None) -> Mark | None:
    """The mark whose ends have grips: the part in hand or looked at, else the first."""
    chosen = [mark for mark in marks if mark.selected]
    wanted = taken.part if taken is not None else part
    named = (mark for mark in chosen if mark.part == wanted)
    return next(named, None) or next(
        (mark for mark in chosen if mark.kind not in ("cue", "source")), None
    )
