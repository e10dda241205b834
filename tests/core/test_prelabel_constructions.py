"""Constructions of French reporting beyond the plain ones: where each quote begins and ends."""

from __future__ import annotations

import pytest

from tests.core.prelabel_help import only, pieces, quotes

CONSTRUCTIONS = {
    "a verb that no list has, behind a quotation": (
        "« Nous partirons », tambourine le maire.",
        ["« Nous partirons »"],
        "le maire",
    ),
    "such a verb with its pronoun": (
        "Le plan, tambourine-t-elle, coûtera trop cher.",
        ["Le plan", "coûtera trop cher"],
        "elle",
    ),
    "a titled name behind the verb": (
        "« Nous verrons », a dit M. Darcourt.",
        ["« Nous verrons »"],
        "Darcourt",
    ),
    "a date and a phrase before the verb": (
        "En 2019, rappelle le rapport, le pays avait exporté du pétrole.",
        ["En 2019", "le pays avait exporté du pétrole"],
        "le rapport",
    ),
    "a whole answer": (
        "Faux, réplique le parquet : les contrôles demeurent.",
        ["Faux", "les contrôles demeurent"],
        "le parquet",
    ),
    "a lead word that is the reporter's": (
        "Toutefois, le délai sera tenu, fait remarquer le ministre.",
        ["le délai sera tenu"],
        "le ministre",
    ),
    "what somebody says to be": (
        "Le trésorier se dit prêt à témoigner.",
        ["prêt à témoigner"],
        "Le trésorier",
    ),
    "what somebody says to want": (
        "Les maires ont réaffirmé leur volonté de négocier.",
        ["leur volonté de négocier"],
        "Les maires",
    ),
    "a passive with its agent": (
        "Cette pratique est depuis longtemps dénoncée par des associations.",
        ["Cette pratique"],
        "des associations",
    ),
    "a passive with what is charged": (
        "La banque a été accusée par Washington d'avoir caché des fonds.",
        ["d'avoir caché des fonds"],
        "Washington",
    ),
    "what a relative pronoun stands for": (
        "Le vote a été reporté, une lenteur que déplore la fédération.",
        ["une lenteur"],
        "la fédération",
    ),
    "a sentence told by its infinitive": (
        "Et la voisine de conclure : « Nous verrons. »",
        ["« Nous verrons. »"],
        "la voisine",
    ),
    "a parenthesis between verb and infinitive": (
        "La société affirme, relevés à l'appui, avoir payé.",
        ["avoir payé"],
        "La société",
    ),
    "a parenthesis between auxiliary and participle": (
        "La société aurait, dans un communiqué, expliqué avoir payé.",
        ["avoir payé"],
        "La société",
    ),
    "a day between verb and object": (
        "Le ministre a annoncé ce même lundi que le port rouvrirait.",
        ["que le port rouvrirait"],
        "Le ministre",
    ),
    "the hearer before what is asked": (
        "Le maire a demandé à une commission, formée hier, d'examiner les comptes.",
        ["d'examiner les comptes"],
        "Le maire",
    ),
    "a source in the relative": (
        "Le texte déplaît au préfet, pour qui le délai est trop court.",
        ["le délai est trop court"],
        "pour",
    ),
    "what was said belongs to who said it": (
        "Selon l'annonce du gouvernement, le port rouvrira.",
        ["le port rouvrira"],
        "du gouvernement",
    ),
    "brackets and a relative behind the source": (
        "D'après un document que nous avons lu, la vente est faite.",
        ["la vente est faite"],
        "un document",
    ),
    "an aside in paired dashes": (
        "Il a souligné que l'accord – signé hier – tenait.",
        ["que l'accord – signé hier – tenait"],
        "Il",
    ),
    "what the subject does next": (
        "L'agence chiffre à dix mille les départs et en suit la trace.",
        ["à dix mille les départs"],
        "L'agence",
    ),
    "documents that show": (
        "Les relevés bancaires et les courriels ont disparu. Les documents montrent que dix "
        "cargos sont passés.",
        ["que dix cargos sont passés"],
        "Les documents",
    ),
    "a quotation past a date and a hearer": (
        "« Nous partons », a-t-il déclaré mardi à la presse, « et sans regret ».",
        ["« Nous partons »", "« et sans regret »"],
        "il",
    ),
    "a quotation past a semicolon": (
        "« C'est fini », soupirait le garde ; « plus rien ne passe ».",
        ["« C'est fini »", "« plus rien ne passe »"],
        "le garde",
    ),
    "a name in apposition to a role": (
        "L'armateur, la société Hadria, dénonce une « opération ».",
        ["une « opération »"],
        "L'armateur, la société Hadria",
    ),
    "whose house the source is of": (
        "Pour l'analyste Ines Marchal, de l'institut Meridium, « personne ne gagnera ».",
        ["« personne ne gagnera »"],
        "l'analyste Ines Marchal",
    ),
    "an accusation in apposition": (
        "Il a nié avoir livré des armes, accusation formulée par un rapport.",
        ["avoir livré des armes"],
        "Il",
    ),
    "what is asked in a noun": (
        "Le ministre appelle les parties à la retenue.",
        ["à la retenue"],
        "Le ministre",
    ),
    "a relative between subject and verb": (
        "La société, dont les avoirs ont été gelés, a nié les faits.",
        ["les faits"],
        "La société",
    ),
    "an amount": (
        "Le ministère évalue le bilan à dix morts et à 20 blessés.",
        ["le bilan à dix morts et à 20 blessés"],
        "Le ministère",
    ),
    "somebody else's clause behind et": (
        "Le ministre estimait que le port fermerait et les élus avaient demandé qu'il rouvre.",
        ["que le port fermerait"],
        "Le ministre",
    ),
    "nobody who reproaches": (
        "Il lui est reproché d'avoir caché des fonds.",
        ["d'avoir caché des fonds"],
        None,
    ),
    "a predicate in marks": (
        "La banque « coopère pleinement avec les juges ».",
        ["La banque « coopère pleinement avec les juges »"],
        "La banque",
    ),
    "a dateline of the agency alone": (
        "GENÈVE (Agence) - Le port rouvrira, a dit le maire.",
        ["Le port rouvrira"],
        "le maire",
    ),
}


