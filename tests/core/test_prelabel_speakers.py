"""Speakers: names with apposition, pronouns, roles, relatives, participles, the unnamed."""

from __future__ import annotations

import pytest

from tests.core.prelabel_help import quotes, read

TWO = "La ministre Anna Roux a vu le général Paul Viard. "


def speaker(text: str, rank: int = -1, language: str = "fr") -> str:
    return quotes(text, language)[rank].speakers[0][0].key


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("« Non », a dit John Kirby, porte-parole du conseil.", "John Kirby"),
        ("« Non », a ajouté à New York l'ambassadrice Linda Thomas.", "Linda Thomas"),
        ("Le représentant chinois, Liu Wenbao, a dit que non.", "Liu Wenbao"),
        ("La Maison-Blanche a dit que non.", "Maison-Blanche"),
        (TWO + "« Non », a-t-elle dit.", "Anna Roux"),
        (TWO + "« Non », a-t-il dit.", "Paul Viard"),
        (TWO + "« Non », a dit la ministre.", "Anna Roux"),
        ("« Non », a dit Anna Roux, qui a promis que le plan passerait.", "Anna Roux"),
        ("Anna Roux a parlé. Dénonçant un coup de force, elle a dit que non.", "Anna Roux"),
        ("« Non », a dit une source diplomatique européenne.", "source diplomatique européenne"),
        ("Un haut fonctionnaire avertit que le plan échouera.", "haut fonctionnaire"),
        ("« C'est prêt », martèle-t-on à Budapest.", "Budapest"),
        ("L'armateur, Golden Lantern Shipping, a nié toute fraude.", "Golden Lantern Shipping"),
        ("Le plan est prêt comme le précise le maire, Marc Petit : « Oui. »", "Marc Petit"),
        ("Les alliés réclament des sanctions.", "alliés"),
    ],
)
def test_who_speaks(text: str, expected: str) -> None:
    assert speaker(text) == expected


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Le ministre russe Paul Viard a vu le port.", "ministre russe"),
        ("On vit un défilé militaire aux côtés de Paul Viard.", ""),
        ("Elle a parlé au président de Paul Viard, ministre russe.", "ministre russe"),
    ],
)
def test_a_role_is_that_of_the_name_and_not_of_words_that_lead_to_it(text: str, role: str) -> None:
    assert read(text).referents["Paul Viard"].role == role


def test_two_speakers_of_one_quote() -> None:
    text = "Mardi, Vladimir Poutine et la Corée du Nord ont prôné une coopération accrue."
    assert [ranked[0].key for ranked in quotes(text)[0].speakers] == [
        "Vladimir Poutine",
        "Corée du Nord",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Marijke Van Loon a parlé. Mme Van Loon a dit que non.", "Marijke Van Loon"),
        ("La ministre Park Seo-yeon a parlé. Mme Park a dit que non.", "Park Seo-yeon"),
        ("Barack Obama a parlé. B. Obama a dit que non.", "Barack Obama"),
    ],
)
def test_a_short_name_is_the_person_of_the_full_name(text: str, expected: str) -> None:
    assert speaker(text) == expected


def test_a_short_name_that_fits_two_people_stays_as_it_is() -> None:
    text = "La ministre Anna Roux a rencontré le maire Paul Roux. Mme Roux a dit que non."
    assert {one.full_name for one in read(text).entities} >= {"Anna Roux", "Paul Roux"}


def test_a_list_of_speakers() -> None:
    text = "Le Mali, le Burkina Faso et le Niger ont annoncé qu'ils partaient."
    assert [ranked[0].key for ranked in quotes(text)[0].speakers] == [
        "Mali",
        "Burkina Faso",
        "Niger",
    ]


def test_a_quotation_that_opens_a_paragraph_may_be_the_next_subject_s() -> None:
    text = "« Non », a dit Marc Petit.\n\n« C'est une filière. » Anna Roux a promis d'agir."
    ranked = quotes(text)[1].speakers[0]
    assert [one.key for one in ranked[:2]] == ["Anna Roux", "Marc Petit"]


def test_how_the_speaker_is_known() -> None:
    text = TWO + "« Non », a-t-elle dit, évoquant un coup de force."
    first, second = quotes(text)
    assert first.speakers[0][0].known_by == "pronoun"
    assert second.speakers[0][0].known_by == "implicit"


def test_alternatives_are_ranked() -> None:
    text = "Marc Petit a vu Paul Viard. « Non », a-t-il dit."
    ranked = quotes(text)[0].speakers[0]
    assert [one.key for one in ranked[:2]] == ["Marc Petit", "Paul Viard"]
    assert ranked[0].score > ranked[1].score


def test_an_unnamed_person_of_the_lead_may_be_named_in_the_next_paragraph() -> None:
    text = (
        "Le plan avance, a assuré un conseiller de la présidence.\n\n"
        "« C'est prêt », a indiqué Marc Petit, porte-parole."
    )
    first = quotes(text)[0].speakers[0]
    assert [one.key for one in first] == ["Marc Petit", "conseiller de la présidence"]
    assert first[0].score < 0.7


def test_a_floating_quotation_is_given_to_the_last_speaker() -> None:
    text = "« Non », a dit Marc Petit.\n\n« Nous partons et nous ne reviendrons pas. »"
    assert quotes(text)[1].speakers[0][0].key == "Marc Petit"


def test_english_speakers() -> None:
    text = 'Mary Stone met John Field. "No," she said. "It failed," said the mayor, Ann Poe.'
    assert speaker(text, 0, "en") == "Mary Stone"
    assert speaker(text, 1, "en") == "Ann Poe"
