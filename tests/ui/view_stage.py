"""The article view on a stage: shown with a session's marks, and places for the mouse."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QImage, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotator.messages import Translator
from annotator.model.ids import ItemId
from annotator.services.annotating import Session
from ui.article_view.view import ArticleView
from ui.presenters.marks import marks_of
from ui.theme import load_theme

LEFT = Qt.MouseButton.LeftButton
NO_KEY = Qt.KeyboardModifier.NoModifier


def stage(qtbot, session: Session, selected: ItemId | None = None) -> ArticleView:
    """The view of a session's article, shown, with the focus."""
    view = ArticleView(Translator("fr"))
    qtbot.addWidget(view)
    view.resize(760, 600)
    view.set_theme(load_theme("light"))
    view.show_article(session.article)
    view.show_marks(marks_of(session, selected, "fr"))
    view.show()
    qtbot.waitExposed(view)
    view.activateWindow()
    view.setFocus()
    qtbot.waitUntil(view.hasFocus)
    return view


def at(view: ArticleView, point: int) -> QPoint:
    """The middle of the letter at a code point, in pixels of the viewport."""
    rect = view.page.strips_of(point, point + 1)[0].rect
    return rect.center().toPoint() - QPoint(0, view.verticalScrollBar().value())


def left_of(view: ArticleView, point: int) -> QPoint:
    """Just inside the left edge of the letter at a code point."""
    rect = view.page.strips_of(point, point + 1)[0].rect
    middle = QPoint(round(rect.left()) + 1, round(rect.center().y()))
    return middle - QPoint(0, view.verticalScrollBar().value())


def click(view: ArticleView, point: int, held: Qt.KeyboardModifier = NO_KEY) -> None:
    """Click on the letter at a code point."""
    QTest.mouseClick(view.viewport(), LEFT, held, at(view, point))


def drag(view: ArticleView, start: QPoint, end: QPoint, held: Qt.KeyboardModifier = NO_KEY) -> None:
    """Press at one place, move over to another, let go there."""
    QTest.mousePress(view.viewport(), LEFT, held, start)
    move(view, (start + end) / 2, held)
    move(view, end, held)
    QTest.mouseRelease(view.viewport(), LEFT, held, end)


def move(view: ArticleView, place: QPoint, held: Qt.KeyboardModifier = NO_KEY) -> None:
    """Move the mouse with the left button down; QTest.mouseMove holds neither key nor button."""
    local = QPointF(place)
    spot = QPointF(view.viewport().mapToGlobal(place))
    event = QMouseEvent(QEvent.Type.MouseMove, local, spot, Qt.MouseButton.NoButton, LEFT, held)
    QApplication.sendEvent(view.viewport(), event)


def hover(view: ArticleView, place: QPoint) -> None:
    """Move the mouse with no button down."""
    none = Qt.MouseButton.NoButton
    spot = QPointF(view.viewport().mapToGlobal(place))
    event = QMouseEvent(QEvent.Type.MouseMove, QPointF(place), spot, none, none, NO_KEY)
    QApplication.sendEvent(view.viewport(), event)


def words(view: ArticleView) -> str | None:
    """The words that are selected, out of the article's text."""
    found = view.selection()
    return view.pages.text[found[0] : found[1]] if found else None


def picture(view: ArticleView, *, grey: bool = False) -> QImage:
    """What the viewport shows, without the caret."""
    view.clearFocus()
    image = view.viewport().grab().toImage()
    return image.convertToFormat(QImage.Format.Format_Grayscale8) if grey else image
