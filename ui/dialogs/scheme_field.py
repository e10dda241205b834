"""The field for a project's scheme: those that ship, the one at work, or one from a file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QComboBox, QFileDialog, QWidget

from annotator.messages import Translator
from annotator.model.message import GuillemetError, Message
from annotator.model.scheme import Scheme, in_language, version_of
from annotator.services.schemes import load_scheme, read_scheme_file, scheme_names

_FILE = "file"
"""What stands for choosing a file; no reference is so."""


class SchemeField(QComboBox):
    """The last line asks for a file; what was read from it is then a line of its own."""

    def __init__(
        self, say: Translator, current: str, complain: Callable[[Message], object], parent: QWidget
    ) -> None:
        """Offer the schemes that ship; the one at work stands for the shipped one of its name.

        Args:
            say: the language.
            current: reference of the scheme that is chosen first.
            complain: told when a file is no scheme.
            parent: the form.
        """
        super().__init__(parent)
        self._say, self._complain = say, complain
        self._read: Scheme | None = None
        working = version_of(current)[0]
        for name in scheme_names():
            scheme = load_scheme(name)
            title = in_language(scheme.name, say.language)
            if name == working and scheme.reference != current:
                title = say("scheme.own_version", name=title, version=str(version_of(current)[1]))
            self.addItem(title, current if name == working else scheme.reference)
        if working not in scheme_names():
            self.addItem(current, current)
        self.addItem(say("scheme.from_file"), _FILE)
        self.setCurrentIndex(max(0, self.findData(current)))
        self._before = self.currentIndex()
        self.activated.connect(self._activated)

    @property
    def reference(self) -> str:
        """Of the chosen scheme."""
        return str(self.currentData())

    @property
    def own(self) -> Scheme | None:
        """The scheme from a file, if that is chosen."""
        chosen = self._read is not None and self._read.reference == self.reference
        return self._read if chosen and self.currentIndex() == self.count() - 2 else None

    def _activated(self, place: int) -> None:
        if self.itemData(place) != _FILE:
            self._before = place
            return
        self.setCurrentIndex(self._before)
        say = self._say
        pattern = f"{say('codebook.files')} (*.toml);;{say('dialogs.all_files')} (*)"
        title = say("codebook.deed.import")
        path, _ = QFileDialog.getOpenFileName(self.window(), title, "", pattern)
        if path:
            self._take(Path(path))

    def _take(self, path: Path) -> None:
        try:
            scheme = read_scheme_file(path)
        except GuillemetError as error:
            self._complain(error.message)
            return
        if self._read is not None:
            self.removeItem(self.count() - 2)
        self._read = scheme
        title = in_language(scheme.name, self._say.language) or scheme.id
        words = self._say("scheme.of_file", name=title, file=path.name)
        self.insertItem(self.count() - 1, words, scheme.reference)
        self._before = self.count() - 2
        self.setCurrentIndex(self._before)
