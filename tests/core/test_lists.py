"""The user's lists on real files: whole editions or none, two processes, entries that come back."""

from __future__ import annotations

import hashlib
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.model.list_editions import ListEdition, merged
from annotator.model.listed import ListedEntry, ListedName
from annotator.sanctions.folding import FOLDING
from annotator.services.list_store import (
    Cancelled,
    ListRefused,
    ListStore,
    ListsTrouble,
    open_lists,
)
from annotator.settings import config_place
from annotator.store.list_codec import from_body, to_body

PROJECT = Path(__file__).resolve().parents[2]
LIST = "un-sc"


def edition(content: str, published: str = "", list_id: str = LIST) -> ListEdition:
    sha = hashlib.sha256(content.encode()).hexdigest()
    return ListEdition(list_id, f"{content}.xml", sha, published)


def someone(key: str, *names: str, list_id: str = LIST, **more: object) -> ListedEntry:
    kinds = ("primary", *["alias"] * len(names))
    listed = tuple(ListedName(one, kind) for one, kind in zip(names, kinds, strict=False))
    return ListedEntry(list_id, key, "person", listed, **more)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[ListStore]:
    opened = open_lists(tmp_path / "lists.sqlite")
    yield opened
    opened.close()


def dump(store: ListStore) -> list[object]:
    """Everything in the file that a search or a look-up can see."""
    with closing(sqlite3.connect(store.path)) as connection:
        return [
            connection.execute(f"SELECT * FROM {table} ORDER BY 1").fetchall()
            for table in ("meta", "edition", "entry", "name", "reference", "name_search")
        ]


def sound(store: ListStore) -> None:
    with closing(sqlite3.connect(store.path)) as connection:
        connection.execute(
            "INSERT INTO name_search (name_search, rank) VALUES ('integrity-check', 1)"
        )
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []


def found(store: ListStore, *words: str) -> set[str]:
    return {one.entry for one in store.names.candidates(words, (), 100)}


def test_the_lists_are_beside_the_settings():
    store = open_lists()
    store.close()
    assert store.path.parent == config_place()
    assert [path.name for path in config_place().iterdir() if "sqlite" in path.name] == [
        store.path.name
    ]


def test_an_edition_and_the_next(store: ListStore):
    a, b, c = someone("1", "Anna", "Annette"), someone("2", "Berta"), someone("3", "Clara")
    report = store.add_edition(edition("one", "2026-01-01"), [a, b, c])
    assert (report.added.count, report.same, report.names) == (3, 0, 4)
    assert (report.edition.count, report.older, report.known) == (3, False, False)

    changed = replace(b, names=(ListedName("Bertha"),))
    report = store.add_edition(edition("two", "2026-02-01"), [someone("4", "Dora"), a, changed])
    assert [one.name for one in report.added.names] == ["Dora"]
    assert [(one.id, one.name) for one in report.changed.names] == [("un-sc:2", "Bertha")]
    assert [one.name for one in report.withdrawn.names] == ["Clara"]
    assert report.same == 1

    gone = store.entry("un-sc:3")
    assert gone is not None
    assert (gone.entry, gone.withdrawn) == (c, report.edition.imported)
    assert gone.edition.file_name == "one.xml"
    here = store.entry("un-sc:1")
    assert here is not None
    assert (here.edition.file_name, here.withdrawn) == ("two.xml", "")
    assert found(store, "clara") == {"un-sc:3"}
    assert found(store, "berta") == set()
    assert found(store, "bertha") == {"un-sc:2"}
    assert [one.file_name for one in store.editions()] == ["two.xml"]
    assert [one.file_name for one in store.history(LIST)] == ["two.xml", "one.xml"]
    sound(store)


