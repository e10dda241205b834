"""The tokenizer for news: quotation marks stand alone, texts come back, nothing slow is loaded."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from annotator.spacy_language import QUOTE_MARKS, blank

ROOT = Path(__file__).resolve().parent.parent.parent
FRENCH, ENGLISH = blank("fr"), blank("en")


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("jugé d'«inacceptable»", "jugé d' « inacceptable »"),
        ('d’"inacceptable", dit-il', 'd’ " inacceptable " , dit -il'),
        ("a-t-elle insisté", "a -t-elle insisté"),
        ("l’ONU qu'il n’a pas “vu”", "l’ ONU qu' il n’ a pas “ vu ”"),
        ("M. Dupont aujourd'hui.", "M. Dupont aujourd'hui ."),
        ("Saint-Pétersbourg nord-coréen", "Saint-Pétersbourg nord-coréen"),
        ("1.000,5 en 2022-2023", "1.000,5 en 2022 - 2023"),
    ],
)
def test_french_words_are_parted_from_marks(text: str, tokens: str):
    assert [token.text for token in FRENCH.make_doc(text)] == tokens.split()


def test_english_words_are_parted_from_marks():
    found = [token.text for token in ENGLISH.make_doc("He said“we don't”. U.S. aid")]
    assert found == ["He", "said", "“", "we", "do", "n't", "”", ".", "U.S.", "aid"]


@example("1“.éé")
@given(st.text("aéM.'’-«»“”\"‹› \u00a0\n😀1,", max_size=40))
def test_no_token_holds_a_mark_and_the_text_comes_back(text: str):
    for language in (FRENCH, ENGLISH):
        doc = language.make_doc(text)
        assert doc.text == text
        held = [one.text for one in doc if len(one) > 1 and set(one.text) & set(QUOTE_MARKS)]
        assert held == []


def test_every_gold_span_of_the_shared_texts_fits_tokens(shared: Path):
    import json

    missed = []
    for path in sorted((shared / "gold").glob("*.json")):
        data = json.loads(path.read_text("utf-8"))
        text = path.with_suffix(".txt").read_bytes().decode()
        doc = (ENGLISH if path.name.startswith("own-en") else FRENCH).make_doc(text)
        for quote in data["quotes"]:
            for part in (*quote["content"], *quote["cue"]):
                if doc.char_span(part["start"], part["end"]) is None:
                    missed.append((path.name, part["text"]))
    assert missed == []


def test_building_it_loads_no_slow_module():
    code = (
        "import sys\n"
        "from annotator.spacy_language import blank\n"
        "assert 'spacy' not in sys.modules\n"
        "assert blank('fr').lang == 'fr'\n"
        "assert 'spacy.lang.fr' not in sys.modules\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def test_a_text_of_any_length_is_taken():
    assert len(FRENCH.make_doc("mot " * 300_000)) == 300_000
