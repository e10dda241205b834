"""Long texts in the window: the longest stall of its thread for everything that is done there."""

from __future__ import annotations

import os
import random
import statistics
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import patch

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotator.identifiers import new_id
from annotator.model.article import Article
from annotator.model.imported import ImportedRecord, ImportRun
from annotator.services.projects import Project, ProjectSettings
from annotator.settings import AppSettings
from benchmarks.figures import Figure
from benchmarks.heartbeat import Heartbeat
from benchmarks.keys.stage import BY, SIZE, IdleEngine
from benchmarks.workload import annotation_of, article_of
from ui.app import make_app
from ui.commands import switch_theme
from ui.window import Window

SIZES = {10_000: (12, 60), 100_000: (6, 30)}
"""Words, with how many of them there are for each mention and for each quote: 1,000 and 20,000
spans."""
FRAME, STALL = 16.0, 100.0
"""Milliseconds: what a frame may take, and from when on a person feels that the window hangs."""
AGAINST = {10_000: FRAME, 100_000: STALL}

Key = Qt.Key
NONE, CTRL, SHIFT = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
)


def figures() -> list[Figure]:
    """For each length the median of the longest stalls of a deed, beside what it may take."""
    return [one for words in SIZES for one in _figures(words)]


def _figures(words: int) -> Iterator[Figure]:
    with _staged(words) as (window, article):
        hands = _Hands(window, article)
        for name, (deed, times) in hands.deeds().items():
            stalls = [hands.heart.longest(deed, hands.is_open) for _ in range(times)]
            value, limit = statistics.median(stalls), AGAINST[words]
            against = f"{limit:g} ms; worst {max(stalls):.0f} ms"
            yield Figure(f"long.{name}_{words}", value, "ms of CPU", against, value / limit, times)
        hands.heart.stop()


@contextmanager
def _staged(words: int) -> Iterator[tuple[Window, Article]]:
    """A window on a project of a short article, which is open, and the long one."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with patch.dict(os.environ, GUILLEMET_CONFIG_DIR=str(folder / "config")):
            path, long = folder / "banc.guillemet", article_of(words)
            _make(path, long, SIZES[words])
            settings = AppSettings(BY, "fr", "light")
            make_app(settings)
            window = Window(settings, IdleEngine())
            window.main.resize(*SIZE)
            window.main.show()
            window.main.activateWindow()
            QTest.qWaitForWindowActive(window.main)
            window.frame.open_project(path)
            window.frame.choose(next(row.id for row in window.frame.rows if row.id != long.id))
            QApplication.processEvents()
            yield window, long
            window.main.close()
            window.main.deleteLater()
            window.deleteLater()
            QApplication.processEvents()


def _make(path: Path, long: Article, every: tuple[int, int]) -> None:
    short = article_of(200)
    records = [
        ImportedRecord(short, b"", annotations=(annotation_of(short, BY),)),
        ImportedRecord(long, b"", annotations=(annotation_of(long, BY, every),)),
    ]
    with Project.create(path, "Banc", ProjectSettings(), BY) as project:
        run = ImportRun(new_id(), "banc", "text", BY)
        project.add_articles(records, run, lambda done, total: None, lambda: False)


class _Hands:
    """What a person does in a long article, from its middle on."""

    def __init__(self, window: Window, article: Article) -> None:
        self._window, self._article = window, article
        self._chance = random.Random(1)
        self._claims = iter("npmnpmnpmnpm")
        self.heart = Heartbeat()

    def deeds(self) -> dict[str, tuple[Callable[[], object], int]]:
        """By name what is done, in this order, and how often."""
        return {
            "open": (lambda: self._window.frame.choose(self._article.id), 1),
            "left_and_opened": (self._leave_and_open, 3),
            "scroll": (self._scroll, 40),
            "jump": (self._jump, 20),
            "far_quote": (self._far_quote, 3),
            "next_open": (lambda: self._key(Key.Key_Space), 10),
            "next_quote": (lambda: self._key("j"), 10),
            "claim_picker": (lambda: self._key("c"), 1),
            "claim": (lambda: self._change(self._claim), 8),
            "end_in_hand": (lambda: self._key("e"), 3),
            "end_moved": (lambda: self._change(lambda: self._key(Key.Key_Right)), 5),
            "undo": (lambda: self._change(lambda: self._key("z", CTRL)), 5),
            "end_let_go": (lambda: self._key(Key.Key_Escape), 1),
            "words_selected": (lambda: self._key(Key.Key_Right, SHIFT), 10),
            "mention_made": (lambda: self._change(self._mention), 4),
            "deleted": (lambda: self._change(lambda: self._key("x")), 4),
            "what_is_left": (self._what_is_left, 2),
            "find_opened": (lambda: self._key("f", CTRL), 1),
            "find_typed": (lambda: self._key("a"), 3),
            "find_next": (lambda: self._key(Key.Key_F3), 5),
            "find_left": (lambda: self._key(Key.Key_Escape), 1),
            "window_resized": (self._resize, 2),
            "type_larger": (lambda: self._window.run("view.larger"), 3),
            "theme": (lambda: switch_theme(self._window), 4),
        }

    def is_open(self) -> bool:
        """Whether the article's items are there."""
        return self._window.desk.session is not None

    def _leave_and_open(self) -> None:
        frame = self._window.frame
        frame.choose(next(row.id for row in frame.rows if row.id != self._article.id))
        QApplication.processEvents()
        frame.choose(self._article.id)

    def _key(self, key: Qt.Key | str, held: Qt.KeyboardModifier = NONE) -> None:
        widget = self._window.main.focusWidget() or self._window.main
        QTest.keyClick(widget, key, held)  # type: ignore[arg-type]  # a key or a character

    def _change(self, deed: Callable[[], object]) -> None:
        """Do what is to change the work.

        Raises:
            RuntimeError: it did not: what would be measured is not the deed.
        """
        session = self._window.desk.session
        before = session.annotation if session is not None else None
        deed()
        if session is None or session.annotation is before:
            raise RuntimeError("a deed of the benchmark changed nothing")

    def _scroll(self) -> None:
        bar = self._window.main.article.text.verticalScrollBar()
        bar.setValue(bar.value() + 60)

    def _jump(self) -> None:
        bar = self._window.main.article.text.verticalScrollBar()
        bar.setValue(self._chance.randrange(max(1, bar.maximum())))

    def _far_quote(self) -> None:
        self._window.main.article.text.setFocus()
        session = self._window.desk.session
        quotes = session.annotation.quotes if session is not None else ()
        middle = len(quotes) // 2
        self._window.desk.select(quotes[middle + self._chance.randrange(-9, 9)].id)

    def _claim(self) -> None:
        """A letter in the picker; the next one is opened without being measured by itself."""
        if not self._window.main.article.margin.picker_open:
            self._key("c")
        self._key(next(self._claims))

    def _mention(self) -> None:
        self._key(Key.Key_Right, SHIFT)
        self._key("m")
        self._key(Key.Key_Escape)

    def _what_is_left(self) -> None:
        self._window.run("walk.list")
        for _ in range(2):
            popup = QApplication.activePopupWidget() or QApplication.activeModalWidget()
            if popup is not None:
                popup.close()
        self._window.main.activateWindow()
        self._window.main.article.text.setFocus()

    def _resize(self) -> None:
        size = self._window.main.size()
        self._window.main.resize(size.width() - 100, size.height())
