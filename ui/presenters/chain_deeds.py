"""Chains at the desk: tie a mention to the one before, untie it, walk from one to the next."""

from __future__ import annotations

from annotator.model.checks import extent
from annotator.model.items import Mention
from annotator.model.message import UserError, msg
from ui.presenters.desk import Desk


def tie(desk: Desk) -> bool:
    """Tie the selected mention to the one before it; False if it is no mention."""
    session, item = desk.session, desk.item
    if session is None or not isinstance(item, Mention):
        return False
    desk.done(session.tie_mention(item.id))
    chain = session.chain(item.id)
    now = next((one for one in chain if one.id == item.id), item)
    actor = session.actor(now.actor)
    earlier = [one for one in chain if one.span.start < item.span.start]
    words = earlier[-1].span.text if earlier else ""
    if actor is not None:
        desk.view.tell(msg("chains.tied_to", words=words, name=actor.name))
    else:
        desk.view.tell(msg("chains.tied", words=words))
    return True


def untie(desk: Desk) -> None:
    """Take the selected mention out of its chain.

    Raises:
        UserError: no mention is selected, or it is in no chain.
    """
    session, item = desk.session, desk.item
    if session is None or not isinstance(item, Mention):
        raise UserError(msg("chains.no_mention"))
    desk.done(session.untie_mention(item.id))
    desk.view.tell(msg("chains.untied"))


def walk_same(desk: Desk, step: int) -> None:
    """Go to the next (+1) or previous (-1) mention of whom the selected item is about.

    Raises:
        UserError: nothing is selected, or nobody is mentioned elsewhere.
    """
    session, item = desk.session, desk.item
    if session is None or item is None:
        raise UserError(msg("desk.nothing_selected"))
    chain = session.chain(item.id)
    others = [one for one in chain if one.id != item.id]
    if not others:
        raise UserError(msg("chains.alone"))
    place = extent(item)[0]
    after = [one for one in others if one.span.start > place]
    before = [one for one in others if one.span.start <= place]
    order = (after + before) if step > 0 else (before[::-1] + after[::-1])
    desk.select(order[0].id)
    here = sorted(chain, key=lambda one: one.span.start)
    number = [one.id for one in here].index(order[0].id) + 1
    desk.view.tell(msg("chains.place", n=number, total=len(here)))
