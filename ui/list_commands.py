"""The action on official lists: the dialog, and what is done between two looks at it.

A deed closes the dialog, runs beside the window with progress and a way to stop it, and brings the
dialog back with what became of it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from annotator.model.message import GuillemetError, Message
from annotator.services.list_words import list_title, say_imports, say_kept, say_withdrawn
from annotator.services.listed import linked_entries, withdrawn_after
from annotator.services.lists import ListRow, import_lists, lists_there, remove_list
from ui.dialogs.lists import ask_lists, ask_removal, choose_lists
from ui.presenters.list_table import ListsWish

if TYPE_CHECKING:
    from ui.window import Window

_Progress = Callable[[int, int, str], None]
_Asked = Callable[[], bool]
_Found = tuple[tuple[ListRow, ...], str]
"""The lists, and what the open project keeps of such lists."""


def lists(window: Window, said: Sequence[str] = (), trouble: Message | None = None) -> None:
    """Look which lists are here, and show them.

    Args:
        window: where.
        said: what the deed before did, a line for each thing.
        trouble: what went wrong with it.
    """
    project = window.frame.project

    def look(_progress: _Progress, _cancelled: _Asked) -> _Found:
        rows = lists_there()
        if project is None:
            return rows, ""
        here = {row.edition.list for row in rows}
        return rows, "\n".join(say_kept(linked_entries(project), here, window.say))

    window.tasks.run("lists.task.look", look, partial(_show, window, said, trouble))


def _show(window: Window, said: Sequence[str], trouble: Message | None, found: _Found) -> None:
    rows, kept = found
    wish = ask_lists(window.say, rows, said, window.main, trouble, kept)
    if wish.deed == "import":
        paths = wish.paths or choose_lists(window.say, window.main)
        if paths:
            _import(window, paths)
        else:
            lists(window, said)
    elif wish.deed == "remove":
        _remove(window, wish)


def _import(window: Window, paths: tuple[Path, ...]) -> None:
    project = window.frame.project

    def work(progress: _Progress, cancelled: _Asked) -> tuple[str, ...]:
        done = import_lists(paths, progress, cancelled)
        lines = tuple(say_imports(done, window.say))
        if project is None or not done.kept:
            return lines
        return (*lines, *say_withdrawn(withdrawn_after(project), window.say))

    _beside(window, "lists.task.import", work)


def _remove(window: Window, wish: ListsWish) -> None:
    row = wish.row
    if row is None or not ask_removal(window.say, row, window.main):
        lists(window)
        return
    name = row.edition.list

    def work(_progress: _Progress, _cancelled: _Asked) -> tuple[str, ...]:
        title = list_title(name, window.say)
        return (window.say("lists.removed", title=title, n=remove_list(name)),)

    _beside(window, "lists.task.remove", work)


def _beside(
    window: Window, title: str, work: Callable[[_Progress, _Asked], tuple[str, ...]]
) -> None:
    """Do slow work; afterwards, and if it fails, the dialog comes back."""

    def guarded(progress: _Progress, cancelled: _Asked) -> Callable[[], None]:
        try:
            said = work(progress, cancelled)
        except GuillemetError as error:
            return partial(lists, window, (), error.message)
        return partial(lists, window, said)

    def done(follow: Callable[[], None]) -> None:
        window.entries.read()
        follow()

    window.tasks.run(title, guarded, done)
