"""Quotations that no cue holds: further pieces, quotes of the last speaker, or no quotes at all."""

from __future__ import annotations

from collections.abc import Sequence

from annotator.model.quotation_marks import QuotedStretch
from annotator.prelabel.draft import Cue, Draft, Phrase, Place, QuoteDraft
from annotator.prelabel.phrase_heads import read_phrases
from annotator.prelabel.phrases import pronoun_phrase
from annotator.prelabel.pieces import make_quote
from annotator.prelabel.possessors import possessor_before
from annotator.prelabel.scare import looks_scare
from annotator.prelabel.sentence_view import View
from annotator.prelabel.subjects import Subject, sentence_subject


def add_floating(draft: Draft, cues: dict[int, list[Cue]]) -> None:
    """Give every outermost stretch that no quote holds its place: piece, quote or scare quote."""
    by_sentence: dict[int, list[QuoteDraft]] = {}
    for quote in draft.quotes:
        by_sentence.setdefault(quote.sentence, []).append(quote)
    last: QuoteDraft | None = None
    for view in draft.views:
        own = by_sentence.get(view.index, [])
        for stretch in view.outer:
            if any(_holds(quote, stretch) and not _within(quote, stretch, view) for quote in own):
                continue
            placed = _place(view, stretch, last, draft.views, cues)
            if placed is not None:
                draft.quotes.append(placed)
                own = [*own, placed]
        for stretch in view.titles:
            if not any(_holds(quote, stretch) for quote in own):
                place = (stretch.start, stretch.end)
                draft.quotes.append(QuoteDraft([place], [], "scare", "scare", 0.7, view.index))
        spoken = [one for one in own if one.kind != "scare"]
        if spoken:
            last = max(spoken, key=lambda one: one.end)


def _holds(quote: QuoteDraft, stretch: QuotedStretch) -> bool:
    return any(start < stretch.end and stretch.start < end for start, end in quote.segments)


def _within(quote: QuoteDraft, stretch: QuotedStretch, view: View) -> bool:
    """Whether an English quote is one inside the quotation: “It said ‘Office’ on top”."""
    return quote.rule == "nested" and view.grammar.language == "en" and quote.end < stretch.end


def _place(
    view: View,
    stretch: QuotedStretch,
    last: QuoteDraft | None,
    found: Sequence[View],
    cues: dict[int, list[Cue]],
) -> QuoteDraft | None:
    place = (stretch.start, stretch.end)
    before = found[view.index - 1] if view.index else None
    same = before is not None and before.paragraph == view.paragraph
    alone = view.is_stretch(view.place)
    if (
        alone
        and before is not None
        and (dangling := _dangling(before, cues, last))
        and (same or before.low(len(before.tokens) - 1) == ":")
    ):
        return _announced(before, dangling, view, stretch)
    if alone and last is not None and _goes_on(last, before, view, stretch):
        last.segments.append(place)
        last.sentence = view.index
        return None
    if alone:
        return make_quote(view, [place], None, "floating", 0.55, [], "none")
    colon = _after_colon(view, stretch) or _before_colon(view, stretch)
    if colon:
        return colon
    subject = sentence_subject(view, view.at_or_after(stretch.start), view.begin)
    speaks = subject is not None and any(one.speaks for one in subject.phrases)
    sources = subject.phrases if subject and speaks else []
    whole = _predicate_in_marks(view, stretch, subject) if subject and speaks else None
    if whole is not None:
        return make_quote(view, [whole], None, "fragment_alone", 0.45, sources, "beside")
    if looks_scare(view, stretch):
        return QuoteDraft([place], [], "scare", "scare", 0.6, view.index)
    return make_quote(view, [place], None, "fragment_alone", 0.45, sources, "beside")


