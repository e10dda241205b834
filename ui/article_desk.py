"""ArticleDesk: the text with its margin beside it, or below it where the window is narrow."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from annotator.messages import Translator
from annotator.model.article import Article
from annotator.model.message import GuillemetError, Message
from annotator.model.scheme import Scheme
from annotator.services.annotating import Outcome, Part, Session
from ui.announcing import listening
from ui.article_view.document import COLUMN
from ui.article_view.handles import dragged
from ui.article_view.header import ArticleHeader
from ui.article_view.keys import beside_line
from ui.article_view.view import ArticleView
from ui.calm import Calm
from ui.end_keys import EndKeys
from ui.margin.view import MarginView
from ui.prepared import Prepared, prepare
from ui.presenters import chosen
from ui.presenters.card_values import row_keys
from ui.presenters.cards import Cards
from ui.presenters.desk import Desk
from ui.presenters.marks import Marks
from ui.presenters.reading import Reading, joined
from ui.presenters.subtitle import remarks, subtitle
from ui.theme import Theme

NARROW = 760
"""Width, in device-independent pixels, below which the margin goes under the text."""


class ArticleDesk(QWidget):
    """Shows what the desk says, and tells it what was clicked; decides nothing."""

    told = Signal(object)
    failed = Signal(object)
    saved = Signal(object)
    desk_shown = Signal()

    def __init__(
        self, say: Translator, parent: QWidget | None = None, keys: Mapping[str, str] | None = None
    ) -> None:
        """Make text and margin and connect them to a desk of their own.

        Args:
            say: the language.
            parent: the window.
            keys: the first shortcut of each action as a person's keyboard names it.
        """
        super().__init__(parent)
        self._say = say
        self._marks = Marks(say.language)
        self._row_keys = row_keys(keys or {})
        self._cards = Cards(say.language, self._row_keys)
        self._reading = Reading(say)
        self._shown: Session | None = None
        self._awaited: Article | None = None
        self._prepared: Prepared | None = None
        self._theme: Theme | None = None
        self._calm = Calm()
        self.setAccessibleName(say("panel.desk"))
        self.text = ArticleView(say, self)
        self.margin = MarginView(say, self)
        self.desk = Desk(self)
        self.header = ArticleHeader(self)
        self.header.show_words(say("desk.none_open"))
        self._layout = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._layout.addWidget(self.text, 62)
        self._layout.addWidget(self.margin, 38)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.header)
        whole.addLayout(self._layout)
        self.setFocusProxy(self.text)
        self.margin.come_after(self.text)
        self._connect()
        EndKeys(self.text, self._end_taken, self.desk.step_end, self._line_end, self.desk.let_go)

    def _connect(self) -> None:
        self.text.item_clicked.connect(lambda item: self.desk.select(item, reveal=False))
        self.text.part_clicked.connect(self._part_clicked)
        self.text.caret_walked.connect(self._caret_walked)
        self.text.end_dragged.connect(self.desk.drag_end)
        self.text.laid_out.connect(lambda: self.margin.reposition(self.text.y_of))
        self.margin.card_clicked.connect(self.desk.select)
        self.margin.chosen.connect(lambda choice: chosen.carry_out(self.desk, choice))
        self.margin.row_activated.connect(self._open_row)
        self.margin.scrolled.connect(self._scroll)
        self.margin.left.connect(lambda: self.text.setFocus(Qt.FocusReason.OtherFocusReason))

    def _part_clicked(self, item: str, part: Part) -> None:
        if item == self.desk.selected:
            self.desk.part = part

    def _scroll(self, pixels: int) -> None:
        bar = self.text.verticalScrollBar()
        bar.setValue(bar.value() + pixels)

    def _end_taken(self) -> bool:
        return self.desk.taken is not None

    def _line_end(self, key: Qt.Key) -> None:
        """Move the end in hand by lines."""
        mark, taken, text = self.text.handles.mark, self.desk.taken, self.text.pages.text
        if mark is None or taken is None:
            return
        place = mark.start if taken.end == "start" else mark.end
        goal = beside_line(self.text, place, key)
        self.desk.put_end(*dragged(text, mark, taken.end, goal, exact=False))

    def _open_row(self, item: str, row: str) -> None:
        if item != self.desk.selected:
            self.desk.select(item)  # type: ignore[arg-type]  # a signal carries plain strings
        self.margin.open_picker(row)

    def set_look(
        self, theme: Theme, size: float, spacing: float, *, labels: bool, measure: int = COLUMN
    ) -> None:
        """Show text and margin in these colours and measures."""
        self.text.set_text_look(size, spacing, measure)
        self.text.set_labels_shown(labels)
        self.header.set_look(theme, size)
        if theme == self._theme:
            return
        first, self._theme = self._theme is None, theme
        self.text.set_theme(theme)
        self.margin.set_theme(theme)
        self.setPalette(self.text.palette())
        self.setAutoFillBackground(True)
        if first:
            self.show_desk(self.desk)

    def minimumSizeHint(self) -> QSize:
        """As narrow as with the margin below the text, wherever it is now."""
        each = (self.text, self.margin)
        narrow = max(max(one.minimumSizeHint().width(), one.minimumWidth()) for one in each)
        return QSize(narrow, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the margin beside or below the text."""
        narrow = event.size().width() < NARROW
        direction = QBoxLayout.Direction
        self.margin.set_beside(not narrow)
        self._layout.setDirection(direction.TopToBottom if narrow else direction.LeftToRight)
        super().resizeEvent(event)

    # What the desk asks for

    def caret(self) -> int:
        """The caret's place in code points."""
        return self.text.caret()

    def selection(self) -> tuple[int, int] | None:
        """The selected stretch in code points."""
        return self.text.selection()

    def clear_selection(self) -> None:
        """Select nothing."""
        self.text.clear_selection()

    def reveal(self, start: int, end: int) -> None:
        """Put the caret at a stretch and scroll to it."""
        self._show_article(self.desk)
        self.text.reveal(start, end)
        self.text.set_caret(start)
        self._reading.note_caret(start, self.text.page.marks)

    def show_desk(self, desk: Desk) -> None:
        """Show text, marks and cards anew."""
        self._show_article(desk)
        session = desk.session
        if session is not None:
            self.header.show_remarks(remarks(session, self._say))
            marks = self._marks.of(session, desk.selected)
            self.text.show_marks(marks, desk.taken, desk.part)
            cards = self._cards.of(session, desk.selected)
            self.margin.show_cards(cards, self.text.y_of)
            self._read(self._reading.of_desk(session, cards, marks))
        self.desk_shown.emit()

    def _read(self, sentences: tuple[str, ...]) -> None:
        """Have a screen reader say what the eye sees change."""
        self.text.announce(joined(sentences))

    def _caret_walked(self, point: int) -> None:
        """The arrow keys moved the cursor: say what it came into or left."""
        session = self.desk.session
        if session is not None and listening():
            cards = self._cards.of(session, self.desk.selected)
            self._read(self._reading.of_caret(point, self.text.page.marks, cards))

    def _show_article(self, desk: Desk) -> None:
        session = desk.session
        if session is self._shown and self._awaited is None:
            return
        there, self._awaited, self._shown = self._awaited, None, session
        self._reading.forget()
        self.margin.show_cards((), self.text.y_of)
        if session is None:
            self._calm.follow(0)
            self.text.show_nothing()
            self.header.show_words(self._say("desk.none_open"))
            self.margin.set_session(None)
            return
        self.margin.set_session(session)
        prepared, self._prepared = self._prepared, None
        if there is not None and prepared is not None and prepared.session is session:
            self.header.show_article(session.article, prepared.about)
            self._marks, self._cards = prepared.marks, prepared.cards
            self.text.page.take(prepared.paragraphs)
        else:
            self.header.show_article(session.article, subtitle(session, self._say))
            self.text.show_article(session.article)
        QTimer.singleShot(0, self, self._follow_calmly)

    # A long article, whose work is read beside the window

    def await_work(self, article: Article) -> None:
        """Show the text alone while the work on it is being read."""
        before, self._awaited = self._awaited, article
        self._prepared = None
        self._calm.hush()
        if before is None or (before.id, before.text) != (article.id, article.text):
            self.header.show_article(article, self._say("long.reading"))
            self.text.show_article(article)

    def preparation(self) -> Callable[[Session], Prepared]:
        """Makes on any thread what is to be shown of a session."""
        return partial(prepare, say=self._say, keys=self._row_keys)

    def take(self, prepared: Prepared) -> None:
        """Show what was prepared when its session comes to the desk."""
        if self._awaited is not None and self._awaited.text == prepared.session.article.text:
            self._prepared = prepared

    def _follow_calmly(self) -> None:
        """Once an article is shown: a long one is to be left alone by the collector of garbage."""
        self._calm.follow(len(self._shown.shown_items()) if self._shown is not None else 0)

    def open_picker(self, row: str) -> bool:
        """Open a picker in the open card."""
        return bool(self.margin.open_picker(row))

    def tell(self, message: Message) -> None:
        """Say something that needs no answer."""
        self.told.emit(message)

    def report(self, error: GuillemetError) -> None:
        """Say what went wrong."""
        self.failed.emit(error)

    def work_saved(self, outcome: Outcome) -> None:
        """Something was done; it is saved, or waits for the disk."""
        self.saved.emit(outcome)

    @property
    def scheme(self) -> Scheme | None:
        """The scheme of the open article."""
        return self.desk.session.scheme if self.desk.session else None
