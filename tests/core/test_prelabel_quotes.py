"""Quotes: every hazard of the shared notes, one text each."""

from __future__ import annotations

import pytest

from tests.core.prelabel_help import only, pieces, quotes, read

NB, NNB = "\u00a0", "\u202f"


@pytest.mark.parametrize(
    ("text", "expected", "kind"),
    [
        ("« C'est non », a dit le ministre.", ["« C'est non »"], "direct"),
        (f"«{NB}C’est non{NNB}», a dit le ministre.", [f"«{NB}C’est non{NNB}»"], "direct"),
        ("“C'est non”, a dit le ministre.", ["“C'est non”"], "direct"),
        ('"C\'est non", a dit le ministre.', ['"C\'est non"'], "direct"),
        ("« C'est non » a-t-il précisé.", ["« C'est non »"], "direct"),
        ("Le ministre a déclaré : « C'est non. »", ["« C'est non. »"], "direct"),
        (
            "Elle a qualifié l'attitude russe d'«inacceptable».",
            ["l'attitude russe d'«inacceptable»"],
            "mixed",
        ),
        ("Elle a appelé Pyongyang à «cesser» ses tirs.", ["à «cesser» ses tirs"], "mixed"),
        (
            "« Si nous cédons, a prévenu la ministre, d'autres suivront. »",
            ["« Si nous cédons", "d'autres suivront. »"],
            "direct",
        ),
        (
            "« Nous partons », a dit le maire, « et nous ne reviendrons pas ».",
            ["« Nous partons »", "« et nous ne reviendrons pas »"],
            "direct",
        ),
        (
            "Le maire a affirmé mercredi, devant la presse, que la ville paierait.",
            ["que la ville paierait"],
            "indirect",
        ),
        ("Selon l'AFP, le plan est prêt.", ["le plan est prêt"], "indirect"),
        ("Le plan est prêt, selon l'AFP.", ["Le plan est prêt"], "indirect"),
        ("Pour lui, le plan est prêt.", ["le plan est prêt"], "indirect"),
        (
            "Le ministre a dit vouloir « tourner la page ».",
            ["vouloir « tourner la page »"],
            "mixed",
        ),
        ("Il a nié toute responsabilité.", ["toute responsabilité"], "indirect"),
        ("Les mesures, dit-elle, sont utiles.", ["Les mesures", "sont utiles"], "indirect"),
        ("« C'est, dit-il, une affaire. »", ["« C'est", "une affaire. »"], "direct"),
        ("Le maire assure, lui, n'avoir rien signé.", ["n'avoir rien signé"], "indirect"),
        ("Le plan, que Paris juge « nul », sera voté.", ["« nul »"], "direct"),
        ("Selon l'AFP, citant deux sources, le plan est prêt.", ["le plan est prêt"], "indirect"),
        ("« C'est prêt », peut-on lire dans le rapport.", ["« C'est prêt »"], "direct"),
        ("Comme l'a souligné le maire, le plan est prêt.", ["le plan est prêt"], "indirect"),
        ("Le plan est prêt, comme l'a souligné le maire.", ["Le plan est prêt"], "indirect"),
        ("La Chine « condamne fermement » ce tir.", ["« condamne fermement » ce tir"], "mixed"),
        ("« On verra », se contente de répondre le maire.", ["« On verra »"], "direct"),
    ],
)
def test_one_quote(text: str, expected: list[str], kind: str) -> None:
    quote = only(text)
    assert pieces(text, quote) == expected
    assert quote.kind == kind


def test_a_sentence_between_marks_without_its_own_cue_is_a_further_piece() -> None:
    text = "« Ces sanctions ont échoué », a-t-il lancé. « Elles affament un peuple. »"
    assert pieces(text, only(text)) == [
        "« Ces sanctions ont échoué »",
        "« Elles affament un peuple. »",
    ]


def test_guillemets_reopened_at_a_paragraph_are_a_further_piece() -> None:
    text = "Le ministre a déclaré : « Nous partons.\n\n« Nous ne reviendrons pas. »"
    assert pieces(text, only(text)) == ["« Nous partons.", "« Nous ne reviendrons pas. »"]


