"""PlaceField: a path to type, with a button that asks for it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QWidget

from annotator.messages import Translator
from ui.dialogs.files import choose_place


class PlaceField(QWidget):
    """Where something is to be written."""

    def __init__(self, say: Translator, place: Path, parent: QWidget | None = None) -> None:
        """Propose a place."""
        super().__init__(parent)
        self._say = say
        self.line = QLineEdit(str(place), self)
        self.line.setAccessibleName(say("dialogs.place"))
        self.line.setMinimumWidth(220)
        self.button = QPushButton(say("dialogs.browse"), self)
        self.button.clicked.connect(self._browse)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.line, 1)
        layout.addWidget(self.button)
        self.setFocusProxy(self.line)

    @property
    def path(self) -> Path:
        """The place."""
        return Path(self.line.text().strip()).expanduser()

    def set_path(self, path: Path) -> None:
        """Propose another place."""
        self.line.setText(str(path))

    def _browse(self) -> None:
        path = choose_place(self._say, self.path, self)
        if path is not None:
            self.set_path(path)
