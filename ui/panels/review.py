"""ReviewPanel: the place where suggestions and items of the whole project are gone through."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPalette, QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from annotator.messages import Translator
from ui.announcing import announce
from ui.models.context import ContextModel
from ui.panels.context_list import ContextList
from ui.panels.review_filter import ReviewForm
from ui.panels.side_form import WIDTH
from ui.panels.unread import UnreadStrip
from ui.presenters.context_rows import ContextRow
from ui.theme import Theme

READABLE = 760
"""Width of a line that is comfortable to read, in pixels."""


NARROW, NARROW_FORM = 900, 212
"""Width of the place from which on all stands side by side, and of the fields where it does not."""


class ReviewPanel(QWidget):
    """Filter at the left; what can be done with all above the queue, with one entry below it."""

    def __init__(
        self,
        say: Translator,
        row: Callable[[int], ContextRow | None],
        parent: QWidget | None = None,
    ) -> None:
        """Make the place.

        Args:
            say: the language.
            row: gives a row of the queue by its place.
            parent: the window.
        """
        super().__init__(parent)
        self._say = say
        self.model = ContextModel(row, say("review.reading"))
        self.form = ReviewForm(say, self)
        self.count = QLabel(say("review.counting"), self)
        self.list = ContextList(self.model, self)
        self._empty = QLabel(self)
        self._stack = QStackedWidget(self)
        self.unread = UnreadStrip(say, self, narrow=False)
        self.sure = QLabel(self)
        self.accept = QPushButton(self)
        self.reject = QPushButton(self)
        self.text = QPushButton(self)
        self.undo = QPushButton(self)
        self.accept_all = QPushButton(self)
        self.reject_all = QPushButton(self)
        self._keys: dict[str, str] = {}
        self._build()

    def _build(self) -> None:
        self.setAccessibleName(self._say("review.name"))
        self.list.setAccessibleName(self._say("review.list"))
        self.count.setObjectName("count")
        self.sure.setObjectName("sure")
        self.sure.setWordWrap(True)
        self.sure.hide()
        self._empty.setWordWrap(True)
        self._empty.setMaximumWidth(READABLE)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._stack.addWidget(self.list)
        self._stack.addWidget(self._empty)
        self._head = head = QHBoxLayout()
        head.setContentsMargins(18, 12, 16, 8)
        head.setSpacing(8)
        head.addWidget(self.count, 1)
        self._all = QHBoxLayout()
        self._all.setSpacing(8)
        for button in (self.accept_all, self.reject_all):
            self._all.addWidget(button)
        head.addLayout(self._all)
        self._feet = feet = QHBoxLayout()
        feet.setContentsMargins(16, 8, 16, 8)
        feet.setSpacing(8)
        for button in (self.accept, self.reject, self.text, self.undo):
            feet.addWidget(button)
        feet.addStretch(1)
        for button in self._buttons():
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        middle = QVBoxLayout()
        middle.setContentsMargins(0, 0, 0, 0)
        middle.setSpacing(0)
        middle.addLayout(head)
        middle.addWidget(self.unread)
        middle.addWidget(self._stack, 1)
        middle.addWidget(self.sure)
        middle.addLayout(feet)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.form)
        whole.addLayout(middle, 1)
        self.setFocusProxy(self.list)

    def minimumSizeHint(self) -> QSize:
        """That of the narrow form, with the count above the buttons."""
        size = super().minimumSizeHint()
        ends = self._head.contentsMargins().left() + self._head.contentsMargins().right()
        rows = (self._feet.minimumSize().width(), self._all.minimumSize().width() + ends)
        return QSize(NARROW_FORM + max(rows), size.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the count above the buttons, and the fields closer, where the window is narrow."""
        super().resizeEvent(event)
        narrow = event.size().width() < NARROW
        directions = QHBoxLayout.Direction
        self._head.setDirection(directions.TopToBottom if narrow else directions.LeftToRight)
        left = Qt.AlignmentFlag.AlignLeft if narrow else Qt.AlignmentFlag(0)
        self._head.setAlignment(self._all, left)
        self.form.setFixedWidth(NARROW_FORM if narrow else WIDTH)

    def _buttons(self) -> tuple[QPushButton, ...]:
        one = (self.accept, self.reject, self.text, self.undo)
        return (*one, self.accept_all, self.reject_all)

    def set_keys(self, keys: dict[str, str]) -> None:
        """Show which keys do what, by action."""
        self._keys = keys
        for button, words, action in (
            (self.accept, "review.accept", "decide.accept"),
            (self.reject, "review.reject", "decide.reject"),
            (self.undo, "review.undo", "decide.undo"),
        ):
            button.setText(self._with_key(self._say(words), action))
        self.text.setText(f"{self._say('review.to_text')}  ⏎")
        self.show_queue(0, 0, counting=True)

    def _with_key(self, words: str, action: str) -> str:
        key = self._keys.get(action, "")
        return f"{words}  {key}" if key else words

    def show_queue(
        self, total: int, articles: int, place: int = 0, *, counting: bool = False
    ) -> None:
        """Show so many entries in so many articles, one of them as the present one."""
        self.list.show_rows(total, place)
        within = self._say("review.in_articles", n=articles)
        words = self._say("review.count", n=total, articles=within)
        self.count.setText(self._say("review.counting") if counting else words)
        self._stack.setCurrentIndex(0 if total or counting else 1)
        for button, name, action in (
            (self.accept_all, "review.accept_all", "decide.accept_all"),
            (self.reject_all, "review.reject_all", "review.reject_all"),
        ):
            button.setText(self._with_key(self._say(name, n=total), action))
        for button in (self.accept, self.reject, self.text, self.accept_all, self.reject_all):
            button.setEnabled(total > 0)

    def show_empty(self, *, decided: bool) -> None:
        """Say why nothing is there: all of it is decided, or the filter lets nothing through."""
        self._empty.setText(self._say("review.all_done" if decided else "review.empty"))

    def show_sure(self, words: str) -> None:
        """Say what is done when it is asked for once more; empty words take that back."""
        self.sure.setText(words)
        self.sure.setVisible(bool(words))
        announce(self, words, urgent=True)

    def set_theme(self, theme: Theme) -> None:
        """Show it in the colours of a theme."""
        palette = theme.palette()
        palette.setColor(QPalette.ColorRole.Window, theme.colour("page"))
        self.setPalette(palette)
        self.setAutoFillBackground(True)
        self._stack.setPalette(palette)
        self._empty.setPalette(palette)
        self.form.set_theme(theme)
        self.list.set_theme(theme)
        self.unread.set_theme(theme)
        self.count.setStyleSheet(f"color: {theme.hex('text')}; font-weight: bold;")
        self._empty.setStyleSheet(f"color: {theme.hex('text_soft')}; padding: 18px 36px;")
        self.sure.setStyleSheet(
            f"color: {theme.hex('text')}; background: {theme.hex('quote_band_selected')};"
            f" border-left: 4px solid {theme.hex('warn')}; padding: 8px 16px;"
        )
        style = (
            f"QPushButton {{ color: {theme.hex('text')}; background: {theme.hex('panel')};"
            f" border: 1px solid {theme.hex('key_border')}; border-radius: 5px;"
            " padding: 5px 10px; }"
            f" QPushButton:disabled {{ color: {theme.hex('text_soft')}; }}"
            f" QPushButton:hover {{ background: {theme.hex('hover')}; }}"
            f" QPushButton:focus {{ border-color: {theme.hex('focus')}; }}"
        )
        for button in self._buttons():
            button.setStyleSheet(style)
