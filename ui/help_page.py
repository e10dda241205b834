"""Which help page belongs to what has the focus."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from ui.main_window import MainWindow

PLACES = {"review": "review", "find": "finding"}
"""The page of each place beside annotating."""


def help_page_for(focused: QWidget | None, main: MainWindow) -> str:
    """The page's name: of the panel that the focused widget lies in."""
    pages: tuple[tuple[QWidget, str], ...] = (
        *((panel, PLACES[name]) for name, panel in main.more_places.items()),
        (main.find_bar, "finding"),
        (main.tutorial, "tutorial"),
        (main.article.margin, "quotes"),
        (main.article, "annotate"),
        (main.articles, "articles"),
        (main.top, "projects"),
        (main.foot, "annotate"),
    )
    for panel, page in pages:
        if focused is not None and (panel is focused or panel.isAncestorOf(focused)):
            return page
    return "start"
