"""Open cues: verbs that no lexicon has, known as reports by their place behind a quotation.

« A », tonne X. — « A », a-t-elle asséné. — A, claironne-t-il. — "A," she shot back.
"""

from __future__ import annotations

from annotator.prelabel.cue_words import CueIndex
from annotator.prelabel.draft import Cue
from annotator.prelabel.phrases import phrase_end, starts_speaker
from annotator.prelabel.sentence_view import View
from annotator.prelabel.verb_groups import new_cue

_FRAMES = frozenset({"speak", "quoted"})
_PARTICIPLES = ("é", "i", "u", "is", "it", "rt", "int")
_FINITE = ("e", "t", "a", "d", "ent", "ont")
_SMALL = ("prepositions", "determiners", "adverbs", "breaks")
_LEAST = 4
"""Fewest letters of a verb that is known by its place alone."""


def open_cue(view: View, index: CueIndex, at: int) -> Cue | None:
    """The cue whose verb stands at a token, if its place makes it one.

    Args:
        view: the sentence.
        index: the known verbs; one that leads another's infinitive is none by itself.
        at: a token that is no form of a known reporting verb.
    """
    low = view.low(at)
    if low in index.light or not low.isalpha() or view.quoted[at] >= 0 or view.names[at] >= 0:
        return None
    if view.grammar.language == "en":
        return _behind_subject(view, at)
    return _before_clitic(view, at) or _before_subject(view, at)


def _before_clitic(view: View, at: int) -> Cue | None:
    """A verb with its pronoun behind it: "claironne-t-il"; no question begins so after a mark."""
    clitic = view.low(at + 1)
    if clitic[:1] != "-" or not view.grammar.pronoun_called(clitic.rsplit("-", 1)[-1]):
        return None
    first = _begin(view, at)
    if not (_closed(view, first - 1) or _clause_before(view, first - 1)):
        return None
    if any(view.is_in(name, at) for name in ("have", "be", "verbs")):
        return None
    return _with_clitic(view, first, at, at + 1)


def _with_clitic(view: View, first: int, at: int, clitic: int) -> Cue:
    last = max(at, clitic)
    cue = new_cue(view, first, last, view.low(at), "assert", "finite", _FRAMES)
    return Cue(
        cue.start, cue.end, cue.lemma, cue.claim, cue.form, cue.frames, cue.sentence, first, last,
        view.tokens[clitic], "present", False,
    )  # fmt: skip


def _clause_before(view: View, comma: int) -> bool:
    """Whether a comma parts a statement, in a sentence that asks nothing."""
    asks = view.low(len(view.tokens) - 1) == "?"
    verbs = any(
        view.grammar.finite(view.low(one))
        for one in (*range(view.begin, comma), *range(comma + 3, len(view.tokens)))
    )
    return view.low(comma) == "," and not asks and verbs


def _before_subject(view: View, at: int) -> Cue | None:
    """A verb at once behind a quotation, and then who speaks: "« A », tonne le ministre"."""
    first, low = _begin(view, at), view.low(at)
    clitic = first < at and view.low(first + 1)[:1] == "-"
    parted = _closed(view, first - 1) or (clitic and _clause_before(view, first - 1))
    if not parted or len(low) < _LEAST:
        return None
    endings = _PARTICIPLES if first < at else _FINITE
    noun = view.grammar.role_at(view.tokens, at) is not None
    if (
        noun
        or any(view.is_in(name, at) for name in _SMALL)
        or not low.endswith(endings)
        or low.endswith("ment")
    ):
        return None
    if clitic:
        return _with_clitic(view, first, at, first + 1) if view.low(at + 1) in _ENDS else None
    if not starts_speaker(view, at + 1):
        return None
    end = phrase_end(view, at + 1, len(view.tokens))
    return _found(view, first, at) if view.low(end) in _ENDS or view.opens(end) else None


_ENDS = frozenset({"", ",", ".", ":", ";", "?", "!", "…", "("})


def _begin(view: View, at: int) -> int:
    """The first token of the verb group: its auxiliary, if one stands before."""
    before = at - 1
    while view.is_in("adverbs", before) or view.low(before)[:1] == "-":
        before -= 1
    if not view.is_in("have", before):
        return at
    return before - view.is_in("clitics", before - 1)


def _closed(view: View, at: int) -> bool:
    """Whether a quotation ends at a token, or before the comma there."""
    return view.closes(at) is not None or (view.low(at) == "," and view.closes(at - 1) is not None)


def _behind_subject(view: View, at: int) -> Cue | None:
    """English: a quotation, who speaks, and a verb that ends the clause: "…," she shot back."""
    low = view.low(at)
    if len(low) < _LEAST - 1 or not (low.endswith(("ed", "s")) or low in _STRONG):
        return None
    pronoun = view.grammar.pronoun_at(view.tokens, at - 1)
    begin = at - 1
    while begin > 0 and view.names[begin] >= 0 and view.names[begin - 1] == view.names[begin]:
        begin -= 1
    entity = view.entity(begin)
    named = entity is not None and entity.label == "PER"
    if not (pronoun or named) or not _closed(view, begin - 1):
        return None
    following = view.low(at + 1)
    if following not in _ENDS and following not in {"back", "in", "out", "at", "to", "on", "off"}:
        return None
    return _found(view, at, at)


_STRONG = frozenset({"shot", "hit", "fought", "threw", "spat", "bit", "broke", "shook"})


def _found(view: View, first: int, at: int) -> Cue:
    return new_cue(view, first, at, view.low(at), "assert", "finite", _FRAMES)
