"""Opening: an article's work is read and put on the desk; a long one's while its text is shown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Protocol

from annotator.model.article import Article
from annotator.model.ids import ArticleId
from annotator.model.message import GuillemetError
from annotator.services.annotating import History, Session, WindowJournal
from annotator.services.entries import EntryBook
from annotator.services.projects import Project
from annotator.services.register import read_titles
from annotator.services.schemes import scheme_for
from ui.presenters.desk import Desk

LONG = 90_000
"""Code points (some 15,000 words) from which an article's work is read beside the window."""
SURELY_SHORT = LONG // 10
"""Words below which nobody need look at the text to know that it is shorter."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Whose work on which article is asked for."""

    project: Project
    article: ArticleId
    annotator: str
    entries: EntryBook | None

    def text(self) -> Article:
        """The article alone.

        Raises:
            GuillemetError: there is none, or it cannot be read.
        """
        return self.project.article(self.article)

    def read(self) -> Session:
        """The work on it; on any thread.

        Raises:
            GuillemetError: there is no such article, or it cannot be read.
        """
        loaded = self.project.load_work(self.article, self.annotator)
        session = Session(
            WindowJournal(self.project),
            loaded.article,
            loaded.work,
            loaded.proposals,
            History.of(loaded.log),
            scheme_for(self.project, loaded.work.annotation.scheme),
            self.entries,
        )
        session.where = partial(read_titles, self.project)
        return session


Done = Callable[[Session, bool], None]
"""Gets what was read, and whether the person has moved in the text meanwhile."""
Failed = Callable[[GuillemetError], None]


class OpeningView(Protocol):
    """What opening needs of the window."""

    def read_aside(
        self, article: Article, read: Callable[[], Session], done: Done, failed: Failed
    ) -> None:
        """Show an article's text alone, read its work on another thread, and hand that over."""

    def read_no_more(self) -> None:
        """Hand nothing over that is still being read."""

    def report(self, error: GuillemetError) -> None:
        """Say what went wrong."""


class Opening:
    """Puts articles on the desk.

    Attributes:
        coming: the article whose text is shown while its work is being read.
    """

    def __init__(
        self,
        view: OpeningView,
        desk: Desk,
        opened: Callable[[Session], None],
        settled: Callable[[], None],
    ) -> None:
        """Start with nothing.

        Args:
            view: the window.
            desk: where articles are put.
            opened: gets each article that is on the desk now.
            settled: called when what was read beside the window has come, or could not be read.
        """
        self._view, self._desk = view, desk
        self._opened, self._settled = opened, settled
        self._asked: Asked | None = None
        self._then: Callable[[], object] | None = None

    @property
    def coming(self) -> ArticleId | None:
        """The article whose text is shown while its work is being read."""
        return self._asked.article if self._asked is not None else None

    def put(self, asked: Asked, *, aside: bool) -> None:
        """Put an article on the desk; `aside` allows that its work comes later.

        Raises:
            GuillemetError: there is no such article, or it cannot be read.
        """
        self.forget()
        article = asked.text() if aside else None
        if article is None or len(article.text) < LONG:
            session = asked.read()
            self._desk.open(session)
            self._opened(session)
            return
        if self._desk.session is not None:
            self._desk.close()
        self._asked = asked
        self._view.read_aside(article, asked.read, self._arrived, self._failed)

    def again(self) -> None:
        """What is being read was changed: read it anew."""
        asked, then = self._asked, self._then
        if asked is not None:
            self.put(asked, aside=True)
            self._then = then

    def forget(self) -> None:
        """What is being read is not wanted any more."""
        if self._asked is not None:
            self._asked, self._then = None, None
            self._view.read_no_more()

    def when_there(self, deed: Callable[[], object]) -> None:
        """Do something at once, or when the work that is being read is on the desk."""
        if self._asked is None:
            deed()
        else:
            self._then = deed

    def _arrived(self, session: Session, stay: bool) -> None:
        then = self._then
        self._asked, self._then = None, None
        self._desk.open(session, stay=stay)
        self._opened(session)
        self._settled()
        if then is not None:
            then()

    def _failed(self, error: GuillemetError) -> None:
        self._asked, self._then = None, None
        self._desk.close()
        self._view.report(error)
        self._settled()
