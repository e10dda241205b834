"""English expressions around a clause or quotation that say whose it is, with no reporting verb.

As X put it, A. — To hear X tell it, A. — In X's words, A. — A, if X is to be believed. — To X, A.
"A" is how X sums it up. — "A" was X's answer. — A, came the reply from X.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from annotator.prelabel.draft import Cue, Phrase, QuoteDraft
from annotator.prelabel.phrase_heads import read_phrases
from annotator.prelabel.phrases import phrase_end, pronoun_phrase, starts_speaker
from annotator.prelabel.pieces import clause_start, has_verb, make_quote, sentence_end
from annotator.prelabel.possessors import possessor_before
from annotator.prelabel.sentence_view import View
from annotator.prelabel.verb_groups import new_cue

_CLAIM = "assert"


@dataclass(frozen=True, slots=True)
class _Frame:
    """The tokens `first` to `end` are the reporter's; `spoken` holds the words that report."""

    first: int
    end: int
    sources: list[Phrase]
    spoken: tuple[int, int]


def framings(view: View) -> list[QuoteDraft]:
    """The quotes of a sentence that such an expression holds; empty for other languages."""
    if view.grammar.language != "en" or view.title:
        return []
    told = _quoted_saying(view)
    if told:
        return [told]
    for at in range(view.begin, len(view.tokens)):
        finder = _FINDERS.get(view.low(at))
        if finder is None or view.quoted[at] >= 0 or not _opens_part(view, at):
            continue
        frame = finder(view, at)
        quote = _around(view, frame) if frame else None
        if quote:
            return [quote]
    behind = _copular(view)
    return [behind] if behind else []


def _opens_part(view: View, at: int) -> bool:
    """Whether a token begins the sentence or stands behind a comma or a quotation."""
    before = at - 1
    return (
        at <= view.begin + 1
        or view.low(before) in {",", ":", ";", "—", "–"}
        or view.closes(before) is not None
        or view.is_in("coordination", before)
    )


def _around(view: View, frame: _Frame) -> QuoteDraft | None:
    """The quote beside a frame: what follows it at the front, else what stands before it."""
    cue = new_cue(view, *frame.spoken, view.low(frame.spoken[0]), _CLAIM, "preposition", _WORDS)
    rest = frame.end + (view.low(frame.end) in {",", ":"})
    end = sentence_end(view)
    if frame.first <= view.begin + 1 or view.low(frame.first - 1) in {":", ";", "—", "–"}:
        if not _says(view, rest, end):
            return None
        places = [view.cut(rest, end)]
    else:
        begin = clause_start(view, view.begin, frame.first)
        before = frame.first - view.is_in("coordination", frame.first - 1)
        places = [view.cut(begin, before)]
        quoted = any(view.quoted[at] >= 0 for at in range(begin, before))
        if not quoted and not has_verb(view, begin, before):
            places.append(view.cut(rest, end))
    return make_quote(view, places, cue, "framing", 0.8, frame.sources, "stated")


_WORDS = frozenset({"say"})


def _says(view: View, begin: int, end: int) -> bool:
    return has_verb(view, begin, end) or any(view.quoted[at] >= 0 for at in range(begin, end))


def _speaker(view: View, at: int, limit: int = -1) -> tuple[list[Phrase], int] | None:
    """Who may speak in the phrase at a token, and the token after it; it cannot reach `limit`."""
    pronoun = pronoun_phrase(view, at)
    if pronoun:
        return [pronoun], at + 1
    while view.low(at) in view.grammar.titles or (view.low(at) == "." and at > 0):
        at += 1
    if not starts_speaker(view, at):
        return None
    end = phrase_end(view, at, limit if limit > at else len(view.tokens))
    return read_phrases(view, at, end), end


def _before_it(view: View, begin: int, verbs: frozenset[str]) -> int:
    """Where one of the verbs with "it" behind it stands ("put it"), soon after a token; or -1."""
    near = range(begin, min(len(view.tokens), begin + _NEAR))
    return next((at for at in near if view.low(at) in verbs and view.low(at + 1) == "it"), -1)


_NEAR = 14
_PUT, _TELL = frozenset({"put", "puts"}), frozenset({"tell", "describe", "explain"})


def _ends(view: View, at: int) -> bool:
    return at >= sentence_end(view) or view.low(at) in {",", ":", ";", "—", "–", "."}


def _as_put(view: View, at: int) -> _Frame | None:
    """Read "as X put it" or "as X noted"."""
    found = _speaker(view, at + 1, _before_it(view, at + 1, _PUT))
    if found is None:
        return None
    sources, end = found
    verb = end
    while view.is_in("have", verb) or view.is_in("adverbs", verb):
        verb += 1
    says = view.is_in("as_verbs", verb)
    after = verb + 1 + (view.low(verb + 1) == "it")
    puts = view.low(verb) in {"put", "puts"} and after == verb + 2
    if not (puts or says) or not _ends(view, after):
        return None
    return _Frame(at, after, sources, (end, after - 1))


def _to_hear(view: View, at: int) -> _Frame | None:
    """Read "to hear X tell it" or "to X," at the front."""
    if view.low(at + 1) != "hear":
        return _stance(view, at)
    found = _speaker(view, at + 2, _before_it(view, at + 2, _TELL))
    if found is None or view.low(found[1]) not in _TELL:
        return None
    return _Frame(at, found[1] + 2, found[0], (at, at + 1)) if _ends(view, found[1] + 2) else None


