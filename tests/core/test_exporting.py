"""Exporting a project: what each scope takes, the round trip, what lies at the target."""

from __future__ import annotations

import datetime
import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings

from annotator import corpus
from annotator.errors import EnvironmentTrouble, UserError
from annotator.exporters import EXPORTERS
from annotator.exporters.base import SCOPES, Excluded
from annotator.messages import Translator
from annotator.model.annotated import AnnotatedArticle
from annotator.model.checks import open_points
from annotator.model.ids import ArticleId
from annotator.model.interchange import read_line, write_line
from annotator.model.items import Quote
from annotator.model.text import Span
from annotator.services.annotating import History, Session
from annotator.services.export_scope import documents
from annotator.services.exporting import ExportCancelled, Scope, export, say_report
from annotator.services.importing import import_paths
from annotator.services.projects import Project, ProjectSettings
from annotator.services.schemes import load_scheme
from tests.exchange_samples import TEXT, annotated_articles, article, english, french, span

ROOT = Path(__file__).resolve().parent.parent.parent
TODAY = datetime.date(2026, 1, 31)


def complete(number: int, by: str = "Ada") -> AnnotatedArticle:
    """The French sample without gaps, under a text of its own."""
    document = french(number, by)
    made = article(number, f"{TEXT}\n\nFin de la dépêche {number}.")
    assert document.annotation is not None
    title = Quote(f"item-{number}-{by}-9", "scare", (span(TEXT, "« pas utile »"),))
    annotation = replace(document.annotation, items=(*document.annotation.items, title))
    assert open_points(made.text, annotation, document.proposals) == ()
    return replace(document, article=made, annotation=annotation)


def with_status(document: AnnotatedArticle, status: str) -> AnnotatedArticle:
    assert document.annotation is not None
    state = replace(document.annotation.state, status=status)
    return replace(document, annotation=replace(document.annotation, state=state))


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    folder = tmp_path / "project"
    folder.mkdir()
    with Project.create(folder / "p.guillemet", "Essai", ProjectSettings(), "Ada") as made:
        yield made


def fill(project: Project, folder: Path, *lines: AnnotatedArticle) -> None:
    path = folder / "fill.jsonl"
    path.write_text("".join(write_line(one) + "\n" for one in lines), "utf-8", newline="\n")
    report = import_paths(project, [path], annotator="Ada")
    assert report.count("imported") == len(lines), list(report.say(Translator("fr")))
    path.unlink()


def written(project: Project, folder: Path, kind: str, **more) -> dict[str, AnnotatedArticle]:
    scope = more.pop("scope", Scope(kind))
    export(project, "jsonl", folder / "out.jsonl", scope=scope, created=TODAY, **more)
    lines = [read_line(raw) for raw in (folder / "out.jsonl").read_bytes().splitlines()]
    return {f"{one.article.id} {one.annotation and one.annotation.by}": one for one in lines}


def test_each_scope_takes_what_it_says(project: Project, tmp_path: Path):
    gaps = replace(french(2), article=article(2, TEXT + "\n\nDeux."))
    begun = with_status(complete(3), "in_progress")
    untouched = replace(complete(4), annotation=None, actors=())
    fill(project, tmp_path, complete(1), gaps, begun, untouched)
    gold = written(project, tmp_path, "gold")
    assert set(gold) == {"article-1 Ada"}
    assert gold["article-1 Ada"] == replace(complete(1), gold=True)
    finished = written(project, tmp_path, "finished")
    assert set(finished) == {"article-1 Ada", "article-2 Ada"}
    assert finished["article-2 Ada"] == gaps
    chosen = Scope("selected", (begun.article.id, untouched.article.id))
    assert set(written(project, tmp_path, "", scope=chosen)) == {"article-3 Ada", "article-4 None"}
    drafts = written(project, tmp_path, "drafts")
    assert len(drafts) == 4
    assert drafts["article-4 None"] == untouched


