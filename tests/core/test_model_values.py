"""Dates, titles, schemes, messages, the form of items and changes on paper."""

from __future__ import annotations

import json
import pickle
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.errors import ChangeError, EnvironmentTrouble, FormError, UserError
from annotator.messages import Translator, nearest_language
from annotator.model.annotation import Decision, Suggestion
from annotator.model.article import shown_title, title_line
from annotator.model.change import Batch, Change
from annotator.model.codec import (
    item_from_json,
    item_name,
    item_to_json,
    suggestion_from_json,
    suggestion_to_json,
)
from annotator.model.dates import PartialDate
from annotator.model.ids import ActorId, ArticleId, BatchId, EntryId, ItemId, SuggestionId
from annotator.model.interchange_checks import LineError
from annotator.model.items import (
    Actor,
    Item,
    Link,
    Mention,
    Origin,
    Quote,
    SanctionsReference,
    Speaker,
)
from annotator.model.log_codec import batch_from_json, batch_to_json
from annotator.model.message import GuillemetError, Message, msg
from annotator.model.scheme_form import scheme_from_data
from annotator.model.text import Span
from annotator.store.trouble import Cancelled

WORDS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12)
SPANS = st.builds(
    lambda start, text: Span(start, start + len(text), text), st.integers(0, 99), WORDS
)
MAYBE = st.none() | WORDS
ORIGINS = st.builds(
    Origin,
    st.sampled_from(["annotator", "import", "machine"]),
    WORDS,
    st.just("") | WORDS,
    st.none() | WORDS.map(SuggestionId),
    st.none() | st.floats(0, 1),
)
SPEAKERS = st.builds(
    Speaker,
    st.none() | WORDS.map(ActorId),
    st.none() | SPANS,
    st.none() | WORDS.map(ItemId),
    st.sampled_from(["stated", "pronoun", "unknown"]),
    st.sampled_from(["sure", "unsure"]),
)
ITEMS: st.SearchStrategy[Item] = st.one_of(
    st.builds(
        Mention,
        WORDS.map(ItemId),
        SPANS,
        st.sampled_from(["name", "nominal", "pronoun"]),
        MAYBE,
        st.none() | WORDS.map(ActorId),
        st.text(max_size=5),
        ORIGINS,
    ),
    st.builds(
        Quote,
        WORDS.map(ItemId),
        st.sampled_from(["direct", "indirect", "mixed", "scare"]),
        st.lists(SPANS, min_size=1, max_size=3).map(tuple),
        st.lists(SPANS, max_size=2).map(tuple),
        st.lists(SPEAKERS, max_size=2).map(tuple),
        st.lists(WORDS.map(ActorId), max_size=2).map(tuple),
        st.none() | WORDS.map(ActorId),
        MAYBE,
        MAYBE,
        st.sampled_from([None, "sure", "unsure"]),
        st.text(max_size=5),
        ORIGINS,
    ),
    st.builds(
        SanctionsReference,
        WORDS.map(ItemId),
        st.none() | SPANS,
        st.lists(WORDS.map(ItemId), max_size=2).map(tuple),
        WORDS,
        WORDS,
        st.booleans(),
        st.lists(
            st.builds(Link, WORDS.map(EntryId), st.just("one_of"), st.just("unsure"), MAYBE),
            max_size=2,
        ).map(tuple),
        MAYBE,
        MAYBE,
        MAYBE,
        st.lists(WORDS, max_size=2).map(tuple),
        st.text(max_size=5),
        ORIGINS,
    ),
)


@given(ITEMS)
def test_items_come_back_from_json_as_they_were(item: Item) -> None:
    paper = json.loads(json.dumps(item_to_json(item), ensure_ascii=False))
    assert item_from_json(item_name(item), paper) == item


@given(ITEMS, ITEMS)
def test_batches_come_back_from_the_log_as_they_were(one: Item, other: Item) -> None:
    changes = (
        Change(None, one),
        Change(other, None),
        Change(None, Decision(SuggestionId("s"), "rejected")),
        Change(Actor(ActorId("a"), "A"), Actor(ActorId("a"), "B", aliases=("A",))),
    )
    batch = Batch(BatchId("b"), msg("do.accept", words="…", n=2), changes, BatchId("u"))
    assert batch_from_json(json.loads(json.dumps(batch_to_json(batch)))) == batch


@given(ITEMS)
def test_suggestions_come_back_as_they_were(item: Item) -> None:
    made = Suggestion(SuggestionId("s"), ArticleId("a"), item, "x@1", 0.5, msg("why", cue="dit"))
    assert suggestion_from_json(suggestion_to_json(made), ArticleId("a")) == made


