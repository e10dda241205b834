"""Pictures of the window: the asked article in the asked theme, and nothing noted down."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from annotator.errors import EnvironmentTrouble, GuillemetError
from annotator.services.projects import Project
from annotator.services.samples import TUTOR, make_sample
from annotator.settings import settings_file
from ui.screenshots import shoot
from ui.theme import load_theme

SIZE = QSize(1000, 640)


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    path = tmp_path / "exemple.guillemet"
    make_sample(path)
    return path


def article_ids(project: Path) -> list[str]:
    with Project.open(project, TUTOR) as opened:
        return [row.id for row in opened.article_rows(TUTOR)]


@pytest.fixture
def own_look(qapp: QApplication):
    """Gives the application its look back."""
    style, palette = qapp.style().objectName(), qapp.palette()
    yield
    qapp.setStyle(style)
    qapp.setPalette(palette)


def test_pictures_show_article_and_theme(sample: Path, tmp_path: Path, qapp, own_look):
    first, second, *_ = article_ids(sample)
    pictures = [tmp_path / f"{n}.png" for n in range(3)]
    shoot(sample, pictures[0], "light", "fr", article=first, size=SIZE)
    shoot(sample, pictures[1], "dark", "fr", article=first, size=SIZE)
    shoot(sample, pictures[2], "light", "fr", article=second, size=SIZE)
    images = [QImage(str(path)) for path in pictures]
    assert {(image.width(), image.height()) for image in images} == {(1000, 640)}
    bar = [image.pixelColor(5, 5).name() for image in images]
    themes = ("light", "dark", "light")
    assert bar == [load_theme(name).hex("bar") for name in themes]
    assert images[0] != images[2]


def test_a_picture_leaves_settings_and_project_alone(sample: Path, tmp_path: Path, qapp, own_look):
    before = sample.read_bytes()
    shoot(sample, tmp_path / "bild.png", size=SIZE)
    assert not settings_file().exists()
    assert sample.read_bytes() == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["bild.png", "exemple.guillemet"]


def test_a_picture_that_cannot_be_written_is_told(sample: Path, tmp_path: Path, qapp, own_look):
    with pytest.raises(EnvironmentTrouble) as caught:
        shoot(sample, tmp_path / "nulle part" / "x.png", size=SIZE)
    assert isinstance(caught.value, GuillemetError)
    assert "nulle part" in str(caught.value.message.values["file"])
