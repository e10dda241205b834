"""Quotation marks: what is between them, for every text that a newsroom or a keyboard makes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.messages import Translator
from annotator.model.quotation_marks import (
    QuotedStretch,
    between_marks,
    nested,
    quoted_stretches,
    stretch_at,
)

NB, NNB = "\u00a0", "\u202f"


def found(text: str) -> list[str]:
    return [text[one.start : one.end] for one in quoted_stretches(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Il dit «oui» puis «non».", ["«oui»", "«non»"]),
        (f"Il dit «{NB}oui{NNB}».", [f"«{NB}oui{NNB}»"]),
        ("l'attitude d'«inacceptable», l’«autre»", ["«inacceptable»", "«autre»"]),
        ('He said “yes” and "no".', ["“yes”", '"no"']),
        ('il a dit " oui " hier', ['" oui "']),
        ("«une « réelle » avancée»", ["«une « réelle » avancée»", "« réelle »"]),
        ("«un “mot” et ‹autre›»", ["«un “mot” et ‹autre›»", "“mot”", "‹autre›"]),
        (
            "«'a little bourgeoise girl' dit-il»",
            ["«'a little bourgeoise girl' dit-il»", "'a little bourgeoise girl'"],
        ),
        ("It’s ‘a dog’s life’ here", ["‘a dog’s life’"]),
        ("d’abord l’Ukraine, aujourd’hui l'ONU", []),
        ("the workers' rights and the '60s", []),
        ('un écran de 5" et "rien" d\'autre', ['"rien"']),
        ("»fin» sans début", []),
        ("vide «» et « »", []),
        ("“a « b” c»", ["“a « b”", "« b"]),
    ],
)
def test_finds_what_stands_between_marks(text: str, expected: list[str]) -> None:
    assert found(text) == expected


def test_nested_stretches_know_their_depth() -> None:
    assert [one.depth for one in quoted_stretches("«a “b ‘c’ d” e» «f»")] == [0, 1, 2, 0]


def test_a_forgotten_mark_ends_with_its_paragraph() -> None:
    text = "Il dit «oui, et il part. \n\nPuis «non» encore."
    first, second = quoted_stretches(text)
    assert text[first.start : first.end] == "«oui, et il part."
    assert not first.closed
    assert not first.continues
    assert text[second.start : second.end] == "«non»"


def test_guillemets_reopened_at_each_paragraph_go_on() -> None:
    text = "«Un.\n\n«Deux.\n\n«Trois.» Fin."
    stretches = quoted_stretches(text)
    assert [text[one.start : one.end] for one in stretches] == ["«Un.", "«Deux.", "«Trois.»"]
    assert [one.continues for one in stretches] == [True, True, False]
    assert [one.reopened for one in stretches] == [False, True, True]
    assert [one.closed for one in stretches] == [False, False, True]


def test_a_closing_mark_may_reopen_as_old_printers_did() -> None:
    text = "«Un.\n» Deux.\n» Trois.»"
    assert found(text) == ["«Un.", "» Deux.", "» Trois.»"]


def test_a_quote_may_run_over_a_line_end_inside_a_paragraph() -> None:
    assert found("Il dit «oui\net non» hier.") == ["«oui\net non»"]


def test_inner_words_are_without_marks_and_spaces() -> None:
    text = f"Il dit «{NB}oui{NNB}»."
    (stretch,) = quoted_stretches(text)
    start, end = stretch.inner(text)
    assert text[start:end] == "oui"


def test_caret_finds_the_innermost_marks() -> None:
    text = "Il dit «a “b” c»."
    at = {name: stretch_at(text, text.index(name)) for name in ("a", "b", "dit")}
    assert at["dit"] is None
    assert at["a"] == QuotedStretch(7, 16, 0, "«")
    assert at["b"] == QuotedStretch(10, 13, 1, "“")


MARKED = st.text(alphabet="ab é'’‘\"«»“”„‹›\n\u00a05.,", max_size=80)


@given(MARKED)
def test_any_text_gives_stretches_that_nest_or_are_apart(text: str) -> None:
    stretches = quoted_stretches(text)
    for one in stretches:
        assert 0 <= one.start < one.end <= len(text)
        assert one.start < one.inner(text)[0] < one.inner(text)[1] <= one.end
        for other in stretches:
            apart = one.end <= other.start or other.end <= one.start
            inside = one.start <= other.start and other.end <= one.end
            assert apart or inside or (other.start <= one.start and one.end <= other.end)
    assert list(stretches) == sorted(stretches, key=lambda one: (one.start, -one.end))


@given(st.text(max_size=200), st.integers(0, 200))
def test_the_caret_never_fails(text: str, position: int) -> None:
    stretch = stretch_at(text, position)
    assert stretch is None or stretch.start <= position <= stretch.end


def test_fifty_thousand_open_marks_are_no_trouble() -> None:
    assert len(quoted_stretches("«a " * 50_000)) == 50_000
    assert quoted_stretches("»" * 50_000 + "' " * 50_000) == ()


def test_the_seed_has_its_twelve_pairs(shared) -> None:
    text = (shared / "gold" / "seed.txt").read_text(encoding="utf-8")
    stretches = quoted_stretches(text)
    assert len(stretches) == 12
    assert all(one.closed and one.depth == 0 and one.opening == "«" for one in stretches)


@pytest.mark.parametrize(
    ("words", "bare"),
    [
        ("«Oui»", "Oui"),
        ("« Oui, dit “non” »", "Oui, dit “non”"),
        ("«Un «mot» de plus»", "Un «mot» de plus"),
        ("«Un» ou «deux»", "«Un» ou «deux»"),
        ("à «cesser»", "à «cesser»"),
        ("«sans fin", "«sans fin"),
        ("“Yes”", "Yes"),
        ("«", "«"),
        ("", ""),
    ],
)
def test_words_lose_the_marks_that_stand_around_all_of_them(words: str, bare: str):
    assert between_marks(words) == bare


@pytest.mark.parametrize(
    ("words", "outer", "inside"),
    [
        (f"«{NB}une réponse ferme{NB}» à Minsk", "«", "“une réponse ferme” à Minsk"),
        ("« une réponse fer…", "«", "“une réponse fer…”"),
        ("a dit « oui » et « no…", "«", "a dit “oui” et “no…”"),
        ("« oui »", "Z", "« oui »"),
        ("“yes” to Minsk", "“", "‘yes’ to Minsk"),
        ("“ye…", "“", "‘ye…’"),
        ("they’re « ici »", "“", "they’re « ici »"),
    ],
)
def test_marks_inside_marks_are_of_the_second_rank(words: str, outer: str, inside: str):
    assert nested(words, outer) == inside


def test_a_step_with_marks_in_its_words_is_said_in_both_languages():
    words = f"«{NB}une réponse ferme{NB}» à Minsk"
    said = Translator("fr")("do.accept", words=words)
    assert said == f"Accepter «{NB}“une réponse ferme” à Minsk{NB}»"
    assert Translator("en")("do.accept", words="“no” to Minsk") == "Accept “‘no’ to Minsk”"