def test_gold_says_why_it_leaves_articles_out(project: Project, tmp_path: Path):
    gaps = replace(french(2), article=article(2, TEXT + "\n\nDeux."))
    begun = with_status(complete(3), "in_progress")
    fill(project, tmp_path, complete(1), gaps, begun)
    report = export(project, "corpus", tmp_path / "corpus", created=TODAY)
    sentences = list(say_report(report, Translator("fr")))
    assert sentences[0].startswith("1 article écrit dans ")
    assert sentences[2] == "2 articles laissés de côté\u00a0:"
    assert "1 point reste à régler." in sentences[3]
    assert "n’est pas terminée" in sentences[4]
    manifest = json.loads((tmp_path / "corpus" / "manifest.json").read_text("utf-8"))
    assert manifest["scope"] == "gold"
    assert [one["article"] for one in manifest["excluded"]] == ["article-2", "article-3"]
    assert manifest["counts"]["articles"] == 1


def test_two_finished_annotations_wait_for_a_settlement(project: Project, tmp_path: Path):
    ada, zoe = complete(1), complete(1, "Zoé")
    zoe = replace(zoe, proposals=ada.proposals)
    fill(project, tmp_path, ada, zoe)
    assert written(project, tmp_path, "gold") == {}
    assert set(written(project, tmp_path, "gold", annotator="Zoé")) == {"article-1 Zoé"}
    assert len(written(project, tmp_path, "finished")) == 2


def test_the_settled_annotation_is_the_gold(project: Project, tmp_path: Path):
    ada, zoe = complete(1), complete(1, "Zoé")
    zoe = replace(zoe, proposals=ada.proposals, gold=True)
    fill(project, tmp_path, ada, zoe)
    assert set(written(project, tmp_path, "gold")) == {"article-1 Zoé"}


def test_what_comes_back_is_what_went_out(project: Project, tmp_path: Path):
    fill(project, tmp_path, complete(1), with_status(complete(2), "in_progress"), english())
    out = tmp_path / "out.jsonl"
    export(project, "jsonl", out, scope=Scope("drafts"), created=TODAY)
    with Project.create(tmp_path / "q.guillemet", "Autre", ProjectSettings(), "Ada") as other:
        import_paths(other, [out], annotator="Zoé")
        again = tmp_path / "again.jsonl"
        export(other, "jsonl", again, scope=Scope("drafts"), created=TODAY)
        assert again.read_bytes() == out.read_bytes()
        assert list(documents(other, Scope("drafts"), None)) == list(
            documents(project, Scope("drafts"), None)
        )
        assert other.check() == ()


def open_session(project: Project, article_id: str, annotator: str) -> Session:
    loaded = project.load_work(ArticleId(article_id), annotator)
    history, scheme = History.of(loaded.log), load_scheme(loaded.work.annotation.scheme)
    return Session(project, loaded.article, loaded.work, loaded.proposals, history, scheme)


def test_two_who_accepted_the_same_suggestions_come_back_exactly(project: Project, tmp_path: Path):
    fill(project, tmp_path, replace(french(1), annotation=None))
    for annotator in ("Ada", "Zoé"):
        session = open_session(project, "article-1", annotator)
        assert session.accept_all().batch is not None
    session.undo()
    session.redo()
    session.reject(session.annotation.items[0].id)
    ada, zoe = (one.annotation for one in documents(project, Scope("drafts"), None))
    assert {item.id for item in ada.items} & {item.id for item in zoe.items}
    out, again = tmp_path / "out.jsonl", tmp_path / "again.jsonl"
    export(project, "jsonl", out, scope=Scope("drafts"), created=TODAY)
    with Project.create(tmp_path / "q.guillemet", "Autre", ProjectSettings(), "Ada") as other:
        report = import_paths(other, [out], annotator="Zoé")
        assert [entry.status for entry in report.entries] == ["imported", "imported"]
        export(other, "jsonl", again, scope=Scope("drafts"), created=TODAY)
        assert other.check() == ()
    assert again.read_bytes() == out.read_bytes()


@settings(max_examples=15)
@given(document=annotated_articles())
def test_any_annotation_survives_project_and_file(
    document: AnnotatedArticle, tmp_path_factory: pytest.TempPathFactory
):
    folder = tmp_path_factory.mktemp("round")
    path = folder / "in.jsonl"
    path.write_text(write_line(document) + "\n", "utf-8", newline="\n")
    with Project.create(folder / "p.guillemet", "Essai", ProjectSettings(), "Ada") as project:
        import_paths(project, [path], annotator="Ada")
        export(project, "jsonl", folder / "out.jsonl", scope=Scope("drafts"), created=TODAY)
    (line,) = (folder / "out.jsonl").read_bytes().splitlines()
    assert read_line(line) == document


