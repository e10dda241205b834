"""The open card: the selected item's editor, row by row, with its picker in place."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ui.margin.buttons import ChipButton
from ui.margin.flow import FlowLayout
from ui.margin.look import PAD, RADIUS, RULE, Look
from ui.margin.painting import paint_rule
from ui.margin.picker import Picker
from ui.margin.row import RowButton, title_width
from ui.presenters.card_values import OpenCard


class OpenCardView(QWidget):
    """Head, rows and foot of the selected item's card. Its parts are filled anew, not rebuilt."""

    chosen = Signal(object)
    row_pressed = Signal(str)
    left = Signal()
    resized = Signal()

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self.look = look
        self.card: OpenCard | None = None
        self.picker: Picker | None = None
        self.picker_row = ""
        self._rows: list[RowButton] = []
        self._deeds: list[ChipButton] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(RULE + PAD, PAD, PAD, PAD)
        self._column.setSpacing(0)
        self._add_head()
        self._add_foot()

    def _add_head(self) -> None:
        self._head = self._label(self.look.font)
        self._score = self._label(self.look.small)
        self._score.setWordWrap(False)
        line = QHBoxLayout()
        line.setContentsMargins(4, 0, 4, 3)
        line.addWidget(self._head, 1)
        line.addWidget(self._score, 0, Qt.AlignmentFlag.AlignTop)
        self._column.addLayout(line)

    def _add_foot(self) -> None:
        self._reason = self._label(self.look.small)
        self._reason.setContentsMargins(4, 4, 4, 2)
        self._foot = QWidget(self)
        self._flow = FlowLayout(self._foot)
        self._flow.setContentsMargins(2, 5, 2, 0)
        self._column.addWidget(self._reason)
        self._column.addWidget(self._foot)

    def _label(self, font: QFont) -> QLabel:
        label = QLabel(self)
        label.setFont(font)
        label.setWordWrap(True)
        label.setTextFormat(Qt.TextFormat.RichText)
        return label

    # What it shows

    def show_card(self, card: OpenCard) -> None:
        """Show an item; the same card again changes nothing."""
        if card == self.card:
            return
        self.card = card
        self.setAccessibleName(card.spoken)
        self._show_head(card)
        self._show_rows(card)
        self._reason.setText(self.look.html("", card.reason))
        self._reason.setVisible(bool(card.reason))
        self._show_deeds(card)
        self.update()

    def _show_head(self, card: OpenCard) -> None:
        role = "warn" if card.head_missing else "text"
        text = f"<b>{self.look.html(card.head, '', role=role)}</b>"
        if card.cue:
            text += f"&nbsp; <u>{self.look.html(card.cue, '', role='cue')}</u>"
        self._head.setText(text)
        self._score.setText(self.look.html("", card.score_text))
        self._score.setVisible(bool(card.score_text))

    def _show_rows(self, card: OpenCard) -> None:
        while len(self._rows) < len(card.rows):
            self._rows.append(self._new_row())
        width = title_width(self.look, card.rows)
        for button, row in zip(self._rows, card.rows, strict=False):
            button.show_row(row, width)
        for n, button in enumerate(self._rows):
            button.setVisible(n < len(card.rows))

    def _new_row(self) -> RowButton:
        button = RowButton(self.look, self.chosen.emit, self)
        button.clicked.connect(lambda: self.row_pressed.emit(button.row.id))
        self._column.insertWidget(1 + len(self._rows), button)
        for below in (self._reason, self._foot):
            below.raise_()
        return button

    def _show_deeds(self, card: OpenCard) -> None:
        while len(self._deeds) < len(card.deeds):
            button = ChipButton(self.look, self.chosen.emit, self._foot)
            self._flow.addWidget(button)
            self._deeds.append(button)
        for button, chip in zip(self._deeds, card.deeds, strict=False):
            button.show_chip(chip)
        for n, button in enumerate(self._deeds):
            button.setVisible(n < len(card.deeds))

    def stops(self) -> list[QWidget]:
        """What Tab goes through, from top to bottom."""
        rows = (button for button in self._rows if button.isVisibleTo(self))
        found: list[QWidget] = [stop for button in rows for stop in button.stops()]
        return found + [button for button in self._deeds if button.isVisibleTo(self._foot)]

    # Its picker

    def open_picker(self, picker: Picker, row_id: str) -> None:
        """Put a picker below a row and give it the focus."""
        self.close_picker()
        self.picker, self.picker_row = picker, row_id
        picker.chosen.connect(self.chosen)
        picker.closed.connect(lambda direction: self._closed(picker, row_id, direction))
        self._column.insertWidget(2 + self._number(row_id), picker)
        picker.show()
        self.resized.emit()
        row = self.card.row(row_id) if self.card is not None else None
        picker.start(row.title if row is not None else "")

    def _number(self, row_id: str) -> int:
        ids = [button.row.id for button in self._rows if button.isVisibleTo(self)]
        return ids.index(row_id) if row_id in ids else len(ids) - 1

    def close_picker(self) -> None:
        """Close the picker; what was written in it is kept."""
        if self.picker is not None:
            self.picker.finish()

    def _closed(self, picker: Picker, row_id: str, direction: int) -> None:
        if picker is not self.picker:
            return
        inside = self.isAncestorOf(self.window().focusWidget() or self.window())
        self.picker, self.picker_row = None, ""
        picker.hide()
        self._column.removeWidget(picker)
        picker.deleteLater()
        self.resized.emit()
        if direction:
            self._focus_row(self._number(row_id) + direction)
        elif inside:
            self.left.emit()

    def _focus_row(self, number: int) -> None:
        rows = [button for button in self._rows if button.isVisibleTo(self)]
        if 0 <= number < len(rows):
            rows[number].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.left.emit()

    # Qt

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest and self._misfits():
            self.resized.emit()
        return done

    def _misfits(self) -> bool:
        return self._column.totalHeightForWidth(self.width()) != self.height()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def fit(self, width: int) -> int:
        """Take the height that the card needs at a width, in pixels."""
        height = self._column.totalHeightForWidth(width)
        self.resize(width, height)
        self._column.activate()
        return height

    def picker_reach(self) -> tuple[int, int] | None:
        """From where to where the open picker reaches, in pixels from the card's top."""
        if self.picker is None:
            return None
        return self.picker.y(), self.picker.geometry().bottom()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setBrush(self.look.colour("card_open"))
        painter.setPen(QPen(self.look.colour("card_border"), 1))
        painter.drawRoundedRect(box, RADIUS, RADIUS)
        suggested = self.card is not None and self.card.suggested
        rule = QRectF(self.rect()).adjusted(0, 1, 0, -1)
        paint_rule(painter, self.look, rule, suggested=suggested, wide=True)