@pytest.mark.parametrize("name", CONSTRUCTIONS)
def test_a_construction_gives_one_quote_with_its_source(name: str) -> None:
    text, expected, source = CONSTRUCTIONS[name]
    quote = quotes(text)[0] if name == "somebody else's clause behind et" else only(text)
    assert pieces(text, quote) == expected
    assert [text[one.start : one.end] for one in quote.sources] == ([source] if source else [])


@pytest.mark.parametrize(
    "text",
    [
        "Le pays continue de défier ses voisins.",
        "Les armateurs menacent depuis que la taxe existe.",
        "Le visiteur apprendra beaucoup au musée « La Mine ».",
        "Les ports que le Trésor a épinglés dès 2019 restent ouverts.",
        "Le gérant propose des visites guidées.",
        "Il est contraint à la démission par ses pairs.",
    ],
)
def test_what_reports_nothing_gives_no_quote(text: str) -> None:
    assert [pieces(text, one) for one in quotes(text)] == []


def test_a_title_in_marks_is_part_of_what_is_reported() -> None:
    text = "Le maire a affirmé que le film « La Nuit » serait montré."
    assert pieces(text, only(text)) == ["que le film « La Nuit » serait montré"]


def test_the_verb_behind_a_clause_reports_it_whole() -> None:
    text = "Berne va défendre ses banques, a déclaré mardi la ministre."
    quote = only(text)
    assert pieces(text, quote) == ["Berne va défendre ses banques"]
    assert quote.speakers[0][0].key == "ministre"


def test_the_clause_beside_the_verb_has_its_own_subject() -> None:
    text = "Sommet : Berne savoure, Vienne dénonce un « théâtre »"
    assert only(text).speakers[0][0].key == "Vienne"


def test_a_letter_with_a_point_ends_a_sentence_before_an_article() -> None:
    text = "Le maire a critiqué l'essai de la bombe H. Le ministre a dit « non »."
    assert [pieces(text, one) for one in quotes(text)] == [["l'essai de la bombe H"], ["« non »"]]


def test_another_word_for_the_office_takes_up_who_holds_it() -> None:
    text = (
        "Le roi Oswin II a reçu la presse. La reine était absente. Le monarque a déclaré que la "
        "fête aurait lieu."
    )
    assert quotes(text)[-1].speakers[0][0].key == "Oswin II"


def test_a_plural_pronoun_takes_up_the_nearest_group() -> None:
    text = "Le texte inquiète des armateurs grecs. Ils affirment que le port fermera."
    assert quotes(text)[-1].speakers[0][0].key == "armateurs grecs"


def test_the_last_one_named_is_taken_up() -> None:
    text = (
        "Le maire Paul Lantier a remplacé le trésorier Denis Caulier. Ce dernier affirme que les "
        "comptes étaient justes."
    )
    assert quotes(text)[-1].speakers[0][0].key == "Denis Caulier"


def test_a_quotation_alone_is_given_to_the_subject_of_the_sentence_before() -> None:
    text = "La procureure Ines Marchal reste de marbre. « On ne confond pas deux dossiers. »"
    assert only(text).speakers[0][0].key == "Ines Marchal"