def test_drafts_are_marked_in_every_file_that_can_say_so(project: Project, tmp_path: Path):
    fill(project, tmp_path, with_status(complete(1), "in_progress"))
    export(project, "corpus", tmp_path / "c", scope=Scope("drafts"), created=TODAY)
    export(project, "workbook", tmp_path / "w", scope=Scope("drafts"), created=TODAY)
    assert corpus.load(tmp_path / "c").manifest["drafts"] is True
    book = openpyxl.load_workbook(tmp_path / "w.xlsx")
    assert "BROUILLONS" in str([cell.value for row in book["À propos"].rows for cell in row])
    assert book["Articles"]["I2"].value == "en cours"


def test_binned_articles_stay_behind(project: Project, tmp_path: Path):
    fill(project, tmp_path, complete(1), complete(2))
    state = project.article_state(complete(1).article.id)
    project.edit_article(state, replace(state, binned=True), "Ada")
    assert set(written(project, tmp_path, "drafts")) == {"article-2 Ada"}


@pytest.mark.parametrize("format", list(EXPORTERS))
def test_an_empty_project_gives_an_empty_export(project: Project, tmp_path: Path, format: str):
    report = export(project, format, tmp_path / "out", created=TODAY)
    assert report.articles == 0
    assert report.target.exists()
    export(project, format, tmp_path / "out", created=TODAY)


@pytest.mark.parametrize("format", list(EXPORTERS))
def test_what_is_not_ours_is_replaced_on_demand_only(project: Project, tmp_path: Path, format: str):
    target = tmp_path / f"thesis{EXPORTERS[format].suffix}"
    if EXPORTERS[format].suffix:
        target.write_text("years of work")
    else:
        target.mkdir()
        (target / "chapter.txt").write_text("years of work")
    with pytest.raises(UserError) as refused:
        export(project, format, target, created=TODAY)
    assert "existe déjà" in Translator("fr").say(refused.value.message)
    left = target if target.is_file() else target / "chapter.txt"
    assert left.read_text() == "years of work"
    export(project, format, target, replace=True, created=TODAY)
    assert EXPORTERS[format].is_ours(target)


def test_file_and_folder_are_not_confused(project: Project, tmp_path: Path):
    (tmp_path / "file").write_text("x")
    for format, target, said in [
        ("jsonl", tmp_path, "est un dossier"),
        ("corpus", tmp_path / "file", "est un fichier"),
    ]:
        with pytest.raises(UserError) as refused:
            export(project, format, target, replace=True, created=TODAY)
        assert said in Translator("fr").say(refused.value.message)


def test_an_unknown_format_names_those_there_are(project: Project, tmp_path: Path):
    with pytest.raises(UserError) as refused:
        export(project, "papyrus", tmp_path / "x")
    assert "workbook, corpus, jsonl, docbin" in Translator("fr").say(refused.value.message)


def test_a_place_below_a_file_is_told(project: Project, tmp_path: Path):
    (tmp_path / "file").write_text("x")
    with pytest.raises(EnvironmentTrouble):
        export(project, "jsonl", tmp_path / "file" / "out.jsonl", created=TODAY)


@pytest.mark.parametrize("format", list(EXPORTERS))
def test_cancelling_leaves_nothing(project: Project, tmp_path: Path, format: str):
    fill(project, tmp_path, complete(1), complete(2), complete(3))
    seen: list[tuple[int, int, str]] = []
    with pytest.raises(ExportCancelled):
        export(
            project,
            format,
            tmp_path / "out",
            scope=Scope("drafts"),
            on_progress=lambda *step: seen.append(step),
            cancelled=lambda: len(seen) == 2,
            created=TODAY,
        )
    assert [(done, total) for done, total, _ in seen] == [(0, 3), (1, 3)]
    assert [path.name for path in tmp_path.iterdir()] == ["project"]


def test_work_that_contradicts_itself_never_leaves(project: Project, tmp_path: Path):
    """Checks of the model stand at the door, whatever the scope."""
    fill(project, tmp_path, complete(1))
    (loaded,) = project.all_work()
    quote = loaded.work.annotation.quotes[0]
    items = (*loaded.work.annotation.items, quote)
    work = replace(loaded.work, annotation=replace(loaded.work.annotation, items=items))

    class Broken:
        annotator = "Ada"
        settings = ProjectSettings()

        def setting(self, _name):
            return {}

        def all_work(self, **_):
            return iter([replace(loaded, work=work)])

    for kind in SCOPES:
        (left,) = documents(Broken(), Scope(kind), None)
        assert isinstance(left, Excluded)
        assert left.why.id == "check.double_id"


