"""The margin on a real desk without the text view, for tests that drive it by hand."""

from __future__ import annotations

from importlib.resources import files

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget

from annotator.messages import Translator
from annotator.model.annotation import Annotation
from annotator.model.change import Work
from annotator.model.ids import ItemId
from annotator.model.interchange import read_line
from annotator.model.items import Item, Mention, Quote, SanctionsReference
from annotator.model.message import GuillemetError, Message
from annotator.services.annotating import History, Outcome, Session
from annotator.services.schemes import load_scheme
from tests.small_article import Notebook
from ui.margin.choices import Choice
from ui.margin.view import MarginView
from ui.presenters import chosen
from ui.presenters.cards import cards_of
from ui.presenters.desk import Desk

LINE = 26
"""Height of a line of the text that stands for the article, in pixels."""


def tutorial_session() -> tuple[Session, Notebook]:
    """The sample that is annotated completely."""
    source = files("resources") / "samples" / "tutorial.jsonl"
    read = read_line(source.read_bytes().splitlines()[0])
    notebook = Notebook()
    annotation = read.annotation
    assert isinstance(annotation, Annotation)
    work = Work(annotation, {actor.id: actor for actor in read.actors})
    scheme = load_scheme(annotation.scheme)
    return Session(notebook, read.article, work, read.proposals, History(), scheme), notebook


class Text(QWidget):
    """Stands for the article view: it takes the focus and remembers the keys that reach it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.keys: list[int] = []
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.keys.append(event.key())


class Stage(QWidget):
    """A text that takes the focus, the margin beside it, and the desk behind both."""

    def __init__(self, session: Session, language: str = "fr") -> None:
        super().__init__()
        self.session, self.language = session, language
        self.text = Text(self)
        self.margin = MarginView(Translator(language), self)
        line = QHBoxLayout(self)
        line.addWidget(self.text, 1)
        line.addWidget(self.margin, 2)
        self.resize(640, 900)
        self.choices: list[Choice] = []
        self.errors: list[str] = []
        self.told: list[Message] = []
        self.desk = Desk(self)
        self.margin.chosen.connect(self._carry_out)
        self.margin.card_clicked.connect(self.desk.select)
        self.margin.left.connect(lambda: self.text.setFocus(Qt.FocusReason.OtherFocusReason))
        self.margin.set_session(session)
        self.desk.open(session)

    def _carry_out(self, choice: Choice) -> None:
        self.choices.append(choice)
        chosen.carry_out(self.desk, choice)

    def y_of(self, place: int) -> int:
        return 80 + place // 60 * LINE

    # What the desk needs

    def caret(self) -> int:
        return 0

    def selection(self) -> tuple[int, int] | None:
        return None

    def clear_selection(self) -> None:
        pass

    def reveal(self, start: int, end: int) -> None:
        pass

    def show_desk(self, desk: Desk) -> None:
        self.margin.show_cards(cards_of(self.session, desk.selected, self.language), self.y_of)

    def open_picker(self, row: str) -> bool:
        return self.margin.open_picker(row)

    def tell(self, message: Message) -> None:
        self.told.append(message)

    def report(self, error: GuillemetError) -> None:
        self.errors.append(error.message.id)

    def work_saved(self, outcome: Outcome) -> None:
        pass

    # What a test does

    def pick(self, item: ItemId, row: str) -> None:
        """Select an item and open a picker of its card."""
        self.desk.select(item)
        assert self.margin.open_picker(row)

    def type(self, *keys: Qt.Key | str, shift: bool = False) -> None:
        """Type words and keys where the focus is."""
        modifier = Qt.KeyboardModifier.ShiftModifier if shift else Qt.KeyboardModifier.NoModifier
        for key in keys:
            target = self.focused()
            if isinstance(key, str):
                for letter in key:
                    _type_letter(target, letter, modifier)
            else:
                QTest.keyClick(target, key, modifier)

    def focused(self) -> QWidget:
        """The widget that has the focus."""
        found = self.window().focusWidget()
        assert found is not None
        return found

    def item(self, item_id: ItemId) -> Item:
        found = self.session.find(item_id)
        assert found is not None
        return found[0]

    def quote(self, item_id: ItemId) -> Quote:
        found = self.item(item_id)
        assert isinstance(found, Quote)
        return found

    def mention(self, item_id: ItemId) -> Mention:
        found = self.item(item_id)
        assert isinstance(found, Mention)
        return found

    def reference(self, item_id: ItemId) -> SanctionsReference:
        found = self.item(item_id)
        assert isinstance(found, SanctionsReference)
        return found


def _type_letter(target: QWidget, letter: str, modifier: Qt.KeyboardModifier) -> None:
    """QTest knows no letters beyond ASCII; those go as an input method would send them."""
    if letter.isascii():
        QTest.keyClicks(target, letter, modifier)
        return
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(target, QKeyEvent(kind, 0, modifier, letter))


def click(widget: QWidget, at: QPoint | None = None) -> None:
    """Click a widget in its middle, or somewhere."""
    place = at or widget.rect().center()
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)


def shown(qtbot, session: Session) -> Stage:
    """The margin beside an article, on the screen."""
    made = Stage(session)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    return made
