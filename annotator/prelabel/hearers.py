"""Whom something is said to, between an English verb and what it reports: "told the BBC it …"."""

from __future__ import annotations

from annotator.prelabel.draft import Cue
from annotator.prelabel.sentence_view import View

_LONGEST = 6
"""Most words of a hearer that no name is part of."""


def hearer_end(view: View, cue: Cue, begin: int, limit: int) -> int:
    """The token after the hearer of "tell", "remind" and the like; `begin` if there is none.

    Args:
        view: the sentence.
        cue: the reporting verb.
        begin: first token after the verb.
        limit: token that the hearer cannot reach.
    """
    if cue.lemma not in view.grammar.words["told"] or view.grammar.language != "en":
        return begin
    if view.is_in("complementisers", begin) or view.low(begin) in {",", ":", ""}:
        return begin
    pronoun = view.grammar.pronoun_at(view.tokens, begin)
    if (pronoun or view.is_in("heard", begin)) and not view.is_in("determiners", begin):
        return begin + 1
    return _noun_end(view, begin, limit)


def _noun_end(view: View, begin: int, limit: int) -> int:
    """The token after one noun phrase: its name, or the words up to what begins another."""
    at = begin
    while at < limit and view.is_in("determiners", at):
        at += 1
    if view.entity(at):
        at = view.entity_end(at)
        return at + 1 if view.grammar.role_at(view.tokens, at) else at
    first = at
    while at < min(limit, first + _LONGEST) and view.low(at).replace("-", "").isalpha():
        small = ("zero_that", "determiners", "prepositions", "adverbs", "complementisers", "breaks")
        if any(view.is_in(name, at) for name in small) or view.quoted[at] >= 0:
            break
        named = view.entity(at) is not None and at > first
        if named or view.grammar.finite(view.low(at)):
            break
        at += 1
        if view.grammar.role_at(view.tokens, at - 1) or view.low(at - 1) in _CROWDS:
            break
    return at


_CROWDS = frozenset({"reporters", "parliament", "audience", "crowd", "briefing", "conference"})
