"""What there is to learn from the work: words for the lexicon, and how the sources fared."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSplitter,
    QTableView,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from annotator.messages import Translator
from annotator.model.ids import ArticleId
from annotator.model.message import GuillemetError, Message, UserError, msg
from annotator.model.text import short
from annotator.services import learning, lexicon
from annotator.services.learning import Learned, Lesson, in_order
from annotator.services.projects import Project
from ui.announcing import announce
from ui.dialog_help import give_help
from ui.dialogs.fitting import fit
from ui.dialogs.lexicon_change import ask_add
from ui.dialogs.tables import fill, word_table
from ui.presenters.lexicon_rows import (
    AROUND,
    LESSON_HEADS,
    SOURCE_HEADS,
    lesson_rows,
    source_rows,
)

GoTo = Callable[[ArticleId, int, int], None]
"""Shows a stretch of an article, in code points."""
SEEN_HEADS = ("article", "around")
UNDO_WORD = 30
"""Characters of a word that the button for undoing shows."""


@dataclass(frozen=True, slots=True)
class _Step:
    """What was done about a word, in words, and how it is taken back."""

    did: str
    undo: Callable[[], None]
    dismissed: bool


class LearningWindow(QDialog):
    """Stays beside the window; what is taken over or dismissed can be taken back."""

    def __init__(
        self,
        say: Translator,
        found: Learned,
        project: Callable[[], Project | None],
        go_to: GoTo,
        changed: Callable[[], None],
        parent: QWidget | None,
    ) -> None:
        """Show what was found.

        Args:
            say: the language.
            found: in the project that is open.
            project: gives that project, which effects are shown on.
            go_to: shows a place in an article.
            changed: told after each change of the lexicon, of scores or of what is left.
            parent: the window.
        """
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(say("learning.title"))
        give_help(self, "learning.title")
        self._say, self._project, self._go_to, self._changed = say, project, go_to, changed
        self.lessons = list(found.lessons)
        self._dismissed = list(found.dismissed)
        self._undo: list[_Step] = []
        self.table = word_table(self, say("learning.words"))
        self.seen = word_table(self, say("learning.places"))
        self.sources = word_table(self, say("learning.scores"))
        self.tabs = QTabWidget(self)
        self.tabs.setAccessibleName(say("learning.title"))
        self.said = QLabel(self)
        self.no_scores = QLabel(say("empty.scores"), self)
        self.no_scores.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.buttons = {
            name: QPushButton(say(f"learning.button.{name}"), self)
            for name in ("take", "adjust", "dismiss", "undo", "recall", "reset", "close")
        }
        self._arrange()
        self._connect()
        self._show()
        self._show_sources()

    def _arrange(self) -> None:
        for label in (self.said, self.no_scores):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
        split = QSplitter(Qt.Orientation.Vertical, self)
        split.setChildrenCollapsible(False)
        for table in (self.table, self.seen):
            split.addWidget(table)
        split.setStretchFactor(0, 3)
        split.setStretchFactor(1, 2)
        words = self._page(
            "learning.about_words", split, ("take", "adjust", "dismiss", "undo", "recall")
        )
        shown = QWidget(self)
        inside = QVBoxLayout(shown)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self.no_scores)
        inside.addWidget(self.sources)
        scores = self._page("learning.about_scores", shown, ("reset",))
        self.tabs.addTab(words, self._say("learning.words"))
        self.tabs.addTab(scores, self._say("learning.scores"))
        bottom = QHBoxLayout()
        bottom.addWidget(self.said, 1)
        bottom.addWidget(self.buttons["close"])
        for button in self.buttons.values():
            button.setAutoDefault(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 16)
        layout.setSpacing(12)
        layout.addWidget(self.tabs, 1)
        layout.addLayout(bottom)
        fit(self, 860, 640)

    def _page(self, about: str, shown: QWidget, buttons: tuple[str, ...]) -> QWidget:
        page = QWidget(self)
        words = QLabel(self._say(about), page)
        words.setWordWrap(True)
        row = QHBoxLayout()
        for name in buttons:
            row.addWidget(self.buttons[name])
        row.addStretch(1)
        layout = QVBoxLayout(page)
        layout.setContentsMargins(12, 12, 12, 12)
        layout.setSpacing(10)
        layout.addWidget(words)
        layout.addWidget(shown, 1)
        layout.addLayout(row)
        return page

    def _connect(self) -> None:
        deeds = {
            "take": self._take,
            "adjust": self._adjust,
            "dismiss": self._dismiss,
            "undo": self._take_back,
            "recall": self._recall,
            "reset": self._reset,
            "close": self.close,
        }
        for name, deed in deeds.items():
            self.buttons[name].clicked.connect(deed)
        self.seen.activated.connect(self._jump)
        self.seen.clicked.connect(self._jump)
        self.table.activated.connect(lambda _index: self._take())

    @property
    def lesson(self) -> Lesson | None:
        """The word that the cursor is on."""
        return _chosen(self.table, self.lessons)

    def _show(self) -> None:
        heads = [self._say(f"learning.head.{name}") for name in LESSON_HEADS]
        fill(self.table, heads, lesson_rows(self.lessons, self._say), stretch=1)
        self.table.selectionModel().currentRowChanged.connect(
            lambda _now, _before: self._show_places()
        )
        self._show_places()

    def _show_places(self) -> None:
        """Show where the chosen word was seen, and what can be done."""
        lesson = self.lesson
        rows = (
            [(short(one.title, 40), short(one.around, AROUND)) for one in lesson.seen]
            if lesson
            else []
        )
        fill(
            self.seen, [self._say(f"learning.head.{name}") for name in SEEN_HEADS], rows, stretch=1
        )
        for name in ("take", "dismiss"):
            self.buttons[name].setEnabled(lesson is not None)
        self.buttons["adjust"].setEnabled(lesson is not None and lesson.deed == "add")
        self.buttons["undo"].setEnabled(bool(self._undo))
        self.buttons["undo"].setText(
            self._say("lexicon.undo", did=self._undo[-1].did)
            if self._undo
            else self._say("learning.button.undo")
        )
        self.buttons["recall"].setVisible(bool(self._dismissed))
        self.buttons["recall"].setText(
            self._say("learning.button.recall_n", n=len(self._dismissed))
        )
        if not self.lessons and not self.said.text():
            self.said.setText(self._say("learning.nothing"))

    def _show_sources(self) -> None:
        rows = source_rows(learning.source_rows(), self._say)
        heads = [self._say(f"learning.head.{name}") for name in SOURCE_HEADS]
        fill(self.sources, heads, rows, stretch=1, numbers=range(2, 5))
        self.buttons["reset"].setEnabled(bool(rows))
        self.sources.setVisible(bool(rows))
        self.no_scores.setVisible(not rows)

    def _take(self) -> None:
        lesson = self.lesson
        if lesson is not None:
            self._do(lesson, lambda: learning.take(lesson))

    def _adjust(self) -> None:
        """Take a word over after a look at what is taken over, and at its effect."""
        lesson = self.lesson
        if lesson is None:
            return
        if ask_add(self._say, lesson.language, lesson.entry, self._project(), self):
            self._do(lesson, lambda: None)

    def _dismiss(self) -> None:
        lesson = self.lesson
        if lesson is not None:
            self._do(lesson, lambda: learning.dismiss(lesson), dismissed=True)

    def _do(self, lesson: Lesson, deed: Callable[[], object], *, dismissed: bool = False) -> None:
        """Do something about a lesson, take it off the list, and know how to go back.

        Unless it was dismissed it was a change of the lexicon, the last one so far.
        """
        if not self._guarded(deed):
            return
        place, last = self.lessons.index(lesson), lexicon.last_change()
        self.lessons.remove(lesson)
        if dismissed:
            self._dismissed.append(lesson)

        def undo() -> None:
            if dismissed:
                learning.call_back(lesson)
                self._dismissed.remove(lesson)
            else:
                _take_back(last)
            self.lessons.insert(place, lesson)

        did, words = ("did_dismiss", "dismissed") if dismissed else ("did_take", "took")
        word = short(lesson.entry.word, UNDO_WORD)
        self._undo.append(_Step(self._say(f"learning.{did}", word=word), undo, dismissed))
        self._tell(self._say(f"learning.{words}", word=lesson.entry.word))
        self._show()
        self._changed()

    def _take_back(self) -> None:
        if self._undo and self._guarded(self._undo[-1].undo):
            self._undo.pop()
            self._tell(self._say("learning.undone"))
            self._show()
            self._changed()

    def _recall(self) -> None:
        if self._guarded(learning.call_all_back):
            self.lessons = in_order((*self.lessons, *self._dismissed))
            self._undo = [step for step in self._undo if not step.dismissed]
            self._dismissed.clear()
            self._tell(self._say("learning.recalled"))
            self._show()
            self._changed()

    def _reset(self) -> None:
        if self._guarded(learning.reset_scores):
            self._tell(self._say("learning.was_reset"))
            self._show_sources()
            self._changed()

    def _guarded(self, deed: Callable[[], object]) -> bool:
        """Do it; where it fails, say why."""
        try:
            deed()
        except GuillemetError as error:
            self._complain(error.message)
            return False
        return True

    def _complain(self, message: Message) -> None:
        self._tell(self._say.say(message))

    def _tell(self, words: str) -> None:
        self.said.setText(words)
        announce(self.said, words)

    def _jump(self, index: QModelIndex) -> None:
        lesson = self.lesson
        if lesson is not None and 0 <= index.row() < len(lesson.seen):
            seen = lesson.seen[index.row()]
            self._go_to(seen.article, seen.start, seen.end)


def _take_back(wanted: Message | None) -> None:
    """Take the last change of the lexicon back, if it is still this one.

    Raises:
        UserError: something else was changed since.
    """
    if lexicon.last_change() != wanted:
        raise UserError(msg("learning.not_last"))
    lexicon.take_back()


def _chosen(table: QTableView, lessons: list[Lesson]) -> Lesson | None:
    row = table.currentIndex().row()
    return lessons[row] if 0 <= row < len(lessons) else None


def show_learning(
    say: Translator,
    found: Learned,
    project: Callable[[], Project | None],
    go_to: GoTo,
    changed: Callable[[], None],
    parent: QWidget | None,
) -> LearningWindow:
    """Open what there is to learn beside the window, in the place of an earlier one."""
    for earlier in parent.findChildren(LearningWindow) if parent is not None else ():
        earlier.close()
    window = LearningWindow(say, found, project, go_to, changed, parent)
    window.show()
    return window
