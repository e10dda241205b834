"""Incoming: new suggestions on their way into the project, and when it is their turn."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from annotator.model.annotation import Proposals
from annotator.model.ids import ArticleId
from annotator.services.prelabel_child import Found
from annotator.services.project_values import OPEN_ARTICLE, PassScope
from annotator.services.projects import PATIENCE, Project, TurnTaken

if TYPE_CHECKING:
    from ui.window import Window

RETRY_MS = 1000
"""Time after which suggestions that had to wait are tried again, in milliseconds."""


@dataclass(frozen=True, slots=True)
class _Arrival:
    """Suggestions for an article of a project, and which articles may still get them."""

    project: Project
    proposals: Proposals
    made_with: str
    scope: PassScope


class Incoming(QObject):
    """Saves new suggestions and shows them.

    They wait while a long write is under way, and while a person is in the middle of something in
    that article. Of one article only the newest wait: what the rules found gives way to what rules
    and models found after them. The card that is open stays open.
    """

    _handed = Signal(object)

    def __init__(self, window: Window) -> None:
        """Start with nothing under way."""
        super().__init__(window)
        self._window = window
        self._waiting: dict[ArticleId, _Arrival] = {}
        self._unseen: set[ArticleId] = set()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(RETRY_MS)
        self._timer.timeout.connect(self._try_again)
        self._handed.connect(self._take)

    def come(self, proposals: Proposals, made_with: str) -> None:
        """Keep suggestions that were made for the window, unless its article is finished."""
        project = self._window.frame.project
        if project is not None:
            self._take(_Arrival(project, proposals, made_with, OPEN_ARTICLE))

    def hand_over(self, project: Project, found: Found, scope: PassScope) -> bool:
        """Take what a pass has found in the open article, which only the window may change.

        It is called on the thread of the pass.

        Args:
            project: that the pass goes over.
            found: in the article.
            scope: which articles the pass may change.

        Returns:
            Whether it is taken: the article is open, and the pass is to leave it alone.
        """
        if self._window.frame.current != found.proposals.article:
            return False
        self._handed.emit(_Arrival(project, found.proposals, found.made_with, scope))
        return True

    def follow(self, article: ArticleId, count: int) -> None:
        """A pass over the project has saved suggestions of an article: show or count them."""
        self._window.places.review.arrived()
        if self._window.frame.current != article:
            self._window.frame.note_suggestions(article, count)
        elif self._in_the_middle():
            self._unseen.add(article)
            self._timer.start()
        else:
            self._window.frame.guarded(lambda: self._show(article))

    def _take(self, one: _Arrival) -> None:
        article = one.proposals.article
        self._waiting.pop(article, None)
        if one.project is not self._window.frame.project:
            return
        here = self._window.frame.current == article
        if here and self._in_the_middle():
            self._wait(one)
        else:
            self._window.frame.guarded(lambda: self._keep(one, here))

    def _keep(self, one: _Arrival, here: bool) -> None:
        held = self._window.desk.selected if here else None
        try:
            kept = one.project.save_proposals(
                one.proposals, PATIENCE, one.made_with, one.scope, held
            )
        except TurnTaken:
            self._wait(one)
            return
        if kept:
            self._show(one.proposals.article)

    def _wait(self, one: _Arrival) -> None:
        self._waiting[one.proposals.article] = one
        self._timer.start()

    def _try_again(self) -> None:
        unseen, self._unseen = self._unseen, set()
        for one in tuple(self._waiting.values()):
            self._take(one)
        for article in unseen:
            if self._window.frame.current == article:
                self.follow(article, 0)

    def _in_the_middle(self) -> bool:
        """Whether a list is open, an end is in hand, or a step is not on the disk yet."""
        desk, article = self._window.desk, self._window.main.article
        unsaved = desk.session is not None and bool(desk.session.unsaved)
        return article.margin.picker_open or desk.taken is not None or unsaved

    def _show(self, article: ArticleId) -> None:
        """Show the suggestions of the open article as they are saved."""
        self._window.places.review.arrived()
        frame = self._window.frame
        if frame.opening.coming == article:
            frame.open_again()
        elif frame.project is not None and frame.current == article:
            self._window.desk.receive(frame.project.proposals(article))
            frame.update_row()
