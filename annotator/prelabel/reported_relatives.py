"""English relative clauses that label what stands before them: "a plan which X has called …"."""

from __future__ import annotations

from annotator.prelabel.draft import Cue, QuoteDraft
from annotator.prelabel.pieces import make_quote, sentence_end
from annotator.prelabel.sentence_view import View
from annotator.prelabel.subjects import Subject

_BACK = 14
"""Most tokens of what is labelled."""


def labelled_before(view: View, cue: Cue, subject: Subject) -> QuoteDraft | None:
    """What a relative clause labels, and its label, if the cue is the verb of such a clause.

    Args:
        view: an English sentence.
        cue: a verb that takes an object and its label.
        subject: who the grammar says labels.
    """
    which = subject.begin - 1
    while view.is_in("determiners", which):
        which -= 1
    if "as" not in cue.frames or view.low(which) not in {"which", "that"}:
        return None
    end = which - (view.low(which - 1) == ",")
    begin = end - 1
    while begin > max(view.begin, end - _BACK) and not view.is_in("determiners", begin):
        before = view.low(begin - 1)
        if view.grammar.pronoun_at(view.tokens, begin - 2):  # "it opposes the plan, which …"
            break
        if view.grammar.finite(before) or not before.replace("-", "").isalpha():
            break
        begin -= 1
    label = cue.last + 1
    stop = sentence_end(view)
    rest = next((at for at in range(label, stop) if _closes(view, at)), stop)
    if begin >= end or rest <= label or view.is_in("complementisers", label):
        return None
    places = [view.cut(begin, end), view.cut(label, rest)]
    return make_quote(view, places, cue, "label", 0.65, subject.phrases, "stated")


def _closes(view: View, at: int) -> bool:
    return view.quoted[at] < 0 and view.low(at) in {",", ";", ":", "—", "–"}
