"""Names in a text: what is found, with which label, tied to whom, and what is left alone."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.messages import Translator
from annotator.prelabel.draft import Entity
from annotator.prelabel.entities import find_entities
from annotator.prelabel.gazetteer import first_names, gazetteer, names_of
from annotator.prelabel.lexicon import LexiconError, lexicons, read_word_list
from annotator.prelabel.name_titles import title_case
from annotator.prelabel.words import split_words


def entities(text: str, language: str = "fr") -> list[Entity]:
    return find_entities(text, split_words(text), lexicons(language))


def named(text: str, language: str = "fr") -> list[tuple[str, str]]:
    found = entities(text, language)
    return [(entity.label, text[entity.start : entity.end]) for entity in found]


def full(text: str, words: str, language: str = "fr") -> list[str]:
    found = entities(text, language)
    return [one.full_name for one in found if text[one.start : one.end] == words]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Le ministre russe de la Défense Sergueï Choïgou a visité Pyongyang.",
            [("PER", "Sergueï Choïgou"), ("LOC", "Pyongyang")],
        ),
        (
            "L’ambassadrice américaine à l’ONU Linda Thomas-Greenfield a parlé.",
            [("ORG", "ONU"), ("PER", "Linda Thomas-Greenfield")],
        ),
        (
            "C’est ce que dit John Kirby, porte-parole du Conseil de sécurité nationale.",
            [("PER", "John Kirby"), ("ORG", "Conseil de sécurité nationale")],
        ),
        ("Il a vu Kim Jong Un à Séoul.", [("PER", "Kim Jong Un"), ("LOC", "Séoul")]),
        (
            "Le ministère de l’Intérieur et des Collectivités publie un rapport.",
            [("ORG", "ministère de l’Intérieur et des Collectivités")],
        ),
        (
            "Le ministère des Affaires étrangères nie.",
            [("ORG", "ministère des Affaires étrangères")],
        ),
        ("Le ministre de l’Intérieur nie.", []),
        (
            "L’université américaine de Beyrouth ferme.",
            [("ORG", "université américaine de Beyrouth")],
        ),
        (
            "Il cite la résolution 1718 et le règlement (UE) n° 833/2014.",
            [("MISC", "résolution 1718"), ("MISC", "règlement (UE) n° 833/2014")],
        ),
        ("Le chiffre relève du Comité 1718.", [("ORG", "Comité 1718")]),
        ("NEW YORK (Nations unies) – La Côte d'Ivoire vote.", [
            ("LOC", "NEW YORK"), ("ORG", "Nations unies"), ("LOC", "Côte d'Ivoire")]),
        ("Les Russes et les Américains, le président chinois, les pays européens.", []),
        ("Les États-Unis, les Etats-Unis et les États\u2011Unis.", [
            ("LOC", "États-Unis"), ("LOC", "Etats-Unis"), ("LOC", "États\u2011Unis")]),
        ("Mme Tremblay et M. Foote, Me Perrenoud.", [
            ("PER", "Tremblay"), ("PER", "Foote"), ("PER", "Perrenoud")]),
        ("La Maison-Blanche et la Maison Blanche.", [
            ("ORG", "Maison-Blanche"), ("ORG", "Maison Blanche")]),
        ("Bertrand de Broc et Dominique de Villepin.", [
            ("PER", "Bertrand de Broc"), ("PER", "Dominique de Villepin")]),
        ("Dans la banlieue de Zorgville, un cargo, le « Blue Wave », a coulé.", [
            ("LOC", "Zorgville"), ("MISC", "Blue Wave")]),
        ("Le groupe Trelor et l’ONG Sahel Aide protestent.", [
            ("ORG", "Trelor"), ("ORG", "Sahel Aide")]),
    ],
)  # fmt: skip
def test_french_names_are_found_whole(text: str, expected: list[tuple[str, str]]):
    assert named(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Chief Executive Leila Haddad told analysts in Dubai.",
            [("PER", "Leila Haddad"), ("LOC", "Dubai")],
        ),
        (
            "Resolution 2371, said the U.N. Security Council, binds Park Joon-ho.",
            [
                ("MISC", "Resolution 2371"),
                ("ORG", "U.N. Security Council"),
                ("PER", "Park Joon-ho"),
            ],
        ),
        ("North Korean coal went to the EU on Monday.", [("ORG", "EU")]),
    ],
)
def test_english_names_are_found_whole(text: str, expected: list[tuple[str, str]]):
    assert named(text, "en") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Le film « Un été sans vent » sort.", [("MISC", "Un été sans vent")]),
        ("Il parle d’un film « accablant ».", []),
        ("Le site Lagazette.info l’a écrit.", [("ORG", "Lagazette.info")]),
        ("Votez #AvecNous demain.", []),
        ("La République islamique d’Iran menace.", [("LOC", "République islamique d’Iran")]),
        ("Il visite l’Empire ottoman.", [("LOC", "Empire ottoman")]),
        ("Elle prie l’Ordre de Malte.", [("ORG", "Ordre de Malte")]),
        ("Il invoque l’ordonnance du 4 mars 2022.", [("MISC", "ordonnance du 4 mars 2022")]),
        ("Elle vit avenue Marcel Proust.", [("LOC", "avenue Marcel Proust")]),
        ("Au large du port de Wonsan, rien.", [("LOC", "Wonsan")]),
        (
            "La Mission de l’Union africaine en Somalie part.",
            [("ORG", "Mission de l’Union africaine en Somalie")],
        ),
        ("Dans le Nord de l’Italie, il neige.", [("LOC", "Italie")]),
        ("La bombe H. La Corée du Sud proteste.", [("LOC", "Corée du Sud")]),
        ("Le Parlement russe a voté.", [("ORG", "Parlement russe")]),
        ("Les Tutsis et les Hutus vivent là.", []),
    ],
)
def test_names_are_known_by_their_shape_and_their_heads(text: str, expected: list[tuple[str, str]]):
    assert named(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "He broke the Mali (Sanctions) (EU Exit) Regulations 2020.",
            [("MISC", "Mali (Sanctions) (EU Exit) Regulations 2020")],
        ),
        (
            "It passed the Fair Trade and Honest Weights Act 1974.",
            [("MISC", "Fair Trade and Honest Weights Act 1974")],
        ),
        ("The MPs left.", []),
        (
            "In Parvaneh Sadeghi’s shop, nobody spoke.",
            [("PER", "Parvaneh Sadeghi")],
        ),
        ("She lives on Linden Boulevard.", [("LOC", "Linden Boulevard")]),
        ("The novel “Seven Dry Summers” sold well.", [("MISC", "Seven Dry Summers")]),
    ],
)
def test_english_statutes_titles_and_possessors(text: str, expected: list[tuple[str, str]]):
    assert named(text, "en") == expected


def test_a_body_goes_on_under_the_head_of_its_name():
    text = "L’Ordre de Malte proteste. Il accuse l’Ordre. L’Union européenne veut voir l’Union."
    assert full(text, "Ordre") == ["Ordre de Malte"]
    assert full(text, "Union") == ["Union européenne"]
    two = "Le Conseil européen et le Conseil de sécurité dorment. On attend le Conseil."
    assert full(two, "Conseil") == ["Conseil"]


def test_what_stands_in_brackets_behind_a_listed_name_may_be_another():
    text = "Le pays sort du statut de Rome (CPI)."
    assert named(text) == [("MISC", "statut de Rome"), ("ORG", "CPI")]


def test_a_short_form_is_tied_to_the_full_name():
    text = "John Kirby a parlé. Selon Kirby, rien ne presse. Kirby a souri."
    assert full(text, "Kirby") == ["John Kirby", "John Kirby"]
    assert {one.gender for one in entities(text)} == {"m"}


def test_a_short_name_in_brackets_is_the_name_before_it():
    text = "Le parti Nouvelle Démocratie (ND) gagne. ND gouverne."
    assert full(text, "ND") == ["Nouvelle Démocratie", "Nouvelle Démocratie"]


def test_the_council_of_the_united_nations_has_one_name():
    text = "Le Conseil de sécurité de l’ONU vote. Le Conseil de sécurité se tait."
    found = entities(text)
    assert {one.full_name for one in found} == {"Conseil de sécurité de l’ONU"}
    assert full("Le Conseil de sécurité nationale se tait.", "Conseil de sécurité nationale") == [
        "Conseil de sécurité nationale"
    ]


def test_a_listed_name_goes_by_the_longest_form_that_the_article_has():
    assert full("L’UE vote. L’UE se tait.", "UE") == ["UE", "UE"]
    assert full("L’Union européenne (UE) vote.", "UE") == ["Union européenne"]
    assert full("NEW YORK (AFP) – Rien.", "NEW YORK") == ["New York"]


def test_a_public_figure_goes_by_the_name_that_the_article_gives():
    assert full("Lavrov se tait.", "Lavrov") == ["Lavrov"]
    assert full("Sergueï Lavrov se tait. Lavrov sort.", "Lavrov") == ["Sergueï Lavrov"]
    assert named("Le ferry Napoléon Bonaparte a coulé.") == [("MISC", "Napoléon Bonaparte")]


def test_a_capital_at_the_start_of_a_sentence_proves_nothing():
    assert named("Marchons. Demain il fera jour. Commentateur, il parle.") == []


def test_states_speak_and_rivers_do_not():
    text = "La France, Pyongyang et le Danube."
    kinds = {text[one.start : one.end]: one.kind for one in entities(text)}
    assert kinds == {"France": "state", "Pyongyang": "state", "Danube": None}


def test_every_reason_can_be_read_in_both_languages(shared: Path):
    text = (shared / "gold" / "wikinews-45346.txt").read_text(encoding="utf-8")
    found = entities(text)
    assert found
    for language in ("fr", "en"):
        say = Translator(language)
        for entity in found:
            assert say.knows(entity.reason.id), entity.reason.id
            assert "{" not in say.say(entity.reason)


ALPHABET = st.sampled_from(
    [
        *"aàeéiouÉAXZ'’-.,:;()«»“” \n\u00a0\u202f0123459",
        *("ONU", "M. ", " de ", "Le ", "John ", "résolution ", "sanctions ", "\U0001f600"),
    ]
)  # fmt: skip


@given(st.lists(ALPHABET, max_size=60).map("".join), st.sampled_from(["fr", "en"]))
def test_any_text_gives_names_in_order_that_do_not_overlap(text: str, language: str):
    found = entities(text, language)
    end = 0
    for entity in found:
        assert end <= entity.start < entity.end <= len(text)
        assert entity.label in ("PER", "ORG", "LOC", "MISC")
        assert 0 < entity.score <= 1
        assert text[entity.start].strip()
        end = entity.end


def test_words_know_what_parts_them():
    words = split_words("L’ONU, à l'U.N. de New\u00a0York")
    assert [word.text for word in words] == ["L", "ONU", "à", "l", "U.N.", "de", "New", "York"]
    assert [word.low for word in words][4] == "un"
    assert words[1].joined
    assert not words[2].joined


def test_a_broken_word_list_names_its_file_and_line():
    broken = read_word_list(
        "x.toml", 'label = "LOC"\nkind = "place"\n\n[names]\nFR = ["Paris", 3]\n'
    )
    with pytest.raises(LexiconError) as caught:
        list(names_of(broken))
    assert caught.value.message.values["file"] == "x.toml"
    assert caught.value.message.values["line"] == 5


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_gazetteer_has_every_country_once(language: str):
    listed = lexicons(language).list("countries").table("names")
    assert len(listed) >= 240
    for words in (["France"], ["Ukraine"], ["Niger"]):
        name = gazetteer(language).at(split_words(" ".join(words)), 0)
        assert name is not None
        assert name.kind == "state"


def test_first_names_tell_a_gender():
    names = first_names("fr")
    assert (names["linda"], names["sergueï".replace("ï", "i")], names["kim"]) == ("f", "m", "?")


def test_the_seed_article_is_read_nearly_whole(shared: Path):
    assert scores(shared, "seed")[0] >= 30


def test_french_development_texts_reach_the_target(shared: Path):
    texts = [path.stem for path in (shared / "gold").glob("*.json") if "own-en" not in path.stem]
    hits = expected = proposed = 0
    for name in texts:
        found = scores(shared, name)
        hits, expected, proposed = hits + found[0], expected + found[1], proposed + found[2]
    assert 2 * hits / (expected + proposed) >= 0.75


def scores(shared: Path, name: str) -> tuple[int, int, int]:
    """Exact hits, names in the gold, names proposed."""
    folder = shared / "gold"
    text = (folder / f"{name}.txt").read_text(encoding="utf-8")
    gold = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
    wanted = {(one["start"], one["end"], one["label"]) for one in gold["entities"]}
    found = {(one.start, one.end, one.label) for one in entities(text)}
    return len(wanted & found), len(wanted), len(found)


def test_a_sentence_full_of_names_is_no_headline():
    text = "Hier, Anna Martin a vu Paul Viard."
    assert [text[one.start : one.end] for one in entities(text)] == ["Anna Martin", "Paul Viard"]


def test_capitals_of_a_headline_prove_nothing():
    text = "Trump Vows New Tariffs On Chinese Imports\nHe spoke in Berlin."
    assert not title_case(text[text.index("\n") :])
    assert title_case(text) == [(0, text.index("\n"))]
