"""A closed card: one quote in one line, painted by hand so that many are quick."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QEnterEvent,
    QFontMetricsF,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractButton, QWidget

from ui.flag_painting import SIDE, paint_flag
from ui.margin.look import PAD, RULE, Look
from ui.margin.painting import chip_size, paint_chip, paint_rule, paint_scales
from ui.presenters.card_values import Card, Chip

_TEXT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


class ClosedCard(QAbstractButton):
    """Speaker in bold, claim in a pill, scales if it refers to sanctions; a click selects it.

    It is a button to those who do not see it. Tab leaves it out: a key goes from quote to quote.
    """

    wanted = Signal(str)

    def __init__(self, look: Look, words: tuple[str, str], parent: QWidget) -> None:
        """Make an empty card; `words` stand for a missing speaker and a missing claim type."""
        super().__init__(parent)
        self._look, self._words = look, words
        self.card: Card | None = None
        self._hot = False
        self._picture: QPixmap | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.clicked.connect(self._press)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def show_card(self, card: Card) -> None:
        """Show another quote."""
        if card == self.card:
            return
        self.card = card
        self.setAccessibleName(card.spoken)
        marked = tuple(words for _flag, words in card.flags)
        told = (*card.references, card.reason, ", ".join(marked))
        self.setToolTip("\n".join(one for one in told if one))
        self.setAccessibleDescription(card.reason)
        self._repaint()

    def set_look(self, look: Look, words: tuple[str, str]) -> None:
        """Take other colours, fonts and words."""
        self._look, self._words = look, words
        self._repaint()

    def _repaint(self) -> None:
        """Forget the picture that was painted."""
        self._picture = None
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(280, closed_height(self._look))

    def enterEvent(self, event: QEnterEvent) -> None:
        self._hot = True
        self._repaint()

    def leaveEvent(self, event: QEvent) -> None:
        self._hot = False
        self._repaint()

    def _press(self) -> None:
        if self.card is not None:
            self.wanted.emit(self.card.item)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._repaint()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.card is None:
            return
        if self._picture is None:
            self._picture = self._painted(self.card)
        QPainter(self).drawPixmap(0, 0, self._picture)

    def _painted(self, card: Card) -> QPixmap:
        """The card as a picture: scrolling then costs next to nothing."""
        ratio = self.devicePixelRatioF()
        picture = QPixmap(self.size() * ratio)
        picture.setDevicePixelRatio(ratio)
        picture.fill(self._look.colour("hover" if self._hot else "card"))
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect())
        paint_rule(painter, self._look, box, suggested=card.suggested, wide=False)
        x, right = box.left() + RULE + PAD, box.right() - PAD
        right = self._paint_score(painter, card, x, right)
        right = self._paint_flags(painter, card, right)
        x = self._paint_speaker(painter, card, x, right)
        x = self._paint_claim(painter, card, x, right)
        self._paint_references(painter, card, x, right)
        painter.end()
        return picture

    def _paint_score(self, painter: QPainter, card: Card, x: float, right: float) -> float:
        if not card.score_text:
            return right
        width = QFontMetricsF(self._look.small).horizontalAdvance(card.score_text)
        painter.setFont(self._look.small)
        painter.setPen(self._look.colour("text_soft"))
        painter.drawText(QRectF(right - width, 0, width + 1, self.height()), _TEXT, card.score_text)
        return right - width - PAD

    def _paint_flags(self, painter: QPainter, card: Card, right: float) -> float:
        for flag, _words in reversed(card.flags):
            right -= SIDE
            top = (self.height() - SIDE) / 2
            paint_flag(painter, flag, self._look.colour("warn"), QPointF(right, top))
            right -= 3
        return right - PAD if card.flags else right

    def _paint_speaker(self, painter: QPainter, card: Card, x: float, right: float) -> float:
        metrics = QFontMetricsF(self._look.bold)
        kept = chip_size(self._look, self._chip(card)).width() + PAD
        kept += 20 if card.references else 0
        room = max(60.0, right - x - kept)
        words = card.speaker or self._words[0]
        shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, room)
        painter.setFont(self._look.bold if card.speaker else self._look.font)
        painter.setPen(self._look.colour("text" if card.speaker else "warn"))
        width = metrics.horizontalAdvance(shown)
        painter.drawText(QRectF(x, 0, width + 2, self.height()), _TEXT, shown)
        return x + width + PAD

    def _chip(self, card: Card) -> Chip:
        return Chip(card.claim or self._words[1], on=bool(card.claim))

    def _paint_claim(self, painter: QPainter, card: Card, x: float, right: float) -> float:
        chip = self._chip(card)
        size = chip_size(self._look, chip)
        top = (self.height() - size.height()) / 2
        if card.claim:
            paint_chip(painter, self._look, chip, QRectF(QPointF(x, top), size), hot=False)
        else:
            painter.setFont(self._look.small)
            painter.setPen(self._look.colour("warn"))
            painter.drawText(QRectF(x, 0, size.width(), self.height()), _TEXT, chip.text)
        return x + size.width() + PAD

    def _paint_references(self, painter: QPainter, card: Card, x: float, right: float) -> None:
        if not card.references:
            return
        side, colour = 16.0, self._look.colour("reference")
        paint_scales(painter, colour, QRectF(x, (self.height() - side) / 2, side, side))
        room = right - x - side - 4
        metrics = QFontMetricsF(self._look.small)
        titles = " + ".join(card.references)
        shown = metrics.elidedText(titles, Qt.TextElideMode.ElideRight, room)
        if room > 40:
            painter.setFont(self._look.small)
            painter.setPen(QPen(self._look.colour("text_soft")))
            painter.drawText(QRectF(x + side + 4, 0, room, self.height()), _TEXT, shown)


def closed_height(look: Look) -> int:
    """The height of a closed card, in pixels."""
    return round(max(QFontMetricsF(look.bold).height(), chip_size(look, Chip("A")).height()) + 6)
