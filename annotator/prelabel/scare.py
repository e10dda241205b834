"""Quotation marks that quote nobody: titles, nicknames, words held at a distance."""

from __future__ import annotations

from annotator.model.quotation_marks import QuotedStretch
from annotator.prelabel.pieces import has_verb
from annotator.prelabel.sentence_view import View

_SHORT = 3
"""Most words of a stretch that is held at a distance when no cue is near; set on the gold."""


def looks_scare(view: View, stretch: QuotedStretch) -> bool:
    """Whether a stretch without a cue is a title, a name or words held at a distance."""
    begin, end = view.at_or_after(stretch.start), view.at_or_after(stretch.end)
    words = [at for at in range(begin, end) if view.low(at)[0].isalnum()]
    if len(words) <= _SHORT:
        return True
    return not has_verb(view, begin, end)
