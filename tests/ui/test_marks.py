"""Which marks an article has: one a span, with level, state and label."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from annotator.model.items import SanctionsReference, Speaker
from annotator.model.text import Span
from annotator.services.annotating import Part
from tests.ui.desk_fixture import (
    article_of,
    mention_of,
    quote_of,
    seed_session,
    session_of,
    span_of,
    text_session,
    tutorial_session,
)
from ui.presenters.marks import marks_of

TEXT = "Ada Kern est là. «Le port, «un havre», tient», dit-elle, «ou presque»."


def brief(marks, text: str = TEXT) -> list[tuple[str, str]]:
    return [(mark.kind, text[mark.start : mark.end]) for mark in marks]


def test_a_quote_has_a_mark_for_every_piece_and_cue():
    quote = quote_of(TEXT, "«Le port, «un havre», tient»", "«ou presque»", cue="dit", source="elle")
    marks = marks_of(text_session(TEXT, quote), None, "fr")
    assert brief(marks) == [
        ("quote", "«Le port, «un havre», tient»"),
        ("cue", "dit"),
        ("quote", "«ou presque»"),
    ]
    assert [mark.part for mark in marks] == [Part("segment", 0), Part("cue", 0), Part("segment", 1)]
    assert not any(mark.selected or mark.suggested for mark in marks)


def test_a_selected_quote_shows_its_source_and_whom_it_stands_for():
    text = "Ada Kern est là. «Oui», dit-elle."
    name = mention_of(text, "Ada Kern")
    quote = quote_of(text, "«Oui»", cue="dit")
    session = session_of(article_of(text), (name, quote))
    speaker = session.set_new_speaker(quote.id, "Ada Kern", "person")
    actor = session.annotation.item(speaker.focus).speakers[0].actor
    session.set_mention_actor(name.id, actor)
    session.set_source(quote.id, text.index("elle"), text.index("elle") + 4)
    session.set_known_by(quote.id, "pronoun")
    marks = marks_of(session, quote.id, "fr")
    chosen = [pair for pair, mark in zip(brief(marks, text), marks, strict=True) if mark.selected]
    assert chosen == [
        ("antecedent", "Ada Kern"),
        ("quote", "«Oui»"),
        ("cue", "dit"),
        ("source", "elle"),
    ]


def test_levels_follow_nesting_and_overlap():
    text = "aa bb cc dd ee ff"
    spans = ("aa bb cc dd", "bb cc", "cc", "dd ee", "ff")
    quotes = [quote_of(text, words) for words in spans]
    marks = marks_of(text_session(text, *quotes), None, "fr")
    levels = {text[mark.start : mark.end]: mark.level for mark in marks}
    assert levels == {"aa bb cc dd": 0, "bb cc": 1, "cc": 2, "dd ee": 1, "ff": 0}


def test_scare_quotes_take_no_level():
    scare = replace(quote_of(TEXT, "«Le port, «un havre», tient»"), kind="scare")
    inner = quote_of(TEXT, "«un havre»")
    marks = marks_of(text_session(TEXT, scare, inner), None, "fr")
    assert [(mark.kind, mark.level) for mark in marks] == [("scare", 0), ("quote", 0)]


@pytest.mark.parametrize(("language", "label"), [("fr", "Lieu"), ("en", "Place")])
def test_mentions_carry_colour_pattern_and_name_of_their_label(language: str, label: str):
    place, pronoun = mention_of(TEXT, "port", "LOC"), mention_of(TEXT, "elle", None)
    first, second = marks_of(text_session(TEXT, place, pronoun), None, language)
    assert (first.colour, first.pattern, first.label) == ("green", "dotted", label)
    assert (second.colour, second.label) == ("grey", "")


def test_references_without_a_span_have_no_mark():
    quote = quote_of(TEXT, "«ou presque»")
    whole = SanctionsReference(mention_of(TEXT, "Ada").id, None, (quote.id,))
    named = SanctionsReference(mention_of(TEXT, "Ada").id, span_of(TEXT, "presque"))
    marks = marks_of(text_session(TEXT, quote, whole, named), None, "fr")
    assert brief(marks) == [("quote", "«ou presque»"), ("reference", "presque")]


def test_suggestions_are_marked_until_they_are_decided():
    quote = quote_of(TEXT, "«ou presque»")
    session = session_of(article_of(TEXT), (), (quote,))
    assert [mark.suggested for mark in marks_of(session, None, "fr")] == [True]
    session.accept(quote.id)
    assert [mark.suggested for mark in marks_of(session, None, "fr")] == [False]
    session.undo()
    session.reject(quote.id)
    assert marks_of(session, None, "fr") == ()


def test_a_source_whose_name_comes_later_leads_to_that_name():
    text = "«Oui», dit-elle. Ada Kern est là."
    name = replace(mention_of(text, "Ada Kern"), actor="kern")
    who = Speaker("kern", span_of(text, "elle"), known_by="pronoun")
    quote = replace(quote_of(text, "«Oui»", cue="dit"), speakers=(who,))
    marks = marks_of(text_session(text, name, quote), quote.id, "fr")
    assert ("antecedent", "Ada Kern") in brief(marks, text)


def test_whom_a_quote_is_said_to_is_marked_while_it_is_selected():
    text = "Bru est là. Ada a demandé à Bru «de partir». Bru part."
    spans = words_at(text, "Bru")
    names = [replace(mention_of(text, "Bru"), span=span, actor="bru") for span in spans]
    quote = replace(quote_of(text, "«de partir»", cue="a demandé"), addressee="bru")
    session = text_session(text, *names, quote)
    assert "addressee" not in {mark.kind for mark in marks_of(session, None, "fr")}
    chosen = [one for one in marks_of(session, quote.id, "fr") if one.kind == "addressee"]
    assert [(mark.start, mark.selected) for mark in chosen] == [(spans[1].start, True)]


def words_at(text: str, words: str) -> list[Span]:
    return [Span.of(text, at.start(), at.end()) for at in re.finditer(words, text)]


def test_a_speaker_that_is_named_has_no_antecedent():
    name = replace(mention_of(TEXT, "Ada Kern"), actor="kern")
    quote = replace(
        quote_of(TEXT, "«ou presque»"), speakers=(Speaker("kern", span_of(TEXT, "elle")),)
    )
    kinds = {mark.kind for mark in marks_of(text_session(TEXT, name, quote), quote.id, "fr")}
    assert "antecedent" not in kinds


def test_the_tutorial_has_a_mark_for_every_span_in_text_order():
    session = tutorial_session()
    marks = marks_of(session, None, "fr")
    assert [mark.start for mark in marks] == sorted(mark.start for mark in marks)
    pieces = sum(len(one.segments) + len(one.cues) for one in session.annotation.quotes)
    spans = sum(one.span is not None for one in session.annotation.references)
    assert len(marks) == pieces + spans + len(session.annotation.mentions)


def test_the_seed_article_has_its_quotes(shared):
    marks = marks_of(seed_session(shared), None, "fr")
    assert sum(mark.kind == "quote" for mark in marks) >= 13
    assert sum(mark.kind == "mention" for mark in marks) == 35
