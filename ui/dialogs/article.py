"""Asking about an article: title and metadata, notes; and whether unsaved steps are given up."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPlainTextEdit, QWidget

from annotator.messages import LANGUAGES, Translator
from annotator.model.article import ArticleState, Metadata
from annotator.model.dates import PartialDate
from annotator.model.message import UserError, msg
from ui.dialogs.form import Form


@dataclass(frozen=True, slots=True)
class MetadataAnswer:
    """Title and metadata as the person wants them."""

    title: str
    meta: Metadata


class MetadataForm(Form):
    """Everything about an article that may be edited."""

    def __init__(self, say: Translator, state: ArticleState, parent: QWidget | None) -> None:
        """Show what is known."""
        super().__init__(say, "dialogs.metadata", parent, ok="dialogs.save")
        meta = state.meta
        self._meta = meta
        self.title = QLineEdit(state.title, self)
        self.title.setCursorPosition(0)
        self.published = QLineEdit(str(meta.published) if meta.published else "", self)
        self.published.setPlaceholderText(say("dialogs.date_form"))
        self.source = QLineEdit(meta.source or "", self)
        self.author = QLineEdit(meta.author or "", self)
        self.url = QLineEdit(meta.url or "", self)
        self.language = QComboBox(self)
        for code in dict.fromkeys((*LANGUAGES, meta.language)):
            name = say(f"language.{code}") if code in LANGUAGES else code
            self.language.addItem(name, code)
        self.language.setCurrentIndex(self.language.findData(meta.language))
        for name, field in (
            ("title", self.title),
            ("published", self.published),
            ("source", self.source),
            ("author", self.author),
            ("url", self.url),
            ("language", self.language),
        ):
            self.add(f"dialogs.meta.{name}", field)
        if meta.source_file:
            self.fields.addRow(say("dialogs.meta.file"), QLabel(meta.source_file, self))
        self.check = self._check

    def _check(self) -> None:
        if not self.title.text().strip():
            raise UserError(msg("dialogs.no_title"))
        self._date()

    def _date(self) -> PartialDate | None:
        text = self.published.text().strip()
        return PartialDate.parse(text) if text else None

    def answer(self) -> MetadataAnswer:
        """What was said."""
        meta = replace(
            self._meta,
            published=self._date(),
            source=self.source.text().strip() or None,
            author=self.author.text().strip() or None,
            url=self.url.text().strip() or None,
            language=self.language.currentData(),
        )
        return MetadataAnswer(self.title.text().strip(), meta)


def ask_metadata(
    say: Translator, state: ArticleState, parent: QWidget | None
) -> MetadataAnswer | None:
    """Ask for title and metadata; None if the person left."""
    form = MetadataForm(say, state, parent)
    return form.answer() if form.ask() else None


def ask_notes(say: Translator, notes: str, parent: QWidget | None) -> str | None:
    """Ask for notes on the article; None if the person left."""
    form = Form(say, "dialogs.notes", parent, ok="dialogs.save")
    field = QPlainTextEdit(notes, form)
    field.setTabChangesFocus(True)
    form.add("dialogs.notes_words", field)
    return field.toPlainText().strip() if form.ask() else None


def ask_give_up(say: Translator, steps: int, parent: QWidget | None) -> bool:
    """Ask whether to close although some steps could not be saved."""
    form = Form(say, "dialogs.give_up", parent, ok="dialogs.give_up_ok")
    words = QLabel(say("dialogs.give_up_words", n=steps), form)
    words.setWordWrap(True)
    form.fields.addRow(words)
    form.cancel.setDefault(True)
    form.cancel.setFocus()
    return form.ask()
