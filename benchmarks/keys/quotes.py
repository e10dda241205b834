"""Quotes: make one, and correct it until it says what is wanted."""

from __future__ import annotations

from annotator.model.alternatives import SpeakerChoice
from annotator.model.checks import extent
from annotator.model.ids import ActorId, ItemId
from annotator.model.items import KnownBy, Quote, Speaker
from annotator.model.quotation_marks import quoted_stretches, stretch_at
from annotator.quality.speakers import speakers_right
from annotator.services.annotating.known_by import known_by
from annotator.services.annotating.source_words import can_stand, nearest_words
from benchmarks.keys import spans, walks
from benchmarks.keys.pickers import Pick, beginnings, cheapest
from benchmarks.keys.seat import Seat, Stuck
from benchmarks.keys.strokes import BACKSPACE, SHIFT, Stroke, Strokes, letter
from benchmarks.keys.wanted import Place, WantedMention, WantedQuote
from ui.presenters.card_choices import card_alternatives
from ui.presenters.options import Option, source_words

_KNOWN_BY_COST = 2
"""Keys that it takes to say how the speaker is known, where a choice leaves that wrong."""
_KINDS = {"PER": "1", "ORG": "2", "LOC": "3"}
"""The key that says what a new actor is, by the label of the name in the text."""


def make(seat: Seat, wanted: WantedQuote) -> ItemId:
    """Make a quote of the first piece that is wanted, by its quotation marks or by selecting.

    Raises:
        Stuck: no keys lead there.
    """
    piece = wanted.pieces[0]
    if not _by_marks(seat, piece):
        seat.select(piece, free=True)
        seat.give("quote", letter("q"))
    if seat.desk.selected is None:
        raise Stuck("quote")
    return seat.desk.selected


def _by_marks(seat: Seat, piece: Place) -> bool:
    """Make it of the marks around the caret, if that takes fewer keys."""
    text = seat.session.article.text
    if not any((one.start, one.end) == piece for one in quoted_stretches(text)):
        return False
    carets = {at for at in range(piece[0], piece[1] + 1) if _marks_at(text, at) == piece}
    sources = [one for one in seat.router.here() if not seat.desk.view.selection()]
    route = seat.router.to_caret([*sources, *walks.nearer(seat.desk)], piece, carets)
    if route is None or route.keys > seat.selecting(piece):
        return False
    seat.follow(route)
    if seat.desk.view.selection() or _marks_at(text, seat.desk.view.caret()) != piece:
        return False
    seat.give("quote", letter("q"))
    return True


def _marks_at(text: str, caret: int) -> Place | None:
    found = stretch_at(text, caret)
    return (found.start, found.end) if found else None


def fix(seat: Seat, item_id: ItemId, wanted: WantedQuote) -> str | None:
    """Take one step towards what is wanted; the name of the step, None if all is right.

    Raises:
        Stuck: no keys lead there.
    """
    quote = seat.item(item_id)
    if not isinstance(quote, Quote):
        raise Stuck("quote")
    if "scare" in (quote.kind, wanted.kind) and quote.kind != wanted.kind:
        _kind(seat, wanted)
        return "kind"
    if spans.fix(seat, item_id, "segment", wanted.pieces):
        return "piece"
    if wanted.kind == "scare":
        return None
    if quote.kind != wanted.kind:
        _kind(seat, wanted)
        return "kind"
    if spans.fix(seat, item_id, "cue", wanted.cues):
        return "cue"
    if spans.fix(seat, item_id, "source", (wanted.source,) if wanted.source else ()):
        return "source"
    return _labels(seat, quote, wanted)


def _labels(seat: Seat, quote: Quote, wanted: WantedQuote) -> str | None:
    if not speaker_right(seat, quote, wanted):
        _speaker(seat, quote, wanted)
        return "speaker"
    if wanted.known_by and quote.speakers and quote.speakers[0].known_by != wanted.known_by:
        _known_by(seat, wanted.known_by)
        return "known by"
    if quote.claim_type != wanted.claim:
        seat.hands.to_text()
        seat.give("claim", letter("c") + _claim_keys(seat, wanted.claim))
        return "claim"
    if quote.claim_secondary != wanted.second:
        seat.hands.to_text()
        seat.give("second claim", letter("c") + _second_keys(seat, wanted.second))
        return "second claim"
    return None


def _kind(seat: Seat, wanted: WantedQuote) -> None:
    seat.hands.to_text()
    seat.give("kind", letter("f") + letter(key_of(seat, "quote_kinds", wanted.kind)))


def key_of(seat: Seat, group: str, label: str | None) -> str:
    """The letter that chooses a label.

    Raises:
        Stuck: the scheme has no such label.
    """
    found = seat.session.scheme.label(group, label)  # type: ignore[arg-type]  # names of groups
    if found is None or not found.key:
        raise Stuck(f"label {label}")
    return found.key


def _claim_keys(seat: Seat, claim: str | None) -> Strokes:
    return letter(key_of(seat, "claim_types", claim)) if claim else (BACKSPACE,)


def _second_keys(seat: Seat, claim: str | None) -> Strokes:
    if claim is None:
        return (Stroke(BACKSPACE.key, SHIFT),)
    return letter(key_of(seat, "claim_types", claim).upper())


# Who speaks


