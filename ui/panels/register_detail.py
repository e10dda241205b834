"""RegisterDetail: one actor: who that is, quotes, mentions, claim types, where machines erred."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QTabWidget, QVBoxLayout, QWidget

from annotator.messages import Translator
from annotator.model.scheme import Scheme
from ui.models.context import ContextModel
from ui.panels.claim_table import ClaimTable
from ui.panels.context_list import ContextList
from ui.panels.side_form import button_style
from ui.presenters.context_rows import ContextRow
from ui.theme import Theme

LISTS = ("quotes", "mentions", "wrong")
BUTTONS = (
    ("edit", "register.edit"),
    ("merge", "register.merge"),
    ("split", "register.split"),
    ("differ", "register.differ"),
)


class RegisterDetail(QWidget):
    """Shows what it is told; says which item is to be seen in its text."""

    chosen = Signal(str, int)
    """The name of a list and the place in it that is to be shown in its text."""

    def __init__(
        self,
        say: Translator,
        row: Callable[[str, int], ContextRow | None],
        parent: QWidget | None = None,
    ) -> None:
        """Show nobody yet.

        Args:
            say: the language.
            row: gives a row of a list by the list's name and its place.
            parent: the place.
        """
        super().__init__(parent)
        self._say = say
        self._keys: dict[str, str] = {}
        self.title, self.about, self.more = QLabel(self), QLabel(self), QLabel(self)
        self.buttons = {name: QPushButton(self) for name, _action in BUTTONS}
        self.tabs = QTabWidget(self)
        self.lists: dict[str, ContextList] = {}
        for name in LISTS:
            model = ContextModel(partial(row, name), say("register.reading"))
            listed = ContextList(model, self)
            model.setParent(listed)
            listed.setAccessibleName(say(f"register.tab.{name}", n=0))
            listed.chosen.connect(partial(self.chosen.emit, name))
            self.lists[name] = listed
        self.claims = ClaimTable(say, self)
        self._build()

    def _build(self) -> None:
        for label in (self.title, self.about, self.more):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        tabs = (
            ("quotes", self.lists["quotes"]),
            ("mentions", self.lists["mentions"]),
            ("claims", self.claims),
            ("wrong", self.lists["wrong"]),
        )
        for name, widget in tabs:
            self.tabs.addTab(widget, self._say(f"register.tab.{name}", n=0))
        self.tabs.setDocumentMode(True)
        feet = QHBoxLayout()
        feet.setSpacing(8)
        for button in self.buttons.values():
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            feet.addWidget(button)
        feet.addStretch(1)
        head = QVBoxLayout()
        head.setContentsMargins(18, 12, 16, 8)
        head.setSpacing(6)
        for label in (self.title, self.about, self.more):
            head.addWidget(label)
        head.addLayout(feet)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(head)
        whole.addWidget(self.tabs, 1)

    def set_keys(self, keys: dict[str, str]) -> None:
        """Show which keys do what, by action."""
        for name, action in BUTTONS:
            key = keys.get(action, "")
            words = self._say(f"register.button.{name}")
            self.buttons[name].setText(f"{words}  {key}" if key else words)

    def show_words(self, title: str, about: str, more: str) -> None:
        """Say who it is; empty for nobody."""
        self.title.setText(title)
        for label, words in ((self.about, about), (self.more, more)):
            label.setText(words)
            label.setVisible(bool(words))
        self.tabs.setVisible(bool(title))

    def allow(self, *, there: bool, named: bool, pairs: bool) -> None:
        """Grey out what cannot be done with who is shown.

        Args:
            there: somebody is shown.
            named: it is an actor of the register.
            pairs: pairs that may be one are listed.
        """
        self.buttons["edit"].setEnabled(named)
        self.buttons["merge"].setEnabled(named)
        self.buttons["split"].setEnabled(named)
        self.buttons["differ"].setVisible(pairs)
        for button in self.buttons.values():
            button.setVisible(there and (button is not self.buttons["differ"] or pairs))

    def show_lists(self, counts: Mapping[str, int]) -> None:
        """Show lists of so many rows each, from their beginnings."""
        for n, name in enumerate(("quotes", "mentions", "claims", "wrong")):
            number = counts.get("quotes" if name == "claims" else name, 0)
            self.tabs.setTabText(n, self._say(f"register.tab.{name}", n=number))
            if name in self.lists:
                listed = self.lists[name]
                listed.show_rows(number, min(max(0, listed.place), number - 1))

    def show_claims(self, months: Mapping[str, Counter[str]], scheme: Scheme | None) -> None:
        """Show the claim types over time."""
        self.claims.show_counts(months, scheme)

    def set_theme(self, theme: Theme) -> None:
        """Show it in the colours of a theme."""
        palette = theme.palette()
        palette.setColor(QPalette.ColorRole.Window, theme.colour("page"))
        self.setPalette(palette)
        self.tabs.setPalette(palette)
        for listed in self.lists.values():
            listed.set_theme(theme)
        self.claims.set_theme(theme)
        size = self.font().pointSizeF()
        self.title.setStyleSheet(
            f"color: {theme.hex('text')}; font-weight: bold; font-size: {size * 1.35:.1f}pt;"
        )
        self.about.setStyleSheet(f"color: {theme.hex('text')};")
        self.more.setStyleSheet(f"color: {theme.hex('text_soft')};")
        style = button_style(theme)
        for button in self.buttons.values():
            button.setStyleSheet(style)
        self.tabs.setStyleSheet(
            f"QTabBar::tab {{ color: {theme.hex('text_soft')}; background: transparent;"
            " padding: 6px 12px; border: 0; border-bottom: 2px solid transparent; }"
            f" QTabBar::tab:selected {{ color: {theme.hex('text')};"
            f" border-bottom-color: {theme.hex('accent')}; }}"
            f" QTabBar::tab:hover {{ background: {theme.hex('hover')}; }}"
            f" QTabBar::tab:focus {{ border-bottom-color: {theme.hex('focus')}; }}"
            f" QTabWidget::pane {{ border: 0; border-top: 1px solid {theme.hex('line')}; }}"
        )
