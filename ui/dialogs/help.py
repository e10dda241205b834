"""The help: pages from `resources/help`, with the live sheet of keys and the codebook in them."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.resources import files

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QKeySequence, QShortcut, QTextBlockFormat, QTextCursor, QTextDocument
from PySide6.QtWidgets import QDialog, QHBoxLayout, QListWidget, QTextBrowser, QWidget

from annotator.messages import Translator
from annotator.services.schemes import load_scheme
from ui.actions import action
from ui.dialogs.fitting import fit

SCHEME = "diplomacy@1"
PAGES = (
    "start",
    "tutorial",
    "articles",
    "annotate",
    "selecting",
    "quotes",
    "claims",
    "codebook",
    "references",
    "catalogue",
    "lists",
    "suggestions",
    "sure",
    "review",
    "finding",
    "patterns",
    "actors",
    "lexicon",
    "learning",
    "models",
    "export",
    "projects",
    "settings",
    "history",
    "pace",
    "commands",
    "trouble",
    "glossary",
)
Rows = Sequence[tuple[str, str, str]]


def page_text(name: str, language: str, rows: Rows, say: Translator) -> str:
    """A help page as Markdown, its placeholders filled.

    Args:
        name: of PAGES.
        language: `fr` or `en`.
        rows: id, words and keys of every action.
        say: the words of the table of keys.
    """
    source = files("resources") / "help" / language / f"{name}.md"
    text = source.read_text("utf-8")
    text = text.replace("{{keys}}", _keys(rows, say))
    return text.replace("{{claims}}", _claims(language))


def _keys(rows: Rows, say: Translator) -> str:
    lines = [f"| {say('dialogs.key.keys')} | {say('dialogs.key.action')} |", "|---|---|"]
    of_the_text_first = sorted(rows, key=lambda row: action(row[0]).scope != "text")
    lines += [f"| {keys} | {words} |" for _action, words, keys in of_the_text_first if keys]
    return "\n".join(lines)


def _claims(language: str) -> str:
    parts = []
    for label in load_scheme(SCHEME).labels("claim_types"):
        definition = dict(label.definition).get(language, "")
        rule = dict(label.rule).get(language, "")
        examples = [text for code, text in label.examples if code == language]
        shown = "".join(f"\n- {example}" for example in examples)
        title = f"### {label.title(language)} ({label.key.upper()})"
        parts.append(f"{title}\n\n{definition}\n\n{rule}\n{shown}\n")
    return "\n".join(parts)


KEYS_TOP = 60
"""How far below the edge the sheet of keys begins once it was scrolled to, in pixels."""


class HelpWindow(QDialog):
    """The pages at the left, the one that is read at the right."""

    def __init__(self, say: Translator, page: str, rows: Rows, parent: QWidget | None) -> None:
        """Open at a page."""
        super().__init__(parent)
        self._say, self._rows = say, rows
        self.setWindowTitle(say("dialogs.help"))
        self.pages = QListWidget(self)
        self.pages.setAccessibleName(say("dialogs.help_pages"))
        self.pages.setMaximumWidth(290)
        self.pages.setSpacing(3)
        self.pages.setWordWrap(True)
        self.pages.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for name in PAGES:
            title = page_text(name, say.language, (), say).split("\n", 1)[0]
            self.pages.addItem(title.lstrip("# "))
        self.text = QTextBrowser(self)
        self.text.setAccessibleName(say("dialogs.help"))
        self.text.setOpenLinks(False)
        self.text.anchorClicked.connect(self._follow)
        self.pages.currentRowChanged.connect(self._show)
        layout = QHBoxLayout(self)
        layout.addWidget(self.pages)
        layout.addWidget(self.text, 1)
        fit(self, 1000, 720)
        QShortcut(QKeySequence("F1"), self, lambda: self.open_page("start"))
        self.open_page(page)

    @property
    def page(self) -> str:
        """The page that is read."""
        return PAGES[self.pages.currentRow()]

    def open_page(self, page: str) -> None:
        """Turn to a page."""
        self.pages.setCurrentRow(PAGES.index(page))
        self.text.setFocus()

    def _show(self, place: int) -> None:
        document = self.text.document()
        document.setDocumentMargin(18)
        self.text.setMarkdown(page_text(PAGES[place], self._say.language, self._rows, self._say))
        _space_out(document)
        self.text.moveCursor(QTextCursor.MoveOperation.Start)

    def show_keys(self) -> None:
        """Scroll to the sheet of keys on the page."""
        tables = self.text.document().rootFrame().childFrames()
        if tables:
            cursor = self.text.textCursor()
            longest = max(tables, key=lambda one: one.lastPosition() - one.firstPosition())
            cursor.setPosition(longest.firstPosition())
            self.text.setTextCursor(cursor)
            bar = self.text.verticalScrollBar()
            bar.setValue(bar.value() + self.text.cursorRect().top() - KEYS_TOP)

    def _follow(self, link: QUrl) -> None:
        name = link.path().removesuffix(".md")
        if name in PAGES:
            self.pages.setCurrentRow(PAGES.index(name))


def _space_out(document: QTextDocument) -> None:
    """Give headings and paragraphs the air that Markdown alone does not."""
    block = document.begin()
    while block.isValid():
        cursor, form = QTextCursor(block), block.blockFormat()
        if cursor.currentTable() is None:
            heading = form.headingLevel()
            form.setTopMargin({0: 0, 1: 4}.get(heading, 18))
            form.setBottomMargin(3 if block.textList() else 8)
            form.setLineHeight(120, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
            cursor.setBlockFormat(form)
        block = block.next()


def show_help(say: Translator, page: str, rows: Rows, parent: QWidget | None) -> HelpWindow:
    """Open the help beside the window, where it stays while one works; one that is open turns."""
    found = parent.findChild(HelpWindow) if parent is not None else None
    window = found or HelpWindow(say, page, rows, parent)
    window.open_page(page)
    window.show()
    window.raise_()
    window.activateWindow()
    return window
