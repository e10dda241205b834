"""The official lists that are here: their editions, importing by button or drop, removing."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)

from annotator.messages import Translator
from annotator.model.message import Message
from annotator.services.list_words import list_title, say_withheld
from annotator.services.lists import ListImport, ListRow
from ui.announcing import announce
from ui.dialogs.form import Form
from ui.dialogs.tables import fill, word_table
from ui.presenters.list_table import HEADS, NUMBERS, Deed, ListsWish, about, cells, local_files

TABLE_ROWS, SAID_ROWS = 6, 5
"""Lines that the table and the words about an import have room for, at least."""


class ListsForm(Form):
    """Leaves by Close, or by a deed, after which it comes back with what became of it."""

    def __init__(
        self,
        say: Translator,
        rows: Sequence[ListRow],
        said: Sequence[str],
        parent: QWidget | None,
        kept: str = "",
    ) -> None:
        """Show the lists.

        Args:
            say: the language.
            rows: the lists.
            said: what the last import did, a line for each thing.
            parent: the window.
            kept: what the open project keeps of such lists; empty for nothing.
        """
        super().__init__(say, "lists.title", parent, ok="dialogs.close")
        self.cancel.hide()
        self.setAcceptDrops(True)
        self.rows = tuple(rows)
        self.wish = ListsWish("close")
        self.explain("lists.intro" if rows else "lists.intro_none")
        self.table = word_table(self, say("lists.title"))
        line = self.table.fontMetrics().height() + 12
        self.table.setMinimumHeight(line * (TABLE_ROWS + 1))
        heads = [say(f"lists.head.{head}") for head in HEADS]
        fill(self.table, heads, [cells(row, say) for row in rows], 3, NUMBERS)
        self.about = QLabel(self)
        self.about.setTextFormat(Qt.TextFormat.PlainText)
        self.about.setWordWrap(True)
        self.about.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.said = QPlainTextEdit("\n".join(said), self)
        self.said.setReadOnly(True)
        self.said.setTabChangesFocus(True)
        self.said.setAccessibleName(say("lists.said"))
        self.said.setMinimumHeight(self.said.fontMetrics().lineSpacing() * SAID_ROWS + 16)
        self.import_button = self._button("import")
        self.remove_button = self._button("remove")
        self.fields.addRow(self._row_of_buttons())
        self.fields.addRow(self.table)
        self.fields.addRow(self.about)
        self.kept = QLabel(kept, self)
        self.kept.setTextFormat(Qt.TextFormat.PlainText)
        self.kept.setWordWrap(True)
        self.fields.addRow(self.kept)
        self.kept.setVisible(bool(kept))
        self.fields.addRow(QLabel(say("lists.said"), self)) if said else None
        self.fields.addRow(self.said)
        self.said.setVisible(bool(said))
        for widget in (self.table, self.about, self.remove_button):
            widget.setVisible(bool(rows))
        self.table.selectionModel().currentRowChanged.connect(lambda _now, _old: self._show_row())
        self._first = self.table if rows else self.import_button
        self._show_row()
        self.resize(780, 560 if rows else 0)
        if said:
            announce(self.said, " ".join(said))

    @property
    def row(self) -> ListRow | None:
        """The list that the cursor is on."""
        place = self.table.currentIndex().row()
        return self.rows[place] if 0 <= place < len(self.rows) else None

    def _button(self, deed: Deed) -> QPushButton:
        button = QPushButton(self.say(f"lists.deed.{deed}"), self)
        button.setAutoDefault(False)
        button.clicked.connect(lambda: self._leave(deed))
        return button

    def _row_of_buttons(self) -> QWidget:
        page = QWidget(self)
        layout = QHBoxLayout(page)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.import_button)
        layout.addStretch(1)
        layout.addWidget(self.remove_button)
        return page

    def _show_row(self) -> None:
        self.about.setText(about(self.row, self.say))

    def _leave(self, deed: Deed, paths: tuple[Path, ...] = ()) -> None:
        self.wish = ListsWish(deed, paths, self.row)
        self.accept()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self._dropped(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = self._dropped(event)
        if paths:
            event.acceptProposedAction()
            self._leave("import", paths)

    def _dropped(self, event: QDropEvent) -> tuple[Path, ...]:
        return local_files([url.toLocalFile() for url in event.mimeData().urls()])


def ask_lists(
    say: Translator,
    rows: Sequence[ListRow],
    said: Sequence[str],
    parent: QWidget | None,
    trouble: Message | None = None,
    kept: str = "",
) -> ListsWish:
    """Show the lists, and what went wrong before; how the dialog was left."""
    form = ListsForm(say, rows, said, parent, kept)
    if trouble is not None:
        form.complain(trouble)
    return form.wish if form.ask() else ListsWish("close")


def ask_removal(say: Translator, row: ListRow, parent: QWidget | None) -> bool:
    """Ask whether a list is to go, with all its editions."""
    title = list_title(row.edition.list, say)
    form = Form(say, "lists.removal", parent, ok="lists.removal.ok")
    return _agreed(form, say("lists.removal.words", title=title, n=row.edition.count))


def ask_withheld(say: Translator, one: ListImport, parent: QWidget | None) -> bool:
    """Ask whether an edition is to be taken that withdraws much of its list."""
    form = Form(say, "lists.withheld_title", parent, ok="lists.withheld_take")
    return _agreed(form, say_withheld(one, say, "lists.withheld_ask"))


def _agreed(form: Form, question: str) -> bool:
    """Ask a question whose safe answer has the focus."""
    words = QLabel(question, form)
    words.setTextFormat(Qt.TextFormat.PlainText)
    words.setWordWrap(True)
    form.fields.addRow(words)
    form.cancel.setDefault(True)
    form.cancel.setFocus()
    return form.ask()


def choose_lists(say: Translator, parent: QWidget) -> tuple[Path, ...]:
    """Files to import."""
    pattern = f"{say('lists.files')} (*.xml *.csv *.json);;{say('dialogs.all_files')} (*)"
    paths, _ = QFileDialog.getOpenFileNames(parent, say("lists.deed.import"), "", pattern)
    return tuple(Path(path) for path in paths)
