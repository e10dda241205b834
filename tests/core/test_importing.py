"""Importing into a project: duplicates, refusals, one bad file among good ones, cancelling."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from annotator.messages import Translator
from annotator.model.annotated import AnnotatedArticle
from annotator.model.annotation import Decision
from annotator.model.ids import SuggestionId
from annotator.model.interchange import line_to_json, write_line
from annotator.services.import_report import ImportReport
from annotator.services.importing import import_paths
from annotator.services.projects import Project, ProjectSettings
from tests.exchange_samples import OWN_RESOLUTION
from tests.exchange_samples import french as bare_french


def french(*given, **more) -> AnnotatedArticle:
    """The sample with the resolution that it links to."""
    return replace(bare_french(*given, **more), entries=(OWN_RESOLUTION,))


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with Project.create(tmp_path / "p.guillemet", "Essai", ProjectSettings(), "Ada") as made:
        yield made


def load(project: Project, *paths: Path, **more) -> ImportReport:
    return import_paths(project, paths, annotator="Ada", **more)


def said(report: ImportReport) -> list[str]:
    sentences = list(report.say(Translator("fr")))
    assert all("import." not in sentence for sentence in sentences)
    assert len(list(report.say(Translator("en")))) == len(sentences)
    return sentences


def texts(folder: Path, **contents: bytes | str) -> Path:
    folder.mkdir()
    for name, content in contents.items():
        raw = content.encode() if isinstance(content, str) else content
        (folder / name.replace("_", ".")).write_bytes(raw)
    return folder


def lines(path: Path, *documents) -> Path:
    path.write_text("".join(write_line(one) + "\n" for one in documents), "utf-8", newline="\n")
    return path


def test_a_folder_with_every_kind_of_file(project: Project, tmp_path: Path):
    folder = texts(
        tmp_path / "presse",
        a_txt=" date 2023-08 Les négociations «progressent».",
        b_txt="Une dépêche de la préfecture.".encode("cp1252"),
        c_txt="Les négociations «progressent».",
        d_txt=b"",
        e_txt=b"%PDF-1.4",
        f_docx=b"PK\x03\x04",
        g_txt=b"un \x00 nul",
        h_txt="La fin.",
    )
    report = load(project, folder)
    statuses = [(entry.file, entry.status) for entry in report.entries]
    assert statuses == [
        ("a.txt", "imported"),
        ("b.txt", "warning"),
        ("c.txt", "duplicate"),
        ("d.txt", "refused"),
        ("e.txt", "refused"),
        ("f.docx", "left_out"),
        ("g.txt", "refused"),
        ("h.txt", "imported"),
    ]
    assert project.article_count() == len(report.article_ids) == 3
    article = project.article(report.article_ids[0])
    assert (article.body_start, str(article.meta.published)) == (14, "2023-08")
    assert project.raw(article.id) == (folder / "a.txt").read_bytes()
    sentences = said(report)
    assert sentences[1].startswith("b.txt\u00a0: importé\u202f; lu en Windows-1252")
    assert sentences[-5:] == [
        "2 articles importés.",
        "1 article importé, à vérifier.",
        "1 doublon laissé de côté.",
        "3 refus.",
        "1 fichier d’un autre type laissé de côté.",
    ]


def test_importing_again_changes_nothing(project: Project, tmp_path: Path):
    folder = texts(tmp_path / "presse", a_txt=" date 2023-08 Un texte.", b_txt="Un autre.")
    load(project, folder)
    again = load(project, folder, folder / "a.txt")
    assert again.count("duplicate") == 3
    assert project.article_count() == 2


def test_a_duplicate_of_a_binned_article_says_so(project: Project, tmp_path: Path):
    folder = texts(tmp_path / "presse", a_txt="Un texte.")
    (made,) = load(project, folder).article_ids
    state = project.article_state(made)
    project.edit_article(state, replace(state, binned=True), "Ada")
    assert "corbeille" in said(load(project, folder))[0]


def test_a_missing_file_and_a_folder_that_hides_it_are_told(project: Project, tmp_path: Path):
    (entry,) = load(project, tmp_path / "nulle-part.txt").entries
    assert (entry.status, entry.message.id) == ("refused", "import.not_found")


def test_the_language_of_the_project_stands_in_where_it_cannot_be_told(
    project: Project, tmp_path: Path
):
    folder = texts(
        tmp_path / "presse", a_txt="12 345", b_txt="The end of the war is near, he said."
    )
    made = [project.article(one) for one in load(project, folder, language="en").article_ids]
    assert [one.meta.language for one in made] == ["en", "en"]
    (tmp_path / "c.txt").write_text("67 890")
    (other,) = load(project, tmp_path / "c.txt").article_ids
    assert project.article(other).meta.language == "fr"


def test_annotated_lines_bring_work_actors_and_suggestions(project: Project, tmp_path: Path):
    one, two = french(1), french(1, by="Zoé")
    two = replace(two, proposals=one.proposals, gold=True)
    report = load(project, lines(tmp_path / "a.jsonl", one, two))
    assert [entry.status for entry in report.entries] == ["imported", "imported"]
    loaded = project.load_work(one.article.id, "Ada")
    assert loaded.work.annotation == one.annotation
    assert loaded.article == one.article
    assert loaded.proposals == one.proposals
    zoe = project.load_work(one.article.id, "Zoé")
    assert zoe.work.annotation == two.annotation
    assert zoe.gold
    assert not loaded.gold
    assert project.check() == ()


def test_two_lines_may_carry_the_suggestions_that_each_decided_on(project: Project, tmp_path: Path):
    ada, zoe = french(1), french(1, by="Zoé")
    first = ada.proposals.suggestions[0]
    other = replace(first, id=SuggestionId("s-other"))
    zoe = replace(
        zoe,
        proposals=replace(ada.proposals, suggestions=(other,)),
        annotation=replace(zoe.annotation, decisions=(Decision(other.id, "rejected"),)),
    )
    report = load(project, lines(tmp_path / "a.jsonl", ada, zoe))
    assert [entry.status for entry in report.entries] == ["imported", "imported"]
    found = project.proposals(ada.article.id).suggestions
    assert found == (*ada.proposals.suggestions, other)
    assert project.load_work(ada.article.id, "Zoé").work.annotation == zoe.annotation
    assert project.check() == ()


def test_what_is_there_is_never_overwritten(project: Project, tmp_path: Path):
    load(project, lines(tmp_path / "a.jsonl", french(1)))
    report = load(project, lines(tmp_path / "b.jsonl", french(1, by="Zoé")))
    assert report.entries[0].message.id == "import.duplicate_annotated"
    assert project.load_work(french(1).article.id, "Zoé").work.annotation.items == ()


def other_text(document, number: int):
    """The document with a longer text, so that it is no duplicate."""
    text = f"{document.article.text} {number}"
    data = line_to_json(document) | {"text": text, "sha256": None}
    return json.dumps(data)


@pytest.mark.parametrize(
    ("path", "value", "said_part"),
    [
        (("annotation", "quotes", 0, "claim_type"), "prophecy", "prophecy"),
        (("annotation", "mentions", 0, "label"), "GOD", "GOD"),
        (("annotation", "references", 0, "status"), "eternal", "eternal"),
        (("annotation", "scheme"), "astrology@1", "astrology@1"),
        (("suggestions", 1, "value", "claim_type"), "prophecy", "prophecy"),
    ],
)
def test_an_unknown_label_refuses_its_line_only(
    project: Project, tmp_path: Path, path, value, said_part
):
    data = json.loads(other_text(french(1), 1))
    place = data
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = value
    file = tmp_path / "a.jsonl"
    file.write_text(json.dumps(data) + "\n" + write_line(french(2)) + "\n", "utf-8")
    report = load(project, file)
    assert [(entry.line, entry.status) for entry in report.entries] == [
        (1, "refused"),
        (2, "imported"),
    ]
    first = said(report)[0]
    assert first.startswith("a.jsonl, ligne 1")
    assert said_part in first
    assert project.article_count() == 1


def test_ids_that_are_taken_are_refused(project: Project, tmp_path: Path):
    document = french(1)
    file = tmp_path / "a.jsonl"
    again = json.loads(other_text(document, 1)) | {"id": "another"}
    file.write_text(
        "\n".join([write_line(document), other_text(document, 2), json.dumps(again)]), "utf-8"
    )
    report = load(project, file)
    assert [entry.status for entry in report.entries] == ["imported", "refused", "refused"]
    assert "article-1" in said(report)[1]
    assert "deux fois" in said(report)[2]


def test_two_annotations_of_one_person_in_one_round_are_refused(project: Project, tmp_path: Path):
    report = load(project, lines(tmp_path / "a.jsonl", french(1), french(1)))
    assert [entry.status for entry in report.entries] == ["imported", "refused"]


def test_a_file_that_the_project_cannot_keep_does_not_stop_the_next(
    project: Project, tmp_path: Path
):
    load(project, lines(tmp_path / "a.jsonl", french(1)))
    data = json.loads(other_text(french(1), 1)) | {"id": "another"}
    clash = tmp_path / "b.jsonl"
    clash.write_text(json.dumps(data), "utf-8")
    (tmp_path / "c.txt").write_text("La suite.")
    report = load(project, clash, tmp_path / "c.txt")
    assert [entry.status for entry in report.entries] == ["refused", "imported"]
    assert project.article_count() == 2
    assert project.check() == ()


def test_progress_is_told_and_cancelling_keeps_what_was_done(project: Project, tmp_path: Path):
    folder = texts(tmp_path / "presse", a_txt="Un.", b_txt="Deux.", c_txt="Trois.")
    seen: list[tuple[int, int, str]] = []
    report = load(
        project,
        folder,
        on_progress=lambda *step: seen.append(step),
        cancelled=lambda: len(seen) == 2,
    )
    assert seen == [(0, 3, "a.txt"), (1, 3, "b.txt")]
    assert report.cancelled
    assert project.article_count() == 2
    assert "arrêté" in said(report)[-1]


def test_an_actor_that_the_project_knows_otherwise_stays_and_is_told(
    project: Project, tmp_path: Path
):
    load(project, lines(tmp_path / "a.jsonl", french(1)))
    register = project.register()
    data = json.loads(write_line(french(2)))
    known = register[0]
    other = {"id": known.id, "name": "Une autre personne", "kind": known.kind}
    data["actors"] = [one for one in data["actors"] if one["id"] != known.id] + [other]
    path = tmp_path / "b.jsonl"
    path.write_text(json.dumps(data | {"text": data["text"] + " Fin.", "sha256": None}), "utf-8")
    report = load(project, path)
    assert [entry.status for entry in report.entries] == ["warning"]
    assert "Une autre personne" in said(report)[0]
    assert known.name in said(report)[0]
    assert known in project.register()


def test_a_line_with_more_actors_than_a_statement_takes_values(project: Project, tmp_path: Path):
    data = line_to_json(french(1))
    extra = [{"id": f"extra-{n}", "name": f"Actor {n}"} for n in range(40_000)]
    path = tmp_path / "many.jsonl"
    path.write_text(json.dumps(data | {"actors": data["actors"] + extra}), "utf-8")
    assert [entry.status for entry in load(project, path).entries] == ["imported"]
    assert len(project.register()) >= 40_000


def test_a_long_article_is_imported_whole(project: Project, tmp_path: Path):
    text = "Le ministre a dit «oui» 😀 hier. " * 8_500
    (tmp_path / "long.txt").write_text(text, "utf-8")
    (made,) = load(project, tmp_path / "long.txt").article_ids
    assert project.article(made).text == text


def test_pipes_huge_files_and_odd_names_do_not_stop_the_rest(project: Project, tmp_path: Path):
    folder = texts(tmp_path / "presse", z_txt="La fin.")
    os.mkfifo(folder / "a.txt")
    with (folder / "b.txt").open("wb") as handle:
        handle.truncate(65 * 1024 * 1024)
    (folder / os.fsdecode(b"c\xe9.txt")).write_text("Un nom sans encodage.")
    (folder / "d.txt").symlink_to(folder / "nulle-part")
    report = load(project, folder)
    assert [(entry.file, entry.status) for entry in report.entries] == [
        ("a.txt", "left_out"),
        ("b.txt", "refused"),
        ("c?.txt", "imported"),
        ("d.txt", "refused"),
        ("z.txt", "imported"),
    ]
    assert "64 Mio" in said(report)[1]
    assert project.article(report.article_ids[0]).meta.source_file == "c?.txt"


def test_a_project_that_is_read_only_refuses_each_file_with_the_reason(tmp_path: Path):
    path = tmp_path / "p.guillemet"
    Project.create(path, "Essai", ProjectSettings(), "Ada").close()
    folder = texts(tmp_path / "presse", a_txt="Un.")
    path.chmod(0o444)
    tmp_path.chmod(0o555)
    for parent in tmp_path.parents:
        if "pytest-of-" in str(parent):
            parent.chmod(0o755)
    root = os.geteuid() == 0
    if root:
        os.seteuid(65534)
    try:
        with Project.open(path, "Ada") as project:
            assert project.read_only
            (entry,) = load(project, folder).entries
    finally:
        if root:
            os.seteuid(0)
        tmp_path.chmod(0o755)
    assert entry.status == "refused"
    assert entry.message.id == "store.read_only"
