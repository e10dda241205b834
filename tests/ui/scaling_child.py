"""What is cut off in the window's places and dialogs: run by `test_scaling` at some scale.

Arguments: language, type size of the interface as a factor, width and height of the window in
device-independent pixels, and a folder for pictures, or nothing. Writes JSON: what is cut off, by
state. The states are those of `benchmarks.screens`.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QStyle,
    QStyleOptionComboBox,
    QWidget,
)

from annotator.services.prelabelling import Engine
from annotator.settings import AppSettings
from benchmarks import screens
from ui.app import make_app
from ui.panels.elided import ElidedLabel
from ui.screenshots import quiet
from ui.window import Window

RESIZED = ("narrow", "tutorial")
"""States that set the size of the window themselves."""
SLACK = 1
"""Pixels by which a rounded width may fall short."""


def cut_off(shown: QWidget) -> list[str]:
    """Labels, buttons and boxes that are smaller than their words."""
    return [
        f"{type(one).__name__} {_words(one)!r}: {why}"
        for one in (shown, *shown.findChildren(QWidget))
        if one.isVisible()
        for why in _troubles(one)
    ]


def _words(one: QWidget) -> str:
    text = one.currentText() if isinstance(one, QComboBox) else getattr(one, "text", str)()
    return str(text)[:60]


def _troubles(one: QWidget) -> Iterator[str]:
    if isinstance(one, ElidedLabel):
        return  # it says the whole under the pointer
    if isinstance(one, QLabel) and one.text() and one.pixmap().isNull():
        if one.wordWrap():
            needed = one.heightForWidth(one.width())
            if needed > one.height() + SLACK:
                yield f"{needed} high in {one.height()}"
            widest = max(
                one.fontMetrics().horizontalAdvance(word) for word in _plain(one).split() or [""]
            )
            if widest > one.contentsRect().width() + SLACK:
                yield f"a word {widest} wide in {one.contentsRect().width()}"
        elif one.sizeHint().width() > one.width() + SLACK:
            yield f"{one.sizeHint().width()} wide in {one.width()}"
        elif one.sizeHint().height() > one.height() + SLACK:
            yield f"{one.sizeHint().height()} high in {one.height()}"
    elif isinstance(one, QPushButton | QCheckBox):
        hint = one.sizeHint()
        if hint.width() > one.width() + SLACK or hint.height() > one.height() + SLACK:
            yield f"{hint.toTuple()} in {one.size().toTuple()}"
    elif isinstance(one, QComboBox):
        option = QStyleOptionComboBox()
        one.initStyleOption(option)
        room: QRect = one.style().subControlRect(
            QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, one
        )
        needed = one.fontMetrics().horizontalAdvance(one.currentText())
        if needed > room.width() + SLACK:
            yield f"{needed} wide in {room.width()}"
    elif isinstance(one, QLineEdit) and one.placeholderText() and not one.text():
        needed = one.fontMetrics().horizontalAdvance(one.placeholderText())
        if needed > one.contentsRect().width() + SLACK:
            yield f"placeholder {one.placeholderText()!r} {needed} wide in {one.width()}"


def _plain(label: QLabel) -> str:
    from PySide6.QtGui import QTextDocumentFragment

    rich = label.textFormat() == Qt.TextFormat.RichText or "<" in label.text()
    return QTextDocumentFragment.fromHtml(label.text()).toPlainText() if rich else label.text()


def outside(shown: QWidget, room: tuple[int, int]) -> list[str]:
    """A dialog that is larger than the window."""
    size = shown.size().toTuple()
    too_large = size[0] > room[0] or size[1] > room[1]
    return [f"{size} does not fit in {room}"] if shown.isWindow() and too_large else []


def main(
    language: str, factor: float, size: tuple[int, int], pictures: str
) -> dict[str, list[str]]:
    """Go through the states."""
    found: dict[str, list[str]] = {}
    with tempfile.TemporaryDirectory() as folder, screens._own_settings(Path(folder)), quiet():
        project = Path(folder) / "sample.guillemet"
        screens._make(project)
        settings = AppSettings(screens.TUTOR, language, "light")
        app = make_app(settings)
        font = QFont(app.font())
        font.setPointSizeF(font.pointSizeF() * factor)
        app.setFont(font)
        engine = Engine()
        window = Window(settings, engine)
        window.main.resize(*size)
        window.main.show()
        for name, state in {"welcome": lambda one: one.main, **screens.STATES}.items():
            if name != "welcome" and window.frame.project is None:
                window.frame.open_project(project)
            window.main.resize(*size)
            shown = state(window)
            shown.show()
            screens._settle(app)
            wrong = cut_off(shown) + (outside(shown, size) if name not in RESIZED else [])
            if window.main.size().toTuple() != size and name not in RESIZED:
                wrong.append(f"the window became {window.main.size().toTuple()}")
            if wrong:
                found[name] = wrong
            if pictures:
                shown.grab().save(str(Path(pictures) / f"{name}-{language}-{factor}.png"))
            if shown is not window.main:
                shown.close()
                shown.deleteLater()
        window.main.close()
        engine.close()
        QApplication.processEvents()
    return found


if __name__ == "__main__":
    room = int(sys.argv[3]), int(sys.argv[4])
    result = main(sys.argv[1], float(sys.argv[2]), room, sys.argv[5] if len(sys.argv) > 5 else "")
    sys.stdout.write(json.dumps(result, ensure_ascii=False, indent=1))
