"""One search over catalogue and lists, on real files: spellings, scripts, bad queries, order."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.model.list_editions import ListEdition
from annotator.model.listed import ListedEntry, ListedName
from annotator.sanctions.catalogue import shipped_catalogue
from annotator.sanctions.name_search import NameSearch
from annotator.sanctions.name_words import key, split
from annotator.sanctions.names import compare, is_sure, likeness
from annotator.sanctions.own_entries import OwnEntry, checked, joined
from annotator.services.entry_search import (
    CATALOGUE,
    OWN_ENTRIES,
    Context,
    EntrySearch,
    Hit,
    open_search,
)
from annotator.services.list_store import ListStore, lists_file, open_lists


def listed(list_id: str, number: str, *names: str, **more: object) -> ListedEntry:
    kinds = ("primary", *["alias"] * len(names))
    all_names = tuple(ListedName(one, kind) for one, kind in zip(names, kinds, strict=False))
    return ListedEntry(list_id, number, str(more.pop("subject", "person")), all_names, **more)


OFAC = (
    listed("ofac-sdn", "1", "SHOIGU, Sergei", births=("1955-05-21",), countries=("RU",)),
    listed("ofac-sdn", "2", "KIM, Jong Un", births=("1984-01-08",), countries=("KP",)),
    listed("ofac-sdn", "3", "KIM, Jong Man", births=("1953",), countries=("KP",)),
    listed(
        "ofac-sdn", "4", "SOLEIMANI, Qasem", "SULAYMANI, Qasim", references=(("un", "IRi.039"),)
    ),
    listed("ofac-sdn", "5", "SOLEIMANI, Sohrab", births=("1968",)),
    listed("ofac-sdn", "6", "ROSOBORONEKSPORT OAO", "ROSOBORONEXPORT JSC", subject="entity"),
    listed("ofac-sdn", "7", "AL-ASSAD, Bashar", countries=("SY",)),
    listed("ofac-sdn", "8", "11420 CORP.", subject="entity"),
    listed("ofac-sdn", "9", "GARCIA PEREZ, Luis"),
    listed("ofac-sdn", "10", "BIN LADIN, Usama", "BIN LADEN, Osama"),
    listed("ofac-sdn", "11", "FORCES NOUVELLES", "M23", subject="entity"),
    listed("ofac-sdn", "12", "IVANOV, Sergei", countries=("RU",)),
    listed("ofac-sdn", "13", "IVANOV, Sergei", countries=("BY",)),
    listed("ofac-sdn", "14", "PETROV, Andrei", births=("1950",)),
)
UN = (
    listed("un-sc", "IRi.039", "QASEM SOLEIMANI", "Qasim Sulaymani"),
    listed("un-sc", "IRi.040", "GHASEM SOLEYMANI"),
    listed("un-sc", "QDi.006", "AIMAN MUHAMMED RABI AL-ZAWAHIRI"),
    listed("un-sc", "KPi.999", "KIM JONG UN", births=("1984",)),
    listed("un-sc", "XXi.001", "ANDREI PETROV", births=("1981/1983",)),
)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ListStore]:
    opened = open_lists(tmp_path_factory.mktemp("lists") / "lists.sqlite")
    opened.add_edition(ListEdition("ofac-sdn", "sdn.csv", "1", "2026-01-02"), OFAC)
    opened.add_edition(ListEdition("un-sc", "un.xml", "2"), UN)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def search(store: ListStore) -> EntrySearch:
    return EntrySearch(store)


def first(search: EntrySearch, query: str, context: Context | None = None) -> Hit:
    found = search.search(query, context)
    assert found, query
    return found[0]


@pytest.mark.parametrize(
    ("query", "entry"),
    [
        ("Sergueï Choïgou", "ofac-sdn:1"),
        ("Choïgou", "ofac-sdn:1"),
        ("Kim Jong-un", "ofac-sdn:2"),
        ("Kassem Souleimani", "ofac-sdn:4"),
        ("Rosoboronexport", "ofac-sdn:6"),
        ("Bachar el-Assad", "ofac-sdn:7"),
        ("Bachar al-Assad", "ofac-sdn:7"),
        ("Oussama Ben Laden", "ofac-sdn:10"),
        ("Ayman al-Zaouahiri", "un-sc:QDi.006"),
        ("M23", "ofac-sdn:11"),
        ("Шойгу", "ofac-sdn:1"),
        ("Сергей Шойгу", "ofac-sdn:1"),
        ("김정은", "ofac-sdn:2"),
        ("قاسم سليماني", "ofac-sdn:4"),
        ("بشار الأسد", "ofac-sdn:7"),
        ("Qhoigu Serguei", "ofac-sdn:1"),
        ("Rosobornexport", "ofac-sdn:6"),
        ("Tosoboronexport", "ofac-sdn:6"),
        ("11420 Corp", "ofac-sdn:8"),
        ("résolution 1718", "un-scr-1718-2006"),
        ("2017/1509", "eu-reg-2017-1509"),
    ],
)
def test_what_people_type_finds_who_is_meant(search: EntrySearch, query: str, entry: str):
    assert first(search, query).id == entry


def test_an_answer_says_what_matched_and_what_tells_it_apart(search: EntrySearch):
    hit = first(search, "Rosoboronexport")
    assert (hit.title, hit.matched, hit.via) == (
        "ROSOBORONEKSPORT OAO", "ROSOBORONEXPORT JSC", "alias",
    )  # fmt: skip
    assert (hit.source, hit.kind, hit.about.edition) == ("ofac-sdn", "entity", "2026-01-02")
    person = first(search, "Kim Jong Un")
    assert (person.via, person.matched, person.score) == ("", "KIM, Jong Un", 1.0)
    assert (person.about.births, person.about.countries) == (("1984-01-08",), ("KP",))
    act = first(search, "résolution 1718")
    assert (act.source, act.kind, act.via) == (CATALOGUE, "instrument", "number")
    assert first(search, "sanctions de la CEDEAO").via == "pattern"


def test_acts_and_names_stand_in_one_list(store: ListStore, search: EntrySearch):
    sources = {hit.source for hit in search.search("Corée du Nord Kim Jong Un", limit=40)}
    assert sources == {CATALOGUE, "ofac-sdn", "un-sc"}
    assert {hit.source for hit in EntrySearch(None).search("Corée du Nord")} == {CATALOGUE}
    english = search.search("résolution 1718", language="en")[0]
    assert english.title != first(search, "résolution 1718").title


def test_entries_of_a_project_are_found_beside_the_others(store: ListStore):
    said = OwnEntry("Décret sur les importations de Tartarie", patterns_fr=("décret Tartarie",))
    own = checked(said, shipped_catalogue())
    search = EntrySearch(store, joined(shipped_catalogue(), [own]))
    hit = first(search, "décret Tartarie")
    assert (hit.id, hit.source, hit.via) == (own.id, OWN_ENTRIES, "pattern")
    assert first(search, "Kim Jong-un").id == "ofac-sdn:2"
    search.catalogue = shipped_catalogue()
    assert own.id not in {one.id for one in search.search("décret Tartarie")}


def test_several_threads_may_search_while_a_list_is_taken_in(tmp_path: Path):
    store = open_lists(tmp_path / "lists.sqlite")
    store.add_edition(ListEdition("ofac-sdn", "f", "1"), OFAC)
    search = EntrySearch(store)
    queries = ["Choïgou", "Qhoigou", "Kim Jong-un", "قاسم سليماني"] * 10
    more = [listed("made-up", str(n), f"Name {n}") for n in range(2000)]
    with ThreadPoolExecutor(4) as threads:
        found = threads.map(lambda query: first(search, query).id, queries)
        threads.submit(take_in_again, store, more).result()
        assert list(found) == ["ofac-sdn:1", "ofac-sdn:1", "ofac-sdn:2", "ofac-sdn:4"] * 10
    assert first(search, "Name 1999").id == "made-up:1999"
    store.close()


def take_in_again(store: ListStore, entries: list[ListedEntry]) -> None:
    for number in range(3):
        store.add_edition(ListEdition("made-up", "f", str(number)), entries[number:])


def test_one_subject_on_two_lists_is_suggested_and_never_merged(search: EntrySearch):
    found = {hit.id: hit for hit in search.search("Qasem Soleimani")}
    assert found["ofac-sdn:4"].same_as == ("un-sc:IRi.039",)
    assert found["un-sc:IRi.039"].same_as == ("ofac-sdn:4",)
    assert found["un-sc:IRi.040"].same_as == ()  # another one, says the list itself
    kim = search.search("Kim Jong Un")
    assert [hit.id for hit in kim[:2]] == ["ofac-sdn:2", "un-sc:KPi.999"]  # by name and year
    assert kim[0].same_as == ("un-sc:KPi.999",)
    assert all(hit.same_as == () for hit in search.search("Andrei Petrov"))  # births contradict


def test_the_context_orders_namesakes_and_changes_no_score(search: EntrySearch):
    both = {"ofac-sdn:12", "ofac-sdn:13"}
    for country in ("RU", "BY"):
        found = search.search("Sergueï Ivanov", Context(countries=frozenset({country})))
        assert {hit.id for hit in found[:2]} == both
        assert found[0].about.countries == (country,)
        assert found[0].score == found[1].score
    linked = Context(linked=frozenset({"ofac-sdn:13"}))
    assert first(search, "Sergueï Ivanov", linked).id == "ofac-sdn:13"


def test_a_part_of_a_name_and_a_sound_are_not_sure(search: EntrySearch):
    assert first(search, "Kim Jong-un").sure
    assert first(search, "Bachar el-Assad").sure
    assert first(search, "M23").sure
    assert first(search, "résolution 1718").sure
    assert not first(search, "Garcia").sure
    assert not first(search, "Choïgou").sure
    man = next(hit for hit in search.search("Kim Jong-un") if hit.id == "ofac-sdn:3")
    assert not man.sure
    assert not is_sure(split("Michel"), split("MISHELL"))
    assert not is_sure(split("Mahmoud Abbas"), split("ABBASZADEH Mahmoud"))
    assert likeness(split("Michel"), split("MISHELL")) > 0.9  # though it is found


def test_words_that_find_nothing_count_against_an_answer(search: EntrySearch):
    whole = first(search, "Sergueï Choïgou").score
    assert first(search, "Sergueï Choïgou Tartempion").score < whole - 0.15
    assert compare(split("Corp 11421"), split("11420 CORP.")).score < 0.5


def test_who_was_withdrawn_is_found_behind_who_is_listed(tmp_path: Path):
    store = open_lists(tmp_path / "lists.sqlite")
    a, b = listed("x", "1", "Ivan Petrov"), listed("x", "2", "Ivan Petrov")
    store.add_edition(ListEdition("x", "one", "1"), [a, b])
    store.add_edition(ListEdition("x", "two", "2", imported="2026-03-01T10:00:00+00:00"), [b])
    found = EntrySearch(store).search("Ivan Petrov")
    assert [hit.id for hit in found] == ["x:2", "x:1"]
    assert [hit.about.withdrawn for hit in found] == ["", "2026-03-01T10:00:00+00:00"]
    store.close()


def test_a_list_that_was_added_or_removed_is_noticed(tmp_path: Path):
    store = open_lists(tmp_path / "lists.sqlite")
    search, other = EntrySearch(store), open_lists(tmp_path / "lists.sqlite")
    typo = "Qhoigu"  # found through the words of the index, which are kept
    assert search.search(typo) == ()
    other.add_edition(ListEdition("ofac-sdn", "f", "1"), OFAC)
    assert first(search, typo).id == "ofac-sdn:1"
    other.remove_list("ofac-sdn")
    assert search.search(typo) == ()
    other.close()
    store.close()


def test_without_lists_there_is_no_file_made():
    search = open_search()
    assert first(search, "résolution 1718").source == CATALOGUE
    search.close()
    assert not lists_file().exists()
    open_lists().close()
    again = open_search()
    assert first(again, "résolution 1718").source == CATALOGUE
    again.close()


@pytest.mark.parametrize("query", ["", "   ", "'", '"', "-", "…", "🙂", "\0", "«»", "* ^ ( )"])
def test_nothing_to_search_for_finds_nothing(search: EntrySearch, query: str):
    assert search.search(query) == ()


@pytest.mark.parametrize(
    "query",
    [
        'Shoigu" OR norm:*',
        "Shoigu NOT Sergei",
        "NEAR(Shoigu, 3)",
        "Shoigu*",
        "{norm key} : Shoigu",
        "^Shoigu + (",
        "norm:Shoigu",
        "'; DROP -- Sergei Shoigu",
        "Shoigu\0Shoigu",
        "Shoigu \ud800",
    ],
)
def test_a_query_is_never_syntax(store: ListStore, search: EntrySearch, query: str):
    before = store.names.generation()
    assert "ofac-sdn:1" in {hit.id for hit in search.search(query)}
    assert store.names.generation() == before


@given(st.text(max_size=60))
@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_query_is_answered(search: EntrySearch, query: str):
    found = search.search(query, limit=5)
    assert len(found) <= 5
    assert all(0 <= hit.score <= 1 for hit in found)
    assert len({hit.id for hit in found}) == len(found)


@given(st.text(max_size=30))
def test_folded_words_are_latin_and_have_a_sound(name: str):
    words = split(name)
    assert len(words.words) == len(words.keys) == len(words.weights)
    assert all(word.isascii() and word.replace("/", "").isalnum() for word in words.words)
    assert all(words.keys)


def test_a_stopped_search_gives_nothing_back(search: EntrySearch):
    assert search.search("Choïgou", cancelled=lambda: True) == ()
    asked: list[int] = []

    def later() -> bool:
        asked.append(1)
        return len(asked) > 3

    assert search.search("Choïgou", cancelled=later) == ()


def test_weak_names_stand_behind_strong_ones(tmp_path: Path):
    store = open_lists(tmp_path / "lists.sqlite")
    weak = ListedEntry("x", "1", "person", (ListedName("Somebody"), ListedName("Tarzan", "weak")))
    strong = ListedEntry("x", "2", "person", (ListedName("Else"), ListedName("Tarzan", "alias")))
    store.add_edition(ListEdition("x", "one", "1"), [weak, strong])
    found = EntrySearch(store).search("Tarzan")
    assert [(hit.id, hit.via) for hit in found] == [("x:2", "alias"), ("x:1", "weak")]
    assert [hit.sure for hit in found] == [True, False]
    assert NameSearch(store.names).find("Tarzan", 1)[0].entry == "x:2"
    store.close()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Timtchenko", "Timchenko"),
        ("Setchine", "Sechin"),
        ("Jirinovski", "Zhirinovskiy"),
        ("Oussama", "Usama"),
        ("Guennadi", "Gennady"),
        ("Maksim", "Maxim"),
    ],
)
def test_habits_of_spelling_have_one_sound(one: str, other: str):
    assert key(split(one).words[0]) == key(split(other).words[0])
