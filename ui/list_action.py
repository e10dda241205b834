"""The action on official lists, as the table of commands has it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ui.window import Window


def lists(window: Window) -> None:
    """Show the official lists; what belongs to them is imported when it is asked for."""
    from ui.list_commands import lists as show

    show(window)


LIST_COMMANDS: Mapping[str, Callable[[Window], None]] = {"project.lists": lists}
