"""The actions on words: the lexicon, and what there is to learn from the work."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from annotator.model.ids import ArticleId
from annotator.services import learning
from annotator.services.learning import Learned
from ui.beside import show_place
from ui.dialogs.learning import show_learning
from ui.dialogs.lexicon import show_lexicon

if TYPE_CHECKING:
    from ui.window import Window


def lexicon(window: Window) -> None:
    """Show the lexicon beside the window."""
    project, session = window.frame.project, window.desk.session
    language = session.article.meta.language if session is not None else None
    if not language:
        language = project.settings.language if project is not None else "fr"
    show_lexicon(
        window.say,
        language,
        lambda: window.frame.project,
        partial(_changed, window),
        window.main,
    )


def learn(window: Window) -> None:
    """Look through the work of the project, then show what there is to learn."""
    project = window.frame.project
    if project is not None:
        window.tasks.run(
            "learning.task",
            lambda progress, cancelled: learning.learn(project, progress, cancelled),
            partial(_show, window),
        )


def _show(window: Window, found: Learned) -> None:
    window.watch.counted.emit(len(found.lessons))

    def go_to(article: ArticleId, start: int, end: int) -> None:
        show_place(window, shown, article, start, end)

    shown = show_learning(
        window.say,
        found,
        lambda: window.frame.project,
        go_to,
        partial(_changed, window),
        window.main,
    )


def _changed(window: Window) -> None:
    """The lexicon or a score is another: have the open article read anew, and count again."""
    session, project = window.desk.session, window.frame.project
    if session is not None and project is not None and not project.read_only:
        window.wants_proposals(session.article.id)
    window.watch.look(0)
