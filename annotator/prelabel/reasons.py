"""Why a quote and its speakers are proposed, as messages: by which words, and how one knows."""

from __future__ import annotations

from annotator.model.message import Message, msg
from annotator.prelabel.draft import Candidate, Draft, Phrase, QuoteDraft

_PLACES = {
    "incise": "after",
    "incise_interrupted": "amid",
    "incise_inside": "amid",
    "attribution": "by",
    "attribution_behind": "by",
    "announced": "before",
    "as_said": "by",
    "verb_in_marks": "amid",
    "framing": "by",
    "passive": "by",
    "speech_noun": "by",
}
_SPEAKERS = {
    "named": "named",
    "described": "described",
    "nobody": "nobody",
    "role": "role",
    "role_recent": "role",
    "named_next": "named_next",
    "last_speaker": "last",
    "next_speaker": "next",
    "sentence_before": "subject",
}


def quote_reason(draft: Draft, quote: QuoteDraft) -> Message:
    """The reason for a quote: its cue and its first speaker."""
    if quote.kind == "scare":
        return msg("prelabel.scare")
    cue = quote.cues[0] if quote.cues else None
    place = _PLACES.get(quote.rule, "before") if cue else "alone"
    ranked = quote.speakers[0] if quote.speakers else []
    phrase = quote.sources[0] if quote.sources else None
    return msg(
        f"prelabel.quote.{place}.{_how(quote, ranked, phrase)}",
        cue=draft.text[cue.start : cue.end] if cue else "",
        word=draft.text[phrase.start : phrase.end] if phrase else "",
        name=ranked[0].key if ranked else "",
    )


def speaker_reason(
    draft: Draft, quote: QuoteDraft, who: Candidate, phrase: Phrase | None
) -> Message:
    """Why somebody may be the speaker, given the words that stand for the speaker, if any do."""
    how = _how(quote, [who], phrase)
    return msg(f"prelabel.who.{how}", word=draft.text[phrase.start : phrase.end] if phrase else "")


def _how(quote: QuoteDraft, ranked: list[Candidate], phrase: Phrase | None) -> str:
    if not ranked:
        return "nobody"
    first = ranked[0]
    if quote.how == "implicit" and phrase is not None:
        return "implicit"
    if quote.how == "relative":
        return "relative" if first.rule != "named_next" else "named_next"
    if first.rule == "pronoun":
        gender = phrase.gender if phrase and phrase.number == "s" else "?"
        return {"f": "pronoun_f", "m": "pronoun_m"}.get(gender, "pronoun")
    return _SPEAKERS[first.rule]
