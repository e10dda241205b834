"""Copies of a treebank's sentences with reporting verbs in them."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from annotator.learning.parser_treebank import Sentence, Word
from annotator.learning.parser_verbs import reporting_forms, with_reporting_verbs
from annotator.prelabel.cue_words import cue_index
from annotator.prelabel.lexicon import lexicons

THIRD = "Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin"
TEXT = "Le maire signe le contrat."
SIGNS = Sentence(
    "essai",
    TEXT,
    (
        Word(0, 2, "DET", "", 1, "det"),
        Word(3, 8, "NOUN", "", 2, "nsubj"),
        Word(9, 14, "VERB", THIRD, 2, "root"),
        Word(15, 17, "DET", "", 4, "det"),
        Word(18, 25, "NOUN", "", 2, "obj"),
        Word(25, 26, "PUNCT", "", 2, "punct"),
    ),
)


def copies(sentence: Sentence, times: int = 40) -> list[Sentence]:
    forms = reporting_forms(lexicons("fr"))
    return list(with_reporting_verbs([sentence] * times, forms, random.Random(3)))


def words(sentence: Sentence) -> list[str]:
    return [sentence.text[one.start : one.end] for one in sentence.words]


def test_a_verb_with_an_object_becomes_a_reporting_verb_of_its_tense_and_number():
    found = copies(SIGNS)
    verbs = {words(one)[2] for one in found}
    known = cue_index(lexicons("fr")).verbs
    assert len(verbs) > 10
    assert verbs <= set(known)
    readings = [{(word.kind, word.tense) for word in known[verb]} for verb in verbs]
    assert all(("finite", "present") in one for one in readings)
    assert not [verb for verb in verbs if verb.endswith("ent")]


def test_all_other_words_stay_and_are_where_the_copy_says():
    for copy in copies(SIGNS):
        assert words(copy)[:2] + words(copy)[3:] == ["Le", "maire", "le", "contrat", "."]
        assert [(one.head, one.relation) for one in copy.words] == [
            (one.head, one.relation) for one in SIGNS.words
        ]


def test_a_verb_gives_way_to_one_that_elides_alike():
    assert not [one for one in copies(SIGNS) if words(one)[2][0] in "aeéêèioô"]


@pytest.mark.parametrize(
    "verb",
    [
        replace(SIGNS.words[2], features=THIRD.replace("Person=3", "Person=1")),
        replace(SIGNS.words[2], tag="AUX"),
    ],
)
def test_other_persons_and_auxiliaries_stay(verb: Word):
    sentence = replace(SIGNS, words=(*SIGNS.words[:2], verb, *SIGNS.words[3:]))
    assert copies(sentence) == []


def test_a_verb_that_governs_nothing_stays():
    intransitive = replace(SIGNS.words[4], relation="obl:mod")
    sentence = replace(SIGNS, words=(*SIGNS.words[:4], intransitive, SIGNS.words[5]))
    assert copies(sentence) == []
