"""Prelabeller: the window's side of the pre-highlighting process."""

from __future__ import annotations

from concurrent.futures import CancelledError, Future
from concurrent.futures.process import BrokenProcessPool

from PySide6.QtCore import QObject, QTimer, Signal

from annotator.model.annotation import Proposals
from annotator.model.article import Article
from annotator.model.message import GuillemetError, msg
from annotator.services.prelabelling import Engine, EngineStopped

POLL_MS = 40


class Prelabeller(QObject):
    """Asks the engine for one article after the other and hands on what comes."""

    proposed = Signal(object)
    failed = Signal(object)
    busy_changed = Signal(bool)
    pipeline_known = Signal(str)
    """The pipeline is loaded; its name, for `prelabelling.pipeline.<name>`."""

    def __init__(self, engine: Engine, parent: QObject | None = None) -> None:
        """Watch an engine that others may use, too."""
        super().__init__(parent)
        self._engine = engine
        self._waiting: dict[str, tuple[Article, Future[Proposals], int]] = {}
        self._timer = QTimer(self)
        self._timer.setInterval(POLL_MS)
        self._timer.timeout.connect(self._look)
        self._loading: Future[str] | None = None

    def start(self, language: str) -> None:
        """Have the process load the pipeline of a language, and say which it is."""
        self._loading = self._engine.start(language)
        self._timer.start()

    @property
    def busy(self) -> bool:
        """Whether suggestions are under way."""
        return bool(self._waiting)

    def ask(self, article: Article) -> None:
        """Have suggestions made for an article, unless they are under way."""
        if article.id not in self._waiting:
            self._submit(article, tries=1)

    def stop(self) -> None:
        """Wait for nothing any more."""
        self._waiting.clear()
        self._loading = None
        self._timer.stop()

    def _submit(self, article: Article, tries: int) -> None:
        was_busy = self.busy
        self._waiting[article.id] = (article, self._engine.submit(article), tries)
        self._timer.start()
        if not was_busy:
            self.busy_changed.emit(True)

    def _look(self) -> None:
        was_busy = self.busy
        self._look_at_loading()
        for article, future, tries in list(self._waiting.values()):
            if future.done():
                del self._waiting[article.id]
                self._take(article, future, tries)
        if not self._waiting and self._loading is None:
            self._timer.stop()
        if was_busy and not self.busy:
            self.busy_changed.emit(False)

    def _look_at_loading(self) -> None:
        loading = self._loading
        if loading is None or not loading.done():
            return
        self._loading = None
        try:
            self.pipeline_known.emit(loading.result())
        except (BrokenProcessPool, CancelledError):
            return  # the article that comes next starts another process, or says what is wrong
        except GuillemetError as error:
            self.failed.emit(error)

    def _take(self, article: Article, future: Future[Proposals], tries: int) -> None:
        try:
            proposals = future.result()
        except BrokenProcessPool:
            self._again(article, tries)
        except CancelledError:
            self._again(article, tries)
        except GuillemetError as error:
            self.failed.emit(error)
        else:
            self.proposed.emit(proposals)

    def _again(self, article: Article, tries: int) -> None:
        """The process died: once more with a new one, then say so."""
        if tries < 2:
            self._submit(article, tries + 1)
            return
        self.failed.emit(EngineStopped(msg("prelabelling.stopped", title=article.title)))
