"""The states that are named near a reference, and the order that they give to entries."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator.model.text import Span
from annotator.sanctions.catalogue import Context, shipped_catalogue
from annotator.services.article_places import countries_in, countries_near
from tests.conftest import PROJECT

SEED = PROJECT.parent / "shared" / "gold" / "seed.txt"
WORDS = "résolutions du Conseil de sécurité"
KOREA, IRAN = "un-dprk-resolutions", "un-iran-resolutions"
TEXT = (
    "La Libye attend.\n"
    "Téhéran violerait les résolutions du Conseil de sécurité. Pyongyang aussi.\n"
    "Les tirs nord-coréens bafouent les résolutions du Conseil de sécurité."
)


def places(text: str) -> list[Span]:
    starts, at = [], text.find(WORDS)
    while at >= 0:
        starts.append(at)
        at = text.find(WORDS, at + 1)
    return [Span.of(text, at, at + len(WORDS)) for at in starts]


def families(text: str, span: Span) -> list[str]:
    sentence, paragraph = countries_near(text, "fr", (span,))
    context = Context(countries=countries_in(text, "fr"), sentence=sentence, paragraph=paragraph)
    found = shipped_catalogue().search(WORDS, context=context)
    return [one.entry.id for one in found if one.entry.kind == "instrument_family"]


@pytest.mark.parametrize(
    ("text", "language", "found"),
    [
        ("La Corée du Nord se tait.", "fr", {"KP"}),
        ("Les tirs nord-coréens inquiètent Téhéran.", "fr", {"KP", "IR"}),
        ("Des drones iraniens et des obus sud-coréens", "fr", {"IR", "KR"}),
        ("Iranian drones and the South Koreans", "en", {"IR", "KR"}),
        ("Rien, nulle part.", "fr", set()),
        ("Iranian", "xx", set()),
    ],
)
def test_states_are_named_by_name_city_and_adjective(text: str, language: str, found: set[str]):
    assert countries_in(text, language) == found


def test_sentence_and_paragraph_are_told_apart():
    first, last = places(TEXT)
    assert countries_near(TEXT, "fr", (first,)) == ({"IR"}, {"IR", "KP"})
    assert countries_near(TEXT, "fr", (last,)) == ({"KP"}, {"KP"})
    assert countries_near(TEXT, "fr", ()) == (frozenset(), frozenset())


def test_the_family_of_the_sentence_goes_before_that_of_the_article_and_none_is_hidden():
    first, last = places(TEXT)
    assert families(TEXT, first)[:3] == [IRAN, KOREA, "un-libya-resolutions"]
    assert families(TEXT, last)[0] == KOREA
    assert {KOREA, IRAN, "un-yemen-resolutions"} <= set(families(TEXT, last))


def test_a_number_stays_first_whatever_is_near():
    context = Context(countries=frozenset({"IR"}), sentence=frozenset({"IR"}))
    assert (
        shipped_catalogue().search("résolution 1718", context=context)[0].matched == "1718 (2006)"
    )


@pytest.mark.skipif(not Path(SEED).exists(), reason="the shared gold texts are not here")
def test_the_same_words_of_the_seed_mean_another_family_each_time():
    text = SEED.read_text(encoding="utf-8")
    first, second = places(text)
    assert families(text, first)[0] == KOREA
    assert families(text, second)[:2] == [IRAN, KOREA]
