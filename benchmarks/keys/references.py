"""References: make a sanctions reference, and correct it until it says what is wanted."""

from __future__ import annotations

from annotator.model.alternatives import LinkChoice
from annotator.model.ids import EntryId, ItemId
from annotator.model.items import SanctionsReference
from benchmarks.keys import spans
from benchmarks.keys.pickers import Pick, beginnings, cheapest
from benchmarks.keys.quotes import key_of
from benchmarks.keys.seat import Seat, Stuck
from benchmarks.keys.strokes import ENTER, ESCAPE, SHIFT, SPACE, Stroke, letter
from benchmarks.keys.wanted import WantedReference
from ui.presenters.card_choices import card_alternatives
from ui.presenters.entries import entry_title
from ui.presenters.options import Option


def make(seat: Seat, wanted: WantedReference) -> ItemId:
    """Make a reference of selected words; its picker is open then.

    Raises:
        Stuck: no keys lead there.
    """
    seat.select(wanted.place, free=True)
    seat.give("reference", letter("r"))
    if seat.desk.selected is None:
        raise Stuck("reference")
    return seat.desk.selected


def fix(seat: Seat, item_id: ItemId, wanted: WantedReference) -> str | None:
    """Take one step towards what is wanted; the name of the step, None if all is right.

    Raises:
        Stuck: no keys lead there.
    """
    found = seat.item(item_id)
    if not isinstance(found, SanctionsReference):
        raise Stuck("reference")
    links = tuple(link.entry for link in found.links)
    if set(links) != set(wanted.links) or (not wanted.links and found.nil_reason != wanted.nil):
        _links(seat, found, wanted)
        return "link"
    if spans.fix(seat, item_id, "reference", (wanted.place,)):
        return "reference"
    if found.kind != wanted.kind:
        seat.hands.to_text()
        seat.give("kind", letter("f") + letter(key_of(seat, "reference_kinds", wanted.kind)))
        return "kind"
    if found.status != wanted.status:
        seat.hands.to_text()
        seat.give("status", letter("c") + letter(key_of(seat, "reference_statuses", wanted.status)))
        return "status"
    if found.hedged != wanted.hedged:
        seat.hands.to_text()
        seat.give("hedged", (*letter("c"), SPACE))
        return "hedged"
    return None


def _links(seat: Seat, reference: SanctionsReference, wanted: WantedReference) -> None:
    """One step towards the entries, or the reason for none."""
    digit = _digit(seat, reference, wanted)
    if digit is not None and not seat.hands.window.main.article.margin.picker_open:
        seat.give("link", letter(digit))
        return
    if not wanted.links:
        pick = _pick(seat, reference, (), nil=True)
        _open(seat)
        seat.give("link", pick.strokes + letter(key_of(seat, "nil_reasons", wanted.nil)))
        return
    there = {link.entry for link in reference.links}
    missing = tuple(one for one in wanted.links if one not in there)
    surplus = tuple(one for one in there if one not in wanted.links)
    alone = len(wanted.links) == 1
    pick = _pick(seat, reference, wanted.links if alone else missing or surplus, nil=False)
    _open(seat)
    if alone or (missing and not there):  # Enter leaves nothing else linked
        seat.give("link", pick.strokes)
    else:
        toggle = (*pick.strokes[:-1], Stroke(ENTER.key, SHIFT))
        seat.give("link", (*toggle, ESCAPE))


def _open(seat: Seat) -> None:
    if not seat.hands.window.main.article.margin.picker_open:
        seat.hands.to_text()
        seat.give("link", letter("r"))


def _digit(seat: Seat, reference: SanctionsReference, wanted: WantedReference) -> str | None:
    """The key of an entry on the card that is all that is meant."""
    for number, one in enumerate(card_alternatives(seat.session, reference.id), 1):
        if isinstance(one.choice, LinkChoice) and (one.choice.entry,) == wanted.links:
            return str(number)
    return None


def _pick(
    seat: Seat, reference: SanctionsReference, entries: tuple[str, ...], *, nil: bool
) -> Pick:
    def found(query: str) -> tuple[Option, ...]:
        return seat.entries(reference.id, query)

    def fits(option: Option, _query: str) -> bool:
        return option.fixed == "nil" if nil else option.id in entries

    book, language = seat.session.entries, seat.options.say.language
    titles = [entry_title(book, EntryId(one), language) for one in entries]
    made = cheapest(found, beginnings(titles), seat.links.words_of(reference.id), fits)
    if made is None:
        raise Stuck("link")
    return made
