"""From a file to a corpus and a workbook, through the real window, by keys and by mouse."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from annotator import corpus
from annotator.model.ids import ItemId
from annotator.model.items import Quote
from annotator.settings import load_settings
from tests.e2e.conftest import ended, started
from tests.e2e.hands import Hands, new_project, settle
from ui.article_view.view import ArticleView

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


def import_by_keys(hands: Hands, monkeypatch: pytest.MonkeyPatch, *paths: Path) -> None:
    """Import files with Ctrl+I and put the report away."""
    chosen = ([str(path) for path in paths], "")
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_args: chosen)
    hands.when_asked(lambda asked: hands.press(Qt.Key.Key_Return))
    hands.chord(Qt.Key.Key_I)
    hands.wait(lambda: bool(hands.window.frame.rows) and not hands.window.tasks.busy)


def export_by_keys(hands: Hands, format: str, target: Path) -> None:
    """Export with Ctrl+E and put the report away."""

    def close_report(asked: QWidget) -> None:
        hands.press(Qt.Key.Key_Return)

    def choose(asked: QWidget) -> None:
        asked.format.setCurrentIndex(asked.format.findData(format))  # type: ignore[attr-defined]
        asked.place.line.setText(str(target))  # type: ignore[attr-defined]
        hands.when_asked(close_report)
        asked.ok.setFocus()  # type: ignore[attr-defined]
        hands.press(Qt.Key.Key_Space)

    hands.when_asked(choose)
    hands.to_text()
    hands.chord(Qt.Key.Key_E)
    hands.wait(lambda: target.exists() and not hands.window.tasks.busy)


def test_the_seed_from_import_to_export_by_keys(
    hands: Hands, shared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    new_project(hands, "Sanctions 2023", tmp_path / "sanctions.guillemet", "Inès")
    import_by_keys(hands, monkeypatch, shared / "gold" / "seed.txt")
    assert str(hands.session.article.meta.published) == "2023-08"
    hands.wait(lambda: bool(hands.session.open_suggestions()))
    settle(hands)
    correct_one(hands)
    hands.to_text()
    hands.press("d")
    assert hands.session.annotation.state.status == "done"

    export_by_keys(hands, "corpus", tmp_path / "corpus")
    export_by_keys(hands, "workbook", tmp_path / "gold.xlsx")
    done = hands.session.annotation
    loaded = corpus.load(tmp_path / "corpus")
    assert [document.annotation for document in loaded.documents] == [done]
    assert all(document.gold for document in loaded.documents)
    manifest = json.loads((tmp_path / "corpus" / "manifest.json").read_text("utf-8"))
    assert manifest["scope"]["kind"] == "gold" if isinstance(manifest["scope"], dict) else True
    book = openpyxl.load_workbook(tmp_path / "gold.xlsx", read_only=True)
    words = [
        str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row
    ]
    book.close()
    assert any("progressent activement" in word for word in words)
    assert any("Linda Thomas-Greenfield" in word for word in words)


def correct_one(hands: Hands) -> None:
    """Change a claim type, move an end, take both back, bring them back."""
    hands.to_text()
    hands.window.desk.select(None)
    hands.press("j")
    quote = hands.window.desk.item
    assert isinstance(quote, Quote)
    hands.press("c", "m" if quote.claim_type != "warn" else "d")
    hands.to_text()
    hands.press("e")
    hands.press(Qt.Key.Key_Left, Qt.Key.Key_Return)
    changed = hands.session.annotation.item(quote.id)
    assert changed != quote
    hands.chord(Qt.Key.Key_Z)
    hands.chord(Qt.Key.Key_Z)
    assert _content(hands, quote.id) == quote.segments
    hands.chord(Qt.Key.Key_Z, shift=True)
    hands.chord(Qt.Key.Key_Z)


def _content(hands: Hands, item: ItemId) -> object:
    found = hands.session.annotation.item(item)
    return found.segments if isinstance(found, Quote) else None


def test_a_quote_and_a_mention_are_made_and_mended_by_mouse_and_menu(
    hands: Hands, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "«Rien n'est prêt», a dit Ada Kern à Genève. Selon lui, «tout» le serait.\n"
    (tmp_path / "un.txt").write_text(text, "utf-8")
    new_project(hands, "Souris", tmp_path / "souris.guillemet", "Inès")
    import_by_keys(hands, monkeypatch, tmp_path / "un.txt")
    hands.wait(lambda: bool(hands.session.open_suggestions()))
    for suggestion in hands.session.open_suggestions():
        hands.session.reject(suggestion.item.id)
    view = hands.window.main.article.text
    hands.window.desk.select(None)

    drag(view, text.index("Rien"), text.index(" prêt") + 5)
    run_from_menu(hands, "make.quote")
    quote = hands.session.annotation.quotes[0]
    assert quote.segments[0].text == "Rien n'est prêt"
    drag(view, text.index("a dit"), text.index("a dit") + 5)
    run_from_menu(hands, "make.cue")
    drag_grip(view, quote.segments[0].start, text.index("«"))
    assert hands.session.annotation.quotes[0].segments[0].text.startswith("«")
    assert hands.session.annotation.quotes[0].cues[0].text == "a dit"

    click_text(view, text.index("Genève") + 2)
    drag(view, text.index("Genève"), text.index("Genève") + 6)
    run_from_menu(hands, "make.mention")
    hands.press(Qt.Key.Key_Escape)
    click_text(view, text.index("prêt"))
    assert hands.window.desk.selected == quote.id
    run_from_menu(hands, "decide.reject")
    assert hands.session.annotation.quotes == ()
    run_from_menu(hands, "decide.undo")
    assert hands.session.annotation.quotes[0].id == quote.id


def run_from_menu(hands: Hands, action: str) -> None:
    """Choose an action in the menu of everything."""
    hands.window.main.actions_.action(action).trigger()
    QApplication.processEvents()


def _pixel(view: ArticleView, point: int) -> QPoint:
    rect = view.page.caret_rect(point)
    return QPoint(int(rect.left()) + 1, int(rect.center().y()) - view.verticalScrollBar().value())


def click_text(view: ArticleView, point: int) -> None:
    """Click on a letter."""
    QTest.mouseClick(view.viewport(), LEFT, NONE, _pixel(view, point) + QPoint(3, 0))
    QApplication.processEvents()


def drag(view: ArticleView, start: int, end: int) -> None:
    """Select by dragging from one letter to another."""
    _drag(view, _pixel(view, start), _pixel(view, end))


def _drag(view: ArticleView, first: QPoint, last: QPoint) -> None:
    port = view.viewport()
    QTest.mousePress(port, LEFT, NONE, first)
    for step in (0.3, 0.7, 1.0):
        way = last - first
        place = first + QPoint(int(way.x() * step), int(way.y() * step))
        move = QMouseEvent(
            QEvent.Type.MouseMove,
            QPointF(place),
            QPointF(port.mapToGlobal(place)),
            Qt.MouseButton.NoButton,
            LEFT,
            NONE,
        )
        QApplication.sendEvent(port, move)
    QTest.mouseRelease(port, LEFT, NONE, last)
    QApplication.processEvents()


def drag_grip(view: ArticleView, grip: int, to: int) -> None:
    """Drag the start grip of the selected part to another place."""
    scroll = view.verticalScrollBar().value()
    points = [point for point, _ in view.handles.points()]
    near = view.page.caret_rect(grip).left()
    point = min(points, key=lambda one: abs(one.x() - near))
    _drag(view, QPoint(int(point.x()), int(point.y()) - scroll), _pixel(view, to))


def test_a_second_start_comes_back_to_the_article_with_its_undo(
    qtbot: QtBot, config: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = tmp_path / "un.txt", tmp_path / "deux.txt"
    first.write_text("«Rien n'est prêt», a dit Ada Kern.\n", "utf-8")
    second.write_text("Selon Ada Kern, «tout est prêt».\n", "utf-8")
    program = started(qtbot)
    hands = Hands(qtbot, program)
    new_project(hands, "Deux", tmp_path / "deux.guillemet", "Inès")
    import_by_keys(hands, monkeypatch, first, second)
    hands.window.frame.leaf(1)
    article = hands.window.frame.current
    hands.wait(lambda: bool(hands.session.open_suggestions()))
    hands.to_text()
    hands.press("a")
    done = hands.session.work
    ended(program)

    assert load_settings().annotator == "Inès"
    again = Hands(qtbot, started(qtbot))
    again.wait(lambda: again.window.frame.current is not None)
    assert again.window.frame.current == article
    assert again.session.annotation == done.annotation
    again.to_text()
    again.chord(Qt.Key.Key_Z)
    assert again.session.annotation.items == ()
    ended(again.program)