def _stance(view: View, at: int) -> _Frame | None:
    """Read "for X," at the front: a person or people, and then their opinion."""
    comma = next((one for one in range(at, len(view.tokens)) if view.low(one) == ","), -1)
    found = _speaker(view, at + 1, comma) if at == view.begin else None
    if found is None or view.low(found[1]) != ",":
        return None
    who = found[0][0]
    owned = any(view.low(one) == "'s" for one in range(at, found[1]))
    if not who.human or who.form == "pronoun" or owned:  # "to the minister's surprise, …"
        return None
    return _Frame(at, found[1], found[0], (at, at))


def _in_words(view: View, at: int) -> _Frame | None:
    """Read "in X's words" or "by its own account"."""
    for noun in range(at + 2, min(len(view.tokens), at + 14)):
        if view.is_in("accounts", noun) and _ends(view, noun + 1):
            owner = possessor_before(view, noun, at + 1)
            return _Frame(at, noun + 1, [owner], (at, noun)) if owner else None
        if view.low(noun) in {",", ";", ":"}:
            return None
    return None


def _if_believed(view: View, at: int) -> _Frame | None:
    """Read "if X is to be believed" or "if you ask X"."""
    if view.low(at + 1) == "you" and view.low(at + 2) == "ask":
        found = _speaker(view, at + 3)
        return _Frame(at, found[1], found[0], (at, at + 2)) if found else None
    found = _speaker(view, at + 1)
    if found is None:
        return None
    sources, end = found
    words = [view.low(one) for one in range(end, end + 4)]
    if words[1:] != ["to", "be", "believed"]:
        return None
    return _Frame(at, end + 4, sources, (end, end + 3))


_FINDERS: dict[str, Callable[[View, int], _Frame | None]] = {
    "as": _as_put,
    "to": _to_hear,
    "for": _stance,
    "in": _in_words,
    "by": _in_words,
    "if": _if_believed,
}


def _quoted_saying(view: View) -> QuoteDraft | None:
    """Read "the agency quoted X as saying": the words are X's."""
    for saying in range(view.begin + 3, len(view.tokens) - 1):
        if view.low(saying) != "saying" or view.low(saying - 1) != "as":
            continue
        verbs = range(saying - 2, max(view.begin, saying - _NEAR), -1)
        verb = next((at for at in verbs if view.low(at) in _QUOTES), None)
        if verb is None or view.is_in("be", verb - 1) or verb + 1 >= saying - 1:
            return None
        sources = read_phrases(view, verb + 1, saying - 1)
        cue = new_cue(view, verb, saying, "quote", _CLAIM, "finite", _WORDS)
        place = view.cut(saying + 1, sentence_end(view))
        return make_quote(view, [place], cue, "framing", 0.8, sources, "stated")
    return None


_QUOTES = frozenset({"quoted", "quotes", "quoting", "cited", "cites", "citing"})


def _copular(view: View) -> QuoteDraft | None:
    """What opens a sentence, and then "is how X puts it", "was X's answer", ", came the reply"."""
    stretch = view.opens(view.begin)
    verb = view.at_or_after(stretch.end) if stretch else _comma_before_came(view)
    if verb is None:
        return None
    if view.low(verb) == ",":
        verb += 1
    if view.low(verb) in _CAME:
        return _came(view, verb)
    if stretch is None or not (view.is_in("be", verb) and view.quoted[verb] < 0):
        return None
    place = (stretch.start, stretch.end)
    if view.low(verb + 1) == "how":
        found = _speaker(view, verb + 2)
        if found is None:
            return None
        last = found[1]
        while view.low(last) == "," and last < len(view.tokens):  # "how X, of Y, describes"
            last = next(
                (at for at in range(last + 1, len(view.tokens)) if view.low(at) == ","), last
            )
            last += 1
        cue = new_cue(view, last, last, view.low(last), _CLAIM, "finite", _WORDS)
        return make_quote(view, [place], cue, "framing", 0.8, found[0], "stated")
    for noun in range(verb + 1, min(len(view.tokens), verb + 12)):
        if view.is_in("utterances", noun):
            return _uttered(view, noun, verb + 1, place)
    return None


_CAME = frozenset({"came", "comes", "went", "ran", "goes", "runs"})


def _comma_before_came(view: View) -> int | None:
    found = (at for at in range(1, len(view.tokens)) if view.low(at) in _CAME)
    return next((at for at in found if view.low(at - 1) == "," and view.quoted[at] < 0), None)


def _came(view: View, verb: int) -> QuoteDraft | None:
    """Read "came the reply from X" behind what was said."""
    noun = next((at for at in range(verb + 1, verb + 5) if view.is_in("utterances", at)), None)
    first = view.cut(view.begin, verb)
    if noun is None or first is None:
        return None
    end = noun + 1
    sources: list[Phrase] = []
    if view.low(end) in {"from", "of"} and (found := _speaker(view, end + 1)):
        sources, end = found
        if view.low(end - 1) in {"'s", "'"}:  # "a joke of her late husband's"
            sources = read_phrases(view, noun + 2, end - 1)
    at = end + (view.low(end) == ",")
    second = view.opens(at)
    rest = (second.start, second.end) if second else None
    cue = new_cue(view, verb, noun, view.low(verb), _CLAIM, "finite", _WORDS)
    how = "stated" if sources else "implicit"
    return make_quote(view, [first, rest], cue, "framing", 0.75, sources, how)


def _uttered(view: View, noun: int, begin: int, place: tuple[int, int]) -> QuoteDraft | None:
    """Read "was X's answer" or "was the answer from X" behind a quotation."""
    owner = possessor_before(view, noun, begin)
    sources = [owner] if owner else []
    if not owner and view.low(noun + 1) in {"from", "of"}:
        found = _speaker(view, noun + 2)
        sources = found[0] if found else []
    cue: Cue = new_cue(view, noun, noun, view.low(noun), _CLAIM, "finite", _WORDS)
    how = "stated" if sources else "implicit"
    return make_quote(view, [place], cue, "framing", 0.75, sources, how)
