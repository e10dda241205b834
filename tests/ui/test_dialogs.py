"""Every question that the window asks, answered by keys and mouse as a person would."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import (
    QFileDialog,
    QKeySequenceEdit,
    QLabel,
    QLineEdit,
)

from annotator.messages import Translator
from annotator.model.article import ArticleState, Metadata
from annotator.model.checks import OpenPoint
from annotator.model.dates import PartialDate
from annotator.model.ids import ArticleId
from annotator.model.message import msg
from annotator.services.exporting import EXPORTERS
from annotator.services.import_report import ImportEntry, ImportReport
from annotator.services.projects import ArticleRow, ProjectSettings
from annotator.settings import AppSettings
from ui import dialogs
from ui.actions import ACTIONS
from ui.dialogs.article import MetadataForm
from ui.dialogs.export import ExportForm
from ui.dialogs.project import NewProjectForm, file_name
from ui.dialogs.reports import ImportReportForm
from ui.dialogs.settings import SettingsForm
from ui.models.keys import KeyModel
from ui.models.report import ReportModel

FRENCH = Translator("fr")
LEFT = Qt.MouseButton.LeftButton
ROWS = tuple((one.id, FRENCH(f"action.{one.id}"), " · ".join(one.keys)) for one in ACTIONS)
STATE = ArticleState(
    ArticleId("a"), "Titre", Metadata("dépêche.txt", PartialDate(2023, 8), language="fr")
)


def press(qtbot, button) -> None:
    qtbot.mouseClick(button, LEFT)


def write(field: QLineEdit, text: str) -> None:
    """As if pasted: QTest types ASCII alone."""
    field.selectAll()
    field.insert(text)


# Short questions


def test_a_name_is_asked_and_esc_leaves(qtbot, answering):
    def say(dialog) -> None:
        write(dialog.findChild(QLineEdit), "  Inès Vidal ")
        qtbot.keyClick(dialog, Qt.Key.Key_Return)

    answering(say)
    assert dialogs.ask_annotator(FRENCH, None) == "Inès Vidal"
    answering(lambda dialog: qtbot.keyClick(dialog, Qt.Key.Key_Escape))
    assert dialogs.ask_annotator(FRENCH, None) == ""


def test_an_empty_name_is_refused_in_a_sentence(qtbot, answering):
    def act(dialog) -> None:
        write(dialog.findChild(QLineEdit), "   ")
        press(qtbot, dialog.ok)
        assert dialog.isVisible()
        assert dialog.wrong == FRENCH("dialogs.no_name")
        dialog.layout().activate()
        for label in dialog.findChildren(QLabel):
            assert label.height() >= label.heightForWidth(label.width()), label.text()
        press(qtbot, dialog.cancel)

    answering(act)
    assert dialogs.ask_project(FRENCH, "Ancien", ProjectSettings(), None) is None


def test_a_project_gets_another_name_and_language(qtbot, answering):
    def act(dialog) -> None:
        write(dialog.name, "Nouveau")
        dialog.language.setCurrentIndex(dialog.language.findData("en"))
        press(qtbot, dialog.ok)

    answering(act)
    answer = dialogs.ask_project(FRENCH, "Ancien", ProjectSettings(), None)
    assert answer == ("Nouveau", ProjectSettings("en", "diplomacy@1"), None)


def test_finishing_with_points_open_asks_why(qtbot, answering):
    points = tuple(
        OpenPoint("no_claim", n, n + 2, None, msg("open.no_claim", words=f"mot {n}"))
        for n in range(10)
    )

    def act(dialog) -> None:
        said = [dialog.points.item(n).text() for n in range(dialog.points.count())]
        assert said == [FRENCH.say(point.message) for point in points]
        press(qtbot, dialog.ok)
        assert dialog.wrong == FRENCH("dialogs.no_reason")
        write(dialog.findChild(QLineEdit), "source illisible")
        press(qtbot, dialog.ok)

    answering(act)
    assert dialogs.ask_reason(FRENCH, points, None) == "source illisible"


def test_a_point_of_the_question_is_a_jump_even_with_a_reason_written(qtbot, answering):
    points = tuple(
        OpenPoint("no_claim", n, n + 2, None, msg("open.no_claim", words=f"mot {n}"))
        for n in range(3)
    )

    def act(dialog) -> None:
        write(dialog.reason, "plus tard")
        dialog.points.setFocus()
        qtbot.keyClick(dialog.points, Qt.Key.Key_Down)
        qtbot.keyClick(dialog.points, Qt.Key.Key_Return)

    answering(act)
    assert dialogs.ask_reason(FRENCH, points, None) is points[1]


def test_notes_are_written_in_several_lines(qtbot, answering):
    def act(dialog) -> None:
        qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)
        qtbot.keyClicks(dialog.focusWidget(), "a voir")
        press(qtbot, dialog.ok)

    answering(act)
    assert dialogs.ask_notes(FRENCH, "", None) == "a voir"


# Metadata


def test_metadata_are_edited_and_the_rest_stays(qtbot):
    form = MetadataForm(FRENCH, STATE, None)
    qtbot.addWidget(form)
    assert form.published.text() == "2023-08"
    write(form.published, "2023-08-30")
    write(form.source, "AFP")
    form.language.setCurrentIndex(form.language.findData("en"))
    press(qtbot, form.ok)
    answer = form.answer()
    assert answer.title == "Titre"
    expected = Metadata("dépêche.txt", PartialDate(2023, 8, 30), "AFP", language="en")
    assert answer.meta == expected


@pytest.mark.parametrize("date", ["2023-13", "hier", "2023-02-30", "30/08/2023"])
def test_a_date_that_does_not_exist_is_named(qtbot, date: str):
    form = MetadataForm(FRENCH, STATE, None)
    qtbot.addWidget(form)
    form.show()
    write(form.published, date)
    press(qtbot, form.ok)
    assert form.isVisible()
    assert date in form.wrong
    write(form.published, "")
    press(qtbot, form.ok)
    assert form.answer().meta.published is None


def test_a_language_that_we_do_not_know_is_kept(qtbot):
    state = ArticleState(ArticleId("a"), "Titre", Metadata(language="de"))
    form = MetadataForm(FRENCH, state, None)
    qtbot.addWidget(form)
    assert form.answer().meta.language == "de"


# A new project


def test_a_new_project_is_proposed_where_its_name_says(qtbot, tmp_path: Path):
    form = NewProjectForm(FRENCH, None)
    qtbot.addWidget(form)
    form._folder = tmp_path
    qtbot.keyClicks(form.name, "Sanctions 2023")
    assert form.place.path == tmp_path / "Sanctions 2023.guillemet"
    press(qtbot, form.ok)
    answer = form.answer()
    assert (answer.name, answer.path) == ("Sanctions 2023", form.place.path)
    assert (answer.language, answer.scheme) == ("fr", "diplomacy@1")


def test_a_place_that_was_chosen_stays(qtbot, tmp_path: Path):
    form = NewProjectForm(FRENCH, None)
    qtbot.addWidget(form)
    form.show()
    form.place.line.clear()
    qtbot.keyClicks(form.place.line, "nowhere/x.guillemet")
    qtbot.keyClicks(form.name, "N")
    assert form.place.line.text() == "nowhere/x.guillemet"
    press(qtbot, form.ok)
    assert "nowhere" in form.wrong


def test_names_make_file_names_for_every_system():
    assert file_name("Corée : l'accord/2023?") == "Corée l'accord 2023"
    assert file_name(" .. ") == "projet"
    assert len(file_name("é" * 300)) == 80


# Export


def rows() -> tuple[ArticleRow, ...]:
    return tuple(
        ArticleRow(ArticleId(f"id-{n}"), f"T{n}", Metadata(), status, False, 1, 0, 0, 0)
        for n, status in enumerate(("done", "new", "done"))
    )


def test_an_export_has_form_scope_and_place(qtbot, tmp_path: Path):
    form = ExportForm(FRENCH, rows(), (ArticleId("id-1"),), None)
    qtbot.addWidget(form)
    form.place.set_path(tmp_path / "sortie.xlsx")
    answer = form.answer()
    assert (answer.format, answer.scope.kind) == ("workbook", "gold")
    for name, exporter in EXPORTERS.items():
        form.format.setCurrentIndex(form.format.findData(name))
        assert form.place.path == (tmp_path / "sortie").with_suffix(exporter.suffix)
    form.scope.setCurrentIndex(form.scope.findData("selected"))
    assert form.answer().scope.articles == ("id-1",)


def test_each_scope_says_what_it_means_and_how_many_articles(qtbot):
    form = ExportForm(FRENCH, rows(), (), None)
    qtbot.addWidget(form)
    assert form.scope.findData("selected") == -1
    meanings = {}
    for place in range(form.scope.count()):
        form.scope.setCurrentIndex(place)
        meanings[form.scope.currentData()] = form._meaning.text()
    assert len(set(meanings.values())) == 3
    assert not any("dialogs." in words for words in meanings.values())
    assert "3" in meanings["drafts"]
    assert "2" in meanings["finished"]


def test_an_export_without_a_place_is_refused_and_changes_of_form_do_not_matter(qtbot):
    form = ExportForm(FRENCH, rows(), (), None)
    qtbot.addWidget(form)
    form.show()
    form.place.line.clear()
    form.format.setCurrentIndex(form.format.findData("corpus"))
    press(qtbot, form.ok)
    assert form.wrong == FRENCH("dialogs.no_place")


# Reports


ENTRIES = (
    ImportEntry("bon.txt", "imported", msg("import.done", title="Bon")),
    ImportEntry("vide.txt", "refused", msg("import.empty_file")),
    ImportEntry("lot.jsonl", "refused", msg("import.line_not_object"), 3, "quotes 2"),
)


def test_the_import_report_names_every_file_and_can_show_problems_alone(qtbot):
    form = ImportReportForm(FRENCH, ImportReport(ENTRIES), None)
    qtbot.addWidget(form)
    form.show()
    assert form.model.rowCount() == 3
    assert FRENCH("import.count.refused", n=2) in form._counts()
    qtbot.mouseClick(form.only, LEFT, pos=QPoint(8, form.only.height() // 2))
    cells = [form.model.index(row, 1).data() for row in range(form.model.rowCount())]
    assert cells == ["vide.txt", "lot.jsonl:3 quotes 2"]
    assert form.model.index(0, 2).data() == FRENCH("import.empty_file")


def test_a_long_file_name_leaves_the_sentences_their_room(qtbot):
    long = ImportEntry("très long " * 30 + ".txt", "refused", msg("import.empty_file"))
    form = ImportReportForm(FRENCH, ImportReport((*ENTRIES, long)), None)
    qtbot.addWidget(form)
    form.show()
    header = form.table.horizontalHeader()
    assert header.sectionSize(2) > form.table.width() / 2


def test_the_report_model_keeps_qts_rules(qtbot):
    model = ReportModel(FRENCH)
    tester = QAbstractItemModelTester(
        model, QAbstractItemModelTester.FailureReportingMode.Fatal, model
    )
    model.show_entries(ENTRIES)
    model.show_entries(())
    assert tester.model().rowCount() == 0


# Settings and keys


def test_settings_come_back_as_they_were_chosen(qtbot):
    before = AppSettings(annotator="Inès", recent=("x",), keys={"decide.accept": "F8"})
    form = SettingsForm(FRENCH, before, None)
    qtbot.addWidget(form)
    assert form.answer() == before
    form.language.setCurrentIndex(form.language.findData("en"))
    form.theme.setCurrentIndex(form.theme.findData("dark"))
    form.text_size.setValue(16)
    form.spacing.setValue(1.8)
    form.measure.setValue(80)
    press(qtbot, form.ok)
    answer = form.answer()
    assert (answer.language, answer.theme) == ("en", "dark")
    assert (answer.text_size, answer.line_spacing, answer.measure) == (16.0, 1.8, 80)
    assert (answer.recent, answer.keys) == (("x",), {"decide.accept": "F8"})


def key_index(model: KeyModel, action: str):
    return model.index([one.id for one in ACTIONS].index(action), 2)


def test_keys_are_changed_by_pressing_them(qtbot):
    form = SettingsForm(FRENCH, AppSettings(annotator="Inès"), None)
    qtbot.addWidget(form)
    form.show()
    index = key_index(form.keys, "decide.accept")
    form.table.setCurrentIndex(index)
    form.table.edit(index)
    editor = form.table.findChild(QKeySequenceEdit)
    qtbot.keyClick(editor, Qt.Key.Key_F9)
    form.table.commitData(editor)
    assert form.answer().keys == {"decide.accept": "F9"}
    form.keys.reset_all()
    assert form.answer().keys == {}


def test_keys_that_are_taken_are_refused_with_the_name_of_who_has_them(qtbot):
    form = SettingsForm(FRENCH, AppSettings(annotator="Inès"), None)
    qtbot.addWidget(form)
    form.show()
    assert not form.keys.setData(key_index(form.keys, "decide.accept"), "X")
    assert FRENCH("action.decide.reject") in form.wrong
    assert form.answer().keys == {}
    assert form.keys.setData(key_index(form.keys, "decide.accept"), "")
    assert form.keys.setData(key_index(form.keys, "decide.reject"), "A")
    assert form.answer().keys == {"decide.accept": "", "decide.reject": "A"}


def test_the_key_model_keeps_qts_rules(qtbot):
    model = KeyModel(FRENCH, {})
    tester = QAbstractItemModelTester(
        model, QAbstractItemModelTester.FailureReportingMode.Fatal, model
    )
    assert tester.model().rowCount() == len(ACTIONS)
    shown = key_index(model, "decide.reject").data()
    assert shown == f"X, {QKeySequence('Del').toString(QKeySequence.SequenceFormat.NativeText)}"


# Files


@pytest.mark.parametrize(
    ("ask", "asked", "answer", "expected"),
    [
        (dialogs.choose_project, "getOpenFileName", ("/a/x.guillemet", ""), Path("/a/x.guillemet")),
        (dialogs.choose_project, "getOpenFileName", ("", ""), None),
        (dialogs.choose_files, "getOpenFileNames", (["/a/b.txt"], ""), (Path("/a/b.txt"),)),
        (dialogs.choose_files, "getOpenFileNames", ([], ""), ()),
        (dialogs.choose_folder, "getExistingDirectory", "/a", Path("/a")),
        (dialogs.choose_folder, "getExistingDirectory", "", None),
    ],
)
def test_the_systems_own_dialog_gives_paths(qtbot, monkeypatch, ask, asked, answer, expected):
    monkeypatch.setattr(QFileDialog, asked, lambda *_given: answer)
    assert ask(FRENCH, None) == expected


def test_the_dialog_of_an_import_shows_every_file_that_can_be_read(qtbot, monkeypatch):
    asked: list[str] = []
    monkeypatch.setattr(
        QFileDialog, "getOpenFileNames", lambda *given: asked.append(given[3]) or ([], "")
    )
    dialogs.choose_files(FRENCH, None)
    assert "(*.jsonl *.ndjson *.txt *.text)" in asked[0]


def test_a_copy_gets_the_ending_of_projects(qtbot, monkeypatch):
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_given: ("/a/copie", ""))
    copy = dialogs.choose_copy(FRENCH, Path("/a/x.guillemet"), None)
    assert copy == Path("/a/copie.guillemet")
