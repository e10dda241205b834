"""The versions of a project's scheme, each readable; the last can be taken back."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QSplitter,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from annotator.messages import Translator
from annotator.model.message import GuillemetError
from annotator.model.scheme import Scheme
from annotator.services.schemes import Version
from ui.announcing import announce
from ui.dialog_help import give_help
from ui.dialogs.fitting import fit
from ui.dialogs.tables import fill, word_table
from ui.presenters.codebook_words import VERSION_HEADS, readable, version_rows


class VersionsWindow(QDialog):
    """A list of versions and, beside it, the codebook of the chosen one."""

    def __init__(
        self,
        say: Translator,
        versions: Sequence[Version],
        before: Scheme | None,
        take_back: Callable[[], None] | None,
        parent: QWidget | None,
    ) -> None:
        """Show the newest.

        Args:
            say: the language.
            versions: that the project made, the newest first.
            before: the one that the oldest of them was made from.
            take_back: returns to the version before; None where that cannot be done.
            parent: the window of the codebook.
        """
        super().__init__(parent)
        self._say, self._take_back = say, take_back
        self.taken_back = False
        self.setWindowTitle(say("codebook.versions"))
        give_help(self, "codebook.versions")
        self._schemes = [one.scheme for one in versions]
        rows = version_rows(versions, say)
        if before is not None:
            self._schemes.append(before)
            rows.append((before.reference, say("codebook.version.before"), ""))
        self.table = word_table(self, say("codebook.versions"))
        heads = [say(f"codebook.head.{name}") for name in VERSION_HEADS]
        fill(self.table, heads, rows, 1)
        self.text = QTextBrowser(self)
        self.text.setAccessibleName(say("codebook.version.text"))
        self.text.document().setDocumentMargin(14)
        self.trouble = QLabel(self)
        self.trouble.setWordWrap(True)
        self.trouble.setTextFormat(Qt.TextFormat.PlainText)
        self.trouble.hide()
        self.buttons = QDialogButtonBox(self)
        roles = QDialogButtonBox.ButtonRole
        self.back = self.buttons.addButton(say("codebook.version.take_back"), roles.ActionRole)
        self.back.setAutoDefault(False)
        self.back.setEnabled(take_back is not None)
        self.close_button = self.buttons.addButton(say("dialogs.close"), roles.RejectRole)
        self.buttons.rejected.connect(self.reject)
        self.back.clicked.connect(self._back)
        self.table.selectionModel().currentRowChanged.connect(lambda _now, _old: self._show())
        self._arrange()
        self._show()
        self.table.setFocus()

    def _arrange(self) -> None:
        split = QSplitter(Qt.Orientation.Horizontal, self)
        split.addWidget(self.table)
        split.addWidget(self.text)
        split.setSizes([380, 560])
        split.setChildrenCollapsible(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 16)
        layout.addWidget(split, 1)
        layout.addWidget(self.trouble)
        layout.addWidget(self.buttons)
        fit(self, 980, 680)

    def _show(self) -> None:
        row = self.table.currentIndex().row()
        if 0 <= row < len(self._schemes):
            self.text.setMarkdown(readable(self._schemes[row], self._say))

    def _back(self) -> None:
        if self._take_back is None:
            return
        try:
            self._take_back()
        except GuillemetError as error:
            self.trouble.setText(self._say.say(error.message))
            self.trouble.show()
            announce(self.trouble, self.trouble.text(), urgent=True)
            return
        self.taken_back = True
        self.accept()
