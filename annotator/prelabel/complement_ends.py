"""Where what a verb reports to its right ends: asides, brackets, dashes, the next predicate."""

from __future__ import annotations

from annotator.prelabel.complements import Complement, is_infinitive
from annotator.prelabel.phrases import starts_speaker
from annotator.prelabel.pieces import has_verb, sentence_end
from annotator.prelabel.sentence_view import View


def complement_end(view: View, found: Complement, limit: int) -> int:
    """The token after what is reported.

    Args:
        view: the sentence.
        found: where it begins.
        limit: token that it cannot reach.
    """
    end = min(limit, sentence_end(view))
    past = 0
    for at in range(found.begin + 1, end):
        if view.quoted[at] >= 0:
            continue
        low = view.low(at)
        if low in {"—", "–"} and at < past:
            continue
        if low in {"—", "–"} and (pair := _paired_dash(view, at, end)):
            past = pair + 1
            continue
        if _new_predicate(view, found, at):
            return at
        if view.title and low == "as" and _told_beside(view, at):
            return at
        if low == "," and _apposed_noun(view, at + 1):
            return at
        if low in {";", "—", "–"} or (found.bare and low == "(" and not _acronym(view, at)):
            return at
        if found.bare and low in {"et", "and"} and _joined_infinitive(view, at + 1):
            return at
        tail = bool(view.grammar.length("tails", view.tokens, at + 1))
        closed = view.closes(at - 1) is not None
        if closed and _comma_inside(view, at):
            return at
        asked = found.bare or closed or found.rule.startswith("frame_")
        if low == "," and (tail or (asked and _aside(view, at + 1))):
            return at
        if low == "," and closed and view.is_in("contrasts_alone", at + 1):
            rest = range(at + 1, end)
            if all(view.quoted[one] < 0 for one in rest):
                return at
        if low == "," and closed and view.low(at + 1) == "mais" and found.rule not in _CLAUSES:
            return at
        if found.rule not in _CLAUSES and _since(view, at):
            return at
        if found.bare and low == "," and _participle(view, at + 1):
            return at
        if found.bare and view.is_in("durations", at):
            return at
        if closed and view.is_in("gerund", at) and view.low(at + 1).endswith("ant"):
            return at
    return end


_CLAUSES = frozenset({"that", "zero_that", "colon", "colon_plain", "question", "quotation"})
"""Rules whose complement is a clause, with verbs of its own."""


def _new_predicate(view: View, found: Complement, at: int) -> bool:
    """Whether "et en suit la trace" goes on with what the subject does, behind an object."""
    if found.rule in _CLAUSES or view.low(at) != "et":
        return False
    verb = at + 1
    while view.is_in("clitics", verb) or view.is_in("reflexive", verb):
        verb += 1
    clitics = verb > at + 1 or view.closes(at - 1) is not None
    goes_on = clitics and view.names[verb : verb + 1] == (-1,) and _finite(view, verb)
    return goes_on or (view.closes(at - 1) is not None and _new_clause(view, at + 1))


_CLAUSE = 12
"""Most tokens in which a clause behind "et" has its verb."""


def _new_clause(view: View, begin: int) -> bool:
    """Whether somebody else begins to act behind a quotation: "« … » et la ministre a demandé"."""
    if not starts_speaker(view, begin):
        return False
    for at in range(begin, min(len(view.tokens), begin + _CLAUSE)):
        if view.quoted[at] >= 0:
            return False
        if view.names[at] < 0 and _finite(view, at):
            return True
    return False


def _since(view: View, at: int) -> bool:
    """Whether "depuis que" or the like begins the reporter's own clause behind an object."""
    return view.is_in("clause_heads", at) and view.is_in("complementisers", at + 1)


def _participle(view: View, at: int) -> bool:
    """Whether a participle with its complement adds something: ", accusés par leurs chefs"."""
    low = view.low(at)
    told = low.endswith(("é", "és", "ée", "ées")) and len(low) >= _NOUN and view.names[at] < 0
    return told and (view.is_in("prepositions", at + 1) or view.is_in("genitive", at + 1))


def _finite(view: View, at: int) -> bool:
    return view.grammar.finite(view.low(at)) or view.is_in("have", at) or view.is_in("be", at)


def _paired_dash(view: View, at: int, end: int) -> int | None:
    """The dash that closes what this one opens, within the sentence."""
    rest = range(at + 1, end)
    return next((one for one in rest if view.low(one) in {"—", "–"} and view.quoted[one] < 0), None)


_NOUN = 5
"""Fewest letters of a noun in apposition."""


def _apposed_noun(view: View, at: int) -> bool:
    """Whether a noun takes up what is reported: ", promesse qu'un cheminot …"."""
    low = view.low(at)
    small = (
        "adverbs",
        "breaks",
        "coordination",
        "prepositions",
        "conjunction_heads",
        "determiners",
    )
    noun = low.isalpha() and len(low) >= _NOUN and not low.endswith(("ment", "ant", "er", "ir"))
    noun = noun and view.names[at] < 0 and not view.grammar.finite(low)
    told = view.low(at + 1).endswith(("é", "ée", "és", "ées")) and view.is_in("agents", at + 2)
    behind = (view.is_in("complementisers", at + 1) or told) and view.grammar.language != "en"
    return behind and noun and not any(view.is_in(name, at) for name in small)


def _joined_infinitive(view: View, at: int) -> bool:
    """Whether "et de partir" goes on with another deed, not with what is said."""
    return view.low(at) in {"de", "d'"} and is_infinitive(view, at + 1)


def _comma_inside(view: View, at: int) -> bool:
    """Whether the American comma before a closing mark parts a clause from its main verb."""
    comma = view.low(at - 2) == ","
    return view.grammar.language == "en" and comma and view.grammar.finite(view.low(at))


def _told_beside(view: View, at: int) -> bool:
    """Whether a headline goes on with something else: "denies ban as talks begin"."""
    rest = range(at + 1, len(view.tokens))
    return view.grammar.language == "en" and (
        has_verb(view, at + 1, len(view.tokens))
        or any(view.low(one).endswith("s") and view.names[one] < 0 for one in rest)
    )


def _acronym(view: View, at: int) -> bool:
    """Whether a bracket holds a short form alone: "l'Union africaine (UA)"."""
    return view.low(at + 2) == ")" and view.text[view.tokens[at + 1].start].isupper()


def _aside(view: View, at: int) -> bool:
    return bool(view.grammar.length("asides", view.tokens, at)) or view.is_in("relatives", at)
