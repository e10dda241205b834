"""A project keeps the entries of official lists that its annotations link to, and travels alone."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from annotator.model.ids import EntryId
from annotator.model.list_editions import EntryName, ListEdition, StoredEntry
from annotator.model.listed import ListedEntry, ListedName
from annotator.model.message import GuillemetError
from annotator.services.annotating import History, Session
from annotator.services.list_store import ListStore, lists_file, open_lists
from annotator.services.listed import (
    find_listed,
    is_listed,
    keep_linked,
    linked_entries,
    look_up,
    note_withdrawn,
)
from annotator.services.projects import Project
from annotator.services.schemes import load_scheme
from tests.core.project_builders import BY, add, article, make, span

GOLDEN = Path(__file__).resolve().parents[1] / "golden" / "projects"
KIM = ListedEntry("un-sc", "KPi.901", "person", (ListedName("INVENTÉ FICTIF"),), births=("1962",))
FABLE = ListedEntry("un-sc", "KPe.902", "entity", (ListedName("FABLE SHIPPING"),))
KIM_ID = EntryId(KIM.id)


@pytest.fixture
def lists() -> Iterator[ListStore]:
    with closing(open_lists()) as store:
        yield store


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with make(tmp_path) as opened:
        yield opened


def edition(number: int) -> ListEdition:
    return ListEdition("un-sc", "list.xml", f"{number}" * 64, f"2026-0{number}-01")


def stored(lists: ListStore, entry_id: str = KIM.id) -> StoredEntry:
    found = lists.entry(entry_id)
    assert found is not None
    return found


def linked_session(project: Project, lists: ListStore) -> Session:
    own = add(project, article())
    loaded = project.load_work(own.id, BY)
    scheme = load_scheme(loaded.work.annotation.scheme)
    history = History.of(loaded.log)
    session = Session(project, loaded.article, loaded.work, loaded.proposals, history, scheme)
    place = span("diplomate nord-coréen")
    reference = session.add_reference(place.start, place.end).focus
    one = stored(lists)
    version = keep_linked(project, one)
    session.set_links(reference, (KIM_ID,), {KIM_ID: version})
    return session


def test_ids_of_lists_are_told_from_those_of_the_catalogue():
    assert is_listed(KIM.id)
    assert not is_listed("un-scr-1718-2006")


def test_a_link_says_its_edition_and_the_project_keeps_the_entry(
    project: Project, lists: ListStore
):
    lists.add_edition(edition(1), [KIM, FABLE])
    session = linked_session(project, lists)
    (reference,) = session.annotation.references
    (link,) = reference.links
    assert (link.entry, link.list_version) == (KIM.id, "1" * 64)
    (kept,) = linked_entries(project)
    assert (kept.entry, kept.edition.sha256) == (KIM, "1" * 64)
    assert kept.edition.published == "2026-01-01"


def test_undoing_and_redoing_the_link(project: Project, lists: ListStore):
    lists.add_edition(edition(1), [KIM])
    session = linked_session(project, lists)
    session.undo()
    assert linked_entries(project) == ()
    session.redo()
    assert [one.entry for one in linked_entries(project)] == [KIM]


def test_the_entry_is_there_after_a_restart_and_where_the_lists_are_not(
    project: Project, lists: ListStore, tmp_path: Path
):
    lists.add_edition(edition(1), [KIM])
    linked_session(project, lists)
    copy = tmp_path / "elsewhere.guillemet"
    project.copy_to(copy)
    lists.remove_list("un-sc")
    with Project.open(copy, BY) as elsewhere:
        assert find_listed(KIM.id, elsewhere) == KIM
        found = look_up(KIM.id, elsewhere, lists)
        assert found is not None
        assert (found.here, found.withdrawn) == (False, "")
    assert find_listed(KIM.id, None) is None


def test_nothing_is_looked_up_in_lists_that_nobody_has(project: Project):
    assert find_listed(KIM.id, project) is None
    assert not lists_file().exists()  # looking does not begin them


def test_a_newer_edition_leaves_what_was_linked_to_as_it_was(project: Project, lists: ListStore):
    lists.add_edition(edition(1), [KIM, FABLE])
    linked_session(project, lists)
    changed = replace(KIM, births=("1962", "1963"))
    lists.add_edition(edition(2), [changed, FABLE])
    assert find_listed(KIM.id, project) == changed  # as the list has it now
    found = look_up(KIM.id, project, lists, "1" * 64)  # as it was when it was chosen
    assert found is not None
    assert (found.entry, found.edition.published, found.here) == (KIM, "2026-01-01", True)


def test_an_entry_that_is_withdrawn_stays_and_says_so(project: Project, lists: ListStore):
    lists.add_edition(edition(1), [KIM, FABLE])
    linked_session(project, lists)
    assert note_withdrawn(project, lists) == ()
    lists.add_edition(edition(2), [FABLE])
    assert note_withdrawn(project, lists) == (EntryName(KIM.id, "INVENTÉ FICTIF"),)
    assert note_withdrawn(project, lists) == ()  # once
    since = stored(lists).withdrawn
    assert since
    lists.remove_list("un-sc")
    found = look_up(KIM.id, project, lists)
    assert found is not None
    assert (found.entry, found.withdrawn, found.here) == (KIM, since, False)
    lists.add_edition(edition(3), [KIM])
    assert note_withdrawn(project, lists) == ()
    assert [one.withdrawn for one in linked_entries(project)] == [""]


def test_keeping_the_same_entry_twice_keeps_it_once_for_each_edition(
    project: Project, lists: ListStore
):
    lists.add_edition(edition(1), [KIM])
    first = stored(lists)
    keep_linked(project, first)
    keep_linked(project, replace(first, entry=FABLE, edition=first.edition))
    keep_linked(project, first)
    linked_session(project, lists)
    lists.add_edition(edition(2), [replace(KIM, births=("1970",))])
    keep_linked(project, stored(lists))
    assert [one.edition.sha256[0] for one in linked_entries(project)] in (["1", "2"], ["2", "1"])


def test_a_damaged_row_is_named(project: Project, lists: ListStore):
    lists.add_edition(edition(1), [KIM])
    linked_session(project, lists)
    with closing(sqlite3.connect(project.path)) as raw, raw:
        raw.execute("UPDATE listed_entry SET body = '{'")
    with pytest.raises(GuillemetError) as caught:
        linked_entries(project)
    assert caught.value.message.id == "lists.kept_broken"
    assert caught.value.message.values["entry"] == KIM.id


def test_a_project_of_today_gives_its_entries_to_later_versions(tmp_path: Path):
    copy = tmp_path / "v5.guillemet"
    shutil.copy(GOLDEN / "v5.guillemet", copy)
    with Project.open(copy, BY) as project:
        entry = find_listed(KIM.id, project)
        assert entry is not None
        assert (entry.names[0].text, entry.births) == ("INVENTÉ FICTIF", ("1962/1965",))
