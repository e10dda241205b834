"""TopBar: the project and its menu, the palette, who works, and that everything is saved."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QPushButton, QWidget

from annotator.messages import Translator
from ui.panels.elided import ElidedLabel
from ui.theme import Theme, load_theme

ROOMY, WIDE = 780, 1000
"""Widths from which on the name of the program, and what makes suggestions, stand in the bar."""


SPACING = 10


class TopBar(QWidget):
    """One line above everything."""

    palette_wanted = Signal()
    learning_wanted = Signal()

    def __init__(self, say: Translator, parent: QWidget | None = None) -> None:
        """Make the bar without a project."""
        super().__init__(parent)
        self._say = say
        self._theme = load_theme("light")
        self._name = QLabel("Guillemet", self)
        self.menu_button = QPushButton(say("panels.menu"), self)
        self._project = ElidedLabel(self)
        self._busy, self._pipeline = ElidedLabel(self), ElidedLabel(self)
        self._busy.setText(say("panels.busy"))
        self._making = False
        self.learning_button = QPushButton(self)
        self.palette_button = QPushButton(self)
        self._saved = QLabel(self)
        self._build()
        self.show_project("", 0, read_only=False)
        self.show_busy(False)

    def _build(self) -> None:
        self.setAccessibleName(self._say("panels.top"))
        self.setAutoFillBackground(True)
        self._name.setObjectName("brand")
        self._project.setObjectName("project")
        self.palette_button.setToolTip(self._say("action.view.palette"))
        self.palette_button.setAccessibleName(self._say("action.view.palette"))
        self.palette_button.clicked.connect(self.palette_wanted)
        self.learning_button.setToolTip(self._say("action.project.learning"))
        self.learning_button.clicked.connect(self.learning_wanted)
        self.learning_button.hide()
        for button in (self.menu_button, self.learning_button, self.palette_button):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._saved.setAccessibleName(self._say("panels.saved_state"))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(14, 7, 16, 7)
        layout.setSpacing(SPACING)
        layout.addWidget(self._name)
        layout.addWidget(self.menu_button)
        layout.addWidget(self._project)
        layout.addStretch(1)
        layout.addWidget(self._busy)
        layout.addWidget(self._pipeline)
        layout.addWidget(self.learning_button)
        layout.addWidget(self.palette_button)
        layout.addWidget(self._saved)

    def set_middle(self, widget: QWidget) -> None:
        """Show something in the middle of the bar."""
        layout = self.layout()
        if isinstance(layout, QHBoxLayout):
            layout.insertWidget(3, widget)
            layout.insertStretch(3, 1)

    def set_menu(self, menu: QMenu) -> None:
        """Hang everything that can be done on the menu button."""
        self.menu_button.setMenu(menu)

    def show_project(self, name: str, articles: int, *, read_only: bool) -> None:
        """Show which project is open; an empty name is none."""
        words = f"{name} · {self._say('panels.count', n=articles)}" if name else ""
        self._project.setText(words)
        self._project.setVisible(bool(words))
        if read_only:
            self._saved.setText(self._say("panels.read_only"))
        else:
            self._saved.setText("✓ " + self._say("panels.saved") if name else "")

    def show_saved(self) -> None:
        """Say that the last deed is on the disk."""
        self._saved.setText("✓ " + self._say("panels.saved"))
        self._colour_saved("ok")

    def show_pipeline(self, name: str) -> None:
        """Say what makes the suggestions, by its name (`rules`)."""
        what = self._say(f"prelabelling.pipeline.{name}")
        self._pipeline.setText(self._say("panels.pipeline", what=what))

    def show_learning(self, words: int) -> None:
        """Say how many words there are to learn; nothing while there are none."""
        self.learning_button.setText(self._say("panels.learning", n=words))
        self.learning_button.setVisible(words > 0)

    def show_waiting(self, steps: int) -> None:
        """Say how many steps are not on the disk yet."""
        self._saved.setText("● " + self._say("panels.waiting", n=steps))
        self._colour_saved("warn")

    def show_palette_key(self, keys: str) -> None:
        """Show which keys open the palette."""
        self.palette_button.setText(keys.replace("+", " ") or self._say("action.view.palette"))

    def show_busy(self, busy: bool) -> None:
        """Say that suggestions are being made."""
        self._making = busy
        self._give_way()

    def minimumSizeHint(self) -> QSize:
        """What must be there: the rest gives way."""
        size, spare = super().minimumSizeHint(), 0
        for one in (self._name, self._busy, self._pipeline):
            if not one.isHidden():
                spare += one.minimumSizeHint().width() + SPACING
        return QSize(size.width() - spare, size.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out what can be left out where the window is narrow."""
        super().resizeEvent(event)
        self._give_way()

    def _give_way(self) -> None:
        wide = self.width() >= WIDE
        self._name.setVisible(self.width() >= ROOMY)
        self._busy.setVisible(self._making and wide)
        self._pipeline.setVisible(not self._making and wide)

    def set_theme(self, theme: Theme) -> None:
        """Show it in the colours of a theme."""
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground, True)
        self.setStyleSheet(
            f"TopBar {{ background: {theme.hex('bar')}; border-bottom: 1px solid"
            f" {theme.hex('line')}; }}"
            f" QLabel {{ color: {theme.hex('text_soft')}; }}"
            f" QLabel#brand {{ color: {theme.hex('text')}; font-weight: bold; }}"
            f" QLabel#project {{ color: {theme.hex('text')}; background: {theme.hex('chip')};"
            " border-radius: 9px; padding: 3px 10px; }"
            f" QPushButton {{ color: {theme.hex('text')}; background: {theme.hex('bar')};"
            f" border: 1px solid {theme.hex('key_border')}; border-radius: 5px;"
            " padding: 3px 9px; }"
            f" QPushButton:hover {{ background: {theme.hex('hover')}; }}"
            f" QPushButton:focus {{ border-color: {theme.hex('focus')}; }}"
        )
        self._theme = theme
        self._colour_saved("ok")

    def _colour_saved(self, role: str) -> None:
        self._saved.setStyleSheet(f"color: {self._theme.hex(role)};")
