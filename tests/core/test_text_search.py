"""Finding in one text: forms of letters, whole words, patterns, and places that are right."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.errors import UserError
from annotator.services.text_search import Searchable, Sought, fits, runs_away
from tests.core.project_builders import said

TEXT = (
    "🚢 L’Élysée « ne cédera pas » : re\u0301solution, Résolution, RESOLUTION 🚢.\n"
    "«\u00a0Une route\u00a0», l'élan ; cœur, Œuvre, 👩\u200d👩\u200d👧 Zoé\n"
)


def found(words: str, text: str = TEXT, **how: bool) -> list[str]:
    return [text[start:end] for start, end in Searchable(text).find(Sought(words, **how))]


@pytest.mark.parametrize(
    ("words", "finds"),
    [
        ("resolution", ["re\u0301solution", "Résolution", "RESOLUTION"]),
        ("RÉSOLUTION", ["re\u0301solution", "Résolution", "RESOLUTION"]),
        ("l'elysee", ["L’Élysée"]),
        ("« une", ["«\u00a0Une"]),
        ("œuvre", ["Œuvre"]),
        ("zoe", ["Zoé"]),
        ("route », l’él", ["route\u00a0», l'él"]),
        ("🚢", ["🚢", "🚢"]),
        ("pas » : re", ["pas » : re\u0301"]),
        ("   ", []),
        ("absent", []),
        ("a.b*", []),
    ],
)
def test_words_are_found_whatever_their_form(words: str, finds: list[str]):
    assert found(words) == finds


def test_accents_and_capitals_can_count():
    assert found("Résolution", exact=True) == ["Résolution"]
    assert found("résolution", exact=True) == ["re\u0301solution"]  # one letter in two pieces
    assert found("resolution", exact=True) == []
    assert found("l'élan", exact=True) == ["l'élan"]


def test_whole_words():
    text = "Or, l’or dort ; encore, or-gris, or."
    assert len(found("or", text)) == 6
    assert found("or", text, whole=True) == ["Or", "or", "or", "or"]


def test_patterns_read_the_text_without_accents():
    assert found(r"r.solution\b", regex=True) == ["re\u0301solution", "Résolution", "RESOLUTION"]
    assert found(r"r[ée]solution", regex=True) == ["re\u0301solution", "Résolution", "RESOLUTION"]
    assert found(r"\W?[A-Z]\w+é", regex=True, exact=True)[-1].endswith("Zoé")
    assert found(r"x*", regex=True) == []


def test_a_phrase_goes_over_the_end_of_a_line():
    assert found("conseil de sécurité", "Le Conseil\nde  sécurité") == ["Conseil\nde  sécurité"]


@pytest.mark.parametrize("words", ["(", "[a", "a)", "*a", "(?P<x", "\\"])
def test_a_broken_pattern_is_one_sentence(words: str):
    with pytest.raises(UserError) as caught:
        found(words, regex=True)
    assert words in said(caught.value)


@pytest.mark.parametrize("words", ["(a+)+", "(a*)*b", "((x{2,})y)*", "(?:\\w+\\s?)*$", "(a|b+)+"])
def test_a_pattern_that_could_run_for_ever_is_refused(words: str):
    assert runs_away(words)
    with pytest.raises(UserError):
        found(words, regex=True)


@pytest.mark.parametrize("words", ["(a|b)+", "a+b+", "[(+]+", r"\(a+\)+", "(ab)?c+", "(a{2})+"])
def test_honest_patterns_are_let_through(words: str):
    assert not runs_away(words)


@given(st.text(alphabet="aéE\u0301🚢’' \u00a0\u200dœß\n", max_size=40), st.integers(0, 40))
def test_every_stretch_of_a_text_is_found_in_it(text: str, start: int):
    """Whatever a person copies out of the text is found there, at places inside the text."""
    words = text[start : start + 5].strip()
    finds = Searchable(text).find(Sought(words))
    assert all(0 <= first < last <= len(text) for first, last in finds)
    assert [one for one in finds if one != tuple(sorted(one))] == []
    if words and not words.startswith(("\u0301", "\u200d")):
        assert finds


def test_no_letter_is_torn():
    assert found("e", "e\u0301") == ["e\u0301"]


def test_short_texts_are_tested():
    test = fits(Sought("kirby"))
    assert test is not None
    assert [test(words) for words in ("John Kirby", "KÌRBY", "Kir", "")] == [
        True,
        True,
        False,
        False,
    ]
    assert fits(Sought("")) is None
