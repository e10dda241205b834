"""Pointer: what the mouse does on the text: click, select with a preview, drag an end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from annotator.model.ids import ItemId
from annotator.services.annotating.places import End
from ui.article_view import moving
from ui.article_view.handles import dragged
from ui.article_view.hit_testing import Clicks, marks_at
from ui.presenters.marks import Mark

if TYPE_CHECKING:
    from ui.article_view.view import ArticleView

_SCROLL_EVERY = 30
"""Milliseconds between two steps of scrolling while a drag is outside the view."""
_BY_CHARACTER = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ControlModifier
"""Alt as with the arrows; or Ctrl, since many desktops move a window that is dragged with Alt."""


class Pointer:
    """Knows what the mouse has in hand between press and release."""

    def __init__(self, view: ArticleView) -> None:
        """Start with nothing in hand."""
        self._view = view
        self._clicks = Clicks()
        self._pressed: QPoint | None = None
        self._anchor = 0
        self._place = QPointF()
        self._exact = False
        self._grip: tuple[Mark, End] | None = None
        self._preview: tuple[int, int] | None = None
        self._since_double = QElapsedTimer()
        self._scrolling = QTimer(view)
        self._scrolling.setInterval(_SCROLL_EVERY)
        self._scrolling.timeout.connect(self._scroll)

    def forget(self) -> None:
        """Let go of everything: another text is shown."""
        self._clicks = Clicks()
        self._pressed, self._grip, self._preview = None, None, None
        self._scrolling.stop()

    def selected(self, item: ItemId | None) -> None:
        """An item is selected now, by a click or otherwise."""
        self._clicks.selected(item)

    def preview(self) -> tuple[int, int] | None:
        """The stretch that would be selected, or the new bounds of a part, if let go now."""
        return self._preview

    # Press, move, release

    def press(self, event: QMouseEvent) -> None:
        """Begin a click, a selection or a drag of an end."""
        place = event.position()
        if self._is_third_click():
            self._select(moving.sentence(self._view.pages.text, self._under(place)))
            return
        self._pressed, self._place = place.toPoint(), place
        end, mark = self._view.handles.at(self._on_page(place)), self._view.handles.mark
        self._grip = (mark, end) if end is not None and mark is not None else None
        extends = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        self._anchor = self._view.anchor() if extends else self._point(place)
        if extends:
            self._drag_to(place, exact=_is_exact(event))
        elif self._grip is None:
            self._view.set_caret(self._anchor)

    def move(self, event: QMouseEvent) -> None:
        """Follow the mouse."""
        if not event.buttons() & Qt.MouseButton.LeftButton:
            self._hover(event.position())
        elif self._is_drag(event.position()):
            self._drag_to(event.position(), exact=_is_exact(event))

    def release(self, event: QMouseEvent) -> None:
        """Select what was meant, choose what was clicked, or move the end."""
        preview, grip, pressed = self._preview, self._grip, self._pressed
        self._preview, self._grip, self._pressed = None, None, None
        self._scrolling.stop()
        self._view.viewport().update()
        if preview is not None and grip is not None:
            self._view.end_dragged.emit(grip[0].item, grip[0].part, *preview)
        elif preview is not None:
            self._finish(preview)
        elif pressed is not None:
            self._click(event.position())

    def double_click(self, event: QMouseEvent) -> None:
        """Select the word, or the whole quotation on one of its marks."""
        self._since_double.start()
        self._pressed = None
        self._select(moving.word_or_quotation(self._view.pages.text, self._under(event.position())))

    def aim(self, place: QPointF) -> None:
        """A right click means what is under it: the selection, else the place and its item."""
        point, found = self._under(place), self._view.selection()
        if found is not None and found[0] <= point < found[1]:
            return
        self._view.set_caret(self._point(place))
        marks = self._view.page.marks_near(point) if self._is_on_text(place, point) else ()
        under = marks_at(marks, point)
        if under and not any(mark.selected for mark in under):
            self._view.choose(under[0])

    # Clicks

    def _click(self, place: QPointF) -> None:
        """Choose a mark; on a guillemet where none begins or ends, select the quotation."""
        point, page = self._under(place), self._view.page
        marks = page.marks_near(point) if self._is_on_text(place, point) else ()
        quotation = moving.quotation_on(self._view.pages.text, point)
        edges = {edge for mark in marks for edge in (mark.start, mark.end - 1)}
        if quotation is not None and point not in edges:
            self._select(quotation)
            return
        chosen = self._clicks.choose(marks, point)
        if chosen is not None:
            self._view.choose(chosen)

    def _is_third_click(self) -> bool:
        limit = QApplication.doubleClickInterval()
        is_third = self._since_double.isValid() and self._since_double.elapsed() < limit
        self._since_double.invalidate()
        return is_third

    # Drags

    def _is_drag(self, place: QPointF) -> bool:
        if self._pressed is None:
            return False
        way = (place.toPoint() - self._pressed).manhattanLength()
        return way >= QApplication.startDragDistance() or self._preview is not None

    def _drag_to(self, place: QPointF, *, exact: bool) -> None:
        self._place, self._exact = place, exact
        point, text = self._point(place), self._view.pages.text
        if self._grip is not None:
            self._preview = dragged(text, *self._grip, point, exact=exact)
        else:
            self._preview = moving.meant(text, self._anchor, point, exact=exact)
        if 0 <= place.y() < self._view.viewport().height():
            self._scrolling.stop()
        elif not self._scrolling.isActive():
            self._scrolling.start()
        self._view.viewport().update()

    def _scroll(self) -> None:
        """Scroll on while the mouse is held above or below the view."""
        bar, height = self._view.verticalScrollBar(), self._view.viewport().height()
        beyond = self._place.y() if self._place.y() < 0 else self._place.y() - height
        bar.setValue(bar.value() + max(-40, min(40, round(beyond))))
        self._drag_to(self._place, exact=self._exact)

    def _finish(self, preview: tuple[int, int]) -> None:
        backwards = self._point(self._place) < self._anchor
        anchor, head = (preview[1], preview[0]) if backwards else preview
        self._view.extend(anchor, head, exact=True)

    # Places

    def _hover(self, place: QPointF) -> None:
        on_grip = self._view.handles.at(self._on_page(place)) is not None
        shape = Qt.CursorShape.SizeHorCursor if on_grip else Qt.CursorShape.IBeamCursor
        self._view.viewport().setCursor(shape)
        point = self._under(place)
        marks = self._view.page.marks_near(point) if self._is_on_text(place, point) else ()
        under = marks_at(marks, point)
        self._view.set_hovered(under[0].item if under else None)

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
            return moving.by_character(self._view.pages.text, point, -1)
        return point

    def _is_on_text(self, place: QPointF, point: int) -> bool:
        """Whether the mouse is on a letter, or in the room of the rules below it."""
        on_page = self._on_page(place)
        return any(
            strip.rect.adjusted(-2, -2, 2, 8).contains(on_page)
            for strip in self._view.page.strips_of(point, point + 1)
        )

    def _on_page(self, place: QPointF) -> QPointF:
        return place + QPointF(0, self._view.verticalScrollBar().value())


def _is_exact(event: QMouseEvent) -> bool:
    return bool(event.modifiers() & _BY_CHARACTER)