def _predicate_in_marks(view: View, stretch: QuotedStretch, subject: Subject) -> Place | None:
    """The subject with its predicate where marks hold the verb: "Airbus « coopère pleinement »"."""
    opening = view.at_or_after(stretch.start)
    beside = view.at_or_after(subject.phrases[-1].end) == opening
    verb = opening + 1
    while view.is_in("clitics", verb) or view.is_in("negating", verb):
        verb += 1
    finite = view.grammar.finite(view.low(verb)) or view.low(verb).endswith(("e", "ent", "ait"))
    if not beside or not finite or view.is_in("determiners", verb):
        return None
    return view.tokens[subject.begin].start, stretch.end


def _goes_on(last: QuoteDraft, before: View | None, view: View, stretch: QuotedStretch) -> bool:
    """Whether a quotation alone in its sentence is a further piece of the last quote."""
    if before is None or last.sentence < before.index:
        return False
    if before.low(len(before.tokens) - 1) == ":" and last.sentence == before.index:
        return True
    if view.grammar.language == "en" and last.rule == "floating" and not stretch.reopened:
        return False  # in marks of its own: somebody else answers
    same = before.paragraph == view.paragraph or stretch.reopened
    return same and last.kind != "indirect"


def _dangling(before: View, cues: dict[int, list[Cue]], last: QuoteDraft | None) -> Cue | None:
    """The cue that ends the sentence before and reports nothing in it."""
    mine = cues.get(before.index, [])
    if not mine or (last is not None and last.sentence == before.index):
        return None
    cue = mine[-1]
    end = len(before.tokens)
    announces = cue.last + 3 >= end or before.low(end - 1) == ":"
    return cue if cue.form == "finite" and announces else None


def _announced(before: View, cue: Cue, view: View, stretch: QuotedStretch) -> QuoteDraft | None:
    subject = sentence_subject(before, cue.first, before.begin)
    sources = subject.phrases if subject else []
    place = (stretch.start, stretch.end)
    how = "stated" if sources else "implicit"
    return make_quote(view, [place], cue, "announced", 0.7, sources, how)


def _after_colon(view: View, stretch: QuotedStretch) -> QuoteDraft | None:
    """A quotation behind a colon: who is named before it speaks."""
    at = view.at_or_after(stretch.start) - 1
    if view.low(at) != ":":
        return None
    named = [] if view.title else _utterer(view, at) or _last_name(view, at)
    place = (stretch.start, stretch.end)
    how = "stated" if named else "none"
    return make_quote(view, [place], None, "colon_alone", 0.6, named, how)


def _utterer(view: View, colon: int) -> list[Phrase]:
    """Whose answer, advice or message stands before a colon: "a trader's advice: …"."""
    if view.grammar.language != "en":
        return []
    for at in range(colon - 1, view.begin, -1):
        if view.is_in("utterances", at):
            owner = possessor_before(view, at, view.begin)
            return [owner] if owner else []
    return []


def _before_colon(view: View, stretch: QuotedStretch) -> QuoteDraft | None:
    """A quotation that a sentence or a title opens with, and a colon behind it."""
    first, end = view.at_or_after(stretch.start), view.at_or_after(stretch.end)
    if first != view.begin or view.low(end) != ":":
        return None
    named = [] if view.title else _last_name(view, len(view.tokens))
    how = "stated" if named else "none"
    return make_quote(view, [(stretch.start, stretch.end)], None, "colon_behind", 0.6, named, how)


def _last_name(view: View, end: int) -> list[Phrase]:
    for at in range(end - 1, view.begin - 1, -1):
        entity = view.entity(at)
        pronoun = None if view.is_in("clitics", at) else pronoun_phrase(view, at)
        if pronoun:
            return [pronoun]
        if entity and entity.label in {"PER", "ORG"}:
            begin = at
            while begin > 0 and view.names[begin - 1] == view.names[at]:
                begin -= 1
            return read_phrases(view, begin, at + 1)
    subject = sentence_subject(view, end, view.begin)
    return subject.phrases if subject and any(one.speaks for one in subject.phrases) else []
