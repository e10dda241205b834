"""Cues: inversion, compound tenses, adverbs between, reflexive verbs, and what is none."""

from __future__ import annotations

import pytest

from tests.core.prelabel_help import read


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("« Oui », a-t-elle insisté.", ["a-t-elle insisté"]),
        ("« Oui », ajoute-t-on à Paris.", ["ajoute-t-on"]),
        ("Il a encore dénoncé cela.", ["a encore dénoncé"]),
        ("Elle a pour sa part indiqué que oui.", ["a pour sa part indiqué"]),
        ("DÉNONÇANT la visite, elle part.", ["DÉNONÇANT"]),
        ("Qualifiant ce texte d’« odieux », il part.", ["Qualifiant"]),
        ("Il s’est dit « rassuré ».", ["s’est dit"]),
        ("Elle s'en défend.", ["s'en défend"]),
        ("Il a mis en garde Paris contre tout excès.", ["a mis en garde"]),
        ("Il a fait savoir que non.", ["a fait savoir"]),
        ("« Non », tente-t-il de corriger.", ["tente-t-il de corriger"]),
        ("Paris vient d'annoncer un plan.", ["vient d'annoncer"]),
        ("Avant d'ajouter : « Non. »", ["ajouter"]),
        ("Selon elle, c'est faux.", ["Selon"]),
        ("D’après l’AFP, c'est faux.", ["D’après"]),
        ("La demande est faible, la note aussi.", []),
        ("Une déclaration est annoncée. Le plan a été annoncé hier.", []),
        ("Les mesures annoncées lundi.", []),
    ],
)
def test_cues_of_a_sentence(text: str, expected: list[str]) -> None:
    assert [text[one.start : one.end] for one in read(text).cues] == expected


def test_a_negated_verb_reports_nothing() -> None:
    (cue,) = read("Il n'a pas dit que le plan était prêt.").cues
    assert cue.negated
    assert read("Il n'a pas dit que le plan était prêt.").quotes == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"Yes," said the minister.', ["said"]),
        ("She has repeatedly denied it.", ["has repeatedly denied"]),
        ("Paris did not say why.", ["say"]),
        ("According to Reuters, it failed.", ["According to"]),
        ("The claims were many.", []),
    ],
)
def test_english_cues(text: str, expected: list[str]) -> None:
    assert [text[one.start : one.end] for one in read(text, "en").cues] == expected
