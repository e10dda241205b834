"""A narrow window: everything can still be used at 720 pixels, and words give way in order."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QPushButton, QSpinBox, QWidget

from tests.ui.window_stage import Stage, staged
from ui.panels.elided import ElidedLabel

NARROW = 720


@pytest.fixture(params=["fr", "en"])
def spoken(qtbot, path: Path, request: pytest.FixtureRequest) -> Iterator[Stage]:
    with staged(qtbot, path, language=request.param) as made:
        yield made


def resized(stage: Stage, width: int) -> None:
    """Drag the edge of the window: on the way, the margin goes below the text."""
    for step in (max(width, 1000), width):
        stage.main.resize(step, 700)
        QApplication.processEvents()


def cut(widget: QWidget) -> list[str]:
    """The buttons below a widget that lie outside the window, or have no room for their words."""
    inside = widget.window().rect()
    return [
        one.text()
        for one in widget.findChildren(QPushButton)
        if one.isVisible()
        and (
            not inside.contains(one.mapTo(widget.window(), one.rect().bottomRight()))
            or one.width() < one.minimumSizeHint().width()
        )
    ]


@pytest.mark.parametrize("place", ["annotate", "review", "find"])
def test_the_window_can_be_narrow_in_every_place(spoken: Stage, place: str):
    stage = spoken
    stage.main.top.show_pipeline("rules")
    stage.window.places.go(place)
    resized(stage, NARROW)
    assert stage.main.width() == NARROW
    assert cut(stage.main) == []


def test_a_long_name_of_a_project_gives_way(stage: Stage):
    top = stage.main.top
    top.show_project("Sanctions et négociations, deuxième semestre " * 4, 214, read_only=False)
    resized(stage, NARROW)
    assert stage.main.width() == NARROW
    assert cut(top) == []
    assert top._project.toolTip() == top._project.text()


def test_the_bar_gives_way_in_order(stage: Stage):
    top = stage.main.top
    top.show_pipeline("rules")
    seen = []
    for width in (1300, 900, NARROW, 1300):
        resized(stage, width)
        seen.append((top._pipeline.isVisible(), top._name.isVisible()))
    assert seen == [(True, True), (False, True), (False, False), (True, True)]
    resized(stage, NARROW)
    top.show_busy(True)
    assert not top._busy.isVisible()
    resized(stage, 1300)
    assert top._busy.isVisible()


@pytest.mark.parametrize("words", ["court", "une ligne assez longue pour deux"])
def test_with_room_no_word_is_cut(qtbot, words: str):
    label = ElidedLabel()
    qtbot.addWidget(label)
    label.setStyleSheet("padding: 3px 10px;")
    label.setText(words)
    label.show()
    label.resize(label.sizeHint())
    assert super(ElidedLabel, label).text() == label.text() == words
    label.resize(60, 30)
    assert super(ElidedLabel, label).text().endswith("…") == (words != "court")
    assert label.text() == words
    assert label.accessibleName() == words


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_probabilities_are_read_and_framed(qtbot, path: Path, theme: str):
    with staged(qtbot, path, theme=theme) as stage:
        stage.window.places.go("review")
        QApplication.processEvents()
        box = stage.window.places.review.panel.form.most
        assert isinstance(box, QSpinBox)
        line = box.lineEdit()
        assert line.width() > line.fontMetrics().horizontalAdvance(line.text()) + 5
        picture = box.grab().toImage()
        frame = picture.pixelColor(box.width() // 2, 0).lightness()
        ground = picture.pixelColor(box.width() - 12, box.height() // 2).lightness()
        assert abs(frame - ground) > 25
