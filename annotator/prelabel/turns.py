"""Dialogue: paragraphs that a dash opens, each of them somebody's words."""

from __future__ import annotations

from annotator.prelabel.draft import Draft, Place, QuoteDraft
from annotator.prelabel.pieces import sentence_end
from annotator.prelabel.sentence_view import View

_DASHES = frozenset("—–")


def add_turns(draft: Draft) -> None:
    """Make each turn of a dialogue a direct quote; one dash alone opens no dialogue."""
    paragraphs: dict[int, list[View]] = {}
    for view in draft.views:
        paragraphs.setdefault(view.paragraph, []).append(view)
    opened = {rank for rank, views in paragraphs.items() if _opens(views[0])}
    held = {quote.sentence: quote for quote in draft.quotes}
    for rank in sorted(opened):
        if rank - 1 in opened or rank + 1 in opened:
            _turn(draft, paragraphs[rank], held)


def _opens(view: View) -> bool:
    spaced = len(view.tokens) > 1 and view.tokens[1].start > view.tokens[0].end
    return bool(view.tokens) and view.low(0) in _DASHES and spaced


def _turn(draft: Draft, views: list[View], held: dict[int, QuoteDraft]) -> None:
    """One paragraph: its sentences are pieces of one quote, those with a cue keep their own."""
    known = next((held[view.index] for view in views if view.index in held), None)
    if known is not None:
        known.kind = "direct"
        return
    places = [_words(view) for view in views]
    segments = [place for place in places if place]
    if segments:
        draft.quotes.append(QuoteDraft(segments, [], "direct", "turn", 0.5, views[0].index))


def _words(view: View) -> Place | None:
    begin = 1 if view.low(0) in _DASHES else 0
    if begin >= len(view.tokens):
        return None
    return view.tokens[begin].start, view.tokens[max(begin + 1, sentence_end(view)) - 1].end
