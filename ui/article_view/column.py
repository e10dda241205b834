"""Column: an article's bare text with caret and selection, every place a code point of it.

A read-only QTextBrowser paints the text and speaks to screen readers (shared notes on Qt,
section 2, recipe c). Places cross into Qt's positions in `document.Pages` and nowhere else.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QMimeData, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QTextCursor, QWheelEvent
from PySide6.QtWidgets import QFrame, QTextBrowser, QTextEdit, QWidget

from ui.article_view import keys, moving
from ui.article_view.document import COLUMN, Pages
from ui.article_view.page import Page
from ui.article_view.scroll_marks import MarkedScrollBar

NOTCH = 120
"""A notch of the wheel, in the eighths of a degree that Qt counts."""
SIDE = 36
"""Blank at the left of the column, in pixels."""


class Column(QTextBrowser):
    """The text of one article."""

    caret_moved = Signal(int)
    caret_walked = Signal(int)
    """A key moved the caret; whatever else moves it is said by those who do."""
    selection_changed = Signal(object)
    """(start, end), or None."""
    zoom_wanted = Signal(int)
    """The wheel was turned with Ctrl: 1 for larger type, -1 for smaller."""
    laid_out = Signal()
    """Scrolled, resized or set in other type: every place has another height."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an empty column."""
        super().__init__(parent)
        self._exact = False
        self._turned = 0
        self._changing = False
        self.pages = Pages(self.document())
        self.page = Page(self.pages)
        self.bar = MarkedScrollBar(self)
        self._set_up()

    def _set_up(self) -> None:
        self.setVerticalScrollBar(self.bar)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setOpenLinks(False)
        self.setLineWrapMode(QTextEdit.LineWrapMode.FixedPixelWidth)
        flags = Qt.TextInteractionFlag
        self.setTextInteractionFlags(flags.TextSelectableByMouse | flags.TextSelectableByKeyboard)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setTabChangesFocus(True)
        self.setCursorWidth(2)
        self.setAutoFillBackground(True)
        self.bar.valueChanged.connect(self._scrolled)
        self.document().documentLayout().documentSizeChanged.connect(self.relaid)
        self.selectionChanged.connect(lambda: self.selection_changed.emit(self.selection()))
        self.cursorPositionChanged.connect(lambda: self.caret_moved.emit(self.caret()))

    def fill(self, text: str) -> None:
        """Show a text, at its beginning."""
        self.blockSignals(True)
        self.setTextCursor(QTextCursor())  # one in the old text would go to the end of the new one
        self.pages.fill(text)
        self.page.new_text()
        self.setTextCursor(QTextCursor(self.document()))
        self.blockSignals(False)
        self.set_caret(0)
        self.bar.setValue(0)
        self.relaid()

    def set_text_look(self, size: float, spacing: float, measure: int = COLUMN) -> None:
        """Set type size in points, line height as a factor, and width in average characters."""
        pages = self.pages
        if (size, spacing, measure) != (pages.size, pages.spacing, pages.measure):
            caret, top = self.caret(), self.point_at(QPoint(0, 0)) if self.bar.value() else 0
            seen = 0 <= self.page.caret_rect(caret).top() - self.bar.value() < self.height()
            pages.measure = measure
            self._changing = True  # to look at a place far down has all before it laid out
            self.bar.setValue(0)
            pages.style(size, spacing)
            self._fit()
            self.bar.setValue(int(self.page.caret_rect(top).top()) if top else 0)
            if seen:
                self.reveal(caret, caret)
            self._changing = False
            self.relaid()

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

    def set_caret(self, point: int) -> None:
        """Put the caret at a place; nothing is selected then."""
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

    # Places in the view

    def reveal(self, start: int, end: int) -> None:
        """Scroll so that a stretch is seen, with two lines of context around it.

        A stretch that was out of sight comes to stand a third down the page, so that what follows
        it can be read, too; a mere place is scrolled to no further than need be.
        """
        first, last = self.page.caret_rect(start), self.page.caret_rect(end)
        top, bottom = first.top() - 2 * first.height(), last.bottom() + 2 * last.height()
        here, height = self.bar.value(), self.viewport().height()
        if here <= top and bottom <= here + height:
            return
        if bottom - top > height:
            self.bar.setValue(int(top))
        elif start < end:
            self.bar.setValue(int(max(first.top() - height / 3, bottom - height)))
        else:
            self.bar.setValue(int(top if top < here else bottom - height))

    def was_moved(self) -> bool:
        """Whether the person is no longer at the very beginning."""
        return bool(self.caret() or self.bar.value() or self.selection())

    def point_at(self, place: QPoint) -> int:
        """The place in the text nearest to a place of the view."""
        return self.pages.point(self.cursorForPosition(place).position())

    def lines_in_sight(self) -> int:
        """How many lines a page is, but one, so that the eye finds its place again."""
        return max(1, int(self.viewport().height() / self.pages.line_height()) - 1)

    # Layout

    def _fit(self) -> None:
        self.setViewportMargins(SIDE, 0, 0, 0)
        room = self.viewport().width() - 4
        self.setLineWrapColumnOrWidth(max(200, min(self.pages.column_width() + 16, room)))
        self.relaid()

    def _scrolled(self) -> None:
        if not self._changing:
            self.laid_out.emit()

    def relaid(self) -> None:
        """The lines are not where they were."""
        self.page.new_layout()
        if not self._changing:
            self.laid_out.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the column its measure."""
        super().resizeEvent(event)
        self._fit()

    # Hands

    def event(self, event: QEvent) -> bool:
        """Claim the keys that move the caret; leave every other to the window's shortcuts."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            event.setAccepted(keys.is_ours(event))
            return event.isAccepted()
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the caret; leave every other key to the window."""
        before = self.caret()
        event.setAccepted(keys.press(self, event))
        if self.caret() != before:
            self.caret_walked.emit(self.caret())

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll; with Ctrl ask for another size of type, a step for each notch of the wheel."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._turned += event.angleDelta().y()
            while abs(self._turned) >= NOTCH:
                step = 1 if self._turned > 0 else -1
                self._turned -= step * NOTCH
                self.zoom_wanted.emit(step)
            event.accept()
            return
        self._turned = 0
        super().wheelEvent(event)

    def createMimeDataFromSelection(self) -> QMimeData:
        """Copy the article's own words: Qt would turn no-break spaces into spaces."""
        data, found = QMimeData(), self.selection()
        data.setText(self.pages.text[found[0] : found[1]] if found else "")
        return data
