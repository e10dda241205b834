"""Pointer: what the mouse does on the text: click, select with a preview, drag an end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from annotator.services.annotating.places import End
from ui.article_view import moving
from ui.article_view.hit_testing import Clicks
from ui.presenters.marks import Mark

if TYPE_CHECKING:
    from ui.article_view.view import ArticleView


class Pointer:
    """Knows what the mouse has in hand between press and release."""

    def __init__(self, view: ArticleView) -> None:
        """Start with nothing in hand."""
        self._view = view
        self._clicks = Clicks()
        self._pressed: QPoint | None = None
        self._anchor = 0
        self._dragged: tuple[Mark, End, int] | None = None
        self._preview: tuple[int, int] | None = None
        self._since_double = QElapsedTimer()

    def forget(self) -> None:
        """Let go of everything: another text is shown."""
        self._clicks = Clicks()
        self._pressed, self._dragged, self._preview = None, None, None

    def preview(self) -> tuple[int, int] | None:
        """The stretch that would be selected, or the new bounds of a part, if let go now."""
        return self._preview

    def press(self, event: QMouseEvent) -> bool:
        """Take a press; False leaves it to Qt."""
        if event.button() != Qt.MouseButton.LeftButton:
            return False
        place = event.position()
        self._pressed = place.toPoint()
        if self._third_click():
            found = moving.sentence(self._view.pages.text, self._point(place))
            self._select(found)
            self._pressed = None
            return True
        end, mark = self._view.handles.at(self._on_page(place)), self._view.handles.mark
        if end is not None and mark is not None:
            self._dragged = (mark, end, mark.start if end == "start" else mark.end)
            return True
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        self._anchor = self._view.caret() if shift else self._point(place)
        if not shift:
            self._view.set_caret(self._anchor)
        self._view.setFocus(Qt.FocusReason.MouseFocusReason)
        return True

    def move(self, event: QMouseEvent) -> bool:
        """Follow the mouse; False leaves it to Qt."""
        if not event.buttons() & Qt.MouseButton.LeftButton:
            self._hover(event.position())
            return True
        if self._pressed is None or not self._is_drag(event.position()):
            return True
        exact = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        point = self._point(event.position())
        if self._dragged is not None:
            self._preview = self._bounds(point, exact)
        else:
            self._preview = self._meant(point, exact)
        self._view.ensureCursorVisible()
        self._view.viewport().update()
        return True

    def release(self, event: QMouseEvent) -> bool:
        """Finish what was begun; False leaves it to Qt."""
        if event.button() != Qt.MouseButton.LeftButton:
            return False
        preview, dragged, pressed = self._preview, self._dragged, self._pressed
        self._preview, self._dragged, self._pressed = None, None, None
        self._view.viewport().update()
        if dragged is not None:
            if preview is not None:
                self._view.end_dragged.emit(dragged[0].item, dragged[0].part, *preview)
        elif preview is not None:
            self._select(preview)
        elif pressed is not None:
            self._click(event)
        return True

    def double_click(self, event: QMouseEvent) -> None:
        """Select the word, or the whole quotation on one of its marks."""
        self._since_double.start()
        place = self._mark_at(event.position())
        self._select(moving.word_or_quotation(self._view.pages.text, place))

    def _click(self, event: QMouseEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            return
        item = self._clicks.choose(self._view.page.marks, self._under(event.position()))
        if item is not None:
            self._view.item_clicked.emit(item)

    def _third_click(self) -> bool:
        limit = QApplication.doubleClickInterval()
        started = self._since_double.isValid() and self._since_double.elapsed() < limit
        self._since_double.invalidate()
        return started

    def _is_drag(self, place: QPointF) -> bool:
        if self._pressed is None:
            return False
        way = (place.toPoint() - self._pressed).manhattanLength()
        return way >= QApplication.startDragDistance() or self._preview is not None

    def _meant(self, point: int, exact: bool) -> tuple[int, int] | None:
        start, end = sorted((self._anchor, point))
        if start == end:
            return None
        return moving.meant(self._view.pages.text, start, end, exact=exact)

    def _bounds(self, point: int, exact: bool) -> tuple[int, int] | None:
        if self._dragged is None:
            return None
        mark, end, _ = self._dragged
        fixed = mark.end if end == "start" else mark.start
        start, stop = sorted((fixed, point))
        if start == stop:
            return None
        left, right = moving.meant(self._view.pages.text, start, stop, exact=exact)
        return (left, fixed) if point < fixed else (fixed, right)

    def _hover(self, place: QPointF) -> None:
        on_grip = self._view.handles.at(self._on_page(place)) is not None
        shape = Qt.CursorShape.SizeHorCursor if on_grip else Qt.CursorShape.IBeamCursor
        self._view.viewport().setCursor(shape)

    def _select(self, found: tuple[int, int] | None) -> None:
        if found is not None:
            self._view.select(*found)

    def _point(self, place: QPointF) -> int:
        return self._view.point_at(place.toPoint())

    def _under(self, place: QPointF) -> int:
        """The code point whose letter is under the mouse (not the nearest gap)."""
        point = self._point(place)
        rect = self._view.page.caret_rect(point)
        on_page = self._on_page(place)
        if point > 0 and on_page.x() < rect.left() and rect.top() <= on_page.y():
            return point - 1
        return point

    def _mark_at(self, place: QPointF) -> int:
        point, text = self._under(place), self._view.pages.text
        if point and (point >= len(text) or text[point] not in moving.MARKS):
            return point - 1 if text[point - 1] in moving.MARKS else point
        return point

    def _on_page(self, place: QPointF) -> QPointF:
        return place + QPointF(0, self._view.verticalScrollBar().value())
