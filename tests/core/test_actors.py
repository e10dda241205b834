"""Actors as values: roles with dates, external ids as they are pasted, and their JSON."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.model.actor_codec import actor_from_json, actor_to_json
from annotator.model.actors import (
    Relinking,
    all_roles,
    checked_role,
    read_external_id,
    read_external_ids,
    resolved,
    role_on,
    shown_external_id,
    source_key,
    with_roles,
)
from annotator.model.dates import PartialDate
from annotator.model.fields import FormError
from annotator.model.ids import ActorId, ItemId
from annotator.model.items import Actor, ActorRole, Mention, Quote, Speaker
from annotator.model.message import UserError
from annotator.model.text import Span
from tests.core.project_builders import said

DATES = st.none() | st.builds(PartialDate, st.integers(1800, 2100), st.none() | st.integers(1, 12))
ROLES = st.builds(ActorRole, st.text(min_size=1), DATES, DATES)
ACTORS = st.builds(
    Actor,
    st.text(min_size=1).map(ActorId),
    st.text(),
    st.sampled_from(["person", "organisation", "state", "group"]),
    st.text(),
    st.lists(st.text(), max_size=3).map(tuple),
    st.dictionaries(st.text(), st.text(), max_size=3).map(lambda found: tuple(found.items())),
    st.none(),
    st.lists(ROLES, max_size=3).map(tuple),
    st.text(),
    st.none() | st.text(min_size=1).map(ActorId),
)


@given(ACTORS)
def test_an_actor_is_the_same_after_it_was_written_and_read(actor: Actor):
    assert actor_from_json(actor_to_json(actor)) == actor


def test_an_actor_of_an_older_file_reads_as_before_and_is_written_as_before():
    old = {
        "id": "a",
        "name": "Ada Kern",
        "kind": "person",
        "role": "ministre",
        "aliases": ["Mme Kern"],
        "external_ids": {"wikidata": "Q1"},
        "article": None,
    }
    actor = actor_from_json(old)
    assert all_roles(actor) == (ActorRole("ministre"),)
    assert actor_to_json(actor) == old


@pytest.mark.parametrize("given", [{"role": "x", "from": "hier"}, {"from": "2020"}, "x"])
def test_roles_that_are_none_are_refused(given: object):
    with pytest.raises(FormError):
        actor_from_json({"id": "a", "name": "A", "roles": [given]})


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("Q42", ("wikidata", "Q42")),
        (" q42 ", ("wikidata", "Q42")),
        ("https://www.wikidata.org/wiki/Q42", ("wikidata", "Q42")),
        ("http://www.wikidata.org/entity/Q42", ("wikidata", "Q42")),
        ("https://m.wikidata.org/wiki/Q42?uselang=fr#P31", ("wikidata", "Q42")),
        ("https://www.wikidata.org/wiki/Special:EntityData/Q42.json", ("wikidata", "Q42")),
        ("wikidata:q42", ("wikidata", "Q42")),
        ("viaf:113230702", ("viaf", "113230702")),
        ("ofac.sdn:12/a:b", ("ofac.sdn", "12/a:b")),
    ],
)
def test_ids_are_read_as_they_are_typed_or_pasted(typed: str, found: tuple[str, str]):
    assert read_external_id(typed) == found
    assert read_external_id(shown_external_id(*found)) == found


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "42",
        "Q",
        "Q0",
        "Q12x",
        "wikidata:12",
        "viaf:",
        "Kern",
        "https://example.org/Q42",
        "a b:c",
    ],
)
def test_what_is_no_id_is_refused_with_a_sentence(typed: str):
    with pytest.raises(UserError) as error:
        read_external_id(typed)
    assert "wikidata.org" in said(error.value)


def test_one_id_of_each_scheme():
    assert read_external_ids(["Q1", "", "viaf:2", "Q1"]) == (("wikidata", "Q1"), ("viaf", "2"))
    with pytest.raises(UserError):
        read_external_ids(["Q1", "Q2"])


def test_roles_stand_in_the_order_of_time_the_latest_beside_the_name():
    roles = [
        checked_role("présidente", "2022-06", ""),
        checked_role(" ministre ", "2019", "2022-05"),
    ]
    actor = with_roles(Actor(ActorId("a"), "Ada Kern"), roles)
    assert [one.text for one in actor.roles] == ["ministre", "présidente"]
    assert actor.role == "présidente"
    on = [role_on(actor, PartialDate.parse(day)) for day in ("2018", "2020-03", "2022-05", "2023")]
    assert on == ["présidente", "ministre", "ministre", "présidente"]
    assert role_on(actor, None) == "présidente"


def test_a_single_role_without_dates_stays_the_plain_one():
    actor = with_roles(Actor(ActorId("a"), "Ada Kern"), [ActorRole("ministre")])
    assert (actor.role, actor.roles) == ("ministre", ())


@pytest.mark.parametrize(
    ("typed", "words"),
    [(("", "2020", ""), "fonction"), (("x", "2021", "2020"), "finit"), (("x", "hier", ""), "hier")],
)
def test_a_role_that_cannot_be_is_refused(typed: tuple[str, str, str], words: str):
    with pytest.raises(UserError) as error:
        checked_role(*typed)
    assert words in said(error.value)


def test_descriptions_of_sources_count_without_their_article():
    keys = {source_key(one) for one in ("Une source diplomatique", "la source  diplomatique")}
    assert keys == {"source diplomatique"}
    assert source_key("L’entourage du président") == "entourage du president"
    assert source_key("un") == "un"


def test_an_id_leads_to_the_last_one_it_was_merged_into():
    actors = {
        ActorId("a"): Actor(ActorId("a"), "A", merged_into=ActorId("b")),
        ActorId("b"): Actor(ActorId("b"), "B", merged_into=ActorId("c")),
        ActorId("c"): Actor(ActorId("c"), "C"),
        ActorId("x"): Actor(ActorId("x"), "X", merged_into=ActorId("gone")),
    }
    assert [resolved(actors, ActorId(one)) for one in "abcxz"] == ["c", "c", "c", "x", "z"]


def test_relinking_keeps_the_speaker_who_has_words_in_the_text():
    source = Span(0, 2, "il")
    quote = Quote(
        ItemId("q"),
        "direct",
        (Span(3, 5, "oh"),),
        speakers=(Speaker(ActorId("a")), Speaker(ActorId("b"), source)),
        on_behalf_of=(ActorId("b"), ActorId("a")),
    )
    now = Relinking({ActorId("b"): ActorId("a")}, {}).of(quote)
    assert isinstance(now, Quote)
    assert now.speakers == (Speaker(ActorId("a"), source),)
    assert now.on_behalf_of == ("a",)
    mention = Mention(ItemId("m"), source, actor=ActorId("b"))
    only = Relinking({ActorId("b"): ActorId("a")}, {}, frozenset([ItemId("q")]))
    assert only.of(mention) is mention
