"""PlaceSwitch: the places of work, side by side in the top bar; the present one stands out."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from annotator.messages import Translator
from ui.theme import Theme

PLACES = ("annotate", "review", "find", "register")


class PlaceSwitch(QWidget):
    """One button a place."""

    place_wanted = Signal(str)

    def __init__(self, say: Translator, parent: QWidget | None = None) -> None:
        """Stand at annotating."""
        super().__init__(parent)
        self.setAccessibleName(say("place.switch"))
        self.buttons = {name: QPushButton(say(f"place.{name}"), self) for name in PLACES}
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        for name, button in self.buttons.items():
            button.setCheckable(True)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.clicked.connect(lambda _on=False, one=name: self._wanted(one))
            layout.addWidget(button)
        self._present = "annotate"
        self.show_place("annotate")

    def _wanted(self, name: str) -> None:
        self.show_place(self._present)
        self.place_wanted.emit(name)

    def show_place(self, name: str) -> None:
        """Show which place one is at."""
        self._present = name
        for one, button in self.buttons.items():
            button.setChecked(one == name)

    def show_keys(self, keys: dict[str, str]) -> None:
        """Say which keys lead to a place, by its name."""
        for name, key in keys.items():
            self.buttons[name].setToolTip(key)

    def set_theme(self, theme: Theme) -> None:
        """Show it in the colours of a theme."""
        self.setStyleSheet(
            f"QPushButton {{ color: {theme.hex('text_soft')}; background: transparent;"
            " border: 1px solid transparent; border-radius: 9px; padding: 3px 9px; }"
            f" QPushButton:hover {{ background: {theme.hex('hover')}; }}"
            f" QPushButton:checked {{ color: {theme.hex('text')};"
            f" background: {theme.hex('chip')}; border-color: {theme.hex('key_border')}; }}"
            f" QPushButton:focus {{ border-color: {theme.hex('focus')}; }}"
        )
