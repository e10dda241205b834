"""The question what an entry of one's own is: one field for each thing, each fault at its field."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QCompleter,
    QFormLayout,
    QFrame,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from annotator.messages import Translator
from annotator.model.ids import EntryId
from annotator.model.message import Message
from annotator.model.scheme import Label
from annotator.sanctions.catalogue import KINDS
from annotator.sanctions.own_entries import OwnEntry, faults
from annotator.services.entries import EntryBook
from annotator.services.entry_browse import issuers_of
from ui.announcing import announce
from ui.dialogs.fitting import fit
from ui.dialogs.form import Form, seen_outline
from ui.theme import load_theme

LINES = 58
"""Height of a field of several lines, in pixels."""
MEASURES = 118
"""Height of the list of measures, in pixels."""
Faults = Callable[[OwnEntry], dict[str, Message]]
"""What is wrong with a description, by field."""


class OwnEntryForm(Form):
    """Everything that a person can say of an entry."""

    def __init__(
        self,
        say: Translator,
        said: OwnEntry,
        faults: Faults,
        issuers: Sequence[str],
        measures: Sequence[Label],
        parent: QWidget | None,
        *,
        new: bool,
    ) -> None:
        """Show a description.

        Args:
            say: the language.
            said: to begin with.
            faults: what is wrong with an answer.
            issuers: codes that are offered.
            measures: of the scheme.
            parent: the window.
            new: whether the entry is still to be added.
        """
        title = "catalogue.form_new" if new else "catalogue.form_change"
        super().__init__(say, title, parent, ok="catalogue.form_add" if new else "dialogs.save")
        self._faults, self._said = faults, said
        self._wrongs: dict[str, QLabel] = {}
        self._into_scroll_area()
        self.title_fr = QLineEdit(said.title_fr, self)
        self.title_en = QLineEdit(said.title_en, self)
        self.type = _types(say, said.type, self)
        self.issuer = _completed(issuers, said.issuer, self)
        self.number = QLineEdit(said.number, self)
        self.regime = QLineEdit(said.regime, self)
        self.targets = QLineEdit(", ".join(said.targets), self)
        self.patterns_fr = _lines(said.patterns_fr, self)
        self.patterns_en = _lines(said.patterns_en, self)
        self.measures = _ticks(measures, said.measures, say.language, self)
        self.valid_from = QLineEdit(said.valid_from, self)
        self.valid_to = QLineEdit(said.valid_to, self)
        self.note = _lines((said.note,), self)
        self.source = QLineEdit(said.source, self)
        for name in ("targets", "valid_from", "valid_to", "number", "issuer", "source"):
            getattr(self, name).setPlaceholderText(say(f"catalogue.hint.{name}"))
        for name in ("patterns_fr", "patterns_en"):
            getattr(self, name).setPlaceholderText(say("catalogue.hint.patterns"))
        for name in FIELDS:
            self._add(name, getattr(self, name))
        fit(self, 640, 680)

    def _into_scroll_area(self) -> None:
        """Let the fields scroll where the screen is low."""
        page = QWidget(self)
        self.fields = QFormLayout(page)
        self.fields.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        self.fields.setVerticalSpacing(8)
        self.fields.setContentsMargins(0, 0, 8, 0)
        self.area = QScrollArea(self)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setWidgetResizable(True)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setWidget(page)
        layout = self.layout()
        if isinstance(layout, QVBoxLayout):
            layout.insertWidget(0, self.area, 1)

    def _add(self, name: str, field: QWidget) -> None:
        """Add a field, and room below it for what is wrong with it."""
        box = QWidget(self)
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        wrong = QLabel(box)
        wrong.setWordWrap(True)
        wrong.setTextFormat(Qt.TextFormat.PlainText)
        dark = self.palette().window().color().lightness() < 128
        wrong.setStyleSheet(f"color: {load_theme('dark' if dark else 'light').hex('error')};")
        wrong.hide()
        column.addWidget(field)
        column.addWidget(wrong)
        self._wrongs[name] = wrong
        words = self.say(f"catalogue.field.{name}")
        field.setAccessibleName(words)
        if isinstance(field, QComboBox | QListWidget):
            seen_outline(field)
        head = QLabel(words, self)
        head.setBuddy(field)
        self.fields.addRow(head, box)
        if self._first is None:
            self._first = field

    def answer(self) -> OwnEntry:
        """The entry as it is described now."""
        return OwnEntry(
            title_fr=self.title_fr.text(),
            title_en=self.title_en.text(),
            type=str(self.type.currentData()),
            issuer=self.issuer.text(),
            regime=self.regime.text(),
            number=self.number.text(),
            targets=tuple(re.findall(r"[^\s,;]+", self.targets.text().upper())),
            patterns_fr=tuple(self.patterns_fr.toPlainText().splitlines()),
            patterns_en=tuple(self.patterns_en.toPlainText().splitlines()),
            measures=tuple(_ticked(self.measures)),
            valid_from=self.valid_from.text(),
            valid_to=self.valid_to.text(),
            note=self.note.toPlainText(),
            source=self.source.text(),
        )

    @property
    def faults_shown(self) -> dict[str, str]:
        """What is said to be wrong, by field."""
        return {name: one.text() for name, one in self._wrongs.items() if not one.isHidden()}

    def accept(self) -> None:
        """Close, unless something is wrong: then say it at each field, and go to the first."""
        found = self._faults(self.answer())
        for name, label in self._wrongs.items():
            message = found.get(name)
            label.setText(self.say.say(message) if message is not None else "")
            label.setVisible(message is not None)
        if not found:
            super().accept()
            return
        first = next(name for name in FIELDS if name in found)
        field = getattr(self, first)
        field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.area.ensureWidgetVisible(self._wrongs[first])
        announce(field, self._wrongs[first].text(), urgent=True)


def ask_own_entry(
    say: Translator,
    said: OwnEntry,
    book: EntryBook,
    measures: Sequence[Label],
    parent: QWidget | None,
    entry_id: EntryId | None = None,
) -> OwnEntry | None:
    """Ask what an entry is; None if the person left.

    Args:
        say: the language.
        said: what the form begins with.
        book: everything there is already.
        measures: of the scheme.
        parent: the window.
        entry_id: of the own entry that is changed; None for a new one.
    """

    def wrong(answer: OwnEntry) -> dict[str, Message]:
        return faults(answer, book.catalogue, entry_id)

    new = entry_id is None
    form = OwnEntryForm(say, said, wrong, issuers_of(book), measures, parent, new=new)
    return form.answer() if form.ask() else None


FIELDS = (
    *("title_fr", "title_en", "type", "issuer", "number", "regime", "targets"),
    *("patterns_fr", "patterns_en", "valid_from", "valid_to", "measures", "note", "source"),
)
"""The fields in the order of the form."""


def _lines(texts: Sequence[str], parent: QWidget) -> QPlainTextEdit:
    field = QPlainTextEdit("\n".join(texts), parent)
    field.setTabChangesFocus(True)
    field.setFixedHeight(LINES)
    return field


def _types(say: Translator, chosen: str, parent: QWidget) -> QComboBox:
    box = QComboBox(parent)
    for one in KINDS:
        box.addItem(say(f"catalogue.type.{one}"), one)
    box.setMaxVisibleItems(len(KINDS))
    box.setCurrentIndex(max(0, box.findData(chosen)))
    return box


def _completed(offered: Sequence[str], chosen: str, parent: QWidget) -> QLineEdit:
    field = QLineEdit(chosen, parent)
    completer = QCompleter(list(offered), field)
    completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    field.setCompleter(completer)
    return field


def _ticks(
    measures: Sequence[Label], chosen: Sequence[str], language: str, parent: QWidget
) -> QListWidget:
    """The measures with a tick each; those that the scheme does not have stand last."""
    field = QListWidget(parent)
    field.setFixedHeight(MEASURES)
    field.setTabKeyNavigation(False)
    field.setSpacing(2)
    titles = {one.id: one.title(language) for one in measures}
    for name in dict.fromkeys((*titles, *chosen)):
        item = QListWidgetItem(titles.get(name, name), field)
        item.setData(Qt.ItemDataRole.UserRole, name)
        on = name in chosen
        item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
    field.setCurrentRow(0)
    return field


def _ticked(field: QListWidget) -> list[str]:
    items = (field.item(row) for row in range(field.count()))
    return [
        str(one.data(Qt.ItemDataRole.UserRole))
        for one in items
        if one.checkState() == Qt.CheckState.Checked
    ]
