"""The actions on what was: the history of the open article, the backups of the project."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from annotator.messages import Translator
from annotator.model.message import Message, msg
from annotator.services.backups import taken_out
from annotator.services.history import Timeline
from ui.dialogs.backups import BackupsForm, ask_backup
from ui.dialogs.files import choose_project
from ui.dialogs.history import HistoryWindow, ask_history
from ui.presenters import deeds
from ui.presenters.history import Leap, Past, Wish
from ui.presenters.when import shown_moment

if TYPE_CHECKING:
    from ui.window import Window


def history(window: Window) -> None:
    """Show the past of the open article, and go to the state that is wished."""
    session, project = window.desk.session, window.frame.project
    if session is None or project is None:
        return

    def look() -> None:
        past = Past(session, Timeline(project, session.article.id), window.say)
        frame = window.frame
        shown = HistoryWindow(
            window.say,
            past,
            window.theme,
            frame.settings,
            window.main,
        )
        wish = ask_history(shown)
        if wish is not None:
            deeds.go_to_past(window.desk, wish)
            window.tell(_went(wish, window.say))

    window.frame.guarded(look)


def _went(wish: Wish, say: Translator) -> Message:
    if isinstance(wish, Leap):
        way = "history.went_back" if wish.steps < 0 else "history.went_forward"
        return msg(way, n=abs(wish.steps))
    return msg("history.restored", when=shown_moment(wish.at, say.language))


def backups(window: Window) -> None:
    """Show the backups of the open project, or of one that cannot be opened any more."""
    project = window.frame.project
    path = project.path if project is not None else choose_project(window.say, window.main)
    if path is None:
        return
    form = BackupsForm(
        window.say,
        path,
        window.frame.settings.backup_folder,
        lambda folder: window.change_settings(backup_folder=folder),
        window.main,
    )
    backup = ask_backup(form)
    if backup is not None:
        window.tasks.run(
            "backups.task",
            lambda _progress, _cancelled: taken_out(backup, path),
            window.frame.open_project,
        )


PAST_COMMANDS: Mapping[str, Callable[[Window], None]] = {
    "article.history": history,
    "project.backups": backups,
}
