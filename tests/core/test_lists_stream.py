"""Importing long lists: memory that stays flat, trouble in the middle, two at once, a stop."""

from __future__ import annotations

import itertools
import sqlite3
import subprocess
import sys
import tracemalloc
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.messages import LANGUAGES, Translator
from annotator.model.list_editions import ListEdition
from annotator.model.listed import ListedEntry, ListedName
from annotator.sanctions.lists.reading import find_lists
from annotator.sanctions.lists.seen import Seen
from annotator.services.list_store import Cancelled, ListStore, ListsTrouble, open_lists
from annotator.store import list_file
from annotator.store.list_file import ListFile

PROJECT = Path(__file__).resolve().parents[2]
UN = PROJECT / "tests" / "golden" / "lists" / "un-xml.xml"
LIST = "un-sc"


def edition(content: str) -> ListEdition:
    return ListEdition(LIST, f"{content}.xml", content)


def people(count: int, note: str = "") -> Iterator[ListedEntry]:
    for number in range(count):
        names = (ListedName(f"Fiktif {number}"), ListedName(f"Inventé {number} Person", "alias"))
        yield ListedEntry(LIST, str(number), "person", names, note=note)


ANNA = ListedEntry(LIST, "anna", "person", (ListedName("Anna"),))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[ListStore]:
    opened = open_lists(tmp_path / "lists.sqlite")
    opened.add_edition(edition("one"), [ANNA])
    yield opened
    opened.close()


def only_anna(path: Path) -> None:
    """The old edition is there as it was, sound, and open to the next import."""
    again = open_lists(path)
    assert [one.file_name for one in again.history(LIST)] == ["one.xml"]
    assert [one.entry for one in again.entries_of(LIST)] == [ANNA]
    assert {one.entry for one in again.names.candidates(["anna", "fiktif"], [], 9)} == {ANNA.id}
    sound(again)
    assert again.add_edition(edition("next"), people(3)).added.count == 3
    again.close()


def sound(store: ListStore) -> None:
    with closing(sqlite3.connect(store.path)) as connection:
        connection.execute(
            "INSERT INTO name_search (name_search, rank) VALUES ('integrity-check', 1)"
        )
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def test_memory_does_not_grow_with_the_list(store: ListStore):
    def peak(count: int) -> int:
        tracemalloc.start()
        try:
            store.add_edition(edition(f"{count}"), people(count, note=f"{count} " * 500))
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    peak(500)  # what is made once is made
    few, many = peak(1000), peak(5000)
    assert many < few + 1_000_000  # the notes alone are ten times that


def test_a_report_counts_all_and_names_the_first(store: ListStore):
    report = store.add_edition(edition("many"), people(450))
    assert (report.added.count, len(report.added.names)) == (450, 100)
    assert report.added.names[0].name == "Fiktif 0"
    report = store.add_edition(edition("more"), people(450, note="other"))
    assert (report.changed.count, len(report.changed.names), report.same) == (450, 100, 0)
    report = store.add_edition(edition("fewer"), people(10, note="other"))
    assert (report.withdrawn.count, len(report.withdrawn.names), report.same) == (440, 100, 10)
    assert report.withdrawn.names[0].id == f"{LIST}:10"
    sound(store)


def test_a_full_disk_keeps_the_old_edition_and_says_so(
    store: ListStore, monkeypatch: pytest.MonkeyPatch
):
    store.close()
    plain = list_file.connect

    def small(path: Path) -> sqlite3.Connection:
        connection = plain(path)
        (pages,) = connection.execute("PRAGMA page_count").fetchone()
        connection.execute(f"PRAGMA max_page_count={pages + 60}")
        return connection

    monkeypatch.setattr(list_file, "connect", small)
    told: list[tuple[str, int]] = []
    with pytest.raises(ListsTrouble) as trouble:
        store.add_edition(
            edition("two"), people(3000), progress=lambda step, done, _: told.append((step, done))
        )
    assert trouble.value.message.id == "lists_store.disk_full"
    assert told[-1][0] == "save"  # in the middle of it
    assert 0 < told[-1][1] < 3000
    for language in LANGUAGES:
        assert "lists.sqlite" in Translator(language).say(trouble.value.message)
    monkeypatch.undo()
    only_anna(store.path)


LIMITED = """
import resource, sys
from pathlib import Path
from annotator.model.list_editions import ListEdition
from annotator.model.listed import ListedEntry, ListedName
from annotator.services.list_store import ListsTrouble, open_lists

store = open_lists(Path(sys.argv[1]))
limit = int(sys.argv[2])
resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
entries = (
    ListedEntry("un-sc", str(n), "person", (ListedName(f"New {n}"),), note="n" * int(sys.argv[3]))
    for n in range(4000)
)
last = ""
def say(step, done, of):
    global last
    last = step
try:
    store.add_edition(ListEdition("un-sc", "f", "new"), entries, progress=say)
except ListsTrouble as trouble:
    print(last, trouble.message.id)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="limits of files are there on Unix alone")
@pytest.mark.parametrize(("note", "step"), [(2000, "read"), (10, "save")])
def test_a_limit_of_the_system_keeps_the_old_edition(store: ListStore, note: int, step: str):
    """Both in the temporary file, which has the notes, and in that of the lists."""
    store.close()
    command = [sys.executable, "-c", LIMITED, str(store.path), "1300000", str(note)]
    done = subprocess.run(command, cwd=PROJECT, check=True, capture_output=True, text=True)
    where, message = done.stdout.split()
    assert where == step
    assert message in ("lists_store.disk_error", "lists_store.disk_full")
    only_anna(store.path)


KILLED = """
import os, sys
from pathlib import Path
from annotator.model.list_editions import ListEdition
from annotator.model.listed import ListedEntry, ListedName
from annotator.services.list_store import open_lists

