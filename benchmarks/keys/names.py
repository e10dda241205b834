"""Names: make a mention, correct it, and mark the same words everywhere at once."""

from __future__ import annotations

from annotator.model.ids import ItemId
from annotator.model.items import Mention
from annotator.model.text import word_at
from annotator.services.annotating.occurrences import Occurrence, occurrences
from benchmarks.keys import spans, walks
from benchmarks.keys.quotes import key_of
from benchmarks.keys.seat import Seat, Stuck
from benchmarks.keys.strokes import DOWN, ENTER, SHIFT, SPACE, Stroke, Strokes, letter
from benchmarks.keys.wanted import Place, WantedMention

_MADE_COST = 5
"""Keys that a missing name takes by itself: some to select it, two to make and label it."""


def make(seat: Seat, wanted: WantedMention) -> ItemId:
    """Make a mention of the word at the caret or of selected words, with its label.

    Raises:
        Stuck: no keys lead there.
    """
    if not _by_word(seat, wanted.place):
        seat.select(wanted.place, free=True)
    seat.give("mention", letter("m") + letter(key_of(seat, "entity_labels", wanted.label)))
    if seat.desk.selected is None:
        raise Stuck("mention")
    return seat.desk.selected


def _by_word(seat: Seat, place: Place) -> bool:
    """Put the caret at a word, if that takes fewer keys than to select it."""
    text = seat.session.article.text
    if seat.desk.view.selection() is not None or word_at(text, place[0]) != place:
        return False
    carets = {at for at in range(place[0], place[1] + 1) if word_at(text, at) == place}
    sources = (*seat.router.here(), *walks.nearer(seat.desk))
    route = seat.router.to_caret(sources, place, carets)
    if route is None or route.keys > seat.selecting(place):
        return False
    seat.follow(route)
    return word_at(text, seat.desk.view.caret()) == place


def fix(seat: Seat, item_id: ItemId, wanted: WantedMention) -> str | None:
    """Take one step towards what is wanted; the name of the step, None if all is right.

    Raises:
        Stuck: no keys lead there.
    """
    mention = seat.item(item_id)
    if not isinstance(mention, Mention):
        raise Stuck("mention")
    if spans.fix(seat, item_id, "mention", (wanted.place,)):
        return "mention"
    if mention.label != wanted.label:
        seat.hands.to_text()
        seat.give("label", letter("l") + letter(key_of(seat, "entity_labels", wanted.label)))
        return "label"
    return None


def everywhere(seat: Seat, item_id: ItemId, *, waiting: bool) -> bool:
    """Mark the same words elsewhere at once, if that saves keys; whether it was done.

    Args:
        seat: the annotator's.
        item_id: the mention, right by now.
        waiting: it is a suggestion still, which a key of its own would have to accept.
    """
    found = occurrences(seat.session, item_id)
    mention = seat.item(item_id)
    if not found or not isinstance(mention, Mention):
        return False
    names = (one for one in seat.wanted.items if isinstance(one, WantedMention))
    right = {one.place for one in names if one.label == mention.label}
    wrong = [n for n, one in enumerate(found) if (one.line.start, one.line.end) not in right]
    good = [one for n, one in enumerate(found) if n not in wrong]
    answer = _untick(wrong)
    saved = sum(_cost_alone(seat, one, mention) for one in good) + (1 if waiting else 0)
    if not good or saved <= 1 + len(answer) + (1 if waiting else 0):
        return False
    seat.hands.to_text()
    seat.hands.do_in_question("everywhere", (Stroke("M", SHIFT),), answer)
    return True


def _cost_alone(seat: Seat, one: Occurrence, mention: Mention) -> int:
    """Keys that a place takes if it is not marked with the others."""
    if not one.waiting:
        return _MADE_COST
    place = one.line.start, one.line.end
    shown = (item for item, _ in seat.session.shown_items() if isinstance(item, Mention))
    there = next(item for item in shown if (item.span.start, item.span.end) == place)
    return 1 if there.label == mention.label else 3


def _untick(wrong: list[int]) -> Strokes:
    """Go down the list, untick what is wrong, and answer."""
    strokes: list[Stroke] = []
    row = 0
    for n in wrong:
        strokes += [DOWN] * (n - row) + [SPACE]
        row = n
    return (*strokes, ENTER)
