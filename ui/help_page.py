"""Which help page belongs to what has the focus."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from ui.main_window import MainWindow

PLACES = {"review": "review", "find": "finding", "register": "actors"}
"""The page of each place beside annotating."""
ROWS: Mapping[str, str] = {
    "claim": "claims",
    "references": "references",
    "status": "references",
    "issuer": "references",
    "target": "references",
    "measures": "references",
    "label": "annotate",
    "note": "annotate",
}
"""The page of a picker in the margin by its row; the others belong to quotes."""


def help_page_for(focused: QWidget | None, main: MainWindow) -> str:
    """The page's name: of the panel that the focused widget lies in."""
    pages: tuple[tuple[QWidget, str], ...] = (
        *((panel, PLACES.get(name, name)) for name, panel in main.more_places.items()),
        (main.find_bar, "finding"),
        (main.tutorial, "tutorial"),
        (main.article.margin, ROWS.get(main.article.margin.picker_row, "quotes")),
        (main.article, "annotate"),
        (main.articles, "articles"),
        (main.top.learning_button, "learning"),
        (main.top, "projects"),
        (main.foot.pace, "pace"),
        (main.foot, "annotate"),
        (main.banner, "trouble"),
        (main.progress, "projects"),
    )
    for panel, page in pages:
        if focused is not None and (panel is focused or panel.isAncestorOf(focused)):
            return page
    return "start"
