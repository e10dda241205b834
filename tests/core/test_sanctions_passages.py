"""References to sanctions in running sentences: who is listed, bans told by a verb, statuses."""

from __future__ import annotations

import pytest

from annotator.prelabel.lexicon import lexicons
from annotator.prelabel.sanctions_mentions import find_references
from annotator.prelabel.words import split_words

ABOUT = {
    "fr": "Bruxelles et les sanctions économiques.\n\nL’embargo dure. ",
    "en": "Brussels and economic sanctions.\n\nThe embargo goes on. ",
}


def read(sentence: str, language: str) -> list[tuple[str, str, str]]:
    """Words, kind and status of what a sentence names, in an article on sanctions."""
    text = ABOUT[language] + sentence
    found = find_references(text, split_words(text), lexicons(language))
    return [
        (one.item.span.text, one.item.kind, one.item.status)
        for one in found
        if one.item.span and one.item.span.start >= len(ABOUT[language])
    ]


def status(sentence: str, language: str, words: str) -> str:
    return {text: told for text, _, told in read(sentence, language)}[words]


@pytest.mark.parametrize(
    ("sentence", "whom", "told"),
    [
        ("Oslo a gelé les comptes de l’armateur Hamid Sorouri.", "Hamid Sorouri", "imposed"),
        ("Telmar, géant laitier visé par le règlement 269/2014, proteste.", "Telmar", "in_force"),
        ("Le ministre Paul Okemba, interdit de séjour à Oslo, nie.", "Paul Okemba", "in_force"),
        (
            "Ary Dessal, déjà frappé par le Canada d’un gel des avoirs, nie.",
            "Ary Dessal",
            "imposed",
        ),
        ("La raffinerie Vadora compte parmi les cibles.", "Vadora", "imposed"),
        ("Igor Malin, que Londres a épinglé en mai, nie.", "Igor Malin", "imposed"),
        ("Ottawa a placé sous sanctions deux filiales du groupe.", "deux filiales", "imposed"),
        ("L’inscription de six officiers sur la liste passe mal.", "six officiers", "imposed"),
        ("Le tribunal dira si Hugo Lem peut être radié de la liste.", "Hugo Lem", "in_force"),
        ("Londres a sanctionné mardi un courtier de Dubaï.", "courtier de Dubaï", "imposed"),
        ("Oslo a ajouté à sa liste un armateur grec.", "armateur grec", "imposed"),
        ("Berne a radié un banquier de sa liste.", "banquier", "lifted"),
        ("Le comité a radié trois chefs de gang.", "trois chefs de gang", "lifted"),
    ],
)
def test_who_is_listed_in_french(sentence: str, whom: str, told: str):
    assert (whom, "listed_subject", told) in read(sentence, "fr")


@pytest.mark.parametrize(
    ("sentence", "whom", "told"),
    [
        ("Oslo has frozen the accounts of shipowner Hamid Sorouri.", "Hamid Sorouri", "imposed"),
        ("The order freezes the assets of the state firm Telmar.", "Telmar", "in_force"),
        ("Paul Okemba, himself banned from Norway, denied it.", "Paul Okemba", "in_force"),
        ("Vadora, a startup the Treasury added to its blacklist, closed.", "Vadora", "imposed"),
        ("Lawmakers urged the Treasury to sanction Volnov.", "Volnov", "called_for"),
        ("Bern added a Maltese bank to its sanctions list.", "Maltese bank", "imposed"),
        ("She was taken for a namesake on the EU blacklist.", "namesake", "in_force"),
        ("London hit the Indian refiner Vadora Energy with sanctions.", "Vadora Energy", "imposed"),
        ("Oslo sanctioned a Dubai-based broker.", "Dubai-based broker", "imposed"),
        ("Bern removed a banker from its list.", "banker", "lifted"),
        ("The committee delisted three gang leaders.", "three gang leaders", "lifted"),
    ],
)
def test_who_is_listed_in_english(sentence: str, whom: str, told: str):
    assert (whom, "listed_subject", told) in read(sentence, "en")


def test_who_listed_somebody_is_not_listed():
    found = read("Vadora, a startup the Treasury added to its blacklist, closed.", "en")
    assert [words for words, kind, _ in found if kind == "listed_subject"] == ["Vadora"]


@pytest.mark.parametrize(
    ("sentence", "language", "expected"),
    [
        ("Le texte proscrit la vente de tuyaux.", "fr", "proscrit la vente de tuyaux"),
        ("Il reste débranché de Swift.", "fr", "débranché de Swift"),
        ("C’est l’interdiction de payer des loyers.", "fr", "interdiction de payer des loyers"),
        ("Pékin a fermé ses ports aux navires baltes.", "fr", "fermé ses ports aux navires baltes"),
        ("Oslo interdit aux banques de payer.", "fr", "interdit aux banques de payer"),
        ("Yet the text bars new work permits.", "en", "bars new work permits"),
        ("Oslo banned imports of Baltic timber.", "en", "banned imports of Baltic timber"),
        ("The ship was barred from calling at Malta.", "en", "barred from calling at Malta"),
        ("Bern wants to bar Swiss from owning shares.", "en", "bar Swiss from owning shares"),
    ],
)
def test_bans_told_by_a_verb_are_measures(sentence: str, language: str, expected: str):
    assert (expected, "measure") in [found[:2] for found in read(sentence, language)]