def test_who_was_withdrawn_can_come_back(store: ListStore):
    a, b = someone("1", "Anna"), someone("2", "Berta")
    store.add_edition(edition("one", "2026-02-01"), [a, b])
    store.add_edition(edition("two", "2026-02-02"), [a])
    third = store.add_edition(edition("three", "2026-02-03"), [a])
    assert third.withdrawn.count == 0  # told once
    report = store.add_edition(edition("one", "2026-02-01"), [a, b])
    assert [one.name for one in report.added.names] == ["Berta"]
    assert (report.older, report.same) == (True, 1)
    back = store.entry("un-sc:2")
    assert back is not None
    assert back.withdrawn == ""


def test_the_same_file_again_is_nothing_to_do(store: ListStore):
    first = store.add_edition(edition("one"), [someone("1", "Anna")]).edition
    before = dump(store)
    report = store.add_edition(edition("one"), iter(()))
    assert (report.known, report.edition) == (True, first)
    assert dump(store) == before


def test_lists_do_not_touch_each_other(store: ListStore):
    store.add_edition(edition("one"), [someone("1", "Anna")])
    other = someone("1", "Anna", list_id="ofac-sdn", references=(("un", "1"),))
    report = store.add_edition(edition("sdn", list_id="ofac-sdn"), [other])
    assert (report.added.count, report.withdrawn.count) == (1, 0)
    assert store.same_references(["un-sc:1"]) == {"un-sc:1": {"ofac-sdn:1"}}
    assert store.same_references(["ofac-sdn:1"]) == {"ofac-sdn:1": {"un-sc:1"}}
    assert [one.entry.id for one in store.entries_of("ofac-sdn")] == ["ofac-sdn:1"]
    assert store.remove_list(LIST) == 1
    assert [one.list for one in store.editions()] == ["ofac-sdn"]
    assert store.entries(["un-sc:1", "ofac-sdn:1"]).keys() == {"ofac-sdn:1"}
    assert found(store, "anna") == {"ofac-sdn:1"}
    assert store.same_references(["ofac-sdn:1"]) == {"ofac-sdn:1": frozenset()}
    sound(store)


@pytest.mark.parametrize(
    ("entries", "message"),
    [
        ([], "lists_store.no_entries"),
        ([someone("9", "Zoe"), someone("9", "Zoé")], "lists_store.double"),
        ([someone("9", "Zoe", list_id="eu-fsf")], "lists_store.other_list"),
        ([someone("9", "Zoe"), someone("", "Zoe")], "lists_store.no_name"),
        ([someone("9", " ")], "lists_store.no_name"),
        ([someone("9", "half \ud800")], "lists_store.unsayable"),
    ],
)
def test_what_is_no_edition_is_refused_whole(store: ListStore, entries: list, message: str):
    store.add_edition(edition("one"), [someone("1", "Anna")])
    before = dump(store)
    with pytest.raises(ListRefused) as refused:
        store.add_edition(edition("two"), entries)
    assert refused.value.message.id == message
    assert dump(store) == before


def test_ids_that_come_twice_are_merged_on_request(store: ListStore):
    first = someone("9", "Zoe", "Zo", births=("1970",))
    second = someone("9", "Zoe", "Zoé", births=("1970", "1971"), note="Twice.")
    store.add_edition(edition("one"), [first, someone("8", "Yan"), second], duplicates="merge")
    kept = store.entry("un-sc:9")
    assert kept is not None
    assert kept.entry == merged(first, second)
    assert [(one.text, one.kind) for one in kept.entry.names] == [
        ("Zoe", "primary"), ("Zo", "alias"), ("Zoé", "alias"),
    ]  # fmt: skip
    assert kept.entry.births == ("1970", "1971")


@pytest.mark.parametrize("when", ["read", "save"])
def test_stopping_keeps_the_old_edition(store: ListStore, when: str):
    store.add_edition(edition("one"), [someone("1", "Anna")])
    before, steps = dump(store), []

    def many() -> Iterator[ListedEntry]:
        yield from (someone(str(number), f"Name {number}") for number in range(1000))

    with pytest.raises(Cancelled):
        store.add_edition(
            edition("two"),
            many(),
            progress=lambda step, done, _of: steps.append((step, done)),
            cancelled=lambda: (when, 200) in steps,
        )
    assert steps[-1] == (when, 200)
    assert dump(store) == before
    store.add_edition(edition("two"), many())  # nothing is locked
    assert len(found(store, "name")) == 100


