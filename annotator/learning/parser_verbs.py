"""Reporting verbs for a treebank that has few: copies of sentences with other verbs in them.

A treebank of fifty thousand words knows one in ten of the forms by which news report speech, and a
parser takes the others for nouns. Here a verb that has an object or a clause, or that stands in an
incise, gives way to a reporting verb of the same tense, number and gender.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from annotator.learning.parser_treebank import Sentence, Word
from annotator.prelabel.conjugation import VOWELS
from annotator.prelabel.cue_words import cue_index
from annotator.prelabel.lexicon import Lexicons
from annotator.prelabel.verb_forms import verb_forms

_GOVERNED = ("obj", "ccomp", "xcomp")
_SHARE = 0.7
"""How many of the verbs that may give way do so in a copy."""
VerbForms = Mapping[tuple[str, bool], tuple[str, ...]]
"""Forms by their features and whether they begin with a vowel, which decides "ne" or "n'"."""


def reporting_forms(lexicons: Lexicons) -> VerbForms:
    """The forms of the plain reporting verbs of the French lexicon."""
    found: dict[tuple[str, bool], set[str]] = {}
    lemmas = {
        word.lemma
        for words in cue_index(lexicons).verbs.values()
        for word in words
        if not word.rest and not word.reflexive and word.lemma.isalpha()
    }
    for lemma in sorted(lemmas):
        forms = verb_forms(lemma, lexicons)
        for form, tense in forms.finite:
            found.setdefault((_finite(form, tense), _vowel(form)), set()).add(form)
        for form, (gender, number) in zip(
            forms.past, (("Masc", "Sing"), ("Fem", "Sing"), ("Masc", "Plur"), ("Fem", "Plur")),
            strict=False,
        ):  # fmt: skip
            key = f"Part|Past|{gender}|{number}"
            found.setdefault((key, _vowel(form)), set()).add(form)
    return {key: tuple(sorted(forms)) for key, forms in found.items()}


def _finite(form: str, tense: str) -> str:
    number = "Plur" if form.endswith("nt") else "Sing"
    if tense == "conditional":
        return f"Cnd|Pres|{number}"
    if tense == "past":
        return f"Ind|{'Imp' if form.endswith(('ait', 'aient')) else 'Past'}|{number}"
    return f"Ind|{'Fut' if form.endswith(('ra', 'ront')) else 'Pres'}|{number}"


def _vowel(form: str) -> bool:
    return form[0].lower() in f"{VOWELS}h"


def with_reporting_verbs(
    sentences: Iterable[Sentence], forms: VerbForms, rng: random.Random
) -> Iterator[Sentence]:
    """A copy with other verbs of each sentence in which a verb may give way."""
    for sentence in sentences:
        changes = {
            at: rng.choice(choice)
            for at, word in enumerate(sentence.words)
            if (choice := _choice(sentence, at, word, forms)) and rng.random() < _SHARE
        }
        if changes:
            yield _changed(sentence, changes)


def _choice(sentence: Sentence, at: int, word: Word, forms: VerbForms) -> tuple[str, ...]:
    """What may stand for a word: nothing for most."""
    if word.tag != "VERB":
        return ()
    governs = any(one.head == at and one.relation in _GOVERNED for one in sentence.words)
    if not governs and not word.relation.startswith("parataxis"):
        return ()
    marks = dict(one.split("=") for one in word.features.split("|") if one)
    if marks.get("VerbForm") == "Part" and marks.get("Tense") == "Past":
        key = f"Part|Past|{marks.get('Gender', 'Masc')}|{marks.get('Number', 'Sing')}"
    elif marks.get("Person") == "3":
        key = f"{marks.get('Mood')}|{marks.get('Tense', 'Pres')}|{marks.get('Number')}"
    else:
        return ()
    return forms.get((key, _vowel(sentence.text[word.start])), ())


def _changed(sentence: Sentence, changes: Mapping[int, str]) -> Sentence:
    """The sentence with other forms at some of its words; what stands behind them moves."""
    text, words = sentence.text, list(sentence.words)
    for at in sorted(changes, reverse=True):
        old = words[at]
        form = changes[at].capitalize() if text[old.start].isupper() else changes[at]
        text = text[: old.start] + form + text[old.end :]
        by = len(form) - (old.end - old.start)
        words = [
            replace(
                one,
                start=one.start + by * (one.start > old.start),
                end=one.end + by * (one.end > old.start and one.start >= old.start),
            )
            for one in words
        ]
    return replace(sentence, text=text, words=tuple(words))
