"""A real window on a real project, for tests that use keys and mouse as a person does."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import shiboken6
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from annotator.model.article import Article
from annotator.services import prelabel_child
from annotator.services.importing import import_paths
from annotator.services.prelabel_child import Found
from annotator.services.prelabelling import Engine
from annotator.services.projects import Project, ProjectSettings
from annotator.settings import AppSettings, load_settings
from tests.conftest import PROJECT
from ui.theme import load_theme
from ui.window import Window

BY = "Inès Vidal"
LEFT = Qt.MouseButton.LeftButton
NONE = Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
SAMPLES = PROJECT / "resources" / "samples" / "articles"
TEXTS = ("fr-banque.txt", "fr-niger.txt", "en-chips.txt")
FIRST = "fr-niger.txt"
"""The one that stands first in the list, as it has a date and the others have none."""


Answer = Callable[[QWidget], None]
"""Fills in a question and leaves it."""


class NearEngine(Engine):
    """The same pipeline without its process, which takes seconds to start."""

    def start(self, language: str = "fr") -> Future[str]:
        return _done("rules")

    def submit(self, article: Article, own: prelabel_child.Own = ()) -> Future[Found]:
        return _done(prelabel_child.propose(article, None, own))

    def made_with(self, own: prelabel_child.Own = ()) -> Future[dict[str, str]]:
        return _done(prelabel_child.made_with_now(self.choice, own))


def _done(value: object) -> Future:
    future: Future = Future()
    future.set_result(value)
    return future


class Stage:
    """A window that is shown, and the hands of a person."""

    def __init__(self, qtbot, settings: AppSettings, path: Path | None) -> None:
        self.qtbot = qtbot
        self.rebuilt = 0
        self.window = self._made(settings)
        if path is not None:
            assert self.window.frame.open_project(path), self.banner
            self.to_text()

    def _made(self, settings: AppSettings) -> Window:
        window = Window(settings, NearEngine(), self._rebuild)
        QApplication.setPalette(load_theme("light").palette())
        window.main.resize(1300, 800)
        window.main.show()
        self.qtbot.waitExposed(window.main)
        window.main.activateWindow()
        self.qtbot.waitUntil(window.main.isActiveWindow)
        return window

    def _rebuild(self) -> None:
        self.rebuilt += 1

    def reopen(self) -> None:
        """Close the window and start again on what was saved."""
        path = self.window.frame.project.path
        self.end()
        self.window = self._made(load_settings())
        self.window.frame.open_project(path)
        self.to_text()

    def end(self) -> None:
        """Close the window for good."""
        self.window.main.close()
        self.window.main.deleteLater()
        self.window.deleteLater()
        QApplication.processEvents()

    @property
    def main(self):
        return self.window.main

    @property
    def session(self):
        return self.window.desk.session

    @property
    def project(self) -> Project:
        assert self.window.frame.project is not None
        return self.window.frame.project

    @property
    def banner(self) -> str:
        return self.main.banner.words

    @property
    def titles(self) -> list[str]:
        model = self.main.articles.model
        return [model.index(row).data() for row in range(model.rowCount())]

    @property
    def title(self) -> str:
        """Of the article that is open."""
        return self.session.article.title if self.session else ""

    def to_text(self) -> None:
        self.main.article.text.setFocus()
        self.qtbot.waitUntil(self.main.article.text.hasFocus)

    def focus(self) -> QWidget:
        asked = QApplication.activePopupWidget() or QApplication.activeModalWidget()
        if asked is not None:
            return asked.focusWidget() or asked
        return self.main.focusWidget() or self.main

    def press(self, *keys: Qt.Key | str, held: Qt.KeyboardModifier = NONE) -> None:
        """Press keys where the focus is."""
        for key in keys:
            QTest.keyClick(self.focus(), key, held)
            QApplication.processEvents()

    def type(self, words: str) -> None:
        QTest.keyClicks(self.focus(), words)
        QApplication.processEvents()

    def click(self, widget: QWidget, place: QPoint | None = None) -> None:
        QTest.mouseClick(widget, LEFT, NONE, place or widget.rect().center())
        QApplication.processEvents()

    def click_row(self, place: int) -> None:
        """Click on an article of the list."""
        view = self.main.articles.view
        self.click(view.viewport(), view.visualRect(view.model().index(place, 0)).center())

    def asked(self, answer: Answer, ask: Callable[[], object], *more: Answer) -> None:
        """Do what brings up a question, and answer it; fails if it is not asked or not left.

        With `more`, as many other questions follow it, and are answered as soon as they come.
        """
        popup, answers = QApplication.activePopupWidget, [answer, *more]
        answered: list[bool] = []
        trouble: list[BaseException] = []

        def look() -> None:
            form = popup() or QApplication.activeModalWidget()
            if form is None or not (form.isActiveWindow() or form == popup()):
                timer.start(10)
                return
            try:
                answers[len(answered)](form)
            except BaseException as error:  # noqa: BLE001  # raised again below, out of Qt's loop
                trouble.append(error)
            answered.append(True)
            if shiboken6.isValid(form) and form.isVisible():
                trouble.append(AssertionError("the question is still there"))
                form.close()
            if len(answered) < len(answers):
                timer.start(10)

        timer = QTimer()
        timer.setSingleShot(True)
        timer.timeout.connect(look)
        timer.start(0)
        ask()
        self.qtbot.waitUntil(lambda: len(answered) == len(answers), timeout=20_000)
        if trouble:
            raise trouble[0]
        self._come_back()

    def _come_back(self) -> None:
        """Make the window active again, as a window manager does when a question is closed."""
        waiting = QApplication.activePopupWidget() or QApplication.activeModalWidget()
        if waiting is None and shiboken6.isValid(self.main) and self.main.isVisible():
            self.main.activateWindow()
            self.qtbot.waitUntil(self.main.isActiveWindow)

    def context_menu(self, place: int) -> QMenu:
        """The menu that a right click on an article of the list brings up."""
        view = self.main.articles.view
        spot = view.visualRect(view.model().index(place, 0)).center()
        view.customContextMenuRequested.emit(spot)
        QApplication.processEvents()
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        return menu

    def pick(self, menu: QMenu, words: str) -> None:
        """Click on an entry of a menu."""
        entry = next(one for one in menu.actions() if one.text() == words)
        self.click(menu, menu.actionGeometry(entry).center())

    def work_done(self) -> None:
        """Wait for what runs beside the window."""
        self.qtbot.waitUntil(lambda: not self.window.tasks.busy, timeout=20_000)


def make_template(folder: Path) -> Path:
    """A project of three sample articles with their suggestions; FIRST alone has a date."""
    path = folder / "essai.guillemet"
    with Project.create(path, "Essai", ProjectSettings(), BY) as project:
        import_paths(project, [SAMPLES / name for name in TEXTS], annotator=BY)
        for row in project.article_rows(BY):
            if row.meta.source_file != FIRST:
                before = project.article_state(row.id)
                undated = replace(before, meta=replace(before.meta, published=None))
                project.edit_article(before, undated, BY)
        for row in project.article_rows(BY):
            article = project.article(row.id)
            now = prelabel_child.propose(article)
            project.save_proposals(now.proposals, made_with=now.made_with)
    return path


@contextmanager
def staged(qtbot, path: Path | None, **changes: object) -> Iterator[Stage]:
    """A window of its own."""
    settings = replace(AppSettings(annotator=BY, theme="light"), **changes)
    stage = Stage(qtbot, settings, path)
    try:
        yield stage
    finally:
        stage.end()
