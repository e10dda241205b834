"""MarginView: the cards beside the text, each at its line, and the selected one as the editor."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from PySide6.QtCore import QEvent, QRect, Qt, Signal
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from annotator.messages import Translator
from annotator.model.ids import ItemId
from annotator.services.annotating import Session
from ui.announcing import listening
from ui.margin.closed_card import ClosedCard, closed_height
from ui.margin.look import INDENT, PAD, Look
from ui.margin.open_card import OpenCardView
from ui.margin.picker_factory import make_picker
from ui.margin.placement import beyond, lifted, place
from ui.presenters.card_values import Card, OpenCard
from ui.presenters.options import Options
from ui.theme import NAMES, Theme, load_theme

YOf = Callable[[int], int]
_GAP = 4
_FAR = 2000
"""Pixels beyond a page above and below what is seen up to which cards can push one another."""
_AHEAD = 200
"""Pixels above and below what is seen in which cards are kept ready."""


class MarginView(QWidget):
    """Shows cards and emits what a person chooses in them; it changes nothing itself.

    Vertical places are pixels of the article's viewport, beside which it stands.
    """

    card_clicked = Signal(str)
    row_activated = Signal(str, str)
    chosen = Signal(object)
    left = Signal()
    scrolled = Signal(int)
    """The wheel was turned over the margin, by so many pixels (down is positive)."""

    def __init__(self, say: Translator, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._say = say
        self._look = Look(load_theme(NAMES[0]), QFont(self.font()))
        self._all: tuple[Card, ...] = ()
        self._cards: tuple[Card, ...] = ()
        self._options: Options | None = None
        self._y_of: YOf = _nowhere
        self._wanted: list[int] = []
        self._first = 0
        self._tops: tuple[int, ...] = ()
        self._closed: dict[ItemId, ClosedCard] = {}
        self._spare: list[ClosedCard] = []
        self._open = self._new_open()
        self._placing = False
        self._beside = True
        self._pile_scroll = 0
        self._before: QWidget | None = None
        self._stops: list[QWidget] = []
        self.setMinimumWidth(260)
        self.setAccessibleName(say("margin.name"))

    # What it shows

    def set_theme(self, theme: Theme) -> None:
        """Show everything in other colours."""
        self._restyle(Look(theme, self._look.font))

    def set_language(self, say: Translator) -> None:
        """Speak another language; session and cards come anew in it."""
        self._say = say
        self.setAccessibleName(say("margin.name"))
        self._restyle(self._look)

    def set_session(self, session: Session | None) -> None:
        """Let the pickers offer what is known of another article."""
        self.close_picker()
        self._first = 0
        self._options = Options(session, self._say.language) if session else None

    def come_after(self, widget: QWidget) -> None:
        """Have Tab go from a widget into the open card."""
        self._before = widget

    def set_beside(self, beside: bool) -> None:
        """Stand beside the text, each card at its line, or elsewhere, the cards in a pile."""
        self._beside = beside
        self.reposition()

    def show_cards(self, cards: tuple[Card, ...], y_of: YOf) -> None:
        """Show these cards; `y_of` gives the line of a place in the text, in viewport pixels."""
        opened = next((card for card in cards if isinstance(card, OpenCard)), None)
        before = self._open.card
        if (opened.item if opened else None) != (before.item if before else None):
            self.close_picker()
            self._pile_scroll = 0
        if bool(cards) != bool(self._all):
            self.update()
        self._all, self._y_of = cards, y_of
        if opened is not None:
            self._open.show_card(opened)
        else:
            self._open.card = None
        self._measure()
        self._arrange()
        self._order_tabs()

    def _order_tabs(self) -> None:
        """Let Tab go through the open card in the order in which it is read."""
        stops = [self._before, *self._open.stops()] if self._before is not None else []
        if stops != self._stops:
            self._stops = stops
            for one, following in pairwise(stops):
                QWidget.setTabOrder(one, following)

    def reposition(self, y_of: YOf | None = None) -> None:
        """Follow the text after it was scrolled or laid out anew."""
        self._y_of = y_of or self._y_of
        self._measure()
        self._arrange()

    @property
    def picker_open(self) -> bool:
        """Whether a picker is open."""
        return self._open.picker is not None

    @property
    def picker_row(self) -> str:
        """The row whose picker is open; empty if none is."""
        return self._open.picker_row or "" if self._open.picker is not None else ""

    def open_picker(self, row_id: str) -> bool:
        """Open the picker of a row of the open card; False if there is no such row or picker."""
        card, options = self._open.card, self._options
        row = card.row(row_id) if card else None
        if card is None or row is None or options is None:
            return False
        if self._open.picker_row == row.id:
            return True
        picker = make_picker(card, row.id, self._look, options, self._open)
        if picker is None:
            return False
        self._open.open_picker(picker, row.id)
        return True

    def close_picker(self) -> None:
        """Close the picker that is open; a note that was written is kept."""
        self._open.close_picker()

    def commit_pending(self) -> None:
        """Keep what is being written, before the window closes."""
        if self._open.picker is not None:
            self._open.picker.commit()

    # Where the cards stand

    def _measure(self) -> None:
        """Take the cards whose lines are in sight or not far from it, and where these are."""
        self._cards = self._near() if self._beside else self._all
        self._wanted = [self._y_of(card.start) for card in self._cards] if self._beside else []

    def _near(self) -> tuple[Card, ...]:
        """The cards that can stand in sight; those farther off are not asked for their lines."""
        reach = _FAR + self.height()

        starts = [card.start for card in self._all]
        first = self._first = beyond(starts, -reach, self._y_of, self._first)
        last = beyond(starts, self.height() + reach, self._y_of, first)
        near = self._all[first:last]
        opened = self._open.card
        if opened is None or any(card.item == opened.item for card in near):
            return near
        return (opened, *near) if not near or opened.start < near[0].start else (*near, opened)

    def _arrange(self) -> None:
        if self._placing:
            return
        self._placing = True
        height = closed_height(self._look)
        heights = [height] * len(self._cards)
        fixed = next((n for n, one in enumerate(self._cards) if isinstance(one, OpenCard)), None)
        wanted = list(self._wanted) if self._beside else self._piled(fixed, height)
        if fixed is not None:
            heights[fixed] = self._open.fit(self._room(self._cards[fixed]).width())
            wanted[fixed] = lifted(
                wanted[fixed], heights[fixed], self.height(), needed=self._open.picker_reach()
            )
        self._tops = place(wanted, heights, fixed, gap=_GAP)
        self._show_placed(heights)
        self._placing = False

    def _piled(self, fixed: int | None, height: int) -> list[int]:
        """One card after the other, the open one second from the top."""
        first = 1 - (fixed or 1)
        step = height + _GAP
        return [(first + n) * step + self._pile_scroll for n in range(len(self._cards))]

    def _room(self, card: Card, top: int = 0, height: int = 0) -> QRect:
        indent = min(card.level, 4) * INDENT
        return QRect(indent, top, max(120, self.width() - indent - PAD), height)

    def _show_placed(self, heights: list[int]) -> None:
        shown: dict[ItemId, tuple[Card, QRect]] = {}
        for card, top, height in zip(self._cards, self._tops, heights, strict=True):
            if isinstance(card, OpenCard):
                self._open.setGeometry(self._room(card, top, height))
            elif -_AHEAD < top < self.height() + _AHEAD:
                shown[card.item] = card, self._room(card, top, height)
        for item in [item for item in self._closed if item not in shown]:
            spare = self._closed.pop(item)
            spare.hide()
            spare.card = None
            self._spare.append(spare)
        for item, (card, room) in shown.items():
            view = self._closed.get(item) or self._take_spare(item)
            view.show_card(card)
            view.setGeometry(room)
            view.show()
        self._open.setVisible(self._open.card is not None)
        self._open.raise_()
        self._order_for_readers()

    def _order_for_readers(self) -> None:
        """Have a screen reader come to the cards in the order of the text; they never overlap."""
        if not listening():
            return
        views = [
            self._open if isinstance(one, OpenCard) else self._closed.get(one.item)
            for one in self._cards
        ]
        order = [view for view in views if view is not None and view.isVisibleTo(self)]
        if order != [one for one in self.children() if one in order]:
            for view in order:
                view.raise_()

    def _take_spare(self, item: ItemId) -> ClosedCard:
        if not self._spare:
            card = ClosedCard(self._look, self._missing(), self)
            card.wanted.connect(self.card_clicked)
            self._spare.append(card)
        self._closed[item] = self._spare.pop()
        return self._closed[item]

    def _missing(self) -> tuple[str, str]:
        return self._say("margin.who"), self._say("margin.what")

    def _new_open(self) -> OpenCardView:
        card = OpenCardView(self._look, self)
        card.hide()
        card.chosen.connect(self.chosen)
        card.left.connect(self.left)
        card.resized.connect(self._arrange)
        card.row_pressed.connect(self._row_pressed)
        return card

    def _row_pressed(self, row_id: str) -> None:
        if self._open.card is not None:
            self.open_picker(row_id)
            self.row_activated.emit(self._open.card.item, row_id)

    def _restyle(self, look: Look) -> None:
        """Make the open card anew and paint the rest anew."""
        self.close_picker()
        self._look = look
        for card in (*self._closed.values(), *self._spare):
            card.set_look(look, self._missing())
        old, shown = self._open, self._open.card
        self._open = self._new_open()
        old.hide()
        old.deleteLater()
        if shown is not None:
            self._open.show_card(shown)
        self._arrange()
        self.update()

    # Qt

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._measure()
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._restyle(Look(self._look.theme, QFont(self.font())))

    def wheelEvent(self, event: QWheelEvent) -> None:
        pixels = event.pixelDelta().y() or event.angleDelta().y() // 2
        if self._beside:
            self.scrolled.emit(-pixels)
        else:
            self._pile_scroll += pixels
            self._arrange()
        event.accept()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._look.colour("page"))
        if not self._all and self._options is not None:
            painter.setFont(self._look.small)
            painter.setPen(self._look.colour("text_soft"))
            box = self.rect().adjusted(PAD, 24, -2 * PAD, 0)
            wrap = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop
            painter.drawText(box, wrap, self._say("margin.empty"))


def _nowhere(_place: int) -> int:
    return 0
