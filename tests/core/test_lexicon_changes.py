"""A preview names what would be otherwise about a thing, not only that something would."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from annotator.learning.lexicon_effect import Change, Difference, differences
from annotator.messages import Translator
from annotator.model.ids import ArticleId
from annotator.prelabel.lexicon import adopt
from annotator.prelabel.own_lexicon import own_folder, read_own, take_up_own_words
from annotator.services import lexicon
from annotator.services.lexicon import Entry
from tests.core.prelabel_help import article
from ui.presenters.lexicon_rows import change_words, difference_rows

SAID = "Jean Valmont a zorgloté que le régime mentait."
FRENCH = Translator("fr")


@pytest.fixture(autouse=True)
def shipped_words_again() -> Iterator[None]:
    take_up_own_words()
    yield
    adopt({})


def test_another_claim_type_of_a_verb_is_named_with_the_one_before() -> None:
    states = []
    for claim in ("accuse", "deny"):
        entry = Entry("verbs", "zorgloter", claim=claim, frames=("say",))
        lexicon.carry_out(lexicon.plan_add("fr", entry))
        states.append(read_own(own_folder()))
        lexicon.take_back()
    (found,) = differences([article("Titre\n\n" + SAID)], *states)
    assert (found.layer, found.effect, found.around) == ("quote", "changed", SAID)
    assert found.changes == (Change("claim", "accuse", "deny"),)


def test_a_row_says_what_changes_and_the_passage_once() -> None:
    around = "Il a nié tout cela."
    change = Change("speaker", "Valdanie", "Radovan Belic")
    found = Difference(
        ArticleId("a"), "Titre", "quote", "changed", 0, len(around), around, around, (change,)
    )
    ((effect, title, shown),) = difference_rows([found], FRENCH)
    assert (effect, title) == ("≠ citation", "Titre")
    assert "Valdanie → Radovan Belic" in shown
    assert shown.count(around) == 1


def test_labels_are_shown_by_their_titles_and_nothing_by_a_dash() -> None:
    assert change_words(Change("claim", "", "deny"), FRENCH).endswith("— → Démenti ou refus")
    assert change_words(Change("links", "", ""), FRENCH) == "liens"
