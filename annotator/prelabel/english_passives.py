"""English reports in the passive: "was accused by X of …", "was described as … by X"."""

from __future__ import annotations

from annotator.prelabel.draft import Phrase, QuoteDraft
from annotator.prelabel.phrase_heads import read_phrases
from annotator.prelabel.phrases import phrase_end, starts_speaker
from annotator.prelabel.pieces import make_quote, sentence_end
from annotator.prelabel.sentence_view import View
from annotator.prelabel.verb_groups import new_cue

_KINDS = (
    ("passive_as", frozenset({"as"}), "condemn"),
    ("passive_praise", frozenset({"as"}), "support"),
    ("passive_of", frozenset({"of"}), "accuse"),
    ("passive_to", frozenset({"to", "that"}), "demand"),
)
_WORDS = frozenset({"say"})
Found = tuple[int, int, list[Phrase]]
"""Where what is said begins and ends, and who says it."""


def passive_quotes(view: View) -> list[QuoteDraft]:
    """The quotes of an English sentence whose speaker stands behind "by"."""
    if view.grammar.language != "en" or "by" not in view.lows:
        return []
    found = (_read(view, at) for at in range(view.begin + 1, len(view.tokens) - 2))
    return [one for one in found if one]


def _read(view: View, at: int) -> QuoteDraft | None:
    before = at - 1
    while view.is_in("adverbs", before) or view.grammar.manner(view.low(before)):
        before -= 1
    if not view.is_in("be", before) or view.quoted[at] >= 0:
        return None
    for name, joints, claim in _KINDS:
        if not view.is_in(name, at):
            continue
        found = _agent_first(view, at + 1, joints) or _agent_behind(view, at + 1, joints)
        if found:
            begin, end, sources = found
            cue = new_cue(view, before, at, view.low(at), claim, "finite", _WORDS)
            place = view.cut(begin, end)
            return make_quote(view, [place], cue, "passive", 0.72, sources, "stated")
    return None


def _agent(view: View, at: int) -> tuple[int, list[Phrase]] | None:
    if view.low(at) != "by":
        return None
    begin = at + 1
    while view.low(begin) in view.grammar.titles or (view.low(begin) == "." and begin > at + 1):
        begin += 1
    if not starts_speaker(view, begin):
        return None
    end = phrase_end(view, begin, len(view.tokens))
    return end, read_phrases(view, begin, end)


def _agent_first(view: View, at: int, joints: frozenset[str]) -> Found | None:
    """… by X as "…": the speaker before what is said."""
    agent = _agent(view, at)
    if agent is None:
        return None
    end, sources = agent
    begin = next((one for one in range(at + 1, end + 1) if view.low(one) in joints), None)
    if begin is None:
        return None
    if begin < end:
        sources = read_phrases(view, at + 1, begin)
    return begin, sentence_end(view), sources


def _agent_behind(view: View, at: int, joints: frozenset[str]) -> Found | None:
    """… as "…" by X: the speaker behind what is said."""
    if view.low(at) not in joints:
        return None
    for one in range(at + 1, sentence_end(view)):
        if view.low(one) in {",", ";", ":"} and view.quoted[one] < 0:
            return None
        agent = _agent(view, one) if view.quoted[one] < 0 else None
        if agent:
            return at, one, agent[1]
    return None
