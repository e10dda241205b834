"""The role that a person is given by the words before the name, and what is none."""

from __future__ import annotations

import pytest

from annotator.model.article import Article, Metadata, text_sha256
from annotator.model.ids import ArticleId
from annotator.prelabel.pipeline import propose


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        (
            "« Oui », a prévenu l'ambassadeur adjoint du Royaume-Uni, Edmund Harrow, hier.",
            "Edmund Harrow",
            "ambassadeur adjoint du Royaume-Uni",
        ),
        ("Une journaliste presse la porte-parole, Anne Martin. « Non », a dit Anne Martin.",
         "Anne Martin", "porte-parole"),
        ("Des proches du président Alexandre Loukachenko nient. « Non », a dit Loukachenko.",
         "Alexandre Loukachenko", "président"),
        ("« Non », a dit le prévenu Paul Durand.", "Paul Durand", "prévenu"),
        ("« Non », a dit le président du Conseil, Paul Durand.", "Paul Durand",
         "président du Conseil"),
        ("Le ministre des Affaires étrangères Jean Dupont a dit : « Non ».", "Jean Dupont",
         "ministre des Affaires étrangères"),
    ],
)  # fmt: skip
def test_a_role_is_a_noun_of_the_named_person(text: str, name: str, role: str):
    meta = Metadata(language="fr")
    found = propose(Article(ArticleId("a"), text, "t", text_sha256(text), meta=meta))
    assert {one.name: one.role for one in found.actors}[name] == role