def speaker_right(seat: Seat, quote: Quote, wanted: WantedQuote) -> bool:
    """Whether the quote is said by whom it should be."""
    found = (seat.session.actor(who.actor) for who in quote.speakers if who.actor)
    names = tuple(actor.name for actor in found if actor)
    if wanted.speakers:
        return speakers_right(wanted.speakers, names)
    return not names and any(who.known_by == "unknown" for who in quote.speakers)


def _speaker(seat: Seat, quote: Quote, wanted: WantedQuote) -> None:
    seat.hands.to_text()
    ways = [
        way
        for way in (
            _digit(seat, quote, wanted),
            _same(seat, quote, wanted),
            _pick(seat, quote, wanted),
        )
        if way is not None
    ]
    if not ways:
        raise Stuck("speaker")
    _cost, strokes = min(ways, key=lambda way: way[0])
    seat.give("speaker", strokes)


Way = tuple[int, Strokes]
"""What a way costs, with what has to be corrected then; and its keys."""


def _way(strokes: Strokes, way: KnownBy, wanted: WantedQuote) -> Way:
    right = wanted.known_by is None or way == wanted.known_by
    return len(strokes) + (0 if right else _KNOWN_BY_COST), strokes


def _old(quote: Quote) -> Speaker:
    return quote.speakers[0] if quote.speakers else Speaker()


def _accepted(seat: Seat, actor: ActorId | None, wanted: WantedQuote) -> bool:
    found = seat.session.actor(actor)
    return found is not None and speakers_right(wanted.speakers, (found.name,))


def _digit(seat: Seat, quote: Quote, wanted: WantedQuote) -> Way | None:
    """One of the ranked speakers on the card."""
    for number, one in enumerate(card_alternatives(seat.session, quote.id), 1):
        choice = one.choice
        right = one.actor is not None and _accepted(seat, one.actor.id, wanted)
        if isinstance(choice, SpeakerChoice) and right and len(quote.speakers) < 2:
            return _way(letter(str(number)), choice.known_by, wanted)
    return None


def _same(seat: Seat, quote: Quote, wanted: WantedQuote) -> Way | None:
    """The speaker of the quote before."""
    start = extent(quote)[0]
    earlier = [
        one
        for one, _ in seat.session.shown_items()
        if isinstance(one, Quote) and one.id != quote.id and extent(one)[0] < start
    ]
    for one in sorted(earlier, key=lambda one: -extent(one)[0]):
        actor = next((who.actor for who in one.speakers if who.actor), None)
        if actor is not None:
            named = any(who.source for who in quote.speakers)
            way = _by_words(seat, quote, actor) if named else "implicit"
            right = _accepted(seat, actor, wanted)
            return _way(letter("g"), way, wanted) if right else None
    return None


def _pick(seat: Seat, quote: Quote, wanted: WantedQuote) -> Way | None:
    """Somebody of the picker, or somebody new."""

    def found(query: str) -> tuple[Option, ...]:
        return seat.options.speakers(quote.id, query)

    def fits(option: Option, query: str) -> bool:
        if not wanted.speakers:
            return option.fixed == "unknown"
        if option.fixed == "unnamed":
            words = query.strip() or source_words(quote)
            return bool(words) and speakers_right(wanted.speakers[:1], (words,))
        if option.fixed == "new":
            return query.strip() == wanted.speakers[0]
        return not option.fixed and _accepted(seat, ActorId(option.id), wanted)

    names = [*wanted.speakers, *(one.title for one in found("") if fits(one, ""))]
    made = cheapest(found, beginnings(names), "", fits)
    if made is None and wanted.speakers:
        made = cheapest(found, (wanted.speakers[0],), "", fits)
    if made is None:
        return None
    return _way(
        letter("s") + made.strokes + _more(seat, made, wanted), _then(seat, quote, made), wanted
    )


def _more(seat: Seat, made: Pick, wanted: WantedQuote) -> Strokes:
    """What a new actor is."""
    if made.option.fixed != "new":
        return ()
    name = wanted.speakers[0]
    text = seat.session.article.text
    labels = [
        one.label
        for one in seat.wanted.items
        if isinstance(one, WantedMention) and text[slice(*one.place)] == name
    ]
    return letter(_KINDS.get(labels[0], "2") if labels else "4")


def _then(seat: Seat, quote: Quote, made: Pick) -> KnownBy:
    """How the speaker is said to be known once a choice is made."""
    if made.option.fixed == "unknown":
        return "unknown"
    if made.option.fixed == "unnamed":
        return "unnamed_source"
    if isinstance(made.option.taken, SpeakerChoice):
        return made.option.taken.known_by
    return _by_words(seat, quote, ActorId(made.option.id) if made.option.id else None)


def _by_words(seat: Seat, quote: Quote, actor: ActorId | None) -> KnownBy:
    """What the program reads off the words that stand for the speaker."""
    session, source = seat.session, _old(quote).source
    found = session.actor(actor)
    if found is None and source is not None:
        return "stated"  # somebody new, who mostly is named there
    old = _old(quote).actor
    if source is not None and found is not None and found.id != old:
        work = session.work
        if not can_stand(source, found, work, session.actor(old)):
            source = nearest_words(quote, found, work, session.article.text)
    return known_by(source, found, session.annotation.mentions, session.article.text)


def _known_by(seat: Seat, way: KnownBy) -> None:
    seat.hands.to_text()
    seat.give("known by", letter("y") + letter(key_of(seat, "known_by", way)))
