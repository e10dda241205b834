"""The catalogue: everything that a reference can point to, searched; own entries are made here."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from threading import Event

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, QUrl
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSplitter,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from annotator.messages import Translator
from annotator.model.ids import EntryId
from annotator.model.message import GuillemetError, Message, msg
from annotator.model.scheme import Scheme
from annotator.sanctions.entry_guess import guessed
from annotator.sanctions.own_entries import OwnEntry, said_of
from annotator.services.entry_browse import (
    Filter,
    LinkPlace,
    Row,
    find_rows,
    issuers_of,
    link_count,
    link_places,
)
from annotator.services.entry_files import write_entries
from annotator.services.entry_search import CATALOGUE, LISTS, OWN_ENTRIES
from annotator.services.place_names import place_name
from ui.announcing import announce, name_box
from ui.dialog_help import give_help
from ui.dialogs.files import with_suffix
from ui.dialogs.fitting import fit
from ui.dialogs.own_entry import ask_own_entry
from ui.dialogs.tables import fill, word_table
from ui.presenters.catalogue_rows import ENTRY, HEADS, PLACE, Detail, cells, detail_html
from ui.presenters.own_entry_deeds import OwnEntryDeeds
from ui.workers.latest import Latest

PAUSE_MS = 150
"""Milliseconds without a key after which a search begins."""
KINDS = (
    *("instrument", "instrument_family", "measure", "list", "body", "agreement"),
    *("person", "entity", "vessel", "aircraft"),
)
KEYS = {
    "add": "Ctrl+N",
    "change": "Ctrl+Return",
    "remove": "Ctrl+Del",
    "undo": "Ctrl+Z",
    "back": "Alt+Left",
    "import": "Ctrl+I",
    "export": "Ctrl+E",
}
"""The keys of the buttons, while the catalogue is in front."""


@dataclass(frozen=True, slots=True)
class Around:
    """What the catalogue needs of the window.

    Attributes:
        go_to: shows a place that links to an entry.
        changed: told after each change of own entries.
        failed: told what went wrong beside a deed.
    """

    scheme: Scheme
    go_to: Callable[[LinkPlace], None]
    changed: Callable[[], None]
    failed: Callable[[GuillemetError], object]


class CatalogueWindow(QDialog):
    """Stays beside the window; every change is made at once and can be taken back."""

    def __init__(
        self, say: Translator, deeds: OwnEntryDeeds, around: Around, parent: QWidget | None
    ) -> None:
        """Show all entries of catalogue and project.

        Args:
            say: the language.
            deeds: changes the own entries of the open project.
            around: what belongs to the window.
            parent: the window.
        """
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(say("catalogue.title"))
        give_help(self, "catalogue.title")
        self._say, self._deeds, self._around = say, deeds, around
        self._book = deeds.book
        self.rows: tuple[Row, ...] = ()
        self._shown: EntryId | None = None
        self._walked: list[EntryId] = []
        self._places: Sequence[LinkPlace] = ()
        self._latest = Latest(lambda error: self._complain(error.message), self)
        self._stopped = Event()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._search)
        self.search = QLineEdit(self)
        self.search.setPlaceholderText(say("catalogue.search"))
        self.search.setClearButtonEnabled(True)
        self.source, self.kind, self.issuer = (QComboBox(self) for _ in range(3))
        self.table = word_table(self, say("catalogue.title"))
        self.detail = QTextBrowser(self)
        self.detail.setOpenLinks(False)
        self.detail.setAccessibleName(say("catalogue.detail"))
        self.count, self.trouble = QLabel(self), QLabel(self)
        self.buttons = {
            name: QPushButton(say(f"catalogue.button.{name}"), self)
            for name in ("back", "add", "change", "remove", "undo", "import", "export", "close")
        }
        self._fill_boxes()
        self._arrange()
        self._connect()
        self._search()
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fill_boxes(self) -> None:
        say = self._say
        for box, every, choices in (
            (
                self.source,
                "source",
                [(one, f"catalogue.source.{one}") for one in (CATALOGUE, OWN_ENTRIES, LISTS)],
            ),
            (self.kind, "kind", [(one, f"entry.kind.{one}") for one in KINDS]),
        ):
            box.addItem(say(f"catalogue.all.{every}"), "")
            for value, words in choices:
                box.addItem(say(words), value)
            box.setMaxVisibleItems(len(choices) + 1)
        self.issuer.addItem(say("catalogue.all.issuer"), "")
        for code in issuers_of(self._book):
            self.issuer.addItem(place_name(code, say.language), code)

    def _arrange(self) -> None:
        top, bottom, files = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        self.search.setAccessibleName(self._say("catalogue.search"))
        top.addWidget(self.search, 1)
        for name in ("source", "kind", "issuer"):
            box: QComboBox = getattr(self, name)
            box.setAccessibleName(self._say(f"catalogue.head.{name}"))
            name_box(box, self._say(f"catalogue.head.{name}"))
            top.addWidget(box)
        for name, button in self.buttons.items():
            button.setAutoDefault(False)
            if name in KEYS:
                keys = QKeySequence(KEYS[name])
                button.setToolTip(keys.toString(QKeySequence.SequenceFormat.NativeText))
                QShortcut(keys, self).activated.connect(button.click)
            row = files if name in ("import", "export", "close", "undo") else bottom
            row.addWidget(button, 0)
            if name in ("export", "back"):
                row.addStretch(1)
        for label in (self.count, self.trouble):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        self.trouble.setObjectName("trouble")
        self.trouble.hide()
        split = QSplitter(Qt.Orientation.Vertical, self)
        split.setChildrenCollapsible(False)
        split.addWidget(self.table)
        split.addWidget(self.detail)
        split.setStretchFactor(0, 1)
        split.setStretchFactor(1, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 16)
        layout.setSpacing(10)
        layout.addLayout(top)
        layout.addWidget(self.trouble)
        layout.addWidget(self.count)
        layout.addWidget(split, 1)
        layout.addLayout(bottom)
        layout.addLayout(files)
        fit(self, 1020, 760)

    def _connect(self) -> None:
        self.search.textChanged.connect(lambda _words: self._pause.start())
        self.search.installEventFilter(self)
        for box in (self.source, self.kind, self.issuer):
            box.currentIndexChanged.connect(lambda _at: self._search())
        for name, deed in (
            ("back", self._back),
            ("add", self._add),
            ("change", self._change),
            ("remove", self._remove),
            ("undo", self._undo),
            ("import", self._import),
            ("export", self._export),
            ("close", self.close),
        ):
            self.buttons[name].clicked.connect(partial(_called, deed))
        self.table.activated.connect(lambda _index: self.detail.setFocus())
        self.detail.anchorClicked.connect(self._follow)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the arrows leave the field for the table."""
        down = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Down
        if watched is self.search and down and event.type() == QEvent.Type.KeyPress:
            self.table.setFocus(Qt.FocusReason.TabFocusReason)
            return True
        return super().eventFilter(watched, event)

    # What is listed

    @property
    def busy(self) -> bool:
        """Whether a search is under way or about to begin."""
        return self._pause.isActive() or self._latest.busy

    def _search(self) -> None:
        self._pause.stop()
        self._stopped.set()
        stopped = self._stopped = Event()
        wanted = Filter(
            self.search.text(),
            str(self.source.currentData()),
            str(self.kind.currentData()),
            str(self.issuer.currentData()),
        )
        book, language = self._book, self._say.language
        self._latest.run(
            lambda: find_rows(book, wanted, language, stopped.is_set),
            lambda rows: self._list(rows, wanted),
        )

    def _list(self, rows: tuple[Row, ...], wanted: Filter) -> None:
        self.rows = rows
        heads = [self._say(f"catalogue.head.{name}") for name in HEADS]
        fill(self.table, heads, [cells(row, self._say) for row in rows], stretch=0)
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._row_shown())
        said = self._say("catalogue.count", n=len(rows))
        if not rows:
            said = self._say("catalogue.none")
        elif self._book.has_lists and not wanted.searches_lists and wanted.source != OWN_ENTRIES:
            said += f" {self._say('catalogue.lists_need_words')}"
        self.count.setText(said)
        at = next((n for n, row in enumerate(rows) if row.id == self._shown), 0)
        if rows:
            self.table.selectRow(at)
        self._row_shown()

    def _row_shown(self) -> None:
        place = self.table.currentIndex().row()
        if 0 <= place < len(self.rows):
            self._walked.clear()
            self.show_entry(self.rows[place].id)
        else:
            self._shown, self._places = None, ()
            self.detail.clear()
            self._allow()

    def show_entry(self, entry_id: EntryId) -> None:
        """Show an entry, be it in the list or not."""
        try:
            entry = self._book.find(entry_id)
            count = link_count(self._deeds.project, entry_id)
            self._places = link_places(self._deeds.project, entry_id) if count else ()
        except GuillemetError as error:
            self._complain(error.message)
            return
        if entry is not None:
            self._shown = entry_id
            detail = Detail(entry, count, self._places)
            self.detail.setHtml(detail_html(self._book, detail, self._around.scheme, self._say))
        self._allow()

    def _follow(self, target: QUrl) -> None:
        name = target.toString()
        if name.startswith(PLACE):
            self._around.go_to(self._places[int(name.removeprefix(PLACE))])
        elif name.startswith(ENTRY):
            if self._shown is not None:
                self._walked.append(self._shown)
            self.show_entry(EntryId(name.removeprefix(ENTRY)))

    def _back(self) -> None:
        if self._walked:
            self.show_entry(self._walked.pop())

    def _allow(self) -> None:
        writable = not self._deeds.project.read_only
        own = self._shown in self._book.own
        last = self._deeds.last
        for name, possible in (
            ("back", bool(self._walked)),
            ("add", writable),
            ("change", writable and own),
            ("remove", writable and own),
            ("import", writable),
            ("export", bool(self._book.own)),
            ("undo", writable and last is not None),
        ):
            self.buttons[name].setEnabled(possible)
        did = self._say.say(last) if last is not None else ""
        words = self._say("catalogue.undo_did", did=did) if did else ""
        self.buttons["undo"].setText(words or self._say("catalogue.button.undo"))

    # Own entries

    def _add(self) -> None:
        """Ask for a new entry; the form begins with words that were searched for in vain."""
        words = self.search.text().strip()
        answer = self._ask(guessed(words) if words and not self.rows else OwnEntry(""), None)
        if answer is not None:
            self._deed(lambda: self._go_to_own(self._deeds.add(answer)))

    def _change(self) -> None:
        entry_id = self._shown
        if entry_id is None or entry_id not in self._book.own:
            return
        answer = self._ask(said_of(self._book.own[entry_id]), entry_id)
        if answer is not None:
            self._deed(lambda: self._deeds.change(entry_id, answer))

    def _ask(self, said: OwnEntry, entry_id: EntryId | None) -> OwnEntry | None:
        measures = self._around.scheme.labels("measures")
        return ask_own_entry(self._say, said, self._book, measures, self, entry_id)

    def _remove(self) -> None:
        entry_id = self._shown
        if entry_id is not None:
            self._deed(lambda: self._deeds.remove(entry_id))

    def _undo(self) -> None:
        self._deed(self._deeds.undo)

    def _import(self) -> None:
        words = self._say("catalogue.files")
        path, _ = QFileDialog.getOpenFileName(
            self, self._say("catalogue.button.import"), "", f"{words} (*.csv)"
        )
        if path:
            self._deed(lambda: self._deeds.take_in(Path(path)))

    def _export(self) -> None:
        words = self._say("catalogue.files")
        path, _ = QFileDialog.getSaveFileName(
            self, self._say("catalogue.button.export"), "catalogue.csv", f"{words} (*.csv)"
        )
        if path:
            target = with_suffix(Path(path), ".csv")
            try:
                count = write_entries(self._book.own.values(), target)
            except GuillemetError as error:
                self._complain(error.message)
                return
            self._tell(msg("catalogue.exported", n=count, file=target.name))

    def _deed(self, deed: Callable[[], object]) -> None:
        """Do something to own entries; what goes wrong is said, and nothing is half done."""
        try:
            deed()
        except GuillemetError as error:
            self._complain(error.message)
            return
        self.trouble.hide()
        self._search()
        self._around.changed()

    def _go_to_own(self, entry_id: EntryId) -> None:
        """Have the list show an own entry."""
        self._shown = entry_id
        self.search.clear()
        for box in (self.source, self.kind, self.issuer):
            box.setCurrentIndex(0)

    def _complain(self, message: Message) -> None:
        self._tell(message, urgent=True)

    def _tell(self, message: Message, *, urgent: bool = False) -> None:
        self.trouble.setText(self._say.say(message))
        self.trouble.show()
        announce(self.trouble, self.trouble.text(), urgent=urgent)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Look for nothing any more."""
        self._stop()
        super().closeEvent(event)

    def done(self, result: int) -> None:
        """Leave by Esc."""
        self._stop()
        super().done(result)

    def _stop(self) -> None:
        self._pause.stop()
        self._stopped.set()
        self._latest.stop()


def _called(deed: Callable[[], object], *_checked: bool) -> None:
    deed()
