"""Seeker: what it finds is what each pattern would find by itself."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from annotator.prelabel.claims import claim_rules
from annotator.prelabel.lexicon import lexicons
from annotator.prelabel.pattern_starts import beginnings
from annotator.prelabel.sanctions_words import sanctions_words
from annotator.prelabel.seeker import Seeker, Sought
from annotator.prelabel.tokens import plain

PATTERNS = (
    *("pas (?:de|encore)", "n'a? pas", "l(?:a|e)s?", "été", "levées? ?des", "[0-9]+ ans", "de"),
)
_MADE_UP = "pas de encore n'a n’ a la les le été ete ÉTÉ levée levées des 12 ans _de depas , « l'"
_REAL = """
les sanctions ont été levées n'a pas violé embargo imposed lifted sanctions would be may not il faut
que nous devons ne pas risque de condamne regrette , . « » ? oui will
"""
MADE_UP, REAL = st.sampled_from(_MADE_UP.split(" ")), st.sampled_from(_REAL.split())


def sought() -> list[Sought[str]]:
    return [
        Sought(one, re.compile(rf"(?<!\w)(?:{one})(?!\w)", re.IGNORECASE), beginnings(one))
        for one in PATTERNS
    ]


@given(st.lists(MADE_UP), st.integers(0, 30), st.integers(0, 80))
def test_it_finds_what_each_pattern_finds(words: list[str], start: int, size: int):
    text, seeker = " ".join(words), Seeker(sought())
    end = min(len(text), start + size)
    expected = [
        (one.key, match.span())
        for one in sought()
        for match in one.pattern.finditer(text, start, end)
    ]
    assert [(key, one.span()) for key, one in seeker.matches(text, start, end)] == expected
    assert seeker.keys_in(text) == {one.key for one in sought() if one.pattern.search(text)}


@given(st.lists(REAL, max_size=25), st.sampled_from(["fr", "en"]))
def test_the_shipped_patterns_are_found_as_by_themselves(words: list[str], language: str):
    text = " ".join(words)
    statuses = sanctions_words(language).statuses
    alone = [
        (one.key, match.span()) for one in statuses._sought for match in one.pattern.finditer(text)
    ]
    assert [(key, one.span()) for key, one in statuses.matches(text, 0, len(text))] == alone
    classes, content = claim_rules(lexicons(language)).classes, plain(text)
    found = {one.key for one in classes._sought if one.pattern.search(content)}
    assert classes.keys_in(content) == found
