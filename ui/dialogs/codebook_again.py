"""The items to look at again, in context: Enter shows one in its text, Space confirms it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from annotator.messages import Translator
from annotator.model.message import GuillemetError
from ui.announcing import announce
from ui.dialog_help import give_help
from ui.dialogs.fitting import fit
from ui.models.context import ContextModel
from ui.panels.context_list import ContextList
from ui.presenters.again_rows import AgainList, AgainRow
from ui.presenters.context_rows import ContextRow
from ui.theme import Theme
from ui.workers.latest import Latest


class AgainWindow(QDialog):
    """Stays beside the window; reads anew when one comes back to it, so what was done is gone."""

    def __init__(
        self,
        say: Translator,
        theme: Theme,
        read: Callable[[], AgainList],
        show: Callable[[AgainRow], object],
        confirm: Callable[[AgainRow], bool],
        parent: QWidget | None,
    ) -> None:
        """Begin to read.

        Args:
            say: the language.
            theme: the colours.
            read: gives the items; called on another thread.
            show: opens one in its text.
            confirm: says that the labels of one are right; whether that was done.
            parent: the window.
        """
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(say("codebook.again.title"))
        give_help(self, "codebook.again.title")
        self._say, self._read, self._confirm = say, read, confirm
        self.found = AgainList((), 0)
        self._latest = Latest(self._failed, self)
        self.count = QLabel(say("codebook.preview.running"), self)
        self.count.setWordWrap(True)
        self.count.setTextFormat(Qt.TextFormat.PlainText)
        self.list = ContextList(ContextModel(self._row, ""), self)
        self.list.setAccessibleName(say("codebook.again.title"))
        self.list.set_theme(theme)
        self.list.chosen.connect(lambda place: show(self.found.rows[place]))
        self.show_button = QPushButton(say("codebook.again.show"), self)
        self.show_button.clicked.connect(lambda: self.list.chosen.emit(self.list.place))
        self.confirm_button = QPushButton(say("codebook.again.confirm"), self)
        self.confirm_button.clicked.connect(self._confirmed)
        self.close_button = QPushButton(say("dialogs.close"), self)
        self.close_button.clicked.connect(self.close)
        keys = QShortcut(QKeySequence("Space"), self.list)
        keys.setContext(Qt.ShortcutContext.WidgetShortcut)
        keys.activated.connect(self.confirm_button.click)
        bottom = QHBoxLayout()
        for button in (self.show_button, self.confirm_button):
            bottom.addWidget(button)
        bottom.addStretch(1)
        bottom.addWidget(self.close_button)
        for button in (self.show_button, self.confirm_button, self.close_button):
            button.setAutoDefault(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 16)
        layout.setSpacing(12)
        layout.addWidget(self.count)
        layout.addWidget(self.list, 1)
        layout.addLayout(bottom)
        fit(self, 860, 460)
        self._allow()
        self.list.setFocus()

    @property
    def busy(self) -> bool:
        """Whether the items are being read."""
        return self._latest.busy

    def _row(self, place: int) -> ContextRow | None:
        return self.found.rows[place].row if place < len(self.found.rows) else None

    def look(self) -> None:
        """Read the items as they are now."""
        self._latest.run(self._read, self._show)

    def _show(self, found: AgainList) -> None:
        place = max(0, self.list.place)
        self.found = found
        count = len(found.rows)
        self.list.show_rows(count, min(place, count - 1))
        words = "codebook.again.count" if found.total else "codebook.again.none"
        self.count.setText(self._say(words, n=found.total))
        announce(self.count, self.count.text())
        self._allow()

    def _allow(self) -> None:
        for button in (self.show_button, self.confirm_button):
            button.setEnabled(bool(self.found.rows))

    def _confirmed(self) -> None:
        place = self.list.place
        if 0 <= place < len(self.found.rows) and self._confirm(self.found.rows[place]):
            self.look()

    def _failed(self, error: GuillemetError) -> None:
        self.count.setText(self._say.say(error.message))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow():
            self.look()

    def closeEvent(self, event: QCloseEvent) -> None:
        self._latest.stop()
        super().closeEvent(event)
