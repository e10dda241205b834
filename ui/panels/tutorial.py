"""TutorialPanel: one task at a time, below the text, which it never covers."""

from __future__ import annotations

import html

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from annotator.messages import Translator
from ui.announcing import announce
from ui.presenters.tutorial_words import KEY_CLOSE, KEY_OPEN, Sheet, plain
from ui.theme import Theme, load_theme

BUTTONS = (
    "help.tutorial",
    "help.tutorial_back",
    "help.tutorial_show",
    "help.tutorial_hint",
    "help.tutorial_skip",
    "help.tutorial_again",
    "project.new",
    "project.sample",
    "help.tutorial_leave",
)
"""The actions that have a button here, in their order."""
SHOWN = {
    "offer": ("help.tutorial", "help.tutorial_leave"),
    "end": ("help.tutorial_back", "help.tutorial_again", "project.sample", "project.new",
            "help.tutorial_leave"),
    "step": ("help.tutorial_back", "help.tutorial_show", "help.tutorial_hint",
             "help.tutorial_skip", "help.tutorial_leave"),
}  # fmt: skip
LOW = 720
"""Height of the window, in device-independent pixels, below which a remark takes the room of the
reason: the text needs it more."""
ROLES = {"right": "ok", "wrong": "error", "way": "accent", "hint": "text"}
SIGNS = {"right": "✓", "wrong": "✗", "way": "→", "hint": "›"}
"""What stands before a remark, so that its colour is not all that tells its kind."""


