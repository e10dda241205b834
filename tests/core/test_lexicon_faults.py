"""Own words that are damaged, odd or in each other's way: nothing else suffers from them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.prelabel.lexicon import adopt, lexicons
from annotator.prelabel.own_lexicon import own_folder, take_up_own_words
from annotator.services import lexicon
from annotator.services.lexicon import Entry
from tests.core.prelabel_help import quotes


@pytest.fixture(autouse=True)
def shipped_words_again() -> Iterator[None]:
    """Own words are the process's: each test begins and ends without."""
    take_up_own_words()
    yield
    adopt({})


def write(name: str, text: str) -> Path:
    path = own_folder() / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def entry(kind: lexicon.KindId, word: str, language: str = "fr") -> Entry:
    return next(one for one in lexicon.entries(language, kind) if one.word == word)


def switch_off(kind: lexicon.KindId, word: str, language: str = "fr") -> None:
    lexicon.carry_out(lexicon.plan_switch_off(language, entry(kind, word, language)))


# Switching off


@pytest.mark.parametrize("verb", ["say", "ask", "speak"])
def test_a_verb_that_is_also_a_construction_takes_no_other_verb_with_it(verb: str) -> None:
    text = "Ada Kern warned that the plan would fail. Bo Lund announced that taxes would rise."
    assert len(quotes(text, "en")) == 2
    switch_off("verbs", verb, "en")
    assert len(quotes(text, "en")) == 2


def test_a_verb_that_is_switched_off_stays_in_the_other_lists_of_its_file() -> None:
    before = lexicons("fr").list("cues").texts("expressions.light")
    assert any(one.split()[0] == "dire" for one in before)
    switch_off("verbs", "dire")
    assert not quotes("Jean Valmont dit que le régime ment.")
    assert lexicons("fr").list("cues").texts("expressions.light") == before


def test_an_expression_can_still_be_removed_by_hand() -> None:
    before = lexicons("fr").list("cues").texts("expressions.preposition")
    write("fr/cues.toml", f"remove = [{before[0]!r}]\n")
    assert take_up_own_words() == ()
    assert lexicons("fr").list("cues").texts("expressions.preposition") == before[1:]
