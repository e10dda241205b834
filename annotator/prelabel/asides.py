"""Rarer ways to report: "comme l'a souligné X", and a verb that itself stands between marks."""

from __future__ import annotations

from annotator.prelabel.draft import Cue, QuoteDraft
from annotator.prelabel.phrases import phrases_after, pronoun_phrase
from annotator.prelabel.pieces import make_quote, sentence_end
from annotator.prelabel.sentence_view import View
from annotator.prelabel.subjects import subject_before


def as_said(view: View, cue: Cue, floor: int) -> QuoteDraft | None:
    """The clause beside "comme l'a souligné X": what follows its comma, or what stands before."""
    at = cue.first - 1
    while view.is_in("objects", at):
        at -= 1
    linked = at < cue.first - 1
    subject = pronoun_phrase(view, at)
    if subject and subject.name.lower() == "on":
        return None  # "comme on le craignait" is the reporter's
    if subject:
        at -= 1
    if not linked or not view.is_in("as_lead", at):
        return None
    end, sources = cue.last + 1, [subject] if subject else []
    if not subject:
        found = phrases_after(view, end, len(view.tokens))
        if found is None:
            return None
        sources, end = found[0], found[1]
    if view.low(end) == "," and at <= floor + 1:
        places = [view.cut(end + 1, sentence_end(view))]
    else:
        places = [view.cut(floor, at)]
    return make_quote(view, list(places), cue, "as_said", 0.7, sources, "stated")


def verb_in_marks(view: View, cue: Cue) -> QuoteDraft | None:
    """A subject outside the marks and its reporting verb inside: Paris « condamne » ce tir."""
    stretch = view.stretch(cue.first)
    opening = cue.first - 1
    if stretch is None or cue.form != "finite" or view.opens(opening) is None:
        return None
    subject = subject_before(view, opening, view.begin)
    if subject is None or subject.how == "relative" or not subject.phrases[0].speaks:
        return None
    beside = subject.phrases[-1].end == view.tokens[opening - 1].end
    if not beside and subject.how != "shared":
        return None
    end = opening
    while end < sentence_end(view) and (view.quoted[end] >= 0 or not _ends_clause(view, end)):
        end += 1
    place = view.cut(opening, end)
    return make_quote(view, [place], cue, "verb_in_marks", 0.7, subject.phrases, "stated")


def _ends_clause(view: View, at: int) -> bool:
    """Whether a comma, or "et" before another quotation, ends the clause."""
    another = view.is_in("coordination", at) and view.opens(at + 1) is not None
    return view.low(at) in {",", ";", ":"} or another
