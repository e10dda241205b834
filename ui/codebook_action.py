"""The actions on the codebook, as the table of commands has them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from annotator.model.scheme import Scheme

if TYPE_CHECKING:
    from ui.window import Window


def codebook(window: Window) -> None:
    """Show the codebook; what belongs to it is imported when it is asked for."""
    from ui.codebook_commands import codebook as show

    show(window)


def again(window: Window) -> None:
    """Show the items to look at again."""
    from ui.again_commands import again as show

    show(window)


def after_settings(window: Window, own: Scheme | None) -> None:
    """Work with a scheme from a file from now on, if one was chosen; the places follow."""
    from annotator.services.scheme_bringing import work_with
    from ui.codebook_commands import follow

    project, author = window.frame.project, window.frame.settings.annotator
    if project is None:
        return

    def bring() -> None:
        if own is not None:
            work_with(project, own, author)

    window.frame.guarded(bring)
    follow(window)


CODEBOOK_COMMANDS: Mapping[str, Callable[[Window], None]] = {
    "project.codebook": codebook,
    "project.again": again,
}
