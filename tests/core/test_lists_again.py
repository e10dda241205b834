"""Whole lists beside the project, imported again: the same, and smaller; what is linked stays."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from annotator.model.ids import EntryId
from annotator.model.list_editions import EditionReport
from annotator.services.annotating import History, Session
from annotator.services.list_store import lists_file, open_lists
from annotator.services.listed import find_listed, keep_linked, linked_entries, withdrawn_after
from annotator.services.lists import import_lists
from annotator.services.projects import Project
from annotator.services.schemes import load_scheme
from tests.core.project_builders import BY, add, article, make, span


@pytest.fixture
def lists(shared: Path) -> Path:
    folder = shared / "sanctions"
    if not folder.is_dir():
        pytest.skip("there are no lists beside the project")
    return folder


def taken(path: Path) -> EditionReport:
    (done,) = import_lists([path]).lists
    assert done.refused is None
    assert done.report is not None
    return done.report


def linked(project: Project, entry_id: str) -> None:
    """Annotate an article of the project with a link to an entry."""
    own = add(project, article())
    loaded = project.load_work(own.id, BY)
    scheme = load_scheme(loaded.work.annotation.scheme)
    history = History.of(loaded.log)
    session = Session(project, loaded.article, loaded.work, loaded.proposals, history, scheme)
    place = span("diplomate nord-coréen")
    reference = session.add_reference(place.start, place.end).focus
    with closing(open_lists()) as store:
        stored = store.entry(entry_id)
    assert stored is not None
    one = EntryId(entry_id)
    session.set_links(reference, (one,), {one: keep_linked(project, stored)})


def un_without_the_first(text: str) -> str:
    start, end = text.index("<INDIVIDUAL>"), text.index("</INDIVIDUAL>") + len("</INDIVIDUAL>")
    return text[:start] + text[end:]


def ofac_without_the_first(text: str) -> str:
    return text.split("\n", 1)[1]


@pytest.mark.parametrize(
    ("name", "shorten"),
    [("un/UN_consolidated.xml", un_without_the_first), ("ofac/sdn.csv", ofac_without_the_first)],
)
def test_again_and_smaller(lists: Path, tmp_path: Path, name: str, shorten: Callable[[str], str]):
    folder = tmp_path / "files"
    folder.mkdir()
    path = folder / Path(name).name
    shutil.copy(lists / name, path)
    text = path.read_bytes().decode()
    first = taken(path)
    count = first.edition.count
    assert (first.added.count, first.same) == (count, 0)
    before = lists_file().read_bytes()
    assert taken(path).known
    assert lists_file().read_bytes() == before

    path.write_bytes(text.rstrip("\r\n\x1a").encode() + b"\n\n")  # other bytes, the same list
    again = taken(path)
    assert (again.known, again.same) == (False, count)
    assert (again.added.count, again.changed.count, again.withdrawn.count) == (0, 0, 0)

    with make(tmp_path) as project:
        gone = first.added.names[0]
        linked(project, gone.id)
        path.write_bytes(shorten(text).encode())
        smaller = taken(path)
        assert smaller.withdrawn.names == (gone,)
        assert (smaller.withdrawn.count, smaller.same) == (1, count - 1)
        assert smaller.edition.count == count - 1
        assert withdrawn_after(project) == (gone,)
        (kept,) = linked_entries(project)
        assert (kept.entry.id, kept.withdrawn) == (gone.id, smaller.edition.imported)
        found = find_listed(gone.id, project)
        assert found is not None
        assert found.names[0].text == gone.name
    path.write_bytes(text.encode())
    assert taken(path).added.names == (gone,)
