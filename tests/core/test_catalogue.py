"""The catalogue of sanctions: what ships, how it is searched, how a broken one is refused."""

from __future__ import annotations

import csv
import io
from collections import Counter
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.messages import LANGUAGES, Translator
from annotator.model.dates import PartialDate
from annotator.model.items import Link, SanctionsReference
from annotator.sanctions.catalogue import CatalogueError, Context, read_catalogue
from annotator.sanctions.name_words import key, split
from annotator.sanctions.names import likeness
from annotator.services.catalogue import (
    context_of,
    find_entry,
    starter_catalogue,
)

DATES = ("valid_from", "valid_to")
SHIPPED = files("resources") / "catalogue" / "catalogue.csv"


def best(query: str, language: str = "fr", context: Context | None = None) -> str:
    found = starter_catalogue().search(query, language=language, context=context)
    return found[0].entry.id if found else ""


def test_every_shipped_entry_was_compared_with_a_published_text():
    entries = starter_catalogue().entries
    assert len(entries) >= 150
    assert {one.checked for one in entries} == {"number_and_subject", "subject"}
    assert all(one.source and one.source != "knowledge" for one in entries)


def test_what_ships_is_what_its_readme_counts():
    entries = starter_catalogue().entries
    readme = (files("resources") / "catalogue" / "README.md").read_text(encoding="utf-8")
    kinds = Counter(one.kind for one in entries)
    begun, ended = (sum(bool(getattr(one, name)) for one in entries) for name in DATES)
    assert f"`catalogue.csv`: {len(entries)} acts" in readme
    for kind, words in (
        ("instrument", "entries are single acts"),
        ("instrument_family", "are families"),
        ("list", "lists"),
        ("body", "bodies"),
        ("measure", "is a measure"),
        ("agreement", "an agreement"),
    ):
        assert f"{kinds[kind]} {words}" in readme
    assert f"{begun} entries have a beginning, {ended} an end" in readme
    assert [one.kind for one in entries if not one.valid_from and one.kind != "list"] == [
        "instrument"
    ]


def test_families_name_members_of_their_own_regime_and_every_relation_resolves():
    for entry in starter_catalogue().entries:
        others = [find_entry(one) for one in entry.related]
        assert all(others)
        assert entry.id not in entry.related
        if entry.kind == "instrument_family" and entry.issuer == "UN":
            assert len(others) > 1
            assert {(one.issuer, one.regime) for one in others} == {(entry.issuer, entry.regime)}


@pytest.mark.parametrize("name", ["valid_from", "valid_to"])
def test_every_date_can_be_read_and_no_entry_ends_before_it_begins(name: str):
    for entry in starter_catalogue().entries:
        value = getattr(entry, name)
        assert not value or PartialDate.parse(value)
        if entry.valid_from and entry.valid_to:
            ends = PartialDate.parse(entry.valid_to)
            assert not ends.before(PartialDate.parse(entry.valid_from))


def test_every_shipped_entry_says_what_it_is_in_both_languages():
    for entry in starter_catalogue().entries:
        assert entry.title("fr")
        assert entry.title("en")
        assert entry.patterns("fr")
        assert entry.patterns("en")
        assert find_entry(entry.id) == entry


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("1718", "un-scr-1718-2006"),
        ("résolution 2397 (2017)", "un-scr-2397-2017"),
        ("R (UE) 2017/1509", "eu-reg-2017-1509"),
        ("833/2014", "eu-reg-833-2014"),
        ("décret 14114", "us-eo-14114"),
        ("SI 2019/855", "gb-si-russia-2019"),
        ("loi helms burton", "us-act-helms-burton"),
        ("magnitski", "us-act-magnitsky-2012"),
        ("liste noire du tresor", "us-list-sdn"),
        ("paquet de sanctions", "eu-russia-packages"),
        ("comité 1718", "un-committee-1718"),
        ("groupe d’experts", "un-panel-1874"),
        ("prix du petrole", "g7-oil-price-cap"),
    ],
)
def test_a_number_or_a_press_name_finds_its_entry_first(query: str, expected: str):
    names = [one.entry.id for one in starter_catalogue().search(query, limit=3)]
    assert expected in names
    assert names[0] == expected or expected in ("un-committee-1718", "us-act-magnitsky-2012")


