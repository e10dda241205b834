"""References to sanctions: where, of what kind, what is asserted, what they may mean."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.messages import Translator
from annotator.model.items import SanctionsReference
from annotator.prelabel.lexicon import LexiconError, lexicons, read_word_list
from annotator.prelabel.pattern_starts import beginnings
from annotator.prelabel.sanctions_mentions import find_references
from annotator.prelabel.sanctions_words import mentions_from, sanctions_words, words_of
from annotator.prelabel.words import split_words


def found(text: str, language: str = "fr") -> list[SanctionsReference]:
    return [one.item for one in find_references(text, split_words(text), lexicons(language))]


def words(text: str, language: str = "fr") -> list[str]:
    return [one.span.text for one in found(text, language) if one.span]


def links(reference: SanctionsReference) -> list[tuple[str, str, str]]:
    return [(str(link.entry), link.role, link.certainty) for link in reference.links]


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        ("Il viole la résolution 1718.", "instrument", "résolution 1718"),
        (
            "Selon la résolution\u00a02397 (2017), rien.",
            "instrument",
            "résolution\u00a02397 (2017)",
        ),
        ("Le règlement (UE) n° 833/2014 vaut.", "instrument", "règlement (UE) n° 833/2014"),
        ("Le décret présidentiel 14114 vaut.", "instrument", "décret présidentiel 14114"),
        ("Le 14e paquet de sanctions est là.", "instrument", "14e paquet de sanctions"),
        ("Le gel des avoirs dure.", "measure", "gel des avoirs"),
        ("L’embargo sur les armes dure.", "measure", "embargo sur les armes"),
        ("Une interdiction de voyager pèse.", "measure", "interdiction de voyager"),
        ("Sur la liste noire du Trésor américain.", "list", "liste noire du Trésor américain"),
        ("Le Comité 1718 siège.", "body", "Comité 1718"),
        ("De nouvelles sanctions tombent.", "vague", "nouvelles sanctions"),
        ("Les sanctions contre la Corée du Nord.", "vague", "sanctions contre la Corée du Nord"),
    ],
)
def test_french_references_have_their_kind_and_no_determiner(text: str, kind: str, expected: str):
    only = found(text)
    assert [(one.kind, one.span.text) for one in only if one.span] == [(kind, expected)]


@pytest.mark.parametrize(
    "text",
    [
        "John Kirby parle pour le Conseil de sécurité nationale.",
        "L’AMF a infligé une sanction pécuniaire.",
        "La sanction disciplinaire est tombée.",
        "La sanction infligée à Servette : trois matchs à huis clos.",
        "Le gel des salaires continue.",
        "Mes bonnes résolutions 2024.",
        "L’embargo de presse dure jusqu’à midi.",
        "La liste électorale est close.",
        "Le Conseil de sécurité s’est réuni.",
        "Le nom figure sur la liste.",
    ],
)
def test_false_friends_are_left_alone(text: str):
    assert words(text) == []


def test_a_bare_list_counts_only_where_the_article_is_about_sanctions():
    text = "Les sanctions pèsent. Londres a radié le négociant de sa liste."
    assert "liste" in words(text)


@pytest.mark.parametrize(
    ("text", "status", "hedged"),
    [
        ("Ce tir constitue une violation de la résolution 2371.", "violated", False),
        ("Ce serait une violation de la résolution 2371.", "violated", True),
        ("La Suisse a levé les sanctions.", "lifted", False),
        ("Paris réclame des sanctions.", "called_for", False),
        ("Washington menace de sanctions.", "threatened", False),
        ("L’Union a adopté des sanctions.", "imposed", False),
        ("Il a démenti tout contournement de l’embargo pétrolier.", "denied", False),
        ("Le plafonnement du prix du pétrole serait contourné.", "circumvented", True),
        ("Ils respectent le règlement 833/2014.", "complied_with", False),
        ("L’Union a prolongé les sanctions.", "extended", False),
        ("La résolution 2371 est un texte.", "in_force", False),
    ],
)
def test_the_words_around_tell_the_status(text: str, status: str, hedged: bool):
    only = found(text)
    assert [(one.status, one.hedged) for one in only] == [(status, hedged)]


def test_a_number_is_proposed_as_what_is_meant():
    (only,) = found("Ce tir viole la résolution 1718.")
    assert links(only) == [("un-scr-1718-2006", "refers_to", "sure")]
    assert (only.issuer, only.target, only.nil_reason) == ("UN", "KP", None)


@pytest.mark.parametrize(
    "text",
    [
        "Ces tirs violent les résolutions 1718 et 1874.",
        "Il viole les résolutions 1718 (2006) et 1874 (2009).",
    ],
)
def test_several_numbers_in_one_mention_are_all_meant(text: str):
    (only,) = found(text)
    assert links(only) == [
        ("un-scr-1718-2006", "refers_to", "sure"),
        ("un-scr-1874-2009", "refers_to", "sure"),
    ]
    assert (only.issuer, only.target, only.nil_reason) == ("UN", "KP", None)


def test_a_collective_name_follows_the_country_that_the_sentence_names():
    near = "Ce tir viole les résolutions du Conseil de sécurité sur la Corée du Nord."
    far = "Pyongyang a tiré.\n\nLa Russie violerait les résolutions du Conseil de sécurité."
    other = "La Russie violerait les résolutions du Conseil de sécurité."
    assert links(found(near)[0]) == [("un-dprk-resolutions", "refers_to", "unsure")]
    assert links(found(far)[0]) == [("un-dprk-resolutions", "one_of", "unsure")]
    assert (links(found(other)[0]), found(other)[0].nil_reason) == ([], "ambiguous")


def test_a_measure_takes_the_act_that_its_sentence_cites():
    cap, act = found("Les importations dépassent le plafond fixé par la résolution 2397.")
    assert links(act) == [("un-scr-2397-2017", "refers_to", "sure")]
    assert links(cap) == [("un-scr-2397-2017", "one_of", "unsure")]


def test_an_unknown_number_is_not_in_the_catalogue():
    (only,) = found("Il invoque le règlement 123/2099.")
    assert (only.links, only.nil_reason) == ((), "not_in_catalogue")


def test_bare_sanctions_stay_vague():
    (only,) = found("Les sanctions pèsent.")
    assert (only.kind, only.links, only.nil_reason) == ("vague", (), "vague")


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        ("That breaches Resolution 2371.", "instrument", "Resolution 2371"),
        ("Executive Order 14114 applies.", "instrument", "Executive Order 14114"),
        (
            "EU states agreed a 14th package of sanctions.",
            "instrument",
            "14th package of sanctions",
        ),
        ("It faces secondary sanctions.", "measure", "secondary sanctions"),
        ("It is on the EU blacklist.", "list", "EU blacklist"),
        ("The 1718 Committee met.", "body", "1718 Committee"),
        ("They imposed sanctions on Pyongyang.", "vague", "sanctions on Pyongyang"),
    ],
)
def test_english_references(text: str, kind: str, expected: str):
    only = found(text, "en")
    assert [(one.kind, one.span.text) for one in only if one.span] == [(kind, expected)]


def test_english_false_friends():
    assert words("Said Tomasz Brandt, a sanctions specialist.", "en") == []
    assert words("The board sanctioned a $300 million buyback.", "en") == []
    assert words("His club faces sanctions for fielding an ineligible striker.", "en") == []


def statuses(text: str, language: str = "fr") -> list[tuple[str, str]]:
    return [(one.span.text, one.status) for one in found(text, language) if one.span]


@pytest.mark.parametrize(
    ("text", "words", "status"),
    [
        (
            "Le plafond sur le pétrole, instauré fin 2022, est massivement contourné.",
            "plafond sur le pétrole",
            "circumvented",
        ),
        ("Il avertit que le gel des avoirs est fragile.", "gel des avoirs", "in_force"),
        ("Faux : le gel des avoirs demeure.", "gel des avoirs", "in_force"),
        ("La banque ignore la loi César ; Paris a levé le reste.", "loi César", "in_force"),
        ("Personne n’a violé l’embargo sur les armes.", "embargo sur les armes", "denied"),
        ("L’embargo sur les armes est violé.", "embargo sur les armes", "violated"),
        ("Il demande que le gel des avoirs soit levé.", "gel des avoirs", "called_for"),
        ("Le gel des avoirs a été rétabli.", "gel des avoirs", "imposed"),
        ("Le régime de sanctions est arrivé à échéance.", "régime de sanctions", "expired"),
    ],
)
def test_the_construction_decides_which_word_tells(text: str, words: str, status: str):
    assert statuses(text) == [(words, status)]


@pytest.mark.parametrize(
    ("text", "words", "status"),
    [
        ("She wanted to know why an asset freeze was kept.", "asset freeze", "in_force"),
        ("It warned that the oil price cap leaks.", "oil price cap", "in_force"),
        ("The arms embargo, renewed in May, was breached.", "arms embargo", "violated"),
        ("We do not breach Regulation 833/2014.", "Regulation 833/2014", "denied"),
        ("They revived the arms embargo.", "arms embargo", "imposed"),
        ("He deplored the collapse of the JCPOA.", "JCPOA", "expired"),
        ("They sell under a licence granted pursuant to the UFLPA.", "UFLPA", "complied_with"),
    ],
)
def test_the_construction_decides_in_english_too(text: str, words: str, status: str):
    assert statuses(text, "en") == [(words, status)]


def listed(text: str, language: str = "fr") -> list[tuple[str, str]]:
    return [
        (one.span.text, one.status)
        for one in found(text, language)
        if one.span and one.kind == "listed_subject"
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Karim Haddad, placé en 2017 sur la liste de l’OFAC, nie.", ("Karim Haddad", "imposed")),
        (
            "L’industriel Goran Ilic reste soumis à une interdiction de voyager.",
            ("Goran Ilic", "in_force"),
        ),
        ("Un banquier inscrit par erreur sur la liste noire rit.",
         ("banquier inscrit par erreur", "imposed")),
        ("Ses filles, radiées hier de la liste noire, rient.", ("filles", "lifted")),
        ("Son nom est apparu sur la liste noire.", ("nom", "imposed")),
        ("L’OFAC a sanctionné l’homme d’affaires Ivan Orlov.", ("Ivan Orlov", "imposed")),
    ],
)  # fmt: skip
def test_who_is_listed_is_told_by_what_is_said_of_them(text: str, expected: tuple[str, str]):
    assert listed(f"Les sanctions pèsent. {text}") == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "Il figure sur la liste noire.",
        "Karim Haddad ne figure pas sur la liste noire.",
        "La Russie, visée par des sanctions, proteste.",
    ],
)
def test_pronouns_states_and_denials_are_no_listed_subjects(text: str):
    assert listed(f"Les sanctions pèsent. {text}") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "A yacht of Ivan Orlov, who has been subject to an asset freeze, sank.",
            ("Ivan Orlov", "in_force"),
        ),
        ("An importer blacklisted by OFAC smiled.", ("importer blacklisted by OFAC", "imposed")),
        ("General Orlov, who was put under US sanctions, left.", ("Orlov", "imposed")),
        ("Petrobank was delisted in 2019.", ("Petrobank", "lifted")),
        ("The Treasury sanctioned businessman Karim Haddad.", ("Karim Haddad", "imposed")),
    ],
)
def test_english_listed_subjects(text: str, expected: tuple[str, str]):
    assert listed(f"Sanctions bite. {text}", "en") == [expected]


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Des sanctions contre les chefs de la junte.", "fr",
         "sanctions contre les chefs de la junte"),
        ("Les mesures restrictives contre le régime syrien.", "fr",
         "mesures restrictives contre le régime syrien"),
        ("Le gel des avoirs du clan Assad.", "fr", "gel des avoirs du clan Assad"),
        ("Sanctions on Russian oil producers remain.", "en", "Sanctions on Russian oil producers"),
        ("Sanctions on members of the junta.", "en", "Sanctions on members of the junta"),
    ],
)  # fmt: skip
def test_a_reference_takes_in_what_it_aims_at(text: str, language: str, expected: str):
    assert words(text, language) == [expected]


@pytest.mark.parametrize(
    ("text", "language", "kind", "expected"),
    [
        ("L’article L. 562-1 du code monétaire et financier.", "fr", "instrument",
         "article L. 562-1 du code monétaire et financier"),
        ("L’exclusion de sept banques de Swift.", "fr", "measure",
         "exclusion de sept banques de Swift"),
        ("The Mali (Sanctions) (EU Exit) Regulations 2020 apply.", "en", "instrument",
         "Mali (Sanctions) (EU Exit) Regulations 2020"),
        ("The Office of Financial Sanctions Implementation met.", "en", "body",
         "Office of Financial Sanctions Implementation"),
        ("The snapback of UN sanctions.", "en", "measure", "snapback of UN sanctions"),
        ("A raft of sanctions followed.", "en", "vague", "raft of sanctions"),
    ],
)  # fmt: skip
def test_references_by_names_of_laws_bodies_and_measures(
    text: str, language: str, kind: str, expected: str
):
    start = "Des sanctions. " if language == "fr" else "Sanctions. "
    last = found(start + text, language)[-1]
    assert last.span
    assert (last.kind, last.span.text) == (kind, expected)


def test_words_of_sport_bar_only_what_says_no_more_than_sanctions():
    assert words("The striker faces sanctions.", "en") == []
    assert words("The striker owns shares despite EU sanctions on Belarus.", "en") == [
        "EU sanctions on Belarus"
    ]


PIECES = st.sampled_from(
    [
        *("sanctions ", "contre ", "la ", "Russie", "résolution ", "1718", "liste ", "noire "),
        *("gel des avoirs ", "embargo ", "levé ", "violation ", "«", "»", "\u00a0", "\n", ". "),
        *("restrictions ", "Resolution ", "the ", "cap ", "\U0001f600", "é", "’", "(", "/"),
    ]
)


@given(st.lists(PIECES, max_size=40).map("".join), st.sampled_from(["fr", "en"]))
def test_any_text_gives_references_in_order_with_their_own_words(text: str, language: str):
    end = 0
    for one in found(text, language):
        assert one.span
        one.span.check(text)
        assert end <= one.span.start
        assert (one.nil_reason is None) == bool(one.links)
        end = one.span.end


def test_every_reason_can_be_read_in_both_languages(shared: Path):
    for name in ("own-fr1", "own-fr3", "seed"):
        text = (shared / "gold" / f"{name}.txt").read_text(encoding="utf-8")
        for one in find_references(text, split_words(text), lexicons("fr")):
            for language in ("fr", "en"):
                sentence = Translator(language).say(one.reason)
                assert Translator(language).knows(one.reason.id)
                assert "{" not in sentence


def test_kinds_and_statuses_are_those_of_the_scheme():
    import tomllib
    from importlib.resources import files

    scheme = tomllib.loads(
        (files("resources") / "schemes" / "diplomacy.toml").read_text(encoding="utf-8")
    )
    ids = {group: {one["id"] for one in scheme[group]} for group in
           ("reference_kinds", "reference_statuses", "measures")}  # fmt: skip
    for language in ("fr", "en"):
        lists = sanctions_words(language)
        assert {one.kind for one in lists.mentions} <= ids["reference_kinds"]
        assert {one.status for one in lists.mentions} <= ids["reference_statuses"]
        assert {status for status, _side in lists.statuses.keys} <= ids["reference_statuses"]
        assert {name for one in lists.mentions for name in one.measures} <= ids["measures"]


def test_a_broken_pattern_names_its_file_and_line():
    source = 'false_friends = ["a"]\nother_trades = ["b"]\ntopic = ["c"]\nhedges = ["d"]\n'
    source += 'no_hedges = []\n[[mention]]\nkind = "list"\npattern = "li(ste"\n[[status]]\n'
    source += 'status = "lifted"\nwords = ["levé"]\n'
    with pytest.raises(LexiconError) as caught:
        words_of(read_word_list("sanctions.toml", source))
    assert caught.value.message.values == {"file": "sanctions.toml", "line": 8, "field": "pattern"}


@pytest.mark.parametrize(("pattern", "language"), [("own-fr*.json", "fr"), ("own-en*.json", "en")])
def test_development_texts_reach_the_target(shared: Path, pattern: str, language: str):
    hits = missed = extra = right_kind = 0
    for path in (shared / "gold").glob(pattern):
        text = path.with_suffix(".txt").read_text(encoding="utf-8")
        gold = json.loads(path.read_text(encoding="utf-8"))["references"]
        got = found(text, language)
        pairs = paired(gold, got)
        hits, missed = hits + len(pairs), missed + len(gold) - len(pairs)
        extra += len(got) - len(pairs)
        right_kind += sum(one["kind"] == other.kind for one, other in pairs)
    assert 2 * hits / (2 * hits + missed + extra) >= 0.8
    assert right_kind / hits >= 0.85


def paired(gold: list[dict], got: list[SanctionsReference]) -> list[tuple]:
    free = list(got)
    pairs = []
    for one in gold:
        start, end = one["span"]["start"], one["span"]["end"]
        for other in free:
            if other.span and other.span.start < end and start < other.span.end:
                pairs.append((one, other))
                free.remove(other)
                break
    return pairs


@pytest.mark.parametrize(
    ("pattern", "starts"),
    [
        ("gels? des avoirs", "gel"),
        ("liste|registre", "liste registre"),
        ("(?:règlement|loi)s? de", "reglement loi"),
        ("(nouvelles )?sanctions", "nouvelles_ sanctions"),
        ("pas (?:de|aucun)|ni ?non|d'où\\b", "pas_ ni d_"),
        ("(?-i:E\\.?O\\.?|Ordre) 1", "e ordre"),
        ("(?P<span>trois|[0-9]+)", None),
        ("é{0,2}tat", "e tat"),
        ("(a|)b", None),
        ("(?<=the )cap", "cap"),
        ("(?!au)(le|la) cap", "le la"),
        ("[a-z]+ième paquet", None),
        ("x?", None),
    ],
)
def test_the_beginnings_of_a_pattern_are_known(pattern: str, starts: str | None):
    expected = None if starts is None else {one.replace("_", " ") for one in starts.split()}
    assert beginnings(pattern) == expected  # a space stands where the word ends


def test_any_word_may_begin_a_pattern_that_begins_with_any_letter():
    assert beginnings("\\w+ième paquet|liste") == {"", "liste"}


@pytest.mark.parametrize("language", ["fr", "en"])
def test_no_pattern_begins_otherwise(language: str):
    folder = Path(__file__).parents[2] / "resources" / "samples" / "articles"
    for file in folder.glob(f"{language}-*.txt"):
        text = file.read_text(encoding="utf-8")
        telling = sanctions_words(language)
        starts = {word.start: word for word in split_words(text)}
        for mention in telling.mentions:
            for match in mention.pattern.finditer(text):
                assert mention in mentions_from(telling, starts[match.start()].low)
