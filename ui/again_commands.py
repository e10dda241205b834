"""The action on items to look at again: their list, one shown in its text, its labels confirmed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.model.ids import ItemId
from annotator.model.message import msg
from ui.dialogs.codebook_again import AgainWindow
from ui.presenters.again_rows import AgainRow, again_list

if TYPE_CHECKING:
    from ui.window import Window


def again(window: Window) -> None:
    """Show the items whose labels got another meaning since, beside the window."""
    project, annotator = window.frame.project, window.frame.settings.annotator
    if project is None or not window.frame.settled():
        return
    for earlier in window.main.findChildren(AgainWindow):
        earlier.close()

    def show(row: AgainRow) -> None:
        own = row.again.annotator == annotator
        item = ItemId(row.again.item) if own else None
        window.places.show_text(row.again.article, row.start, row.end, item)
        window.main.activateWindow()

    def confirm(row: AgainRow) -> bool:
        if row.again.annotator != annotator:
            window.tell(msg("codebook.again.others", name=row.again.annotator))
            return False
        window.frame.choose(row.again.article)
        session, desk = window.desk.session, window.desk
        if session is None or session.article.id != row.again.article:
            return False
        desk.guarded(lambda: desk.done(session.confirm_labels(ItemId(row.again.item))))
        return True

    shown = AgainWindow(
        *(window.say, window.theme, lambda: again_list(project, annotator, window.say)),
        *(show, confirm, window.main),
    )
    shown.look()
    shown.show()
