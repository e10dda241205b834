"""Bringing articles in by dropping and pasting: files, folders of thousands, long texts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QTableView

from annotator.services import importing
from tests.ui.window_stage import CTRL, SHIFT, Stage

KEY = Qt.Key
HOW = (Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)


def drop(stage: Stage, data: QMimeData) -> bool:
    """Drag something over the window and let it go; whether it was taken."""
    action, button, held = HOW
    over = QDragEnterEvent(QPoint(400, 300), action, data, button, held)
    QApplication.sendEvent(stage.main, over)
    if over.isAccepted():
        let_go = QDropEvent(QPointF(400, 300), action, data, button, held)
        QApplication.sendEvent(stage.main, let_go)
    return over.isAccepted()


def urls(*paths: Path) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return data


@pytest.fixture
def clipboard() -> Iterator[QMimeData]:
    board = QApplication.clipboard()
    yield board
    board.clear()


def paste(stage: Stage) -> None:
    stage.press(KEY.Key_V, held=CTRL | SHIFT)
    stage.work_done()


def test_a_pasted_text_becomes_an_article_and_stays(stage: Stage, clipboard) -> None:
    clipboard.setText("Un titre\n\nMoscou «\u00a0se tait\u00a0» 🚢.")
    before = len(stage.titles)
    paste(stage)
    assert (stage.title, len(stage.titles)) == ("Un titre", before + 1)
    assert stage.session.article.text.endswith("«\u00a0se tait\u00a0» 🚢.")
    assert "Un titre" in stage.main.foot.words
    paste(stage)
    assert "Un titre" in stage.banner
    assert len(stage.titles) == before + 1
    stage.reopen()
    assert stage.title == "Un titre"


@pytest.mark.parametrize("text", ["", "  \n "])
def test_a_clipboard_without_text_is_said(stage: Stage, clipboard, text: str) -> None:
    clipboard.setText(text)
    paste(stage)
    assert "presse-papiers" in stage.main.foot.words


def test_ten_megabytes_are_refused_in_a_sentence_and_work_goes_on(stage: Stage, clipboard) -> None:
    clipboard.setText("Le ministre a dit non. " * 450_000)
    before, title = stage.titles, stage.title
    paste(stage)
    assert "10350" in stage.banner
    assert (stage.titles, stage.title) == (before, title)
    stage.press("a")
    assert stage.session.annotation.items
    assert stage.session.unsaved == 0


def test_ten_megabytes_in_a_field_do_no_harm(stage: Stage, clipboard) -> None:
    clipboard.setText("Le ministre a dit non. " * 450_000)
    stage.press(KEY.Key_J, held=CTRL)
    stage.press(KEY.Key_V, held=CTRL)
    assert stage.main.articles.filter.text()
    stage.qtbot.waitUntil(lambda: stage.titles == [])
    stage.main.articles.filter.clear()
    stage.qtbot.waitUntil(lambda: len(stage.titles) == 3)
    stage.press(KEY.Key_F, held=CTRL | SHIFT)
    stage.press(KEY.Key_V, held=CTRL)
    find = stage.window.places.find
    stage.qtbot.waitUntil(lambda: not find.panel._timer.isActive())
    stage.qtbot.waitUntil(lambda: not find.busy, timeout=20_000)
    assert find.find.total == 0
    assert find.panel._empty.text()
    stage.press(KEY.Key_Escape)
    stage.press("a")
    assert stage.session.annotation.items


def test_dropped_files_and_folders_are_imported(stage: Stage, tmp_path: Path) -> None:
    folder = tmp_path / "dossier"
    folder.mkdir()
    (folder / "un.txt").write_text("Premier texte déposé.", "utf-8")
    (folder / "deux.txt").write_text("Deuxième texte déposé.", "utf-8")
    (tmp_path / "vide.txt").write_text("")

    def report(form) -> None:
        (table,) = form.findChildren(QTableView)
        assert table.model().rowCount() == 3
        stage.press(KEY.Key_Return)

    before = len(stage.titles)
    stage.asked(report, lambda: drop(stage, urls(folder, tmp_path / "vide.txt")))
    assert len(stage.titles) == before + 2


def test_dropped_words_become_an_article(stage: Stage) -> None:
    data = QMimeData()
    data.setText("Des mots glissés.")
    assert drop(stage, data)
    stage.work_done()
    assert stage.title == "Des mots glissés."


def test_nothing_is_dropped_where_there_is_no_project(bare: Stage, tmp_path: Path) -> None:
    (tmp_path / "un.txt").write_text("Texte.")
    assert drop(bare, urls(tmp_path / "un.txt"))
    assert "projet" in bare.banner
    assert not drop(bare, QMimeData())


def test_a_dropped_project_is_opened(bare: Stage, path: Path) -> None:
    assert drop(bare, urls(path))
    assert bare.project.path == path


def test_a_folder_of_thousands_shows_its_progress_and_can_be_stopped(
    stage: Stage, tmp_path: Path
) -> None:
    """The button ends it; what was imported by then stays, and the report says so."""
    folder = tmp_path / "dossier"
    folder.mkdir()
    for number in range(10_000):
        (folder / f"a{number:05}.txt").write_text(f"Article numéro {number}.", "utf-8")
    strip, told = stage.main.progress, []

    def report(form) -> None:
        (table,) = form.findChildren(QTableView)
        told.append(table.model().rowCount())
        stage.press(KEY.Key_Return)

    def stop_soon() -> None:
        drop(stage, urls(folder))
        stage.qtbot.waitUntil(lambda: strip.isVisible() and strip._bar.value() > 10, timeout=60_000)
        assert strip._bar.maximum() == 10_000
        stage.press("j")  # the text answers meanwhile
        assert stage.window.desk.item is not None
        stage.click(strip.cancel_button)

    before = len(stage.titles)
    stage.asked(report, stop_soon)
    assert 10 < told[0] < 10_000
    assert len(stage.titles) == before + told[0]
    assert not stage.window.tasks.busy


def test_a_file_that_goes_during_an_import_is_named(
    stage: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(3):
        (tmp_path / f"a{number}.txt").write_text(f"Article numéro {number}.", "utf-8")
    real = importing._keep

    def gone(destination, found, importer, annotator):
        if found.path.name == "a1.txt":
            found.path.unlink()
        return real(destination, found, importer, annotator)

    monkeypatch.setattr(importing, "_keep", gone)
    lines = []

    def report(form) -> None:
        (table,) = form.findChildren(QTableView)
        model = table.model()
        lines.extend(model.index(row, 2).data() for row in range(model.rowCount()))
        stage.press(KEY.Key_Return)

    files = [tmp_path / f"a{number}.txt" for number in range(3)]
    stage.asked(report, lambda: drop(stage, urls(*files)))
    assert len(lines) == 3
    assert stage.window.say("import.not_found") in lines
