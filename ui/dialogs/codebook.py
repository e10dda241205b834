"""The codebook: labels of the project's scheme, changed step by step and adopted as a version."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from annotator.messages import Translator
from annotator.model.message import GuillemetError, Message, UserError, msg
from annotator.model.scheme import Scheme
from annotator.model.scheme_draft import Draft
from ui.announcing import announce
from ui.dialog_help import give_help
from ui.dialogs.codebook_ask import ask_discard, ask_merge, ask_name, ask_question, ask_split
from ui.dialogs.codebook_fields import FieldName, LabelFields
from ui.dialogs.codebook_list import LabelList
from ui.dialogs.fitting import fit
from ui.presenters.codebook import Codebook, Spot
from ui.presenters.codebook_words import about, lines, place_words
from ui.theme import Theme, load_theme

DEEDS: dict[str, str] = {
    "add": "Ins",
    "question": "Ctrl+Ins",
    "split": "Ctrl+D",
    "merge": "Ctrl+M",
    "retire": "Del",
    "rename": "F2",
    "up": "Ctrl+Up",
    "down": "Ctrl+Down",
    "undo": "Ctrl+Z",
    "redo": "Ctrl+Shift+Z",
}
"""What can be done in the list, each with its key; the buttons stand in this order."""
BELOW: dict[str, str] = {
    "import": "Ctrl+I",
    "export": "Ctrl+E",
    "versions": "Ctrl+H",
    "adopt": "Ctrl+S",
}
"""What is about the whole codebook, with keys that act everywhere in the window."""
ABOUT_ONE = frozenset({"split", "merge", "up", "down"})
"""Deeds that need a label."""


class Desk(Protocol):
    """What the window of the codebook has done by others."""

    def bring(self, parent: QWidget) -> Draft | None:
        """Ask for a scheme file; the draft that makes it the next version, None for none."""

    def share(self, parent: QWidget) -> Message | None:
        """Write the codebook as a file to share; what is said then."""

    def versions(self, parent: QWidget) -> Scheme | None:
        """Show the versions; the scheme that there is now, if the last was taken back."""

    def adopt(self, draft: Draft, parent: QWidget) -> tuple[Scheme, Message] | None:
        """Show what a draft does and adopt it; the scheme that there is now, None if not."""


class CodebookWindow(QDialog):
    """Edits a draft; nothing of the project changes before it is adopted."""

    def __init__(
        self,
        say: Translator,
        scheme: Scheme,
        desk: Desk,
        theme: Theme,
        parent: QWidget | None,
        *,
        writable: bool = True,
    ) -> None:
        """Show a scheme.

        Args:
            say: the language.
            scheme: the one that the project works with.
            desk: does what is about the whole codebook.
            theme: for the colours of labels.
            parent: the window.
            writable: whether the project can be changed.
        """
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        give_help(self, "codebook.title")
        self._say, self._desk, self._writable = say, desk, writable
        self.book = Codebook(scheme, say.language)
        self.list = LabelList(say, theme, self)
        self.fields = LabelFields(say, theme, self)
        self.trouble = QLabel(self)
        self.trouble.setWordWrap(True)
        self.trouble.setTextFormat(Qt.TextFormat.PlainText)
        self.buttons: dict[str, QPushButton] = {}
        self.close_button = QPushButton(say("dialogs.close"), self)
        self._arrange()
        self._connect()
        self.show_book()
        self.list.setFocus()

    def _arrange(self) -> None:
        left = QWidget(self)
        beside = QVBoxLayout(left)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.addWidget(self.list, 1)
        grid = QGridLayout()
        grid.setSpacing(6)
        for number, (name, keys) in enumerate(DEEDS.items()):
            grid.addWidget(self._button(name, keys, self.list), number // 2, number % 2)
        beside.addLayout(grid)
        split = QSplitter(Qt.Orientation.Horizontal, self)
        split.addWidget(left)
        split.addWidget(self.fields)
        split.setSizes([390, 690])
        split.setStretchFactor(1, 1)
        split.setChildrenCollapsible(False)
        bottom = QHBoxLayout()
        for name, keys in BELOW.items():
            if name == "adopt":
                bottom.addStretch(1)
            bottom.addWidget(self._button(name, keys, self))
        self.close_button.setAutoDefault(False)
        bottom.addWidget(self.close_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 16)
        layout.setSpacing(12)
        layout.addWidget(split, 1)
        layout.addWidget(self.trouble)
        layout.addLayout(bottom)
        fit(self, 1120, 760)

    def _button(self, name: str, keys: str, where: QWidget) -> QPushButton:
        button = QPushButton(self)
        button.setAutoDefault(False)
        shortcut = QShortcut(QKeySequence(keys), where)
        context = Qt.ShortcutContext
        inside = context.WidgetShortcut if where is self.list else context.WindowShortcut
        shortcut.setContext(inside)
        shortcut.activated.connect(button.click)
        button.clicked.connect(lambda: self._do(name))
        shown = shortcut.key().toString(QKeySequence.SequenceFormat.NativeText)
        button.setToolTip(shown)
        self.buttons[name] = button
        button.setProperty("keys", shown)
        return button

    def _connect(self) -> None:
        self.list.chosen.connect(self._choose)
        self.list.itemActivated.connect(lambda _item, _column: self._rename())
        self.fields.written.connect(
            lambda field, language, words: self._try(lambda: self._write(field, language, words))
        )
        self.fields.marked.connect(lambda mark, value: self._try(lambda: self._mark(mark, value)))
        self.fields.meant.connect(
            lambda changed: self._try(lambda: self.book.mean(changed=changed))
        )
        self.close_button.clicked.connect(self.close)

    # Shown

    def show_book(self) -> None:
        """Show list and fields as the draft has them."""
        book, say = self.book, self._say
        star = " *" if book.draft.changed else ""
        self.setWindowTitle(say("codebook.title_of", scheme=book.draft.base.reference) + star)
        self.list.show_lines(lines(book, say), book.spot)
        label, attribute = book.label, book.attribute
        question = attribute.name if attribute is not None and label is None else None
        self.fields.show_label(
            label, question, about(book, say), pattern=book.spot.place[1] == "entity_labels"
        )
        asked = label is not None and book.asks(book.spot)
        self.fields.ask_meaning(book.answer(book.spot), asked=asked)
        self.fields.body.setEnabled(self._writable)
        self._allow()

    def _allow(self) -> None:
        book, label = self.book, self.book.label
        gone = label.retired if label else bool(book.attribute and book.attribute.retired)
        for name, button in self.buttons.items():
            words = self._say(f"codebook.deed.{name}")
            if name == "retire" and gone:
                words = self._say("codebook.deed.bring_back")
            keys = button.property("keys")
            button.setText(f"{words} ({keys})" if name in DEEDS else words)
            button.setEnabled(self._writable or name in ("export", "versions"))
        if self._writable:
            for name in ABOUT_ONE:
                self.buttons[name].setEnabled(label is not None)
            for name in ("split", "merge"):
                self.buttons[name].setEnabled(label is not None and not label.retired)
            self.buttons["retire"].setEnabled(label is not None or book.attribute is not None)
            self.buttons["rename"].setEnabled(label is not None or book.attribute is not None)
            self.buttons["undo"].setEnabled(book.can_undo)
            self.buttons["redo"].setEnabled(book.can_redo)
            self.buttons["adopt"].setEnabled(book.draft.changed)
        else:
            self._complain(msg("codebook.read_only"))

    def _choose(self, spot: Spot) -> None:
        self.fields.keep()
        self.book.choose(spot)
        self._quiet()
        self.show_book()

    # Deeds

    def _do(self, name: str) -> None:
        """Carry out a deed; what was written and not left yet is kept first."""
        self.fields.keep()
        deed = getattr(self, f"_{name}")
        self._try(deed)

    def _try(self, deed: Callable[[], object]) -> None:
        """Carry out a deed and show what became of it; a slip is said."""
        self._quiet()
        try:
            deed()
        except GuillemetError as error:
            self._complain(error.message)
        self.show_book()

    def _complain(self, message: Message, *, wrong: bool = True) -> None:
        theme = load_theme("dark" if self.palette().window().color().lightness() < 128 else "light")
        role = "error" if wrong else "ok"
        self.trouble.setStyleSheet(f"color: {theme.hex(role)};")
        self.trouble.setText(self._say.say(message))
        self.trouble.show()
        announce(self.trouble, self.trouble.text(), urgent=wrong)

    def _quiet(self) -> None:
        self.trouble.setText("")
        self.trouble.setVisible(False)

    def _write(self, field: FieldName, language: str, words: str) -> None:
        self.book.write(field, language, words)

    def _mark(self, mark: str, value: str) -> None:
        label = self.book.label
        if label is not None and getattr(label, mark) != value:
            self.book.put(replace(label, **{mark: value}))  # type: ignore[arg-type]  # by name

    def _add(self) -> None:
        where = place_words(self.book.draft.scheme, self.book.spot.place, self._say)
        name = ask_name(self._say, where, self)
        if name is not None:
            self.book.add(name)

    def _question(self) -> None:
        asked = ask_question(self._say, self)
        if asked is not None:
            self.book.add_question(*asked)

    def _split(self) -> None:
        label = self.book.label
        names = ask_split(self._say, label, self) if label is not None else None
        if names is not None:
            self.book.split(names)

    def _merge(self) -> None:
        label = self.book.label
        if label is None:
            return
        there = self.book.draft.labels(self.book.spot.place)
        others = [one for one in there if not one.retired and one.id != label.id]
        if not others:
            raise UserError(msg("codebook.merge.nothing"))
        into = ask_merge(self._say, label, others, self)
        if into is not None:
            self.book.merge(into)

    def _retire(self) -> None:
        self.book.retire_or_bring_back()

    def _rename(self) -> None:
        if self.book.label is not None or self.book.attribute is not None:
            self.fields.first().setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _up(self) -> None:
        self.book.move(-1)

    def _down(self) -> None:
        self.book.move(1)

    def _undo(self) -> None:
        self.book.undo()

    def _redo(self) -> None:
        self.book.redo()

    # The whole codebook

    def _import(self) -> None:
        draft = self._desk.bring(self)
        if draft is not None:
            self.book.take(draft)

    def _export(self) -> None:
        said = self._desk.share(self)
        if said is not None:
            self._complain(said, wrong=False)

    def _versions(self) -> None:
        if self.book.draft.changed:
            raise UserError(msg("codebook.adopt_first"))
        now = self._desk.versions(self)
        if now is not None:
            self.book = Codebook(now, self._say.language)
            self._complain(msg("codebook.taken_back", scheme=now.reference), wrong=False)

    def _adopt(self) -> None:
        open_one = self.book.unanswered()
        if open_one is not None:
            self.book.choose(open_one)
            name = self.book.draft.label(open_one.place, open_one.label).title(self._say.language)
            raise UserError(msg("codebook.say_meaning", name=name))
        done = self._desk.adopt(self.book.draft, self)
        if done is not None:
            now, said = done
            spot = self.book.spot
            self.book = Codebook(now, self._say.language)
            self.book.choose(spot)
            self._complain(said, wrong=False)

    # Leaving

    def _may_leave(self) -> bool:
        self.fields.keep()
        return not self.book.draft.changed or ask_discard(self._say, self)

    def reject(self) -> None:
        """Leave by Esc; changes that were not adopted are asked about."""
        if self._may_leave():
            super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.isVisible() and not self._may_leave():
            event.ignore()
            return
        self.book = Codebook(self.book.draft.base, self._say.language)
        super().closeEvent(event)
