"""Forms of English verbs told apart by their place: bare forms, reduced participles, "did"."""

from __future__ import annotations

from annotator.prelabel.cue_words import CueWord
from annotator.prelabel.sentence_view import View

_DO = frozenset({"did", "does", "do"})
_QUOTING = frozenset({"quoted", "cited", "reported", "recorded"})
_ACCUSED = frozenset({"accused", "suspected", "charged"})
_BACK = 9
"""Most tokens between a verb and the head of its subject."""


def has_subject(view: View, at: int, word: CueWord) -> bool:
    """Whether a form can be a finite verb: it opens no sentence, and a bare form is plural."""
    if at == view.begin or _reduced(view, at) or ("as" in word.frames and _apposed(view, at)):
        return False
    if view.low(at) != word.lemma.split()[0] or word.tense != "present":
        return True
    behind = view.low(at - 1) == "," or view.closes(at - 1) is not None
    if behind and "say" in word.frames:  # "…, say fish processors"
        return True
    return view.low(at - 1) in _DO or view.is_in("plural_subjects", at - 1) or _plural(view, at)


def _plural(view: View, at: int) -> bool:
    """Whether the subject before a bare form is plural: "analysts at the bank estimate"."""
    if _is_plural(view, at - 1):
        return True
    if view.low(at - 1) == "and" or not view.low(at - 1).isalpha():
        return False
    for one in range(at - 2, max(view.begin - 1, at - _BACK), -1):
        low = view.low(one)
        if not low.isalpha() or view.quoted[one] >= 0 or view.grammar.finite(low):
            return False
        joined = low == "and" and view.names[one - 1] >= 0 and view.names[one + 1] >= 0
        headed = _is_plural(view, one) and view.is_in("genitive", one + 1)
        if joined or (headed and view.names[one] < 0):
            return True
    return False


def _is_plural(view: View, at: int) -> bool:
    """Whether a word is a plural noun, by its ending or by the lists."""
    low = view.low(at)
    listed = low in {"men", "women", "children", "media"} or view.is_in("plural", at)
    return listed or (low.endswith("s") and low != "'s" and not low.endswith("ss"))


def _reduced(view: View, at: int) -> bool:
    """Whether a participle stands for a relative clause: "accused of fraud", ", asked why, …"."""
    low, following = view.low(at), at + 1
    if low in _ACCUSED and view.low(following) in {"of", "by", "in", "with"}:
        return True
    asked = view.is_in("circumstances", at) and low.endswith("ed")
    if asked and view.low(at - 1) in {"when", "if", "once", "while"}:
        return True
    about = view.low(following) in {"about", "by", "for"} or view.is_in("questions", following)
    return asked and about and view.low(at - 1) == ","


def _apposed(view: View, at: int) -> bool:
    """Whether a participle stands behind the only comma before it: "the ship, called the …"."""
    before = range(view.begin, at - 1)
    if view.low(at).endswith("ed") and _main_verb_behind(view, at):
        return True
    parted = any(view.low(one) == "," or view.closes(one) for one in before)
    return view.low(at - 1) == "," and view.low(at).endswith("ed") and not parted


def _main_verb_behind(view: View, at: int) -> bool:
    """Whether a verb follows the quotation behind a participle: "a man dubbed the “King” has …"."""
    for one in range(at + 1, min(len(view.tokens), at + _BACK)):
        stretch = view.opens(one)
        if stretch is not None:
            end = view.at_or_after(stretch.end)
            return view.is_in("have", end) or view.is_in("be", end) or view.is_in("modals", end)
    return False


def did(view: View, at: int) -> bool:
    """Whether "did" before a bare form belongs to it: "it did say this"."""
    return view.low(at - 1) in _DO


def leads_gerund(view: View, first: int) -> bool:
    """Whether "while", "by", "before" or the like stands before a present participle."""
    return view.grammar.language == "en" and view.is_in("lead", first - 1)


def quoted_as(view: View, first: int) -> int | None:
    """Where "was quoted as" or "was cited by X as" begins, before the "saying" at a token."""
    if view.grammar.language != "en" or view.low(first - 1) != "as":
        return None
    for at in range(first - 2, max(view.begin, first - _BACK - 2), -1):
        if view.low(at) in _QUOTING and view.is_in("be", at - 1):
            return at - 1 - view.is_in("have", at - 2)
        if not view.low(at).replace("-", "").isalnum():
            return None
    return None
