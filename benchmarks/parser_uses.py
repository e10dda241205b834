"""Three uses of a parser, tried between the components of the rules: nothing of it is in the pass.

The subject of the cue (wherever the parser disagrees, or only where the rules found nobody), the
scope of what a verb governs, and the gender of people and phrases.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from annotator.model.annotation import Proposals
from annotator.model.article import Article
from annotator.prelabel.draft import Cue, Draft, Phrase, QuoteDraft
from annotator.prelabel.lexicon import lexicons
from annotator.prelabel.phrase_heads import read_phrases
from annotator.prelabel.phrases import phrase_end, pronoun_phrase, starts_speaker
from annotator.prelabel.pieces import kind_of
from annotator.prelabel.pipeline import PIPELINES, versions
from annotator.prelabel.sentence_view import View
from annotator.prelabel.suggest import proposals
from benchmarks.parsed import Parsed

_BARE = frozenset({"object", "infinitive", "that", "frame_a", "frame_de"})
"""Rules whose quotes end where the sentence does unless something says otherwise."""
Use = Callable[[Draft, Parsed], None]


def proposed_with(article: Article, parsed: Parsed, uses: tuple[str, ...]) -> Proposals:
    """What the French rules propose with some uses of the parser."""
    draft = Draft(article.id, article.text, "fr")
    for component in PIPELINES["fr"]:
        component.run(draft, lexicons("fr"))
        for use in uses:
            behind, change = USES[use]
            if behind == component.name:
                change(draft, parsed)
    return proposals(draft, versions("fr"))


def subjects(draft: Draft, parsed: Parsed) -> None:
    """Take the parser's subject wherever it is somebody else than the rules say, incises apart.

    In « A », a dit X, the rules do not err, and a parser takes a subject of A for that of the verb.
    """
    for quote in draft.quotes:
        _take_subject(draft, parsed, quote)


def missing_subjects(draft: Draft, parsed: Parsed) -> None:
    """Take the parser's subject only where the rules found nobody."""
    for quote in draft.quotes:
        if not quote.sources:
            _take_subject(draft, parsed, quote)


def _take_subject(draft: Draft, parsed: Parsed, quote: QuoteDraft) -> None:
    cue = quote.cues[0] if quote.cues else None
    if cue is None or cue.form != "finite" or cue.clitic or quote.rule.startswith("incise"):
        return
    view = draft.views[quote.sentence]
    found = _phrases(view, parsed, cue)
    if not found or any(one.start < end.end and end.start < one.end
                        for one in quote.sources for end in found):  # fmt: skip
        return
    if all(one.speaks for one in found):
        quote.sources, quote.how = found, "stated"


def _phrases(view: View, parsed: Parsed, cue: Cue) -> list[Phrase]:
    """The parser's subject of a cue as the rules read a phrase; empty if it is none of theirs."""
    place = parsed.subject(cue.start, cue.end)
    if place is None:
        return []
    begin = view.at_or_after(place)
    if begin >= len(view.tokens) or cue.first <= begin <= cue.last:
        return []
    pronoun = pronoun_phrase(view, begin)
    if pronoun:
        return [pronoun]
    if not starts_speaker(view, begin):
        return []
    limit = cue.first if begin < cue.first else len(view.tokens)
    return read_phrases(view, begin, max(phrase_end(view, begin, limit), begin + 1))


def scopes(draft: Draft, parsed: Parsed) -> None:
    """End a quote at a comma where the parser ends what the verb governs."""
    for quote in draft.quotes:
        if quote.rule not in _BARE or len(quote.segments) != 1:
            continue
        view, (start, end) = draft.views[quote.sentence], quote.segments[0]
        stop = parsed.governed_end(quote.cues[0].start, quote.cues[0].end, start)
        if stop is None or not start < stop < end:
            continue
        at = view.at_or_after(stop)
        quoted = any(view.quoted[one] >= 0 for one in range(at, view.at_or_after(end)))
        place = view.trim(start, stop)
        if view.low(at) == "," and not quoted and place:
            quote.segments = [place]
            quote.kind = kind_of(view, quote.segments)


def genders(draft: Draft, parsed: Parsed) -> None:
    """Fill in the gender of people and of speakers' phrases where the rules do not know it."""
    for entity in draft.entities:
        person = draft.referents.get(entity.full_name)
        if person and person.kind == "person" and person.gender == "?":
            person.gender = parsed.predicate_gender(entity.start, entity.end)
    for quote in draft.quotes:
        quote.sources = [_with_gender(one, parsed) for one in quote.sources]


def _with_gender(phrase: Phrase, parsed: Parsed) -> Phrase:
    if phrase.gender != "?" or phrase.form == "name":
        return phrase
    return replace(phrase, gender=parsed.gender(phrase.start, phrase.end))


USES: Mapping[str, tuple[str, Use]] = {
    "subject": ("quotes", subjects),
    "missing": ("quotes", missing_subjects),
    "scope": ("quotes", scopes),
    "gender": ("mentions", genders),
}
"""What is changed behind which component."""
