"""The action on official lists: the dialog, and what is done between two looks at it.

A deed closes the dialog, runs beside the window with progress and a way to stop it, and brings the
dialog back with what became of it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from annotator.model.message import GuillemetError, Message
from annotator.services.list_words import (
    list_title,
    say_imports,
    say_kept,
    say_withdrawn,
    say_withheld,
)
from annotator.services.listed import linked_entries, withdrawn_after
from annotator.services.lists import ListImport, ListRow, import_lists, lists_there, remove_list
from ui.dialogs.lists import ask_lists, ask_removal, ask_withheld, choose_lists
from ui.presenters.list_table import ListsWish

if TYPE_CHECKING:
    from ui.window import Window

_Progress = Callable[[int, int, str], None]
_Asked = Callable[[], bool]
_Result = TypeVar("_Result")
_Imported = tuple[tuple[str, ...], tuple[ListImport, ...]]
"""What is to be said of an import, and what was withheld."""
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


def _import(
    window: Window, paths: tuple[Path, ...], said: Sequence[str] = (), *, force: bool = False
) -> None:
    """Import files; an edition that would withdraw much is asked about, with nothing changed yet.

    Args:
        window: where.
        paths: the files.
        said: what became of files before.
        force: the person agreed to what is withdrawn.
    """
    project = window.frame.project

    def work(progress: _Progress, cancelled: _Asked) -> _Imported:
        done = import_lists(paths, progress, cancelled, force=force)
        taken = tuple(one for one in done.lists if one.withheld is None)
        lines = list(said)
        if taken or done.cancelled or not done.lists:
            lines += say_imports(replace(done, lists=taken), window.say)
        if project is not None and done.kept:
            lines += say_withdrawn(withdrawn_after(project), window.say)
        return tuple(lines), done.withheld

    _beside(window, "lists.task.import", work, partial(_imported, window))


def _imported(window: Window, found: _Imported) -> None:
    """Ask about what was withheld, import what the person agrees to, and show what was done."""
    said, withheld = found
    agreed: list[Path] = []
    for one in withheld:
        if ask_withheld(window.say, one, window.main):
            agreed += one.paths
        else:
            said = (*said, say_withheld(one, window.say))
    if agreed:
        _import(window, tuple(agreed), said, force=True)
    else:
        lists(window, said)


def _remove(window: Window, wish: ListsWish) -> None:
    row = wish.row
    if row is None or not ask_removal(window.say, row, window.main):
        lists(window)
        return
    name = row.edition.list

    def work(_progress: _Progress, _cancelled: _Asked) -> tuple[str, ...]:
        title = list_title(name, window.say)
        return (window.say("lists.removed", title=title, n=remove_list(name)),)

    _beside(window, "lists.task.remove", work, partial(lists, window))


def _beside(
    window: Window,
    title: str,
    work: Callable[[_Progress, _Asked], _Result],
    then: Callable[[_Result], None],
) -> None:
    """Do slow work; `then` shows what it did, and if it fails, the dialog comes back."""

    def guarded(progress: _Progress, cancelled: _Asked) -> Callable[[], None]:
        try:
            found = work(progress, cancelled)
        except GuillemetError as error:
            return partial(lists, window, (), error.message)
        return partial(then, found)

    def done(follow: Callable[[], None]) -> None:
        window.entries.read()
        follow()

    window.tasks.run(title, guarded, done)
