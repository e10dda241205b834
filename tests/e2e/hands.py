"""Hands for whole journeys: a real program, keys pressed where the focus is, questions answered."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QPoint, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from annotator.model.items import Quote, SanctionsReference
from annotator.services.annotating import Session
from ui.app import Program
from ui.window import Window

LONG = 60_000
"""Milliseconds that the pre-highlighting process may take to start on a busy machine."""


class Hands:
    """What a person does with one window."""

    def __init__(self, qtbot: QtBot, program: Program) -> None:
        self.qtbot = qtbot
        self.program = program
        self.keys = 0

    @property
    def window(self) -> Window:
        return self.program.window

    @property
    def session(self) -> Session:
        session = self.window.desk.session
        assert session is not None
        return session

    def press(self, *keys: Qt.Key | str, held: Qt.KeyboardModifier | None = None) -> None:
        """Press keys where the focus is."""
        modifier = held or Qt.KeyboardModifier.NoModifier
        for key in keys:
            self.keys += 1
            QTest.keyClick(self.focus(), key, modifier)  # type: ignore[call-overload]
            QApplication.processEvents()

    def chord(self, key: Qt.Key, *, shift: bool = False) -> None:
        """Press a key with Ctrl."""
        held = Qt.KeyboardModifier.ControlModifier
        if shift:
            held |= Qt.KeyboardModifier.ShiftModifier
        self.press(key, held=held)

    def type(self, words: str) -> None:
        """Type words where the focus is."""
        self.keys += len(words)
        for sign in words:
            if sign.isascii():
                QTest.keyClicks(self.focus(), sign)
            else:
                self._type_other(sign)
        QApplication.processEvents()

    def _type_other(self, sign: str) -> None:
        """QTest types ASCII alone; a keyboard sends the rest as the text of a key."""
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, sign)
            QApplication.sendEvent(self.focus(), event)

    def focus(self) -> QWidget:
        """The widget that gets the keys; offscreen there is no window manager to activate one."""
        if QApplication.activeModalWidget() is None and not self.window.main.isActiveWindow():
            self.window.main.activateWindow()
            QApplication.processEvents()
        popup, modal = QApplication.activePopupWidget(), QApplication.activeModalWidget()
        if popup is not None or modal is not None:
            asked = popup or modal
            assert asked is not None
            return asked.focusWidget() or asked
        return self.window.main.focusWidget() or self.window.main

    def to_text(self) -> None:
        """Put the focus into the text, as a click there would."""
        self.window.main.activateWindow()
        self.window.main.article.text.setFocus()

    def when_asked(self, answer: Callable[[QWidget], None]) -> None:
        """Answer the next question that comes up; one that is there already is another's."""
        there = QApplication.activeModalWidget() or QApplication.activePopupWidget()

        def look() -> None:
            asked = QApplication.activeModalWidget() or QApplication.activePopupWidget()
            if asked is None or asked is there:
                QTimer.singleShot(20, look)
                return
            asked.activateWindow()
            QApplication.processEvents()
            try:
                answer(asked)
                wrong = getattr(asked, "wrong", "")
                assert not wrong, wrong
            except BaseException:
                leave = getattr(asked, "reject", asked.close)
                leave()
                raise

        QTimer.singleShot(0, look)

    def wait(self, condition: Callable[[], bool]) -> None:
        """Wait until something is so."""
        self.qtbot.waitUntil(condition, timeout=LONG)

    def click(self, widget: QWidget, place: QPoint | None = None) -> None:
        """Click on a widget."""
        QTest.mouseClick(
            widget,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
            place or widget.rect().center(),
        )
        QApplication.processEvents()


def settle(hands: Hands, limit: int = 400) -> None:
    """Decide on everything that is open, by keys, as an annotator who agrees with the machine.

    Suggestions are accepted; what they leave open is filled with the first answer there is.
    """
    hands.to_text()
    for _ in range(limit):
        points = hands.session.open_points()
        if not points:
            return
        desk = hands.window.desk
        if desk.is_suggestion:
            hands.press("a")
            continue
        item = desk.item
        if isinstance(item, Quote) and item.claim_type is None and item.kind != "scare":
            hands.press("c", "a")
        elif isinstance(item, Quote) and not item.speakers and item.kind != "scare":
            hands.press("s", Qt.Key.Key_Return)
        elif isinstance(item, SanctionsReference) and not item.links and not item.nil_reason:
            without_link(hands)
        elif desk.point is not None and desk.point.kind == "guillemets":
            hands.press("q")
        hands.to_text()
        hands.press(Qt.Key.Key_Space)
    raise AssertionError(f"still open: {hands.session.open_points()}")


def without_link(hands: Hands) -> None:
    """Say of the selected reference that it is too vague to be linked."""
    hands.press("r", Qt.Key.Key_Up, Qt.Key.Key_Return)
    hands.press("v")


def new_project(hands: Hands, name: str, place: Path, annotator: str) -> None:
    """Make a project through the window's own questions."""

    def who(asked: QWidget) -> None:
        hands.type(annotator)
        hands.press(Qt.Key.Key_Return)

    def what(asked: QWidget) -> None:
        hands.when_asked(who)
        asked.name.setFocus()  # type: ignore[attr-defined]
        hands.type(name)
        asked.place.line.selectAll()  # type: ignore[attr-defined]
        asked.place.line.setFocus()  # type: ignore[attr-defined]
        hands.type(str(place))
        hands.press(Qt.Key.Key_Return)

    hands.when_asked(what)
    hands.click(hands.window.main.welcome.buttons["project.new"])
    hands.wait(lambda: hands.window.frame.project is not None)
