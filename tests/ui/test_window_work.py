"""Foot, finishing, undo after a restart, import, export, help, settings: a whole day of work."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import QItemSelectionModel, QPoint, Qt, QUrl
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QFileDialog, QKeySequenceEdit

from annotator.messages import Translator
from annotator.settings import AppSettings, load_settings
from tests.ui.window_stage import BY, CTRL, SAMPLES, SHIFT, NearEngine, Stage
from ui.app import Program, make_app
from ui.dialogs.help import PAGES, HelpWindow, page_text
from ui.models.keys import KeyModel
from ui.panels.foot import LISTED


def test_a_point_of_the_foot_is_a_jump(stage: Stage) -> None:
    points = stage.session.open_points()
    stage.click(stage.main.foot.todo)
    menu = QApplication.activePopupWidget()
    entries = menu.actions()[:LISTED]
    assert len({one.text() for one in entries}) > len(entries) / 2, "each says what it is about"
    assert [one.text() for one in entries] == [
        stage.window.say.say(point.message).replace("&", "&&") for point in points[:LISTED]
    ]
    for _ in range(3):
        stage.press(Qt.Key.Key_Down)
    stage.press(Qt.Key.Key_Return)
    assert stage.window.desk.selected == points[2].item
    assert stage.main.article.text.hasFocus()


def test_the_foot_counts_what_is_open_and_falls_with_each_decision(stage: Stage) -> None:
    before = stage.main.foot.todo.text()
    assert before == stage.main.foot.summary()
    stage.press("a")
    assert stage.main.foot.todo.text() != before


def test_a_slip_of_the_hand_is_said_in_the_foot_and_moves_no_text(stage: Stage) -> None:
    stage.press(Qt.Key.Key_Escape)
    height = stage.main.article.text.height()
    stage.press("c")
    assert stage.main.foot.words == stage.window.say("desk.nothing_selected")
    assert not stage.banner
    assert stage.main.article.text.height() == height


def test_finishing_with_open_points_asks_for_a_reason_and_records_it(stage: Stage) -> None:
    first = stage.session

    def answer(form) -> None:
        stage.press(Qt.Key.Key_Return)
        assert form.isVisible()
        assert form.wrong == stage.window.say("dialogs.no_reason")
        stage.type("Second reading needed")
        stage.press(Qt.Key.Key_Return)

    stage.asked(answer, lambda: stage.press("d"))
    assert first.annotation.state.status == "done"
    assert first.annotation.state.open_reason == "Second reading needed"
    assert stage.title == stage.titles[1], "the next article that is not finished"
    assert stage.project.load_work(first.article.id, BY).work.annotation.state.status == "done"


def test_esc_at_the_question_goes_on_working(stage: Stage) -> None:
    stage.asked(lambda _form: stage.press(Qt.Key.Key_Escape), lambda: stage.press("d"))
    assert stage.session.annotation.state.status != "done"
    assert stage.title == stage.titles[0]


def finish(stage: Stage) -> None:
    def answer(_form) -> None:
        stage.type("later")
        stage.press(Qt.Key.Key_Return)

    stage.asked(answer, lambda: stage.press("d"))


def test_the_last_article_finished_is_said_and_can_be_taken_up_again(stage: Stage) -> None:
    for _ in range(3):
        finish(stage)
    assert stage.main.foot.words == stage.window.say("desk.last_finished")
    assert stage.main.foot.todo.text().startswith("✓")
    stage.main.actions_.action("article.reopen").trigger()
    assert stage.session.annotation.state.status == "in_progress"
    assert not stage.main.foot.todo.text().startswith("✓")


def test_the_reason_is_asked_for_once_and_shown(stage: Stage) -> None:
    finish(stage)
    stage.click_row(0)
    stage.to_text()
    assert "later" in stage.main.article.header._subtitle.text()
    stage.press("d")
    assert stage.title == stage.titles[1]
    stage.click_row(0)
    stage.main.actions_.action("article.reopen").trigger()
    assert "later" not in stage.main.article.header._subtitle.text()
    stage.to_text()
    finish(stage)


def test_what_is_left_is_a_list_that_leads_to_each_point(stage: Stage) -> None:
    points = stage.session.open_points()
    assert points[1].item is not None

    def second(_menu) -> None:
        stage.press(Qt.Key.Key_Down, Qt.Key.Key_Return)

    stage.asked(second, lambda: stage.press("o"))
    assert stage.window.desk.selected == points[1].item


def test_a_point_of_the_question_leads_back_to_work(stage: Stage) -> None:
    points = stage.session.open_points()

    def jump(form) -> None:
        form.points.setFocus()
        stage.press(Qt.Key.Key_Down, Qt.Key.Key_Return)

    stage.asked(jump, lambda: stage.press("d"))
    assert stage.session.annotation.state.status != "done"
    assert stage.window.desk.selected == points[1].item


def test_finishing_skips_what_is_finished_already(stage: Stage) -> None:
    stage.click_row(1)
    stage.to_text()
    finish(stage)
    stage.click_row(0)
    stage.to_text()
    finish(stage)
    assert stage.title == stage.titles[2]


def test_undo_and_redo_from_the_menu_after_a_restart(stage: Stage) -> None:
    stage.press("a")
    stage.press("a")
    done = stage.session.annotation
    stage.reopen()
    assert stage.session.annotation == done
    stage.main.actions_.action("decide.undo").trigger()
    stage.main.actions_.action("decide.undo").trigger()
    assert stage.session.annotation.items == ()
    assert not stage.main.actions_.action("decide.undo").isEnabled()
    stage.press(Qt.Key.Key_Z, held=CTRL | SHIFT)
    stage.main.actions_.action("decide.redo").trigger()
    assert stage.session.annotation.items == done.items


def test_an_import_reports_every_file_and_keeps_the_good_ones(
    stage: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = {
        "bon.txt": "«Tout est prêt», a dit Ada Kern.\n".encode(),
        "ancien.txt": "« L’été est long », dit-elle… à l’étranger.\n".encode("cp1252"),
        "double.txt": (SAMPLES / "fr-banque.txt").read_bytes(),
        "vide.txt": b"",
        "binaire.txt": b"abc\x00def",
    }
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
    chosen = [str(tmp_path / name) for name in files]
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_args: (chosen, ""))
    seen: dict[str, tuple[str, str]] = {}
    problems: list[str] = []

    def read(form) -> None:
        model = form.model
        mode = QAbstractItemModelTester.FailureReportingMode.Fatal
        tester = QAbstractItemModelTester(model, mode)
        for row in range(model.rowCount()):
            status, file, said = (model.index(row, column).data() for column in range(3))
            seen[Path(file.split(":")[0]).name.strip()] = (status, said)
        stage.click(form.only, form.only.rect().topLeft() + QPoint(8, 8))
        problems.extend(model.index(row, 1).data() for row in range(model.rowCount()))
        del tester
        stage.click(form.ok)

    def ask() -> None:
        stage.press(Qt.Key.Key_I, held=CTRL)

    stage.asked(read, ask)
    stage.work_done()
    say = stage.window.say
    assert set(seen) == set(files)
    assert seen["bon.txt"][0] == say("dialogs.entry.imported")
    assert seen["ancien.txt"][0] == say("dialogs.entry.warning")
    assert "1252" in seen["ancien.txt"][1]
    assert seen["double.txt"][0] != seen["bon.txt"][0]
    assert seen["vide.txt"][0] == seen["binaire.txt"][0] == say("dialogs.entry.refused")
    assert len(problems) == 4
    assert len(stage.titles) == 5
    assert stage.main.article.text.hasFocus()


def test_leaving_the_file_dialog_imports_nothing(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_args: ([], ""))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_args: "")
    stage.press(Qt.Key.Key_I, held=CTRL)
    stage.press(Qt.Key.Key_I, held=CTRL | SHIFT)
    assert not stage.window.tasks.busy
    assert len(stage.titles) == 3


def test_an_article_that_was_just_imported_gets_its_suggestions(
    stage: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "neuf").mkdir()
    (tmp_path / "neuf" / "n.txt").write_text("«Tout est prêt», a dit Ada Kern.\n", "utf-8")
    folder = str(tmp_path / "neuf")
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_args: folder)
    stage.asked(
        lambda form: stage.click(form.ok), lambda: stage.window.run("project.import_folder")
    )
    stage.work_done()
    place = next(n for n, title in enumerate(stage.titles) if "Tout est prêt" in title)
    stage.click_row(place)
    stage.qtbot.waitUntil(lambda: bool(stage.session.open_suggestions()))
    assert stage.window.desk.selected is not None


def test_pre_highlighting_on_demand_says_that_there_is_nothing_to_do(stage: Stage) -> None:
    stage.main.actions_.action("project.prelabel").trigger()
    stage.work_done()
    said = stage.window.say("tasks.prelabel_nothing")
    stage.qtbot.waitUntil(lambda: stage.main.foot.words == said)


def test_an_export_by_hand_writes_a_workbook_and_says_so(stage: Stage, tmp_path: Path) -> None:
    target = tmp_path / "travail.xlsx"
    stage.press("a")

    def fill(form) -> None:
        form.format.setCurrentIndex(form.format.findData("workbook"))
        form.scope.setCurrentIndex(form.scope.findData("drafts"))
        form.place.line.selectAll()
        form.place.line.setFocus()
        stage.type(str(target))
        stage.press(Qt.Key.Key_Return)

    said: list[str] = []

    def read(form) -> None:
        said.append(form.windowTitle())
        stage.press(Qt.Key.Key_Return)

    stage.asked(fill, lambda: stage.press(Qt.Key.Key_E, held=CTRL), read)
    stage.work_done()
    assert said == [stage.window.say("dialogs.export_report")]
    book = openpyxl.load_workbook(target, read_only=True)
    assert book.sheetnames
    book.close()


def test_an_export_stands_beside_its_project_and_replaces_nothing_unasked(stage: Stage) -> None:
    target = stage.project.path.with_suffix(".xlsx")
    target.write_bytes(b"notes of the project lead")
    wrong: list[str] = []

    def fill(form) -> None:
        assert form.place.path == target
        form.scope.setFocus()
        stage.press(Qt.Key.Key_End, Qt.Key.Key_Return)
        wrong.append(form.wrong)
        assert form.isVisible()
        stage.press(Qt.Key.Key_Escape)

    stage.asked(fill, lambda: stage.press(Qt.Key.Key_E, held=CTRL))
    assert wrong == [stage.window.say("export_place.there", name=target.name)]
    assert target.read_bytes() == b"notes of the project lead"


def test_an_export_replaces_an_earlier_one_when_it_is_asked_twice(stage: Stage) -> None:
    target = stage.project.path.with_suffix(".xlsx")
    stage.press("a")

    def fill(form) -> None:
        form.scope.setCurrentIndex(form.scope.findData("drafts"))
        stage.press(Qt.Key.Key_Return)

    def twice(form) -> None:
        fill(form)
        assert form.wrong
        stage.press(Qt.Key.Key_Return)

    def read(_form) -> None:
        stage.press(Qt.Key.Key_Return)

    stage.asked(fill, lambda: stage.press(Qt.Key.Key_E, held=CTRL), read)
    before = target.read_bytes()
    stage.press("a")
    stage.asked(twice, lambda: stage.press(Qt.Key.Key_E, held=CTRL), read)
    stage.work_done()
    assert target.read_bytes() != before


def test_an_export_to_a_place_that_is_not_there_is_refused_in_the_banner(
    stage: Stage, tmp_path: Path
) -> None:
    target = tmp_path / "nulle part" / "x.xlsx"

    def fill(form) -> None:
        form.scope.setCurrentIndex(form.scope.findData("drafts"))
        form.place.line.setText(str(target))
        stage.click(form.ok)

    stage.asked(fill, lambda: stage.press(Qt.Key.Key_E, held=CTRL))
    stage.qtbot.waitUntil(lambda: bool(stage.banner))
    stage.work_done()
    assert "nulle part" in stage.banner
    assert not target.exists()
    stage.click(stage.main.banner.close_button)
    assert not stage.banner


def test_f1_opens_the_page_of_the_panel_that_has_the_focus(stage: Stage) -> None:
    def opened() -> HelpWindow:
        (only,) = stage.main.findChildren(HelpWindow)
        return only

    stage.press(Qt.Key.Key_F1)
    assert opened().page == "annotate"
    opened().close()
    stage.main.activateWindow()
    stage.main.articles.view.setFocus()
    stage.qtbot.waitUntil(stage.main.articles.view.hasFocus)
    stage.press(Qt.Key.Key_F1)
    assert opened().page == "articles"
    opened().close()


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_link_of_the_help_leads_somewhere_and_no_place_is_left_open(
    stage: Stage, language: str
) -> None:
    say = Translator(language)
    window = HelpWindow(say, "start", stage.window.key_rows(), stage.main)
    followed = 0
    for name in PAGES:
        text = page_text(name, language, stage.window.key_rows(), say)
        assert "{{" not in text
        for part in text.split("](")[1:]:
            target = part.split(")")[0]
            window.text.anchorClicked.emit(QUrl(target))
            assert window.page == target.split("#")[0].removesuffix(".md"), target
            followed += 1
    assert followed
    assert "Ctrl+K" in page_text("annotate", language, stage.window.key_rows(), say)
    window.close()


def test_settings_change_the_type_and_the_theme_at_once(stage: Stage) -> None:
    def choose(form) -> None:
        form.theme.setCurrentIndex(form.theme.findData("dark"))
        form.text_size.setValue(17)
        stage.click(form.ok)

    stage.asked(choose, lambda: stage.press(",", held=CTRL))
    assert stage.window.theme.dark
    assert load_settings().theme == "dark"
    assert load_settings().text_size == 17
    assert stage.rebuilt == 0
    stage.window.run("view.theme")
    assert not stage.window.theme.dark


def test_the_column_is_as_wide_as_a_person_chose_and_stays_so(stage: Stage) -> None:
    def width() -> int:
        return stage.main.article.text.lineWrapColumnOrWidth()

    def narrower(form) -> None:
        form.measure.setFocus()
        stage.press("a", held=CTRL)
        stage.type("50")
        stage.press(Qt.Key.Key_Return)

    before = width()
    stage.asked(narrower, lambda: stage.press(",", held=CTRL))
    assert abs(width() / before - 50 / 66) < 0.05
    chosen = width()
    stage.reopen()
    assert width() == chosen


def test_settings_without_a_name_are_refused(stage: Stage) -> None:
    def choose(form) -> None:
        form.name.clear()
        stage.click(form.ok)
        assert form.wrong == stage.window.say("dialogs.no_name")
        stage.press(Qt.Key.Key_Escape)

    stage.asked(choose, lambda: stage.press(",", held=CTRL))
    assert stage.window.frame.settings.annotator == BY


def test_a_key_that_another_action_has_is_refused_by_name(stage: Stage) -> None:
    refused = []

    def choose(form) -> None:
        edit_key(stage, form, "walk.next_quote", "A")
        refused.append(form.wrong)
        stage.press(Qt.Key.Key_Escape)

    stage.asked(choose, lambda: stage.press(",", held=CTRL))
    say = stage.window.say
    assert refused == [say("dialogs.key_taken", keys="A", action=say("action.decide.accept"))]
    assert load_settings().keys == {}


def edit_key(stage: Stage, form, action: str, key: str) -> None:
    """Give an action another key in the table of the settings."""
    rows = [one[0] for one in stage.window.key_rows()]
    index = form.keys.index(rows.index(action), 2)
    form.table.selectionModel().setCurrentIndex(
        index, QItemSelectionModel.SelectionFlag.ClearAndSelect
    )
    form.table.edit(index)
    editor = form.table.findChild(QKeySequenceEdit)
    editor.setKeySequence(QKeySequence(key))
    form.table.commitData(editor)
    form.table.closeEditor(editor, form.table.itemDelegate().EndEditHint.NoHint)


def test_the_table_of_keys_obeys_qt() -> None:
    model = KeyModel(Translator("fr"), {"walk.next_quote": "H"})
    mode = QAbstractItemModelTester.FailureReportingMode.Fatal
    tester = QAbstractItemModelTester(model, mode)
    place = next(r for r in range(model.rowCount()) if model.index(r, 2).data() == "H")
    assert model.setData(model.index(place, 2), "J")
    assert model.rebound == {}
    assert model.setData(model.index(place, 2), "")
    assert model.rebound == {"walk.next_quote": ""}
    model.reset_all()
    assert model.index(place, 2).data() == "J"
    del tester


@pytest.fixture
def program(qtbot, path: Path, monkeypatch: pytest.MonkeyPatch):
    """The program as it runs, without its second process."""
    monkeypatch.setattr("ui.app.Engine", NearEngine)
    settings = replace(AppSettings(annotator=BY, theme="light"))
    made = Program(make_app(settings), settings)
    made.start(path)
    qtbot.waitUntil(lambda: made.window.frame.current is not None)
    yield made
    made.window.main.close()
    made.end()
    made.window.main.deleteLater()
    made.window.deleteLater()


def of(qtbot, program: Program) -> Stage:
    """The hands of a person at a program's window."""
    stage = Stage.__new__(Stage)
    stage.qtbot, stage.window = qtbot, program.window
    stage.main.activateWindow()
    stage.to_text()
    return stage


def test_another_language_makes_the_window_anew_at_the_same_article(
    qtbot, program: Program
) -> None:
    program.window.frame.leaf(1)
    there = program.window.frame.current

    def choose(form) -> None:
        form.language.setCurrentIndex(form.language.findData("en"))
        form.ok.click()

    stage = of(qtbot, program)
    stage.asked(choose, lambda: stage.press(",", held=CTRL))
    assert program.window is not stage.window
    assert program.window.frame.current == there
    assert program.window.main.top.menu_button.text() == Translator("en")("panels.menu")
    assert load_settings().language == "en"


def test_a_key_that_was_chosen_works_at_once(qtbot, program: Program) -> None:
    stage = of(qtbot, program)

    def choose(form) -> None:
        edit_key(stage, form, "decide.accept", "F9")
        form.ok.click()

    stage.asked(choose, lambda: stage.press(",", held=CTRL))
    again = of(qtbot, program)
    again.press("a")
    assert again.session.annotation.items == ()
    again.press(Qt.Key.Key_F9)
    assert again.session.annotation.items
    again.qtbot.waitUntil(lambda: "F9 " + again.window.say("foot.accept") in again.main.foot.words)