def test_an_article_that_nobody_began_has_no_annotation(project: Project, tmp_path: Path):
    fill(project, tmp_path, replace(complete(1), annotation=None, actors=()))
    (document,) = documents(project, Scope("drafts"), None)
    assert isinstance(document, AnnotatedArticle)
    assert document.annotation is None
    assert document.proposals == complete(1).proposals


def test_suggestions_that_nobody_decided_on_are_told(project: Project, tmp_path: Path):
    begun = french(1)
    assert begun.annotation is not None
    bare = replace(begun, annotation=None)
    count = len(begun.suggestions)
    fill(project, tmp_path, bare)
    report = export(project, "workbook", tmp_path / "out.xlsx", scope=Scope("drafts"))
    assert report.undecided == count > 0
    (told,) = [one for one in say_report(report, Translator("en")) if "nobody decided" in one]
    assert told.startswith(f"{count} suggestion")


def test_what_one_annotator_decided_is_not_told_as_undecided(project: Project, tmp_path: Path):
    ada, zoe = complete(1), complete(1, "Zoé")
    fill(project, tmp_path, ada, replace(zoe, proposals=ada.proposals))
    report = export(project, "jsonl", tmp_path / "out.jsonl", scope=Scope("drafts"))
    assert report.undecided == 0


def test_the_services_load_no_heavy_library_before_they_need_it():
    code = (
        "import sys, annotator.services.exporting, annotator.services.importing\n"
        "assert not {'spacy', 'openpyxl', 'numpy'} & set(sys.modules)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def test_a_long_article_leaves_in_every_format(project: Project, tmp_path: Path):
    text = "« Oui », a dit 😀 le ministre hier à Port-Réal. " * 5_000
    document = english()
    made = article(9, text)
    places = [Span.of(text, start, start + 7) for start in range(0, len(text), len(text) // 500)]
    quotes = tuple(
        Quote(f"item-{n:04}", "direct", (place,)) for n, place in enumerate(places[:500])
    )
    annotation = replace(document.annotation, items=quotes)
    fill(project, tmp_path, replace(document, article=made, annotation=annotation, actors=()))
    for format in EXPORTERS:
        report = export(project, format, tmp_path / format, scope=Scope("drafts"), created=TODAY)
        assert report.counts["quotes.direct"] == 500
        assert report.warnings == ()
    (loaded,) = corpus.load(tmp_path / "corpus").documents
    assert loaded.annotation == annotation
    book = openpyxl.load_workbook(tmp_path / "workbook.xlsx", read_only=True)
    assert sum(1 for _ in book["Citations"].iter_rows()) == 501
    book.close()


def test_the_seed_makes_the_whole_way(project: Project, tmp_path: Path, shared: Path):
    """Text in, every format out; the quotes of the gold file stand for an annotator's work."""
    import_paths(project, [shared / "gold" / "seed.txt"], annotator="Ada")
    (loaded,) = project.all_work()
    gold = json.loads((shared / "gold" / "seed.json").read_text("utf-8"))
    cut, text = loaded.article.body_start, loaded.article.text
    quotes = tuple(
        Quote(
            f"item-{n:03}",
            one["type"],
            tuple(Span.of(text, p["start"] - cut, p["end"] - cut) for p in one["content"]),
            claim_type=one["claim_type"].lower(),
        )
        for n, one in enumerate(gold["quotes"])
    )
    annotation = replace(loaded.work.annotation, items=quotes)
    line = AnnotatedArticle(loaded.article, annotation, False, (), loaded.proposals)
    with Project.create(tmp_path / "q.guillemet", "Autre", ProjectSettings(), "Ada") as other:
        fill(other, tmp_path, line)
        report = export(other, "corpus", tmp_path / "c", scope=Scope("drafts"), created=TODAY)
        export(other, "workbook", tmp_path / "w", scope=Scope("drafts"), created=TODAY)
    assert report.losses == ()
    (document,) = corpus.load(tmp_path / "c").documents
    written = [[part.text for part in one.segments] for one in document.annotation.quotes]
    assert written == [[part["text"] for part in one["content"]] for one in gold["quotes"]]
    assert document.article.body_start == cut
