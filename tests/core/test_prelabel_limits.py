"""What no newspaper prints: endless sentences, odd language codes."""

from __future__ import annotations

import pytest

from annotator.prelabel.pipeline import known_language
from tests.core.prelabel_help import read


@pytest.mark.parametrize("unit", ['"a" ', "selon Jean ", "Jean Dupont ", "mot ", "mot"])
def test_an_endless_sentence_is_read_in_parts_that_cover_it(unit: str) -> None:
    text = unit * (9_000 // len(unit))
    places = read(text).sentences
    assert "".join(text[start:end] for start, end in places).replace(" ", "") == text.replace(
        " ", ""
    )
    if " " in unit:
        assert max(end - start for start, end in places) <= 3_000


def test_a_long_quotation_is_never_cut() -> None:
    words = "Nous tiendrons bon et nous le dirons à tous. " * 120
    text = f"« {words.strip()} », a déclaré le maire."
    quotes = [one for one in read(text).quotes if one.kind == "direct"]
    assert [(one.start, one.end) for one in quotes] == [(0, text.index(" », a") + 2)]


@pytest.mark.parametrize("code", ["en", "en-GB", "en_US", "EN"])
def test_a_region_keeps_its_language(code: str) -> None:
    assert known_language(code) == "en"


def test_a_language_without_word_lists_is_read_as_the_first() -> None:
    assert known_language("zz") == "fr"
