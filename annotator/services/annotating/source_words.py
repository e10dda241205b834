"""The words that stand for a speaker, once somebody else is chosen: which stay, which come."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from annotator.model.actors import names_of
from annotator.model.chains import chain_of
from annotator.model.change import Work
from annotator.model.ids import ActorId, ItemId
from annotator.model.items import Actor, Mention, Quote, Speaker
from annotator.model.message import msg
from annotator.model.text import Span, fold, sentences, short, words
from annotator.services.annotating.known_by import bears
from annotator.services.annotating.plan import Plan

_COMPLEMENT = re.compile(
    r"(?:\b(?:de|du|des|of|from|a|au|aux|to|chez|pour|for|par|by|avec|with|contre|against)\s+"
    r"(?:l[ae]s?\s+|l'|the\s+|mm?\.\s+|mmes?\s+|mlles?\s+|mr?s?\.?\s+)?|\bd')$"
)
"""What stands before a name that only says whose somebody is: "la porte-parole de M. Petrov"."""
_POSSESSIVE = re.compile(r"'s?\s")


def settled(
    plan: Plan, quote: Quote, old: Speaker, entered: ActorId | None, *, named: bool = True
) -> Span | None:
    """The words that stand for a speaker of a quote once somebody else is chosen.

    Where others than before do, or none do, the plan says so.

    Args:
        plan: the deed.
        quote: whose speaker it is.
        old: the speaker as before.
        entered: who is chosen, as the register knows them.
        named: words that name the new speaker are looked for.
    """
    actors = plan.work.actors
    actor = actors.get(entered) if entered else None
    if old.source is None or actor is None or entered == old.actor:
        return old.source
    before = actors.get(old.actor) if old.actor else None
    if can_stand(old.source, actor, plan.work, before):
        return old.source
    found = None
    if named and actor.kind != "unnamed_source":
        found = nearest_words(quote, actor, plan.work, plan.article.text)
    if found is None:
        plan.said = msg("annotate.source_left")
    else:
        plan.said = msg("annotate.source_moved", words=short(found.text))
    return found


def mention_at(plan: Plan, source: Span | None, actor: ActorId | None) -> ItemId | None:
    """The mention with just these words, unless it denotes somebody else."""
    same = (one for one in plan.work.annotation.mentions if one.span == source)
    return next((one.id for one in same if one.actor in (None, actor)), None)


def can_stand(source: Span, actor: Actor, work: Work, before: Actor | None) -> bool:
    """Whether words that stood for one speaker can stand for another.

    A pronoun, a description and the actor's own names can; the name of somebody else cannot.

    Args:
        source: the words.
        actor: whom they would stand for.
        work: mentions and actors of the article.
        before: whom they stood for, if anybody was chosen.
    """
    mentions = work.annotation.mentions
    same = next((one for one in mentions if one.span == source), None)
    if same is not None and (same.form != "name" or _denotes(same, actor.id, mentions)):
        return True
    if bears(source.text, actor):
        return True
    for one in mentions:
        other = one.form == "name" and one.actor not in (None, actor.id)
        if other and source.covers(one.span):
            at = one.span.start - source.start
            if not _complements(source.text, at, at + len(one.span)):
                return False
    if before is not None and before.id != actor.id and _leads(source.text, before, parts=True):
        return False
    others = (one for one in work.actors.values() if one.id != actor.id)
    return not any(_leads(source.text, one) for one in others)


def _denotes(mention: Mention, actor: ActorId, mentions: Iterable[Mention]) -> bool:
    chain = chain_of(list(mentions), mention)
    return any(isinstance(one, Mention) and one.actor == actor for one in chain)


def _leads(said: str, actor: Actor, *, parts: bool = False) -> bool:
    """Whether words name an actor, and not only as somebody whom they belong to."""
    if actor.kind == "unnamed_source":
        return False
    return any(
        said[start].isupper() and not _complements(said, start, end)
        for start, end in _places(said, actor, parts=parts)
    )


def _complements(said: str, start: int, end: int) -> bool:
    before, after = fold(said[:start]).replace("\u00a0", " "), fold(said[end : end + 3])
    return bool(_COMPLEMENT.search(before) or _POSSESSIVE.match(after))


def _places(said: str, actor: Actor, *, parts: bool) -> Iterator[tuple[int, int]]:
    """Where words hold a name of an actor, in code points; a person's last name with `parts`."""
    bounds = list(words(said))
    there = [fold(said[start:end]) for start, end in bounds]
    for name in names_of(actor):
        wanted = [name[start:end] for start, end in words(name)]
        ways = [wanted]
        if parts and actor.kind == "person" and len(wanted) > 1:
            ways.append(wanted[-1:])
        whole: set[int] = set()
        for way in filter(None, ways):
            for n in range(len(there) - len(way) + 1):
                if n not in whole and there[n : n + len(way)] == way:
                    whole |= set(range(n, n + len(way)))
                    yield bounds[n][0], bounds[n + len(way) - 1][1]


def nearest_words(quote: Quote, actor: Actor, work: Work, text: str) -> Span | None:
    """The words that name an actor beside a quote; None where the paragraph has none.

    Those in the sentence of the quote come first, the nearest of them; else the nearest before in
    the paragraph. A name that only says whose somebody is comes last. What is said in the quote
    itself names nobody who speaks.
    """
    begin, end = quote.segments[0].start, quote.segments[-1].end
    top = text.rfind("\n", 0, begin) + 1
    foot = text.find("\n", end)
    bottom = foot if foot >= 0 else len(text)
    spans = [
        Span.of(text, top + start, top + stop)
        for start, stop in _places(text[top:bottom], actor, parts=True)
        if text[top + start].isupper()
    ]
    spans += [
        one.span
        for one in work.annotation.mentions
        if one.form == "name" and one.actor == actor.id and top <= one.span.start < bottom
    ]
    free = [one for one in spans if not any(one.overlaps(piece) for piece in quote.segments)]
    first, last = _sentence(quote, text, top, bottom)
    here = [one for one in free if first <= one.start and one.end <= last]
    earlier = [one for one in free if one.end <= begin]

    def order(one: Span) -> tuple[bool, int, int]:
        whose = _complements(text[top:bottom], one.start - top, one.end - top)
        return whose, _distance(one, quote), -len(one)

    return min(here or earlier, key=order, default=None)


def _sentence(quote: Quote, text: str, top: int, bottom: int) -> tuple[int, int]:
    """From the begin of the first sentence that holds a part of the quote to the end of the last.

    Its cues count: "« Non. » Le ministre a ri" may say who spoke only behind the words.
    """
    parts = [*quote.segments, *quote.cues]
    begin, end = min(one.start for one in parts), max(one.end for one in parts)
    touched = [
        (top + start, top + stop)
        for start, stop in sentences(text[top:bottom])
        if top + start < end and top + stop > begin
    ]
    return (touched[0][0], touched[-1][1]) if touched else (begin, end)


def _distance(one: Span, quote: Quote) -> int:
    """Code points to the cue, or where there is none to the words of the quote."""
    parts = quote.cues or quote.segments
    return min(max(part.start - one.end, one.start - part.end, 0) for part in parts)
