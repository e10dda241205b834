"""Tables over time: old files open, newer tables lose nothing, what fails leaves the file alone."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine

from annotator.identifiers import new_id
from annotator.messages import Translator
from annotator.model.annotation import Proposals, Suggestion
from annotator.model.ids import ItemId, SuggestionId
from annotator.model.items import SanctionsReference
from annotator.model.message import msg
from annotator.services.projects import Project
from annotator.store import opening
from annotator.store.migrate import HEAD, REVISIONS, SCRIPTS, MigrationLost, compared, upgrade
from annotator.store.tables import Base
from tests.core.project_builders import BY, add, article, full_record, make, run

GOLDEN = Path(__file__).resolve().parents[1] / "golden" / "projects"

STEP = """
import sqlalchemy as sa
from alembic import op
revision, down_revision, branch_labels, depends_on = "0006", "0005", None, None

def upgrade():
    with op.batch_alter_table("article", recreate="always") as batch:
        batch.add_column(sa.Column("place", sa.String(), nullable=True))
    {more}
"""


def filled(folder: Path) -> Path:
    with make(folder) as project:
        project.add_articles([full_record()], run())
        return project.path


def newer_scripts(folder: Path, more: str = "") -> Path:
    """Our migrations and one more, which makes the table of articles anew."""
    scripts = folder / "scripts"
    shutil.copytree(SCRIPTS, scripts)
    (scripts / "versions" / "0006_place.py").write_text(STEP.format(more=more), encoding="utf-8")
    return scripts


def counts(path: Path) -> dict[str, int]:
    with closing(sqlite3.connect(path)) as raw:
        return {
            name: raw.execute(f"SELECT count(*) FROM {name}").fetchone()[0]
            for name in Base.metadata.tables
        }


def test_the_migrations_make_the_tables_that_the_program_uses(tmp_path: Path):
    path = filled(tmp_path)
    engine = create_engine(f"sqlite:///{path}")
    with engine.connect() as connection:
        options = {"include_name": compared, "render_as_batch": True}
        context = MigrationContext.configure(connection, opts=options)
        drift = compare_metadata(context, Base.metadata)
        connection.exec_driver_sql("ALTER TABLE item DROP COLUMN claim")
        assert [one[0] for one in compare_metadata(context, Base.metadata)] == ["add_column"]
    engine.dispose()
    assert drift == []


def test_the_known_revisions_are_those_of_the_scripts():
    scripts = ScriptDirectory(str(SCRIPTS))
    known = [one.revision for one in scripts.walk_revisions()]
    assert tuple(reversed(known)) == REVISIONS
    assert scripts.get_current_head() == HEAD


@pytest.mark.parametrize("path", sorted(GOLDEN.glob("*.guillemet")), ids=lambda path: path.stem)
def test_a_project_of_every_version_opens(tmp_path: Path, path: Path):
    copy = tmp_path / path.name
    shutil.copy(path, copy)
    with Project.open(copy, BY) as project:
        assert project.check() == ()
        (loaded,) = project.all_work(statuses={"done"})
        annotation = loaded.work.annotation
        assert [len(annotation.mentions), len(annotation.quotes)] == [1, 1]
        assert annotation.quotes[0].segments[1].text == "«\u00a0cette route\u00a0»"
        assert len(annotation.references) == 1
        assert len(loaded.proposals.suggestions) == 3
        assert loaded.gold
        assert [one.batch.label.id for one in project.history(loaded.article.id)] == ["do.test"]
        assert [row.title for row in project.article_rows(BY, query="resolutions")] == ["Révisé"]


def test_there_is_a_golden_project():
    assert sorted(path.name for path in GOLDEN.glob("*.guillemet")) == [
        "v1.guillemet",
        "v2.guillemet",
        "v3.guillemet",
        "v4.guillemet",
        "v5.guillemet",
    ]


def test_old_suggestions_get_the_columns_that_lists_filter_by(tmp_path: Path):
    """What the upgrade reads out of a record is what the program writes beside it."""
    columns = 'id, type, kind, label, claim, start, "end", words'
    own = article()
    items = [one for each in full_record().annotations for one in each.items]
    proposed = tuple(
        Suggestion(SuggestionId(new_id()), own.id, one, "rules@1", 0.5, msg("why.test"))
        for one in (*items, SanctionsReference(ItemId(new_id()), None, (items[0].id,)))
    )
    with make(tmp_path) as project:
        add(project, own)
        project.save_proposals(Proposals(own.id, proposed))
    step = ScriptDirectory(str(SCRIPTS)).get_revision("0003").module
    with closing(sqlite3.connect(project.path)) as raw:
        written = raw.execute(f"SELECT {columns} FROM suggestion").fetchall()
        raw.execute("UPDATE suggestion SET kind = '', label = NULL, claim = NULL, words = ''")
        raw.execute('UPDATE suggestion SET start = -1, "end" = -1')
        raw.execute(step.PLACE)
        assert raw.execute(f"SELECT {columns} FROM suggestion").fetchall() == written
    assert {row[1] for row in written} == {"mention", "quote", "reference"}


def upgradable(patch: pytest.MonkeyPatch, scripts: Path) -> None:
    """Lets the program know one revision more."""
    patch.setattr(opening, "HEAD", "0006")
    patch.setattr("annotator.store.files.REVISIONS", (*REVISIONS, "0006"))
    patch.setattr(opening, "upgrade", lambda path: upgrade(path, scripts))


def test_an_old_file_is_backed_up_and_keeps_every_row(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    path = filled(tmp_path)
    before = counts(path)
    assert before["item_span"] > 5
    upgradable(monkeypatch, newer_scripts(tmp_path))
    Project.open(path, BY).close()
    assert counts(path) == before
    with closing(sqlite3.connect(path)) as raw:
        assert raw.execute("SELECT version_num FROM alembic_version").fetchone() == ("0006",)
        assert raw.execute("SELECT place FROM article").fetchall() == [(None,)]
        assert raw.execute("PRAGMA foreign_key_check").fetchall() == []
    backup = tmp_path / "essai.backup-0005-1.guillemet"
    assert counts(backup) == before
    with closing(sqlite3.connect(backup)) as raw:
        assert raw.execute("SELECT version_num FROM alembic_version").fetchone() == ("0005",)
    Project.open(path, BY).close()  # nothing left to do: no second copy
    assert len(list(tmp_path.glob("*backup*"))) == 1


@pytest.mark.parametrize(
    "more",
    ["op.execute('DELETE FROM item_span')", "op.execute('UPDATE item SET annotation_id = 0')"],
)
def test_an_upgrade_that_would_lose_rows_is_given_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, more: str
):
    path = filled(tmp_path)
    before = path.read_bytes()
    upgradable(monkeypatch, newer_scripts(tmp_path, more))
    with pytest.raises(MigrationLost) as caught:
        Project.open(path, BY)
    assert "abandonnée" in Translator("fr").say(caught.value.message)
    assert path.read_bytes() == before
    assert not path.with_name(path.name + ".lock").exists()


def test_an_upgrade_that_fails_half_way_leaves_the_old_tables(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    path = filled(tmp_path)
    before = path.read_bytes()
    upgradable(monkeypatch, newer_scripts(tmp_path, "raise RuntimeError('power cut')"))
    with pytest.raises(RuntimeError):
        Project.open(path, BY)
    assert path.read_bytes() == before
    monkeypatch.undo()
    with Project.open(path, BY) as project:
        assert project.check() == ()
