"""Official lists in the window: imported by button and by drop, shown, compared, removed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QWidget

from annotator.messages import Translator
from annotator.model.ids import EntryId
from annotator.services.list_store import lists_file, open_lists
from annotator.services.listed import find_listed, keep_linked
from annotator.services.lists import import_lists, lists_there, remove_list
from tests.conftest import PROJECT
from tests.ui.window_stage import CTRL, Stage, make_template, staged
from ui.dialogs.help import HelpWindow
from ui.dialogs.lists import ListsForm
from ui.presenters.list_table import about, cells, local_files

GOLDEN = PROJECT / "tests" / "golden" / "lists"
UN, SECO = GOLDEN / "un-xml.xml", GOLDEN / "seco-xml.xml"
KEY = Qt.Key
SAY = Translator("en")


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_template(tmp_path_factory.mktemp("template"))


@pytest.fixture
def stage(qtbot) -> Iterator[Stage]:
    """A window without a project."""
    with staged(qtbot, None, language="en") as made:
        yield made


def open_form(stage: Stage, *answers) -> None:
    """Open the dialog by its action; each answer leaves one question."""
    stage.asked(answers[0], lambda: stage.window.run("project.lists"), *answers[1:])
    stage.work_done()


def leave(form: QWidget) -> None:
    QTest.keyClick(form, KEY.Key_Escape)


def drop(form: ListsForm, *paths: Path) -> bool:
    """Drop files on the dialog; whether it takes them."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    where, copy = QPointF(form.rect().center()), Qt.DropAction.CopyAction
    held = (Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    enter = QDragEnterEvent(where.toPoint(), copy, data, *held)
    QApplication.sendEvent(form, enter)
    if enter.isAccepted():
        QApplication.sendEvent(form, QDropEvent(where, copy, data, *held))
    return enter.isAccepted()


def words(form: ListsForm) -> list[list[str]]:
    model = form.table.model()
    return [
        [model.index(row, column).data() for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def newer(folder: Path) -> Path:
    text = UN.read_text(encoding="utf-8").replace("2026-02-27", "2026-03-27")
    path = folder / "un.xml"
    path.write_text(text.replace("KPi.901<", "KPi.903<"), encoding="utf-8")
    return path


def test_without_lists_the_dialog_says_how_to_get_some(stage: Stage):
    def look(form: QWidget) -> None:
        assert isinstance(form, ListsForm)
        assert not form.table.isVisible()
        assert not form.remove_button.isVisible()
        assert form.import_button.hasFocus()
        assert any("ships none" in label.text() for label in form.findChildren(QLabel))
        leave(form)

    open_form(stage, look)
    assert not lists_file().exists()


def test_files_are_imported_by_the_button_and_the_dialog_says_what_came_of_it(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    page = tmp_path / "page.csv"
    page.write_text("<html>503</html>")
    chosen = ([str(UN), str(page)], "")
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_args: chosen)

    def press(form: QWidget) -> None:
        assert isinstance(form, ListsForm)
        QTest.keyClick(form.import_button, KEY.Key_Space)

    def read(form: QWidget) -> None:
        assert isinstance(form, ListsForm)
        assert words(form) == [["UN Security Council", "27 February 2026", "2", "un-xml.xml"]]
        said = form.said.toPlainText().splitlines()
        assert said[0].startswith("UN Security Council (27 February 2026): 2 entries")
        assert said[1].startswith("page.csv is a web page")
        assert form.said.isVisible()
        assert "SHA-256" in form.about.text()
        leave(form)

    open_form(stage, press, read)


def test_files_are_imported_by_dropping_them(stage: Stage, tmp_path: Path):
    import_lists([UN])

    def first(form: QWidget) -> None:
        assert isinstance(form, ListsForm)
        assert not drop(form)  # nothing that is a file
        assert drop(form, newer(tmp_path), SECO)

    def read(form: QWidget) -> None:
        assert isinstance(form, ListsForm)
        said = form.said.toPlainText()
        assert "1 added, 0 changed, 1 withdrawn, 1 as before" in said
        assert "Withdrawn: INVENTÉ FICTIF." in said
        assert "Switzerland, SECO (27 August 2026)" in said
        form.table.selectRow(1)
        assert "Earlier editions: 27 February 2026." in form.about.text()
        leave(form)

    open_form(stage, first, read)
    assert [row.edition.list for row in lists_there()] == ["ch-seco", "un-sc"]


def test_choosing_no_file_comes_back(stage: Stage, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_args: ([], ""))
    open_form(stage, lambda form: form.import_button.click(), leave)
    assert lists_there() == ()


def test_a_list_is_removed_after_consent_and_not_without(stage: Stage):
    import_lists([UN, SECO])

    def remove(form: QWidget) -> None:
        assert isinstance(form, ListsForm)
        form.table.setFocus()
        QTest.keyClick(form.table, KEY.Key_Down)
        assert form.row is not None
        assert form.row.edition.list == "un-sc"
        form.remove_button.click()

    def refuse(form: QWidget) -> None:
        assert any("2 entries" in label.text() for label in form.findChildren(QLabel))
        QTest.keyClick(form.focusWidget(), KEY.Key_Return)  # the safe button has the focus

    open_form(stage, remove, refuse, leave)
    assert len(lists_there()) == 2

    def read(form: QWidget) -> None:
        assert isinstance(form, ListsForm)
        assert form.said.toPlainText().startswith("UN Security Council: the list is removed")
        assert [row[0] for row in words(form)] == ["Switzerland, SECO"]
        leave(form)

    open_form(stage, remove, lambda form: form.ok.click(), read)
    assert [row.edition.list for row in lists_there()] == ["ch-seco"]


def test_trouble_with_the_file_of_lists_is_said_in_the_dialog(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
):
    import_lists([UN])

    def spoil(form: QWidget) -> None:
        assert isinstance(form, ListsForm)
        for beside in lists_file().parent.glob(lists_file().name + "*"):
            beside.unlink()
        lists_file().write_bytes(b"no database at all" * 100)
        drop(form, SECO)

    stage.asked(spoil, lambda: stage.window.run("project.lists"))
    stage.work_done()
    assert "damaged" in stage.banner


def test_help_opens_on_the_page_of_lists(stage: Stage):
    def look(form: QWidget) -> None:
        QTest.keyClick(form.focusWidget() or form, KEY.Key_F1)
        (shown,) = [one for one in form.findChildren(HelpWindow) if one.isVisible()]
        assert shown.page == "lists"
        shown.close()
        leave(form)

    open_form(stage, look)


def test_the_palette_knows_it_by_name(stage: Stage):
    seen: list[str] = []

    def look(form: QWidget) -> None:
        seen.append(type(form).__name__)
        leave(form)

    def type_it(_form: QWidget) -> None:
        stage.type("official")
        stage.press(KEY.Key_Return)

    stage.asked(type_it, lambda: stage.press("k", held=CTRL), look)
    stage.work_done()
    assert seen == ["ListsForm"]


def test_what_the_open_project_links_to_is_named_when_it_is_withdrawn(
    qtbot, path: Path, tmp_path: Path
):
    import_lists([UN])
    entry = EntryId("un-sc:KPi.901")
    with staged(qtbot, path, language="en") as stage:
        with closing(open_lists()) as lists:
            stored = lists.entry(entry)
        assert stored is not None
        version = keep_linked(stage.project, stored)
        session = stage.session
        title = session.article.text.index("\n")
        made = session.add_reference(0, title)
        session.set_links(made.focus, (entry,), {entry: version})

        def read(form: QWidget) -> None:
            assert isinstance(form, ListsForm)
            last = form.said.toPlainText().splitlines()[-1]
            assert last.startswith("In this project, annotations link to an entry")
            assert "INVENTÉ FICTIF" in last
            leave(form)

        def first(form: QWidget) -> None:
            assert isinstance(form, ListsForm)
            assert form.kept.text() == "This project keeps 1 entry that its annotations link to."
            drop(form, newer(tmp_path))

        open_form(stage, first, read)
        assert find_listed(entry, stage.project) is not None

        def without(form: QWidget) -> None:
            assert isinstance(form, ListsForm)
            assert not form.table.isVisible()
            told = form.kept.text().splitlines()[-1]
            assert "INVENTÉ FICTIF (UN Security Council, 27 February 2026)" in told
            leave(form)

        remove_list("un-sc")
        open_form(stage, without)


def test_what_the_table_says():
    import_lists([UN])
    (row,) = lists_there()
    assert cells(row, Translator("fr"))[:2] == ("ONU, Conseil de sécurité", "27 février 2026")
    assert row.edition.sha256 in about(row, SAY)
    assert about(None, SAY) == ""
    assert local_files(["/a", "", "/b"]) == (Path("/a"), Path("/b"))
