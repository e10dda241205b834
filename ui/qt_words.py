"""Qt's own words in the reader's language: its catalogue, and the few that it lacks."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QObject, QTranslator

from annotator.messages import Translator

_LACKING = {
    ("QFileDialog", "&Look in:"): "access.qt.look_in",
    ("QFileDialog", "Look in:"): "access.qt.look_in",
    ("QFileDialog", "Files of &type:"): "access.qt.files_of_type",
    ("QFileDialog", "Files of type:"): "access.qt.files_of_type",
    ("QAbstractFileIconProvider", "Folder"): "access.qt.folder",
    ("QAbstractFileIconProvider", "File Folder"): "access.qt.folder",
    ("QAbstractFileIconProvider", "Drive"): "access.qt.drive",
    ("QAbstractFileIconProvider", "File"): "access.qt.file",
    ("QAbstractFileIconProvider", "%1 File"): "access.qt.some_file",
}
"""What Qt 6.11 asks for in its file dialog and has no French for: context and words to message."""


class Lacking(QTranslator):
    """Words that Qt's catalogue lacks. Those added later are asked first, so it comes last."""

    def __init__(self, say: Translator, parent: QObject) -> None:
        """Speak a language."""
        super().__init__(parent)
        self._words = {source: say(message) for source, message in _LACKING.items()}

    def isEmpty(self) -> bool:
        """There is always something."""
        return False

    def translate(
        self,
        context: str,
        sourceText: str,  # noqa: N803  # Qt's name
        disambiguation: str | None = None,
        n: int = -1,
    ) -> str:
        """The words for a source text; None, which an empty string is not, has Qt go on seeking."""
        return self._words.get((context, sourceText))  # type: ignore[return-value]  # Qt takes None


class QtWords:
    """What Qt says in its own dialogs and menus, in one language at a time."""

    def __init__(self, app: QCoreApplication) -> None:
        """Say nothing yet."""
        self._app = app
        self._added: list[QTranslator] = []

    def speak(self, language: str) -> None:
        """Have Qt speak a language from now on."""
        self.hush()
        catalogue = QTranslator(self._app)
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        self._added = [Lacking(Translator(language), self._app)]
        if catalogue.load(f"qtbase_{language}", folder):
            self._added.append(catalogue)
        for one in self._added:
            self._app.installTranslator(one)

    def hush(self) -> None:
        """Have Qt speak as it does by itself."""
        for old in self._added:
            self._app.removeTranslator(old)
            old.deleteLater()
        self._added = []
