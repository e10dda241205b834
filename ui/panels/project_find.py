"""FindPanel: the place where words are found in the whole project, each in its context."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPalette
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from annotator.messages import Translator
from annotator.model.dates import PartialDate
from annotator.model.finding import ORDERS, ProjectQuery
from annotator.model.message import UserError
from annotator.model.scheme import Scheme
from annotator.services.finding import FindChoices
from ui.models.context import ContextModel
from ui.panels.context_list import ContextList
from ui.panels.side_form import SideForm, button_style, choice, fill, set_line, set_tick
from ui.presenters.context_rows import ContextRow
from ui.presenters.project_find import FoundWords
from ui.theme import Theme

READABLE = 760
"""Width of a line that is comfortable to read, in pixels."""
WAIT_MS = 200
"""How long typing rests before the project is searched, in milliseconds."""


class FindPanel(QWidget):
    """Words and filters at the left, what was found in the middle."""

    query_changed = Signal(object)
    """A `ProjectQuery`."""
    bad_date = Signal(object)
    """The message for a date that is none."""
    stop_wanted = Signal()
    """What is being looked for is to be left as far as it is."""

    def __init__(
        self,
        say: Translator,
        row: Callable[[int], ContextRow | None],
        parent: QWidget | None = None,
    ) -> None:
        """Make the place.

        Args:
            say: the language.
            row: gives a row of what was found by its place.
            parent: the window.
        """
        super().__init__(parent)
        self._say = say
        self._annotator = ""
        self.model = ContextModel(row, say("finding.seeking"))
        self.form = SideForm(say("finding.project"), self)
        self.words = QLineEdit(self)
        self.whole = self._box("finding.whole")
        self.exact = self._box("finding.exact")
        self.regex = self._box("finding.regex")
        self.order = choice(self)
        self.inside, self.status = choice(self), choice(self)
        self.source, self.language = choice(self), choice(self)
        self.since, self.until = QLineEdit(self), QLineEdit(self)
        self.clear = QPushButton(say("finding.clear"), self)
        self.count = QLabel(self)
        self.note = QLabel(self)
        self.stop = QPushButton(say("finding.stop"), self)
        self.list = ContextList(self.model, self)
        self._empty = QLabel(say("finding.start"), self)
        self._stack = QStackedWidget(self)
        self._timer = QTimer(self)
        self._build()
        self._connect()

    def _box(self, name: str) -> QCheckBox:
        box = QCheckBox(self._say(name), self)
        box.setToolTip(self._say(f"{name}_tip"))
        return box

    def _build(self) -> None:
        say = self._say
        self.setAccessibleName(say("finding.project"))
        self.list.setAccessibleName(say("finding.results"))
        self.words.setClearButtonEnabled(True)
        self.words.setPlaceholderText(say("finding.project_words"))
        self.words.installEventFilter(self)
        for line in (self.since, self.until):
            line.setPlaceholderText(say("finding.date_hint"))
        self.form.add(say("finding.project"), self.words, self.whole, self.exact, self.regex)
        self.form.add(say("finding.order"), self.order)
        self.form.add(say("finding.inside"), self.inside)
        self.form.add(say("finding.status"), self.status)
        self.form.add(say("finding.source"), self.source)
        self.form.add(say("finding.language"), self.language)
        self.form.add(say("finding.since"), self.since)
        self.form.add(say("finding.until"), self.until)
        self.form.add_plain(self.clear)
        self.form.close_below()
        self._empty.setWordWrap(True)
        self._empty.setMaximumWidth(READABLE)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._stack.addWidget(self.list)
        self._stack.addWidget(self._empty)
        self._stack.setCurrentIndex(1)
        middle = QVBoxLayout()
        middle.setContentsMargins(0, 0, 0, 0)
        middle.setSpacing(0)
        self.count.setContentsMargins(18, 12, 16, 8)
        head = QHBoxLayout()
        head.setContentsMargins(0, 0, 16, 0)
        head.addWidget(self.count, 1)
        head.addWidget(self.stop)
        middle.addLayout(head)
        self.stop.hide()
        self.note.setWordWrap(True)
        self.note.setTextFormat(Qt.TextFormat.PlainText)
        self.note.setContentsMargins(18, 0, 16, 8)
        self.note.hide()
        middle.addWidget(self.note)
        middle.addWidget(self._stack, 1)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.form)
        whole.addLayout(middle, 1)
        self.setFocusProxy(self.words)

    def _boxes(self) -> tuple[QComboBox, ...]:
        return (self.order, self.inside, self.status, self.source, self.language)

    def _ticks(self) -> tuple[QCheckBox, ...]:
        return (self.whole, self.exact, self.regex)

    def _connect(self) -> None:
        self._timer.setSingleShot(True)
        self._timer.setInterval(WAIT_MS)
        self._timer.timeout.connect(self.changed)
        self.words.textChanged.connect(lambda _words: self._timer.start())
        for box in self._boxes():
            box.currentIndexChanged.connect(lambda _place: self.changed())
        for tick in self._ticks():
            tick.toggled.connect(lambda _on: self.changed())
        self.stop.clicked.connect(self.stop_wanted)
        for line in (self.since, self.until):
            line.editingFinished.connect(self.changed)
        self.clear.clicked.connect(self._clear)

    def _clear(self) -> None:
        for line in (self.words, self.since, self.until):
            set_line(line, "")
        for box in self._boxes():
            box.blockSignals(True)
            box.setCurrentIndex(0)
            box.blockSignals(False)
        for tick in self._ticks():
            set_tick(tick, on=False)
        self.changed()
        self.words.setFocus(Qt.FocusReason.OtherFocusReason)

    def changed(self) -> None:
        """Say what is sought now."""
        self._timer.stop()
        kind, label = self.inside.currentData() or ("", "")
        try:
            since, until = (self._date(line) for line in (self.since, self.until))
        except UserError as error:
            self.bad_date.emit(error.message)
            return
        self.query_changed.emit(
            ProjectQuery(
                self._annotator,
                self.words.text(),
                source=self.source.currentData() or "",
                language=self.language.currentData() or "",
                since=since,
                until=until,
                status=self.status.currentData() or None,
                type=kind,
                label=label,
                regex=self.regex.isChecked(),
                whole=self.whole.isChecked(),
                exact=self.exact.isChecked(),
                order=self.order.currentData() or "text",
            )
        )

    def _date(self, line: QLineEdit) -> PartialDate | None:
        return PartialDate.parse(line.text()) if line.text().strip() else None

    def show_query(self, query: ProjectQuery, scheme: Scheme, choices: FindChoices) -> None:
        """Show what is sought, and what there is to choose from."""
        say, any_ = self._say, (self._say("finding.any"), "")
        self._annotator = query.annotator
        inside = list(_insides(scheme, say))
        fill(self.inside, [(any_[0], ("", "")), *inside], (query.type, query.label))
        states = [(say(f"panels.status.{one}"), one) for one in ("new", "in_progress", "done")]
        fill(self.status, [any_, *states], query.status or "")
        fill(self.source, [any_, *((one, one) for one in choices.sources)], query.source)
        named = [
            (say(f"language.{one}") if one in ("fr", "en") else one, one)
            for one in choices.languages
        ]
        fill(self.language, [any_, *named], query.language)
        orders = [(say(f"finding.order.{one}"), one) for one in ORDERS]
        fill(self.order, orders, query.order)
        set_tick(self.regex, on=query.regex)
        set_tick(self.whole, on=query.whole)
        set_tick(self.exact, on=query.exact)
        set_line(self.words, query.words)
        set_line(self.since, str(query.since or ""))
        set_line(self.until, str(query.until or ""))

    def show_found(self, said: FoundWords, *, rows: bool, seeking: bool, stoppable: bool) -> None:
        """Say what was found; the list shows the rows read so far.

        Args:
            said: the words.
            rows: there are some.
            seeking: it goes on.
            stoppable: it can be left as far as it is.
        """
        self.count.setText(said.count)
        self.note.setText(said.note)
        self.note.setVisible(bool(said.note))
        if not stoppable and self.stop.hasFocus():
            self.words.setFocus(Qt.FocusReason.OtherFocusReason)
        self.stop.setVisible(stoppable)
        self._empty.setText(said.empty)
        self._empty.setVisible(not seeking)
        self._stack.setCurrentIndex(0 if rows or seeking else 1)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Down, or Enter, goes from the words to what was found."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            into = (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter)
            if event.key() in into:
                if self._timer.isActive():
                    self.changed()
                self.list.setFocus(Qt.FocusReason.OtherFocusReason)
                if self.list.place < 0:
                    self.list.step(1)
                return True
        return super().eventFilter(watched, event)

    def set_theme(self, theme: Theme) -> None:
        """Show it in the colours of a theme."""
        palette = theme.palette()
        palette.setColor(QPalette.ColorRole.Window, theme.colour("page"))
        for widget in (self, self._stack, self._empty):
            widget.setPalette(palette)
        self.setAutoFillBackground(True)
        self.form.set_theme(theme)
        self.list.set_theme(theme)
        self.count.setStyleSheet(f"color: {theme.hex('text')}; font-weight: bold;")
        self.note.setStyleSheet(f"color: {theme.hex('text_soft')};")
        self.stop.setStyleSheet(button_style(theme))
        self._empty.setStyleSheet(f"color: {theme.hex('text_soft')}; padding: 18px 36px;")


def _insides(scheme: Scheme, say: Translator) -> Iterator[tuple[str, Any]]:
    """Mentions and each of their labels, quotes, references."""
    yield say("review.type.mention"), ("mention", "")
    for one in scheme.all_labels("entity_labels"):
        yield f"\u2003{one.title(say.language)}", ("mention", one.id)
    yield say("review.type.quote"), ("quote", "")
    yield say("review.type.reference"), ("reference", "")