def test_the_answer_says_which_name_matched():
    found = starter_catalogue().search("loi helms")[0]
    assert found.matched == "loi Helms-Burton"
    assert 0.8 < found.score < 1


def test_english_names_answer_french_questions_and_the_other_way_round():
    assert best("price cap", "fr") == "g7-oil-price-cap"
    assert best("plafonnement du prix du pétrole", "en") == "g7-oil-price-cap"


def test_the_context_orders_equals_and_hides_nothing():
    mali, niger = "ecowas-mali-2022", "ecowas-niger-2023"
    assert best("sanctions de la Cédéao", context=Context(countries=frozenset({"ML"}))) == mali
    assert best("sanctions de la Cédéao", context=Context(countries=frozenset({"NE"}))) == niger
    found = starter_catalogue().search("sanctions de la Cédéao")
    assert {mali, niger} <= {one.entry.id for one in found}


def test_the_context_of_an_article_is_what_its_references_say():
    linked = SanctionsReference(
        id="r", span=None, links=(Link(starter_catalogue().entries[0].id),), issuer="UN"
    )
    context = context_of([linked], ["KP"])
    assert context == Context(
        frozenset({"UN"}), frozenset({"KP"}), frozenset({starter_catalogue().entries[0].id})
    )


def test_an_empty_question_has_no_answer():
    assert starter_catalogue().search("  ") == ()
    assert starter_catalogue().search("zzzzqqqq") == ()


@given(st.text(max_size=40))
def test_any_question_is_answered_in_order(query: str):
    found = starter_catalogue().search(query, limit=5)
    assert len(found) <= 5
    assert all(0 < one.score <= 1 for one in found)


@pytest.mark.parametrize(
    ("first", "second"),
    [("Choïgou", "Shoigu"), ("Prigojine", "Prigozhin"), ("Kadhafi", "Qadhafi"), ("Tchad", "Chad")],
)
def test_transcriptions_sound_alike(first: str, second: str):
    assert likeness(split(first), split(second)) > 0.85


def test_a_part_of_a_name_is_not_the_whole():
    assert likeness(split("Kim Jong Un"), split("Kim Jong Man")) < 0.9
    assert likeness(split("11420 Corp"), split("Corp")) < 0.6
    assert key("2017") == "2017"


def broken(change: dict[str, str] | None = None, drop: str = "") -> str:
    rows = list(csv.DictReader(io.StringIO(SHIPPED.read_text(encoding="utf-8"))))[:2]
    rows[1].update(change or {})
    columns = [name for name in rows[0] if name != drop]
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


@pytest.mark.parametrize(
    ("source", "message"),
    [
        (broken(drop="type"), "catalogue.no_column"),
        (broken({"id": "un-scr-1695-2006"}), "catalogue.double"),
        (broken({"id": "Not An Id"}), "catalogue.bad_id"),
        (broken({"type": "rumour"}), "catalogue.bad_type"),
        (broken({"related": "nobody"}), "catalogue.no_related"),
        (broken() + "un-x,UN\n", "catalogue.short_row"),
    ],
)
def test_a_broken_catalogue_says_where_it_is_broken(source: str, message: str):
    with pytest.raises(CatalogueError) as caught:
        read_catalogue(source, "mine.csv")
    assert caught.value.message.id == message
    for language in LANGUAGES:
        sentence = Translator(language).say(caught.value.message)
        assert "mine.csv" in sentence
        assert "{" not in sentence
    if message != "catalogue.no_column":
        assert int(caught.value.message.values["line"]) in (3, 4)


def test_the_catalogue_reads_back_what_it_was_given():
    assert len(read_catalogue(broken(), "mine.csv").entries) == 2