@pytest.mark.parametrize(
    ("sentence", "language", "expected"),
    [
        ("He studied the Darfur arms embargo.", "en", "Darfur arms embargo"),
        ("He read Washington’s SDN list.", "en", "Washington’s SDN list"),
        ("It is a 20-year-old embargo.", "en", "20-year-old embargo"),
        ("Its human rights sanctions gather dust.", "en", "human rights sanctions"),
        ("Some €9 million of assets remain frozen.", "en", "€9 million of assets remain frozen"),
        ("It is under the Foreign Trade Act 1987.", "en", "Foreign Trade Act 1987"),
        (
            "C’est le décret présidentiel américain 14038.",
            "fr",
            "décret présidentiel américain 14038",
        ),
        ("Il lit la loi de 2018 sur les sanctions.", "fr", "loi de 2018 sur les sanctions"),
        ("Un embargo sur les minerais suffirait.", "fr", "embargo sur les minerais"),
        ("Le groupe d’experts onusien siège.", "fr", "groupe d’experts onusien"),
    ],
)
def test_a_reference_has_its_issuer_its_number_and_no_determiner(
    sentence: str, language: str, expected: str
):
    assert [found[0] for found in read(sentence, language)] == [expected]


def test_whoever_lists_is_no_listed_subject():
    found = read("The Union removed a banker from its list.", "en")
    assert [words for words, kind, _ in found if kind == "listed_subject"] == ["banker"]


def test_two_orders_cited_together_are_two_references():
    found = read("Les décrets 13846 et 13902 valent.", "fr")
    assert [words for words, _, _ in found] == ["décrets 13846", "13902"]


def test_the_law_is_a_reference_once_an_act_was_cited():
    assert read("The law is silent.", "en") == []
    cited = read("He cited the Foreign Trade Act. The law is silent.", "en")
    assert [words for words, _, _ in cited] == ["Foreign Trade Act", "law"]


@pytest.mark.parametrize(
    ("sentence", "words", "told"),
    [
        (
            "Il a été inscrit en mai au titre du règlement 269/2014.",
            "règlement 269/2014",
            "imposed",
        ),
        ("Il paie malgré la loi de blocage.", "loi de blocage", "in_force"),
        (
            "Oslo n’a désigné personne en vertu du règlement 269/2014.",
            "règlement 269/2014",
            "in_force",
        ),
        ("La firme jure n’avoir jamais contourné l’embargo.", "embargo", "denied"),
        ("Riga bloque la prolongation de l’embargo.", "embargo", "opposed"),
        ("Vienne refuse d’appliquer à la lettre l’embargo.", "embargo", "opposed"),
        ("Interrogée sur d’éventuelles sanctions, Rome se tait.", "sanctions", "unspecified"),
        ("La Suisse reprend les sanctions.", "sanctions", "complied_with"),
        ("Rétablir l’embargo coûterait cher.", "embargo", "suspended"),
        ("La loi César, votée en 2019, sert de modèle.", "loi César", "in_force"),
        ("L’embargo gêne un port qui, en mai encore, a levé deux amendes.", "embargo", "in_force"),
        ("L’agence Vidal Presse lit le règlement 269/2014.", "règlement 269/2014", "in_force"),
    ],
)
def test_a_status_is_told_by_what_governs_the_reference(sentence: str, words: str, told: str):
    assert status(sentence, "fr", words) == told


@pytest.mark.parametrize(
    ("sentence", "words", "told"),
    [
        (
            "He was designated in May under Executive Order 14014.",
            "Executive Order 14014",
            "imposed",
        ),
        ("Oslo froze the funds under Regulation 833/2014.", "Regulation 833/2014", "in_force"),
        ("The Council added a bank to the EU blacklist.", "EU blacklist", "imposed"),
        ("It adds 116 names to the EU blacklist.", "EU blacklist", "extended"),
        ("The arms embargo, he added, took a week to agree.", "arms embargo", "in_force"),
        ("Asked about further sanctions, Rome was silent.", "further sanctions", "unspecified"),
        ("Oslo argued for a services ban.", "services ban", "called_for"),
        ("Vienna refuses to apply the embargo.", "embargo", "opposed"),
        ("He has proposed amending Regulation 833/2014.", "Regulation 833/2014", "called_for"),
        ("The embargo may be lifted one day.", "embargo", "in_force"),
        (
            "Minister Paul Okemba, barred from Malta, denounced a plot.",
            "barred from Malta",
            "in_force",
        ),
        ("The board says no sanctions were breached.", "sanctions", "denied"),
    ],
)
def test_a_status_is_told_by_what_governs_it_in_english(sentence: str, words: str, told: str):
    assert status(sentence, "en", words) == told


def test_a_list_in_a_headline_says_nothing_of_its_status():
    text = "Le cargo et la liste noire\n\nLa liste noire gêne Oslo. Les sanctions durent."
    found = find_references(text, split_words(text), lexicons("fr"))
    assert [one.item.status for one in found[:2]] == ["unspecified", "in_force"]


@pytest.mark.parametrize(
    ("sentence", "language"),
    [
        ("La fédération annonce des sanctions contre deux arbitres.", "fr"),
        ("Les dockers menacent d’un embargo sur les heures de nuit.", "fr"),
        ("La résolution de la vente est acquise.", "fr"),
        ("Un site mis sur la liste noire des sites pirates a fermé.", "fr"),
        ("NCAA sanctions against the wrestling team end in June.", "en"),
        ("She runs sanctions training at a bank.", "en"),
        ("He teaches at the Institute for Sanctions Law.", "en"),
    ],
)
def test_other_penalties_and_other_lists_are_no_references(sentence: str, language: str):
    assert read(sentence, language) == []
