"""Saver: steps become durable in their order; those that the disk cannot take now wait here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from annotator.model.change import Batch, Work
from annotator.model.ids import ArticleId
from annotator.model.message import EnvironmentTrouble, GuillemetError
from annotator.services.projects import PATIENCE, Project
from annotator.store.trouble import ReadOnlyProject


class Journal(Protocol):
    """Where batches become durable."""

    def commit(self, batch: Batch, after: Work, article_id: ArticleId, author: str) -> None:
        """Save a batch; durable when it returns.

        Raises:
            GuillemetError: it could not be saved; nothing was.
        """


@dataclass(frozen=True, slots=True)
class WindowJournal:
    """A project that holds no key up: during a long write, such as an import, a step waits."""

    project: Project

    def commit(self, batch: Batch, after: Work, article_id: ArticleId, author: str) -> None:
        """Save a batch, unless a long write takes its time.

        Raises:
            GuillemetError: it could not be saved; nothing was.
        """
        self.project.commit(batch, after, article_id, author, PATIENCE)


class Saver:
    """Saves the steps of one session.

    Attributes:
        trouble: why steps wait; None if all are saved.
    """

    def __init__(self, journal: Journal, article: ArticleId, author: str) -> None:
        """Start with nothing to save."""
        self._journal = journal
        self._article = article
        self._author = author
        self._waiting: list[tuple[Batch, Work]] = []
        self.trouble: EnvironmentTrouble | None = None

    @property
    def waiting(self) -> int:
        """How many steps are not saved yet."""
        return len(self._waiting)

    @property
    def batches(self) -> tuple[Batch, ...]:
        """The steps that are not saved yet, in order."""
        return tuple(batch for batch, _after in self._waiting)

    def save(self, batch: Batch, after: Work) -> None:
        """Save a step behind those that wait, or have it wait with them.

        Raises:
            GuillemetError: it does not fit what is saved, or nothing may be changed at all;
                the step is forgotten.
        """
        self._waiting.append((batch, after))
        try:
            self.retry()
        except GuillemetError:
            self._waiting.pop()
            raise

    def retry(self) -> bool:
        """Save what waits, in order; whether all is saved now.

        Raises:
            GuillemetError: a step does not fit what is saved, or nothing may be changed at all.
        """
        self.trouble = None
        while self._waiting:
            batch, after = self._waiting[0]
            try:
                self._journal.commit(batch, after, self._article, self._author)
            except ReadOnlyProject:
                raise
            except EnvironmentTrouble as trouble:
                self.trouble = trouble
                return False
            self._waiting.pop(0)
        return True
