"""Word lists: what is wrong in one is said with file and line, in both languages."""

from __future__ import annotations

import pytest

from annotator.messages import LANGUAGES, Translator
from annotator.prelabel.claims import claim_rules
from annotator.prelabel.cue_words import cue_index
from annotator.prelabel.grammar import grammar
from annotator.prelabel.lexicon import LexiconError, Lexicons, lexicons, read_word_list
from annotator.prelabel.pipeline import PIPELINES


def test_a_syntax_error_names_the_line() -> None:
    with pytest.raises(LexiconError) as caught:
        read_word_list("cues.toml", 'a = 1\nb = ["x",\nc = 2\n')
    assert caught.value.message.values["file"] == "cues.toml"
    assert caught.value.message.values["line"] in {2, 3}


def test_a_missing_field_names_the_table_s_line() -> None:
    words = read_word_list("cues.toml", '[[group]]\nclaim = "x"\n\n[[group]]\nverbs = []\n')
    with pytest.raises(LexiconError) as caught:
        words.tables("group", ("claim",))
    assert caught.value.message.values["line"] == 4


def test_a_list_of_other_things_names_its_line() -> None:
    words = read_word_list("quotes.toml", "[words]\n\nhave = [1, 2]\n")
    with pytest.raises(LexiconError) as caught:
        words.texts("words.have")
    assert caught.value.message.values == {"file": "quotes.toml", "line": 3, "field": "have"}


def test_a_missing_list_is_an_error() -> None:
    with pytest.raises(LexiconError) as caught:
        Lexicons("xx").list("cues")
    assert caught.value.message.id == "lexicon.missing"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_error_is_a_sentence(language: str) -> None:
    translator = Translator(language)
    names = ("missing", "no_toml", "no_list", "no_tables", "no_field", "no_frame", "no_pattern")
    assert all(translator.knows(f"lexicon.{name}") for name in names)


@pytest.mark.parametrize("language", PIPELINES)
def test_the_shipped_lists_are_sound(language: str) -> None:
    words = lexicons(language)
    assert len(cue_index(words).verbs) > 300
    assert len(grammar(words).roles) > 100
    rules = claim_rules(words)
    assert set(rules.order) <= set(rules.classes.keys)
