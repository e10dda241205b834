"""The action that shows a person's own figures."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from annotator.model.message import msg
from ui.dialogs.pace import PaceWindow, ask_pace

if TYPE_CHECKING:
    from ui.window import Window


def pace(window: Window) -> None:
    """Count up to now and show the figures; erase them if wished."""
    watch = window.pace

    def look() -> None:
        shown = PaceWindow(window.say, watch.count_now(), lambda: _switch(window), window.main)
        if ask_pace(shown):
            watch.erase()
            window.tell(msg("pace.erased_all"))

    window.frame.guarded(look)


def _switch(window: Window) -> None:
    on = not window.frame.settings.pace
    window.change_settings(pace=on)
    window.tell(msg("pace.is_on" if on else "pace.is_off"))


PACE_COMMANDS: Mapping[str, Callable[[Window], None]] = {"view.pace": pace}
