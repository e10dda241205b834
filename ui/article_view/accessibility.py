"""Telling a screen reader what the painted marks would show."""

from __future__ import annotations

from annotator.messages import Translator
from ui.presenters.marks import Mark

LONGEST = 120
"""How many code points of an item are read aloud."""


def words_for(mark: Mark, text: str, say: Translator) -> str:
    """What a mark is, and its words: "Quote, suggestion: « … »"."""
    words = text[mark.start : min(mark.end, mark.start + LONGEST)]
    kind = say(f"article_view.{mark.kind}")
    if mark.label:
        kind = say("article_view.labelled", kind=kind, label=mark.label)
    if mark.suggested:
        return say("article_view.suggested", kind=kind, words=words)
    return say("article_view.selected", kind=kind, words=words)
