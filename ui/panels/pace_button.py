"""PaceButton: what one did today, in the foot; it opens the figures. Gone where they are off."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton, QWidget

from annotator.messages import Translator
from annotator.services.pace import Figures
from ui.presenters.pace_words import today

ROOM = 1120
"""Width of the window below which the keys in the foot need its room, in pixels."""


class PaceButton(QPushButton):
    """A flat line of words."""

    def __init__(self, say: Translator, parent: QWidget | None = None) -> None:
        """Start with nothing to tell."""
        super().__init__(parent)
        self._say = say
        self._known = False
        self._wide = True
        self.setFlat(True)
        self.setObjectName("quiet")
        self.setToolTip(say("pace.title"))
        self.hide()

    def show_figures(self, figures: Figures | None) -> None:
        """Show today's; None hides the line."""
        self._known = figures is not None
        if figures is not None:
            self.setText(today(figures, self._say))
        self._appear()

    def make_room(self, width: int) -> None:
        """Stand back where the window is narrow; the figures are in the menu, too."""
        self._wide = width >= ROOM
        self._appear()

    def _appear(self) -> None:
        self.setVisible(self._known and self._wide)
