"""Deeds: what every action of the article does to the desk, by the action's id."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from annotator.model.checks import extent
from annotator.model.ids import ItemId
from annotator.model.items import Flag, Item, KnownBy, Quote
from annotator.model.message import UserError, msg
from annotator.model.quotation_marks import stretch_at
from annotator.model.text import word_at
from annotator.services.annotating import Outcome, Session
from annotator.services.annotating.places import End
from ui.presenters import chain_deeds, ends, parts, walk
from ui.presenters.card_choices import card_alternatives
from ui.presenters.desk import Desk
from ui.presenters.history import Leap, Wish


def run(desk: Desk, action_id: str) -> bool:
    """Carry out an action of the article; False if it is none of the desk's."""
    deed = DEEDS.get(action_id)
    if deed is None:
        return False
    if desk.session is not None:
        desk.guarded(partial(deed, desk))
    return True


def _session(desk: Desk) -> Session:
    if desk.session is None:
        raise UserError(msg("desk.no_article"))
    return desk.session


def _selected(desk: Desk) -> Item:
    item = desk.item
    if item is None:
        raise UserError(msg("desk.nothing_selected"))
    return item


def _stretch(desk: Desk, needed: str) -> tuple[int, int]:
    selection = desk.view.selection()
    if selection is None:
        raise UserError(msg(needed))
    return selection


def accept(desk: Desk) -> None:
    """Accept the selected suggestion and go on to the next open thing."""
    session, item = _session(desk), _selected(desk)
    if desk.is_suggestion:
        desk.done(session.accept(item.id), keep=True, show=False)
    next_open(desk)


def take(desk: Desk, number: int) -> None:
    """Take an alternative of the selected item's card, by its number from 0, and stay there."""
    session, item = _session(desk), _selected(desk)
    found = card_alternatives(session, item.id)
    if number >= len(found):
        raise UserError(msg("desk.no_choice"))
    desk.done(session.take(item.id, found[number].choice), keep=True)


def reject(desk: Desk) -> None:
    """Reject the selected suggestion, or delete the own item, and go on."""
    session, item = _session(desk), _selected(desk)
    point = walk.next_open(session.open_points(), extent(item)[0], item.id, None, 1)
    order = walk.quotes_in_order(session)
    beside = walk.beside(order, session, item.id, extent(item)[0], 1)
    was_suggestion = desk.is_suggestion
    desk.done(session.reject(item.id), show=False)
    still = point is not None and point in session.open_points()
    if was_suggestion and still and point is not None:
        desk.go_to(point)
    elif beside is not None and session.find(beside) is not None:
        desk.select(beside)
    else:
        desk.view.show_desk(desk)


def undo(desk: Desk) -> None:
    """Take the last step back and look at what it touched."""
    _again(desk, _session(desk).undo())


def redo(desk: Desk) -> None:
    """Bring the last undone step back and look at what it touched."""
    _again(desk, _session(desk).redo())


def go_to_past(desk: Desk, wish: Wish) -> None:
    """Go several steps back or forward, or make the work what it was once."""
    session = _session(desk)
    if isinstance(wish, Leap):
        desk.guarded(lambda: _again(desk, session.leap(wish.steps)))
    else:
        desk.guarded(lambda: _again(desk, session.restore(wish.work, wish.at)))


def _again(desk: Desk, outcome: Outcome) -> None:
    desk.done(outcome, show=False)
    desk.select(desk.selected, reveal=outcome.focus is not None)


def next_open(desk: Desk, step: int = 1) -> None:
    """Go to the next open thing, whatever it is."""
    session = _session(desk)
    item = desk.item
    place = extent(item)[0] if item is not None else desk.view.caret()
    point = walk.next_open(session.open_points(), place, desk.selected, desk.point, step)
    if point is None:
        done = session.annotation.state.status == "done"
        desk.view.tell(msg("desk.all_done" if done else "desk.nothing_open"))
        desk.view.show_desk(desk)
        return
    desk.go_to(point)


def _walk(desk: Desk, order: Callable[[Session], tuple[ItemId, ...]], step: int) -> None:
    session = _session(desk)
    found = walk.beside(order(session), session, desk.selected, desk.view.caret(), step)
    if found is None:
        desk.view.tell(msg("desk.no_items"))
        return
    desk.select(found)


def leave(desk: Desk) -> None:
    """Let go of an end, else of the selected text, else of the item."""
    if desk.let_go():
        return
    if desk.view.selection() is not None:
        desk.view.clear_selection()
        return
    desk.select(None)


def make_mention(desk: Desk) -> None:
    """Make a mention of the selection, or of the word at the caret, and ask for its label."""
    session = _session(desk)
    found = desk.view.selection() or word_at(session.article.text, desk.view.caret())
    if found is None:
        raise UserError(msg("desk.select_words"))
    labels = session.scheme.labels("entity_labels")
    desk.done(session.add_mention(*found, labels[0].id if labels else None))
    desk.view.clear_selection()
    desk.view.open_picker("label")


def make_quote(desk: Desk) -> None:
    """Make a quote of the selection, or of the quotation marks around the caret."""
    session = _session(desk)
    found = desk.view.selection()
    if found is None:
        stretch = stretch_at(session.article.text, desk.view.caret())
        if stretch is None:
            raise UserError(msg("desk.no_marks"))
        found = stretch.start, stretch.end
    desk.done(session.add_quote(*found))
    desk.view.clear_selection()


