"""Taking away the part that is looked at: a piece, a cue, the words for the speaker."""

from __future__ import annotations

from annotator.model.ids import ItemId
from annotator.model.message import UserError, msg
from annotator.services.annotating import Outcome, Part, Session, parts
from ui.presenters.desk import Desk


def remove(desk: Desk) -> None:
    """Take away the part whose end is in hand, or that was clicked on.

    Raises:
        UserError: no part is looked at, or it is one that the item cannot be without.
    """
    session, item = desk.session, desk.item
    if session is None or item is None:
        raise UserError(msg("desk.nothing_selected"))
    part = desk.taken.part if desk.taken is not None else desk.part
    if part is None or part not in dict(parts(item)):
        raise UserError(msg("parts.none"))
    outcome = _removed(session, item.id, part)
    desk.let_rest()
    desk.part, desk.taken = None, None
    desk.done(outcome)


def _removed(session: Session, item_id: ItemId, part: Part) -> Outcome:
    if part.role == "segment":
        return session.remove_piece(item_id, part.index)
    if part.role == "cue":
        return session.remove_cue(item_id, part.index)
    if part.role == "source":
        return session.remove_source(item_id, part.index)
    raise UserError(msg("parts.whole"))
