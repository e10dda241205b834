"""One row of the open card: its title, its value, its key; the whole of it can be pressed."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from ui.margin.buttons import ChipButton, EntryButton, Made, Pressable
from ui.margin.flow import FlowLayout
from ui.margin.look import PAD, Look
from ui.margin.painting import key_size, paint_key
from ui.presenters.card_values import Chip, Entry, Row

_ABOVE = 4
"""Free pixels above and below a row's words."""


class RowButton(Pressable):
    """A row. Its parts are kept and filled anew, so that going from card to card is quick."""

    def __init__(self, look: Look, made: Made, parent: QWidget) -> None:
        super().__init__(look, parent)
        self.row = Row("note", "")
        self._made = made
        self._chips: list[ChipButton] = []
        self._entries: list[EntryButton] = []
        self._text = self._label()
        self._detail = self._label()
        self._pills = QWidget(self)
        self._flow = FlowLayout(self._pills)
        self._column = QVBoxLayout(self)
        self._column.setSpacing(1)
        for part in (self._text, self._pills, self._detail):
            self._column.addWidget(part)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setMinimumWidth(1)  # else Qt takes the height at the longest word's width: too little

    def _label(self) -> QLabel:
        label = QLabel(self)
        label.setWordWrap(True)
        label.setTextFormat(Qt.TextFormat.RichText)
        label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        label.setFont(self.look.font)
        return label

    def show_row(self, row: Row, title_width: int) -> None:
        """Show another row, its value `title_width` pixels from the left."""
        self.row = row
        key = round(key_size(self.look, row.key or "S").width())
        self._column.setContentsMargins(title_width + PAD, _ABOVE, key + PAD + 4, _ABOVE)
        self.setMinimumHeight(round(QFontMetricsF(self.look.font).height()) + 2 * _ABOVE + 1)
        self._show_words(row)
        self._show_chips(row.chips)
        self._show_entries(row.entries)
        self.can_press(row.editable)
        self.setEnabled(True)
        self.setAccessibleName(row.spoken)
        self.update()

    def _show_words(self, row: Row) -> None:
        together = bool(row.text) and not row.chips
        role = "warn" if row.missing else "text"
        detail = row.detail if together else ""
        self._set(self._text, self.look.html(row.text, detail, role=role))
        self._set(self._detail, "" if together else self.look.html("", row.detail))

    def _set(self, label: QLabel, text: str) -> None:
        if label.text() != text:
            label.setText(text)
        label.setVisible(bool(text))

    def _show_chips(self, chips: tuple[Chip, ...]) -> None:
        while len(self._chips) < len(chips):
            button = ChipButton(self.look, self._made, self._pills)
            self._flow.addWidget(button)
            self._chips.append(button)
        for button, chip in zip(self._chips, chips, strict=False):
            button.show_chip(chip)
        for n, button in enumerate(self._chips):
            button.setVisible(n < len(chips))
        self._pills.setVisible(bool(chips))

    def _show_entries(self, entries: tuple[Entry, ...]) -> None:
        while len(self._entries) < len(entries):
            button = EntryButton(self.look, self._made, self)
            self._column.insertWidget(2 + len(self._entries), button)
            self._entries.append(button)
        for button, entry in zip(self._entries, entries, strict=False):
            button.show_entry(entry)
        for n, button in enumerate(self._entries):
            button.setVisible(n < len(entries))

    def stops(self) -> list[QWidget]:
        """The row and its parts that can have the focus, from top to bottom."""
        found: list[QWidget] = [self, *self._chips]
        for entry in self._entries:
            found += [entry, entry.cross]
        return [
            one
            for one in found
            if one.focusPolicy() != Qt.FocusPolicy.NoFocus and one.isVisibleTo(self)
        ]

    def sizeHint(self) -> QSize:
        return QWidget.sizeHint(self)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.row.editable and self.underMouse():
            painter.fillRect(self.rect(), self.look.colour("hover"))
        painter.setFont(self.look.small)
        painter.setPen(self.look.colour("text_soft"))
        base = _ABOVE + QFontMetricsF(self.look.font).ascent()
        painter.drawText(QPointF(4, base), self.row.title)
        if self.row.key:
            size = key_size(self.look, self.row.key)
            place = QPointF(self.width() - size.width() - 4, _ABOVE)
            paint_key(painter, self.look, self.row.key, QRectF(place, size))
        self.paint_focus(painter)


def title_width(look: Look, rows: tuple[Row, ...]) -> int:
    """The width of the widest title, in pixels."""
    metrics = QFontMetricsF(look.small)
    return round(max((metrics.horizontalAdvance(row.title) for row in rows), default=0)) + 4
