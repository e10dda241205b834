"""ArticleModel: the articles of a project as a list; only what is in sight is asked for."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from annotator.messages import Translator
from annotator.services.projects import ArticleRow
from ui.presenters.subtitle import shown_date

ROW_ROLE = Qt.ItemDataRole.UserRole + 1
Index = QModelIndex | QPersistentModelIndex


class ArticleModel(QAbstractListModel):
    """One row an article; the row itself under `ROW_ROLE`."""

    def __init__(self, say: Translator) -> None:
        """Start with no articles."""
        super().__init__()
        self._say = say
        self._rows: list[ArticleRow] = []
        self._places: dict[str, int] = {}

    def show_rows(self, rows: tuple[ArticleRow, ...]) -> None:
        """Show other articles; the same ones again cost nothing, however many they are."""
        if list(rows) == self._rows:
            return
        self.beginResetModel()
        self._rows = list(rows)
        self._places = {row.id: place for place, row in enumerate(rows)}
        self.endResetModel()

    def show_row(self, row: ArticleRow) -> None:
        """Show one article anew."""
        place = self._places.get(row.id)
        if place is not None:
            self._rows[place] = row
            index = self.index(place)
            self.dataChanged.emit(index, index)

    def place(self, article_id: str | None) -> int:
        """The row number of an article, or -1."""
        return self._places.get(article_id or "", -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's signature
        """How many articles there are."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Title, words for a screen reader, or the row itself."""
        if not index.isValid() or not 0 <= index.row() < len(self._rows):
            return None
        row = self._rows[index.row()]
        if role == ROW_ROLE:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.title
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._spoken(row)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(row)
        return None

    def _spoken(self, row: ArticleRow) -> str:
        parts = (
            row.title,
            shown_date(row.meta.published, self._say.language),
            self._say(f"panels.status.{row.status}"),
            self._say("panels.flagged") if row.noted else "",
            *(self._say(f"flag.{flag}") for flag in row.flags),
            *(self._say(f"flag.inside.{flag}") for flag in row.item_flags),
            self._say("panels.suggestions", n=row.open_suggestions) if row.open_suggestions else "",
        )
        return ", ".join(part for part in parts if part)
