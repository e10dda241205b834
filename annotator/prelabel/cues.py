"""Cues: the verb groups and expressions that report somebody's words."""

from __future__ import annotations

from annotator.prelabel.agents import passive_cue
from annotator.prelabel.cue_words import CueIndex, cue_index
from annotator.prelabel.draft import Cue, Draft
from annotator.prelabel.grammar import matches
from annotator.prelabel.lexicon import Lexicons
from annotator.prelabel.open_cues import open_cue
from annotator.prelabel.sentence_view import View
from annotator.prelabel.verb_groups import joined_participle, new_cue, verb_group


class CuesComponent:
    """Finds reporting verbs with their auxiliaries and pronouns, and expressions like "selon"."""

    name = "cues"
    version = 2
    needs: tuple[str, ...] = ("views",)
    gives: tuple[str, ...] = ("cues",)

    def run(self, draft: Draft, lexicons: Lexicons) -> None:
        """Fill in the cues in text order; most of them will hold no quote."""
        index = cue_index(lexicons)
        for view in draft.views:
            draft.cues += find_cues(view, index)


def find_cues(view: View, index: CueIndex) -> list[Cue]:
    """The cues of one sentence, in order; none overlaps another."""
    out: list[Cue] = []
    clitics = any(low[:1] == "-" and len(low) > 1 for low in view.lows)
    for at, low in enumerate(view.lows):
        if view.names[at] >= 0:
            continue
        if low not in index.openers and low not in index.verbs:
            if not (view.outer or clitics):
                continue
            inverted = _is_clitic(view, at + 1) or _is_clitic(view, at - 1)
            cue = open_cue(view, index, at) if view.outer or inverted else None
        else:
            cue = (
                _expression(view, index, at)
                or verb_group(view, index, at)
                or joined_participle(view, index, at, out)
                or passive_cue(view, index, at)
            )
        if cue and not (out and cue.first <= out[-1].last):
            out.append(cue)
    return out


def _is_clitic(view: View, at: int) -> bool:
    """Whether an inverted pronoun stands at a token: "-t-il"."""
    return view.low(at)[:1] == "-" and len(view.low(at)) > 1


def _expression(view: View, index: CueIndex, at: int) -> Cue | None:
    for name, words in index.openers.get(view.low(at), ()):
        if matches(view.tokens, at, words) and (name != "stance" or _stance(view, at)):
            last = at + len(words) - 1
            frame = frozenset({name})
            lemma = " ".join(words)
            return new_cue(view, at, last, lemma, "assert", "preposition", frame)
    return None


def _stance(view: View, at: int) -> bool:
    """Whether "pour" introduces who thinks so: "Pour lui, …", "Pour Berne, …"."""
    if at and view.low(at - 1) not in {",", ":", ";"}:
        return False
    grammar = view.grammar
    end = at + 1
    if view.is_in("relative", end):
        return view.low(at - 1) == ","
    if grammar.pronoun_at(view.tokens, end) and not view.is_in("objects", end):
        return view.low(end + 1) == "," or at > 0
    while view.is_in("determiners", end):
        end += 1
    role = grammar.role_at(view.tokens, end)
    named = view.entity(end)
    who = (named and named.label in {"PER", "ORG"}) or (role and role[0].human)
    return bool(who) and "," in [view.low(one) for one in range(end, end + 12)]