def say(step, done, of):
    if step == sys.argv[2] and done >= 1000:
        os._exit(9)  # as a crash does: nothing is tidied up

entries = [ListedEntry("un-sc", str(n), "person", (ListedName(f"New {n}"),)) for n in range(3000)]
store = open_lists(Path(sys.argv[1]))
store.add_edition(ListEdition("un-sc", "f", "new"), entries, progress=say)
"""


@pytest.mark.parametrize("step", ["read", "save"])
def test_a_crash_at_any_step_keeps_the_old_edition(store: ListStore, step: str):
    command = [sys.executable, "-c", KILLED, str(store.path), step]
    assert subprocess.run(command, cwd=PROJECT, check=False).returncode == 9
    only_anna(store.path)


TWICE = """
import sys
from pathlib import Path
from annotator.model.list_editions import ListEdition
from annotator.model.listed import ListedEntry, ListedName
from annotator.services.list_store import open_lists

def entries():
    for n in range(2000):
        yield ListedEntry("un-sc", str(n), "person", (ListedName(f"New {n}"),))
    print("read", flush=True)
    sys.stdin.readline()  # both have read all before either writes

store = open_lists(Path(sys.argv[1]))
report = store.add_edition(ListEdition("un-sc", "f", "new"), entries())
print(report.known, report.edition.count, flush=True)
"""


def test_two_processes_import_the_same_file_at_once(store: ListStore):
    """One takes it in, the other finds that it is there: never two editions of one file."""
    children = [
        subprocess.Popen(
            [sys.executable, "-c", TWICE, str(store.path)],
            cwd=PROJECT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(2)
    ]
    for child in children:
        assert child.stdout is not None
        assert child.stdout.readline() == "read\n"
    for child in children:
        assert child.stdin is not None
        child.stdin.write("\n")
        child.stdin.flush()
    said = sorted(child.communicate(timeout=120)[0] for child in children)
    assert said == ["False 2000\n", "True 2000\n"]
    assert [one.sha256 for one in store.history(LIST)] == ["new", "one"]
    assert len(store.names.candidates(["new"], [], 5000)) == 2000
    sound(store)


def test_a_stop_interrupts_a_statement(tmp_path: Path):
    file = ListFile(tmp_path / "lists.sqlite")
    asked = itertools.count()
    endless = (
        "WITH RECURSIVE n (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT max(x) FROM n"
    )
    with file.apart() as connection:

        def write() -> None:
            with file.turn(connection, lambda: next(asked) > 3):
                connection.execute("INSERT INTO meta VALUES ('a', 'b')")
                connection.execute(endless).fetchall()

        with pytest.raises(Cancelled):
            write()
    with file.reading() as connection:
        assert connection.execute("SELECT count(*) FROM meta WHERE name = 'a'").fetchone() == (0,)
    file.close()


def test_a_stop_while_another_is_writing(store: ListStore):
    with closing(sqlite3.connect(store.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        steps: list[str] = []
        with pytest.raises(Cancelled):
            store.add_edition(
                edition("two"),
                people(10),
                progress=lambda step, _done, _of: steps.append(step),
                cancelled=lambda: len(steps) > 1,
            )
        other.execute("ROLLBACK")
    only_anna(store.path)


def test_a_file_of_the_first_tables_goes_on(tmp_path: Path):
    """Triggers kept the index in step then; with them, names would be indexed twice."""
    path = tmp_path / "lists.sqlite"
    store = open_lists(path)
    store.add_edition(edition("one"), [ANNA])
    store.close()
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute(
            "CREATE TRIGGER name_added AFTER INSERT ON name BEGIN INSERT INTO name_search"
            " (rowid, norm, key) VALUES (new.number, new.norm, new.key); END"
        )
        connection.execute(
            "CREATE TRIGGER name_removed AFTER DELETE ON name BEGIN INSERT INTO name_search"
            " (name_search, rowid, norm, key) VALUES ('delete', old.number, old.norm, old.key); END"
        )
        connection.execute("PRAGMA user_version=1")
    again = open_lists(path)
    again.add_edition(edition("two"), people(5))
    assert len(again.names.candidates(["fiktif"], [], 99)) == 5
    sound(again)
    again.remove_list(LIST)
    assert again.names.candidates(["fiktif", "anna"], [], 99) == []
    sound(again)
    again.close()


@given(st.lists(st.text(max_size=3), max_size=60))
def test_what_was_seen_is_known(words: list[str]):
    seen, known = Seen(), set[str]()
    for word in words:
        assert seen.add(word) == (word not in known)
        known.add(word)
    assert len(seen) == len(known)


def test_many_are_seen():
    seen = Seen()
    assert all(seen.add(str(number)) for number in range(20_000))
    assert not any(seen.add(str(number)) for number in range(20_000))


def test_ids_that_only_look_alike_are_two(monkeypatch: pytest.MonkeyPatch):
    (found,) = find_lists([UN])
    whole = list(found.open().entries(print))
    monkeypatch.setattr(Seen, "add", lambda _seen, _word: False)
    monkeypatch.setattr(Seen, "__len__", lambda _seen: 1)
    assert list(found.open().entries(print)) == whole
