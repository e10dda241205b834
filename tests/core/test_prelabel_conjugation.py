"""Forms of reporting verbs: spelling changes, irregular verbs, both languages."""

from __future__ import annotations

import pytest

from annotator.prelabel.conjugation import english_forms, french_forms


@pytest.mark.parametrize(
    ("infinitive", "forms"),
    [
        ("appeler", "appelle appellent appelait appela appellera appellerait"),
        ("annoncer", "annonce annonçait annonça annoncèrent annoncera"),
        ("exiger", "exige exigeait exigea exigèrent exigera"),
        ("espérer", "espère espèrent espérait espéra espérera"),
        ("rejeter", "rejette rejettent rejetait rejeta rejettera"),
        ("réitérer", "réitère réitérait réitérera"),
        ("célébrer", "célèbre célébrait"),
        ("employer", "emploie emploient employait emploiera"),
        ("avertir", "avertit avertissent avertissait avertirent avertira"),
        ("dire", "dit disent disait dirent dira"),
        ("prédire", "prédit prédisent prédisait prédira"),
        ("démentir", "dément démentent démentait démentit démentira"),
        ("prévenir", "prévient préviennent prévenait prévint préviendra"),
        ("promettre", "promet promettent promit promettra"),
        ("craindre", "craint craignent craignait craindra"),
        ("conclure", "conclut concluent concluait conclura"),
        ("reconnaître", "reconnaît reconnait reconnaissait reconnut reconnaîtra"),
        ("répondre", "répond répondent répondit répondra"),
        ("décrire", "décrit décrivent décrivait décrira"),
    ],
)
def test_french_third_persons(infinitive: str, forms: str) -> None:
    finite = {form for form, _ in french_forms(infinitive).finite}
    assert set(forms.split()) <= finite


@pytest.mark.parametrize(
    ("infinitive", "past", "present"),
    [
        ("dénoncer", "dénoncé dénoncée dénoncés dénoncées", "dénonçant"),
        ("promettre", "promis promise promises", "promettant"),
        ("soutenir", "soutenu soutenue soutenus soutenues", "soutenant"),
        ("juger", "jugé jugée jugés jugées", "jugeant"),
    ],
)
def test_french_participles_agree(infinitive: str, past: str, present: str) -> None:
    forms = french_forms(infinitive)
    assert set(forms.past) == set(past.split())
    assert forms.present == present


def test_the_conditional_is_told_apart() -> None:
    tenses = dict(french_forms("affirmer").finite)
    assert tenses["affirmerait"] == "conditional"
    assert tenses["affirmera"] == "present"
    assert tenses["affirmait"] == "past"


def test_english_forms() -> None:
    assert {form for form, _ in english_forms("deny").finite} == {"deny", "denies", "denied"}
    assert {form for form, _ in english_forms("say", "said").finite} == {"say", "says", "said"}
    assert english_forms("stress").present == "stressing"
    assert english_forms("write", "wrote", "written").past == ("written",)
