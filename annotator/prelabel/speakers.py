"""Speakers: who says each quote, with ranked alternatives and how each is known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from annotator.model.items import KnownBy
from annotator.prelabel.coreference import Discourse
from annotator.prelabel.descriptions import described_before, sure
from annotator.prelabel.draft import Candidate, Draft, Phrase, QuoteDraft
from annotator.prelabel.lexicon import Lexicons
from annotator.prelabel.phrase_heads import read_phrase
from annotator.prelabel.phrases import phrase_end
from annotator.prelabel.referents import nominal_kind
from annotator.prelabel.sentence_view import View
from annotator.prelabel.subjects import sentence_subject


class SpeakersComponent:
    """Finds the speakers of the quotes, in text order, from grammar and from who spoke before."""

    name = "speakers"
    version = 2
    needs: tuple[str, ...] = ("quotes", "referents", "occurrences", "views")
    gives: tuple[str, ...] = ("quotes",)

    def run(self, draft: Draft, lexicons: Lexicons) -> None:
        """Fill in the speakers of every quote that is no scare quote."""
        found = draft.views
        quotes = [quote for quote in draft.quotes if quote.kind != "scare"]
        _share_subjects(quotes, found)
        discourse = Discourse(draft)
        for quote in quotes:
            view = found[quote.sentence]
            discourse.advance(quote.sources[0].start if quote.sources else quote.end)
            quote.speakers = _speakers(quote, view, discourse)
            whole = bool(quote.cues) and "whole" in quote.cues[0].frames
            if not quote.sources and (whole or quote.rule in _WITHOUT_SOURCE):
                quote.speakers = (
                    (_named_behind(quote, found, discourse) if quote.rule == "floating" else [])
                    or _subject_of_before(quote, found, discourse)
                    or quote.speakers
                )
            for phrase, ranked in zip(quote.sources or [_NOBODY], quote.speakers, strict=False):
                if ranked:
                    at = phrase.start if phrase is not _NOBODY else quote.start
                    told = _with_gender(phrase, ranked, discourse)
                    discourse.heard(ranked[0].key, quote.sentence, view.paragraph, at, told)
        _name_the_first(quotes, found)
        _look_ahead(quotes)


_NOBODY = Phrase(0, 0, "pronoun", "")
_WITHOUT_SOURCE = frozenset({"floating", "colon_alone", "colon_behind", "fragment_alone"})


def _share_subjects(quotes: list[QuoteDraft], found: Sequence[View]) -> None:
    """Give participles and the like the source of their sentence."""
    for rank, quote in enumerate(quotes):
        if quote.sources or quote.rule == "passive" or quote.how not in {"implicit", "none"}:
            continue
        place = quote.cues[0].start if quote.cues else quote.start
        near = quotes[max(0, rank - 4) : rank + 5]
        same = [one for one in near if one.sentence == quote.sentence and one.sources]
        behind = [one for one in same if one.cues and one.cues[0].start > place]
        before = [one for one in same if one.cues and one.cues[0].start < place]
        giver = behind[0] if behind and not before else before[-1] if before else None
        if giver:
            quote.sources = list(giver.sources)
            continue
        if not quote.cues:
            continue
        if quote.cues[0].form == "preposition" and "whole" not in quote.cues[0].frames:
            continue
        view = found[quote.sentence]
        subject = sentence_subject(view, quote.cues[0].first, view.begin)
        if subject and any(one.speaks for one in subject.phrases):
            quote.sources = subject.phrases


def _speakers(quote: QuoteDraft, view: View, discourse: Discourse) -> list[list[Candidate]]:
    if not quote.sources:
        return [_last(discourse)]
    out = [_resolve(phrase, quote, view, discourse) for phrase in quote.sources]
    if quote.how == "implicit":
        out = [[replace(one, known_by="implicit") for one in ranked] for ranked in out]
    if quote.how == "relative":
        out = [[replace(one, known_by="pronoun") for one in ranked] for ranked in out]
    return out


def _with_gender(phrase: Phrase, ranked: list[Candidate], discourse: Discourse) -> Phrase:
    """A description with the gender of the person whom it may mean: "the Labour member"."""
    if phrase.gender != "?" or len(ranked) < 2 or ranked[1].rule != "role_recent":
        return phrase
    return replace(phrase, gender=discourse.draft.referents[ranked[1].key].gender)


def _named_behind(
    quote: QuoteDraft, found: Sequence[View], discourse: Discourse
) -> list[list[Candidate]]:
    """The subject of the next sentence, for a quotation alone that opens a paragraph."""
    view = found[quote.sentence]
    following = found[view.index + 1] if view.index + 1 < len(found) else None
    opens = not view.index or found[view.index - 1].paragraph != view.paragraph
    if not opens or following is None or following.paragraph != view.paragraph:
        return []
    subject = sentence_subject(following, len(following.tokens), following.begin)
    if subject is None or not subject.phrases[0].speaks or subject.phrases[0].form == "pronoun":
        return []
    ranked = _resolve(subject.phrases[0], quote, following, discourse) + _last(discourse)
    guesses = [replace(one, known_by="implicit", rule="next_speaker") for one in ranked[:3]]
    return [[replace(one, score=0.55 - 0.15 * place) for place, one in enumerate(guesses)]]


def _subject_of_before(
    quote: QuoteDraft, found: Sequence[View], discourse: Discourse
) -> list[list[Candidate]]:
    """The subject of the sentence before, if nobody spoke in it: "X reste de marbre. « … »"."""
    view = found[quote.sentence]
    before = found[view.index - 1] if view.index else None
    if before is None or before.paragraph != view.paragraph:
        return []
    if discourse.spoke and discourse.spoke[-1][1] >= before.index:
        return []
    subject = sentence_subject(before, len(before.tokens), before.begin)
    if subject is None or not (subject.phrases[0].speaks and subject.phrases[0].human):
        return []
    if subject.phrases[0].number == "p" and before.grammar.language == "en":
        return []  # "They argued. …": one of them speaks
    ranked = _resolve(subject.phrases[0], quote, before, discourse) + _last(discourse)
    best = list({one.key: one for one in reversed(ranked)}.values())[::-1][:3]
    guesses = [replace(one, known_by="implicit", rule="sentence_before") for one in best]
    return [[replace(one, score=0.5 - 0.15 * place) for place, one in enumerate(guesses)]]


def _last(discourse: Discourse) -> list[Candidate]:
    """The last speaker, for a quotation that names nobody."""
    keys = list(dict.fromkeys(key for key, _, _ in reversed(discourse.spoke[-6:])))[:3]
    referents = discourse.draft.referents
    return [
        Candidate(key, referents[key].kind, "implicit", 0.5 - 0.15 * place, "last_speaker")
        for place, key in enumerate(keys)
    ]


def _resolve(
    phrase: Phrase, quote: QuoteDraft, view: View, discourse: Discourse
) -> list[Candidate]:
    if phrase.entity is not None:
        entity = view.entities[phrase.entity]
        kind = entity.kind or "organisation"
        role = discourse.draft.referents[phrase.name].role if kind == "person" else ""
        return [Candidate(phrase.name, kind, "stated", 0.95, "named", role)]
    if phrase.form == "pronoun":
        found = _topic(phrase, view) or discourse.pronoun(phrase, quote.sentence, view.paragraph)
        return found or _group_before(phrase, view, discourse) or _own(phrase)
    if not phrase.definite:
        return _own(phrase)
    described = discourse.described(phrase, view.grammar.families)
    if described:
        return described + _own(phrase)
    described = described_before(phrase, view, discourse)
    if described:
        return described + _own(phrase) if sure(phrase) else _own(phrase) + described
    name = phrase.name.lower()
    first = view.at_or_after(phrase.start)
    short = view.is_in("anaphoric", first) and phrase.human and " " not in name
    bare = short or name in view.grammar.generic or name.startswith("même ")
    return (discourse.recent_person(phrase) if bare else []) + _own(phrase)


def _topic(phrase: Phrase, view: View) -> list[Candidate]:
    """Whom the sentence is about by its first words: "Quant au Conseil d'État, il relève"."""
    size = view.grammar.length("topics", view.tokens, view.begin)
    at = view.begin + size
    while size and view.is_in("determiners", at):
        at += 1
    entity = view.entity(at) if size else None
    if entity is None or entity.kind is None or view.tokens[at].start >= phrase.start:
        return []
    agrees = "?" in {entity.gender, phrase.gender} or entity.gender == phrase.gender
    known: KnownBy = "pronoun"
    return [Candidate(entity.full_name, entity.kind, known, 0.8, "pronoun")] if agrees else []


_BACK = 2
"""Most sentences before a plural pronoun in which a nameless group is looked for."""


def _group_before(phrase: Phrase, view: View, discourse: Discourse) -> list[Candidate]:
    """The nearest group that a plural noun names: "des experts …, ils estiment"."""
    if phrase.number != "p":
        return []
    for one in reversed(discourse.draft.views[max(0, view.index - _BACK) : view.index + 1]):
        end = one.at_or_after(phrase.start) if one is view else len(one.tokens)
        for at in range(end - 1, one.begin - 1, -1):
            role = one.grammar.role_at(one.tokens, at)
            if not role or role[0].number != "p" or not role[0].human or one.quoted[at] >= 0:
                continue
            if at and one.grammar.role_at(one.tokens, at - 1):
                continue
            name = read_phrase(one, at, max(at + 1, phrase_end(one, at, end))).name
            return [Candidate(name, "group", "pronoun", 0.5, "pronoun")]
    return []


def _own(phrase: Phrase) -> list[Candidate]:
    """The phrase itself as the speaker: an unnamed source, a group, a body."""
    kind = nominal_kind(phrase)
    known_by: KnownBy = "unnamed_source" if kind == "unnamed_source" else "stated"
    if phrase.form == "pronoun":
        return [Candidate(phrase.name, "unnamed_source", "unknown", 0.2, "nobody")]
    return [Candidate(phrase.name, kind, known_by, 0.8, "described")]


def _name_the_first(quotes: list[QuoteDraft], found: Sequence[View]) -> None:
    """An unnamed person of the lead may be who is named in the next paragraph."""
    if not quotes:
        return
    lead = found[quotes[0].sentence].paragraph
    named = next(
        (
            one
            for one in quotes
            if found[one.sentence].paragraph == lead + 1 and _is_named_person(one)
        ),
        None,
    )
    if named is None:
        return
    for quote in quotes:
        if found[quote.sentence].paragraph == lead and len(quote.sources) == 1:
            phrase = quote.sources[0]
            single = phrase.form == "nominal" and phrase.human and phrase.number == "s"
            single = single and _may_be_next(phrase, found[quote.sentence])
            if single and quote.speakers[0][0].known_by in {"unnamed_source", "pronoun"}:
                guess = replace(
                    named.speakers[0][0], known_by="description", score=0.55, rule="named_next"
                )
                quote.speakers = [[guess, *quote.speakers[0]]]


def _may_be_next(phrase: Phrase, view: View) -> bool:
    """Whether an unnamed person is whom the lead is about; in English its first words are that."""
    return view.grammar.language != "en" or view.at_or_after(phrase.start) <= view.begin + 1


def _is_named_person(quote: QuoteDraft) -> bool:
    if not quote.speakers or not quote.speakers[0]:
        return False
    first = quote.speakers[0][0]
    return first.kind == "person" and first.known_by == "stated"


def _look_ahead(quotes: list[QuoteDraft]) -> None:
    """A quote before anybody spoke (a headline) is given to the next speaker."""
    for rank, quote in enumerate(quotes):
        if quote.speakers and quote.speakers[0]:
            continue
        following = next(
            (one for one in quotes[rank + 1 :] if one.speakers and one.speakers[0]), None
        )
        if following:
            first = following.speakers[0][0]
            guess = replace(first, known_by="implicit", score=0.4, rule="next_speaker")
            quote.speakers = [[guess]]
