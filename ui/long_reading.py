"""LongReading: a long article's text is shown at once; its work comes from another thread."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent

from annotator.model.article import Article
from annotator.model.message import GuillemetError, msg
from annotator.services.annotating import Session
from ui.article_desk import ArticleDesk
from ui.article_view import keys
from ui.prepared import Prepared
from ui.presenters.opening import Done, Failed
from ui.workers.latest import Latest


@dataclass
class _Wish:
    """One article that is being read, as long as it is wanted."""

    done: Done
    failed: Failed


class LongReading(QObject):
    """Reads beside the window, and says so to whoever wants to annotate meanwhile."""

    def __init__(self, desk: ArticleDesk, parent: QObject | None = None) -> None:
        """Read for this desk."""
        super().__init__(parent)
        self._desk = desk
        self._wish: _Wish | None = None
        self._latest = Latest(self._failed, self)
        desk.text.installEventFilter(self)

    def begin(
        self, article: Article, read: Callable[[], Session], done: Done, failed: Failed
    ) -> None:
        """Show the text and read the work, which `done` gets on the window's thread."""
        self.drop()
        self._desk.await_work(article)
        wish = self._wish = _Wish(done, failed)
        prepare = self._desk.preparation()

        def work() -> Prepared | None:
            session = read()
            return prepare(session) if wish is self._wish else None

        self._latest.run(work, self._come)

    def drop(self) -> None:
        """Hand nothing over that is still being read."""
        self._wish = None
        self._latest.forget()

    def stop(self) -> None:
        """Hand nothing over, and wait until nothing is read any more."""
        self.drop()
        self._latest.stop()

    def _come(self, prepared: Prepared) -> None:
        wish, self._wish = self._wish, None
        if wish is not None:
            stay = self._desk.text.was_moved()
            self._desk.take(prepared)
            wish.done(prepared.session, stay)

    def _failed(self, error: GuillemetError) -> None:
        wish, self._wish = self._wish, None
        if wish is not None:
            wish.failed(error)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Say why a key does nothing while the work is being read; the caret's keys go on."""
        if (
            self._wish is not None
            and event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.text()
            and not keys.is_ours(event)
        ):
            self._desk.tell(msg("long.wait"))
        return super().eventFilter(watched, event)