@pytest.mark.parametrize(
    ("name", "field", "value"),
    [
        ("quote", "kind", "loud"),
        ("quote", "segments", []),
        ("quote", "segments", "x"),
        ("mention", "start", "3"),
        ("mention", "start", True),
        ("mention", "form", None),
        ("reference", "links", [{"entry": 3}]),
        ("verse", "id", "x"),
    ],
)
def test_a_field_of_the_wrong_form_is_named(name: str, field: str, value: object) -> None:
    span = Span(0, 1, "a")
    items = {
        "quote": Quote(ItemId("i"), "direct", (span,)),
        "mention": Mention(ItemId("i"), span),
        "reference": SanctionsReference(ItemId("i"), span),
    }
    paper = {**item_to_json(items.get(name, items["mention"])), field: value}
    with pytest.raises(FormError) as caught:
        item_from_json(name, paper)
    assert "form." in caught.value.message.id


def test_a_change_is_about_one_thing() -> None:
    span = Span(0, 1, "a")
    one, other = Mention(ItemId("1"), span), Mention(ItemId("2"), span)
    for before, after in ((None, None), (one, other), (one, Actor(ActorId("1"), "A"))):
        with pytest.raises(ChangeError):
            Change(before, after)
    assert Change(one, replace(one, label="LOC")).inverse().after == one


@pytest.mark.parametrize("text", ["2023", "2023-08", "2024-02-29"])
def test_partial_dates_come_back_as_they_were(text: str) -> None:
    assert str(PartialDate.parse(text)) == text


@pytest.mark.parametrize("text", ["", "août 2023", "2023-13", "2023-02-30", "23-01-01", "2023-8"])
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(UserError) as caught:
        PartialDate.parse(text)
    assert text in Translator("fr").say(caught.value.message)


@pytest.mark.parametrize(
    ("one", "other", "answer"),
    [
        ("2022", "2023-08", True),
        ("2023", "2023-08", None),
        ("2023-08-30", "2023-08", None),
        ("2023-09", "2023-08-30", False),
        ("2023-08-30", "2023-08-30", False),
        ("2023-12", "2024-01", True),
    ],
)
def test_partial_dates_compare_only_where_they_can(
    one: str, other: str, answer: bool | None
) -> None:
    assert PartialDate.parse(one).before(PartialDate.parse(other)) is answer


def test_a_title_is_a_short_first_line_without_final_punctuation() -> None:
    assert title_line("« Assez », dit Bern\n\nTexte.") == "« Assez », dit Bern"
    assert title_line("Une phrase entière.\n\nTexte.") is None
    assert title_line("Un titre\nsans ligne vide") is None
    assert title_line("x" * 151 + "\n\nTexte.") is None
    assert title_line("Seule ligne") is None
    assert shown_title("mot " * 40).endswith("…")


def test_the_scheme_names_what_is_wrong_with_its_file() -> None:
    good = {"id": "s", "version": 1, "name": {"fr": "S"}, "claim_types": [{"id": "a", "key": "a"}]}
    assert scheme_from_data(good, "s.toml").reference == "s@1"
    bad_fields: list[tuple[str, object, str]] = [
        ("id", 3, "scheme.no_id"),
        ("claim_types", "a", "scheme.bad_field"),
        ("claim_types", [{"key": "a"}], "scheme.bad_field"),
        ("claim_types", [{"id": "a", "name": "A"}], "scheme.bad_field"),
        ("claim_types", [{"id": "a"}, {"id": "a"}], "scheme.double"),
        ("claim_types", [{"id": "a", "key": "k"}, {"id": "b", "key": "k"}], "scheme.double"),
    ]
    for field, value, problem in bad_fields:
        with pytest.raises(UserError) as caught:
            scheme_from_data({**good, field: value}, "s.toml")
        assert caught.value.message.id == problem
        assert "s.toml" in Translator("en").say(caught.value.message)


def test_sentences_are_filled_once_and_plurals_chosen() -> None:
    fr, en = Translator("fr"), Translator("en")
    assert fr("do.accept_all", n=1) == "Accepter 1 proposition"
    assert fr("do.accept_all", n=0) == "Accepter 0 proposition"
    assert en("do.accept_all", n=0) == "Accept 0 suggestions"
    assert "{n}" in fr("do.accept", words="{n}")
    assert fr("do.accept", words="ici", n=3) == fr("do.accept", words="ici")
    assert fr("no.such", a=1) == "no.such (a=1)"
    assert Message.from_json(msg("x", a=1).to_json()) == msg("x", a=1)


@pytest.mark.parametrize(
    ("locale", "language"),
    [("fr_CA.UTF-8", "fr"), ("en_US", "en"), ("de_DE", "en"), ("C.UTF-8", "fr"), ("", "fr")],
)
def test_the_first_language_is_that_of_the_system(locale: str, language: str) -> None:
    assert nearest_language(locale) == language


@pytest.mark.parametrize(
    "error",
    [
        UserError(msg("date.bad", text="1984")),
        EnvironmentTrouble(msg("models.died")),
        LineError(msg("date.bad", text="1984"), "items[3]"),
        Cancelled(),
    ],
)
def test_an_error_crosses_to_another_process_whole(error: GuillemetError):
    """One that cannot be read there takes its process down, and the person gets other words."""
    arrived = pickle.loads(pickle.dumps(error))
    assert type(arrived) is type(error)
    assert (arrived.message, str(arrived)) == (error.message, str(error))
    assert vars(arrived) == vars(error)
