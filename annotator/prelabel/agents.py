"""Passives: what is reported of a subject by somebody behind "par": "X est dénoncé par Y"."""

from __future__ import annotations

from annotator.prelabel.complements import is_infinitive
from annotator.prelabel.cue_words import CueIndex, CueWord
from annotator.prelabel.draft import Cue, QuoteDraft
from annotator.prelabel.phrase_heads import read_phrases
from annotator.prelabel.phrases import phrase_end, starts_speaker
from annotator.prelabel.pieces import make_quote, sentence_end
from annotator.prelabel.sentence_view import View
from annotator.prelabel.verb_groups import filled, new_cue

_REACH = 6
"""Most tokens between "est" and its participle."""
_AGENT = 12
"""Most tokens between a participle and who acts."""


def passive_cue(view: View, index: CueIndex, at: int) -> Cue | None:
    """The passive whose participle stands at a token, if somebody behind "par" speaks."""
    if view.quoted[at] >= 0 or view.grammar.language == "en":
        return None
    words = [one for one in index.verbs.get(view.low(at), ()) if one.kind == "past"]
    taking = (one for one in words if not one.reflexive and one.frames & _TAKING)
    word = next((one for one in taking if one.claim != "commit"), None)
    first = _auxiliary(view, at) if word and not word.rest else None
    if first is None and word and "de" in word.frames and view.is_in("agents", at + 1):
        first = at  # "neuf agents accusés par leur hiérarchie d'avoir …"
    if word is None or first is None:
        return None
    if _agent(view, at + 1) is None and not _impersonal(view, first, at):
        return None
    return _cue(view, first, at, word)


_TAKING = frozenset({"obj", "de", "as"})
"""Frames of verbs whose subject in the passive is what is spoken of."""


def passive(view: View, cue: Cue) -> QuoteDraft | None:
    """The quote of a passive: what stands behind "de", else the subject before the verb."""
    agent = _agent(view, cue.last + 1)
    if agent is None:
        of = _of_what(view, cue.last + 1, quoted=False)
        place = view.cut(of, sentence_end(view)) if of is not None else None
        return make_quote(view, [place], cue, "passive", 0.5, [], "none")
    by, end = agent
    sources = read_phrases(view, by, end)
    of = _of_what(view, end) or _of_what(view, cue.last + 1)
    if of is not None:
        place = view.cut(of, by - 1 if of < by else sentence_end(view))
        return make_quote(view, [place], cue, "passive", 0.7, sources, "stated")
    if "obj" not in cue.frames:
        return None
    begin = _clause(view, cue.first)
    return make_quote(view, [view.cut(begin, cue.first)], cue, "passive", 0.6, sources, "stated")


def _impersonal(view: View, first: int, at: int) -> bool:
    """Whether nobody is named for what is said of somebody: "il lui est reproché d'avoir …"."""
    subject = first - 1
    while view.is_in("clitics", subject):
        subject -= 1
    it = view.low(subject) in {"il", "'il"}
    return it and _of_what(view, at + 1, quoted=False) is not None


def _of_what(view: View, at: int, *, quoted: bool = True) -> int | None:
    """Where "de …" begins at once: an infinitive, or a quotation."""
    if view.low(at) not in {"de", "d'", "of"}:
        return None
    follows = (quoted and view.opens(at + 1) is not None) or is_infinitive(view, at + 1)
    return at if follows else None


def _auxiliary(view: View, at: int) -> int | None:
    """Where "est", "a été" or "sont" begins that only adverbs part from the participle."""
    for one in range(at - 1, max(view.begin, at - _REACH) - 1, -1):
        if not view.is_in("be", one):
            continue
        if not filled(view, one + 1, at):
            return None
        return one - 1 if one and view.is_in("have", one - 1) else one
    return None


def _agent(view: View, begin: int) -> tuple[int, int] | None:
    """The phrase of who acts, behind "par", soon after the participle."""
    for at in range(begin, min(sentence_end(view), begin + _AGENT)):
        if view.quoted[at] >= 0 or view.low(at) in {";", ":"} or view.is_in("relatives", at):
            return None
        if view.is_in("agents", at):
            by = at + 1
            if not starts_speaker(view, by):
                return None
            end = max(phrase_end(view, by, len(view.tokens)), by + 1)
            deed = next((one for one in range(by + 1, end) if _of_what(view, one)), end)
            return by, deed
    return None


def _clause(view: View, first: int) -> int:
    """The first token of the clause whose verb begins at `first`."""
    at = first
    while at > view.begin and not (
        view.low(at - 1) in {";", ":", "(", ")"} or view.is_in("coordination", at - 1)
    ):
        at -= 1
    return at


def _cue(view: View, first: int, at: int, word: CueWord) -> Cue:
    return new_cue(view, first, at, word.lemma, word.claim, "passive", word.frames)
