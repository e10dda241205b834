"""Stage: a real window on a real project of the gold's texts, with suggestions or without."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from unittest.mock import patch

from PySide6.QtWidgets import QApplication

from annotator.model.annotation import Proposals
from annotator.model.article import Article
from annotator.model.items import SanctionsReference
from annotator.prelabel.pipeline import propose
from annotator.services.importing import import_paths
from annotator.services.prelabel_child import Found, Own
from annotator.services.prelabelling import Engine
from annotator.services.projects import Project, ProjectSettings
from annotator.settings import AppSettings
from benchmarks.keys.wanted import WantedArticle
from ui.app import make_app
from ui.window import Window

BY = "banc"
SIZE = (1400, 880)


class IdleEngine(Engine):
    """Suggests nothing: what there is to suggest is in the project already."""

    def start(self, language: str = "fr") -> Future[str]:
        """Ready at once."""
        ready: Future[str] = Future()
        ready.set_result("rules")
        return ready

    def submit(self, article: Article, own: Own = ()) -> Future[Found]:
        """An answer that never comes."""
        return Future()

    def made_with(self, own: Own = ()) -> Future[dict[str, str]]:
        """An answer that never comes."""
        return Future()


@contextmanager
def staged(articles: tuple[WantedArticle, ...], *, suggested: bool) -> Iterator[Window]:
    """A window on a project of these texts, in their order; settings of its own."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with patch.dict(os.environ, GUILLEMET_CONFIG_DIR=str(folder / "config")):
            path = _project(folder, articles, suggested=suggested)
            settings = AppSettings(BY, "fr", "light")
            make_app(settings)
            window = Window(settings, IdleEngine())
            window.main.resize(*SIZE)
            window.main.show()
            window.main.activateWindow()
            QApplication.processEvents()
            try:
                if not window.frame.open_project(path):
                    raise RuntimeError(window.main.banner.words)
                yield window
            finally:
                window.main.close()
                window.main.deleteLater()
                window.deleteLater()
                QApplication.processEvents()


def choose(window: Window, wanted: WantedArticle) -> None:
    """Put an article on the desk.

    Raises:
        StopIteration: it is not in the project.
    """
    name = f"{wanted.name}.txt"
    row = next(row for row in window.frame.rows if row.meta.source_file == name)
    window.frame.choose(row.id)
    QApplication.processEvents()


def _project(folder: Path, articles: tuple[WantedArticle, ...], *, suggested: bool) -> Path:
    texts = folder / "texts"
    texts.mkdir()
    for one in articles:
        (texts / f"{one.name}.txt").write_text(one.text, encoding="utf-8", newline="")
    path = folder / "banc.guillemet"
    with Project.create(path, "Banc", ProjectSettings(), BY) as project:
        import_paths(project, [texts], annotator=BY)
        known = {one.text: one for one in articles}
        for row in project.article_rows(BY) if suggested else ():
            article = project.article(row.id)
            project.save_proposals(_suggested(article, known[article.text]))
    return path


def _suggested(article: Article, wanted: WantedArticle) -> Proposals:
    """What the rules suggest; no references where the gold says nothing about them."""
    found = propose(article)
    if wanted.references:
        return found
    kept = tuple(one for one in found.suggestions if not isinstance(one.item, SanctionsReference))
    return replace(found, suggestions=kept)
