"""What the actions of places and of finding do."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from annotator.model.message import UserError, msg
from annotator.services.annotating.occurrences import mark, occurrences
from annotator.services.annotating.plan import words_of
from ui.dialogs.occurrences import ask_occurrences
from ui.sure_commands import accept_sure

if TYPE_CHECKING:
    from ui.window import Window


def go(window: Window, place: str) -> None:
    """Go to a place; where one is there already, back to the text."""
    window.places.go("annotate" if window.places.present == place else place)


def find_in_article(window: Window) -> None:
    """Show the find bar."""
    window.places.go("annotate")
    window.finding.open()


def step(window: Window, by: int) -> None:
    """Go to the next or previous find of the article."""
    window.places.go("annotate")
    window.finding.step(by)


def find_in_project(window: Window) -> None:
    """Go to finding in the project, with what is selected in the text."""
    window.places.go("find")
    window.places.find.panel.words.selectAll()


def to_register(window: Window) -> None:
    """Say that this belongs to the register; there it is the register's own."""
    window.places.go("register")


def reject_all(window: Window) -> None:
    """Say that this belongs to the queue; there it is the queue's own."""
    window.places.go("review")


def everywhere(window: Window) -> None:
    """List the other places of the selected words, and mark the chosen ones."""
    desk = window.desk
    session, item = desk.session, desk.item
    if session is None:
        return

    def deed() -> None:
        if item is None:
            raise UserError(msg("desk.nothing_selected"))
        found = occurrences(session, item.id)
        words = words_of(item)
        if not found:
            window.tell(msg("occurrences.none", words=words))
            return
        chosen = ask_occurrences(window.say, words, found, window.main)
        if chosen:
            desk.done(mark(session, item.id, chosen), keep=True)
            window.tell(msg("occurrences.marked", n=len(chosen)), of_step=True)

    desk.guarded(deed)


PLACE_COMMANDS: Mapping[str, Callable[[Window], None]] = {
    "view.annotate": partial(go, place="annotate"),
    "view.review": partial(go, place="review"),
    "view.register": partial(go, place="register"),
    "register.new": to_register,
    "register.edit": to_register,
    "register.merge": to_register,
    "register.split": to_register,
    "register.differ": to_register,
    "review.reject_all": reject_all,
    "find.article": find_in_article,
    "find.next": partial(step, by=1),
    "find.previous": partial(step, by=-1),
    "find.project": find_in_project,
    "make.everywhere": everywhere,
    "decide.accept_all": accept_sure,
}