class TutorialPanel(QWidget):
    """A strip with the task, its reason, what became of it, and a button for each thing to ask."""

    action_wanted = Signal(str)

    def __init__(self, say: Translator, parent: QWidget | None = None) -> None:
        """Start hidden."""
        super().__init__(parent)
        self._say, self._theme = say, load_theme("light")
        self._sheet: Sheet | None = None
        self._keys: dict[str, str] = {}
        self.title = self._label("tutorialTitle")
        self.do = self._label("tutorialDo")
        self.why = self._label("tutorialWhy")
        self.said = self._label("tutorialSaid")
        self.progress = QProgressBar(self)
        self.progress.setTextVisible(False)
        self.progress.setFixedSize(150, 6)
        self.buttons = {name: self._button(name) for name in BUTTONS}
        self._arrange()
        self.setAccessibleName(say("tutorial.panel"))
        self.hide()

    def _label(self, name: str) -> QLabel:
        label = QLabel(self)
        label.setObjectName(name)
        label.setWordWrap(True)
        label.setTextFormat(Qt.TextFormat.RichText)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        label.setSizePolicy(policy)
        return label

    def _button(self, name: str) -> QPushButton:
        button = QPushButton(self)
        button.setAutoDefault(True)
        button.clicked.connect(lambda: self.action_wanted.emit(name))
        return button

    def _arrange(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(14)
        head.addWidget(self.title, 1)
        head.addWidget(self.progress)
        row = QHBoxLayout()
        row.setSpacing(8)
        for button in self.buttons.values():
            row.addWidget(button)
        row.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 9, 18, 9)
        layout.setSpacing(5)
        layout.addLayout(head)
        for label in (self.do, self.why, self.said):
            layout.addWidget(label)
        layout.addLayout(row)

    def set_keys(self, keys: dict[str, str]) -> None:
        """Show the keys of the buttons as they are bound."""
        self._keys = keys

    def show_sheet(self, sheet: Sheet | None) -> None:
        """Show a task; None hides the panel."""
        before, self._sheet = self._sheet, sheet
        if sheet is None:
            self.hide()
            return
        if sheet == before and not self.isHidden():
            return
        self._write(sheet)
        self.show()
        self._speak(before, sheet)

    def _write(self, sheet: Sheet) -> None:
        where = self._say("tutorial.where", number=sheet.number, count=sheet.count)
        step = sheet.kind == "step"
        self._fill(self.title, f"{where} · {sheet.title}" if step else sheet.title)
        self._fill(self.do, sheet.do)
        self._fill(self.why, sheet.why)
        self._fill(self.said, f"{SIGNS[sheet.tone]} {sheet.said}" if sheet.said else "")
        self.progress.setVisible(sheet.kind != "offer")
        self.progress.setRange(0, sheet.count)
        self.progress.setValue(sheet.ticks)
        ticks = self._say("tutorial.ticks", n=sheet.ticks, count=sheet.count)
        self.progress.setAccessibleName(ticks)
        self.progress.setToolTip(ticks)
        self._paint_remark()
        self._show_buttons(sheet)
        self._make_room()

    def _make_room(self) -> None:
        sheet = self._sheet
        if sheet is not None:
            low = self.window().height() < LOW
            self.why.setVisible(bool(sheet.why) and not (low and bool(sheet.said)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the text its room in a low window."""
        super().resizeEvent(event)
        self._make_room()

    def _fill(self, label: QLabel, words: str) -> None:
        shown = html.escape(words)
        colours = f"background-color: {self._theme.hex('chip')}; color: {self._theme.hex('text')}"
        shown = shown.replace(KEY_OPEN, f'<b style="{colours}">&#8202;')
        label.setText(shown.replace(KEY_CLOSE, "&#8202;</b>"))
        label.setAccessibleName(plain(words))
        label.setVisible(bool(words))

    def _show_buttons(self, sheet: Sheet) -> None:
        for name, button in self.buttons.items():
            there = name in SHOWN[sheet.kind]
            if name == "help.tutorial_back":
                there = there and sheet.going_back
            elif name == "help.tutorial_show":
                there = there and sheet.has_place
            short = name.replace("help.tutorial", "tutorial.button")
            words = self._say(self._words_of(short, name, sheet))
            key = self._keys.get(name, "")
            button.setText(f"{words}  {key}" if key and name.startswith("help.") else words)
            button.setAccessibleName(words)
            button.setVisible(there)

    def _words_of(self, short: str, name: str, sheet: Sheet) -> str:
        if sheet.looking_back and name == "help.tutorial_skip":
            return "tutorial.button_next"
        if name == "help.tutorial_leave" and sheet.kind == "offer":
            return "tutorial.button_no"
        return short if name.startswith("help.") else f"action.{name}"

    def _speak(self, before: Sheet | None, sheet: Sheet) -> None:
        """Have what is new spoken: the remark, and the task if it is another."""
        words = [sheet.said] if before is None or before.said != sheet.said else []
        if before is None or (before.kind, before.number) != (sheet.kind, sheet.number):
            words += [sheet.title, sheet.do, sheet.why]
        announce(self, " ".join(plain(one) for one in words if one))

    def set_theme(self, theme: Theme) -> None:
        """Show it in the colours of a theme."""
        self._theme = theme
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground, True)
        self.setStyleSheet(
            f"TutorialPanel {{ background: {theme.hex('panel')};"
            f" border-top: 2px solid {theme.hex('accent')}; }}"
            f" QLabel {{ color: {theme.hex('text')}; font-size: 11pt; }}"
            f" QLabel#tutorialTitle {{ font-weight: bold; color: {theme.hex('accent')}; }}"
            f" QLabel#tutorialWhy {{ color: {theme.hex('text_soft')}; font-size: 10pt; }}"
            f" QProgressBar {{ background: {theme.hex('line')}; border: 0; border-radius: 3px; }}"
            f" QProgressBar::chunk {{ background: {theme.hex('ok')}; border-radius: 3px; }}"
            f" QPushButton {{ background: {theme.hex('page')}; color: {theme.hex('text')};"
            f" border: 1px solid {theme.hex('key_border')}; border-radius: 5px;"
            " padding: 4px 10px; }"
            f" QPushButton:hover {{ background: {theme.hex('hover')}; }}"
            f" QPushButton:focus {{ border-color: {theme.hex('focus')}; }}"
        )
        if self._sheet is not None:
            self._write(self._sheet)

    def _paint_remark(self) -> None:
        if self._sheet is not None:
            colour = self._theme.hex(ROLES[self._sheet.tone])
            self.said.setStyleSheet(f"QLabel {{ color: {colour}; font-size: 11pt; }}")
