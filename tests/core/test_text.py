"""Places in a text: spans, UTF-16 positions, words, sentences, snapping."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.model.text import (
    Span,
    SpanError,
    Utf16Map,
    bound,
    fold,
    grapheme_end,
    grapheme_start,
    sentence_at,
    sentences,
    short,
    snapped,
    span_problem,
    trimmed,
    word_at,
    words,
)

ANY_TEXT = st.text(
    st.one_of(
        st.characters(exclude_categories=["Cs"]),
        st.sampled_from("«»\u00a0\u202fé\u0301🚢👩\u200d🚀🇫🇷'’- \n"),
    ),
    max_size=60,
)


@given(ANY_TEXT)
def test_utf16_positions_agree_with_the_encoding(text: str) -> None:
    table = Utf16Map(text)
    for point in range(len(text) + 1):
        unit = len(text[:point].encode("utf-16-le")) // 2
        assert table.to_utf16(point) == unit
        assert table.to_code_point(unit) == point


def test_a_position_inside_a_pair_is_the_start_of_its_character() -> None:
    assert Utf16Map("a🚢b").to_code_point(2) == 1


@given(ANY_TEXT)
def test_words_and_sentences_lie_in_order_and_inside(text: str) -> None:
    for found in (list(words(text)), list(sentences(text))):
        edges = [edge for pair in found for edge in pair]
        assert edges == sorted(edges)
        assert all(0 <= start < end <= len(text) for start, end in found)


@given(ANY_TEXT, st.integers(0, 60), st.integers(0, 60))
def test_snapping_and_trimming_never_give_an_empty_stretch(text: str, one: int, two: int) -> None:
    start, end = sorted((min(one, len(text)), min(two, len(text))))
    if start == end:
        return
    for left, right in (snapped(text, start, end), trimmed(text, start, end)):
        assert 0 <= left < right <= len(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("L'eau, qu’elle a", ["L'", "eau", "qu’", "elle", "a"]),
        ("a-t-elle insisté aujourd'hui", ["a-t-elle", "insisté", "aujourd'hui"]),
        ("c'est-à-dire l'arc-en-ciel", ["c'", "est-à-dire", "l'", "arc-en-ciel"]),
        ("1,7 milliard, le n° 833/2014", ["1,7", "milliard", "le", "n", "833", "2014"]),
        ("e\u0301le\u0301ment naïf", ["e\u0301le\u0301ment", "naïf"]),
        ("d'«inacceptable»", ["d", "inacceptable"]),
    ],
)
def test_words_are_french_words(text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in words(text)] == expected


def test_sentences_know_abbreviations_numbers_and_closing_marks() -> None:
    text = "M. Kern a dit 1.5. «Oui.» Non !\nUn titre\n\nFin chez J. Aumont. Puis"
    found = [text[start:end] for start, end in sentences(text)]
    assert found == [
        "M. Kern a dit 1.5.",
        "«Oui.»",
        "Non !",
        "Un titre",
        "Fin chez J. Aumont.",
        "Puis",
    ]
    assert sentence_at(text, text.index("Oui")) == (19, 25)


@pytest.mark.parametrize(
    ("picked", "meant"),
    [
        (" insist", "insisté"),
        ("té, ", "insisté"),
        ("eau", "eau"),
        ("'eau", "l'eau"),
        ("«havre»", "«havre»"),
        ("avre", "havre"),
    ],
)
def test_a_selection_snaps_to_words_without_outer_spaces(picked: str, meant: str) -> None:
    text = "elle a insisté, dans l'eau du «havre»."
    start = text.index(picked)
    left, right = snapped(text, start, start + len(picked))
    assert text[left:right] == meant


def test_the_word_at_a_place_touches_from_the_left() -> None:
    text = "un mot."
    assert word_at(text, 6) == (3, 6)
    assert word_at("  ", 1) is None


@pytest.mark.parametrize("cluster", ["e\u0301", "👩\u200d🚀", "👍🏽", "🇫🇷"])
def test_a_character_is_never_torn(cluster: str) -> None:
    text = f"a{cluster}b"
    for place in range(1, 1 + len(cluster)):
        assert grapheme_start(text, place) == 1
        assert grapheme_end(text, place) in (1, 1 + len(cluster))


def test_flags_side_by_side_part_between_them() -> None:
    assert grapheme_start("🇫🇷🇩🇪", 2) == 2
    assert grapheme_start("🇫🇷🇩🇪", 3) == 2


@pytest.mark.parametrize(
    ("start", "end", "said", "problem"),
    [
        (0, 2, "ab", None),
        (0, 2, None, None),
        (0, 2, "xx", "span.mismatch"),
        (2, 2, "", "span.empty"),
        (3, 1, None, "span.empty"),
        (-1, 1, None, "span.negative"),
        (0, 9, None, "span.past_end"),
    ],
)
def test_what_is_wrong_with_offsets_is_named(
    start: int, end: int, said: str | None, problem: str | None
) -> None:
    found = span_problem("abc", start, end, said)
    assert (found.id if found else None) == problem


def test_a_span_whose_words_have_another_length_is_refused() -> None:
    with pytest.raises(SpanError):
        Span(0, 3, "ab")


def test_spans_know_inside_and_beside() -> None:
    text = "abcdef"
    outer, inner, apart = Span.of(text, 0, 4), Span.of(text, 1, 3), Span.of(text, 4, 6)
    assert outer.covers(inner)
    assert not inner.covers(outer)
    assert outer.overlaps(inner)
    assert not outer.overlaps(apart)
    assert outer.contains(3)
    assert not outer.contains(4)
    with pytest.raises(SpanError):
        inner.check("axxdef")
    with pytest.raises(SpanError):
        apart.check("abc")


def test_folding_drops_accents_case_and_curly_apostrophes() -> None:
    assert fold("L’Élysée ÇA") == "l'elysee ca"


def test_no_line_breaks_inside_french_marks_or_before_a_percent_sign():
    nb = "\u00a0"
    assert bound("il dit « oui » à 4 % près") == f"il dit «{nb}oui{nb}» à 4{nb}% près"
    assert short("« oui » dit-il") == f"«{nb}oui{nb}» dit-il"
