"""Flags: on items and on articles, undoable, kept, counted for lists, and in what is exported."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator.model.codec import item_from_json, item_to_json
from annotator.model.fields import FormError
from annotator.model.items import toggled
from annotator.services.annotating import History, Session, WindowJournal
from annotator.services.export_scope import Scope
from annotator.services.exporting import export
from annotator.services.importing import import_paths
from annotator.services.projects import Project, ProjectSettings
from annotator.services.schemes import load_scheme
from tests.conftest import PROJECT
from tests.small_article import bounds, new_session

SAMPLE = PROJECT / "resources" / "samples" / "articles" / "fr-banque.txt"
BY = "Inès Vidal"


@pytest.fixture
def project(tmp_path: Path):
    with Project.create(tmp_path / "a", "A", ProjectSettings(), BY) as made:
        import_paths(made, [SAMPLE], annotator=BY)
        yield made


def session_on(project: Project) -> Session:
    (row,) = project.article_rows(BY)
    loaded = project.load_work(row.id, BY)
    scheme = load_scheme(loaded.work.annotation.scheme)
    log = History.of(loaded.log)
    return Session(
        WindowJournal(project), loaded.article, loaded.work, loaded.proposals, log, scheme
    )


def test_a_flag_is_put_on_and_taken_off_as_a_step():
    session, _notebook = new_session()
    session.add_mention(*bounds("havre"), "LOC")
    (item,) = session.annotation.items
    session.flag(item.id, "discuss")
    session.flag(item.id, "unsure")
    assert session.annotation.items[0].flags == ("unsure", "discuss")
    session.flag(item.id, "discuss")
    assert session.annotation.items[0].flags == ("unsure",)
    said = [one.label.id for one in session.history.done]
    assert said[1:] == ["do.flag_discuss", "do.flag_unsure", "do.unflag_discuss"]
    session.leap(-3)
    assert session.annotation.items[0].flags == ()


def test_a_flag_or_a_note_says_nothing_against_the_suggestion():
    session, _notebook = new_session()
    session.flag("q1", "unsure")
    session.set_note("m1", "Qui ?")
    assert {one.verdict for one in session.annotation.decisions} == {"accepted"}
    session.set_claim("q1", "assert")
    assert session.annotation.decision("s-q1").verdict == "edited"


def test_flags_are_kept_and_lists_show_them(project: Project):
    session = session_on(project)
    session.add_mention(0, 4, "PER")
    session.flag(session.annotation.items[0].id, "discuss")
    session.flag_article("unsure")
    (row,) = project.article_rows(BY)
    assert (row.flags, row.item_flags, row.noted) == (("unsure",), ("discuss",), False)
    assert row.flagged
    again = session_on(project)
    assert again.annotation == session.annotation
    again.leap(-2)
    (row,) = project.article_rows(BY)
    assert not row.flagged
    assert project.check() == ()


def test_flags_leave_with_the_work_and_come_back(project: Project, tmp_path: Path):
    session = session_on(project)
    session.add_mention(0, 4, "PER")
    session.flag(session.annotation.items[0].id, "discuss")
    session.flag_article("unsure")
    lines = tmp_path / "out.jsonl"
    export(project, "jsonl", lines, scope=Scope("drafts"))
    with Project.create(tmp_path / "b", "B", ProjectSettings(), BY) as other:
        import_paths(other, [lines], annotator=BY)
        (row,) = other.article_rows(BY)
        assert (row.flags, row.item_flags) == (("unsure",), ("discuss",))
        assert session_on(other).annotation.items == session.annotation.items


def test_items_of_older_files_have_no_flags_and_unknown_ones_are_refused():
    session, _notebook = new_session()
    session.add_mention(*bounds("havre"), "LOC")
    data = item_to_json(session.annotation.items[0])
    del data["flags"]
    assert item_from_json("mention", data).flags == ()
    with pytest.raises(FormError):
        item_from_json("mention", {**data, "flags": ["angry"]})


def test_flags_stand_in_one_order():
    assert toggled(toggled((), "discuss"), "unsure") == ("unsure", "discuss")
    assert toggled(("unsure", "discuss"), "unsure") == ("discuss",)