def test_an_error_of_the_reader_keeps_the_old_edition(store: ListStore):
    store.add_edition(edition("one"), [someone("1", "Anna")])
    before = dump(store)

    def broken() -> Iterator[ListedEntry]:
        yield someone("2", "Berta")
        raise ValueError("cut off")

    with pytest.raises(ValueError, match="cut off"):
        store.add_edition(edition("two"), broken())
    assert dump(store) == before


CHILD = """
import sys
from pathlib import Path
from annotator.model.list_editions import ListEdition
from annotator.model.listed import ListedEntry, ListedName
from annotator.services.list_store import open_lists

path, list_id = Path(sys.argv[1]), sys.argv[2]
print("ready", flush=True)
sys.stdin.readline()
store = open_lists(path)
for turn in range(3):
    entries = [
        ListedEntry(list_id, str(n), "person", (ListedName(f"{list_id} {turn} {n}"),))
        for n in range(300)
    ]
    store.add_edition(ListEdition(list_id, "f", f"{turn}"), entries)
    assert len(store.names.candidates([list_id], [], 500)) == 300
store.close()
"""


def test_two_processes_take_turns(tmp_path: Path):
    """Both begin the same file at the same time, and each adds editions of its own list."""
    path = tmp_path / "new" / "lists.sqlite"
    children = [
        subprocess.Popen(
            [sys.executable, "-c", CHILD, str(path), name],
            cwd=PROJECT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for name in ("alpha", "beta")
    ]
    for child in children:
        assert child.stdout is not None
        assert child.stdout.readline() == "ready\n"
    for child in children:
        assert child.stdin is not None
        child.stdin.write("\n")
        child.stdin.flush()
    for child in children:
        _, trouble = child.communicate(timeout=120)
        assert child.returncode == 0, trouble
    store = open_lists(path)
    assert [(one.list, one.sha256) for one in store.editions()] == [("alpha", "2"), ("beta", "2")]
    assert len(store.names.candidates(["alpha", "beta"], [], 1000)) == 600
    sound(store)
    store.close()


KILLED = """
import os, sys
from pathlib import Path
from annotator.model.list_editions import ListEdition
from annotator.model.listed import ListedEntry, ListedName
from annotator.services.list_store import open_lists

def say(step, done, of):
    if step == "save" and done >= 1000:
        os._exit(9)  # as a crash does: nothing is tidied up

entries = [ListedEntry("un-sc", str(n), "person", (ListedName(f"New {n}"),)) for n in range(3000)]
store = open_lists(Path(sys.argv[1]))
store.add_edition(ListEdition("un-sc", "f", "new"), entries, progress=say)
"""


def test_a_crash_in_the_middle_keeps_the_old_edition(store: ListStore):
    store.add_edition(edition("one"), [someone("1", "Anna")])
    before = dump(store)
    command = [sys.executable, "-c", KILLED, str(store.path)]
    done = subprocess.run(command, cwd=PROJECT, check=False)
    assert done.returncode == 9
    assert dump(store) == before
    store.add_edition(edition("two"), [someone("2", "Berta")])  # nothing is locked
    assert found(store, "berta") == {"un-sc:2"}
    sound(store)


def test_readers_see_the_old_edition_until_the_new_one_is_whole(store: ListStore):
    store.add_edition(edition("one"), [someone("1", "Anna")])
    seen: list[object] = []

    def say(step: str, done: int, _of: int) -> None:
        if step == "save" and done:
            seen.append(found(store, "anna", "name"))
            seen.append([one.file_name for one in store.editions()])

    entries = [someone(str(number), f"Name {number}") for number in range(10, 500)]
    store.add_edition(edition("two"), entries, progress=say)
    assert seen[:2] == [{"un-sc:1"}, ["one.xml"]]
    assert [one.file_name for one in store.editions()] == ["two.xml"]


def test_one_sees_what_the_other_added(store: ListStore):
    other = open_lists(store.path)
    before = other.names.generation()
    store.add_edition(edition("one"), [someone("1", "Anna")])
    assert other.names.generation() > before
    assert found(other, "anna") == {"un-sc:1"}
    other.close()


def test_names_folded_by_another_version_are_folded_anew(store: ListStore):
    store.add_edition(edition("one"), [someone("1", "Anna")])
    store.close()

    @dataclass(frozen=True)
    class Backwards:
        version: str = "backwards"

        def fold(self, name: str) -> tuple[str, str]:
            return name.lower()[::-1], "k"

    changed = ListStore.open(store.path, Backwards())
    assert found(changed, "anna") == {"un-sc:1"}  # a palindrome
    assert {one.key for one in changed.names.candidates(["anna"], [], 9)} == {"k"}
    sound(changed)
    changed.close()
    again = ListStore.open(store.path, FOLDING)
    assert {one.key for one in again.names.candidates(["anna"], [], 9)} == {"ana"}
    sound(again)
    again.close()


def test_another_programs_file_is_left_alone(tmp_path: Path):
    path = tmp_path / "lists.sqlite"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE recipe (name TEXT)")
    before = path.read_bytes()
    with pytest.raises(ListsTrouble) as refused:
        open_lists(path)
    assert refused.value.message.id == "lists_store.damaged"
    assert path.read_bytes() == before


def test_rubbish_and_newer_files_are_told(tmp_path: Path):
    rubbish = tmp_path / "rubbish.sqlite"
    rubbish.write_bytes(b"<html>" * 1000)
    with pytest.raises(ListsTrouble, match=r"lists_store\.damaged"):
        open_lists(rubbish)
    newer = tmp_path / "newer.sqlite"
    open_lists(newer).close()
    with closing(sqlite3.connect(newer)) as connection:
        connection.execute("PRAGMA user_version=99")
    with pytest.raises(ListsTrouble, match=r"lists_store\.newer"):
        open_lists(newer)


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
NAMES = st.builds(
    ListedName,
    TEXTS.filter(str.strip),
    st.sampled_from(["primary", "alias", "weak", "former"]),
    st.sampled_from(["", "fr", "ru"]),
)
LISTS_OF_TEXTS = st.lists(TEXTS, max_size=3).map(tuple)
ENTRIES = st.builds(
    ListedEntry,
    list=st.just(LIST),
    key=TEXTS.filter(bool),
    subject=st.sampled_from(["person", "entity", "vessel", "aircraft", "unknown"]),
    names=st.lists(NAMES, min_size=1, max_size=4).map(tuple),
    programmes=LISTS_OF_TEXTS,
    legal_bases=LISTS_OF_TEXTS,
    listed_on=TEXTS,
    delisted_on=TEXTS,
    births=LISTS_OF_TEXTS,
    birth_places=LISTS_OF_TEXTS,
    countries=LISTS_OF_TEXTS,
    references=st.lists(st.tuples(TEXTS, TEXTS), max_size=3).map(tuple),
    note=TEXTS,
)


@given(ENTRIES)
def test_every_entry_reads_as_it_was_written(entry: ListedEntry):
    assert from_body(to_body(entry)) == entry


@given(st.lists(ENTRIES, min_size=1, max_size=5, unique_by=lambda one: one.id), st.integers(0, 4))
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_entries_come_back_from_the_file(store: ListStore, entries: list, dropped: int):
    store.remove_list(LIST)
    store.add_edition(edition("one"), entries)
    kept = [one for place, one in enumerate(entries) if place != dropped] or entries
    store.add_edition(edition("two"), kept)
    back = store.entries(one.id for one in entries)
    assert [back[one.id].entry for one in entries] == entries
    assert {one for one in back if not back[one].withdrawn} == {one.id for one in kept}
    sound(store)
