"""Foot: what is still to do in the article, each point a jump, and the keys that matter now."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QWidget

from annotator.messages import Translator
from annotator.model.checks import OpenKind, OpenPoint
from ui.action_set import shown_keys
from ui.actions import action
from ui.announcing import announce
from ui.panels.elided import ElidedLabel
from ui.panels.pace_button import PaceButton
from ui.theme import Theme

SHOWN_MS = 6000
"""How long a remark stands before the keys come back."""
LISTED = 40
"""How many open points the list names; Space walks through them all."""
GAP = "    "
KEYS = (
    ("foot.walk", ("walk.next_quote", "walk.previous_quote")),
    ("foot.accept", ("decide.accept",)),
    ("foot.reject", ("decide.reject",)),
    ("foot.speaker", ("label.speaker",)),
    ("foot.claim", ("label.claim",)),
    ("foot.references", ("label.references",)),
    ("foot.help", ("help.here",)),
)
ELSEWHERE = (("foot.back", ("view.annotate",)), ("foot.help", ("help.here",)))
"""Outside the text, where each place shows its own keys on its buttons."""


class Foot(QWidget):
    """One line below everything."""

    point_clicked = Signal(object)
    finish_pressed = Signal()

    def __init__(self, say: Translator, parent: QWidget | None = None) -> None:
        """Make the line with nothing open."""
        super().__init__(parent)
        self._say = say
        self._points: tuple[OpenPoint, ...] = ()
        self.todo = QPushButton(self)
        self.todo.setFlat(True)
        self.todo.clicked.connect(self._pop_up)
        self.finish = QPushButton(self)
        self.finish.setFlat(True)
        self.finish.clicked.connect(self.finish_pressed)
        self.pace = PaceButton(say, self)
        self._words = ElidedLabel(self)
        self._words.setSizePolicy(
            self._words.sizePolicy().Policy.Ignored, self._words.sizePolicy().verticalPolicy()
        )
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._show_keys)
        self._rebound: dict[str, str] = {}
        self._telling = self._of_step = False
        self._annotating, self._about_article = True, False
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 3, 16, 4)
        layout.setSpacing(18)
        layout.addWidget(self.todo)
        layout.addWidget(self._words, 1)
        layout.addWidget(self.pace)
        layout.addWidget(self.finish)
        self.setAccessibleName(say("foot.name"))
        self._show_keys()
        self._words.installEventFilter(self)

    def set_keys(self, rebound: dict[str, str]) -> None:
        """Show the keys that a person chose."""
        self._rebound = dict(rebound)
        words, key = self._say("foot.finish"), shown_keys(action("article.finish"), rebound)[:1]
        self.finish.setText(self._say("foot.button", words=words, key=key[0]) if key else words)
        self._show_keys()

    def show_place(self, annotating: bool) -> None:
        """Show what belongs to annotating, or to another place."""
        self._annotating = annotating
        for about_article in (self.todo, self.finish):
            about_article.setVisible(annotating and self._about_article)
        if not self._telling:
            self._show_keys()

    def show_points(self, points: Sequence[OpenPoint] | None) -> None:
        """Show what is open; None while there is no article."""
        self._points = tuple(points or ())
        self._about_article = points is not None
        for about_article in (self.todo, self.finish):
            about_article.setVisible(self._annotating and self._about_article)
        self.todo.setText(self.summary())
        self.todo.setEnabled(bool(self._points))

    def show_done(self, done: bool) -> None:
        """Say that the article is finished."""
        self.finish.setEnabled(not done)
        if done:
            self.todo.setText("✓ " + self._say("foot.done"))

    def summary(self) -> str:
        """How much of each kind is open, in words."""
        if not self._points:
            return self._say("foot.nothing")
        kinds = sorted((point.kind for point in self._points), key=_ORDER.index)
        parts = [
            self._say(f"foot.count.{kind}", n=len(list(group))) for kind, group in groupby(kinds)
        ]
        return self._say("foot.left", what=" · ".join(parts))

    def menu(self) -> QMenu:
        """The open points, each a jump."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for point in self._points[:LISTED]:
            words = self._say.say(point.message)
            entry = menu.addAction(words.replace("&", "&&"))
            entry.triggered.connect(lambda _checked=False, one=point: self.point_clicked.emit(one))
        if len(self._points) > LISTED:
            rest = self._say("dialogs.and_more", n=len(self._points) - LISTED)
            menu.addAction(rest).setEnabled(False)
        return menu

    def show_list(self) -> None:
        """Open the list of what is open, with the first point in hand, for those who use keys."""
        if not self._points:
            done = not self.finish.isEnabled()
            self.tell(self._say("empty.finished" if done else "desk.nothing_open"))
            return
        menu = self._pop_up()
        menu.setActiveAction(menu.actions()[0])

    def _pop_up(self) -> QMenu:
        menu = self.menu()
        top = self.todo.mapToGlobal(self.todo.rect().topLeft())
        menu.popup(top - QPoint(0, menu.sizeHint().height()))
        return menu

    def tell(self, words: str, *, of_step: bool = False) -> None:
        """Show a remark for a while; one of a step, no longer than that step is the last."""
        self._telling, self._of_step = True, of_step
        self._words.setText(words)
        announce(self, words)
        self._timer.start(SHOWN_MS)

    def step_made(self) -> None:
        """Put a remark on an earlier step away."""
        if self._telling and self._of_step:
            self._timer.stop()
            self._show_keys()

    @property
    def words(self) -> str:
        """What stands there now."""
        return self._words.text()

    def _show_keys(self) -> None:
        self._telling = False
        shown, room = "", self._words.width()
        for words, actions in KEYS if self._annotating else ELSEWHERE:
            keys = [shown_keys(action(one), self._rebound)[:1] for one in actions]
            names = " / ".join(key[0] for key in keys if key)
            longer = f"{shown}{GAP if shown else ''}{names} {self._say(words)}"
            if shown and self._words.fontMetrics().horizontalAdvance(longer) > room:
                break
            shown = longer
        self._words.setText(shown)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Show as many keys as there is room for."""
        if event.type() == QEvent.Type.Resize and not self._telling:
            self._show_keys()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the room to what is to do where there is little."""
        super().resizeEvent(event)
        self.pace.make_room(event.size().width())

    def set_theme(self, theme: Theme) -> None:
        """Show it in the colours of a theme."""
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground, True)
        self.setStyleSheet(
            f"Foot {{ background: {theme.hex('bar')}; border-top: 1px solid {theme.hex('line')}; }}"
            f" QLabel {{ color: {theme.hex('text_soft')}; }}"
            f" QPushButton {{ color: {theme.hex('text')}; border: 1px solid transparent;"
            " padding: 4px 6px; text-align: left; }"
            f" QPushButton#quiet {{ color: {theme.hex('text_soft')}; }}"
            f" QPushButton:hover, QPushButton:focus {{ border-color: {theme.hex('focus')};"
            " border-radius: 4px; }"
        )


_ORDER: list[OpenKind] = ["suggestion", "guillemets", "no_speaker", "no_claim", "no_link"]
