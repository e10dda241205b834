"""The history of an article: every line of its log, and the work as it was after each."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal

from annotator.model.change import Batch, Work
from annotator.model.ids import AnnotationId, ArticleId
from annotator.model.message import Message, UserError, msg
from annotator.model.scheme import Scheme
from annotator.services.annotating import History, Session
from annotator.services.annotating.past import rewound
from annotator.services.project_values import LoadedWork
from annotator.services.projects import LogEntry, Project

Does = Literal["did", "undid", "redid"]


@dataclass(frozen=True, slots=True)
class Moment:
    """One line of an article's history.

    Attributes:
        at: when, ISO 8601 in UTC.
        by: who.
        does: whether the deed was done, taken back or brought back.
        label: the deed.
        annotation: the work that it is a part of; None for a change of the article itself.
    """

    at: str
    by: str
    does: Does
    label: Message
    annotation: AnnotationId | None


class Timeline:
    """What was done to one article, as it is saved when this is made."""

    def __init__(self, project: Project, article_id: ArticleId) -> None:
        """Read the log of an article, and the work of everybody in it as it is now.

        Raises:
            GuillemetError: the project cannot be read.
        """
        self._entries = tuple(reversed(project.history(article_id)))
        authors = {one.author for one in self._entries if one.annotation is not None}
        loaded = (project.load_work(article_id, author) for author in authors)
        self._loaded = {one.work.annotation.id: one for one in loaded}

    @cached_property
    def moments(self) -> tuple[Moment, ...]:
        """The lines, the newest first."""
        return tuple(_moment(entry) for entry in self._entries)

    def batch(self, place: int) -> Batch:
        """The changes of the line at a place."""
        return self._entries[place].batch

    def work_after(self, place: int) -> LoadedWork | None:
        """The work of the one who did the deed at a place, as it was then.

        None where the deed was not done on any work, or on one that cannot be shown any more.
        """
        entry = self._entries[place]
        loaded = self._loaded.get(entry.annotation) if entry.annotation is not None else None
        if loaded is None:
            return None
        later = [one.batch for one in self._entries[:place] if one.annotation == entry.annotation]
        return replace(loaded, work=rewound(loaded.work, later[::-1]))


def _moment(entry: LogEntry) -> Moment:
    batch = entry.batch
    does: Does = "undid" if batch.undoes else "redid" if batch.redoes else "did"
    return Moment(entry.at, entry.author, does, batch.label, entry.annotation)


class _Closed:
    """A journal that takes nothing."""

    def commit(self, batch: Batch, after: Work, article_id: ArticleId, author: str) -> None:
        """Refuse.

        Raises:
            UserError: always.
        """
        raise UserError(msg("history.only_shown"))


def shown_only(loaded: LoadedWork, scheme: Scheme) -> Session:
    """A session to look at some work, its labels as `scheme` has them, which refuses every deed."""
    return Session(_Closed(), loaded.article, loaded.work, loaded.proposals, History(), scheme)
