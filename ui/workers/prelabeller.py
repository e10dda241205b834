"""Prelabeller: the window's side of the pre-highlighting processes."""

from __future__ import annotations

from concurrent.futures import CancelledError, Future
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, QTimer, Signal

from annotator.model.article import Article
from annotator.model.message import GuillemetError, Message, msg
from annotator.services.prelabel_child import Found, Own
from annotator.services.prelabel_crew import EngineStopped
from annotator.services.prelabelling import Engine

POLL_MS = 10
"""How often answers are looked for while some are under way, in milliseconds."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """An article that is being read: by the rules, or by rules and models."""

    article: Article
    future: Future[Found]
    tries: int
    refined: bool
    own: Own


class Prelabeller(QObject):
    """Asks the engine for one article after the other and hands on what comes.

    What the rules find comes at once; where models were chosen, what they and the rules find
    together comes after it.
    """

    proposed = Signal(object, str)
    """Proposals, and with what they were made."""
    failed = Signal(object)
    busy_changed = Signal(bool)
    pipeline_known = Signal(str)
    """The pipeline is loaded; its name, for `prelabelling.pipeline.<name>`."""

    def __init__(self, engine: Engine, parent: QObject | None = None) -> None:
        """Watch an engine that others may use, too."""
        super().__init__(parent)
        self._engine = engine
        self._waiting: dict[tuple[str, bool], _Asked] = {}
        self._said: set[Message] = set()
        self._timer = QTimer(self)
        self._timer.setInterval(POLL_MS)
        self._timer.timeout.connect(self._look)
        self._loading: Future[str] | None = None
        self._models_for: str | None = None

    def start(self, language: str) -> None:
        """Have the processes load what they need for a language, and say what it is.

        Models come after the rules, which would else be kept waiting for the processor.
        """
        self._said.clear()
        self._models_for = language
        self._loading = self._engine.start(language)
        self._timer.start()

    @property
    def busy(self) -> bool:
        """Whether suggestions are under way."""
        return bool(self._waiting)

    def ask(self, article: Article, own: Own = ()) -> None:
        """Have suggestions made for an article, unless they are under way.

        Args:
            article: the article.
            own: what its project added to the catalogue.
        """
        if (article.id, False) not in self._waiting:
            future = self._engine.submit(article, own)
            self._wait_for(_Asked(article, future, 1, refined=False, own=own))

    def stop(self) -> None:
        """Wait for nothing any more."""
        self._waiting.clear()
        self._loading, self._models_for = None, None
        self._timer.stop()

    def _wait_for(self, asked: _Asked) -> None:
        was_busy = self.busy
        self._waiting[asked.article.id, asked.refined] = asked
        self._timer.start()
        if not was_busy:
            self.busy_changed.emit(True)

    def _look(self) -> None:
        was_busy = self.busy
        self._look_at_loading()
        for key, asked in list(self._waiting.items()):
            if asked.future.done() and self._waiting.pop(key, None) is not None:
                self._take(asked)
        if not self._waiting and self._loading is None:
            self._timer.stop()
        if was_busy and not self.busy:
            self.busy_changed.emit(False)

    def _look_at_loading(self) -> None:
        loading = self._loading
        if loading is None or not loading.done():
            return
        language, self._models_for = self._models_for, None
        self._loading = self._engine.start_models(language) if language is not None else None
        try:
            self.pipeline_known.emit(loading.result())
        except (BrokenProcessPool, CancelledError):
            return  # the next article starts another process, or says what is wrong
        except GuillemetError as error:
            self._tell(error)

    def _take(self, asked: _Asked) -> None:
        try:
            found = asked.future.result()
        except (BrokenProcessPool, CancelledError):
            self._again(asked)
        except GuillemetError as error:
            self._tell(error)
        else:
            self.proposed.emit(found.proposals, found.made_with)
            if not asked.refined:
                self._refine(asked.article, asked.own, tries=1)

    def _refine(self, article: Article, own: Own, tries: int) -> None:
        future = self._engine.refine(article, own)
        if future is not None:
            self._wait_for(_Asked(article, future, tries, refined=True, own=own))

    def _again(self, asked: _Asked) -> None:
        """The process died: once more with a new one, then say so."""
        if asked.tries >= 2:
            name = "prelabelling.models_stopped" if asked.refined else "prelabelling.stopped"
            self._tell(EngineStopped(msg(name, title=asked.article.title)))
        elif asked.refined:
            self._refine(asked.article, asked.own, asked.tries + 1)
        else:
            future = self._engine.submit(asked.article, asked.own)
            self._wait_for(replace(asked, future=future, tries=asked.tries + 1))

    def _tell(self, error: GuillemetError) -> None:
        """Say what went wrong; the same of a model is not said again for every article."""
        if error.message not in self._said:
            self._said.add(error.message)
            self.failed.emit(error)
