"""The lexicon: every word that the suggestions rest on, searched, added, switched off."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from annotator.messages import Translator
from annotator.model.message import GuillemetError, Message, msg
from annotator.services import lexicon
from annotator.services.lexicon import KINDS, Entry, KindId
from annotator.services.projects import Project
from ui.announcing import announce, name_box
from ui.dialog_help import give_help
from ui.dialogs.fitting import fit
from ui.dialogs.lexicon_change import ask_add, ask_change
from ui.dialogs.tables import fill, word_table
from ui.presenters.lexicon_rows import ROW_HEADS, entry_rows

Changed = Callable[[], None]
"""Told that the lexicon is another now."""
OpenProject = Callable[[], Project | None]


class LexiconWindow(QDialog):
    """Stays beside the window; every change is made at once and can be taken back."""

    def __init__(
        self,
        say: Translator,
        language: str,
        project: OpenProject,
        changed: Changed,
        parent: QWidget | None,
    ) -> None:
        """Show the words of a language of articles.

        Args:
            say: the language of the dialog.
            language: of the articles, to begin with.
            project: gives the one that is open, which effects are shown on.
            changed: told after each change.
            parent: the window.
        """
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(say("lexicon.title"))
        give_help(self, "lexicon.title")
        self._say, self._project, self._changed = say, project, changed
        self._entries: tuple[Entry, ...] = ()
        self._shown: tuple[Entry, ...] = ()
        self._last: Message | None = None
        self.language = QComboBox(self)
        for code in lexicon.lexicon_languages():
            named = say.knows(f"language.{code}")
            self.language.addItem(say(f"language.{code}") if named else code, code)
        self.language.setCurrentIndex(max(0, self.language.findData(language)))
        self.kind = QComboBox(self)
        for kind in KINDS:
            self.kind.addItem(say(f"lexicon.kind.{kind}"), kind)
        self.kind.setMaxVisibleItems(len(KINDS))
        self.search = QLineEdit(self)
        self.search.setPlaceholderText(say("lexicon.search"))
        self.search.setClearButtonEnabled(True)
        self.table = word_table(self, say("lexicon.title"))
        self.count = QLabel(self)
        self.trouble = QLabel(self)
        self.add_button = QPushButton(say("lexicon.add_button"), self)
        self.word_button = QPushButton(self)
        self.undo_button = QPushButton(self)
        self.close_button = QPushButton(say("dialogs.close"), self)
        self._arrange()
        self._connect()
        self._read()
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def _arrange(self) -> None:
        fields = (
            (self.language, "lexicon.language"),
            (self.kind, "lexicon.kind"),
            (self.search, "lexicon.search"),
        )
        top, bottom = QHBoxLayout(), QHBoxLayout()
        for field, name in fields:
            field.setAccessibleName(self._say(name))
            if isinstance(field, QComboBox):
                name_box(field, self._say(name))
            top.addWidget(field, 1 if field is self.search else 0)
        for button in (self.add_button, self.word_button, self.undo_button):
            button.setAutoDefault(False)
            bottom.addWidget(button)
        bottom.addStretch(1)
        self.close_button.setAutoDefault(False)
        bottom.addWidget(self.close_button)
        for label in (self.count, self.trouble):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        self.trouble.setObjectName("trouble")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 16)
        layout.setSpacing(12)
        layout.addLayout(top)
        layout.addWidget(self.trouble)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.count)
        layout.addLayout(bottom)
        fit(self, 820, 620)

    def _connect(self) -> None:
        self.language.currentIndexChanged.connect(lambda _at: self._read())
        self.kind.currentIndexChanged.connect(lambda _at: self._read())
        self.search.textChanged.connect(lambda _words: self._filter())
        self.add_button.clicked.connect(self._add)
        self.word_button.clicked.connect(self._change)
        self.undo_button.clicked.connect(self._take_back)
        self.close_button.clicked.connect(self.close)
        self.table.activated.connect(lambda _index: self._change())

    @property
    def entry(self) -> Entry | None:
        """The word that the cursor is on."""
        row = self.table.currentIndex().row()
        return self._shown[row] if 0 <= row < len(self._shown) else None

    @property
    def _language(self) -> str:
        return str(self.language.currentData())

    @property
    def _kind(self) -> KindId:
        kind: KindId = self.kind.currentData()
        return kind

    def _read(self) -> None:
        """Read the words of the chosen kind anew."""
        problems = [self._say.say(one) for one in lexicon.known_problems()]
        try:
            self._entries = lexicon.entries(self._language, self._kind)
            self._last = lexicon.last_change()
        except GuillemetError as error:
            self._entries, self._last = (), None
            problems = [self._say.say(error.message)]
        self.trouble.setText("\n".join(problems))
        self.trouble.setVisible(bool(problems))
        self.undo_button.setEnabled(self._last is not None)
        did = self._say.say(self._last) if self._last is not None else ""
        self.undo_button.setText(
            self._say("lexicon.undo", did=did) if did else self._say("lexicon.no_undo")
        )
        self._filter()

    def _filter(self) -> None:
        self._shown = lexicon.find(self._entries, self.search.text())
        heads = [self._say(f"lexicon.head.{name}") for name in ROW_HEADS]
        fill(self.table, heads, entry_rows(self._shown, self._say), stretch=1)
        self.table.selectionModel().currentRowChanged.connect(
            lambda _now, _before: self._show_word()
        )
        own = sum(one.state == "own" for one in self._entries)
        off = sum(one.state in ("off", "partly") for one in self._entries)
        self.count.setText(
            self._say("lexicon.count", n=len(self._shown), own=own, off=off)
            if self._shown
            else self._say(
                "lexicon.none", words=self.search.text(), add=self._say("lexicon.add_button")
            )
        )
        self._show_word()

    def _show_word(self) -> None:
        """Say on the button what can be done with the word that the cursor is on."""
        entry = self.entry
        self.word_button.setEnabled(entry is not None)
        state = entry.state if entry is not None else "shipped"
        self.word_button.setText(self._say(f"lexicon.change.{state}"))

    def _add(self) -> None:
        entry = Entry(self._kind, self.search.text() if not self._shown else "")
        if ask_add(self._say, self._language, entry, self._project(), self):
            self._made()

    def _change(self) -> None:
        entry, language = self.entry, self._language
        if entry is None:
            return
        plans = {
            "own": ("lexicon.remove", partial(lexicon.plan_remove, language, entry)),
            "off": ("lexicon.on", partial(lexicon.plan_switch_on, language, entry)),
            "partly": ("lexicon.on", partial(lexicon.plan_switch_on, language, entry)),
            "shipped": ("lexicon.off", partial(lexicon.plan_switch_off, language, entry)),
        }
        title, plan = plans[entry.state]
        words = self._say(f"{title}_words", word=", ".join(_meant(entry)))
        if ask_change(self._say, title, words, plan, self._project(), self):
            self._made()

    def _take_back(self) -> None:
        """Undo the change that the button names; where another is the last by now, name that."""
        try:
            if lexicon.last_change() != self._last:
                self._read()
                self._complain(msg("lexicon.not_last"))
                return
            lexicon.take_back()
        except GuillemetError as error:
            self._complain(error.message)
            return
        self._made()

    def _complain(self, message: Message) -> None:
        self.trouble.setText(self._say.say(message))
        self.trouble.show()
        announce(self.trouble, self.trouble.text(), urgent=True)

    def _made(self) -> None:
        """The lexicon is another now: show it, and tell."""
        self._read()
        self._changed()


def _meant(entry: Entry) -> tuple[str, ...]:
    """What a change of an entry is about: of a name that is partly off, the forms that are."""
    return entry.gone if entry.state == "partly" else (lexicon.shown_word(entry),)


def show_lexicon(
    say: Translator,
    language: str,
    project: OpenProject,
    changed: Changed,
    parent: QWidget | None,
) -> LexiconWindow:
    """Open the lexicon beside the window, in the place of an earlier one."""
    for earlier in parent.findChildren(LexiconWindow) if parent is not None else ():
        earlier.close()
    window = LexiconWindow(say, language, project, changed, parent)
    window.show()
    return window
