"""Pre-highlighting: the machine's pass over articles, in a process of its own.

The language pipeline never runs in the window's process: a thread would stall it by 100 ms, a
process by none (shared notes on Qt, section 4). Command line and window use the same `Engine`.
"""

from __future__ import annotations

import multiprocessing
import time
from collections.abc import Callable, Iterable
from concurrent.futures import CancelledError, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from typing import TypeVar

from annotator.model.annotation import Proposals
from annotator.model.article import Article
from annotator.model.ids import ArticleId
from annotator.model.message import EnvironmentTrouble, Message, msg
from annotator.services import prelabel_child
from annotator.services.prelabel_child import PrelabelFailed
from annotator.services.projects import Project

_Got = TypeVar("_Got")
POLL_SECONDS = 0.05
"""How often a waiting caller looks whether it was cancelled."""


class EngineStopped(EnvironmentTrouble):
    """The process that makes suggestions died, and died again when it was started anew."""


@dataclass(frozen=True, slots=True)
class PrelabelReport:
    """What a pass over a project did.

    Attributes:
        articles: how many articles got suggestions.
        suggestions: how many suggestions there were.
        failed: articles that could not be read by the machine, each with why.
        cancelled: the person stopped it; what was made before is kept.
    """

    articles: int
    suggestions: int
    failed: tuple[tuple[ArticleId, Message], ...] = ()
    cancelled: bool = False


class Engine:
    """Makes suggestions in a child process; starting it costs the caller nothing."""

    def __init__(self) -> None:
        """Start nothing yet."""
        self._pool: ProcessPoolExecutor | None = None
        self._children: set[multiprocessing.process.BaseProcess] = set()

    def start(self, language: str = "fr") -> Future[str]:
        """Start the child and have it load the pipeline of a language; returns at once.

        Returns:
            A future: the name of the pipeline that is at work, for `prelabelling.pipeline.<name>`.
        """
        return self._send(prelabel_child.warm_up, language)

    def submit(self, article: Article) -> Future[Proposals]:
        """Have suggestions made for an article; the result is a future.

        The future raises `BrokenProcessPool` if the child died; the next call starts another.
        """
        return self._send(prelabel_child.propose, article)

    def propose(self, article: Article, cancelled: Callable[[], bool] | None = None) -> Proposals:
        """Wait for the suggestions of an article; a child that died is tried once more.

        Raises:
            EngineStopped: it died twice.
            PrelabelFailed: it lives, but could not read this article.
            CancelledError: the caller cancelled.
        """
        for _ in range(2):
            if cancelled is not None and cancelled():
                raise CancelledError
            future = self.submit(article)
            try:
                return _wait(future, cancelled)
            except BrokenProcessPool:
                self.close()
        raise EngineStopped(msg("prelabelling.stopped", title=article.title))

    def close(self) -> None:
        """End the child at once, whatever it is doing; what waits in it is dropped."""
        if self._pool is None:
            return
        pool, children = self._pool, self._children
        self._pool, self._children = None, set()
        pool.shutdown(wait=False, cancel_futures=True)
        for child in children:
            child.terminate()
            child.join()

    def _send(self, call: Callable[..., _Got], *given: Article | str) -> Future[_Got]:
        try:
            return self._submit(call, *given)
        except BrokenProcessPool:
            self.close()
            return self._submit(call, *given)

    def _submit(self, call: Callable[..., _Got], *given: Article | str) -> Future[_Got]:
        """Hand a call to the child, which the first call of a pool starts."""
        if self._pool is None:
            context = multiprocessing.get_context("spawn")
            self._pool = ProcessPoolExecutor(1, context, prelabel_child.prepare)
        before = set(multiprocessing.active_children())
        future = self._pool.submit(call, *given)
        self._children |= set(multiprocessing.active_children()) - before
        return future


def _wait(future: Future[Proposals], cancelled: Callable[[], bool] | None) -> Proposals:
    while not future.done():
        if cancelled is not None and cancelled():
            future.cancel()
            raise CancelledError
        time.sleep(POLL_SECONDS if cancelled else 0.005)
    return future.result()


def prelabel_project(
    project: Project,
    engine: Engine,
    article_ids: Iterable[ArticleId] | None = None,
    on_progress: Callable[[int, int, str], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> PrelabelReport:
    """Make and keep suggestions for a project's articles, each saved as it comes.

    Args:
        project: where articles come from and suggestions go.
        engine: makes them.
        article_ids: which articles; None takes all that have none yet, so that a pass that was
            stopped goes on where it was.
        on_progress: told how many are done, how many there are, and the next title.
        cancelled: asked all the time.

    Raises:
        EngineStopped: the child process dies before it has read anything.
        GuillemetError: suggestions could not be saved.
    """
    wanted = tuple(project.unlabelled_articles() if article_ids is None else article_ids)
    done = suggestions = 0
    failed: list[tuple[ArticleId, Message]] = []
    for number, article_id in enumerate(wanted):
        article = project.article(article_id)
        if on_progress:
            on_progress(number, len(wanted), article.title)
        try:
            proposals = engine.propose(article, cancelled)
        except CancelledError:
            return PrelabelReport(done, suggestions, tuple(failed), cancelled=True)
        except (EngineStopped, PrelabelFailed) as error:
            if isinstance(error, EngineStopped) and not done:
                raise  # it never worked here: no other article would fare better
            failed.append((article_id, error.message))
            continue
        project.save_proposals(proposals)
        done += 1
        suggestions += len(proposals.suggestions)
    if on_progress:
        on_progress(len(wanted), len(wanted), "")
    return PrelabelReport(done, suggestions, tuple(failed))
