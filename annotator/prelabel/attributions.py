"""Attributions: "selon X, A", "A, d'après X", "A, selon elle, B", "pour lui, A"."""

from __future__ import annotations

from annotator.prelabel.complements import is_infinitive
from annotator.prelabel.draft import Cue, Phrase, QuoteDraft
from annotator.prelabel.phrase_heads import read_phrases
from annotator.prelabel.phrases import phrase_end, pronoun_phrase
from annotator.prelabel.pieces import after_lead, clause_start, has_verb, make_quote, sentence_end
from annotator.prelabel.sentence_view import View
from annotator.prelabel.subjects import antecedent


def attribution(view: View, cue: Cue, floor: int) -> QuoteDraft | None:
    """The quote that a preposition like "selon" gives to the source behind it.

    Args:
        view: the sentence.
        cue: the preposition.
        floor: token that the quote cannot begin before.
    """
    found = _source(view, cue)
    if found is None:
        return None
    sources, end = found
    how = "stated" if sources else "implicit"
    lead = cue.first - 1 - (view.low(cue.first - 1) == "," and view.is_in("breaks", cue.first - 2))
    linked = view.is_in("breaks", lead) or view.is_in("coordination", lead)
    linked = linked or view.is_in("relative", cue.last + 1)
    linked = linked or view.is_in("relatives_of", cue.last + 1)
    led = after_lead(view, floor, cue.first) >= cue.first
    if led or cue.first <= floor + 1 or linked or view.low(cue.first - 1) in {":", ";"}:
        content = [view.cut(_after_comma(view, end), sentence_end(view))]
        return make_quote(view, list(content), cue, "attribution", 0.88, sources, how)
    begin = after_lead(view, clause_start(view, floor, cue.first), cue.first)
    first = view.cut(begin, cue.first)
    closed = view.low(end) in {",", ""} or end >= sentence_end(view)
    amid = not closed and len(sources) == 1 and sources[0].form == "pronoun"
    soon = min(end + 4, len(view.tokens))
    joined = view.low(end) in {"et", "mais"} and has_verb(view, end + 1, soon)
    between = view.low(cue.first - 1) == "," and view.low(end) == "," and _completes(view, end + 1)
    goes_on = amid or joined or between or not has_verb(view, begin, cue.first)
    rest = view.cut(_after_comma(view, end), sentence_end(view)) if goes_on else None
    return make_quote(view, [first, rest], cue, "attribution_behind", 0.82, sources, how)


def _completes(view: View, at: int) -> bool:
    """Whether a complement of the clause before goes on behind "A, selon X, B"."""
    verb = view.grammar.finite(view.low(at)) or view.is_in("have", at) or view.is_in("be", at)
    goes_on = verb or view.is_in("prepositions", at) or is_infinitive(view, at)
    return goes_on or view.low(at) in {"de", "d'", "du", "des"}


def _after_comma(view: View, end: int) -> int:
    """The token after the comma, and after ", citant deux sources," or brackets before it."""
    if view.low(end) == "(":
        rest = range(end, min(len(view.tokens), end + 20))
        end = next((at + 1 for at in rest if view.low(at) == ")"), end)
    told = view.low(end).endswith(("ant", "é", "ée", "és", "ées")) or view.is_in("reflexive", end)
    if told or view.is_in("relatives", end):  # "un document que nous avons lu, A"
        rest = range(end, min(len(view.tokens), end + 14))
        end = next((at for at in rest if view.low(at) == ","), end)
    if view.low(end) == "," and view.is_in("belonging", end + 1):  # "Pour X, de l'institut Y, A"
        rest = range(end + 1, min(len(view.tokens), end + 10))
        verb = any(view.grammar.finite(view.low(at)) or view.quoted[at] >= 0 for at in rest[:3])
        end = end if verb else next((at for at in rest if view.low(at) == ","), end)
    if view.low(end) not in {",", ":"}:
        return end
    begin = end + 1
    if view.low(begin).endswith("ant") and not view.entity(begin):
        rest = range(begin, min(len(view.tokens), begin + 8))
        begin = next((at + 1 for at in rest if view.low(at) == ","), begin)
    return begin


def _source(view: View, cue: Cue) -> tuple[list[Phrase], int] | None:
    """Whose words they are and the token after; None if the preposition introduces nobody."""
    at = cue.last + 1
    if "whole" in cue.frames:
        return [], at
    while view.low(at) in {"de", "d'", "même"}:
        at += 1
    if view.is_in("relative", at) and at > cue.first and view.low(cue.first - 1) == ",":
        whom = antecedent(view, cue.first)  # "X, pour qui A"
        return (whom.phrases, at + 1) if whom else None
    pronoun = pronoun_phrase(view, at)
    if pronoun and not (view.is_in("objects", at) and view.low(at) != "lui"):
        return [pronoun], view.at_or_after(pronoun.end)
    if view.is_in("relatives_of", at):  # "des informations selon lesquelles A"
        whom = antecedent(view, cue.first)
        return (whom.phrases, at + 1) if whom else None
    nominal = view.is_in("determiners", at) or view.entity(at) or view.low(at).isalpha()
    if not nominal or view.stretch(at) or view.is_in("not_sources", at):
        return None
    end = phrase_end(view, at, len(view.tokens))
    head = at
    while view.is_in("determiners", head) and not view.entity(head):
        head += 1
    named = view.entity(head)
    alone = named is not None and view.low(view.entity_end(head)) == ","
    if named is not None and alone and named.label in {"ORG", "LOC"}:  # "selon Reuters, X ira"
        end = min(end, view.entity_end(head))
    at = _whose(view, at, end)
    return (read_phrases(view, at, end), end) if end > at else None


def _whose(view: View, begin: int, end: int) -> int:
    """Past "l'annonce de" to who made it: "selon l'annonce du gouvernement"."""
    noun = begin
    while view.is_in("determiners", noun):
        noun += 1
    if not view.is_in("speech_nouns", noun) or noun + 2 > end:
        return begin
    joint = view.low(noun + 1)
    if view.is_in("fused", noun + 1) or joint == "des":
        return noun + 1
    return noun + 2 if joint in {"de", "d'", "of"} else begin
