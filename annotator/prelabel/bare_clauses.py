"""What English verbs report with no word before it: "said it would", "put the toll at 300"."""

from __future__ import annotations

from annotator.prelabel.draft import Cue
from annotator.prelabel.hearers import hearer_end
from annotator.prelabel.phrases import starts_speaker
from annotator.prelabel.sentence_view import View

_FAR = 26
"""Most tokens of a quantity before its figure."""
_SMALL = ("prepositions", "adverbs", "coordination", "questions", "relatives", "breaks")


def clause_begin(view: View, cue: Cue, begin: int, limit: int) -> int | None:
    """Where a clause begins that no "that" introduces; None if there is none.

    Args:
        view: the sentence.
        cue: the verb.
        begin: first token after the verb.
        limit: token that the clause cannot reach.
    """
    words = view.grammar.words
    if "say" not in cue.frames or not words["zero_that"] or cue.lemma in words["only_that"]:
        return None
    begin = _after_places(view, hearer_end(view, cue, begin, limit), limit)
    subject = view.is_in("zero_that", begin) or view.is_in("determiners", begin)
    plural = view.low(begin).endswith("s") and not view.is_in("prepositions", begin)
    noun = subject or view.entity(begin) or view.low(begin) in view.grammar.titles or plural
    noun = noun or _qualified(view, begin)
    if not noun or begin >= limit or view.quoted[begin] >= 0:
        return None
    finite = any(view.grammar.finite(view.low(at)) for at in range(begin + 1, limit))
    behind = view.low(cue.first - 1) == "," or view.closes(cue.first - 1) is not None
    clause = cue.lemma in words["clause_only"] and not behind and limit > begin + 3
    return begin if finite or clause else None


def _qualified(view: View, at: int) -> bool:
    """Whether a noun without a determiner begins a clause: "said Russian drones hit", a title."""
    if view.low(at)[:1].isdigit() or view.low(at) in {"$", "€", "£"}:
        return True
    word = view.low(at).replace("-", "").isalpha()
    small = any(view.is_in(name, at) for name in _SMALL)
    if not word or small or view.low(at) in {"to", "nothing"}:
        return False
    capital = view.text[view.tokens[at].start].isupper()
    gerund = view.low(at).endswith("ing")  # "saying returning them would break the law"
    return view.title or capital or gerund or view.low(at + 1).endswith("s")


def _after_places(view: View, begin: int, limit: int) -> int:
    """Past "on Tuesday", "in an email" and the like."""
    at = begin
    while at < min(limit, begin + 8) and view.is_in("prepositions", at):
        at += 1
        while at < limit and view.is_in("determiners", at):
            at += 1
        at = view.entity_end(at) if view.entity(at) else at + 1
    return at if at < limit else begin


def gives_figure(view: View, cue: Cue, begin: int, limit: int) -> bool:
    """Whether a quantity and the figure that somebody gives it follow: "put the toll at 300"."""
    if cue.lemma not in view.grammar.words["measuring"]:
        return False
    for at in range(begin + 1, min(limit, begin + _FAR)):
        figure = at + 1 + view.is_in("about", at + 1)
        counts = (
            view.low(figure)[:1].isdigit() or view.opens(figure) or view.is_in("plural", figure)
        )
        if view.low(at) == "at" and (counts or view.low(figure) in {"$", "€", "£"}):
            return True
        if view.low(at) in {",", ";", ":"}:
            return False
    return False


def breaks_off(view: View, at: int) -> bool:
    """Whether another clause begins behind a comma at once: "It showed, a spokesman said"."""
    if view.grammar.language != "en" or view.low(at) != "," or view.opens(at + 1):
        return False
    return starts_speaker(view, at + 1) or view.is_in("zero_that", at + 1)
