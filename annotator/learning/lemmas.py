"""From a form of an unknown verb to its infinitive: the first one whose generated forms have it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from annotator.prelabel.conjugation import VOWELS, Forms, english_forms, french_forms

_HOLDING = re.compile(r"(\w*[tv])ien(?:t|nent)")
"""Forms of the verbs in -tenir and -venir."""
_SECOND_GROUP = re.compile(rf"(\w*[{VOWELS}]\w+)iss(?:ait|aient|ent)")
"""Rather "rugir" than "rugisser"; but "glisser", whose stem would have no vowel."""
_FRENCH_ENDINGS = ("er", "ir")
_LONGEST_ENDING = 7
"""Letters of the longest ending of a French form: "-issaient" less its stem's two."""


class Lemma(NamedTuple):
    """An infinitive that a form may belong to.

    Attributes:
        past: the past tense of an English verb that the rules would spell otherwise, or empty.
    """

    infinitive: str
    past: str = ""


def lemma_of(form: str, language: str) -> Lemma | None:
    """The likeliest infinitive of a form in lower case; None if it is no form of a verb.

    It is a guess: a person must be able to correct it.

    Args:
        form: a finite form or a participle.
        language: whose rules make the forms, "fr" or "en"; None comes out for any other.
    """
    if language == "fr":
        return next((Lemma(one) for one in _french(form) if _has(french_forms(one), form)), None)
    return next(_english(form), None) if language == "en" else None


def _french(form: str) -> Iterator[str]:
    irregular = _HOLDING.fullmatch(form)
    if irregular:
        yield f"{irregular[1]}enir"
    second_group = _SECOND_GROUP.fullmatch(form)
    if second_group:
        yield second_group[1] + "ir"
    for ending in _FRENCH_ENDINGS:
        for size in range(min(_LONGEST_ENDING, len(form) - 2), -1, -1):
            stem = form[: len(form) - size]
            if ending == "er" and "è" in stem[-4:]:
                yield "é".join(stem.rsplit("è", 1)) + ending
                yield "e".join(stem.rsplit("è", 1)) + ending
            if ending == "er" and stem.endswith("ç"):
                yield stem[:-1] + "cer"
            yield stem + ending


def _has(forms: Forms, form: str) -> bool:
    return any(one == form for one, _ in forms.finite) or form in forms.past


def _english(form: str) -> Iterator[Lemma]:
    if form.endswith("ied"):
        yield Lemma(form[:-3] + "y")
    if form.endswith("ed") and len(form) > 4:
        stem = form[:-2]
        doubled = stem[-1] == stem[-2:-1] and stem[-1] not in VOWELS + "lsfz"
        yield Lemma(stem[:-1], form) if doubled else Lemma(stem if _closed(stem) else stem + "e")
    if form.endswith("ies"):
        yield Lemma(form[:-3] + "y")
    if form.endswith("s") and not form.endswith("ss"):
        found = (form[:-2], form[:-1])
        yield from (Lemma(one) for one in found if _has(english_forms(one), form))


def _closed(stem: str) -> bool:
    """Whether an infinitive can end like this: "reckon", "shout", but not "argu", "stat"."""
    if stem[-1] in VOWELS or stem[-1] in "csvz":
        return stem.endswith("ss")
    if stem[-1] == "l" and stem[-2:-1] not in VOWELS + "l":
        return False
    light = stem[-2:-1] in VOWELS and stem[-3:-2] not in VOWELS and stem[-1] not in "wxyrn"
    return not light
