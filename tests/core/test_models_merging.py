"""Rules and models settled: the better source of a label wins, and the reader is told of both."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.messages import LANGUAGES, Translator
from annotator.model.article import Article
from annotator.model.ids import ArticleId
from annotator.model.items import Mention
from annotator.prelabel.draft import Entity
from annotator.prelabel.entities import find_entities
from annotator.prelabel.evidence import NO_EVIDENCE, Evidence, Label, ModelEntity
from annotator.prelabel.lexicon import lexicons
from annotator.prelabel.model_names import candidates
from annotator.prelabel.models.own import Counts, Measured, OwnModels, save_own
from annotator.prelabel.models.precision import precision
from annotator.prelabel.name_words import name_words
from annotator.prelabel.pipeline import draft_of, propose
from annotator.prelabel.words import split_words

GOOD, SMALL, OTHER = "fr_core_news_lg@3.8.0", "fr_core_news_sm@3.8.0", "fr_autre@1.0.0"


def found(text: str, words: str, label: Label, model: str = GOOD) -> ModelEntity:
    start = text.index(words)
    return ModelEntity(start, start + len(words), label, model)


def names(text: str, *said: ModelEntity, language: str = "fr") -> dict[str, Entity]:
    draft = draft_of(text, language, ArticleId("a"), Evidence(entities=said))
    return {text[one.start : one.end]: one for one in draft.entities}


def labels(text: str, *said: ModelEntity, language: str = "fr") -> dict[str, str]:
    return {words: one.label for words, one in names(text, *said, language=language).items()}


TEXT = "Le négociant Zorvex a nié, mais Yves Milkor confirme. La société grecque Plonia s’est tue."


def test_without_models_the_result_is_that_of_the_rules():
    draft = draft_of(TEXT, "fr", ArticleId("a"), NO_EVIDENCE)
    alone = find_entities(TEXT, split_words(TEXT), lexicons("fr"))
    assert [(one.start, one.end, one.label) for one in draft.entities] == [
        (one.start, one.end, one.label) for one in alone
    ]
    assert {one.model for one in draft.entities} == {""}


def test_a_name_that_only_a_model_found_is_proposed_with_the_models_name():
    text = "Krell se tait depuis lundi."
    assert "Krell" not in names(text)
    one = names(text, found(text, "Krell", "ORG"))["Krell"]
    assert (one.label, one.kind, one.model) == ("ORG", "organisation", GOOD)
    assert one.score == pytest.approx(0.79 * 0.29 / (0.79 * 0.29 + 0.21))
    assert one.reason.values == {"models": GOOD}
    article = Article(ArticleId("a"), text, "", "")
    made = propose(article, "fr", Evidence(entities=(found(text, "Krell", "ORG"),)))
    (suggestion,) = [
        one
        for one in made.suggestions
        if isinstance(one.item, Mention) and one.item.span.text == "Krell"
    ]
    assert suggestion.source == GOOD
    assert (suggestion.item.origin.name, suggestion.item.origin.version) == tuple(GOOD.split("@"))


def test_sources_that_agree_make_a_name_surer():
    before = names(TEXT)["Yves Milkor"]
    once = names(TEXT, found(TEXT, "Yves Milkor", "PER"))["Yves Milkor"]
    twice = names(
        TEXT, found(TEXT, "Yves Milkor", "PER"), found(TEXT, "Yves Milkor", "PER", SMALL)
    )["Yves Milkor"]
    assert before.score < once.score < twice.score <= 1
    assert once.reason == before.reason
    assert once.model == ""


def test_the_weightier_source_wins_and_the_reader_is_told_of_the_other():
    text = "Hier, Krell Vasto a parlé."
    rules = names(text)
    assert rules["Krell Vasto"].score < 0.7
    said = found(text, "Krell Vasto", "ORG")
    save_own(own(GOOD, "ORG", Counts(98, 100)))
    won = names(text, said)["Krell Vasto"]
    assert (won.label, won.model) == ("ORG", GOOD)
    assert won.reason.id == "entity.model_outweighs"
    assert won.reason.values["label"] == rules["Krell Vasto"].label
    save_own(own(GOOD, "ORG", Counts(20, 100)))
    lost = names(text, said)["Krell Vasto"]
    assert (lost.label, lost.model) == (rules["Krell Vasto"].label, "")
    assert lost.reason.id == "entity.models_differ"
    assert lost.reason.values["models"] == GOOD
    assert lost.score < rules["Krell Vasto"].score


def own(model: str, label: str, counts: Counts) -> OwnModels:
    return OwnModels().with_measured(model, Measured({label: counts}, {label: counts}, 10))


def test_names_of_the_lists_stand_against_any_model():
    text = "Le Conseil de l’Union européenne siège à Bruxelles."
    before = names(text)
    save_own(own(GOOD, "PER", Counts(1000, 1000)))
    said = (found(text, "Bruxelles", "PER"), found(text, "Union", "PER"))
    after = names(text, *said)
    assert {words: one.label for words, one in after.items()} == {
        words: one.label for words, one in before.items()
    }
    assert after["Bruxelles"].reason.id == "entity.models_differ"


def test_sanctions_are_no_names_of_a_model():
    text = "La résolution 2397 du Conseil de sécurité vise Krell, selon le Comité 1718."
    said = (found(text, "résolution 2397 du Conseil", "ORG"), found(text, "Comité 1718", "PER"))
    assert labels(text, *said) == labels(text)


def test_a_name_that_is_likely_wrong_is_not_proposed():
    text = "Krell se tait depuis lundi."
    assert "Krell" in names(text, found(text, "Krell", "ORG"))
    assert "Krell" not in names(text, found(text, "Krell", "PER")), "the rules miss hardly any"
    assert "Krell" not in names(text, found(text, "Krell", "ORG", OTHER)), "nobody measured it"
    save_own(OwnModels().with_measured(OTHER, Measured({}, {"ORG": Counts(7, 10)}, 3)))
    assert "Krell" in names(text, found(text, "Krell", "ORG", OTHER))
    save_own(OwnModels().with_measured(GOOD, Measured({}, {"ORG": Counts(1, 10)}, 3)))
    assert "Krell" not in names(text, found(text, "Krell", "ORG"))


def test_a_second_model_that_agrees_counts_less_than_the_first():
    text = "Krell se tait depuis lundi."
    one, two = found(text, "Krell", "ORG"), found(text, "Krell", "ORG", SMALL)
    alone = names(text, one)["Krell"].score
    both = names(text, one, two)["Krell"]
    assert alone < both.score < 1 - (1 - alone) ** 2
    assert both.reason.values == {"models": f"{GOOD}, {SMALL}"}


@pytest.mark.parametrize(
    ("text", "given", "kept"),
    [
        ("On a vu la Krellie hier.", "la Krellie", "Krellie"),
        ("On a vu M. Krell hier.", "M. Krell", "Krell"),
        ("On a vu Krell, hier.", "Krell, hier", "Krell"),
        ("On a vu Vasto Krell (VK) hier.", "Vasto Krell (VK)", "Vasto Krell"),
        ("On a vu les Français hier.", "Français", None),
        ("On l’a vu hier soir.", "hier soir", None),
        ("On l’a vu à Krell\n\nVasto hier.", "Krell\n\nVasto", "Krell"),
    ],
)
def test_a_models_name_is_cut_to_what_a_name_is_here(text: str, given: str, kept: str | None):
    assert cut(text, found(text, given, "PER")) == ([kept] if kept else [])


def cut(text: str, said: ModelEntity, language: str = "fr") -> list[str]:
    made = candidates(text, split_words(text), (said, said), name_words(language))
    return [text[one.start : one.end] for one in made]


def test_an_english_possessive_is_no_part_of_a_name():
    text = "They saw Krell’s report on Monday."
    assert cut(text, found(text, "Krell’s", "PER"), "en") == ["Krell"]


def test_a_short_form_that_a_model_found_is_tied_to_the_full_name():
    text = "Yves Milkor a parlé. Milkor se tait depuis lundi."
    start = text.rindex("Milkor")
    said = ModelEntity(start, start + 6, "PER", GOOD)
    draft = draft_of(text, "fr", ArticleId("a"), Evidence(entities=(said,)))
    assert {one.full_name for one in draft.entities if one.label == "PER"} == {"Yves Milkor"}


@given(st.data())
def test_names_never_overlap_and_stay_in_order(data: st.DataObject):
    words = st.sampled_from(
        ["Krell", "Yves Milkor", "a dit", "«", "»", ",", "la", "Bruxelles", "\n"]
    )
    text = " ".join(data.draw(st.lists(words, min_size=1, max_size=12)))
    places = st.integers(0, len(text))
    said = []
    for _ in range(data.draw(st.integers(0, 6))):
        start, end = sorted((data.draw(places), data.draw(places)))
        label = data.draw(st.sampled_from(["PER", "ORG", "LOC", "MISC"]))
        said.append(ModelEntity(start, end, label, data.draw(st.sampled_from([GOOD, OTHER]))))
    draft = draft_of(text, "fr", ArticleId("a"), Evidence(entities=tuple(said)))
    ends = [0]
    for one in draft.entities:
        assert ends[-1] <= one.start < one.end <= len(text)
        assert 0 <= one.score <= 1
        ends.append(one.end)


def test_measured_figures_outweigh_those_of_the_cards():
    table = precision(own(GOOD, "ORG", Counts(9, 10)))
    assert table.of_model(GOOD, "ORG") == pytest.approx(10 / 12)
    assert table.of_model(GOOD, "PER") == 0.91
    assert table.of_model(OTHER, "PER") == 0.70
    assert table.alone(GOOD, "ORG", "fr") == pytest.approx(10 / 12)
    assert table.alone(SMALL, "ORG", "fr") < table.of_model(SMALL, "ORG")
    assert table.alone(SMALL, "PER", "fr") < table.alone(SMALL, "ORG", "fr") < 0.82
    assert table.of_rules("fr", "PER", 0.9) > table.of_rules("fr", "PER", 0.5)
    assert table.of_rules("xx", "PER", 0.9) == table.of_rules("fr", "PER", 0.9)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_reason_has_its_sentence(language: str):
    say = Translator(language)
    for one in ("entity.model_alone", "entity.model_outweighs", "entity.models_differ"):
        assert say.knows(one)


def test_a_name_of_the_rules_keeps_its_source_beside_a_model():
    """Whether the model agrees, is outweighed or saw something else nearby."""
    alone = sources()
    assert alone["Yves Milkor"].startswith("entities-fr@")
    said = [found(TEXT, "Yves Milkor", "PER"), found(TEXT, "Zorvex", "PER", OTHER)]
    assert GOOD not in alone.values()
    assert sources(*said) == alone
    won = sources(found(TEXT, "négociant Zorvex a", "ORG"))
    assert won["Yves Milkor"] == alone["Yves Milkor"]


def sources(*said: ModelEntity) -> dict[str, str]:
    made = propose(Article(ArticleId("a"), TEXT, "", ""), "fr", Evidence(entities=said))
    mentions = [(one.item, one.source) for one in made.suggestions]
    return {item.span.text: source for item, source in mentions if isinstance(item, Mention)}
