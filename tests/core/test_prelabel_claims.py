"""Claim types: content and construction first, the verb as a prior."""

from __future__ import annotations

import pytest

from tests.core.prelabel_help import quotes


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Elle a appelé Pyongyang à « cesser » ses tirs.", "demand"),
        ("« Il faut partir », a dit le maire.", "demand"),
        ("« Nous fermerons le port », a dit le maire.", "commit"),
        ("Le maire a mis en garde Paris contre « un prix élevé ».", "warn"),
        ("Le maire a nié toute responsabilité.", "deny"),
        ("« C'est faux », a dit le maire.", "deny"),
        ("« La Russie viole les résolutions », a dénoncé le maire.", "accuse"),
        ("Le maire a dénoncé la visite du ministre.", "condemn"),
        ("« Ce serait une violation du traité », a dit le maire.", "legal"),
        ("« C'est inacceptable », a dit le maire.", "condemn"),
        ("Le maire a salué un accord équilibré.", "support"),
        ("« Le plan échouera demain », a dit le maire.", "predict"),
        ("« Le port compte trois quais », a dit le maire.", "assert"),
        ("« Oh, vraiment ? », a dit le maire.", "other"),
    ],
)
def test_claim_type(text: str, expected: str) -> None:
    assert quotes(text)[0].claim == expected


def test_the_second_fitting_type_is_kept() -> None:
    (quote,) = quotes("« La Russie viole le droit international », a dit le maire.")
    assert (quote.claim, quote.claim_secondary) == ("accuse", "legal")


def test_english_claim_types() -> None:
    assert quotes('"We will close the port," he said.', "en")[0].claim == "commit"
    assert quotes("Paris denied that it had sold arms.", "en")[0].claim == "deny"
