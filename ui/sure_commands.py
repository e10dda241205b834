"""Accepting together what the machine is sure enough of in the open article, seen before."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from annotator.model.message import UserError, msg
from ui.dialogs.sure import ask_sure
from ui.presenters.sure import sure_rows

if TYPE_CHECKING:
    from ui.window import Window


def accept_sure(window: Window) -> None:
    """Show what is at least this sure, and accept it as one step."""
    desk, frame = window.desk, window.frame
    session = desk.session
    if session is None:
        return

    def deed() -> None:
        if not session.open_suggestions():
            raise UserError(msg("sure.none"))

        def rows(percent: int) -> tuple[str, ...]:
            least = percent / 100
            return sure_rows(session.sure(least), session.scheme, window.say, least)

        chosen = ask_sure(window.say, rows, frame.settings.sure, window.main)
        if chosen is None:
            return
        percent, count = chosen
        frame.keep(replace(frame.settings, sure=percent))
        desk.done(session.accept_all(percent / 100), keep=True)
        window.tell(msg("sure.accepted", n=count), of_step=True)

    desk.guarded(deed)
