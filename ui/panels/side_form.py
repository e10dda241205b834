"""SideForm: fields below each other at the left of a place, each with its name above."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ui.theme import Theme

WIDTH = 250
"""Of the column of fields, in pixels; that of the list of articles."""


class SideForm(QScrollArea):
    """A column of fields; it scrolls where the window is low."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        """Start without fields.

        Args:
            name: for a screen reader.
            parent: the place that it belongs to.
        """
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setFixedWidth(WIDTH)
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._body = QWidget(self)
        self._layout = QVBoxLayout(self._body)
        self._layout.setContentsMargins(14, 12, 14, 12)
        self._layout.setSpacing(4)
        self.setWidget(self._body)

    def add(self, name: str, *fields: QWidget) -> None:
        """Add fields under a name, which is theirs for a screen reader, too."""
        label = QLabel(name, self._body)
        label.setObjectName("field")
        label.setBuddy(fields[0])
        self._layout.addWidget(label)
        for field in fields:
            if not field.accessibleName():
                field.setAccessibleName(name)
            self._layout.addWidget(field)
        self._layout.addSpacing(8)

    def add_plain(self, widget: QWidget) -> None:
        """Add a widget that says itself what it is."""
        self._layout.addWidget(widget)

    def close_below(self) -> None:
        """Keep the fields together at the top."""
        self._layout.addStretch(1)

    def set_theme(self, theme: Theme) -> None:
        """Show it in the colours of a theme."""
        palette = theme.palette()
        palette.setColor(QPalette.ColorRole.Window, theme.colour("panel"))
        for widget in (self, self.viewport(), self._body, *self._body.findChildren(QWidget)):
            widget.setPalette(palette)
        for widget in (self, self.viewport(), self._body):
            widget.setAutoFillBackground(True)
        for box in self._body.findChildren(QWidget):
            if isinstance(box, QComboBox):
                outline(box, theme)
        self.setStyleSheet(
            f"QLabel#field {{ color: {theme.hex('text_soft')}; }}"
            f" QLineEdit, QSpinBox {{ background: {theme.hex('page')}; color: {theme.hex('text')};"
            f" border: 1px solid {theme.hex('field')}; border-radius: 5px;"
            " padding: 4px 6px; }"
            f" QLineEdit:focus, QSpinBox:focus {{ border-color: {theme.hex('focus')}; }}"
            f"{box_style(theme)}"
            " QSpinBox { padding: 0; min-height: 24px; }"
            " QSpinBox::up-button, QSpinBox::down-button"  # else they leave no room for the number
            " { subcontrol-origin: border; width: 0; border: 0; }"
            " QSpinBox QLineEdit { border: 0; padding: 0; background: transparent; }"
            f"{button_style(theme)}"
        )


def box_style(theme: Theme) -> str:
    """The style of a box to tick: empty with an outline, or full."""
    return (
        f" QCheckBox {{ color: {theme.hex('text')}; spacing: 7px; }}"
        " QCheckBox::indicator { width: 12px; height: 12px; border-radius: 3px;"
        f" border: 1px solid {theme.hex('text_soft')}; background: {theme.hex('page')}; }}"
        f" QCheckBox::indicator:checked {{ background: {theme.hex('accent')}; }}"
        f" QCheckBox:focus {{ color: {theme.hex('focus')}; text-decoration: underline; }}"
    )


def button_style(theme: Theme) -> str:
    """The style of a button in a place."""
    return (
        f" QPushButton {{ color: {theme.hex('text')}; background: {theme.hex('panel')};"
        f" border: 1px solid {theme.hex('key_border')}; border-radius: 5px;"
        " padding: 5px 10px; }"
        f" QPushButton:disabled {{ color: {theme.hex('text_soft')};"
        f" border-color: {theme.hex('line')}; }}"
        f" QPushButton:hover {{ background: {theme.hex('hover')}; }}"
        f" QPushButton:focus {{ border-color: {theme.hex('focus')}; }}"
    )


def outline(box: QWidget, theme: Theme) -> None:
    """Have Fusion draw the outline of a field so that it is seen.

    It makes the outline of the role of the window, darker by 40 %; the widget paints no window.
    """
    palette = theme.palette()
    palette.setColor(QPalette.ColorRole.Window, theme.colour("field").lighter(140))
    box.setPalette(palette)


def choice(parent: QWidget) -> QComboBox:
    """A field to choose from; long entries do not widen the column."""
    box = QComboBox(parent)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(10)
    return box


def fill(box: QComboBox, entries: Iterable[tuple[str, Any]], value: Any) -> None:
    """Offer entries (words and value), one of them chosen, without a signal."""
    box.blockSignals(True)
    box.clear()
    for words, data in entries:
        box.addItem(words, data)
    box.setCurrentIndex(max(0, _place(box, value)))
    box.blockSignals(False)


def _place(box: QComboBox, value: Any) -> int:
    return next((n for n in range(box.count()) if box.itemData(n) == value), -1)


def set_line(line: QLineEdit, words: str) -> None:
    """Write into a field without a signal."""
    if line.text() != words:
        line.blockSignals(True)
        line.setText(words)
        line.blockSignals(False)


def set_tick(box: QCheckBox, *, on: bool) -> None:
    """Tick a box, or untick it, without a signal."""
    box.blockSignals(True)
    box.setChecked(on)
    box.blockSignals(False)