def make_piece(desk: Desk) -> None:
    """Add the selection, or the quotation marks around the caret, to the selected quote."""
    session, item = _session(desk), _selected(desk)
    found = desk.view.selection()
    if found is None:
        stretch = stretch_at(session.article.text, desk.view.caret())
        if stretch is None:
            raise UserError(msg("desk.select_piece"))
        found = stretch.start, stretch.end
    desk.done(session.add_piece(item.id, *found))
    desk.view.clear_selection()


def make_cue(desk: Desk) -> None:
    """Make the selection a cue of the selected quote."""
    item = _selected(desk)
    desk.done(_session(desk).add_cue(item.id, *_stretch(desk, "desk.select_cue")))
    desk.view.clear_selection()


def make_source(desk: Desk) -> None:
    """Make the selection the words that stand for the speaker of the selected quote."""
    item = _selected(desk)
    desk.done(_session(desk).set_source(item.id, *_stretch(desk, "desk.select_source")))
    desk.view.clear_selection()


def make_reference(desk: Desk) -> None:
    """Make the selection a sanctions reference and ask what it refers to."""
    found = _stretch(desk, "desk.select_words")
    desk.done(_session(desk).add_reference(*found))
    desk.view.clear_selection()
    desk.view.open_picker("references")


def references(desk: Desk) -> None:
    """Make the selected words a reference, or pick references for the selected item."""
    if desk.view.selection() is not None:
        make_reference(desk)
        return
    _selected(desk)
    _pick(desk, "references")


def _pick(desk: Desk, row: str) -> None:
    _selected(desk)
    if not desk.view.open_picker(row):
        raise UserError(msg("desk.no_row"))


def same_speaker(desk: Desk) -> None:
    """Give the selected quote the speaker of the nearest quote before it.

    Where no words of its own name the speaker, that is known from the context only. A mention is
    tied to the one before it.
    """
    if chain_deeds.tie(desk):
        return
    session, item = _session(desk), _selected(desk)
    start = extent(item)[0]
    earlier = [
        one
        for one, _ in session.shown_items()
        if isinstance(one, Quote) and one.id != item.id and extent(one)[0] < start
    ]
    for quote in sorted(earlier, key=lambda one: -extent(one)[0]):
        actor = next((who.actor for who in quote.speakers if who.actor), None)
        if actor is not None:
            named = isinstance(item, Quote) and any(who.source for who in item.speakers)
            known_by: KnownBy | None = None if named else "implicit"
            desk.done(session.set_speaker(item.id, actor, known_by))
            return
    raise UserError(msg("desk.no_speaker_before"))


def flag(desk: Desk, mark: Flag) -> None:
    """Mark the selected item, or take the mark off it."""
    desk.done(_session(desk).flag(_selected(desk).id, mark), keep=True)


def flag_article(desk: Desk, mark: Flag) -> None:
    """Mark the article, or take the mark off it."""
    desk.done(_session(desk).flag_article(mark), keep=True)


def take_end(desk: Desk, end: End) -> None:
    """Take an end of the selected item in hand, to be moved with the arrows."""
    item = _selected(desk)
    desk.let_rest()
    desk.taken = ends.take(item, end, desk.taken, desk.part)
    if desk.taken is not None:
        desk.part = desk.taken.part
        desk.view.tell(msg(f"desk.taken_{end}"))
    desk.view.show_desk(desk)


Deed = Callable[[Desk], None]

DEEDS: Mapping[str, Deed] = {
    "walk.next_quote": partial(_walk, order=walk.quotes_in_order, step=1),
    "walk.previous_quote": partial(_walk, order=walk.quotes_in_order, step=-1),
    "walk.next_item": partial(_walk, order=walk.items_in_order, step=1),
    "walk.previous_item": partial(_walk, order=walk.items_in_order, step=-1),
    "walk.next_open": partial(next_open, step=1),
    "walk.previous_open": partial(next_open, step=-1),
    "walk.leave": leave,
    "decide.accept": accept,
    "decide.first": partial(take, number=0),
    "decide.second": partial(take, number=1),
    "decide.third": partial(take, number=2),
    "decide.reject": reject,
    "decide.undo": undo,
    "decide.redo": redo,
    "make.mention": make_mention,
    "make.quote": make_quote,
    "make.piece": make_piece,
    "make.cue": make_cue,
    "make.source": make_source,
    "make.reference": make_reference,
    "label.speaker": partial(_pick, row="speaker"),
    "label.known_by": partial(_pick, row="known_by"),
    "label.claim": partial(_pick, row="claim"),
    "label.references": references,
    "label.form": partial(_pick, row="kind"),
    "label.label": partial(_pick, row="label"),
    "label.addressee": partial(_pick, row="addressee"),
    "label.on_behalf": partial(_pick, row="on_behalf"),
    "label.measures": partial(_pick, row="measures"),
    "label.questions": partial(_pick, row="questions"),
    "label.note": partial(_pick, row="note"),
    "label.same_speaker": same_speaker,
    "label.untie": chain_deeds.untie,
    "walk.next_same": partial(chain_deeds.walk_same, step=1),
    "walk.previous_same": partial(chain_deeds.walk_same, step=-1),
    "label.unsure": partial(flag, mark="unsure"),
    "label.discuss": partial(flag, mark="discuss"),
    "article.unsure": partial(flag_article, mark="unsure"),
    "article.discuss": partial(flag_article, mark="discuss"),
    "ends.end": partial(take_end, end="end"),
    "ends.start": partial(take_end, end="start"),
    "ends.remove": parts.remove,
}
