"""The actions on the codebook, as the table of commands has them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

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


CODEBOOK_COMMANDS: Mapping[str, Callable[[Window], None]] = {
    "project.codebook": codebook,
    "project.again": again,
}
