"""English nouns of speech with their clause: "her claim that …", "voiced concern that …"."""

from __future__ import annotations

from annotator.prelabel.draft import Phrase, QuoteDraft
from annotator.prelabel.phrase_heads import read_phrases
from annotator.prelabel.phrases import phrase_end, starts_speaker
from annotator.prelabel.pieces import has_verb, make_quote, sentence_end
from annotator.prelabel.possessors import possessor_before
from annotator.prelabel.sentence_view import View
from annotator.prelabel.subjects import subject_before
from annotator.prelabel.verb_groups import new_cue

_WORDS = frozenset({"say"})
_NEAR = 4
"""Most tokens between a verb like "voice" and its noun."""


def noun_quotes(view: View, done: list[QuoteDraft]) -> list[QuoteDraft]:
    """The clauses that a noun of speech holds and no other quote of the sentence does.

    Args:
        view: an English sentence; others give nothing.
        done: the quotes that its cues hold.
    """
    if view.grammar.language != "en" or "that" not in view.lows:
        return []
    found = (_read(view, at, done) for at in range(view.begin, len(view.tokens) - 2))
    return [one for one in found if one]


def _read(view: View, at: int, done: list[QuoteDraft]) -> QuoteDraft | None:
    if not view.is_in("clause_nouns", at) or view.quoted[at] >= 0 or _held(view, at, done):
        return None
    known = _whose(view, at)
    if known is None:
        return None
    sources, that, first = known
    place = view.cut(that, _clause_end(view, that, at))
    cue = new_cue(view, first, at, view.low(at), "assert", "finite", _WORDS)
    return make_quote(view, [place], cue, "speech_noun", 0.65, sources, "stated")


def _held(view: View, at: int, done: list[QuoteDraft]) -> bool:
    place = view.tokens[at]
    return any(
        start <= place.start and place.end <= end for one in done for start, end in one.segments
    )


def _whose(view: View, at: int) -> tuple[list[Phrase], int, int] | None:
    """Whose words a noun stands for, where their clause begins, and where the cue does."""
    direct = view.low(at + 1) == "that"
    owner = possessor_before(view, at, view.begin) if direct else None
    if owner:
        return [owner], at + 1, at
    if not direct and view.low(at + 1) in {"from", "by"} and starts_speaker(view, at + 2):
        end = phrase_end(view, at + 2, len(view.tokens))
        return (read_phrases(view, at + 2, end), end, at) if view.low(end) == "that" else None
    verbs = range(at - 1, max(view.begin, at - _NEAR), -1)
    verb = next((one for one in verbs if view.is_in("support_verbs", one)), None)
    subject = subject_before(view, verb, view.begin) if verb is not None and direct else None
    return (subject.phrases, at + 1, verb) if subject and verb is not None else None


def _clause_end(view: View, that: int, noun: int) -> int:
    """Where the clause ends: with the sentence, or before the main verb if that comes behind."""
    end = sentence_end(view)
    if has_verb(view, view.begin, noun):
        return end
    groups, inside = 0, False
    for at in range(that + 1, end):
        verb = view.grammar.finite(view.low(at)) and view.names[at] < 0 and view.quoted[at] < 0
        groups += verb and not inside
        if groups > 1:
            return at
        helps = view.is_in("be", at) or view.is_in("have", at) or view.is_in("modals", at)
        inside = (verb and helps) or (inside and view.is_in("adverbs", at))
    return end
