"""Ranked alternatives of a proposed quote: whom the rules hold possible, and which claim types."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from annotator.model.alternatives import ClaimChoice, SpeakerChoice
from annotator.model.ids import ActorId
from annotator.model.message import Message, msg
from annotator.model.text import fold
from annotator.prelabel.draft import Candidate, Draft, QuoteDraft
from annotator.prelabel.reasons import speaker_reason

MOST = 5
"""Alternatives that are kept of each ranking; a card shows three."""
_FIRST, _SECOND = 0.75, 0.13
"""How often the first and the second claim type are right where there are two and no claim model
says how likely they are: 94 and 16 of the 124 such quotes in the gold that the rules were written
for."""
ActorOf = Callable[[Candidate], ActorId]


def speaker_choices(
    draft: Draft, quote: QuoteDraft, places: Sequence[int], actor_of: ActorOf
) -> Iterator[SpeakerChoice]:
    """The rankings of a quote's speakers, for each place where there is a choice.

    Args:
        draft: the article.
        quote: one of its quotes.
        places: of each proposed speaker the number in `quote.speakers`.
        actor_of: the actor of a candidate, who is made if need be.
    """
    chosen = {fold(quote.speakers[rank][0].key) for rank in places}
    for place, rank in enumerate(places):
        phrase = quote.sources[rank] if rank < len(quote.sources) else None
        rivals = _distinct(quote.speakers[rank], chosen)
        for score, one in _falling(rivals) if len(rivals) > 1 else ():
            reason = speaker_reason(draft, quote, one, phrase)
            yield SpeakerChoice(actor_of(one), one.known_by, score, reason, place)


def _distinct(ranked: list[Candidate], chosen: set[str]) -> list[Candidate]:
    """The first candidate and those who are somebody else and no other speaker of the quote."""
    out = {fold(ranked[0].key): ranked[0]}
    for one in ranked[1:]:
        if fold(one.key) not in chosen:
            out.setdefault(fold(one.key), one)
    return list(out.values())[:MOST]


def _falling(ranked: list[Candidate]) -> Iterator[tuple[float, Candidate]]:
    """The candidates with scores that never rise: their order counts for more than each score."""
    least = 1.0
    for one in ranked:
        least = min(least, max(0.0, one.score))
        yield round(least, 3), one


def claim_choices(draft: Draft, quote: QuoteDraft) -> tuple[ClaimChoice, ...]:
    """The proposed claim type and the next likely one; nothing if only one comes into question.

    Without a claim model the next is what else the words fit, or else what the reporting verb
    announces by itself.
    """
    pair = quote.claims[:2] or _fitting(quote)
    if len(pair) < 2:
        return ()
    return tuple(
        ClaimChoice(claim, round(score, 3), _claim_reason(draft, quote, claim))
        for claim, score in pair
    )


def _fitting(quote: QuoteDraft) -> list[tuple[str, float]]:
    """What the rules alone say: the claim type and a second one, if there is one."""
    cue = quote.cues[0] if quote.cues else None
    second = quote.claim_secondary or (cue.claim if cue else None)
    if quote.claim is None or second is None or second == quote.claim:
        return []
    return [(quote.claim, _FIRST), (second, _SECOND)]


def _claim_reason(draft: Draft, quote: QuoteDraft, claim: str) -> Message:
    cue = quote.cues[0] if quote.cues else None
    if cue is not None and cue.claim == claim:
        return msg("prelabel.claim.cue", cue=draft.text[cue.start : cue.end])
    return msg("prelabel.claim.words")
