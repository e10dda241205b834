"""Pieces of a quote: from token ranges to places, and what kind of quote they make."""

from __future__ import annotations

from annotator.model.items import QuoteKind
from annotator.prelabel.draft import Cue, Phrase, Place, QuoteDraft
from annotator.prelabel.sentence_view import View


def kind_of(view: View, segments: list[Place]) -> QuoteKind:
    """Direct if all is between marks, indirect if nothing is, else mixed."""
    if not any(view.has_stretch(place) for place in segments):
        return "indirect"
    return "direct" if all(_within(view, place) for place in segments) else "mixed"


def _within(view: View, place: Place) -> bool:
    """Whether a place is stretches alone, or a part of one."""
    inside = any(one.start <= place[0] and place[1] <= one.end for one in view.outer)
    return inside or view.is_stretch(place)


def make_quote(
    view: View,
    segments: list[Place | None],
    cue: Cue | None,
    rule: str,
    score: float,
    sources: list[Phrase] | None = None,
    how: str = "none",
) -> QuoteDraft | None:
    """A quote of the segments that are there; None if there is none."""
    found = sorted(_to_marks(view, place) for place in segments if place)
    if not found:
        return None
    cues = [cue] if cue else []
    kind = kind_of(view, found)
    return QuoteDraft(found, cues, kind, rule, score, view.index, list(sources or ()), how)


def _to_marks(view: View, place: Place) -> Place:
    """A piece that is stretches alone begins and ends with their marks."""
    if not view.is_stretch(place):
        return place
    inside = [one for one in view.outer if place[0] <= one.start and one.end <= place[1]]
    return inside[0].start, inside[-1].end


def has_verb(view: View, begin: int, end: int) -> bool:
    """Whether a finite verb seems to stand among the tokens `begin` to `end`."""
    return any(view.grammar.finite(view.low(at)) and view.names[at] < 0 for at in range(begin, end))


def sentence_end(view: View) -> int:
    """The token after the last word of the sentence; final marks are left out."""
    end = len(view.tokens)
    while end > 0 and view.low(end - 1) in {".", "…", ";", ":"} and not view.stretch(end - 1):
        end -= 1
    return end


def clause_start(view: View, floor: int, end: int) -> int:
    """Where the words before an incise begin: after the last semicolon or colon."""
    for at in range(end - 1, floor, -1):
        if view.low(at) in {";", ":"} and view.quoted[at] < 0:
            return at + 1
    return floor


def after_lead(view: View, begin: int, end: int) -> int:
    """The token after "Toutefois," and the like, where words before an incise begin with it."""
    size = view.grammar.length("leads", view.tokens, begin)
    if size and view.low(begin + size) == "," and begin + size + 1 <= end:
        return begin + size + 1
    return begin
