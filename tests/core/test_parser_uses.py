"""What the ablation tries of a parser: answers on places, and changes of one draft at a time."""

from __future__ import annotations

from dataclasses import replace

import pytest

from annotator.learning.parser import ParsedWord
from annotator.model.article import Article, Metadata, text_sha256
from annotator.model.ids import ArticleId
from annotator.model.items import Quote
from annotator.prelabel.pipeline import propose
from benchmarks.parsed import Parsed
from benchmarks.parser_uses import USES, proposed_with

TEXT = "Marc Guillemot (Safran), qui comptait gagner, a dénoncé la victoire, une surprise."
ROWS = (
    ("Marc", 8, "nsubj", "PROPN", "m"),
    ("Guillemot", 0, "flat:name", "PROPN", "?"),
    ("(", 3, "punct", "PUNCT", "?"),
    ("Safran", 0, "appos", "PROPN", "?"),
    ("qui", 5, "nsubj", "PRON", "?"),
    ("comptait", 0, "acl:relcl", "VERB", "?"),
    ("gagner", 5, "xcomp", "VERB", "?"),
    ("a ", 8, "aux:tense", "AUX", "?"),
    ("dénoncé", 8, "root", "VERB", "m"),
    ("la", 10, "det", "DET", "f"),
    ("victoire", 8, "obj", "NOUN", "f"),
    ("une", 12, "det", "DET", "f"),
    ("surprise", 8, "dislocated", "NOUN", "f"),
)


def words() -> list[ParsedWord]:
    out, at = [], 0
    for form, head, relation, tag, gender in ROWS:
        start = TEXT.index(form, at)
        at = start + len(form.strip())
        out.append(ParsedWord(start, at, head, relation, tag, gender, "s"))
    return out


def parsed() -> Parsed:
    return Parsed(TEXT, words())


def place(form: str) -> tuple[int, int]:
    return TEXT.index(form), TEXT.index(form) + len(form)


def article(text: str = TEXT) -> Article:
    return Article(ArticleId("a"), text, "t", text_sha256(text), meta=Metadata(language="fr"))


def test_the_subject_of_a_verb_group_is_found_from_its_auxiliary():
    assert parsed().subject(*place("a dénoncé")) == TEXT.index("Marc")


def test_qui_is_nobody():
    assert parsed().subject(*place("comptait")) is None


def test_what_a_verb_governs_ends_with_its_object():
    start, end = place("a dénoncé")
    found = parsed().governed_end(start, end, TEXT.index("la victoire"))
    assert found == TEXT.index("victoire") + len("victoire")


def test_what_hangs_on_another_word_is_not_governed():
    start, end = place("comptait")
    assert parsed().governed_end(start, end, TEXT.index("la victoire")) is None


def test_a_phrase_has_the_gender_of_its_head():
    assert parsed().gender(*place("la victoire")) == "f"


@pytest.mark.parametrize(("being", "expected"), [("est", "f"), ("a", "?")])
def test_a_person_has_the_gender_of_what_she_is_said_to_be(being: str, expected: str):
    text = f"Kaja {being} partie"
    row = [
        ParsedWord(0, 4, 2, "nsubj", "PROPN"),
        ParsedWord(5, 5 + len(being), 2, "aux:tense", "AUX"),
        ParsedWord(6 + len(being), len(text), 2, "root", "VERB", "f", "s"),
    ]
    assert Parsed(text, row).predicate_gender(0, 4) == expected


def test_a_text_that_the_parser_says_nothing_of_is_read_by_the_rules_alone():
    silent = Parsed(TEXT, ())
    plain = propose(article())
    assert quotes(proposed_with(article(), silent, tuple(USES))) == quotes(plain)
    assert quotes(plain)


def test_the_scope_ends_where_the_parser_ends_the_object():
    text_of = [one[0] for one in quotes(proposed_with(article(), parsed(), ("scope",)))]
    assert text_of == ["la victoire"]


@pytest.mark.parametrize(("subject", "speaker"), [(0, "Marc Guillemot"), (3, "Safran")])
def test_the_subject_is_whom_the_parser_says(subject: int, speaker: str):
    row = words()
    row[3 - subject] = replace(row[3 - subject], head=subject, relation="appos")
    row[subject] = replace(row[subject], head=8, relation="nsubj")
    found = proposed_with(article(), Parsed(TEXT, row), ("subject",))
    assert [who for _, who in quotes(found)] == [speaker]


def quotes(found) -> list[tuple[str, str]]:
    names = {one.id: one.name for one in found.actors}
    items = [one.item for one in found.suggestions if isinstance(one.item, Quote)]
    return [
        (
            " … ".join(TEXT[piece.start : piece.end] for piece in one.segments),
            " ".join(names[who.actor] for who in one.speakers if who.actor),
        )
        for one in items
    ]