def test_a_forgotten_mark_loses_nothing() -> None:
    text = "« Nous partons, a dit le maire.\n\nIl a ajouté que la ville paierait."
    assert "que la ville paierait" in [part for one in quotes(text) for part in pieces(text, one)]


def test_two_cues_make_two_quotes() -> None:
    text = "« C'est trop », lui avait dit Marc Petit, avant de poursuivre « Vous partez »."
    assert [pieces(text, one) for one in quotes(text)] == [["« C'est trop »"], ["« Vous partez »"]]


def test_a_participle_with_its_own_subject_is_a_quote_of_its_own() -> None:
    text = "Pékin a dit « s'opposer » à ce plan, son porte-parole Liu Wen le jugeant « nul »."
    first, second = quotes(text)
    assert pieces(text, first) == ["« s'opposer » à ce plan"]
    assert second.speakers[0][0].key == "Liu Wen"


def test_a_participle_may_share_the_auxiliary_before() -> None:
    text = "Le Kremlin a fustigé des sanctions « illégitimes » et promis de riposter."
    assert [pieces(text, one) for one in quotes(text)] == [
        ["des sanctions « illégitimes »"],
        ["de riposter"],
    ]


def test_indirect_speech_beside_a_quotation_is_not_lost() -> None:
    text = "« C'est trop », a dénoncé la ministre, évoquant les accusations de fraude."
    assert [pieces(text, one) for one in quotes(text)] == [
        ["« C'est trop »"],
        ["les accusations de fraude"],
    ]


def test_the_same_words_in_headline_and_body_are_two_quotes() -> None:
    text = "« Une provocation de trop »\n\n« Une provocation de trop », a dit le ministre."
    assert len(quotes(text)) == 2


def test_a_quotation_inside_a_quotation() -> None:
    text = 'Son frère se souvient : «Il m’a appelé en disant: "Ne viens plus."»'
    found = [pieces(text, one) for one in quotes(text)]
    assert found == [['«Il m’a appelé en disant: "Ne viens plus."»'], ['"Ne viens plus."']]


@pytest.mark.parametrize(
    "text",
    ["Il lit « Le Monde » chaque matin.", "La « dédiabolisation » avance.", "Le « Vieux Lion »."],
)
def test_marks_that_quote_nobody_are_scare_quotes(text: str) -> None:
    assert [one.kind for one in read(text).quotes] == ["scare"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"It failed," she said.', ['"It failed,"']),
        ('"They see," he said, "and ask."', ['"They see,"', '"and ask."']),
        ("Washington said it would not ease the pressure.", ["it would not ease the pressure"]),
        ("The embargo, he says, was meant to last.", ["The embargo", "was meant to last"]),
        ("The ship left, the lender said Monday.", ["The ship left"]),
        ("According to Reuters, the ship left.", ["the ship left"]),
        ("Paris denied that it had sold arms.", ["that it had sold arms"]),
        ("Warsaw hailed the deal as a “decisive step”.", ["the deal as a “decisive step”"]),
    ],
)  # fmt: skip
def test_english_quotes(text: str, expected: list[str]) -> None:
    assert pieces(text, only(text, "en")) == expected


def test_a_dateline_belongs_to_no_quote() -> None:
    text = "PARIS, 19 mars 2024 – Le plan est prêt, affirme le ministre."
    assert pieces(text, only(text)) == ["Le plan est prêt"]


def test_turns_of_a_dialogue_are_quotes() -> None:
    text = "L'échange a tourné court :\n\n— Vous saviez ?\n\n— Je ne savais rien, a dit le maire."
    found = quotes(text)
    assert [pieces(text, one) for one in found] == [["Vous saviez ?"], ["Je ne savais rien"]]
    assert [one.kind for one in found] == ["direct", "direct"]


def test_one_dash_alone_opens_no_dialogue() -> None:
    assert quotes("Au menu :\n\n— Le budget.\n\nPuis le vote.") == []
